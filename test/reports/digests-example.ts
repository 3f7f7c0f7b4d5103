import { DIGEST_PROBLEMS, type DigestProof } from '../../src/model/retention.js';

/** A region of each state by the end of the example's run: one with a file of each kind of damage. */
export const digestsExample = (named: (name: string) => string): readonly DigestProof[] => {
  const bucket = named('audit-logs');
  const trail = named('arn:aws:cloudtrail:ap-northeast-1:123456789012:trail/audit');
  const span = { from: '2026-01-08T09:00:00Z', to: '2026-01-15T06:00:00Z' } as const;
  const placeOf = (region: string, folder = 'CloudTrail-Digest') => `AWSLogs/123456789012/${folder}/${region}/`;
  return [
    {
      trail,
      region: 'ap-northeast-1',
      bucket,
      prefix: named(placeOf('ap-northeast-1')),
      ...span,
      state: 'damaged',
      digests: { valid: 161, unverified: 0 },
      logFiles: { valid: 2_014, unverified: 0 },
      problems: DIGEST_PROBLEMS.map((kind, index) => ({
        kind,
        bucket,
        key: named(
          `${placeOf('ap-northeast-1', kind.startsWith('log') ? 'CloudTrail' : undefined)}2026/01/1${index % 5}/${index}.json.gz`,
        ),
      })),
      problemsLeftOut: 3,
      uncovered: [
        { from: '2026-01-10T01:30:00Z', to: '2026-01-10T02:30:00Z' },
        { from: '2026-01-12T11:30:00Z', to: '2026-01-12T15:30:00Z' },
      ],
      gaps: [],
    },
    {
      trail,
      region: 'us-east-1',
      bucket,
      prefix: named(placeOf('us-east-1')),
      ...span,
      state: 'unverified',
      digests: { valid: 40, unverified: 128 },
      logFiles: { valid: 0, unverified: 12 },
      problems: [],
      problemsLeftOut: 0,
      uncovered: [{ from: span.from, to: '2026-01-13T14:30:00Z' }],
      gaps: [
        { reason: 'denied', detail: named('AccessDenied'), action: 's3:GetObject' },
        { reason: 'budget', detail: '12 of 12 log files were not read, for no calls were left' },
      ],
    },
    {
      trail,
      region: 'us-west-2',
      bucket,
      prefix: named(placeOf('us-west-2')),
      ...span,
      state: 'valid',
      digests: { valid: 168, unverified: 0 },
      logFiles: { valid: 1, unverified: 0 },
      problems: [],
      problemsLeftOut: 0,
      uncovered: [],
      gaps: [],
    },
  ];
};
