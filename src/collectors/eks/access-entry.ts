import {
  DescribeAccessEntryCommand,
  DescribeClusterCommand,
  EKSClient,
  paginateListAccessEntries,
  paginateListAssociatedAccessPolicies,
} from '@aws-sdk/client-eks';
import { type Collector, required } from '../collector.js';
import { allOf } from '../pages.js';
import { renamed } from '../rename.js';
import { clusterNames } from './clusters.js';

/**
 * Who may enter a cluster by the EKS API. A cluster that knows only its `aws-auth` ConfigMap has no entries and answers
 * the list with InvalidRequestException, which has other reasons too: so the cluster itself is asked for its mode first.
 * The ARN of an entry ends in a UUID that the list does not show: the id is `<cluster>/<principal ARN>`.
 */
export const accessEntries: Collector = {
  type: 'AWS::EKS::AccessEntry',
  scope: 'region',
  permissions: [
    'eks:ListClusters',
    'eks:DescribeCluster',
    'eks:ListAccessEntries',
    'eks:DescribeAccessEntry',
    'eks:ListAssociatedAccessPolicies',
  ],

  async *collect({ client, each, under }) {
    const eks = client(EKSClient);
    yield* under(clusterNames(eks), async function* (clusterName) {
      const { cluster } = await eks.send(new DescribeClusterCommand({ name: clusterName }));
      if (cluster?.accessConfig?.authenticationMode === 'CONFIG_MAP') return;
      const idOf = (principalArn: string) => `${clusterName}/${principalArn}`;
      for await (const page of paginateListAccessEntries({ client: eks }, { clusterName })) {
        yield* each(page.accessEntries, idOf, async (principalArn, { part }) => {
          const answer = await eks.send(new DescribeAccessEntryCommand({ clusterName, principalArn }));
          const entry = required(answer.accessEntry, 'access entry');
          const policies = await part('/properties/AccessPolicies', () =>
            allOf(paginateListAssociatedAccessPolicies({ client: eks }, { clusterName, principalArn })),
          );
          return {
            names: [entry.accessEntryArn],
            tags: entry.tags ?? {},
            properties: {
              ClusterName: entry.clusterName,
              PrincipalArn: entry.principalArn,
              Type: entry.type,
              KubernetesGroups: entry.kubernetesGroups,
              AccessPolicies: policies?.flatMap(({ associatedAccessPolicies }) =>
                (associatedAccessPolicies ?? []).map((policy) =>
                  renamed(policy, { associatedAt: null, modifiedAt: null }),
                ),
              ),
            },
          };
        });
      }
    });
  },
};
