import { DescribeLaunchTemplateVersionsCommand, EC2Client, paginateDescribeLaunchTemplates } from '@aws-sdk/client-ec2';
import { DescribeNodegroupCommand, EKSClient, type Nodegroup, paginateListNodegroups } from '@aws-sdk/client-eks';
import { type Collector, required } from '../collector.js';
import { allOf } from '../pages.js';
import { renamed } from '../rename.js';
import { clusterNames } from './clusters.js';

/**
 * Managed node groups, listed cluster by cluster. Their ARN ends in a UUID that the list does not show: the id is
 * `<cluster>/<node group>`. How nodes may be asked for credentials stands in the launch template that starts them.
 */
export const nodegroups: Collector = {
  type: 'AWS::EKS::Nodegroup',
  scope: 'region',
  permissions: [
    'ec2:DescribeLaunchTemplateVersions',
    'ec2:DescribeLaunchTemplates',
    'eks:DescribeNodegroup',
    'eks:ListClusters',
    'eks:ListNodegroups',
  ],

  async *collect({ client, each, under }) {
    const eks = client(EKSClient);
    const ec2 = client(EC2Client);
    yield* under(clusterNames(eks), async function* (clusterName) {
      const idOf = (nodegroupName: string) => `${clusterName}/${nodegroupName}`;
      for await (const page of paginateListNodegroups({ client: eks }, { clusterName })) {
        yield* each(page.nodegroups, idOf, async (nodegroupName, { part, unseen }) => {
          const answer = await eks.send(new DescribeNodegroupCommand({ clusterName, nodegroupName }));
          const nodegroup = required(answer.nodegroup, 'node group');
          const template = await part(TEMPLATE, () => launchTemplateOf(ec2, nodegroup));
          if (template === null)
            unseen(TEMPLATE, {
              reason: 'not_collected',
              detail: `no launch template bears the tags by which EKS marks that of ${idOf(nodegroupName)}`,
            });
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
              LaunchTemplate: renamed(nodegroup.launchTemplate),
            },
            runtime: {
              Status: nodegroup.status,
              LaunchTemplate: template ?? undefined,
            },
          };
        });
      }
    });
  },
};

const TEMPLATE = '/runtime/LaunchTemplate';

/**
 * What the group's launch template says. A group without one of the user's has one that EKS made, marked by tags: those
 * on which the service-linked role AWSServiceRoleForAmazonEKSNodegroup may act. Null where none is found.
 */
const launchTemplateOf = async (ec2: EC2Client, { launchTemplate, clusterName, nodegroupName }: Nodegroup) => {
  const LaunchTemplateId = launchTemplate?.id ?? (await ownTemplateOf(ec2, clusterName, nodegroupName));
  if (LaunchTemplateId === undefined) return null;
  const { LaunchTemplateVersions = [] } = await ec2.send(
    new DescribeLaunchTemplateVersionsCommand({
      LaunchTemplateId,
      Versions: [launchTemplate === undefined ? '$Latest' : (launchTemplate.version ?? '$Default')],
    }),
  );
  const data = required(LaunchTemplateVersions[0]?.LaunchTemplateData, 'launch template data');
  return { InstanceType: data.InstanceType, MetadataOptions: data.MetadataOptions };
};

const ownTemplateOf = async (ec2: EC2Client, cluster = '', nodegroup = ''): Promise<string | undefined> => {
  const Filters = [
    { Name: 'tag:eks:cluster-name', Values: [cluster] },
    { Name: 'tag:eks:nodegroup-name', Values: [nodegroup] },
  ];
  const pages = await allOf(paginateDescribeLaunchTemplates({ client: ec2 }, { Filters }));
  return pages.flatMap(({ LaunchTemplates = [] }) => LaunchTemplates)[0]?.LaunchTemplateId;
};
