import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/engine/evaluate.js';
import type { Evaluation } from '../../src/model/finding.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { readBundle } from '../../src/store/bundle-files.js';
import { replayDemo } from './demo.js';

const { controls } = readBundle().catalogue;

const calls = ({ coverage }: Evaluation): number =>
  coverage.calls.flatMap(({ outcomes }) => Object.values(outcomes)).reduce((sum, count) => sum + count, 0);

describe('a narrowed scan of the demo account', async () => {
  const whole = await replayDemo();

  it.each(controls.map(({ id }) => id))('judges %s alone as the whole scan does, with fewer calls', async (id) => {
    const narrow = await replayDemo(undefined, { selection: { ...EVERYTHING, controls: [id] } });
    // By the digest: where two collectors ask the same, either may have got either answer.
    expect(digestOf(narrow.findings)).toBe(digestOf(whole.findings.filter(({ control }) => control === id)));
    expect(calls(narrow)).toBeLessThan(calls(whole));
  });

  it('makes only the calls that the selected controls need, and says that it is narrowed', async () => {
    const selection = { ...EVERYTHING, services: ['eks'], severity: 'high' as const };
    const { scope, coverage } = await replayDemo(undefined, { selection });
    expect(scope.selection).toEqual(selection);
    expect(coverage.controls).toEqual({
      judged: controls.filter(
        ({ id, severity }) => id.startsWith('eks/') && severity !== 'medium' && severity !== 'low',
      ).length,
      of: controls.length,
    });
    expect([...new Set(coverage.calls.map(({ service }) => service))]).toEqual([
      'cloudwatch-logs',
      'ec2',
      'eks',
      'iam',
      'kubernetes',
    ]);
    expect(coverage.controlsWithoutSubject).toEqual([]);
  });

  it('by tags leaves out only what is seen to lack them, and calls unknown what nobody saw', async () => {
    const selection = { ...EVERYTHING, resourceTags: [{ key: 'no-such-key', value: 'x' }] };
    const { findings, coverage } = await replayDemo(undefined, { selection });
    expect(coverage.controls.judged).toBe(controls.length);
    // Of some types nobody collects tags, and of buckets elsewhere nobody asked for them.
    expect(new Set(findings.map(({ verdict }) => verdict))).toEqual(new Set(['unknown']));
    const asked = findings.filter(({ reason }) => reason === 'gap');
    expect(new Set(asked.flatMap(({ gaps }) => gaps.map(({ pointer }) => pointer)))).toEqual(
      new Set(['/resource/tags']),
    );
    expect(asked.some(({ resource }) => resource.type === 'AWS::SageMaker::Domain')).toBe(true);
    // Collectors show the tags of roles and clusters, and a list those of notebooks: none of them bears this one.
    const seen = ['AWS::IAM::Role', 'AWS::EKS::Cluster', 'AWS::SageMaker::NotebookInstance', 'Kansa::Region'];
    expect(asked.filter(({ resource }) => seen.includes(resource.type))).toEqual([]);
  });

  it('is not called narrowed where it is whole', () => {
    expect(whole.scope.selection).toBeUndefined();
    expect(whole.coverage.controls).toEqual({ judged: controls.length, of: controls.length });
  });
});
