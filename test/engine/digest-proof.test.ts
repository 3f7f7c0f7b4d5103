import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestChainsOf } from '../../src/engine/log-series.js';
import { retentionOf } from '../../src/engine/retention.js';
import type { Finding } from '../../src/model/finding.js';
import { DEFAULT_PARAMS } from '../../src/model/params.js';
import type { Resource } from '../../src/model/resource.js';
import type { RetentionLink } from '../../src/model/retention.js';
import { isoSeconds } from '../../src/model/time.js';
import { memorySnapshot, resource, SCOPE } from './memory-snapshot.js';

const ARN = 'arn:aws:cloudtrail:ap-northeast-1:123456789012:trail/audit';
const DAY = 86_400_000;
const [FROM, TO] = [SCOPE.now - 7 * DAY, SCOPE.now - 3 * 3_600_000];
const PREFIX = 'AWSLogs/123456789012/CloudTrail-Digest/ap-northeast-1/';

const trail = (properties: Resource['properties'] = {}, runtime: Resource['runtime'] = {}) =>
  resource({
    type: 'AWS::CloudTrail::Trail',
    id: ARN,
    properties: {
      TrailName: 'audit',
      S3BucketName: 'example-logs',
      IsLogging: true,
      EnableLogFileValidation: true,
      ...properties,
    },
    runtime: { HomeRegion: 'ap-northeast-1', StartLoggingTime: Date.UTC(2020, 0, 1), ...runtime },
  });
const validation = (runtime: Resource['runtime'] = {}, gaps: Resource['gaps'] = [], region = 'ap-northeast-1') =>
  resource({
    type: 'Kansa::DigestValidation',
    id: `${ARN}/${region}`,
    region,
    properties: { Trail: ARN, Bucket: 'example-logs', Prefix: PREFIX },
    runtime: {
      From: isoSeconds(FROM),
      To: isoSeconds(TO),
      Digests: { Valid: 168, Unverified: 0 },
      LogFiles: { Valid: 12, Unverified: 0 },
      Problems: [],
      ProblemsLeftOut: 0,
      Uncovered: [],
      ...runtime,
    },
    gaps,
  });

const told = (resources: readonly Resource[], findings: readonly Finding[] = [], digestDays = 7) => {
  const snapshot = memorySnapshot(resources, []);
  const scope = { ...SCOPE, logs: { inventory: false, calls: 100, digestDays } };
  return retentionOf({ ...snapshot, scope }, findings, DEFAULT_PARAMS);
};
const integrity = (...args: Parameters<typeof told>): RetentionLink | undefined =>
  told(...args)
    .chains.find(({ stream }) => stream === 'cloudtrail')
    ?.links.find(({ step }) => step === 'integrity');

const finding = (verdict: Finding['verdict']): Finding => ({
  control: 'cloudtrail/log_file_validation',
  severity: 'high',
  theme: 'audit',
  verdict,
  resource: { type: 'AWS::CloudTrail::Trail', id: ARN, account: SCOPE.account, region: 'ap-northeast-1' },
  message: '',
  violations: [],
  unproven: [],
  gaps: [],
  evidence: [],
  fingerprint: '0'.repeat(64),
});
const GAP = {
  pointer: '/runtime/Unverified',
  kind: 'missing',
  reason: 'denied',
  detail: 's3:GetObject was denied',
  action: 's3:GetObject',
} as const;
const DAMAGE = { Kind: 'log_modified', Bucket: 'example-logs', Key: 'a' };
const SPAN = { From: '2026-11-18T00:00:00Z', To: '2026-11-18T01:00:00Z' };

