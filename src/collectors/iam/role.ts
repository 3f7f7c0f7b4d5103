import { IAMClient } from '@aws-sdk/client-iam';
import { type Collector, required, tagsOf } from '../collector.js';
import { authorizationDetails } from './authorization-details.js';
import { inlinePolicies, policyDocument } from './document.js';

/** Roles with all their policies, from the one call that shows them all at once; its documents arrive URL-encoded. */
export const roles: Collector = {
  type: 'AWS::IAM::Role',
  scope: 'account',
  permissions: ['iam:GetAccountAuthorizationDetails'],

  async *collect({ client, each }) {
    const iam = client(IAMClient);
    for await (const page of authorizationDetails(iam, 'Role')) {
      yield* each(
        page.RoleDetailList,
        ({ Arn }) => required(Arn, 'role ARN'),
        (role, { parsed }) => ({
          names: [role.RoleName],
          tags: tagsOf(role.Tags),
          properties: {
            RoleName: role.RoleName,
            Path: role.Path,
            AssumeRolePolicyDocument: parsed('/properties/AssumeRolePolicyDocument', () =>
              policyDocument(role.AssumeRolePolicyDocument),
            ),
            Policies: inlinePolicies(role.RolePolicyList, parsed),
            ManagedPolicyArns: role.AttachedManagedPolicies?.map(({ PolicyArn }) => PolicyArn),
            PermissionsBoundary: role.PermissionsBoundary?.PermissionsBoundaryArn,
          },
          runtime: { CreateDate: role.CreateDate, RoleLastUsed: role.RoleLastUsed },
        }),
      );
    }
  },
};
