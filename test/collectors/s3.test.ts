import { describe, expect, test } from 'vitest';
import { accountPublicAccessBlocks } from '../../src/collectors/s3/account-public-access-block.js';
import { buckets } from '../../src/collectors/s3/bucket.js';
import { bucketPolicies } from '../../src/collectors/s3/bucket-policy.js';
import type { JsonObject } from '../../src/model/json.js';
import {
  acl,
  bucket,
  bucketList,
  encryption,
  lifecycle,
  location,
  lock,
  logging,
  ownership,
  policyStatus,
  publicAccessBlock,
  replication,
  s3,
  versioning,
} from './answers/s3.js';
import { ACCOUNT, type Answers, complete, explore, REGION, refused, seenBy } from './expedition.js';

const { type } = buckets;
const PLACE = 'ap-northeast-1';
const untagged = {
  pointer: '/tags',
  kind: 'missing',
  reason: 'not_collected',
  detail: `tags of ${type} are not collected`,
};
const denied = refused('AccessDenied', 'Access Denied', 403);
const causeOf = (call: string, action: string, region = PLACE) => ({
  reason: 'denied',
  detail: `s3:${call} in ${region} was denied (AccessDenied): Access Denied`,
  action: `s3:${action}`,
});
const listing = (state: string, cause: object) => [{ type, account: ACCOUNT, region: 'global', state, cause }];
const gapAt = (pointer: string, cause: object) => ({ pointer, kind: 'missing', ...cause });

const whole = {
  type,
  id: 'arn:aws:s3:::audit-logs',
  names: ['audit-logs'],
  account: ACCOUNT,
  region: PLACE,
  tags: {},
  properties: {
    BucketName: 'audit-logs',
    ObjectLockEnabled: true,
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Years: 7 } },
    },
    LifecycleConfiguration: {
      Rules: [
        {
          Id: 'expire',
          Status: 'Enabled',
          Prefix: 'tmp/',
          TagFilters: [{ Key: 'class', Value: 'scratch' }],
          ObjectSizeGreaterThan: 500,
          ExpirationInDays: 30,
          NoncurrentVersionExpiration: { NoncurrentDays: 7, NewerNoncurrentVersions: 2 },
        },
        { Id: 'old', Status: 'Disabled', Prefix: 'old/', ExpirationDate: Date.parse('2027-01-01T00:00:00Z') },
      ],
    },
    VersioningConfiguration: { Status: 'Enabled' },
  },
  runtime: { Grants: [] },
  source: seenBy(
    's3:ListBuckets',
    's3:GetObjectLockConfiguration',
    's3:GetBucketLifecycleConfiguration',
    's3:GetBucketVersioning',
    's3:GetBucketEncryption',
    's3:GetPublicAccessBlock',
    's3:GetBucketOwnershipControls',
    's3:GetBucketAcl',
    's3:GetBucketLogging',
    's3:GetBucketReplication',
  ),
  gaps: [untagged],
};
/** The calls that a bucket without any of it answers after lock, lifecycle and versioning. */
const others = (region: string) => [
  `s3:GetBucketEncryption ${region} absent`,
  `s3:GetPublicAccessBlock ${region} absent`,
  `s3:GetBucketOwnershipControls ${region} absent`,
  `s3:GetBucketAcl ${region} ok`,
  `s3:GetBucketLogging ${region} ok`,
  `s3:GetBucketReplication ${region} absent`,
];

