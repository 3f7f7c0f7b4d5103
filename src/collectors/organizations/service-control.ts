import {
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  OrganizationsClient,
  paginateListParents,
  paginateListPoliciesForTarget,
} from '@aws-sdk/client-organizations';
import { normalisedPolicy } from '../../model/policy-document.js';
import { type Collector, required } from '../collector.js';

/**
 * The service control policies that bind the account: those on itself, on every organizational unit above it and on the
 * root. Only the management account and delegated administrators may ask; for all others they stay unseen. They bind
 * everybody but the management account.
 */
export const serviceControls: Collector = {
  type: 'AWS::Organizations::ServiceControl',
  scope: 'account',
  permissions: [
    'organizations:DescribeOrganization',
    'organizations:DescribePolicy',
    'organizations:ListParents',
    'organizations:ListPoliciesForTarget',
  ],

  async *collect({ account, client, each }) {
    const organizations = client(OrganizationsClient);
    yield* each(
      [account],
      (id) => id,
      async (_, { part, parsed }) => {
        const answer = await part(
          ['/properties/MasterAccountId', '/properties/Policies'],
          () => organizations.send(new DescribeOrganizationCommand({})),
          { absentOn: ['AWSOrganizationsNotInUseException'] },
        );
        if (answer === undefined) return { properties: {} };
        const { MasterAccountId } = required(answer.Organization, 'organization');
        if (MasterAccountId === account) return { properties: { MasterAccountId } };
        const policies = await part('/properties/Policies', () => policiesOf(organizations, account));
        return {
          properties: {
            MasterAccountId,
            Policies: policies?.map(({ Name, Content, TargetIds }, index) => ({
              Name,
              TargetIds,
              PolicyDocument: parsed(`/properties/Policies/${index}/PolicyDocument`, () =>
                normalisedPolicy(required(Content, 'policy content')),
              ),
            })),
          },
        };
      },
    );
  },
};

/** Each policy once, with every place to which it is attached: what no policy of a place allows is forbidden there. */
const policiesOf = async (client: OrganizationsClient, account: string) => {
  const places = new Map<string, string[]>();
  const names = new Map<string, string | undefined>();
  for (const TargetId of [account, ...(await above(client, account))])
    for await (const page of paginateListPoliciesForTarget({ client }, { TargetId, Filter: 'SERVICE_CONTROL_POLICY' }))
      for (const { Id, Name } of page.Policies ?? []) {
        const id = required(Id, 'policy id');
        names.set(id, Name);
        places.set(id, [...(places.get(id) ?? []), TargetId]);
      }
  const policies: {
    readonly Name: string | undefined;
    readonly Content: string | undefined;
    readonly TargetIds: readonly string[];
  }[] = [];
  for (const [PolicyId, TargetIds] of places) {
    const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId }));
    policies.push({ Name: names.get(PolicyId), Content: Policy?.Content, TargetIds });
  }
  return policies;
};

/** The organizational units above, from the next one up to the root. */
const above = async (client: OrganizationsClient, ChildId: string): Promise<string[]> => {
  for await (const { Parents } of paginateListParents({ client }, { ChildId })) {
    const [parent] = Parents ?? [];
    if (parent === undefined) continue;
    const id = required(parent.Id, 'parent id');
    return [id, ...(parent.Type === 'ROOT' ? [] : await above(client, id))];
  }
  return [];
};
