import { expect, it } from 'vitest';
import { atCallSite, causeOf, isSettled, outcomeOf } from '../../src/collectors/failure.js';

const answered = (status: number, body = '{}', headers: Record<string, string> = {}) =>
  isSettled({ answer: { status, headers, body } });

it('an answer stands, and so do a refusal and a "there is none"', () => {
  expect([
    answered(200),
    answered(304),
    answered(400, '{"__type":"ResourceNotFoundException"}'),
    answered(403, '<Error><Code>AccessDenied</Code></Error>'),
    answered(400, '{"message":"no"}', { 'x-amzn-errortype': 'AccessDeniedException' }),
  ]).toEqual([true, true, true, true, true]);
});

it('a "not now" is asked again', () => {
  expect([
    isSettled({ answer: { error: 'Error', code: 'ECONNRESET', message: 'read ECONNRESET' } }),
    answered(500),
    answered(503, '<Error><Code>SlowDown</Code></Error>'),
    answered(429),
    answered(400, '{"__type":"ThrottlingException"}'),
    answered(400, '{}', { 'x-amzn-errortype': 'TooManyRequestsException' }),
    answered(400, '{"__type":"ExpiredTokenException"}'),
    answered(403, '<ErrorResponse><Error><Code>ExpiredToken</Code></Error></ErrorResponse>'),
    answered(403, '{"__type":"UnrecognizedClientException"}'),
  ]).toEqual([false, false, false, false, false, false, false, false, false]);
});

it('names the right on a key where S3 lacks no other', () => {
  const message =
    'User: arn:aws:iam::123456789012:role/scan is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:123456789012:key/1';
  const error = Object.assign(new Error(message), { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
  const site = { service: 's3', operation: 'GetObject', region: 'eu-west-1' };
  expect(causeOf(atCallSite(error, site))).toMatchObject({ reason: 'denied', action: 'kms:Decrypt' });
});

it('knows what lies in an archive from what is refused', () => {
  const error = Object.assign(new Error('no'), { name: 'InvalidObjectState', $metadata: { httpStatusCode: 403 } });
  expect([causeOf(error).reason, outcomeOf(error)]).toEqual(['unavailable', 'failed']);
});

it.each([
  ['AccessDenied', 'states:DescribeStateMachine'],
  ['AccessDeniedException', 'states:DescribeStateMachine'],
  ['AccessDeniedForDependencyException', 'states:DescribeStateMachine'],
  ['KmsAccessDeniedException', 'kms:Decrypt'],
  ['KMSAccessDeniedException', 'kms:Decrypt'],
])('%s is a refusal, cured by %s', (name, action) => {
  const error = Object.assign(new Error('no'), { name, $metadata: { httpStatusCode: 400 } });
  const site = { service: 'sfn', operation: 'DescribeStateMachine', region: 'ap-northeast-1' };
  expect([causeOf(atCallSite(error, site)), outcomeOf(error)]).toEqual([
    { reason: 'denied', detail: `sfn:DescribeStateMachine in ap-northeast-1 was denied (${name}): no`, action },
    'denied',
  ]);
});
