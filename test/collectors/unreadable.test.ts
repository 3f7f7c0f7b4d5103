import { describe, expect, test } from 'vitest';
import { guardrails } from '../../src/collectors/bedrock/guardrail.js';
import { vpcEndpoints } from '../../src/collectors/ec2/vpc-endpoint.js';
import { managedPolicies } from '../../src/collectors/iam/managed-policy.js';
import { buckets } from '../../src/collectors/s3/bucket.js';
import { models } from '../../src/collectors/sagemaker/model.js';
import { explore } from './expedition.js';

/** A list in each wire protocol, and an answer to it that says: there is none. */
const LISTS = [
  ['awsJson', models, 'sagemaker:ListModels', '{"Models":[]}'],
  ['restJson', guardrails, 'bedrock:ListGuardrails', '{"guardrails":[]}'],
  [
    'awsQuery',
    managedPolicies,
    'iam:GetAccountAuthorizationDetails',
    '<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult><IsTruncated>false</IsTruncated></GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>',
  ],
  [
    'ec2Query',
    vpcEndpoints,
    'ec2:DescribeVpcEndpoints',
    '<DescribeVpcEndpointsResponse><vpcEndpointSet/></DescribeVpcEndpointsResponse>',
  ],
  ['restXml', buckets, 's3:ListBuckets', '<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>'],
] as const;

describe.each(LISTS)('a list in %s', (_, collector, call, none) => {
  const listed = async (body: string) => {
    const { resources, listings } = await explore(collector, { [call]: body });
    return [resources.length, ...listings.map(({ state, cause }) => [state, cause?.reason])];
  };

  test('is complete when it says that there is none', async () => {
    expect(await listed(none)).toEqual([0, ['complete', undefined]]);
  });

  test('was not seen when the answer is cut off, though AWS said that all is well', async () => {
    expect(await listed(none.slice(0, none.length / 2))).toEqual([0, ['missing', 'parse_error']]);
  });

  test.each(['', '\n'])('was not seen when the answer is %j', async (nothing) => {
    expect(await listed(nothing)).toEqual([0, ['missing', 'parse_error']]);
  });
});

test('the gap says what could not be read', async () => {
  const { listings } = await explore(models, { 'sagemaker:ListModels': '' });
  expect(listings[0]?.cause).toEqual({
    reason: 'parse_error',
    detail: 'sagemaker:ListModels in eu-west-1 got an answer that could not be read (Unreadable): the answer is empty',
  });
});
