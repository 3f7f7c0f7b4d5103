import { expect, test } from 'vitest';
import { vpcEndpoints } from '../../src/collectors/ec2/vpc-endpoint.js';
import { ACCOUNT, complete, explore, REGION, refused, seenBy } from './expedition.js';
import { byInput } from './written.js';

const CALL = 'ec2:DescribeVpcEndpoints';
const TYPE = 'AWS::EC2::VPCEndpoint';
const denied = refused('UnauthorizedOperation', 'not authorized', 403);
const arn = (id: string) => `arn:aws:ec2:${REGION}:${ACCOUNT}:vpc-endpoint/${id}`;

const answer = (endpoints: readonly string[], more = '') =>
  `<DescribeVpcEndpointsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId>
   <vpcEndpointSet>${endpoints.map((endpoint) => `<item>${endpoint}</item>`).join('')}</vpcEndpointSet>${more}
   </DescribeVpcEndpointsResponse>`;
const endpoint = (id: string, more: string) =>
  `<vpcEndpointId>${id}</vpcEndpointId><vpcEndpointType>Interface</vpcEndpointType><vpcId>vpc-1</vpcId>
   <serviceName>com.amazonaws.${REGION}.bedrock-runtime</serviceName><state>available</state>
   <privateDnsEnabled>true</privateDnsEnabled><subnetIdSet><item>subnet-1</item></subnetIdSet>
   <groupSet><item><groupId>sg-1</groupId><groupName>g</groupName></item></groupSet>${more}`;
const properties = {
  ServiceName: `com.amazonaws.${REGION}.bedrock-runtime`,
  VpcId: 'vpc-1',
  VpcEndpointType: 'Interface',
  PrivateDnsEnabled: true,
  SubnetIds: ['subnet-1'],
  SecurityGroupIds: ['sg-1'],
};

test('an endpoint has its policy normalised and its tags from the same answer', async () => {
  const document =
    '{&quot;Statement&quot;:{&quot;Effect&quot;:&quot;Allow&quot;,&quot;Principal&quot;:&quot;*&quot;,&quot;Action&quot;:&quot;*&quot;,&quot;Resource&quot;:&quot;*&quot;}}';
  const more = `<policyDocument>${document}</policyDocument><tagSet><item><key>team</key><value>ml</value></item></tagSet>`;
  const { resources, listings } = await explore(vpcEndpoints, { [CALL]: answer([endpoint('vpce-1', more)]) });
  expect(resources).toEqual([
    {
      type: TYPE,
      id: arn('vpce-1'),
      names: ['vpce-1'],
      account: ACCOUNT,
      region: REGION,
      tags: { team: 'ml' },
      properties: {
        ...properties,
        PolicyDocument: {
          Statement: [{ Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['*'], Resource: ['*'] }],
        },
      },
      runtime: { State: 'available' },
      source: seenBy(CALL),
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete(TYPE)]);
});

test('an endpoint without a policy has none, and one whose policy can’t be read has a gap there', async () => {
  const { resources } = await explore(vpcEndpoints, {
    [CALL]: answer([endpoint('vpce-1', ''), endpoint('vpce-2', '<policyDocument>{</policyDocument>')]),
  });
  expect(resources.map(({ properties, gaps }) => ({ properties, gaps }))).toEqual([
    { properties, gaps: [] },
    {
      properties,
      gaps: [
        {
          pointer: '/properties/PolicyDocument',
          kind: 'missing',
          reason: 'parse_error',
          detail: 'the policy is no JSON',
        },
      ],
    },
  ]);
});

test('endpoints that may not be listed are a missing list; a second page that fails leaves a partial one', async () => {
  const cause = {
    reason: 'denied',
    detail: `${CALL} in ${REGION} was denied (UnauthorizedOperation): not authorized`,
    action: CALL,
  };
  expect(await explore(vpcEndpoints, { [CALL]: denied })).toEqual({
    resources: [],
    listings: [{ type: TYPE, account: ACCOUNT, region: REGION, state: 'missing', cause }],
    calls: [`${CALL} ${REGION} denied`],
  });

  const { resources, listings } = await explore(vpcEndpoints, {
    [CALL]: byInput({
      '{}': answer([endpoint('vpce-1', '')], '<nextToken>2</nextToken>'),
      '{"NextToken":"2"}': denied,
    }),
  });
  expect(resources.map(({ id }) => id)).toEqual([arn('vpce-1')]);
  expect(listings).toEqual([{ type: TYPE, account: ACCOUNT, region: REGION, state: 'partial', cause }]);
});
