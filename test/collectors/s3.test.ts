import { describe, expect, test } from 'vitest';
import { buckets } from '../../src/collectors/s3/bucket.js';
import type { JsonObject } from '../../src/model/json.js';
import { bucket, bucketList, encryption, lifecycle, location, lock, s3, versioning } from './answers/s3.js';
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
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        {
          ServerSideEncryptionByDefault: {
            SSEAlgorithm: 'aws:kms',
            KMSMasterKeyID: 'arn:aws:kms:ap-northeast-1:111122223333:key/k',
          },
          BucketKeyEnabled: true,
        },
      ],
    },
  },
  runtime: {},
  source: seenBy(
    's3:ListBuckets',
    's3:GetObjectLockConfiguration',
    's3:GetBucketLifecycleConfiguration',
    's3:GetBucketVersioning',
    's3:GetBucketEncryption',
  ),
  gaps: [untagged],
};

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
        `s3:GetBucketEncryption ${PLACE} ok`,
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

  test('without lock, lifecycle, versions and encryption has none, which is no gap', async () => {
    const { resources, listings, calls } = await explore(buckets, {
      ...s3,
      's3:GetObjectLockConfiguration': refused('ObjectLockConfigurationNotFoundError', 'none', 404),
      's3:GetBucketLifecycleConfiguration': refused('NoSuchLifecycleConfiguration', 'none', 404),
      's3:GetBucketVersioning': versioning(''),
      's3:GetBucketEncryption': refused('ServerSideEncryptionConfigurationNotFoundError', 'none', 404),
    });
    expect(resources).toEqual([{ ...whole, properties: { BucketName: 'audit-logs' } }]);
    expect(listings).toEqual([complete(type, 'global')]);
    expect(calls).toEqual([
      `s3:ListBuckets ${REGION} ok`,
      `s3:GetObjectLockConfiguration ${PLACE} absent`,
      `s3:GetBucketLifecycleConfiguration ${PLACE} absent`,
      `s3:GetBucketVersioning ${PLACE} ok`,
      `s3:GetBucketEncryption ${PLACE} absent`,
    ]);
  });

  test('has gaps for what is denied', async () => {
    const { resources } = await explore(buckets, {
      ...s3,
      's3:GetObjectLockConfiguration': denied,
      's3:GetBucketLifecycleConfiguration': denied,
      's3:GetBucketVersioning': denied,
      's3:GetBucketEncryption': denied,
    });
    const hidden = causeOf('GetObjectLockConfiguration', 'GetBucketObjectLockConfiguration');
    expect(resources).toEqual([
      {
        ...whole,
        properties: { BucketName: 'audit-logs' },
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
          untagged,
        ],
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
      `s3:GetBucketEncryption ${region} ok`,
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

describe('a bucket’s encryption', () => {
  test.each([
    ['it', '<Mode>all</Mode>', ''],
    ['a rule', '<Rule><Mode>all</Mode></Rule>', '/ServerSideEncryptionConfiguration/0'],
  ])('has a gap where the SDK dropped a member of %s', async (_, xml, below) => {
    const { resources } = await explore(buckets, { ...s3, 's3:GetBucketEncryption': encryption(xml) });
    expect(resources[0]?.gaps.map(({ pointer, reason }) => [pointer, reason])).toEqual([
      [`/properties/BucketEncryption${below}/Mode`, 'unmodelled'],
      ['/tags', 'not_collected'],
    ]);
  });
});
