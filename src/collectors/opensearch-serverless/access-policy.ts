import {
  GetAccessPolicyCommand,
  OpenSearchServerlessClient,
  paginateListAccessPolicies,
} from '@aws-sdk/client-opensearchserverless';
import { type Collector, required } from '../collector.js';

/** Data access policies of Serverless collections: who may read and write which indexes. */
export const accessPolicies: Collector = {
  type: 'AWS::OpenSearchServerless::AccessPolicy',
  scope: 'region',
  permissions: ['aoss:ListAccessPolicies', 'aoss:GetAccessPolicy'],

  async *collect({ client, each }) {
    const aoss = client(OpenSearchServerlessClient);
    for await (const page of paginateListAccessPolicies({ client: aoss }, { type: 'data' }))
      yield* each(
        page.accessPolicySummaries,
        ({ name }) => `data/${required(name, 'policy name')}`,
        async ({ name }) => {
          const { accessPolicyDetail } = await aoss.send(new GetAccessPolicyCommand({ type: 'data', name }));
          const { policy } = required(accessPolicyDetail, 'policy');
          // AWS has no tags for policies.
          return { tags: {}, properties: { Name: name, Type: 'data', Policy: policy } };
        },
      );
  },
};
