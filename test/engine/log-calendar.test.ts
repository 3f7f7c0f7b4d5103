import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retentionOf } from '../../src/engine/retention.js';
import { countDays, daysBetween, daysOf as daysIn, rangesOf } from '../../src/model/days.js';
import { DEFAULT_PARAMS } from '../../src/model/params.js';
import type { Resource } from '../../src/model/resource.js';
import type { LogCalendar, Retention } from '../../src/model/retention.js';
import { memorySnapshot, resource, SCOPE } from './memory-snapshot.js';

const ARN = 'arn:aws:cloudtrail:ap-northeast-1:123456789012:trail/audit';
/** A year of 365 days before the scan. */
const [FROM, TO] = ['2025-11-23', '2026-11-23'];
const PARAMS = { ...DEFAULT_PARAMS, retention: { ...DEFAULT_PARAMS.retention, audit_trail_years: 1 } };

const trail = (runtime: Resource['runtime'] = { StartLoggingTime: Date.UTC(2020, 0, 1) }) =>
  resource({
    type: 'AWS::CloudTrail::Trail',
    id: ARN,
    properties: { TrailName: 'audit', S3BucketName: 'example-logs', IsLogging: true, EnableLogFileValidation: true },
    runtime,
  });
const bucket = (rule?: Resource['properties'], gaps: Resource['gaps'] = []) =>
  resource({
    type: 'AWS::S3::Bucket',
    id: 'arn:aws:s3:::example-logs',
    names: ['example-logs'],
    properties: rule === undefined ? {} : { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ...rule }] } },
    gaps,
  });
type Folder = 'CloudTrail' | 'CloudTrail-Digest';
const streamOf = (folder: Folder) => (folder === 'CloudTrail' ? 'cloudtrail' : 'cloudtrail_digest');
const prefixOf = (folder: Folder) => `AWSLogs/123456789012/${folder}/ap-northeast-1/`;
const listed = (
  folder: Folder,
  { present = [], absent = [] }: { present?: string[]; absent?: string[] },
  gaps: Resource['gaps'] = [],
) =>
  resource({
    type: 'Kansa::LogInventory',
    id: `${streamOf(folder)}/ap-northeast-1/example-logs/${prefixOf(folder)}`,
    properties: {
      Stream: streamOf(folder),
      Bucket: 'example-logs',
      Prefix: prefixOf(folder),
      Sources: [ARN],
    },
    runtime: { From: FROM, To: TO, Present: present, Absent: absent, Sampled: false },
    gaps,
  });

const told = (...resources: readonly Resource[]): Retention => {
  const snapshot = memorySnapshot(resources, []);
  const scope = { ...SCOPE, logs: { inventory: true, calls: 100 } };
  return retentionOf({ ...snapshot, scope }, [], PARAMS);
};
const daysOf = (retention: Retention, stream: LogCalendar['stream'] = 'cloudtrail') =>
  retention.calendars?.find((one) => one.stream === stream)?.days;
const presence = (retention: Retention) => {
  const chain = retention.chains.find(({ stream }) => stream === 'cloudtrail');
  return chain?.links.find(({ step }) => step === 'presence');
};

const everyDay = listed('CloudTrail', { present: [`${FROM}/${TO}`] });
const everyDigest = listed('CloudTrail-Digest', { present: [`${FROM}/${TO}`] });
const hole = listed('CloudTrail', {
  present: ['2025-11-23/2026-11-01', '2026-11-05/2026-11-23'],
  absent: ['2026-11-02/2026-11-04'],
});

