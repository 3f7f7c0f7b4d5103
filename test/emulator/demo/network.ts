import {
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateFlowLogsCommand,
  CreateInternetGatewayCommand,
  CreateManagedPrefixListCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DescribeManagedPrefixListsCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
  ModifySubnetAttributeCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { ACCESS_LOG_BUCKET, ACCOUNT, given, policy, roleArn, TOKYO } from './names.js';

export type Network = {
  readonly vpc: string;
  readonly subnets: readonly string[];
  readonly securityGroup: string;
  /** Where experiments run, open to the world. */
  readonly sandbox: { readonly subnet: string; readonly securityGroup: string };
};

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
  const sandbox = await seedSandbox(ec2);
  await closeDefaultGroup(ec2, VpcId);
  await closeGroup(ec2, securityGroup);
  await record(ec2, VpcId, 'ALL');
  return { vpc: VpcId, subnets, securityGroup, sandbox };
};

/** A network that somebody made in a hurry: public, open by two halves of the internet, and with half of a flow log. */
const seedSandbox = async (ec2: EC2Client): Promise<Network['sandbox']> => {
  const vpc = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.30.0.0/16' }));
  const VpcId = given(vpc.Vpc?.VpcId, 'VPC id');
  const { Subnet } = await ec2.send(
    new CreateSubnetCommand({ VpcId, CidrBlock: '10.30.0.0/20', AvailabilityZone: `${TOKYO}a` }),
  );
  const SubnetId = given(Subnet?.SubnetId, 'subnet id');
  await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value: true } }));
  const gateway = await ec2.send(new CreateInternetGatewayCommand({}));
  const GatewayId = given(gateway.InternetGateway?.InternetGatewayId, 'internet gateway id');
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: GatewayId, VpcId }));
  const table = await ec2.send(new CreateRouteTableCommand({ VpcId }));
  const RouteTableId = given(table.RouteTable?.RouteTableId, 'route table id');
  await ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId }));
  await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
  const group = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'sandbox', Description: 'Experiments', VpcId }),
  );
  const GroupId = given(group.GroupId, 'security group id');
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 8888,
          ToPort: 8888,
          IpRanges: [{ CidrIp: '0.0.0.0/1' }, { CidrIp: '128.0.0.0/1' }],
        },
      ],
    }),
  );
  await record(ec2, VpcId, 'REJECT');
  return { subnet: SubnetId, securityGroup: GroupId };
};

const record = (ec2: EC2Client, VpcId: string, TrafficType: 'ALL' | 'REJECT') =>
  ec2.send(
    new CreateFlowLogsCommand({
      ResourceIds: [VpcId],
      ResourceType: 'VPC',
      TrafficType,
      LogDestinationType: 's3',
      LogDestination: `arn:aws:s3:::${ACCESS_LOG_BUCKET}`,
    }),
  );

/** As AWS makes it, a VPC's default group lets its members reach each other and everybody. */
const closeDefaultGroup = async (ec2: EC2Client, VpcId: string): Promise<void> => {
  const { SecurityGroups = [] } = await ec2.send(
    new DescribeSecurityGroupsCommand({
      Filters: [
        { Name: 'vpc-id', Values: [VpcId] },
        { Name: 'group-name', Values: ['default'] },
      ],
    }),
  );
  for (const { GroupId, IpPermissions = [], IpPermissionsEgress = [] } of SecurityGroups) {
    if (IpPermissions.length > 0) await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    if (IpPermissionsEgress.length > 0)
      await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: IpPermissionsEgress }));
  }
};

/** The platform's group: in from itself and the offices, out to the endpoints of its VPC and to S3's addresses. */
const closeGroup = async (ec2: EC2Client, GroupId: string): Promise<void> => {
  const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
  const { PrefixLists = [] } = await ec2.send(
    new DescribeManagedPrefixListsCommand({
      Filters: [{ Name: 'prefix-list-name', Values: [`com.amazonaws.${TOKYO}.s3`] }],
    }),
  );
  await ec2.send(
    new RevokeSecurityGroupEgressCommand({
      GroupId,
      IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    }),
  );
  await ec2.send(
    new AuthorizeSecurityGroupEgressCommand({
      GroupId,
      IpPermissions: [
        {
          ...https,
          IpRanges: [{ CidrIp: '10.20.0.0/16' }],
          PrefixListIds: PrefixLists.map(({ PrefixListId }) => ({ PrefixListId })),
        },
      ],
    }),
  );
  const offices = await ec2.send(
    new CreateManagedPrefixListCommand({
      PrefixListName: 'offices',
      AddressFamily: 'IPv4',
      MaxEntries: 4,
      Entries: [{ Cidr: '203.0.113.0/24', Description: 'Tokyo' }],
    }),
  );
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: [
        {
          ...https,
          UserIdGroupPairs: [{ GroupId }],
          PrefixListIds: [{ PrefixListId: offices.PrefixList?.PrefixListId }],
        },
      ],
    }),
  );
};
