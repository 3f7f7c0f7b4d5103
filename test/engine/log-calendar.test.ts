import { describe, expect, it } from 'vitest';
import { retentionOf } from '../../src/engine/retention.js';
import { countDays } from '../../src/model/days.js';
import { DEFAULT_PARAMS } from '../../src/model/params.js';
import type { Resource } from '../../src/model/resource.js';
import type { LogCalendar, Retention } from '../../src/model/retention.js';
import { memorySnapshot, resource, SCOPE } from './memory-snapshot.js';

const ARN = 'arn:aws:cloudtrail:ap-northeast-1:123456789012:trail/audit';
const [FROM, TO] = ['2026-10-01', '2026-11-23'];

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
const listed = (
  folder: 'CloudTrail' | 'CloudTrail-Digest',
  { present = [], absent = [] }: { present?: string[]; absent?: string[] },
  gaps: Resource['gaps'] = [],
) =>
  resource({
    type: 'Kansa::LogInventory',
    id: folder,
    properties: {
      Stream: folder === 'CloudTrail' ? 'cloudtrail' : 'cloudtrail_digest',
      Bucket: 'example-logs',
      Prefix: `AWSLogs/123456789012/${folder}/ap-northeast-1/`,
      Sources: [ARN],
    },
    runtime: { From: FROM, To: TO, Present: present, Absent: absent, Sampled: false },
    gaps,
  });

const told = (...resources: readonly Resource[]): Retention => {
  const snapshot = memorySnapshot(resources, []);
  const scope = { ...SCOPE, logs: { inventory: true, calls: 100 } };
  return retentionOf({ ...snapshot, scope }, [], DEFAULT_PARAMS);
};
const daysOf = (retention: Retention, stream: LogCalendar['stream'] = 'cloudtrail') =>
  retention.calendars?.find((one) => one.stream === stream)?.days;
const presence = (retention: Retention) => {
  const chain = retention.chains.find(({ stream }) => stream === 'cloudtrail');
  return chain?.links.find(({ step }) => step === 'presence');
};

const everyDay = listed('CloudTrail', { present: [`${FROM}/${TO}`] });
const hole = listed('CloudTrail', {
  present: ['2026-10-01/2026-11-01', '2026-11-05/2026-11-23'],
  absent: ['2026-11-02/2026-11-04'],
});

describe('a calendar', () => {
  it('has every day present where every day was found', () => {
    const retention = told(trail(), bucket(), everyDay);
    expect(daysOf(retention)).toEqual({ present: [`${FROM}/${TO}`] });
    expect(presence(retention)).toEqual({
      step: 'presence',
      state: 'met',
      facts: [{ code: 'presence_present', args: { days: '54' } }],
      controls: [],
      gaps: [],
    });
  });

  it('calls a day missing where CloudTrail’s digest files of it are missing, too', () => {
    const digests = listed('CloudTrail-Digest', {
      present: ['2026-10-01/2026-11-02', '2026-11-04/2026-11-23'],
      absent: ['2026-11-03'],
    });
    const retention = told(trail(), bucket(), hole, digests);
    expect(daysOf(retention, 'cloudtrail_digest')?.missing).toEqual(['2026-11-03']);
    expect(daysOf(retention)).toEqual({
      present: ['2026-10-01/2026-11-01', '2026-11-05/2026-11-23'],
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
      absent: ['2026-10-01/2026-10-31'],
    });
    expect(daysOf(told(trail(), bucket(), everyDay, digests), 'cloudtrail_digest')).toEqual({
      present: ['2026-11-01/2026-11-23'],
      nothing_found: ['2026-10-01/2026-10-31'],
    });
  });

  it('gives today and yesterday time to be delivered', () => {
    const retention = told(
      trail(),
      bucket(),
      listed('CloudTrail', { present: ['2026-10-01/2026-11-21'], absent: ['2026-11-22/2026-11-23'] }),
    );
    expect(daysOf(retention)).toEqual({
      present: ['2026-10-01/2026-11-21'],
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
      listed('CloudTrail', { present: [`${from}/${to}`], absent: ['2026-10-01/2026-10-23'] }),
    );
    expect(daysOf(retention)).toEqual({ present: [`${from}/${to}`], expired: ['2026-10-01/2026-10-23'] });
    expect(presence(retention)?.state).toBe('not_met');
  });

  it('blames no rule for a day that is too young for it', () => {
    const retention = told(trail(), bucket({ Id: 'expire', ExpirationInDays: 30 }), hole);
    expect(daysOf(retention)?.nothing_found).toEqual(['2026-11-02/2026-11-04']);
  });

  it('knows the days before the trail began, but not of a trail that had been stopped, nor where something older lies', () => {
    const begun = { StartLoggingTime: Date.UTC(2026, 10, 5, 9) };
    const late = listed('CloudTrail', { present: ['2026-11-05/2026-11-23'], absent: ['2026-10-01/2026-11-04'] });
    const of = (runtime: Resource['runtime'], inventory: Resource) => daysOf(told(trail(runtime), bucket(), inventory));
    expect(of(begun, late)).toEqual({ present: ['2026-11-05/2026-11-23'], before: ['2026-10-01/2026-11-04'] });
    expect(of({ ...begun, StopLoggingTime: Date.UTC(2026, 10, 5) }, late)?.nothing_found).toEqual([
      '2026-10-01/2026-11-04',
    ]);
    expect(of(begun, hole)?.nothing_found).toEqual(['2026-11-02/2026-11-04']);
  });

  it('calls nothing missing or expired where the rules of the bucket are hidden', () => {
    const pointer = '/properties/LifecycleConfiguration';
    const hidden = bucket(undefined, [{ pointer, kind: 'missing', reason: 'denied', detail: 'denied' }]);
    const digests = listed('CloudTrail-Digest', {
      present: ['2026-10-01/2026-11-02'],
      absent: ['2026-11-03/2026-11-23'],
    });
    expect(daysOf(told(trail(), hidden, hole, digests), 'cloudtrail_digest')?.nothing_found).toEqual([
      '2026-11-03/2026-11-21',
    ]);
  });

  it('has no day present that was not listed, and says why', () => {
    const cause = { reason: 'denied', detail: 's3:ListObjectsV2 was denied', action: 's3:ListBucket' } as const;
    const denied = listed('CloudTrail', {}, [{ pointer: '/runtime/Unlisted', kind: 'missing', ...cause }]);
    const retention = told(trail(), bucket(), denied);
    expect(daysOf(retention)).toEqual({ not_verified: [`${FROM}/${TO}`] });
    expect(presence(retention)).toMatchObject({ state: 'unknown', gaps: [cause] });
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
    const retention = retentionOf(memorySnapshot([trail(), bucket(), everyDay], []), [], DEFAULT_PARAMS);
    expect([retention.calendars, presence(retention)]).toEqual([undefined, undefined]);
  });
});
