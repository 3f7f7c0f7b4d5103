import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEVERITIES } from '../../src/model/control.js';
import { changesOf, diffOf } from '../../src/model/diff.js';
import type { Evaluation } from '../../src/model/finding.js';
import {
  advance,
  bySeverity,
  changeOf,
  controlCounts,
  type Episode,
  scopeKeyOf,
  totalOf,
} from '../../src/model/history.js';
import { VERDICTS } from '../../src/model/verdict.js';
import { CONTROL, finding, notebook, run, violation } from './notebooks.js';

const NOBODY: ReadonlyMap<string, Episode> = new Map();

const at = (now: number, evaluation: Evaluation): Evaluation => ({
  ...evaluation,
  scope: { ...evaluation.scope, now },
});

/** Runs at 1, 2, 3 …, one after the other: what is open in the end, and what was fixed on the way. */
const told = (...evaluations: readonly Evaluation[]) => {
  let open = NOBODY;
  const fixed: Episode[] = [];
  evaluations.forEach((evaluation, index) => {
    const step = advance(open, `run ${index + 1}`, at(index + 1, evaluation));
    open = step.open;
    fixed.push(...step.fixed);
  });
  return { open: [...open.values()], fixed };
};

const episode = (name: string, more: Partial<Episode>): Episode => ({
  control: CONTROL,
  severity: 'high',
  resource: notebook(name),
  code: 'enabled',
  args: { name },
  message: `${name} is open`,
  fingerprint: `violation of ${name}`,
  state: 'failing',
  since: 1,
  sinceRun: 'run 1',
  lastSeen: 1,
  ...more,
});

describe('a violation', () => {
  it('lasts from the run that first saw it to the one that saw it gone', () => {
    expect(told(run(finding('a', 'fail')), run(finding('a', 'fail')), run(finding('a', 'pass')))).toEqual({
      open: [],
      fixed: [episode('a', { state: 'fixed', lastSeen: 2, fixed: 3, fixedRun: 'run 3' })],
    });
  });

  it('that comes back is another one', () => {
    expect(told(run(finding('a', 'fail')), run(finding('a', 'pass')), run(finding('a', 'fail')))).toEqual({
      open: [episode('a', { since: 3, sinceRun: 'run 3', lastSeen: 3 })],
      fixed: [episode('a', { state: 'fixed', fixed: 2, fixedRun: 'run 2' })],
    });
  });

  it('stays open while nobody can see it, and is fixed only by who looked', () => {
    const hidden = run(finding('*', 'unknown', { reason: 'not_listed' }));
    const suspected = run(finding('a', 'unknown', { unproven: [violation('a')], reason: 'unproven_violation' }));
    const elsewhere = run();
    expect(told(run(finding('a', 'fail')), hidden, suspected, elsewhere)).toEqual({
      open: [episode('a', { state: 'unseen' })],
      fixed: [],
    });
    expect(told(run(finding('a', 'fail')), hidden, run(finding('a', 'pass'))).fixed).toEqual([
      episode('a', { state: 'fixed', fixed: 3, fixedRun: 'run 3' }),
    ]);
  });

  it('that is waived is still there, and was seen', () => {
    expect(told(run(finding('a', 'fail')), run(finding('a', 'waived')))).toEqual({
      open: [episode('a', { state: 'waived', lastSeen: 2 })],
      fixed: [],
    });
  });
});

const anyRun: fc.Arbitrary<Evaluation> = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...VERDICTS), fc.constantFrom(...SEVERITIES), fc.boolean()), { maxLength: 8 }),
    fc.boolean(),
  )
  .map(([states, isListed]) =>
    run(
      ...states.flatMap(([verdict, severity, isThere], index) =>
        isThere
          ? [
              finding(`n${index}`, verdict, {
                severity,
                ...(verdict === 'unknown' && { reason: 'unproven_violation', unproven: [violation(`n${index}`)] }),
              }),
            ]
          : [],
      ),
      ...(isListed ? [finding('witness', 'pass')] : [finding('*', 'unknown', { reason: 'not_listed' })]),
    ),
  );

const fingerprints = (list: Iterable<{ readonly fingerprint: string }>): string[] =>
  [...list].map(({ fingerprint }) => fingerprint).sort();

describe('over two runs', () => {
  it('the history counts what the comparison of the two lists', () => {
    fc.assert(
      fc.property(anyRun, anyRun, (before, after) => {
        const diff = diffOf(before, after);
        expect(changeOf('before', before, after)).toEqual({
          before: 'before',
          new: bySeverity(diff.new),
          fixed: bySeverity(diff.fixed),
          still: bySeverity(diff.still),
          becameUnknown: bySeverity(diff.becameUnknown),
        });
      }),
    );
  });

  it('the same violations are new, fixed and still open; the rest of the first is out of sight or waived', () => {
    fc.assert(
      fc.property(anyRun, anyRun, (before, after) => {
        const diff = diffOf(before, after);
        const { open, fixed } = told(before, after);
        const failing = open.filter(({ state }) => state === 'failing');
        expect(fingerprints(fixed)).toEqual(fingerprints(diff.fixed));
        expect(fingerprints(failing.filter(({ since }) => since === 2))).toEqual(fingerprints(diff.new));
        expect(fingerprints(failing.filter(({ since }) => since === 1))).toEqual(fingerprints(diff.still));
        expect(fingerprints([...open.filter(({ since }) => since === 1), ...fixed])).toEqual(
          fingerprints(changesOf(before).values()),
        );
      }),
    );
  });
});

it('over any runs, every violation that a run found is open or was fixed by a later one, and never both at once', () => {
  fc.assert(
    fc.property(fc.array(anyRun, { maxLength: 6 }), (runs) => {
      const { open, fixed } = told(...runs);
      expect(new Set(fingerprints([...open, ...fixed]))).toEqual(
        new Set(runs.flatMap((one) => fingerprints(changesOf(one).values()))),
      );
      expect(fixed.filter(({ since, fixed }) => fixed === undefined || fixed <= since)).toEqual([]);
      // Whatever the last run found is open.
      const last = runs.at(-1);
      const found = last === undefined ? [] : fingerprints(changesOf(last).values());
      expect(fingerprints(open.filter(({ state }) => state === 'failing'))).toEqual(found);
    }),
  );
});

it('counts findings by control, severity and verdict', () => {
  const other = { control: 'kms/key_rotation', severity: 'medium' } as const;
  expect(
    controlCounts(
      run(finding('a', 'fail'), finding('b', 'pass'), finding('c', 'fail'), finding('d', 'unknown', other)),
    ),
  ).toEqual([
    { control: CONTROL, severity: 'high', verdict: 'fail', count: 2 },
    { control: CONTROL, severity: 'high', verdict: 'pass', count: 1 },
    { ...other, verdict: 'unknown', count: 1 },
  ]);
});

it('compares runs that asked the same, in whatever order they name the regions', () => {
  const scope = { account: '123456789012', regions: ['us-east-1', 'ap-northeast-1'] };
  const narrowed = { controls: ['kms/*'], services: [], themes: [], resourceTags: [] };
  expect(scopeKeyOf(scope)).toBe(scopeKeyOf({ ...scope, regions: scope.regions.toReversed() }));
  const others = [
    { ...scope, account: '999999999999' },
    { ...scope, regions: ['us-east-1'] },
    { ...scope, selection: narrowed },
  ];
  expect(new Set([scope, ...others].map(scopeKeyOf)).size).toBe(4);
});

it('adds numbers of all severities', () => {
  expect(totalOf({ critical: 1, high: 20, medium: 300, low: 4000 })).toBe(4321);
});
