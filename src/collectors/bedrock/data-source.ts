import {
  BedrockAgentClient,
  type DataSourceSummary,
  GetDataSourceCommand,
  ListIngestionJobsCommand,
  paginateListDataSources,
} from '@aws-sdk/client-bedrock-agent';
import { type Collector, required } from '../collector.js';
import { renamed } from '../rename.js';
import { knowledgeBaseIds } from './knowledge-bases.js';

/**
 * Data sources of knowledge bases, and when each was last synchronised to the end: the newest job that is complete, for
 * a newer one that failed brought nothing. Where the documents come from is told
 * of S3; of all else only its kind.
 */
export const dataSources: Collector = {
  type: 'AWS::Bedrock::DataSource',
  scope: 'region',
  permissions: [
    'bedrock:ListKnowledgeBases',
    'bedrock:ListDataSources',
    'bedrock:GetDataSource',
    'bedrock:ListIngestionJobs',
  ],

  async *collect({ client, each, under }) {
    const bedrock = client(BedrockAgentClient);
    yield* under(knowledgeBaseIds(bedrock), async function* (knowledgeBaseId) {
      const idOf = ({ dataSourceId }: DataSourceSummary) =>
        `${knowledgeBaseId}/${required(dataSourceId, 'data source id')}`;
      for await (const page of paginateListDataSources({ client: bedrock }, { knowledgeBaseId }))
        yield* each(page.dataSourceSummaries, idOf, async ({ dataSourceId }, { part }) => {
          const answer = await bedrock.send(new GetDataSourceCommand({ knowledgeBaseId, dataSourceId }));
          const source = required(answer.dataSource, 'data source');
          const jobs = await part('/runtime/LastIngestion', () =>
            bedrock.send(
              new ListIngestionJobsCommand({
                knowledgeBaseId,
                dataSourceId,
                filters: [{ attribute: 'STATUS', operator: 'EQ', values: ['COMPLETE'] }],
                sortBy: { attribute: 'STARTED_AT', order: 'DESCENDING' },
                maxResults: 1,
              }),
            ),
          );
          const last = jobs?.ingestionJobSummaries?.[0];
          return {
            names: [dataSourceId],
            // AWS has no tags for data sources.
            tags: {},
            properties: {
              Name: source.name,
              KnowledgeBaseId: source.knowledgeBaseId,
              DataDeletionPolicy: source.dataDeletionPolicy,
              ServerSideEncryptionConfiguration: renamed(source.serverSideEncryptionConfiguration),
              DataSourceConfiguration: source.dataSourceConfiguration && {
                Type: source.dataSourceConfiguration.type,
                S3Configuration: renamed(source.dataSourceConfiguration.s3Configuration),
              },
            },
            runtime: {
              status: source.status,
              LastIngestion: last && { startedAt: last.startedAt, updatedAt: last.updatedAt },
            },
          };
        });
    });
  },
};
