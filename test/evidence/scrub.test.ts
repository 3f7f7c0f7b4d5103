import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrubber } from '../../src/evidence/scrub.js';

const KEY = {
  account: '123456789012',
  service: 'sagemaker',
  region: 'ap-northeast-1',
  operation: 'DescribeModel',
  input: {},
};
const scrub = (body: string): string => scrubber(Buffer.from('a test key'))(body, KEY);

describe('scrubbing', () => {
  it('leaves the ids of access keys where an answer is about them, for nothing else names a key', () => {
    const answer = '<AccessKeyMetadata><AccessKeyId>AKIAIOSFODNN7EXAMPLE</AccessKeyId></AccessKeyMetadata>';
    const of = (service: string, operation: string) =>
      scrubber(Buffer.from('a test key'))(answer, { ...KEY, service, operation });
    expect(of('iam', 'ListAccessKeys')).toBe(answer);
    expect(of('iam', 'GetAccessKeyLastUsed')).toBe(answer);
    expect(of('iam', 'ListUsers')).not.toContain('AKIAIOSFODNN7EXAMPLE');
  });

  it('takes out every value of an environment, and leaves what stands around it', () => {
    const answer = {
      ModelName: 'fraud',
      PrimaryContainer: { Image: 'repo/image', Environment: { DB_PASSWORD: 'not-a-real-password', MODE: 'x' } },
    };
    const scrubbed = JSON.parse(scrub(JSON.stringify(answer)));
    expect(scrubbed).toEqual({
      ModelName: 'fraud',
      PrimaryContainer: {
        Image: 'repo/image',
        Environment: {
          DB_PASSWORD: expect.stringMatching(/^kansa:scrubbed:[0-9a-f]{16}$/),
          MODE: expect.stringMatching(/^kansa:scrubbed:/),
        },
      },
    });
  });

  it.each([
    ['a key id in JSON', '{"Description":"key AKIAIOSFODNN7EXAMPLE of ci"}', 'AKIAIOSFODNN7EXAMPLE'],
    ['a key id in XML', '<Description>AKIAIOSFODNN7EXAMPLE</Description>', 'AKIAIOSFODNN7EXAMPLE'],
    [
      'a key id in a policy within JSON',
      JSON.stringify({ Policy: JSON.stringify({ Sid: 'AKIAIOSFODNN7EXAMPLE' }) }),
      'AKIAIOSFODNN7EXAMPLE',
    ],
    [
      'a member of an event within JSON',
      JSON.stringify({ CloudTrailEvent: JSON.stringify({ userIdentity: { accessKeyId: 'anything' } }) }),
      'anything',
    ],
    ['a private key', '{"a":"-----BEGIN RSA PRIVATE KEY-----\\nMIIEfake\\n-----END RSA PRIVATE KEY-----"}', 'MIIEfake'],
    ['a private key in a body that was cut off', '{"a":"-----BEGIN PRIVATE KEY-----\\nMIIEfake', 'MIIEfake'],
    ['hyperparameters', '{"HyperParameters":{"token":"abc123"}}', 'abc123'],
    ['the value of a variable in a container', '{"env":[{"name":"DB_PASSWORD","value":"abc123"}]}', 'abc123'],
    ['a flag of a program', '{"args":["--redis-password=abc123"]}', 'abc123'],
    ['a flag and its value apart', '{"args":["--token","abc123"]}', 'abc123'],
    ['a variable in a shell command', '{"command":["sh","-c","API_KEY=abc123 serve"]}', 'abc123'],
    ['a lifecycle script', '{"OnStart":[{"Content":"ZXhwb3J0IEE9Yg=="}]}', 'ZXhwb3J0'],
  ])('finds %s', (_, body, secret) => {
    expect(scrub(body)).not.toContain(secret);
    expect(scrub(body)).toContain('kansa:scrubbed:');
  });

  it('leaves the names of variables, and where else their values come from', () => {
    const env = [
      { name: 'A', value: '' },
      { name: 'B', valueFrom: { secretKeyRef: { name: 'b', key: 'token' } } },
    ];
    expect(JSON.parse(scrub(JSON.stringify({ env, args: ['--model=fraud', '--port', '8080'] })))).toEqual({
      env,
      args: ['--model=fraud', '--port', '8080'],
    });
  });

  it('leaves equal secrets equal under one key, and tells nothing across keys', () => {
    const body = '{"Environment":{"A":"same","B":"same","C":"other"}}';
    const { Environment: one } = JSON.parse(scrub(body));
    const { Environment: two } = JSON.parse(scrubber(Buffer.from('another key'))(body, KEY));
    expect(one.A).toBe(one.B);
    expect(one.A).not.toBe(one.C);
    expect(two.A).not.toBe(one.A);
  });

  it('changes nothing that it has scrubbed before, so that live and replay judge the same text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, secret) => {
        const body = JSON.stringify({ value, Environment: { secret }, text: `AKIAIOSFODNN7EXAMPLE ${secret}` });
        expect(scrub(scrub(body))).toBe(scrub(body));
      }),
    );
  });

  it('leaves an answer without secrets as it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ Arn: fc.constant('arn:aws:kms:ap-northeast-1:123456789012:key/1'), Size: fc.integer() })),
        (keys) => {
          expect(JSON.parse(scrub(JSON.stringify({ Keys: keys })))).toEqual({ Keys: keys });
        },
      ),
    );
  });
});
