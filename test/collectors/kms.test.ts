import { describe, expect, test } from 'vitest';
import { grants } from '../../src/collectors/kms/grant.js';
import { keys } from '../../src/collectors/kms/key.js';
import { aliasArn, KEY, keyArn, kms, listed, metadata } from './answers/kms.js';
import { ACCOUNT, complete, explore, pages, REGION, refused, seenBy } from './expedition.js';

const { type } = keys;
const untagged = {
  pointer: '/tags',
  kind: 'missing',
  reason: 'not_collected',
  detail: `tags of ${type} are not collected`,
};
const denied = refused('AccessDeniedException', 'no identity-based policy allows it');
const causeOf = (call: string) => ({
  reason: 'denied',
  detail: `kms:${call} in ${REGION} was denied (AccessDeniedException): no identity-based policy allows it`,
  action: `kms:${call}`,
});
const listing = (state: string, cause: object) => [{ type, account: ACCOUNT, region: REGION, state, cause }];

const whole = {
  type,
  id: keyArn(KEY),
  names: [KEY, 'alias/volume', aliasArn('alias/volume'), 'alias/output', aliasArn('alias/output')],
  account: ACCOUNT,
  region: REGION,
  tags: {},
  properties: {
    KeyPolicy: {
      Version: '2012-10-17',
      Id: 'key-default-1',
      Statement: [
        {
          Sid: 'Enable IAM User Permissions',
          Effect: 'Allow',
          Principal: { AWS: ['arn:aws:iam::111122223333:root'] },
          Action: ['kms:*'],
          Resource: ['*'],
        },
      ],
    },
    EnableKeyRotation: true,
    RotationPeriodInDays: 365,
    KeySpec: 'SYMMETRIC_DEFAULT',
    KeyUsage: 'ENCRYPT_DECRYPT',
    Origin: 'AWS_KMS',
    MultiRegion: false,
    Enabled: true,
  },
  runtime: { KeyManager: 'CUSTOMER', KeyState: 'Enabled' },
  source: seenBy('kms:ListKeys', 'kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus'),
  gaps: [untagged],
};

