import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import { RENDERERS, renderSummary } from '../../src/reports/index.js';
import { readBundle } from '../../src/store/bundle-files.js';
import { replayDemo } from './demo.js';

describe('a cluster of the demo account that cannot be reached', async () => {
  const whole = await replayDemo();
  const evaluation = await replayDemo((key, recorded) =>
    key.service === 'kubernetes' && JSON.stringify(key.input).includes('"ray-sandbox"')
      ? { ...key, time: 0, attempts: 2, answer: { error: 'Unreachable', code: 'ETIMEDOUT', message: 'no answer' } }
      : recorded,
  );
  const inside = whole.findings.filter(({ resource: { type } }) => type.startsWith('Kubernetes::'));
  const controls = [...new Set(inside.map(({ control }) => control))].sort();

  it('is one unknown for each control about its inside, by its name', () => {
    const unlisted = evaluation.findings.filter(({ reason }) => reason === 'not_listed');
    expect(
      unlisted
        .filter(({ resource: { type } }) => type.startsWith('Kubernetes::'))
        .map(({ control, verdict, resource: { id } }) => [control, verdict, id]),
    ).toEqual(controls.map((control) => [control, 'unknown', 'ray-sandbox/*']));
  });

  it('hides nothing of the other cluster', () => {
    const ofOther = (findings: readonly Finding[]) =>
      findings
        .filter(({ resource: { id } }) => id.startsWith('ml-platform/'))
        .map(({ control, verdict, resource: { id } }) => [control, id, verdict]);
    expect(ofOther(evaluation.findings)).toEqual(ofOther(whole.findings));
  });

  it('is tried once, and named where people read', () => {
    const { catalogue } = readBundle();
    const calls = evaluation.coverage.calls.filter(
      ({ service, outcomes }) => service === 'kubernetes' && outcomes.failed !== undefined,
    );
    expect(calls.map(({ operation, outcomes }) => [operation, outcomes.failed])).toEqual([['get /apis', 1]]);
    expect(renderSummary(evaluation, catalogue, { language: 'en', colour: false, width: 200 })).toContain(
      'Every Kubernetes::RoleBinding in ray-sandbox · ap-northeast-1 that could not be listed',
    );
    expect(RENDERERS.html(evaluation, catalogue, 'ja')).toContain('ray-sandbox · ap-northeast-1');
  });
});

it('a report tells how the inside of a cluster is shown, and puts no verb of Kubernetes into an IAM policy', async () => {
  const evaluation = await replayDemo((key, recorded) =>
    key.operation === 'list pods'
      ? {
          ...key,
          time: 0,
          attempts: 1,
          answer: { status: 403, headers: {}, body: '{"kind":"Status","reason":"Forbidden","message":"no"}' },
        }
      : recorded,
  );
  const report = RENDERERS.html(evaluation, readBundle().catalogue, 'en');
  expect(report).toContain('k8s:list pods');
  expect(report).toContain('kansa permissions --format kubernetes');
  expect(report).not.toMatch(/&quot;Action&quot;[^<]*k8s:/);
});