describe('the integrity of a trail', () => {
  it('is met where every digest and log file of the whole time is proven', () => {
    expect(integrity([trail(), validation()])).toEqual({
      step: 'integrity',
      state: 'met',
      facts: [
        {
          code: 'integrity_proven',
          args: { regions: '1', from: '2026-11-16T00:00:00Z', to: '2026-11-22T21:00:00Z', digests: '168', files: '12' },
        },
      ],
      controls: [],
      gaps: [],
    });
  });

  it('is not met where a file is not as it was delivered, though a control passes', () => {
    const passes = finding('pass');
    expect(integrity([trail(), validation()], [passes])?.state).toBe('met');
    expect(integrity([trail(), validation({ Problems: [DAMAGE] })], [passes])).toMatchObject({
      state: 'not_met',
      controls: [{ control: 'cloudtrail/log_file_validation', verdict: 'pass' }],
    });
  });

  it('is not met where a control fails, whatever is proven', () => {
    expect(integrity([trail(), validation()], [finding('fail')])?.state).toBe('not_met');
  });

  it.each([
    ['a digest file that was not read', { Digests: { Valid: 167, Unverified: 1 } }, []],
    ['a log file that was not read', { LogFiles: { Valid: 11, Unverified: 1 } }, []],
    ['a time without a digest file', { Uncovered: [SPAN] }, []],
    ['a call that was denied', {}, [GAP]],
    ['no digest file at all', { Digests: { Valid: 0, Unverified: 0 } }, []],
    ['a validation of another time', { From: isoSeconds(FROM + DAY) }, []],
  ] as const)('is not known for %s', (_, runtime, gaps) => {
    expect(integrity([trail(), validation(runtime, gaps)])?.state).toBe('unknown');
  });

  it('is not known where the validation of a region is lacking', () => {
    const retention = told([trail({ IsMultiRegionTrail: true }), validation()]);
    expect(retention.digests?.map(({ region, state }) => [region, state])).toEqual([
      ['ap-northeast-1', 'valid'],
      ['ap-northeast-3', 'unverified'],
    ]);
    expect(retention.digests?.[1]).toMatchObject({
      uncovered: [{ from: '2026-11-16T00:00:00Z', to: '2026-11-22T21:00:00Z' }],
      gaps: [{ reason: 'not_collected' }],
    });
    expect(integrity([trail({ IsMultiRegionTrail: true }), validation()])?.state).toBe('unknown');
  });

  it('is not known where nobody can say where the digest files lie', () => {
    const { TrailName: _, ...nameless } = trail().properties;
    expect(integrity([{ ...trail(), properties: nameless }])).toMatchObject({
      state: 'unknown',
      facts: [{ code: 'integrity_unproven' }],
    });
  });

  it('is not known of a trail that began within the last hours', () => {
    const young = trail({}, { StartLoggingTime: SCOPE.now - 3_600_000 });
    const { digests } = told([young, validation({ From: isoSeconds(TO) })]);
    expect(digests).toMatchObject([{ state: 'unverified', from: '2026-11-22T21:00:00Z', to: '2026-11-22T21:00:00Z' }]);
    expect(digests?.[0]?.gaps).toEqual([
      { reason: 'not_collected', detail: 'the trail began too short a time ago to be proven' },
    ]);
  });

  it('is what it was where nobody asked', () => {
    const { digests, chains } = retentionOf(memorySnapshot([trail()], []), [], DEFAULT_PARAMS);
    const link = chains.find(({ stream }) => stream === 'cloudtrail')?.links.find(({ step }) => step === 'integrity');
    expect([digests, link?.facts]).toEqual([undefined, [{ code: 'integrity_on', args: {} }]]);
  });

  it('is never met by anything less than all', () => {
    const count = fc.record({ Valid: fc.nat(3), Unverified: fc.nat(1) });
    fc.assert(
      fc.property(
        fc.record({
          Digests: count,
          LogFiles: count,
          Problems: fc.subarray([DAMAGE]),
          ProblemsLeftOut: fc.nat(1),
          Uncovered: fc.subarray([SPAN]),
        }),
        fc.subarray([GAP]),
        (runtime, gaps) => {
          const { Digests, LogFiles, Problems, ProblemsLeftOut, Uncovered } = runtime;
          const isWhole =
            Digests.Valid > 0 &&
            Digests.Unverified + LogFiles.Unverified + ProblemsLeftOut === 0 &&
            Problems.length + Uncovered.length + gaps.length === 0;
          const state = integrity([trail(), validation(runtime, gaps)])?.state;
          expect(state === 'met').toBe(isWhole);
          expect(state === 'not_met').toBe(Problems.length + ProblemsLeftOut > 0);
        },
      ),
    );
  });
});

describe('the chains of a trail', () => {
  const chains = (one: Resource, days = 7) => {
    const snapshot = memorySnapshot([one], []);
    return digestChainsOf({ scope: SCOPE, resources: (type) => snapshot.resources(type) }, days);
  };

  it('stand in every region that it records', () => {
    expect(chains(trail({ IsMultiRegionTrail: true }))).toEqual(
      SCOPE.regions.map((region) => ({
        bucket: 'example-logs',
        prefix: `AWSLogs/123456789012/CloudTrail-Digest/${region}/`,
        trail: ARN,
        name: 'audit',
        homeRegion: 'ap-northeast-1',
        region,
        from: FROM,
        to: TO,
      })),
    );
  });

  it('stand below the id of an organisation, which only the bucket tells, and below a prefix', () => {
    const [chain] = chains(trail({ IsOrganizationTrail: true, S3KeyPrefix: 'logs' }));
    expect([chain?.below, chain?.prefix]).toEqual(['logs/AWSLogs/', '123456789012/CloudTrail-Digest/ap-northeast-1/']);
  });

  it('begin with the trail, unless it was stopped in between', () => {
    const begun = { StartLoggingTime: SCOPE.now - DAY };
    expect(chains(trail({}, begun))[0]?.from).toBe(SCOPE.now - DAY);
    expect(chains(trail({}, { ...begun, StopLoggingTime: SCOPE.now - 2 * DAY }))[0]?.from).toBe(FROM);
    expect(chains(trail(), 1_000_000)[0]?.from).toBe(Date.UTC(2020, 0, 1));
  });

  it('are none where the trail writes no digest files', () => {
    expect(chains(trail({ EnableLogFileValidation: false }))).toEqual([]);
  });
});
