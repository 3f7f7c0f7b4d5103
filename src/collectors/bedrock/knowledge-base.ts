import {
  BedrockAgentClient,
  GetKnowledgeBaseCommand,
  type KnowledgeBaseSummary,
  paginateListKnowledgeBases,
  type StorageConfiguration,
} from '@aws-sdk/client-bedrock-agent';
import { type Collector, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';

/** Knowledge bases: the list names no ARN, so it is made from the id, and only the get call shows the role and the store. */
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
        const { name, roleArn, status, storageConfiguration: store } = required(answer.knowledgeBase, 'knowledge base');
        return {
          names: [knowledgeBaseId],
          properties: { Name: name, RoleArn: roleArn, StorageConfiguration: store && storeOf(store) },
          runtime: { status },
        };
      });
  },
};

/** Which store it is, where that is of OpenSearch or S3 Vectors; how its fields are mapped is nobody's risk. */
const storeOf = (store: StorageConfiguration) => ({
  Type: store.type,
  OpensearchServerlessConfiguration: store.opensearchServerlessConfiguration && {
    CollectionArn: store.opensearchServerlessConfiguration.collectionArn,
    VectorIndexName: store.opensearchServerlessConfiguration.vectorIndexName,
  },
  OpensearchManagedClusterConfiguration: store.opensearchManagedClusterConfiguration && {
    DomainArn: store.opensearchManagedClusterConfiguration.domainArn,
    VectorIndexName: store.opensearchManagedClusterConfiguration.vectorIndexName,
  },
  S3VectorsConfiguration: store.s3VectorsConfiguration && {
    VectorBucketArn: store.s3VectorsConfiguration.vectorBucketArn,
    IndexArn: store.s3VectorsConfiguration.indexArn,
    IndexName: store.s3VectorsConfiguration.indexName,
    ...marksOf(store.s3VectorsConfiguration),
  },
  ...marksOf(store),
});
