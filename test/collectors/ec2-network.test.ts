import { expect, test } from 'vitest';
import { flowLogs } from '../../src/collectors/ec2/flow-log.js';
import { prefixLists } from '../../src/collectors/ec2/prefix-list.js';
import { routeTables } from '../../src/collectors/ec2/route-table.js';
import { securityGroups } from '../../src/collectors/ec2/security-group.js';
import { subnets } from '../../src/collectors/ec2/subnet.js';
import { vpcs } from '../../src/collectors/ec2/vpc.js';
import { ACCOUNT, complete, explore, REGION, refused, seenBy } from './expedition.js';
import { byInput } from './written.js';

/** Written from the EC2 API model of 2016-11-15 (@aws-sdk/client-ec2 3.1169.0), as its XML. */
const answer = (operation: string, list: string, items: readonly string[]) =>
  `<${operation}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId>
   <${list}>${items.map((item) => `<item>${item}</item>`).join('')}</${list}></${operation}Response>`;
const denied = refused('UnauthorizedOperation', 'not authorized', 403);
const arn = (kind: string, id: string, owner = ACCOUNT) => `arn:aws:ec2:${REGION}:${owner}:${kind}/${id}`;
const TAG = '<tagSet><item><key>team</key><value>ml</value></item></tagSet>';
const found = { account: ACCOUNT, region: REGION, tags: { team: 'ml' }, runtime: {}, gaps: [] };

test('a subnet tells its zone, and one that another account shares hides what its VPC gives it', async () => {
  const subnet = (id: string, owner: string) =>
    `<subnetId>${id}</subnetId><subnetArn>${arn('subnet', id, owner)}</subnetArn><ownerId>${owner}</ownerId>
     <vpcId>vpc-1</vpcId><availabilityZone>eu-west-1a</availabilityZone><mapPublicIpOnLaunch>true</mapPublicIpOnLaunch>${TAG}`;
  const { resources, listings } = await explore(subnets, {
    'ec2:DescribeSubnets': answer('DescribeSubnets', 'subnetSet', [
      subnet('subnet-1', ACCOUNT),
      subnet('subnet-2', '999988887777'),
    ]),
  });
  const own = {
    ...found,
    type: subnets.type,
    id: arn('subnet', 'subnet-1'),
    names: ['subnet-1'],
    properties: { VpcId: 'vpc-1', AvailabilityZone: 'eu-west-1a', MapPublicIpOnLaunch: true },
    runtime: { SubnetId: 'subnet-1' },
    source: seenBy('ec2:DescribeSubnets'),
  };
  expect(resources).toEqual([
    own,
    {
      ...own,
      id: arn('subnet', 'subnet-2', '999988887777'),
      names: ['subnet-2'],
      properties: { AvailabilityZone: 'eu-west-1a', MapPublicIpOnLaunch: true },
      runtime: { SubnetId: 'subnet-2' },
      gaps: [
        {
          pointer: '/properties/VpcId',
          kind: 'missing',
          reason: 'foreign_account',
          detail: "the subnet belongs to account 999988887777, and so do its VPC's route tables and flow logs",
        },
      ],
    },
  ]);
  expect(listings).toEqual([complete(subnets.type)]);
});

test('a VPC is known by its id', async () => {
  const { resources } = await explore(vpcs, {
    'ec2:DescribeVpcs': answer('DescribeVpcs', 'vpcSet', [
      `<vpcId>vpc-1</vpcId><ownerId>${ACCOUNT}</ownerId><cidrBlock>10.0.0.0/16</cidrBlock>${TAG}`,
    ]),
  });
  expect(resources).toEqual([
    {
      ...found,
      type: vpcs.type,
      id: arn('vpc', 'vpc-1'),
      names: ['vpc-1'],
      properties: { CidrBlock: '10.0.0.0/16' },
      source: seenBy('ec2:DescribeVpcs'),
    },
  ]);
});

test('a route table tells its routes, its subnets and of which VPC it is the main one', async () => {
  const table = (id: string, association: string) =>
    `<routeTableId>${id}</routeTableId><vpcId>vpc-1</vpcId><ownerId>${ACCOUNT}</ownerId>
     <routeSet><item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><gatewayId>igw-1</gatewayId>
     <state>active</state><origin>CreateRoute</origin></item></routeSet>
     <associationSet><item>${association}</item></associationSet>${TAG}`;
  const { resources } = await explore(routeTables, {
    'ec2:DescribeRouteTables': answer('DescribeRouteTables', 'routeTableSet', [
      table('rtb-1', '<main>true</main><routeTableId>rtb-1</routeTableId>'),
      table('rtb-2', '<main>false</main><routeTableId>rtb-2</routeTableId><subnetId>subnet-1</subnetId>'),
    ]),
  });
  const Routes = [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'active', Origin: 'CreateRoute' }];
  const main = {
    ...found,
    type: routeTables.type,
    id: arn('route-table', 'rtb-1'),
    names: ['rtb-1'],
    properties: { VpcId: 'vpc-1' },
    runtime: { Routes, SubnetIds: [], MainOf: 'vpc-1' },
    source: seenBy('ec2:DescribeRouteTables'),
  };
  expect(resources).toEqual([
    main,
    { ...main, id: arn('route-table', 'rtb-2'), names: ['rtb-2'], runtime: { Routes, SubnetIds: ['subnet-1'] } },
  ]);
});