describe('a calendar', () => {
  it('has every day present where every day was found', () => {
    const retention = told(trail(), bucket(), everyDay, everyDigest);
    expect(daysOf(retention)).toEqual({ present: [`${FROM}/${TO}`] });
    expect(presence(retention)).toEqual({
      step: 'presence',
      state: 'met',
      facts: [
        { code: 'presence_places', args: { count: '2' } },
        { code: 'presence_present', args: { days: '732' } },
      ],
      controls: [],
      gaps: [],
    });
  });

  it('calls a day missing where CloudTrail’s digest files of it are missing, too', () => {
    const digests = listed('CloudTrail-Digest', {
      present: ['2025-11-23/2026-11-02', '2026-11-04/2026-11-23'],
      absent: ['2026-11-03'],
    });
    const retention = told(trail(), bucket(), hole, digests);
    expect(daysOf(retention, 'cloudtrail_digest')?.missing).toEqual(['2026-11-03']);
    expect(daysOf(retention)).toEqual({
      present: ['2025-11-23/2026-11-01', '2026-11-05/2026-11-23'],
      missing: ['2026-11-03'],
      nothing_found: ['2026-11-02', '2026-11-04'],
    });
    expect(presence(retention)?.state).toBe('not_met');
  });

  it('does not take a quiet day for a missing one', () => {
    const retention = told(trail(), bucket(), hole);
    expect(daysOf(retention)?.nothing_found).toEqual(['2026-11-02/2026-11-04']);
    expect(presence(retention)?.state).toBe('unknown');
  });

  it('does not miss digest files of before the first that is there: when validation began, nobody can say', () => {
    const digests = listed('CloudTrail-Digest', {
      present: ['2026-11-01/2026-11-23'],
      absent: ['2025-11-23/2026-10-31'],
    });
    expect(daysOf(told(trail(), bucket(), everyDay, digests), 'cloudtrail_digest')).toEqual({
      present: ['2026-11-01/2026-11-23'],
      nothing_found: ['2025-11-23/2026-10-31'],
    });
  });

  it('gives today and yesterday time to be delivered', () => {
    const retention = told(
      trail(),
      bucket(),
      listed('CloudTrail', { present: ['2025-11-23/2026-11-21'], absent: ['2026-11-22/2026-11-23'] }),
      everyDigest,
    );
    expect(daysOf(retention)).toEqual({
      present: ['2025-11-23/2026-11-21'],
      not_verified: ['2026-11-22/2026-11-23'],
    });
    expect(presence(retention)?.state).toBe('met');
  });

  it('knows the days that the rules of the bucket have deleted, and that they were required', () => {
    const rule = { Id: 'expire', ExpirationInDays: 30 };
    const [from, to] = ['2026-10-24', '2026-11-23'];
    const retention = told(
      trail(),
      bucket(rule),
      listed('CloudTrail', { present: [`${from}/${to}`], absent: ['2025-11-23/2026-10-23'] }),
    );
    expect(daysOf(retention)).toEqual({ present: [`${from}/${to}`], expired: ['2025-11-23/2026-10-23'] });
    expect(presence(retention)?.state).toBe('not_met');
  });

  it('blames no rule for a day that is too young for it', () => {
    const retention = told(trail(), bucket({ Id: 'expire', ExpirationInDays: 30 }), hole);
    expect(daysOf(retention)?.nothing_found).toEqual(['2026-11-02/2026-11-04']);
  });

  it('knows the days before the trail began, but not of a trail that had been stopped, nor where something older lies', () => {
    const begun = { StartLoggingTime: Date.UTC(2026, 10, 5, 9) };
    const late = listed('CloudTrail', { present: ['2026-11-05/2026-11-23'], absent: ['2025-11-23/2026-11-04'] });
    const of = (runtime: Resource['runtime'], inventory: Resource) => daysOf(told(trail(runtime), bucket(), inventory));
    expect(of(begun, late)).toEqual({ present: ['2026-11-05/2026-11-23'], before: ['2025-11-23/2026-11-04'] });
    expect(of({ ...begun, StopLoggingTime: Date.UTC(2026, 10, 5) }, late)?.nothing_found).toEqual([
      '2025-11-23/2026-11-04',
    ]);
    expect(of(begun, hole)?.nothing_found).toEqual(['2026-11-02/2026-11-04']);
  });

  it('calls nothing missing or expired where the rules of the bucket are hidden', () => {
    const pointer = '/properties/LifecycleConfiguration';
    const hidden = bucket(undefined, [{ pointer, kind: 'missing', reason: 'denied', detail: 'denied' }]);
    const digests = listed('CloudTrail-Digest', {
      present: ['2025-11-23/2026-11-02'],
      absent: ['2026-11-03/2026-11-23'],
    });
    expect(daysOf(told(trail(), hidden, hole, digests), 'cloudtrail_digest')?.nothing_found).toEqual([
      '2026-11-03/2026-11-21',
    ]);
  });

  it('has no day present that was not listed, and says why', () => {
    const cause = { reason: 'denied', detail: 's3:ListObjectsV2 was denied', action: 's3:ListBucket' } as const;
    const denied = listed('CloudTrail', {}, [{ pointer: '/runtime/Unlisted', kind: 'missing', ...cause }]);
    const retention = told(trail(), bucket(), denied, everyDigest);
    expect(daysOf(retention)).toEqual({ not_verified: [`${FROM}/${TO}`] });
    expect(presence(retention)).toMatchObject({ state: 'unknown', gaps: [cause] });
  });

  it('has a place that the inventory should have listed and did not, whatever else it listed', () => {
    const retention = told(trail(), bucket(), everyDay);
    expect(retention.calendars?.find(({ stream }) => stream === 'cloudtrail_digest')).toMatchObject({
      prefix: 'AWSLogs/123456789012/CloudTrail-Digest/ap-northeast-1/',
      days: { not_verified: [`${FROM}/${TO}`] },
      gaps: [{ reason: 'not_collected' }],
    });
    expect(presence(retention)?.state).toBe('unknown');
  });

  it('verifies no day that is required and was not asked for', () => {
    const short = listed('CloudTrail', { present: ['2026-11-01/2026-11-23'] });
    expect(daysOf(told(trail(), bucket(), short, everyDigest))).toEqual({
      not_verified: ['2025-11-23/2026-10-31'],
      present: ['2026-11-01/2026-11-23'],
    });
  });

  it('says nothing of a place in which describing failed as a whole', () => {
    const cause = { reason: 'unavailable', detail: 'token of the next page is absent' } as const;
    const failed = { ...everyDay, region: 'global', properties: {}, runtime: {} };
    const retention = told(
      trail(),
      bucket(),
      { ...failed, gaps: [{ pointer: '', kind: 'missing', ...cause }] },
      everyDigest,
    );
    expect(daysOf(retention)).toEqual({ not_verified: [`${FROM}/${TO}`] });
    expect(presence(retention)).toMatchObject({ state: 'unknown', gaps: [cause] });
  });

  it('calls a day of before the source not expired, and takes no rule for an excuse that reaches only some objects', () => {
    const begun = { StartLoggingTime: Date.UTC(2026, 10, 1, 9) };
    const late = listed('CloudTrail', { present: ['2026-11-01/2026-11-23'], absent: ['2025-11-23/2026-10-31'] });
    const rule = { Id: 'expire', ExpirationInDays: 30 };
    expect(daysOf(told(trail(begun), bucket(rule), late))?.before).toEqual(['2025-11-23/2026-10-31']);
    const some = bucket({ ...rule, TagFilters: [{ Key: 'class', Value: 'noise' }] });
    expect(daysOf(told(trail(), some, late))?.nothing_found).toEqual(['2025-11-23/2026-10-31']);
  });

  it('never says of a day what the list of its place does not show', () => {
    const days = daysBetween(FROM, TO);
    const said = fc.array(fc.constantFrom('present', 'absent', 'unlisted'), { minLength: 366, maxLength: 366 });
    const rules = fc.option(fc.record({ ExpirationInDays: fc.integer({ min: 1, max: 500 }) }), { nil: undefined });
    const begun = fc.record({ StartLoggingTime: fc.integer({ min: Date.UTC(2025, 0, 1), max: SCOPE.now }) });
    fc.assert(
      fc.property(said, said, rules, begun, (logs, digests, rule, runtime) => {
        const of = (states: readonly string[]) => (state: string) =>
          rangesOf(days.filter((_, index) => states[index] === state));
        const inventory = [
          listed('CloudTrail', { present: of(logs)('present'), absent: of(logs)('absent') }),
          listed('CloudTrail-Digest', { present: of(digests)('present'), absent: of(digests)('absent') }),
        ];
        const retention = told(trail(runtime), bucket(rule), ...inventory);
        for (const [stream, states] of [
          ['cloudtrail', logs],
          ['cloudtrail_digest', digests],
        ] as const) {
          const seen = new Map(
            Object.entries(daysOf(retention, stream) ?? {}).flatMap(([state, ranges]) =>
              daysIn(ranges).map((day) => [day, state] as const),
            ),
          );
          for (const [index, day] of days.entries()) {
            const state = seen.get(day) ?? 'none';
            if (states[index] === 'present') expect(state).toBe('present');
            if (states[index] === 'unlisted') expect(state).toBe('not_verified');
            if (states[index] === 'absent') expect(state).not.toBe('present');
          }
          if (states.slice(0, -2).includes('unlisted')) expect(presence(retention)?.state).not.toBe('met');
        }
      }),
      { numRuns: 40 },
    );
  });

  it('says of a log group that nobody looked into it', () => {
    const group = resource({
      type: 'AWS::Logs::LogGroup',
      id: 'group',
      names: ['/aws/sagemaker/TrainingJobs'],
      properties: { LogGroupName: '/aws/sagemaker/TrainingJobs' },
    });
    const calendar = told(group).calendars?.find(({ stream }) => stream === 'sagemaker_jobs');
    expect(calendar).toMatchObject({
      destination: { kind: 'log_group', name: '/aws/sagemaker/TrainingJobs' },
      days: { not_verified: [`${calendar?.from}/${calendar?.to}`] },
      gaps: [{ reason: 'not_collected' }],
    });
  });

  it('has every day of the period once', () => {
    for (const { days, from, to } of told(trail(), bucket(), hole).calendars ?? [])
      expect(Object.values(days).reduce((sum, ranges) => sum + countDays(ranges), 0)).toBe(
        countDays([`${from}/${to}`]),
      );
  });

  it('is not drawn where nobody asked', () => {
    const retention = retentionOf(memorySnapshot([trail(), bucket(), everyDay], []), [], PARAMS);
    expect([retention.calendars, presence(retention)]).toEqual([undefined, undefined]);
  });
});

