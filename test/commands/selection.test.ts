import { describe, expect, it } from 'vitest';
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
    expect(narrow.findings).toEqual(whole.findings.filter(({ control }) => control === id));
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

  it('is not called narrowed where it is whole', () => {
    expect(whole.scope.selection).toBeUndefined();
    expect(whole.coverage.controls).toEqual({ judged: controls.length, of: controls.length });
  });
});
