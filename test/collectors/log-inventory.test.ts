import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logInventory, sampledMonths } from '../../src/collectors/s3/log-inventory.js';
import { daysBetween, daysOf } from '../../src/model/days.js';
import type { JsonObject } from '../../src/model/json.js';
import type { LogSeries } from '../../src/model/log-series.js';
import { location } from './answers/s3.js';
import { listedObjects } from './bucket.js';
import { ACCOUNT, type Answers, explore, REGION, refused } from './expedition.js';

const PREFIX = `AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/`;
const series: LogSeries = {
  stream: 'cloudtrail',
  region: REGION,
  bucket: 'example-logs',
  bucketRegion: REGION,
  prefix: PREFIX,
  layout: 'slashes',
  sources: ['arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit'],
  from: '2025-12-30',
  to: '2026-02-02',
};

const inventory = async (
  keys: readonly string[],
  { calls = 100, answers = {}, ...more }: Partial<LogSeries> & { calls?: number; answers?: Answers } = {},
) => {
  const seen = await explore(logInventory([{ ...series, ...more }], calls), {
    's3:ListObjectsV2': listedObjects(keys),
    ...answers,
  });
  const [found] = seen.resources;
  return { runtime: found?.runtime, properties: found?.properties, gaps: found?.gaps, calls: seen.calls };
};

const slashes = (day: string) => `${PREFIX}${day.replaceAll('-', '/')}/file.json.gz`;

describe('an inventory of logs', () => {
  it('tells the days that have an object, and those that have none', async () => {
    const days = [...daysBetween('2025-12-30', '2026-01-03'), '2026-02-02'];
    expect(await inventory(days.map(slashes))).toEqual({
      properties: { Stream: 'cloudtrail', Bucket: 'example-logs', Prefix: PREFIX, Sources: series.sources },
      runtime: {
        From: '2025-12-30',
        To: '2026-02-02',
        Present: ['2025-12-30/2026-01-03', '2026-02-02'],
        Absent: ['2026-01-04/2026-02-01'],
        Sampled: false,
      },
      gaps: [],
      // The years, the months of two years, and the days of three months.
      calls: Array(6).fill(`s3:ListObjectsV2 ${REGION} ok`),
    });
  });

  it('makes one call for a place without anything', async () => {
    const { runtime, calls } = await inventory([`${PREFIX.replace('CloudTrail', 'Config')}2026/01/01/x`]);
    expect([runtime?.Present, runtime?.Absent, calls.length]).toEqual([[], ['2025-12-30/2026-02-02'], 1]);
  });

  it.each([
    ['hive', 'flow/aws-region=eu-west-1/', 'flow/aws-region=eu-west-1/year=2026/month=01/day=05/x.log.gz'],
    ['dashes', 'access/', 'access/2026-01-05-12-00-00-0123456789ABCDEF'],
    ['dashes', '', '2026-01-05-12-00-00-0123456789ABCDEF'],
  ] as const)('reads the days of names that are laid out by %s', async (layout, prefix, key) => {
    const { runtime, gaps } = await inventory([key, 'z-other/2026-01-06', 'access-2026'], { layout, prefix });
    expect([runtime?.Present, gaps]).toEqual([['2026-01-05'], []]);
  });

  it('reads every page', async () => {
    const keys = daysBetween('2026-01-01', '2026-01-31').map(slashes);
    const { runtime } = await inventory(keys, { answers: { 's3:ListObjectsV2': listedObjects(keys, 3) } });
    expect(runtime?.Present).toEqual(['2026-01-01/2026-01-31']);
  });

  it('says of months for which no calls are left that nobody looked, and looks at the ends first', async () => {
    const keys = daysBetween('2025-01-01', '2026-02-02').map(slashes);
    const { runtime, gaps, calls } = await inventory(keys, { from: '2025-01-01', calls: 6 });
    expect([calls.length, runtime?.Present, runtime?.Absent, runtime?.Sampled]).toEqual([
      6,
      ['2025-01-01/2025-01-31', '2025-08-01/2025-08-31', '2026-02-01/2026-02-02'],
      [],
      true,
    ]);
    expect(gaps).toEqual([
      {
        pointer: '/runtime/Unlisted',
        kind: 'missing',
        reason: 'budget',
        detail: `not every month below s3://example-logs/${PREFIX} was listed: 6 calls were left for it`,
      },
    ]);
  });

  it('calls no day absent that it had no call for', async () => {
    const { runtime, gaps } = await inventory([slashes('2026-01-01')], { calls: 0 });
    expect([runtime?.Present, runtime?.Absent, gaps?.map(({ reason }) => reason)]).toEqual([[], [], ['budget']]);
  });

  it('calls no day absent that it may not list, and names the right that is lacking once', async () => {
    const denied = { 's3:ListObjectsV2': refused('AccessDenied', 'no', 403) };
    const { runtime, gaps } = await inventory([], { answers: denied });
    expect([runtime?.Present, runtime?.Absent, gaps?.map(({ reason, action }) => [reason, action])]).toEqual([
      [],
      [],
      [['denied', 's3:ListBucket']],
    ]);
  });

  it('goes on where one month may not be listed', async () => {
    const keys = daysBetween('2025-12-30', '2026-02-02').map(slashes);
    const listed = listedObjects(keys);
    const { runtime, gaps } = await inventory(keys, {
      answers: {
        's3:ListObjectsV2': (input) =>
          String(input.Prefix).endsWith('2026/01/') ? refused('AccessDenied', 'no', 403) : listed(input),
      },
    });
    expect([runtime?.Present, runtime?.Absent, gaps?.length]).toEqual([
      ['2025-12-30/2025-12-31', '2026-02-01/2026-02-02'],
      [],
      1,
    ]);
  });

  it('asks where a bucket stands that the account does not list', async () => {
    const { bucketRegion: _, ...elsewhere } = series;
    const seen = await explore(logInventory([elsewhere], 10), {
      's3:GetBucketLocation': location('ap-northeast-1'),
      's3:ListObjectsV2': listedObjects([slashes('2026-01-05')]),
    });
    expect(seen.calls.at(-1)).toBe('s3:ListObjectsV2 ap-northeast-1 ok');
  });

  it('finds the folder of an organisation, of which the trail does not tell the id', async () => {
    const below = 'AWSLogs/';
    const prefix = `${ACCOUNT}/CloudTrail/${REGION}/`;
    const { runtime, properties } = await inventory([`AWSLogs/o-example0001/${prefix}2026/01/05/x`], { below, prefix });
    expect([properties?.Prefix, runtime?.Present]).toEqual([`AWSLogs/o-example0001/${prefix}`, ['2026-01-05']]);
  });

  it('takes no folder of several organisations for the right one', async () => {
    const keys = ['a', 'b'].map((name) => `AWSLogs/o-example000${name}/x`);
    const { runtime, gaps } = await inventory(keys, { below: 'AWSLogs/', prefix: 'x/' });
    expect([runtime?.Absent, gaps?.map(({ detail }) => detail)]).toEqual([
      [],
      ['s3://example-logs/AWSLogs/ holds the logs of several organisations'],
    ]);
  });
});