test('a flow log tells of whom it is and whether it arrives', async () => {
  const { resources } = await explore(flowLogs, {
    'ec2:DescribeFlowLogs': answer('DescribeFlowLogs', 'flowLogSet', [
      `<flowLogId>fl-1</flowLogId><resourceId>vpc-1</resourceId><trafficType>ALL</trafficType>
       <flowLogStatus>ACTIVE</flowLogStatus><deliverLogsStatus>FAILED</deliverLogsStatus>
       <deliverLogsErrorMessage>Access error</deliverLogsErrorMessage>${TAG}`,
    ]),
  });
  expect(resources).toEqual([
    {
      ...found,
      type: flowLogs.type,
      id: arn('vpc-flow-log', 'fl-1'),
      names: ['fl-1'],
      properties: { ResourceId: 'vpc-1', TrafficType: 'ALL' },
      runtime: { FlowLogStatus: 'ACTIVE', DeliverLogsStatus: 'FAILED' },
      source: seenBy('ec2:DescribeFlowLogs'),
    },
  ]);
});

test('a security group has a rule for each peer, and a kind of peer that nobody knows is a gap', async () => {
  const { resources } = await explore(securityGroups, {
    'ec2:DescribeSecurityGroups': answer('DescribeSecurityGroups', 'securityGroupInfo', [
      `<groupId>sg-1</groupId><groupName>default</groupName><vpcId>vpc-1</vpcId><ownerId>${ACCOUNT}</ownerId>
       <ipPermissions><item><ipProtocol>tcp</ipProtocol><fromPort>443</fromPort><toPort>443</toPort>
         <ipRanges><item><cidrIp>0.0.0.0/1</cidrIp></item><item><cidrIp>128.0.0.0/1</cidrIp></item></ipRanges>
         <ipv6Ranges><item><cidrIpv6>::/0</cidrIpv6></item></ipv6Ranges>
         <prefixListIds><item><prefixListId>pl-1</prefixListId></item></prefixListIds>
         <groups><item><groupId>sg-2</groupId><userId>${ACCOUNT}</userId></item></groups></item></ipPermissions>
       <ipPermissionsEgress><item><ipProtocol>-1</ipProtocol><moons><item>io</item></moons></item></ipPermissionsEgress>${TAG}`,
    ]),
  });
  const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
  expect(resources).toEqual([
    {
      ...found,
      type: securityGroups.type,
      id: arn('security-group', 'sg-1'),
      names: ['sg-1'],
      properties: {
        GroupName: 'default',
        VpcId: 'vpc-1',
        SecurityGroupIngress: [
          { ...https, CidrIp: '0.0.0.0/1' },
          { ...https, CidrIp: '128.0.0.0/1' },
          { ...https, CidrIpv6: '::/0' },
          { ...https, SourcePrefixListId: 'pl-1' },
          { ...https, SourceSecurityGroupId: 'sg-2' },
        ],
        SecurityGroupEgress: [{ IpProtocol: '-1' }],
      },
      runtime: { DefaultOf: 'vpc-1' },
      source: seenBy('ec2:DescribeSecurityGroups'),
      gaps: [expect.objectContaining({ pointer: expect.stringMatching(/^\/properties\/SecurityGroupEgress\/0\//) })],
    },
  ]);
});

test('a prefix list has the ranges that stand in it, those of AWS apart; what may not be read is a gap', async () => {
  const list = (id: string, owner: string) =>
    `<prefixListId>${id}</prefixListId><prefixListArn>${arn('prefix-list', id, owner)}</prefixListArn>
     <prefixListName>${id}-name</prefixListName><ownerId>${owner}</ownerId>${TAG}`;
  const { resources, calls } = await explore(prefixLists, {
    'ec2:DescribeManagedPrefixLists': answer('DescribeManagedPrefixLists', 'prefixListSet', [
      list('pl-1', ACCOUNT),
      list('pl-2', ACCOUNT),
      list('pl-3', 'AWS'),
    ]),
    'ec2:GetManagedPrefixListEntries': byInput({
      '{"PrefixListId":"pl-1"}': answer('GetManagedPrefixListEntries', 'entrySet', [
        '<cidr>203.0.113.0/24</cidr><description>Tokyo</description>',
      ]),
      else: denied,
    }),
  });
  expect(
    resources.map(({ names, properties, gaps }) => [names, properties, gaps.map(({ pointer }) => pointer)]),
  ).toEqual([
    [['pl-1'], { PrefixListName: 'pl-1-name', Entries: [{ Cidr: '203.0.113.0/24' }] }, []],
    [['pl-2'], { PrefixListName: 'pl-2-name' }, ['/properties/Entries']],
    [['pl-3'], { PrefixListName: 'pl-3-name' }, []],
  ]);
  expect(calls.filter((call) => call.startsWith('ec2:GetManaged'))).toHaveLength(2);
});

test.each([subnets, vpcs, routeTables, flowLogs, securityGroups, prefixLists])(
  'what may not be listed is a missing list: $type',
  async (collector) => {
    const [action = ''] = collector.permissions;
    const { resources, listings } = await explore(collector, { [action]: denied });
    expect(resources).toEqual([]);
    expect(listings).toEqual([expect.objectContaining({ type: collector.type, state: 'missing' })]);
  },
);
