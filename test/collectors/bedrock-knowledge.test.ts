import { expect, test } from 'vitest';
import { dataSources } from '../../src/collectors/bedrock/data-source.js';
import { knowledgeBases } from '../../src/collectors/bedrock/knowledge-base.js';
import type { JsonObject } from '../../src/model/json.js';
import { ACCOUNT, complete, explore, REGION, seenBy } from './expedition.js';
import { byInput, denied, noTags } from './written.js';

/** Written from the Bedrock agent API model of 2023-06-05 (@aws-sdk/client-bedrock-agent 3.1138.0). */
const here = { account: ACCOUNT, region: REGION };
const refusal = (operation: string) => ({
  reason: 'denied',
  detail: `bedrock-agent:${operation} in ${REGION} was denied (AccessDeniedException): not authorized`,
  action: `bedrock:${operation}`,
});
const LIST = { knowledgeBaseSummaries: [{ knowledgeBaseId: 'KB' }] };
const answers = {
  'bedrock-agent:ListKnowledgeBases': LIST,
  'bedrock-agent:ListDataSources': byInput({
    '{"knowledgeBaseId":"KB"}': { dataSourceSummaries: [{ dataSourceId: 'DS' }] },
  }),
  'bedrock-agent:GetDataSource': byInput({
    '{"dataSourceId":"DS","knowledgeBaseId":"KB"}': {
      dataSource: {
        knowledgeBaseId: 'KB',
        dataSourceId: 'DS',
        name: 'faq',
        status: 'AVAILABLE',
        dataSourceConfiguration: { type: 'S3', s3Configuration: { bucketArn: 'arn:aws:s3:::faq' } },
        serverSideEncryptionConfiguration: { kmsKeyArn: 'arn:key' },
        dataDeletionPolicy: 'RETAIN',
      },
    },
  }),
};

test('a knowledge base shows its role', async () => {
  const { resources, listings } = await explore(knowledgeBases, {
    ...answers,
    'bedrock-agent:GetKnowledgeBase': byInput({
      '{"knowledgeBaseId":"KB"}': {
        knowledgeBase: { knowledgeBaseId: 'KB', name: 'docs', roleArn: 'arn:role', status: 'ACTIVE' },
      },
    }),
  });
  expect(resources).toEqual([
    {
      type: knowledgeBases.type,
      id: `arn:aws:bedrock:${REGION}:${ACCOUNT}:knowledge-base/KB`,
      names: ['KB'],
      ...here,
      tags: {},
      properties: { Name: 'docs', RoleArn: 'arn:role' },
      runtime: { status: 'ACTIVE' },
      source: seenBy('bedrock-agent:ListKnowledgeBases', 'bedrock-agent:GetKnowledgeBase'),
      gaps: [noTags(knowledgeBases.type)],
    },
  ]);
  expect(listings).toEqual([complete(knowledgeBases.type)]);
});

test('a knowledge base shows which store has its vectors, and where that is in S3 Vectors or OpenSearch', async () => {
  const bucket = `arn:aws:s3vectors:${REGION}:${ACCOUNT}:bucket/example-vectors`;
  const storeOf = async (storageConfiguration: JsonObject) => {
    const { resources } = await explore(knowledgeBases, {
      ...answers,
      'bedrock-agent:GetKnowledgeBase': byInput({
        '{"knowledgeBaseId":"KB"}': {
          knowledgeBase: { knowledgeBaseId: 'KB', name: 'docs', roleArn: 'arn:role', storageConfiguration },
        },
      }),
    });
    return resources[0]?.properties.StorageConfiguration;
  };
  expect(
    await storeOf({
      type: 'S3_VECTORS',
      s3VectorsConfiguration: { vectorBucketArn: bucket, indexArn: `${bucket}/index/faq`, indexName: 'faq' },
    }),
  ).toEqual({
    Type: 'S3_VECTORS',
    S3VectorsConfiguration: { VectorBucketArn: bucket, IndexArn: `${bucket}/index/faq`, IndexName: 'faq' },
  });
  const fieldMapping = { vectorField: 'v', textField: 't', metadataField: 'm' };
  const collectionArn = `arn:aws:aoss:${REGION}:${ACCOUNT}:collection/examplecollection001`;
  expect(
    await storeOf({
      type: 'OPENSEARCH_SERVERLESS',
      opensearchServerlessConfiguration: { collectionArn, vectorIndexName: 'faq', fieldMapping },
    }),
  ).toEqual({
    Type: 'OPENSEARCH_SERVERLESS',
    OpensearchServerlessConfiguration: { CollectionArn: collectionArn, VectorIndexName: 'faq' },
  });
  const domainArn = `arn:aws:es:${REGION}:${ACCOUNT}:domain/example-search`;
  expect(
    await storeOf({
      type: 'OPENSEARCH_MANAGED_CLUSTER',
      opensearchManagedClusterConfiguration: {
        domainArn,
        domainEndpoint: 'https://search-example-search-abc123.example.com',
        vectorIndexName: 'faq',
        fieldMapping,
      },
    }),
  ).toEqual({
    Type: 'OPENSEARCH_MANAGED_CLUSTER',
    OpensearchManagedClusterConfiguration: { DomainArn: domainArn, VectorIndexName: 'faq' },
  });
  expect(await storeOf({ type: 'PINECONE', pineconeConfiguration: { connectionString: 'x' } })).toEqual({
    Type: 'PINECONE',
  });
});

