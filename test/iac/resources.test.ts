import { describe, expect, test } from 'vitest';
import { COLLECTORS } from '../../src/collectors/index.js';
import { SOME_ACCOUNT, SOME_REGION } from '../../src/iac/declaration.js';
import { isGlobal, resourcesOf } from '../../src/iac/resources.js';
import { unknown } from '../../src/iac/unknown.js';

test('types of the account as a whole are those that are collected once an account', async () => {
  const collectors = await Promise.all(COLLECTORS.map((load) => load()));
  const once = collectors.filter(({ scope }) => scope === 'account').map(({ type }) => type);
  // A bucket is listed for the account and stands in its region; rules are listed in each region and once more; no
  // template declares the account's own block.
  expect(new Set(once.filter((type) => !isGlobal(type)))).toEqual(
    new Set(['AWS::Events::Rule', 'AWS::S3::AccountPublicAccessBlock', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy']),
  );
  expect(collectors.filter(({ scope, type }) => scope === 'region' && isGlobal(type))).toEqual([]);
});

test('what a rule reads and only a running account shows is a gap, and so is the destination that nobody named', () => {
  const declaration = {
    type: 'AWS::SageMaker::Endpoint',
    address: 'Fraud',
    properties: { EndpointConfigName: 'fraud-1' },
    place: { file: 'stack.yaml', line: 3 },
    lines: new Map(),
    name: 'fraud',
  };
  const destination = { partition: 'aws', account: SOME_ACCOUNT, region: SOME_REGION };
  const runtime = new Map([['AWS::SageMaker::Endpoint', new Set(['EndpointStatus', 'CreationTime'])]]);
  expect(resourcesOf([declaration], destination, runtime)).toEqual([
    {
      type: 'AWS::SageMaker::Endpoint',
      id: 'arn:aws:sagemaker:xx-unknown-0:000000000000:endpoint/fraud',
      names: ['fraud', 'Fraud'],
      account: SOME_ACCOUNT,
      region: SOME_REGION,
      tags: {},
      properties: { EndpointConfigName: 'fraud-1' },
      runtime: { EndpointStatus: 'InService' },
      source: [{ file: 'stack.yaml', line: 3, address: 'Fraud' }],
      gaps: [
        {
          pointer: '/account',
          kind: 'missing',
          reason: 'known_after_apply',
          detail: 'the templates do not say into which account they will be deployed: name it with --account',
        },
        {
          pointer: '/region',
          kind: 'missing',
          reason: 'known_after_apply',
          detail: 'the templates do not say into which region they will be deployed: name it with --region',
        },
        {
          pointer: '/runtime/CreationTime',
          kind: 'missing',
          reason: 'known_after_apply',
          detail: 'only a running account shows it',
        },
      ],
    },
  ]);
});

describe('a bucket', () => {
  const shown = (properties: object, isNew?: boolean): Readonly<Record<string, unknown>> => {
    const declaration = {
      type: 'AWS::S3::Bucket',
      address: 'B',
      properties: { BucketName: 'b', ...properties },
      place: { file: 'stack.yaml', line: 3 },
      lines: new Map(),
      name: 'b',
      ...(isNew !== undefined && { isNew }),
    };
    const destination = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };
    const [bucket] = resourcesOf([declaration], destination, new Map());
    return { ...bucket?.properties, ...bucket?.runtime, gaps: bucket?.gaps.map(({ pointer }) => pointer) };
  };
  const others = { BucketName: 'b', Grants: [] };

  test('that is made now is closed to the public and has no ACLs, as S3 makes new ones', () => {
    expect(shown({}, true)).toEqual({
      ...others,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      gaps: [],
    });
  });

  test('that stood before, or may have, has what nobody knows', () => {
    const gaps = ['/properties/PublicAccessBlockConfiguration', '/properties/OwnershipControls'];
    expect([shown({}, false), shown({})]).toEqual([
      { ...others, gaps },
      { ...others, gaps },
    ]);
  });

  test('lets in whom its ACL names, and nobody knows whom where that is unknown', () => {
    expect(shown({ AccessControl: 'PublicRead' }, true).Grants).toEqual([
      { Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }, Permission: 'READ' },
    ]);
    expect(shown({ AccessControl: unknown('known_after_apply', 'later') }, true).gaps).toEqual([
      '/properties/AccessControl',
      '/runtime/Grants',
    ]);
  });
});

test('what stays as it is has no place in a file, so that it is not judged', () => {
  const declaration = {
    type: 'AWS::KMS::Key',
    address: 'aws_kms_key.k',
    properties: {},
    place: { file: 'plan.json', line: 1 },
    lines: new Map(),
    name: '1a2b',
    arn: 'arn:aws:kms:us-east-1:123456789012:key/1a2b',
    destination: { partition: 'aws', account: '123456789012', region: 'us-east-1' },
    isUnchanged: true,
  } as const;
  const [key] = resourcesOf([declaration], { partition: 'aws', account: SOME_ACCOUNT, region: SOME_REGION }, new Map());
  expect([key?.id, key?.account, key?.region, key?.source]).toEqual([
    'arn:aws:kms:us-east-1:123456789012:key/1a2b',
    '123456789012',
    'us-east-1',
    [],
  ]);
});

describe('a policy that is a resource of its own', () => {
  const HERE = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };
  const declared = (type: string, address: string, properties: object) => ({
    type,
    address,
    properties: { ...properties },
    place: { file: 'plan.json', line: 1 },
    lines: new Map(),
    name: address,
  });
  const later = unknown('known_after_apply', 'later');
  const shown = (...declarations: ReturnType<typeof declared>[]) =>
    Object.fromEntries(
      resourcesOf(declarations, HERE, new Map()).map(({ id, properties, gaps }) => [
        id,
        { ...properties, gaps: gaps.map(({ pointer }) => pointer) },
      ]),
    );

  test('stands in its role once, also where the role shows it already', () => {
    const role = declared('AWS::IAM::Role', 'r', {
      Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: [] } }],
    });
    const policy = declared('AWS::IAM::RolePolicy', 'p', { RoleName: 'r', PolicyName: 'p', PolicyDocument: later });
    expect(shown(role, policy)['arn:aws:iam::111122223333:role/r']).toEqual({
      Policies: [{ PolicyName: 'p' }],
      ManagedPolicyArns: [],
      gaps: ['/properties/Policies/0/PolicyDocument'],
    });
  });

  test('may be one of each role where nobody knows whose it is', () => {
    const role = declared('AWS::IAM::Role', 'r', {});
    const policy = declared('AWS::IAM::RolePolicy', 'p', { RoleName: later, PolicyName: 'p' });
    expect(shown(role, policy)['arn:aws:iam::111122223333:role/r']).toEqual({
      Policies: [''],
      ManagedPolicyArns: [],
      gaps: ['/properties/Policies/0'],
    });
  });

  test('may be that of each bucket that has none', () => {
    const bucket = declared('AWS::S3::Bucket', 'b', {});
    const policy = declared('AWS::S3::BucketPolicy', 'p', { Bucket: later, PolicyDocument: '{"Statement": []}' });
    expect([shown(bucket, policy).b, shown(bucket).b]).toEqual([
      { Bucket: 'b', gaps: ['/properties/PolicyDocument'] },
      { Bucket: 'b', gaps: [] },
    ]);
  });
});
