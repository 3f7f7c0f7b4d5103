import { IAMClient } from '@aws-sdk/client-iam';
import { type Collector, required } from '../collector.js';
import { authorizationDetails } from './authorization-details.js';
import { inlinePolicies } from './document.js';

/** Groups with all their policies. Who belongs to one stands with the users. */
export const groups: Collector = {
  type: 'AWS::IAM::Group',
  scope: 'account',
  permissions: ['iam:GetAccountAuthorizationDetails'],

  async *collect({ client, each }) {
    const iam = client(IAMClient);
    for await (const page of authorizationDetails(iam, 'Group')) {
      yield* each(
        page.GroupDetailList,
        ({ Arn }) => required(Arn, 'group ARN'),
        (group, { parsed }) => ({
          names: [group.GroupName],
          properties: {
            GroupName: group.GroupName,
            Path: group.Path,
            Policies: inlinePolicies(group.GroupPolicyList, parsed),
            ManagedPolicyArns: group.AttachedManagedPolicies?.map(({ PolicyArn }) => PolicyArn),
          },
        }),
      );
    }
  },
};