test('a data source shows when it was last synchronised to the end', async () => {
  const { resources, listings } = await explore(dataSources, {
    ...answers,
    'bedrock-agent:ListIngestionJobs': byInput({
      '{"dataSourceId":"DS","filters":[{"attribute":"STATUS","operator":"EQ","values":["COMPLETE"]}],"knowledgeBaseId":"KB","maxResults":1,"sortBy":{"attribute":"STARTED_AT","order":"DESCENDING"}}':
        {
          ingestionJobSummaries: [
            { ingestionJobId: 'J', startedAt: '2026-03-01T09:00:00Z', updatedAt: '2026-03-01T09:20:00Z' },
          ],
          nextToken: 'older',
        },
    }),
  });
  expect(resources).toEqual([
    {
      type: dataSources.type,
      id: 'KB/DS',
      names: ['DS'],
      ...here,
      tags: {},
      properties: {
        Name: 'faq',
        KnowledgeBaseId: 'KB',
        DataDeletionPolicy: 'RETAIN',
        ServerSideEncryptionConfiguration: { KmsKeyArn: 'arn:key' },
        DataSourceConfiguration: { Type: 'S3', S3Configuration: { BucketArn: 'arn:aws:s3:::faq' } },
      },
      runtime: {
        status: 'AVAILABLE',
        LastIngestion: {
          startedAt: Date.parse('2026-03-01T09:00:00Z'),
          updatedAt: Date.parse('2026-03-01T09:20:00Z'),
        },
      },
      source: seenBy('bedrock-agent:ListDataSources', 'bedrock-agent:GetDataSource', 'bedrock-agent:ListIngestionJobs'),
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete(dataSources.type)]);
});

test('no job that completed is a fact, jobs that may not be listed are a gap', async () => {
  const seen = async (jobs: object) => {
    const { resources } = await explore(dataSources, { ...answers, 'bedrock-agent:ListIngestionJobs': { ...jobs } });
    return resources.map(({ runtime, gaps }) => ({ runtime, gaps }));
  };
  expect(await seen({ ingestionJobSummaries: [] })).toEqual([{ runtime: { status: 'AVAILABLE' }, gaps: [] }]);
  expect(await seen(denied)).toEqual([
    {
      runtime: { status: 'AVAILABLE' },
      gaps: [{ pointer: '/runtime/LastIngestion', kind: 'missing', ...refusal('ListIngestionJobs') }],
    },
  ]);
});

test('where knowledge bases may not be listed both lists are missing, without one’s data sources theirs is partial', async () => {
  for (const collector of [knowledgeBases, dataSources]) {
    const { listings } = await explore(collector, { 'bedrock-agent:ListKnowledgeBases': denied });
    expect(listings).toEqual([
      { type: collector.type, ...here, state: 'missing', cause: refusal('ListKnowledgeBases') },
    ]);
  }
  const { listings } = await explore(dataSources, { ...answers, 'bedrock-agent:ListDataSources': denied });
  expect(listings).toEqual([{ type: dataSources.type, ...here, state: 'partial', cause: refusal('ListDataSources') }]);
});
