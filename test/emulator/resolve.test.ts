import { expect, test } from 'vitest';
import { resolveCall } from './resolve.js';

const signed = (signingName: string, headers: Readonly<Record<string, string>> = {}) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=test/20260901/ap-northeast-1/${signingName}/aws4_request, SignedHeaders=host, Signature=0`,
  ...headers,
});

const call = (signingName: string, method: string, url: string, body = '', headers = {}) => {
  const { region: _, ...rest } = resolveCall({
    method,
    url,
    headers: signed(signingName, headers),
    body: Buffer.from(body),
  });
  return rest;
};

test('Bedrock and its agents share a signing name and are told apart by path', () => {
  expect(call('bedrock', 'GET', '/guardrails?maxResults=5&nextToken=MQ')).toEqual({
    service: 'bedrock',
    operation: 'ListGuardrails',
    input: { maxResults: 5, nextToken: 'MQ' },
  });
  expect(call('bedrock', 'POST', '/agents/A1/agentaliases/', '{"maxResults":2}')).toEqual({
    service: 'bedrock-agent',
    operation: 'ListAgentAliases',
    input: { agentId: 'A1', maxResults: 2 },
  });
});

test('labels are decoded', () => {
  expect(call('eks', 'GET', '/clusters/ml/access-entries/arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fadmin')).toEqual({
    service: 'eks',
    operation: 'DescribeAccessEntry',
    input: { clusterName: 'ml', principalArn: 'arn:aws:iam::1:role/admin' },
  });
});

test('a search of documents is of no model, and names its index', () => {
  expect(call('aoss', 'POST', '/support-docs/_search', '{"size":1}')).toEqual({
    service: 'aoss',
    operation: 'Search',
    input: { index: 'support-docs', size: 1 },
  });
});

test("S3's bucket comes first in the path, and the fixed query names the operation", () => {
  expect(call('s3', 'GET', '/?x-id=ListBuckets')).toEqual({ service: 's3', operation: 'ListBuckets', input: {} });
  expect(call('s3', 'GET', '/logs?object-lock')).toEqual({
    service: 's3',
    operation: 'GetObjectLockConfiguration',
    input: { Bucket: 'logs' },
  });
  expect(call('s3', 'GET', '/logs?list-type=2&prefix=a')).toEqual({
    service: 's3',
    operation: 'ListObjectsV2',
    input: { Bucket: 'logs', Prefix: 'a' },
  });
});

test('S3 Control signs as S3 does, and its paths hold no bucket', () => {
  const body = '<PublicAccessBlockConfiguration/>';
  expect(call('s3', 'PUT', '/v20180820/configuration/publicAccessBlock', body)).toEqual({
    service: 's3-control',
    operation: 'PutPublicAccessBlock',
    input: {},
  });
});

test('a target header or an action names the operation', () => {
  const target = { 'x-amz-target': 'CloudTrail_20131101.LookupEvents' };
  expect(call('cloudtrail', 'POST', '/', '{"MaxResults":5}', target)).toEqual({
    service: 'cloudtrail',
    operation: 'LookupEvents',
    input: { MaxResults: 5 },
  });
  const body = 'Action=GetAccountAuthorizationDetails&Version=2010-05-08&Filter.member.1=Role';
  expect(call('iam', 'POST', '/', body)).toEqual({
    service: 'iam',
    operation: 'GetAccountAuthorizationDetails',
    input: { 'Filter.member.1': 'Role' },
  });
});

test('what no model knows keeps its method and path', () => {
  expect(call('sns', 'POST', '/')).toEqual({ service: 'sns', operation: 'POST /', input: {} });
});
