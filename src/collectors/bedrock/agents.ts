import { type BedrockAgentClient, paginateListAgents } from '@aws-sdk/client-bedrock-agent';
import { required } from '../collector.js';

/** The ids of the region's agents. AWS's summaries name no ARN; it is made from the id. */
export async function* agentIds(client: BedrockAgentClient): AsyncIterable<string> {
  for await (const { agentSummaries } of paginateListAgents({ client }, {}))
    for (const { agentId } of agentSummaries ?? []) yield required(agentId, 'agent id');
}
