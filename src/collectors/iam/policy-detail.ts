import { IAMClient, type PolicyDetail } from '@aws-sdk/client-iam';
import { type Collector, required } from '../collector.js';
import { authorizationDetails } from './authorization-details.js';
import { policyDocument } from './document.js';

/**
 * Every policy that the account itself wrote, under one type: customer managed ones, and those embedded in roles, users
 * and groups. A rule about what a policy allows holds wherever the policy stands. Policies of service-linked roles are
 * AWS's own and left out.
 */
export const policyDetails: Collector = {
  type: 'AWS::IAM::PolicyDetail',
  scope: 'account',
  permissions: ['iam:GetAccountAuthorizationDetails'],

  async *collect({ client, each }) {
    for await (const policies of everyPolicy(client(IAMClient))) {
      yield* each(
        policies,
        ({ id }) => id,
        ({ policy: { PolicyName, PolicyDocument }, PrincipalArn }, { parsed }) => ({
          properties: {
            PolicyName,
            PolicyDocument: parsed('/properties/PolicyDocument', () => policyDocument(PolicyDocument)),
          },
          runtime: { PrincipalArn },
        }),
      );
    }
  },
};

interface Written {
  readonly id: string;
  readonly policy: PolicyDetail;
  /** In whom it is embedded. */
  readonly PrincipalArn?: string;
}

async function* everyPolicy(client: IAMClient): AsyncIterable<readonly Written[]> {
  for await (const { Policies = [] } of authorizationDetails(client, 'LocalManagedPolicy'))
    yield Policies.map(({ Arn, PolicyName, PolicyVersionList }) => ({
      id: required(Arn, 'policy ARN'),
      policy: {
        PolicyName,
        PolicyDocument: PolicyVersionList?.find(({ IsDefaultVersion }) => IsDefaultVersion)?.Document,
      },
    }));
  for await (const { RoleDetailList = [] } of authorizationDetails(client, 'Role'))
    yield RoleDetailList.filter(({ Path }) => !Path?.startsWith('/aws-service-role/')).flatMap(
      ({ Arn, RolePolicyList }) => embedded(Arn, RolePolicyList),
    );
  for await (const { UserDetailList = [] } of authorizationDetails(client, 'User'))
    yield UserDetailList.flatMap(({ Arn, UserPolicyList }) => embedded(Arn, UserPolicyList));
  for await (const { GroupDetailList = [] } of authorizationDetails(client, 'Group'))
    yield GroupDetailList.flatMap(({ Arn, GroupPolicyList }) => embedded(Arn, GroupPolicyList));
}

/** An embedded policy has no ARN: its name behind its holder's, by a character that neither can hold. */
const embedded = (Arn: string | undefined, policies: readonly PolicyDetail[] = []): Written[] => {
  const PrincipalArn = required(Arn, 'ARN');
  return policies.map((policy) => ({ id: `${PrincipalArn}#${policy.PolicyName}`, policy, PrincipalArn }));
};
