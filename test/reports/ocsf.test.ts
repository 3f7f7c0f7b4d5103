import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Evaluation } from '../../src/model/finding.js';
import { VERDICTS } from '../../src/model/verdict.js';
import { renderOcsf } from '../../src/reports/run/ocsf.js';
import { answered } from './answered.js';
import { catalogue, clean, evaluationOf, hostile } from './example.js';
import { expectGolden } from './golden.js';
import { hostileText } from './hostile.js';

const eventsOf = (evaluation: Evaluation) =>
  renderOcsf(evaluation, catalogue, 'en')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

it('is the one that somebody looked at', () => {
  expectGolden('run.ocsf.ndjson', renderOcsf(hostile, catalogue, 'en'));
});

it('calls nothing a pass but a pass', () => {
  const [finding] = clean.findings;
  if (finding === undefined) throw new Error('the example has no finding');
  const statusOf = (verdict: (typeof VERDICTS)[number]) =>
    eventsOf({ ...clean, findings: [{ ...finding, verdict }] })[1].compliance.status;
  expect(Object.fromEntries(VERDICTS.map((verdict) => [verdict, statusOf(verdict)]))).toEqual({
    fail: 'Fail',
    unknown: 'Warning',
    manual: 'Warning',
    waived: 'Fail',
    not_applicable: 'Not applicable',
    pass: 'Pass',
  });
});

it('says first how much of the account was seen, under a name that stays', () => {
  const call = { service: 's3', operation: 'ListBuckets', region: 'us-east-1', outcomes: { denied: 1 } };
  const refused = { ...clean, coverage: { ...clean.coverage, calls: [call] } };
  const told = [clean, refused, { ...clean, findings: [] }].map((run) => {
    const { finding_info, compliance, message } = eventsOf(run)[0];
    return [finding_info.uid, compliance.status, message];
  });
  const uid = `kansa/coverage/aws/${clean.scope.account}`;
  expect(told).toEqual([
    [uid, 'Pass', expect.stringMatching(/^0 verdicts unknown, 0 lists incomplete/)],
    [uid, 'Warning', expect.stringContaining('1 calls in trouble')],
    [uid, 'Warning', 'nothing was judged'],
  ]);
});

it('names the requirements of a framework that a finding answers, and none where it answers none', () => {
  const { evaluation, assessed } = answered(hostile);
  const events = renderOcsf(evaluation, catalogue, 'ja', assessed)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).compliance);
  const told = new Map(events.map(({ control, standards, requirements }) => [control, [standards, requirements]]));
  const of = (...requirements: string[]) => [['例のフレームワーク 2026'], requirements];
  expect(Object.fromEntries(told)).toEqual({
    'kansa/coverage': [undefined, undefined],
    'audit/trail_retention': [undefined, undefined],
    'bedrock/guardrail_pii': [undefined, undefined],
    'eks/endpoint_public_access': of('net.2'),
    'sagemaker/model_approval': of('Art. 9(2)'),
    'sagemaker/notebook_direct_internet': of('net.1'),
    'sagemaker/notebook_kms_key': of('net.1', 'net.3'),
  });
});

it('is a line for the run and one for each finding, whatever the names are', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const attacked = evaluationOf((name) => `${name}${text}`);
      const events = eventsOf(attacked);
      expect(
        events
          .slice(1)
          .map((event) => event.finding_info.uid)
          .sort(),
      ).toEqual(attacked.findings.map(({ fingerprint }) => fingerprint).sort());
    }),
    { numRuns: 60 },
  );
});
