import {
  BedrockAgentClient,
  GetKnowledgeBaseCommand,
  type KnowledgeBaseSummary,
  paginateListKnowledgeBases,
} from '@aws-sdk/client-bedrock-agent';
import { type Collector, required } from '../collector.js';

/** Knowledge bases: the list names no ARN, so it is made from the id, and only the get call shows the role. */
export const knowledgeBases: Collector = {
  type: 'AWS::Bedrock::KnowledgeBase',
  scope: 'region',
  permissions: ['bedrock:ListKnowledgeBases', 'bedrock:GetKnowledgeBase'],

  async *collect({ account, region, partition, client, each }) {
    const bedrock = client(BedrockAgentClient);
    const arnOf = ({ knowledgeBaseId }: KnowledgeBaseSummary) =>
      `arn:${partition}:bedrock:${region}:${account}:knowledge-base/${required(knowledgeBaseId, 'knowledge base id')}`;
    for await (const page of paginateListKnowledgeBases({ client: bedrock }, {}))
      yield* each(page.knowledgeBaseSummaries, arnOf, async ({ knowledgeBaseId }) => {
        const answer = await bedrock.send(new GetKnowledgeBaseCommand({ knowledgeBaseId }));
        const { name, roleArn, status } = required(answer.knowledgeBase, 'knowledge base');
        return { names: [knowledgeBaseId], properties: { Name: name, RoleArn: roleArn }, runtime: { status } };
      });
  },
};
