import { shifted } from '../../src/model/days.js';
import type { LogCalendar } from '../../src/model/retention.js';

const [FROM, TO] = ['2019-01-17', '2026-01-15'] as const;

/** Seven years by the end of the example's run: a place of each kind, and days of each state. */
export const calendarsExample = (named: (name: string) => string): readonly LogCalendar[] => {
  const bucket = { kind: 'bucket', name: named('audit-logs') } as const;
  const trail = named('arn:aws:cloudtrail:ap-northeast-1:123456789012:trail/audit');
  return [
    {
      stream: 'bedrock_invocations',
      region: 'ap-northeast-1',
      destination: { kind: 'bucket', name: named('prompt-logs') },
      prefix: named('AWSLogs/123456789012/BedrockModelInvocationLogs/ap-northeast-1/'),
      sources: ['123456789012/ap-northeast-1'],
      from: FROM,
      to: TO,
      days: {
        nothing_found: ['2025-12-30/2026-01-03', '2026-01-10'],
        not_verified: ['2026-01-14/2026-01-15'],
        expired: ['2025-03-01/2025-10-17'],
        before: ['2019-01-17/2025-02-28'],
        present: ['2025-10-18/2025-12-29', '2026-01-04/2026-01-09', '2026-01-11/2026-01-13'],
      },
      sampled: false,
      gaps: [{ reason: 'not_collected', detail: named('too young to be expected') }],
    },
    {
      stream: 'cloudtrail',
      region: 'ap-northeast-1',
      destination: bucket,
      prefix: 'AWSLogs/123456789012/CloudTrail/ap-northeast-1/',
      sources: [trail],
      from: FROM,
      to: TO,
      days: {
        missing: ['2024-05-17', '2025-02-03/2025-02-14'],
        not_verified: ['2023-01-01/2023-12-31', '2026-01-14/2026-01-15'],
        before: ['2019-01-17/2020-07-31'],
        present: ['2020-08-01/2022-12-31', '2024-01-01/2024-05-16', '2024-05-18/2025-02-02', '2025-02-15/2026-01-13'],
      },
      sampled: true,
      gaps: [
        { reason: 'denied', detail: named('AccessDenied'), action: 's3:ListBucket' },
        { reason: 'not_collected', detail: '2023 was not listed' },
      ],
    },
    {
      stream: 'cloudtrail_digest',
      region: 'ap-northeast-1',
      destination: bucket,
      prefix: 'AWSLogs/123456789012/CloudTrail-Digest/ap-northeast-1/',
      sources: [trail],
      from: '2025-12-01',
      to: TO,
      days: { present: [`2025-12-01/${TO}`] },
      sampled: false,
      gaps: [],
    },
    {
      stream: 'vpc_flow',
      region: 'us-east-1',
      destination: { kind: 'log_group', name: named('/vpc/flow') },
      prefix: '',
      sources: [named('fl-0123456789abcdef0')],
      from: FROM,
      to: TO,
      days: { not_verified: [`${FROM}/${TO}`] },
      sampled: false,
      gaps: [{ reason: 'not_collected', detail: 'logs of a log group are not listed' }],
    },
  ];
};

/** As many places of a busy account, every other day of whose years is lost. */
export const manyCalendars = (count: number, years: number): readonly LogCalendar[] =>
  Array.from({ length: count }, (_, index) => {
    const from = `${2026 - years}-01-16`;
    const every = (first: number) =>
      Array.from({ length: Math.ceil((years * 365) / 2) }, (_unused, day) => shifted(from, first + 2 * day));
    return {
      stream: 'cloudtrail',
      region: 'us-east-1',
      destination: { kind: 'bucket', name: `logs-${index}` },
      prefix: '',
      sources: [`trail-${index}`],
      from,
      to: every(1).at(-1) ?? from,
      days: { missing: every(0), present: every(1) },
      sampled: false,
      gaps: [],
    };
  });
