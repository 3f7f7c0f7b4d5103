import type { BySeverity, Episode, History, HistoryRun } from '../../src/model/history.js';
import { benign } from './example.js';

const DAY = 86_400_000;
const { account, now, regions } = benign.scope;

const by = (critical: number, high: number, medium: number, low: number): BySeverity => ({
  critical,
  high,
  medium,
  low,
});

const run = (day: number, more: Partial<HistoryRun> & Pick<HistoryRun, 'run'>): HistoryRun => ({
  sha256: String(day).padStart(64, '0'),
  sealed: true,
  kansa: '0.1.0',
  bundle: 'b'.repeat(64),
  params: 'c'.repeat(64),
  account,
  regions,
  now: now + day * DAY,
  complete: false,
  findings: 40,
  verdicts: { fail: 5, unknown: 2, manual: 0, waived: 1, not_applicable: 2, pass: 30 },
  failing: by(1, 2, 2, 0),
  unknown: by(1, 0, 1, 0),
  ...more,
});

/** A history of some weeks with everything in it. Every text that an account or a folder could have chosen goes through `named`. */
export const historyOf = (named: (benign: string) => string): History => {
  const [first, second, third, fourth] = ['2026-01-15', '2026-01-16', '2026-01-19', '2026-02-02'].map((day) =>
    named(`runs/${day}`),
  ) as [string, string, string, string];
  const episode = (name: string, more: Partial<Episode>): Episode => ({
    control: 'sagemaker/notebook_direct_internet',
    severity: 'high',
    resource: {
      type: 'AWS::SageMaker::NotebookInstance',
      id: `arn:aws:sagemaker:ap-northeast-1:${account}:notebook-instance/${named(name)}`,
      account,
      region: 'ap-northeast-1',
    },
    code: 'enabled',
    args: {},
    message: 'direct internet access is enabled',
    fingerprint: Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64),
    state: 'failing',
    since: now,
    sinceRun: first,
    lastSeen: now + 18 * DAY,
    ...more,
  });
  return {
    schemaVersion: 1,
    kansa: '0.1.0',
    exitCode: 3,
    accounts: [
      {
        account,
        beginsAfter: named('runs/2026-01-14'),
        runs: [
          run(0, { run: first }),
          run(1, {
            run: second,
            complete: true,
            verdicts: { fail: 4, unknown: 0, manual: 0, waived: 1, not_applicable: 2, pass: 33 },
            failing: by(0, 2, 2, 0),
            unknown: by(0, 0, 0, 0),
            change: {
              before: first,
              new: by(0, 0, 0, 0),
              fixed: by(1, 0, 0, 0),
              still: by(0, 2, 3, 0),
              becameUnknown: by(0, 0, 0, 0),
            },
          }),
          run(4, {
            run: third,
            sealed: false,
            selection: {
              controls: ['sagemaker/*'],
              services: [],
              themes: [],
              severity: 'high',
              resourceTags: [{ key: 'team', value: named('ml') }],
            },
          }),
          run(18, {
            run: fourth,
            bundle: 'd'.repeat(64),
            change: {
              before: second,
              new: by(0, 1, 0, 0),
              fixed: by(0, 0, 1, 0),
              still: by(0, 2, 2, 0),
              becameUnknown: by(2, 0, 3, 0),
            },
          }),
        ],
        timeToFix: [
          { severity: 'critical', fixed: 1, mean: DAY, median: DAY, longest: DAY, open: 1 },
          { severity: 'high', fixed: 0, open: 3 },
          { severity: 'medium', fixed: 3, mean: 9.26 * DAY, median: 7 * DAY, longest: 18 * DAY, open: 1 },
          { severity: 'low', fixed: 0, open: 0 },
        ],
        open: [
          episode('customer-guardrail', {
            control: 'bedrock/guardrail_pii',
            severity: 'critical',
            resource: {
              type: 'AWS::Bedrock::Guardrail',
              id: named('customer-guardrail'),
              account,
              region: 'us-east-1',
            },
            code: 'missing',
            args: { name: named('customer-guardrail'), entities: 'EMAIL, PHONE' },
            message: `guardrail ${named('customer-guardrail')} does not handle EMAIL, PHONE`,
            state: 'unseen',
            lastSeen: now,
          }),
          episode('analysis-notebook', {}),
          episode('research-notebook', { state: 'waived', since: now + DAY, sinceRun: second }),
          // Of a control that this kansa does not have any more.
          episode('batch-notebook', {
            control: 'sagemaker/retired',
            code: 'gone',
            message: named('it was so'),
            severity: 'medium',
          }),
        ],
        controls: [
          {
            control: 'bedrock/guardrail_pii',
            severity: 'critical',
            first: { now, failing: 1, unknown: 0 },
            last: { now: now + 18 * DAY, failing: 0, unknown: 2 },
            most: 1,
          },
          {
            control: 'sagemaker/notebook_direct_internet',
            severity: 'high',
            first: { now, failing: 2, unknown: 1 },
            last: { now: now + 18 * DAY, failing: 3, unknown: 0 },
            most: 4,
          },
          {
            control: 'eks/endpoint_public_access',
            severity: 'medium',
            first: { now, failing: 0, unknown: 0 },
            last: { now: now + 18 * DAY, failing: 0, unknown: 0 },
            most: 0,
          },
        ],
      },
      {
        account: '999999999999',
        runs: [],
        timeToFix: (['critical', 'high', 'medium', 'low'] as const).map((severity) => ({
          severity,
          fixed: 0,
          open: 0,
        })),
        open: [],
        controls: [],
      },
    ],
    troubles: [
      { run: named('runs/2026-01-17'), kind: 'missing', detail: `${third} names it as the run before` },
      { run: named('runs/2026-01-20'), kind: 'damaged', detail: 'evaluation.json is not what was sealed' },
      { run: named('runs/2026-02-03'), kind: 'unfinished', detail: 'it has no evaluation.json: the scan was cut off' },
    ],
  };
};

export const toldHistory = historyOf((text) => text);
