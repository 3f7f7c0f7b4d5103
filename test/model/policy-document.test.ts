import { describe, expect, test } from 'vitest';
import { Unreadable } from '../../src/model/errors.js';
import { normalisedPolicy } from '../../src/model/policy-document.js';

const policy = (statement: unknown, rest: object = {}) => JSON.stringify({ ...rest, Statement: statement });

describe('a policy document', () => {
  test('is written out, whatever shorthand it came in', () => {
    expect(
      normalisedPolicy(
        policy(
          {
            Sid: 'Everybody',
            Effect: 'Allow',
            Principal: '*',
            Action: 'kms:*',
            Resource: '*',
            Condition: {
              Bool: { 'aws:SecureTransport': true },
              NumericLessThan: { 'aws:MultiFactorAuthAge': [60, '90'] },
              StringEquals: { 'kms:CallerAccount': '111122223333' },
            },
          },
          { Version: '2012-10-17', Id: 'key-default-1' },
        ),
      ),
    ).toEqual({
      Version: '2012-10-17',
      Id: 'key-default-1',
      Statement: [
        {
          Sid: 'Everybody',
          Effect: 'Allow',
          Principal: { AWS: ['*'] },
          Action: ['kms:*'],
          Resource: ['*'],
          Condition: {
            Bool: { 'aws:SecureTransport': ['true'] },
            NumericLessThan: { 'aws:MultiFactorAuthAge': ['60', '90'] },
            StringEquals: { 'kms:CallerAccount': ['111122223333'] },
          },
        },
      ],
    });
  });

  test('stays as it is where it is already written out', () => {
    const document = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          NotPrincipal: { AWS: ['arn:aws:iam::111122223333:root'], Service: ['ec2.amazonaws.com'] },
          NotAction: ['s3:GetObject'],
          NotResource: ['arn:aws:s3:::logs/*'],
          Condition: { Null: { 'aws:PrincipalOrgID': ['true'] } },
        },
        {
          Effect: 'Allow',
          Principal: { Federated: ['cognito-identity.amazonaws.com'], CanonicalUser: ['79a59df900b949e5'] },
          Action: ['sts:AssumeRoleWithWebIdentity'],
        },
      ],
    };
    expect(normalisedPolicy(JSON.stringify(document))).toEqual(document);
  });

  test('may have no statements', () => {
    expect(normalisedPolicy(policy([]))).toEqual({ Statement: [] });
  });

  test('keeps a hostile name as a name', () => {
    const [statement] = [
      normalisedPolicy('{"Statement":{"Effect":"Allow","Condition":{"__proto__":{"constructor":"x"}}}}').Statement,
    ];
    expect(JSON.stringify(statement)).toBe('[{"Effect":"Allow","Condition":{"__proto__":{"constructor":["x"]}}}]');
    expect(Reflect.get({}, 'constructor')).toBe(Object);
  });
});

describe('no policy document', () => {
  const allow = { Effect: 'Allow', Action: 's3:*' };
  test.each([
    ['nothing', ''],
    ['no JSON', '{"Statement": [{"Effect": "Allow", "Action": "s3:Get'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"{}"'],
    ['no Statement', '{"Version": "2012-10-17"}'],
    ['a misspelt Statement', '{"statement": []}'],
    ['a Statement that is null', policy(null)],
    ['a statement that is a text', policy(['Allow'])],
    ['a list of lists of statements', policy([[allow]])],
    ['a Version that is a number', policy(allow, { Version: 20121017 })],
    ['no Effect', policy({ Action: 's3:*' })],
    ['an unknown Effect', policy({ ...allow, Effect: 'allow' })],
    ['an unknown element', policy({ ...allow, action: 's3:*' })],
    ['an Action that is null', policy({ ...allow, Action: null })],
    ['an Action within a list of lists', policy({ ...allow, Action: [['s3:*']] })],
    ['a Resource that is an object', policy({ ...allow, Resource: { Ref: 'Bucket' } })],
    ['a Principal that is a bare ARN', policy({ ...allow, Principal: 'arn:aws:iam::111122223333:root' })],
    ['a Principal of an unknown kind', policy({ ...allow, Principal: { Robot: '*' } })],
    ['a Principal that is null', policy({ ...allow, Principal: null })],
    ['a Condition that is a list', policy({ ...allow, Condition: [] })],
    ['a Condition without a key', policy({ ...allow, Condition: { Bool: true } })],
    ['a Condition whose value is null', policy({ ...allow, Condition: { Bool: { 'aws:SecureTransport': null } } })],
  ])('%s is unreadable', (_, text) => {
    expect(() => normalisedPolicy(text)).toThrow(Unreadable);
  });

  test('is not quoted in the error', () => {
    expect(() => normalisedPolicy('hunter2')).toThrow(/^the policy is no JSON$/);
  });
});