describe('a calendar of a log group', () => {
  const GROUP = '/aws/sagemaker/TrainingJobs';
  const group = (properties: Resource['properties'] = {}) =>
    resource({
      type: 'AWS::Logs::LogGroup',
      id: `arn:aws:logs:ap-northeast-1:123456789012:log-group:${GROUP}`,
      names: [GROUP],
      properties: { LogGroupName: GROUP, ...properties },
      runtime: { CreationTime: Date.UTC(2026, 8, 1) },
    });
  const looked = (Present: string[], Absent: string[], gaps: Resource['gaps'] = []) =>
    resource({
      type: 'Kansa::LogGroupInventory',
      id: `sagemaker_jobs/ap-northeast-1/${GROUP}`,
      properties: { Stream: 'sagemaker_jobs', LogGroupName: GROUP, LogStreamNamePrefix: '', Sources: [group().id] },
      runtime: { From: FROM, To: TO, Present, Absent, Sampled: false },
      gaps,
    });
  const calendarOf = (...resources: readonly Resource[]) => {
    const retention = told(...resources);
    return retention.calendars?.find(({ stream }) => stream === 'sagemaker_jobs');
  };

  it('tells the days that have events, those that have none, and those of before it was made', () => {
    const found = looked(['2026-11-01/2026-11-20'], ['2025-11-23/2026-10-31', '2026-11-21/2026-11-23']);
    expect(calendarOf(group(), found)).toMatchObject({
      destination: { kind: 'log_group', name: GROUP },
      sources: [group().id],
      days: {
        before: [expect.stringMatching(/^20..-..-..\/2026-08-31$/)],
        nothing_found: ['2026-09-01/2026-10-31', '2026-11-21'],
        present: ['2026-11-01/2026-11-20'],
      },
      gaps: [],
    });
  });

  it('calls expired what its retention has deleted', () => {
    const found = looked(['2026-11-01/2026-11-23'], ['2025-11-23/2026-10-31']);
    expect(calendarOf(group({ RetentionInDays: 30 }), found)?.days.expired?.at(-1)).toMatch(/\/2026-10-23$/);
  });

  it('verifies nothing where it was not looked through, and says why', () => {
    expect(calendarOf(group())?.gaps).toEqual([
      { reason: 'not_collected', detail: 'Kansa::LogGroupInventory was not collected' },
    ]);
    const cause = { reason: 'denied', detail: 'refused', action: 'logs:FilterLogEvents' } as const;
    const refused = looked([], [], [{ pointer: '/runtime/Unlisted', kind: 'missing', ...cause }]);
    const { days, gaps } = calendarOf(group(), refused) ?? {};
    expect([Object.keys(days ?? {}), gaps]).toEqual([['not_verified'], [cause]]);
  });
});
