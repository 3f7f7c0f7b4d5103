import { type BedrockAgentClient, type FlowSummary, paginateListFlows } from '@aws-sdk/client-bedrock-agent';

/** The flows of the region. */
export async function* flowsOf(client: BedrockAgentClient): AsyncIterable<FlowSummary> {
  for await (const { flowSummaries } of paginateListFlows({ client }, {})) yield* flowSummaries ?? [];
}
