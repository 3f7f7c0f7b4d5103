import { DescribeNodegroupCommand, EKSClient, paginateListNodegroups } from '@aws-sdk/client-eks';
import { type Collector, required } from '../collector.js';
import { renamed } from '../rename.js';
import { clusterNames } from './clusters.js';

/** Managed node groups, listed cluster by cluster. Their ARN ends in a UUID that the list does not show: the id is `<cluster>/<node group>`. */
export const nodegroups: Collector = {
  type: 'AWS::EKS::Nodegroup',
  scope: 'region',
  permissions: ['eks:ListClusters', 'eks:ListNodegroups', 'eks:DescribeNodegroup'],

  async *collect({ client, each, under }) {
    const eks = client(EKSClient);
    yield* under(clusterNames(eks), async function* (clusterName) {
      const idOf = (nodegroupName: string) => `${clusterName}/${nodegroupName}`;
      for await (const page of paginateListNodegroups({ client: eks }, { clusterName })) {
        yield* each(page.nodegroups, idOf, async (nodegroupName) => {
          const answer = await eks.send(new DescribeNodegroupCommand({ clusterName, nodegroupName }));
          const nodegroup = required(answer.nodegroup, 'node group');
          return {
            names: [nodegroup.nodegroupArn],
            tags: nodegroup.tags ?? {},
            properties: {
              ClusterName: nodegroup.clusterName,
              NodegroupName: nodegroup.nodegroupName,
              RemoteAccess: renamed(nodegroup.remoteAccess),
              InstanceTypes: nodegroup.instanceTypes,
              ScalingConfig: renamed(nodegroup.scalingConfig),
              AmiType: nodegroup.amiType,
              NodeRole: nodegroup.nodeRole,
              Subnets: nodegroup.subnets,
            },
            runtime: { Status: nodegroup.status },
          };
        });
      }
    });
  },
};