describe('AWS::S3::Bucket', () => {
  test('is listed once, and asked in its own region', async () => {
    expect(await explore(buckets, s3)).toEqual({
      resources: [whole],
      listings: [complete(type, 'global')],
      calls: [
        `s3:ListBuckets ${REGION} ok`,
        `s3:GetObjectLockConfiguration ${PLACE} ok`,
        `s3:GetBucketLifecycleConfiguration ${PLACE} ok`,
        `s3:GetBucketVersioning ${PLACE} ok`,
        ...others(PLACE),
      ],
    });
  });

  test('is asked for by the page, without which the list says no region', async () => {
    const asked: JsonObject[] = [];
    await explore(buckets, {
      ...s3,
      's3:ListBuckets': (input) => {
        asked.push(input);
        return bucketList('');
      },
    });
    expect(asked).toEqual([{ MaxBuckets: 1_000 }]);
  });

  test('without lock, lifecycle and versions has none, which is no gap', async () => {
    const { resources, listings, calls } = await explore(buckets, {
      ...s3,
      's3:GetObjectLockConfiguration': refused('ObjectLockConfigurationNotFoundError', 'none', 404),
      's3:GetBucketLifecycleConfiguration': refused('NoSuchLifecycleConfiguration', 'none', 404),
      's3:GetBucketVersioning': versioning(''),
    });
    expect(resources).toEqual([{ ...whole, properties: { BucketName: 'audit-logs' } }]);
    expect(listings).toEqual([complete(type, 'global')]);
    expect(calls).toEqual([
      `s3:ListBuckets ${REGION} ok`,
      `s3:GetObjectLockConfiguration ${PLACE} absent`,
      `s3:GetBucketLifecycleConfiguration ${PLACE} absent`,
      `s3:GetBucketVersioning ${PLACE} ok`,
      ...others(PLACE),
    ]);
  });

  test('has gaps for what is denied', async () => {
    const calls = Object.keys(s3).filter((call) => !/ListBuckets|BucketPolicy/.test(call));
    const { resources } = await explore(buckets, { ...s3, ...Object.fromEntries(calls.map((call) => [call, denied])) });
    const hidden = causeOf('GetObjectLockConfiguration', 'GetBucketObjectLockConfiguration');
    expect(resources).toEqual([
      {
        ...whole,
        properties: { BucketName: 'audit-logs' },
        runtime: {},
        source: seenBy('s3:ListBuckets'),
        gaps: [
          gapAt('/properties/ObjectLockEnabled', hidden),
          gapAt('/properties/ObjectLockConfiguration', hidden),
          gapAt(
            '/properties/LifecycleConfiguration',
            causeOf('GetBucketLifecycleConfiguration', 'GetLifecycleConfiguration'),
          ),
          gapAt('/properties/VersioningConfiguration', causeOf('GetBucketVersioning', 'GetBucketVersioning')),
          gapAt('/properties/BucketEncryption', causeOf('GetBucketEncryption', 'GetEncryptionConfiguration')),
          gapAt(
            '/properties/PublicAccessBlockConfiguration',
            causeOf('GetPublicAccessBlock', 'GetBucketPublicAccessBlock'),
          ),
          gapAt('/properties/OwnershipControls', causeOf('GetBucketOwnershipControls', 'GetBucketOwnershipControls')),
          gapAt('/runtime/Grants', causeOf('GetBucketAcl', 'GetBucketAcl')),
          gapAt('/properties/LoggingConfiguration', causeOf('GetBucketLogging', 'GetBucketLogging')),
          gapAt('/properties/ReplicationConfiguration', causeOf('GetBucketReplication', 'GetReplicationConfiguration')),
          untagged,
        ],
      },
    ]);
  });

  test('shows who reaches it and what becomes of its objects, and no names of people', async () => {
    const { resources } = await explore(buckets, {
      ...s3,
      's3:GetBucketEncryption': encryption(
        '<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>alias/data</KMSMasterKeyID></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule>',
      ),
      's3:GetPublicAccessBlock': publicAccessBlock(
        '<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>false</IgnorePublicAcls>',
      ),
      's3:GetBucketOwnershipControls': ownership('<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>'),
      's3:GetBucketAcl': acl(
        `<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>0123</ID><DisplayName>ana</DisplayName></Grantee><Permission>FULL_CONTROL</Permission></Grant>
         <Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee><Permission>READ</Permission></Grant>`,
      ),
      's3:GetBucketLogging': logging(
        '<LoggingEnabled><TargetBucket>access</TargetBucket><TargetPrefix>a/</TargetPrefix></LoggingEnabled>',
      ),
      's3:GetBucketReplication': replication(
        `<Role>arn:aws:iam::${ACCOUNT}:role/copy</Role><Rule><ID>r</ID><Priority>1</Priority><Filter/><Status>Enabled</Status><Destination><Bucket>arn:aws:s3:::copy</Bucket></Destination></Rule>`,
      ),
    });
    expect(resources).toEqual([
      {
        ...whole,
        properties: {
          ...whole.properties,
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [
              { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/data' } },
            ],
          },
          PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: false },
          OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
          LoggingConfiguration: { DestinationBucketName: 'access', LogFilePrefix: 'a/' },
          ReplicationConfiguration: {
            Rules: [{ Id: 'r', Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::copy' } }],
          },
        },
        runtime: {
          Grants: [
            { Grantee: { Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' },
            {
              Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
              Permission: 'READ',
            },
          ],
        },
      },
    ]);
  });

  test('has gaps when it is gone before it is asked about', async () => {
    const gone = refused('NoSuchBucket', 'The specified bucket does not exist', 404);
    const { resources } = await explore(buckets, { ...s3, 's3:GetBucketVersioning': gone });
    expect(resources[0]?.gaps[0]).toMatchObject({
      pointer: '/properties/VersioningConfiguration',
      reason: 'unavailable',
    });
  });

  test.each([
    ['', 'us-east-1'],
    ['EU', 'eu-west-1'],
    ['ap-northeast-1', 'ap-northeast-1'],
  ])('whose list says no region is located: %j is %s', async (constraint, region) => {
    const { resources, calls } = await explore(buckets, {
      ...s3,
      's3:ListBuckets': bucketList(bucket('audit-logs')),
      's3:GetBucketLocation': location(constraint),
    });
    expect(resources.map((found) => found.region)).toEqual([region]);
    expect(calls).toEqual([
      `s3:ListBuckets ${REGION} ok`,
      `s3:GetBucketLocation ${REGION} ok`,
      `s3:GetObjectLockConfiguration ${region} ok`,
      `s3:GetBucketLifecycleConfiguration ${region} ok`,
      `s3:GetBucketVersioning ${region} ok`,
      ...others(region),
    ]);
  });

  test('is a stub where its region can not be found out', async () => {
    const { resources } = await explore(buckets, {
      ...s3,
      's3:ListBuckets': bucketList(bucket('audit-logs')),
      's3:GetBucketLocation': denied,
    });
    expect(resources).toEqual([
      {
        ...whole,
        region: 'global',
        properties: {},
        runtime: {},
        source: seenBy('s3:ListBuckets'),
        gaps: [gapAt('', causeOf('GetBucketLocation', 'GetBucketLocation', REGION)), untagged],
      },
    ]);
  });

  test('is missing where the list is denied', async () => {
    const { resources, listings } = await explore(buckets, { ...s3, 's3:ListBuckets': denied });
    expect(resources).toEqual([]);
    expect(listings).toEqual(listing('missing', causeOf('ListBuckets', 'ListAllMyBuckets', REGION)));
  });

  test('is partial where a later page fails', async () => {
    const answers: Answers = {
      ...s3,
      's3:ListBuckets': ({ ContinuationToken }) =>
        ContinuationToken === undefined ? bucketList(bucket('audit-logs', PLACE), 'more') : denied,
    };
    const { resources, listings } = await explore(buckets, answers);
    expect(resources).toEqual([whole]);
    expect(listings).toEqual(listing('partial', causeOf('ListBuckets', 'ListAllMyBuckets', REGION)));
  });
});

describe('a lifecycle rule', () => {
  const ruleOf = async (xml: string) => {
    const answers = { ...s3, 's3:GetBucketLifecycleConfiguration': lifecycle(`<Rule>${xml}</Rule>`) };
    const { resources } = await explore(buckets, answers);
    const [found] = resources;
    const { Rules }: JsonObject = { Rules: null, ...Object(found?.properties.LifecycleConfiguration) };
    return { Rules, gaps: found?.gaps.filter(({ pointer }) => pointer !== '/tags').map((gap) => gap.pointer) };
  };

  test.each([
    ['for all objects', '<Filter/>', {}],
    ['for all objects, as the console writes it', '<Filter><Prefix></Prefix></Filter>', { Prefix: '' }],
    ['for a prefix', '<Filter><Prefix>tmp/</Prefix></Filter>', { Prefix: 'tmp/' }],
    ['for a prefix, as it was once written', '<Prefix>tmp/</Prefix>', { Prefix: 'tmp/' }],
    [
      'for a tag',
      '<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter>',
      { TagFilters: [{ Key: 'a', Value: 'b' }] },
    ],
    ['for a size', '<Filter><ObjectSizeLessThan>9</ObjectSizeLessThan></Filter>', { ObjectSizeLessThan: 9 }],
    [
      'for delete markers',
      '<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>',
      { ExpiredObjectDeleteMarker: true },
    ],
  ])('%s is flattened', async (_, xml, rule) => {
    expect(await ruleOf(`<ID>r</ID><Status>Enabled</Status>${xml}`)).toEqual({
      Rules: [{ Id: 'r', Status: 'Enabled', ...rule }],
      gaps: [],
    });
  });

  test.each([
    ['the rule', '<Paused>true</Paused>', ['Paused']],
    ['its filter', '<Filter><Prefix>a</Prefix><Owner>x</Owner></Filter>', ['Owner']],
    ['its joint filter', '<Filter><And><Prefix>a</Prefix><Owner>x</Owner></And></Filter>', ['Owner']],
    ['its expiration', '<Expiration><Hours>1</Hours></Expiration>', ['Hours']],
  ])('has a gap where the SDK dropped a member of %s', async (_, xml, members) => {
    const { gaps } = await ruleOf(`<ID>r</ID><Status>Enabled</Status>${xml}`);
    expect(gaps).toEqual(members.map((member) => `/properties/LifecycleConfiguration/Rules/0/${member}`));
  });
});

describe('an object lock', () => {
  test('has a gap where the SDK dropped a member of it', async () => {
    const answers = {
      ...s3,
      's3:GetObjectLockConfiguration': lock(
        '<ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><Bypass>all</Bypass></Rule>',
      ),
    };
    const { resources } = await explore(buckets, answers);
    expect(resources[0]?.gaps.map(({ pointer, reason }) => [pointer, reason])).toEqual([
      ['/properties/ObjectLockConfiguration/Rule/Bypass', 'unmodelled'],
      ['/tags', 'not_collected'],
    ]);
  });
});

describe('AWS::S3::BucketPolicy', () => {
  const { type: policyType } = bucketPolicies;
  const found = {
    ...whole,
    type: policyType,
    id: 'audit-logs',
    names: [],
    properties: { Bucket: 'audit-logs' },
    runtime: {},
    gaps: [{ ...untagged, detail: `tags of ${policyType} are not collected` }],
  };

  test('is the bucket’s document, normalised, with what AWS thinks of its reach', async () => {
    const policy = {
      Statement: { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::audit-logs' },
    };
    const { resources, listings, calls } = await explore(bucketPolicies, {
      ...s3,
      's3:GetBucketPolicy': JSON.stringify(policy),
      's3:GetBucketPolicyStatus': policyStatus(false),
    });
    expect(resources).toEqual([
      {
        ...found,
        properties: {
          Bucket: 'audit-logs',
          PolicyDocument: {
            Statement: [
              {
                Effect: 'Deny',
                Principal: { AWS: ['*'] },
                Action: ['s3:*'],
                Resource: ['arn:aws:s3:::audit-logs'],
              },
            ],
          },
        },
        runtime: { IsPublic: false },
        source: seenBy('s3:ListBuckets', 's3:GetBucketPolicy', 's3:GetBucketPolicyStatus'),
      },
    ]);
    expect(listings).toEqual([complete(policyType, 'global')]);
    expect(calls).toEqual([
      `s3:ListBuckets ${REGION} ok`,
      `s3:GetBucketPolicy ${PLACE} ok`,
      `s3:GetBucketPolicyStatus ${PLACE} ok`,
    ]);
  });

  test('of a bucket without one says nothing, which is no gap', async () => {
    const { resources } = await explore(bucketPolicies, s3);
    expect(resources).toEqual([
      { ...found, source: seenBy('s3:ListBuckets', 's3:GetBucketPolicy', 's3:GetBucketPolicyStatus') },
    ]);
  });

  test('that is denied is a gap, and so is its status; one that is no policy, too', async () => {
    const { resources } = await explore(bucketPolicies, {
      ...s3,
      's3:GetBucketPolicy': denied,
      's3:GetBucketPolicyStatus': denied,
    });
    expect(resources[0]?.gaps).toEqual([
      gapAt('/properties/PolicyDocument', causeOf('GetBucketPolicy', 'GetBucketPolicy')),
      gapAt('/runtime/IsPublic', causeOf('GetBucketPolicyStatus', 'GetBucketPolicyStatus')),
      ...found.gaps,
    ]);
    const unread = await explore(bucketPolicies, { ...s3, 's3:GetBucketPolicy': '{"Statement":[' });
    expect(unread.resources[0]?.gaps[0]).toEqual({
      pointer: '/properties/PolicyDocument',
      kind: 'missing',
      reason: 'parse_error',
      detail: 'the policy is no JSON',
    });
  });

  test('is located where the list says no region, by a call that buckets share', async () => {
    const { resources, calls } = await explore([buckets, bucketPolicies], {
      ...s3,
      's3:ListBuckets': bucketList(bucket('audit-logs')),
      's3:GetBucketLocation': location('ap-northeast-3'),
    });
    expect(resources.map(({ region }) => region)).toEqual(['ap-northeast-3', 'ap-northeast-3']);
    expect(calls.filter((call) => / eu-west-1 /.test(call))).toEqual([
      's3:ListBuckets eu-west-1 ok',
      's3:GetBucketLocation eu-west-1 ok',
    ]);
  });
});

describe('AWS::S3::AccountPublicAccessBlock', () => {
  const call = 's3-control:GetPublicAccessBlock';
  const { type: blockType } = accountPublicAccessBlocks;
  const found = {
    type: blockType,
    id: ACCOUNT,
    names: [],
    account: ACCOUNT,
    region: 'global',
    tags: {},
    properties: {},
    runtime: {},
    source: seenBy(call),
    gaps: [{ ...untagged, detail: `tags of ${blockType} are not collected` }],
  };

  test('is what the account blocks, asked of S3 Control', async () => {
    const { resources, listings } = await explore(accountPublicAccessBlocks, {
      [call]: publicAccessBlock(
        '<BlockPublicAcls>true</BlockPublicAcls><RestrictPublicBuckets>false</RestrictPublicBuckets>',
      ),
    });
    expect(resources).toEqual([{ ...found, properties: { BlockPublicAcls: true, RestrictPublicBuckets: false } }]);
    expect(listings).toEqual([complete(blockType, 'global')]);
  });

  test('of an account that says nothing is empty; of one that refuses, hidden', async () => {
    const none = await explore(accountPublicAccessBlocks, {
      [call]: refused('NoSuchPublicAccessBlockConfiguration', 'none', 404),
    });
    expect(none.resources).toEqual([found]);
    const { resources } = await explore(accountPublicAccessBlocks, { [call]: denied });
    expect(resources[0]?.gaps.slice(0, -1)).toEqual(
      ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'].map((flag) =>
        gapAt(`/properties/${flag}`, {
          reason: 'denied',
          detail: `${call} in ${REGION} was denied (AccessDenied): Access Denied`,
          action: 's3:GetAccountPublicAccessBlock',
        }),
      ),
    );
  });
});
