import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Evaluation } from '../../src/model/finding.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { renderOpenMetrics } from '../../src/reports/run/openmetrics.js';
import { answered } from './answered.js';
import { catalogue, clean, evaluationOf, hostile } from './example.js';
import { expectGolden } from './golden.js';
import { hostileText } from './hostile.js';

const sampleOf = (evaluation: Evaluation, sample: string): number | undefined => {
  const line = renderOpenMetrics(evaluation, catalogue, 'en')
    .split('\n')
    .find((one) => one.startsWith(`${sample}{`));
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ')));
};

it('is the one that somebody looked at', () => {
  expectGolden('run.prom', renderOpenMetrics(hostile, catalogue, 'en'));
});

it('says that a run is complete only where all was seen, and something was judged', () => {
  const { coverage, findings } = clean;
  const call = { service: 's3', operation: 'ListBuckets', region: 'us-east-1', outcomes: { denied: 1 } };
  const gap = { reason: 'denied', action: 's3:ListAllMyBuckets', count: 1 };
  const runs: [string, Evaluation][] = [
    ['all was seen', clean],
    ['nothing was judged', { ...clean, findings: [] }],
    ['a call was refused', { ...clean, coverage: { ...coverage, calls: [...coverage.calls, call] } }],
    ['a place was hidden', { ...clean, coverage: { ...coverage, gaps: [gap] } }],
    [
      'a list was not whole',
      {
        ...clean,
        coverage: {
          ...coverage,
          listings: [{ type: 'AWS::S3::Bucket', account: '1', region: 'us-east-1', state: 'partial' }],
        },
      },
    ],
    ['a control was not judged', { ...clean, coverage: { ...coverage, controls: { judged: 6, of: 7 } } }],
    ['it was narrowed', { ...clean, scope: { ...clean.scope, selection: { ...EVERYTHING, services: ['kms'] } } }],
    ['a verdict is unknown', { ...clean, findings: findings.map((one) => ({ ...one, verdict: 'unknown' as const })) }],
    [
      'a file was not read',
      {
        ...clean,
        coverage: { ...coverage, files: [{ file: 'a', kind: 'ignored', resources: 0, problems: [{ message: 'no' }] }] },
      },
    ],
  ];
  expect(runs.map(([name, run]) => [name, sampleOf(run, 'kansa_run_complete')])).toEqual([
    ['all was seen', 1],
    ...runs.slice(1).map(([name]) => [name, 0]),
  ]);
});

it('counts the requirements of a framework by state, those that none has among them', () => {
  const { evaluation, assessed } = answered(hostile);
  const told = renderOpenMetrics(evaluation, catalogue, 'en', assessed)
    .split('\n')
    .filter((line) => line.startsWith('kansa_requirements'));
  const labels = `account="${hostile.scope.account}",framework="example",version="2026"`;
  expect(told).toEqual([
    `kansa_requirements{${labels},state="not_satisfied"} 2`,
    `kansa_requirements{${labels},state="unknown"} 2`,
    `kansa_requirements{${labels},state="unattested"} 1`,
    `kansa_requirements{${labels},state="accepted"} 0`,
    `kansa_requirements{${labels},state="satisfied"} 1`,
    `kansa_requirements{${labels},state="not_applicable"} 1`,
    `kansa_requirements{${labels},state="undecidable"} 1`,
  ]);
});

it('is made of samples, whatever the names are, and ends where it says', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const lines = renderOpenMetrics(
        evaluationOf((name) => `${name}${text}`),
        catalogue,
        'en',
      ).split('\n');
      expect(lines.slice(-2)).toEqual(['# EOF', '']);
      for (const line of lines.slice(0, -2))
        expect(line).toMatch(/^(# (TYPE|UNIT|HELP) kansa_.+|kansa_[a-z_]+\{([a-z]+="([^"\\\n]|\\.)*",?)+\} [0-9.]+)$/u);
    }),
    { numRuns: 60 },
  );
});
