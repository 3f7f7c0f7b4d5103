import { type BedrockAgentClient, paginateListKnowledgeBases } from '@aws-sdk/client-bedrock-agent';
import { required } from '../collector.js';

/** The ids of the region's knowledge bases. AWS's summaries name no ARN; it is made from the id. */
export async function* knowledgeBaseIds(client: BedrockAgentClient): AsyncIterable<string> {
  for await (const { knowledgeBaseSummaries } of paginateListKnowledgeBases({ client }, {}))
    for (const { knowledgeBaseId } of knowledgeBaseSummaries ?? [])
      yield required(knowledgeBaseId, 'knowledge base id');
}
