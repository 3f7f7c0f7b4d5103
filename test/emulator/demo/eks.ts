import { CreateClusterCommand, CreateNodegroupCommand, type EKSClient } from '@aws-sdk/client-eks';
import { roleArn } from './names.js';
import type { Network } from './network.js';

/** `ml-platform` is closed; `ray-sandbox` is open to the world by two halves, and so is the SSH port of its workers. */
export const seedEks = async (eks: EKSClient, { subnets, securityGroup }: Network): Promise<void> => {
  for (const [name, publicAccessCidrs] of [
    ['ml-platform', ['203.0.113.0/24']],
    ['ray-sandbox', ['0.0.0.0/1', '128.0.0.0/1']],
  ] as const) {
    await eks.send(
      new CreateClusterCommand({
        name,
        version: '1.34',
        roleArn: roleArn('EksCluster'),
        resourcesVpcConfig: {
          subnetIds: [...subnets],
          securityGroupIds: [securityGroup],
          endpointPrivateAccess: true,
          endpointPublicAccess: true,
          publicAccessCidrs: [...publicAccessCidrs],
        },
        logging: {
          clusterLogging: [
            { types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'], enabled: true },
          ],
        },
        tags: { 部門: '基盤チーム' },
      }),
    );
  }
  await eks.send(
    new CreateNodegroupCommand({
      clusterName: 'ml-platform',
      nodegroupName: 'gpu-a100',
      nodeRole: roleArn('EksNode'),
      subnets: [...subnets],
      instanceTypes: ['p4d.24xlarge'],
      scalingConfig: { minSize: 0, desiredSize: 2, maxSize: 10 },
    }),
  );
  await eks.send(
    new CreateNodegroupCommand({
      clusterName: 'ray-sandbox',
      nodegroupName: 'ray-workers',
      nodeRole: roleArn('EksNode'),
      subnets: [...subnets],
      instanceTypes: ['g5.xlarge'],
      remoteAccess: { ec2SshKey: 'ray-debug' },
    }),
  );
};
