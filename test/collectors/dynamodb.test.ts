import { expect, test } from 'vitest';
import { tables } from '../../src/collectors/dynamodb/table.js';
import { ACCOUNT, complete, explore, REGION, refused, seenBy } from './expedition.js';
import { denied, noTags } from './written.js';

/** Written from the DynamoDB API model of 2012-08-10 (@aws-sdk/client-dynamodb 3.1169.0). */
const { type } = tables;
const id = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/sessions`;
const answers = {
  'dynamodb:ListTables': { TableNames: ['sessions'] },
  'dynamodb:DescribeTable': {
    Table: {
      TableName: 'sessions',
      TableArn: id,
      TableStatus: 'ACTIVE',
      DeletionProtectionEnabled: true,
      SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: 'arn:key' },
    },
  },
  'dynamodb:DescribeContinuousBackups': {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 35 },
    },
  },
  'dynamodb:GetResourcePolicy': refused('PolicyNotFoundException'),
};

test('a table shows its key, backups, protection and policy', async () => {
  const { resources, listings } = await explore(tables, answers);
  expect(resources).toEqual([
    {
      type,
      id,
      names: ['sessions'],
      account: ACCOUNT,
      region: REGION,
      tags: {},
      properties: {
        TableName: 'sessions',
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: 'arn:key' },
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      },
      runtime: { TableStatus: 'ACTIVE' },
      source: seenBy(
        'dynamodb:ListTables',
        'dynamodb:DescribeTable',
        'dynamodb:DescribeContinuousBackups',
        'dynamodb:GetResourcePolicy',
      ),
      gaps: [noTags(type)],
    },
  ]);
  expect(listings).toEqual([complete(type)]);
});

test('what may not be read is a gap in its place, and so is a policy that cannot be read', async () => {
  const gapsOf = async (policy: object) =>
    (
      await explore(tables, {
        ...answers,
        'dynamodb:DescribeContinuousBackups': denied,
        'dynamodb:GetResourcePolicy': { ...policy },
      })
    ).resources.flatMap(({ gaps }) => gaps.map(({ pointer, reason }) => `${pointer} ${reason}`));
  expect(await gapsOf(denied)).toEqual([
    '/properties/PointInTimeRecoverySpecification denied',
    '/properties/ResourcePolicy denied',
    '/tags not_collected',
  ]);
  expect(await gapsOf({ Policy: 'everybody' })).toContain('/properties/ResourcePolicy parse_error');
});

test('a policy is normalised; no description of the encryption is a key that AWS owns', async () => {
  const Policy = JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*', Action: 'dynamodb:*' } });
  const { resources } = await explore(tables, {
    ...answers,
    'dynamodb:DescribeTable': { Table: { TableName: 'sessions' } },
    'dynamodb:DescribeContinuousBackups': { ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED' } },
    'dynamodb:GetResourcePolicy': { Policy },
  });
  expect(resources[0]?.properties).toEqual({
    TableName: 'sessions',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
    ResourcePolicy: {
      PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['dynamodb:*'] }] },
    },
  });
});
