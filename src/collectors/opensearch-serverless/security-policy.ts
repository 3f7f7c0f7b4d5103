import {
  GetSecurityPolicyCommand,
  OpenSearchServerlessClient,
  paginateListSecurityPolicies,
} from '@aws-sdk/client-opensearchserverless';
import { type Collector, required } from '../collector.js';

/** Network policies of Serverless collections. (What an encryption policy decided, the collection itself shows.) */
export const securityPolicies: Collector = {
  type: 'AWS::OpenSearchServerless::SecurityPolicy',
  scope: 'region',
  permissions: ['aoss:ListSecurityPolicies', 'aoss:GetSecurityPolicy'],

  async *collect({ client, each }) {
    const aoss = client(OpenSearchServerlessClient);
    for await (const page of paginateListSecurityPolicies({ client: aoss }, { type: 'network' }))
      yield* each(
        page.securityPolicySummaries,
        ({ name }) => `network/${required(name, 'policy name')}`,
        async ({ name }) => {
          const { securityPolicyDetail } = await aoss.send(new GetSecurityPolicyCommand({ type: 'network', name }));
          const { policy } = required(securityPolicyDetail, 'policy');
          // AWS has no tags for policies.
          return { tags: {}, properties: { Name: name, Type: 'network', Policy: policy } };
        },
      );
  },
};
