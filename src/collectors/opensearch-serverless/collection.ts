import { OpenSearchServerlessClient, paginateListCollections } from '@aws-sdk/client-opensearchserverless';
import { type Collector, required } from '../collector.js';

/** Serverless collections, by one list. The key in force is shown, whatever policy or request it came from: `auto` is AWS's own. */
export const collections: Collector = {
  type: 'AWS::OpenSearchServerless::Collection',
  scope: 'region',
  permissions: ['aoss:ListCollections'],

  async *collect({ client, each }) {
    for await (const page of paginateListCollections({ client: client(OpenSearchServerlessClient) }, {}))
      yield* each(
        page.collectionSummaries,
        ({ arn, id, name }) => ({ id: required(arn, 'collection ARN'), names: [id, name] }),
        ({ name, status, kmsKeyArn }) => ({
          properties: { Name: name },
          runtime: { status, KmsKeyArn: kmsKeyArn },
        }),
      );
  },
};
