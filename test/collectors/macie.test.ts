import { describe, expect, test } from 'vitest';
import { macieBuckets } from '../../src/collectors/macie/bucket.js';
import type { JsonObject } from '../../src/model/json.js';
import { ACCOUNT, type Answers, complete, explore, pages, REGION, refused, seenBy } from './expedition.js';
import { broken, denied, noTags } from './written.js';

/** Written from the Macie API model of 2020-01-01 (@aws-sdk/client-macie2 3.1048.0), times in ISO 8601 as it sends them. */
const { type } = macieBuckets;
const place = { account: ACCOUNT, region: REGION };
const bucket = (name: string, members: JsonObject): JsonObject => ({
  accountId: ACCOUNT,
  bucketName: name,
  bucketArn: `arn:aws:s3:::${name}`,
  objectCount: 10,
  ...members,
});
const examined = bucket('ml-data', {
  sensitivityScore: 50,
  automatedDiscoveryMonitoringStatus: 'NOT_MONITORED',
  jobDetails: {
    isDefinedInJob: 'TRUE',
    isMonitoredByJob: 'FALSE',
    lastJobId: 'job-1',
    lastJobRunTime: '2026-03-01T00:00:00Z',
  },
});
const discovered = bucket('features', {
  sensitivityScore: 12,
  automatedDiscoveryMonitoringStatus: 'MONITORED',
  lastAutomatedDiscoveryTime: '2026-03-30T00:00:00Z',
  jobDetails: { isDefinedInJob: 'FALSE', isMonitoredByJob: 'FALSE' },
});
const answers: Answers = {
  'macie2:GetMacieSession': { status: 'ENABLED' },
  'macie2:DescribeBuckets': pages(
    [{ buckets: [examined, bucket('elsewhere', { accountId: '444455556666' })] }, { buckets: [discovered] }],
    'nextToken',
  ),
  'macie2:GetFindingStatistics': { countsByGroup: [{ groupKey: 'ml-data', count: 3 }] },
};
const seen = (name: string, properties: JsonObject, runtime: JsonObject, ...calls: readonly string[]) => ({
  ...place,
  type,
  id: `arn:aws:s3:::${name}`,
  names: [name],
  tags: {},
  properties: { bucketName: name, ...properties },
  runtime,
  source: seenBy(...calls),
  gaps: [noTags(type)],
});

describe(type, () => {
  test('shows what examined a bucket of the account, and what it found', async () => {
    expect(await explore(macieBuckets, answers)).toEqual({
      resources: [
        seen(
          'ml-data',
          {
            sensitivityScore: 50,
            automatedDiscoveryMonitoringStatus: 'NOT_MONITORED',
            jobDetails: {
              isDefinedInJob: 'TRUE',
              isMonitoredByJob: 'FALSE',
              lastJobId: 'job-1',
              lastJobRunTime: Date.parse('2026-03-01T00:00:00Z'),
            },
          },
          { SensitiveDataFindings: 3 },
          'macie2:DescribeBuckets',
          'macie2:GetFindingStatistics',
        ),
        seen(
          'features',
          {
            sensitivityScore: 12,
            automatedDiscoveryMonitoringStatus: 'MONITORED',
            lastAutomatedDiscoveryTime: Date.parse('2026-03-30T00:00:00Z'),
            jobDetails: { isDefinedInJob: 'FALSE', isMonitoredByJob: 'FALSE' },
          },
          {},
          'macie2:DescribeBuckets',
        ),
      ],
      listings: [complete(type)],
      calls: [
        `macie2:GetMacieSession ${REGION} ok`,
        `macie2:DescribeBuckets ${REGION} ok`,
        `macie2:GetFindingStatistics ${REGION} ok`,
        `macie2:DescribeBuckets ${REGION} ok`,
      ],
    });
  });

  test('is not taken for clean where findings may not be counted, or Macie itself does not know', async () => {
    const unknown = bucket('ml-data', {
      jobDetails: { isDefinedInJob: 'UNKNOWN', isMonitoredByJob: 'UNKNOWN', lastJobRunTime: '2026-03-01T00:00:00Z' },
    });
    const { resources } = await explore(macieBuckets, {
      ...answers,
      'macie2:DescribeBuckets': { buckets: [unknown] },
      'macie2:GetFindingStatistics': denied,
    });
    expect(resources[0]?.gaps.map(({ pointer, reason, action }) => [pointer, reason, action])).toEqual([
      ['/properties/jobDetails', 'unavailable', undefined],
      ['/runtime/SensitiveDataFindings', 'denied', 'macie2:GetFindingStatistics'],
      ['/tags', 'not_collected', undefined],
    ]);
  });

  test.each([
    ['off', refused('AccessDeniedException', 'Macie is not enabled.', 403), 'unavailable', undefined],
    ['denied', denied, 'denied', 'macie2:GetMacieSession'],
    ['broken', broken, 'unavailable', undefined],
  ])('is unseen where Macie is %s', async (_, answer, reason, action) => {
    const { resources, listings } = await explore(macieBuckets, { ...answers, 'macie2:GetMacieSession': answer });
    expect(resources).toEqual([]);
    expect(listings.map(({ state, cause }) => [state, cause?.reason, cause?.action])).toEqual([
      ['missing', reason, action],
    ]);
  });

  test('is unseen where Macie is paused', async () => {
    const { resources, listings } = await explore(macieBuckets, {
      ...answers,
      'macie2:GetMacieSession': { status: 'PAUSED' },
    });
    expect(resources).toEqual([]);
    expect(listings).toEqual([
      { ...place, type, state: 'partial', cause: { reason: 'unavailable', detail: `Macie is PAUSED in ${REGION}` } },
    ]);
  });
});
