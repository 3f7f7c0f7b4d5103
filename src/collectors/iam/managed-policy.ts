import { IAMClient } from '@aws-sdk/client-iam';
import { type Collector, required } from '../collector.js';
import { authorizationDetails } from './authorization-details.js';
import { policyDocument } from './document.js';

/** Customer managed policies. The answer holds every version's document; the default version's is the one in force. */
export const managedPolicies: Collector = {
  type: 'AWS::IAM::ManagedPolicy',
  scope: 'account',
  permissions: ['iam:GetAccountAuthorizationDetails'],

  async *collect({ client, each }) {
    const iam = client(IAMClient);
    for await (const page of authorizationDetails(iam, 'LocalManagedPolicy')) {
      yield* each(
        page.Policies,
        ({ Arn }) => required(Arn, 'policy ARN'),
        (policy, { parsed }) => ({
          names: [policy.PolicyName],
          properties: {
            ManagedPolicyName: policy.PolicyName,
            Path: policy.Path,
            PolicyDocument: parsed('/properties/PolicyDocument', () =>
              policyDocument(policy.PolicyVersionList?.find(({ IsDefaultVersion }) => IsDefaultVersion)?.Document),
            ),
          },
          runtime: { AttachmentCount: policy.AttachmentCount },
        }),
      );
    }
  },
};
