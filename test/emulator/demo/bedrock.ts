import { CreateVpcEndpointCommand } from '@aws-sdk/client-ec2';
import type { Clients } from './clients.js';
import { key, separated } from './kms.js';
import { BEDROCK_KEY, TOKYO } from './names.js';
import { type Network, SCOPED } from './network.js';

/**
 * What Bedrock stands on in Tokyo. Its own resources are written answers, which name the key by its ARN: its id is drawn
 * right after the random numbers were started anew, so that it does not depend on what was seeded before.
 */
export const seedBedrock = async ({ kms, ec2 }: Clients, { vpc, subnets, securityGroup }: Network): Promise<void> => {
  const arn = await key(kms, 'bedrock-data', '生成AI基盤のデータ', separated, true);
  if (arn !== BEDROCK_KEY) throw new Error(`seed the demo account: the key of Bedrock's answers became ${arn}`);

  // The fault of bedrock/vpc_endpoint_private_dns.
  await ec2.send(
    new CreateVpcEndpointCommand({
      VpcId: vpc,
      VpcEndpointType: 'Interface',
      ServiceName: `com.amazonaws.${TOKYO}.bedrock-agent`,
      SubnetIds: [...subnets],
      SecurityGroupIds: [securityGroup],
      PrivateDnsEnabled: false,
      PolicyDocument: SCOPED,
      TagSpecifications: [{ ResourceType: 'vpc-endpoint', Tags: [{ Key: 'Name', Value: 'bedrock-agent' }] }],
    }),
  );
};
