import {
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { ACCOUNT, given, policy, roleArn, TOKYO } from './names.js';

export type Network = { readonly vpc: string; readonly subnets: readonly string[]; readonly securityGroup: string };

/** The policy that AWS gives an endpoint when none is stated (VPC User Guide, "Default endpoint policy"). */
const FULL_ACCESS = JSON.stringify({
  Statement: [{ Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' }],
});

/** Our roles, our models. */
export const SCOPED = policy({
  Sid: 'OurRolesToOurModels',
  Effect: 'Allow',
  Principal: { AWS: [roleArn('BedrockAgents'), roleArn('SageMakerExecution')] },
  Action: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream', 'bedrock:ApplyGuardrail'],
  Resource: [
    `arn:aws:bedrock:${TOKYO}::foundation-model/anthropic.claude-3-haiku-20240307-v1:0`,
    `arn:aws:bedrock:${TOKYO}:${ACCOUNT}:guardrail/*`,
  ],
  Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } },
});

/** Tokyo's private network with its ways to Bedrock; the way to the agents keeps the full-access policy. */
export const seedNetwork = async (ec2: EC2Client): Promise<Network> => {
  const vpc = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.20.0.0/16' }));
  const VpcId = given(vpc.Vpc?.VpcId, 'VPC id');
  const subnets: string[] = [];
  for (const [zone, CidrBlock] of [
    ['a', '10.20.0.0/20'],
    ['c', '10.20.16.0/20'],
  ] as const) {
    const { Subnet } = await ec2.send(
      new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone: `${TOKYO}${zone}` }),
    );
    subnets.push(given(Subnet?.SubnetId, 'subnet id'));
  }
  const group = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'ml-platform', Description: 'ML platform', VpcId }),
  );
  const securityGroup = given(group.GroupId, 'security group id');
  for (const [service, PolicyDocument] of [
    ['bedrock-runtime', SCOPED],
    ['bedrock-agent-runtime', FULL_ACCESS],
  ] as const) {
    await ec2.send(
      new CreateVpcEndpointCommand({
        VpcId,
        VpcEndpointType: 'Interface',
        ServiceName: `com.amazonaws.${TOKYO}.${service}`,
        SubnetIds: subnets,
        SecurityGroupIds: [securityGroup],
        PrivateDnsEnabled: true,
        PolicyDocument,
        TagSpecifications: [{ ResourceType: 'vpc-endpoint', Tags: [{ Key: 'Name', Value: service }] }],
      }),
    );
  }
  return { vpc: VpcId, subnets, securityGroup };
};