it('says of no day what no complete list shows, and never passes a day over silently', async () => {
  const days = daysBetween(series.from, series.to);
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(days),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.constantFrom('ok', 'ok', 'ok', 'denied', 'no end', 'no token'), { minLength: 40, maxLength: 40 }),
      async (written, calls, pageSize, luck) => {
        const listed = listedObjects(written.map(slashes), pageSize);
        let call = 0;
        const answer = (input: JsonObject) => {
          const fortune = luck[call++ % luck.length];
          if (fortune === 'denied') return refused('AccessDenied', 'no', 403);
          if (fortune === 'no end') return listed(input).replace(/<IsTruncated>.*<\/IsTruncated>/, '');
          return fortune === 'no token'
            ? listed(input).replace(/<NextContinuationToken>.*<\/Next.*>/, '')
            : listed(input);
        };
        const { runtime, gaps } = await inventory([], { calls, answers: { 's3:ListObjectsV2': answer } });
        const [present, absent] = [runtime?.Present, runtime?.Absent].map((ranges) => daysOf(ranges as string[]));
        expect(present?.filter((day) => !written.includes(day))).toEqual([]);
        expect(absent?.filter((day) => written.includes(day))).toEqual([]);
        const told = new Set([...(present ?? []), ...(absent ?? [])]);
        if (told.size < days.length) expect(gaps).not.toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

it('spreads the months that it samples from the first to the last', () => {
  const months = ['a', 'b', 'c', 'd', 'e'];
  expect([0, 1, 2, 3, 9].map((room) => sampledMonths(months, room))).toEqual([
    [],
    ['e'],
    ['a', 'e'],
    ['a', 'c', 'e'],
    months,
  ]);
});
