import { CreateLogGroupCommand, PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateLaunchTemplateCommand, type LaunchTemplateInstanceMetadataOptionsRequest } from '@aws-sdk/client-ec2';
import { CreateClusterCommand, CreateFargateProfileCommand, CreateNodegroupCommand } from '@aws-sdk/client-eks';
import type { Clients } from './clients.js';
import { given, roleArn } from './names.js';
import type { Network } from './network.js';

const ALL_LOGS = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] as const;

/**
 * `ml-platform` is closed and in good order. `ray-sandbox` has everything that a cluster gets when somebody needs one by
 * tomorrow: open to the world by two halves, and so is the SSH port of its workers.
 */
export const seedEks = async (
  { eks, ec2, logs }: Clients,
  { subnets, securityGroup }: Network,
  secretsKey: string,
): Promise<void> => {
  for (const cluster of [
    {
      name: 'ml-platform',
      version: '1.34',
      private: true,
      cidrs: ['203.0.113.0/24'],
      types: ALL_LOGS,
      days: undefined,
      keys: [secretsKey],
    },
    {
      name: 'ray-sandbox',
      version: '1.31',
      private: false,
      cidrs: ['0.0.0.0/1', '128.0.0.0/1'],
      types: ['api', 'audit'] as const,
      days: 90,
      keys: [],
    },
  ]) {
    await eks.send(
      new CreateClusterCommand({
        name: cluster.name,
        version: cluster.version,
        roleArn: roleArn('EksCluster'),
        resourcesVpcConfig: {
          subnetIds: [...subnets],
          securityGroupIds: [securityGroup],
          endpointPrivateAccess: cluster.private,
          endpointPublicAccess: true,
          publicAccessCidrs: cluster.cidrs,
        },
        encryptionConfig: cluster.keys.map((keyArn) => ({ resources: ['secrets'], provider: { keyArn } })),
        logging: { clusterLogging: [{ types: [...cluster.types], enabled: true }] },
        tags: { 部門: '基盤チーム' },
      }),
    );
    const logGroupName = `/aws/eks/${cluster.name}/cluster`;
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    if (cluster.days !== undefined)
      await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: cluster.days }));
  }
  const id = await launchTemplate(ec2, 'ml-platform-gpu', {}, { HttpTokens: 'required', HttpPutResponseHopLimit: 1 });
  await eks.send(
    new CreateNodegroupCommand({
      clusterName: 'ml-platform',
      nodegroupName: 'gpu-a100',
      nodeRole: roleArn('EksNode'),
      subnets: [...subnets],
      instanceTypes: ['p4d.24xlarge'],
      scalingConfig: { minSize: 0, desiredSize: 2, maxSize: 10 },
      launchTemplate: { id, version: '1' },
    }),
  );
  await eks.send(
    new CreateNodegroupCommand({
      clusterName: 'ray-sandbox',
      nodegroupName: 'ray-workers',
      nodeRole: roleArn('EksNode'),
      subnets: [...subnets],
      instanceTypes: ['g5.xlarge'],
      scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 40 },
      remoteAccess: { ec2SshKey: 'ray-debug' },
    }),
  );
  for (const [clusterName, fargateProfileName, role, namespace] of [
    ['ml-platform', 'reporting', 'ReportingFargate', 'reporting'],
    ['ray-sandbox', 'ray-jobs', 'RayFargate', 'ray'],
  ] as const)
    await eks.send(
      new CreateFargateProfileCommand({
        clusterName,
        fargateProfileName,
        podExecutionRoleArn: roleArn(role),
        subnets: [...subnets],
        selectors: [{ namespace }],
      }),
    );
  // EKS makes this one where the user names none; moto does not. What it says for Amazon Linux 2.
  await launchTemplate(
    ec2,
    'eks-00000000-0000-4000-8000-000000000001',
    { 'eks:cluster-name': 'ray-sandbox', 'eks:nodegroup-name': 'ray-workers' },
    { HttpTokens: 'optional', HttpPutResponseHopLimit: 2 },
  );
};

const launchTemplate = async (
  ec2: Clients['ec2'],
  LaunchTemplateName: string,
  tags: Readonly<Record<string, string>>,
  MetadataOptions: LaunchTemplateInstanceMetadataOptionsRequest,
): Promise<string> => {
  const Tags = Object.entries({ Name: LaunchTemplateName, ...tags }).map(([Key, Value]) => ({ Key, Value }));
  const { LaunchTemplate } = await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName,
      LaunchTemplateData: { MetadataOptions },
      TagSpecifications: [{ ResourceType: 'launch-template', Tags }],
    }),
  );
  return given(LaunchTemplate?.LaunchTemplateId, 'launch template id');
};
