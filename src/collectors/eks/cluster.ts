import { DescribeClusterCommand, EKSClient, type Logging, paginateListClusters } from '@aws-sdk/client-eks';
import { type Collector, required } from '../collector.js';
import { renamed } from '../rename.js';
import { marksOf } from '../unmodelled.js';

/** EKS clusters. The list gives bare names, from which the ARN is made; the describe call shows all else, tags included. */
export const clusters: Collector = {
  type: 'AWS::EKS::Cluster',
  scope: 'region',
  permissions: ['eks:ListClusters', 'eks:DescribeCluster'],

  async *collect({ account, region, partition, client, each }) {
    const eks = client(EKSClient);
    const arnOf = (name: string) => `arn:${partition}:eks:${region}:${account}:cluster/${name}`;
    for await (const page of paginateListClusters({ client: eks }, {})) {
      yield* each(page.clusters, arnOf, async (name) => {
        const answer = await eks.send(new DescribeClusterCommand({ name }));
        const cluster = required(answer.cluster, 'cluster');
        return {
          names: [name],
          tags: cluster.tags ?? {},
          properties: {
            Name: cluster.name,
            Version: cluster.version,
            RoleArn: cluster.roleArn,
            // What only AWS knows of the network is no property in CloudFormation.
            ResourcesVpcConfig: renamed(cluster.resourcesVpcConfig, { vpcId: null, clusterSecurityGroupId: null }),
            AccessConfig: renamed(cluster.accessConfig),
            EncryptionConfig: renamed(cluster.encryptionConfig),
            Logging: cluster.logging && { ClusterLogging: clusterLogging(cluster.logging) },
            DeletionProtection: cluster.deletionProtection,
          },
          // EKS itself chooses where the control plane logs (https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html).
          runtime: {
            Status: cluster.status,
            LogGroupName: `/aws/eks/${name}/cluster`,
            ClusterSecurityGroupId: cluster.resourcesVpcConfig?.clusterSecurityGroupId,
          },
        };
      });
    }
  },
};

/** The API lists what is on and what is off; CloudFormation lists what is on, as objects. */
const clusterLogging = ({ clusterLogging = [], ...logging }: Logging) => ({
  EnabledTypes: clusterLogging
    .filter(({ enabled }) => enabled)
    .flatMap(({ types }) => types ?? [])
    .map((Type) => ({ Type })),
  ...marksOf(logging, ...clusterLogging),
});