describe('AWS::KMS::Key', () => {
  test('is listed with its aliases, policy and rotation', async () => {
    expect(await explore(keys, kms)).toEqual({
      resources: [whole],
      listings: [complete(type)],
      calls: [
        `kms:ListAliases ${REGION} ok`,
        `kms:ListKeys ${REGION} ok`,
        `kms:DescribeKey ${REGION} ok`,
        `kms:GetKeyPolicy ${REGION} ok`,
        `kms:GetKeyRotationStatus ${REGION} ok`,
      ],
    });
  });

  test('that AWS manages shows its policy and rotation, too', async () => {
    const answers = { ...kms, 'kms:DescribeKey': metadata(KEY, { KeyManager: 'AWS' }) };
    const { resources } = await explore(keys, answers);
    expect(resources).toEqual([{ ...whole, runtime: { KeyManager: 'AWS', KeyState: 'Enabled' } }]);
  });

  test.each([
    ['is asymmetric', { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }],
    ['authenticates messages', { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }],
    ['was imported', { Origin: 'EXTERNAL' }],
    ['lies in a key store of its own', { Origin: 'AWS_CLOUDHSM' }],
  ])('that %s has no rotation, and is not asked for it', async (_, changes) => {
    const { resources, calls } = await explore(keys, { ...kms, 'kms:DescribeKey': metadata(KEY, changes) });
    const { EnableKeyRotation, RotationPeriodInDays, ...properties } = { ...whole.properties, ...changes };
    expect([EnableKeyRotation, RotationPeriodInDays]).toEqual([true, 365]);
    expect(resources.map((key) => [key.properties, key.gaps])).toEqual([[properties, [untagged]]]);
    expect(calls.some((call) => call.includes('GetKeyRotationStatus'))).toBe(false);
  });

  test('has no rotation where AWS says that it supports none', async () => {
    const answers = { ...kms, 'kms:GetKeyRotationStatus': refused('UnsupportedOperationException') };
    const { resources } = await explore(keys, answers);
    const { EnableKeyRotation, RotationPeriodInDays, ...properties } = whole.properties;
    expect([EnableKeyRotation, RotationPeriodInDays]).toEqual([true, 365]);
    expect(resources.map((key) => [key.properties, key.gaps])).toEqual([[properties, [untagged]]]);
  });

  test('keeps what else was seen where policy and rotation are denied', async () => {
    const answers = { ...kms, 'kms:GetKeyPolicy': denied, 'kms:GetKeyRotationStatus': denied };
    const { resources } = await explore(keys, answers);
    const { KeyPolicy, EnableKeyRotation, RotationPeriodInDays, ...properties } = whole.properties;
    expect([KeyPolicy.Id, EnableKeyRotation, RotationPeriodInDays]).toEqual(['key-default-1', true, 365]);
    expect(resources).toEqual([
      {
        ...whole,
        properties,
        source: seenBy('kms:ListKeys', 'kms:DescribeKey'),
        gaps: [
          { pointer: '/properties/KeyPolicy', kind: 'missing', ...causeOf('GetKeyPolicy') },
          { pointer: '/properties/EnableKeyRotation', kind: 'missing', ...causeOf('GetKeyRotationStatus') },
          { pointer: '/properties/RotationPeriodInDays', kind: 'missing', ...causeOf('GetKeyRotationStatus') },
          untagged,
        ],
      },
    ]);
  });

  test('has a gap where its policy can not be read', async () => {
    const answers = { ...kms, 'kms:GetKeyPolicy': { Policy: '{"Statement": [' } };
    const { resources } = await explore(keys, answers);
    expect(resources[0]?.gaps).toEqual([
      {
        pointer: '/properties/KeyPolicy',
        kind: 'missing',
        reason: 'parse_error',
        detail: 'the policy is no JSON',
      },
      untagged,
    ]);
    expect(resources[0]?.properties.KeyPolicy).toBeUndefined();
  });

  test('is a stub where the describe call is denied', async () => {
    const { resources, listings } = await explore(keys, { ...kms, 'kms:DescribeKey': denied });
    expect(resources).toEqual([
      {
        ...whole,
        properties: {},
        runtime: {},
        source: seenBy('kms:ListKeys'),
        gaps: [{ pointer: '', kind: 'missing', ...causeOf('DescribeKey') }, untagged],
      },
    ]);
    expect(listings).toEqual([complete(type)]);
  });

  test('is left out when it is gone before it is described', async () => {
    const answers = { ...kms, 'kms:DescribeKey': refused('NotFoundException', `Key '${keyArn(KEY)}' does not exist`) };
    const { resources, listings } = await explore(keys, answers);
    expect(resources).toEqual([]);
    expect(listings).toEqual([complete(type)]);
  });

  test('goes without its aliases where those may not be listed, and the listing is partial', async () => {
    const { resources, listings } = await explore(keys, { ...kms, 'kms:ListAliases': denied });
    expect(resources).toEqual([{ ...whole, names: [KEY] }]);
    expect(listings).toEqual(listing('partial', causeOf('ListAliases')));
  });

  test('is missing where the list is denied', async () => {
    const { resources, listings } = await explore(keys, { ...kms, 'kms:ListKeys': denied });
    expect(resources).toEqual([]);
    expect(listings).toEqual(listing('missing', causeOf('ListKeys')));
  });

  test('is missing where both lists are denied', async () => {
    const { listings } = await explore(keys, { ...kms, 'kms:ListKeys': denied, 'kms:ListAliases': denied });
    const detail = `${causeOf('ListAliases').detail}; ${causeOf('ListKeys').detail}`;
    expect(listings).toEqual(listing('missing', { ...causeOf('ListAliases'), detail }));
  });

  test('is partial where a later page fails', async () => {
    const answers = {
      ...kms,
      'kms:ListKeys': pages([{ Keys: [listed(KEY)], Truncated: true }, denied], 'Marker', 'NextMarker'),
    };
    const { resources, listings } = await explore(keys, answers);
    expect(resources).toEqual([whole]);
    expect(listings).toEqual(listing('partial', causeOf('ListKeys')));
  });
});

describe('AWS::KMS::Grant', () => {
  // Written from the KMS API model of 2014-11-01 (@aws-sdk/client-kms 3.1164.0).
  const grant = {
    KeyId: keyArn(KEY),
    GrantId: 'abc123',
    Name: 'labeling',
    CreationDate: 1_700_000_000,
    GranteePrincipal: 'arn:aws:iam::999988887777:role/Label',
    RetiringPrincipal: 'arn:aws:iam::111122223333:root',
    IssuingAccount: 'arn:aws:iam::111122223333:root',
    Operations: ['Decrypt'],
    Constraints: { EncryptionContextSubset: { team: 'fraud' } },
  };
  const keysListed = { 'kms:ListKeys': { Keys: [listed(KEY)] } };

  test('is listed under its key', async () => {
    const { resources, listings } = await explore(grants, { ...keysListed, 'kms:ListGrants': { Grants: [grant] } });
    expect(resources).toEqual([
      {
        type: grants.type,
        id: 'abc123',
        names: [],
        account: ACCOUNT,
        region: REGION,
        tags: {},
        properties: {
          KeyId: KEY,
          Name: 'labeling',
          GranteePrincipal: 'arn:aws:iam::999988887777:role/Label',
          Operations: ['Decrypt'],
          Constraints: { EncryptionContextSubset: { team: 'fraud' } },
        },
        runtime: {},
        source: seenBy('kms:ListGrants'),
        gaps: [{ ...untagged, detail: `tags of ${grants.type} are not collected` }],
      },
    ]);
    expect(listings).toEqual([complete(grants.type)]);
  });

  test('of a key that may not be asked about leaves the list partial', async () => {
    const { resources, listings } = await explore(grants, { ...keysListed, 'kms:ListGrants': denied });
    expect(resources).toEqual([]);
    expect(listings).toEqual([{ ...listing('partial', causeOf('ListGrants'))[0], type: grants.type }]);
  });
});
