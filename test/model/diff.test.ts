import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffOf, hasChanged } from '../../src/model/diff.js';
import type { Evaluation } from '../../src/model/finding.js';
import type { Verdict } from '../../src/model/verdict.js';
import { benign } from '../reports/example.js';
import { CONTROL, finding, notebook, run, violation } from './notebooks.js';

const names = (list: readonly { readonly resource: { readonly id: string } }[]) =>
  list.map(({ resource }) => resource.id);

it('tells what is new, fixed and still open', () => {
  const before = run(finding('old', 'fail'), finding('mended', 'fail'), finding('good', 'pass'));
  const after = run(finding('old', 'fail'), finding('mended', 'pass'), finding('good', 'fail'));
  const diff = diffOf(before, after);
  expect(diff.new).toEqual([
    {
      control: CONTROL,
      severity: 'high',
      resource: notebook('good'),
      code: 'enabled',
      args: { name: 'good' },
      message: 'good is open',
      fingerprint: 'violation of good',
    },
  ]);
  expect([names(diff.fixed), names(diff.still), diff.becameUnknown]).toEqual([['mended'], ['old'], []]);
});

it('calls a violation fixed when its resource is gone from a list that was seen', () => {
  const diff = diffOf(run(finding('gone', 'fail'), finding('other', 'pass')), run(finding('other', 'pass')));
  expect([names(diff.fixed), diff.becameUnknown]).toEqual([['gone'], []]);
});

it('calls nothing fixed that was not seen', () => {
  const before = run(finding('hidden', 'fail'));
  const list = finding('*', 'unknown', { reason: 'not_listed' });
  const suspected = finding('hidden', 'unknown', { unproven: [violation('hidden')], reason: 'unproven_violation' });
  const elsewhere = { ...run(finding('other', 'pass', { resource: notebook('other', 'us-east-1') })) };
  const cases: readonly (readonly [string, Evaluation])[] = [
    ['unknown', run(finding('hidden', 'unknown', { reason: 'gap' }))],
    ['unknown', run(suspected)],
    ['not_listed', run(list)],
    ['not_judged', run()],
    ['not_judged', { ...elsewhere, scope: { ...elsewhere.scope, regions: ['us-east-1'] } }],
  ];
  for (const [why, after] of cases) {
    const diff = diffOf(before, after);
    expect([diff.fixed, diff.becameUnknown.map((lost) => [lost.was, lost.why])]).toEqual([[], [['fail', why]]]);
  }
});

it('lets a cluster that was not listed hide what stands in it, and nothing of another', () => {
  const before = run(finding('far/ns/Role/a', 'fail'), finding('near/ns/Role/b', 'fail'));
  const diff = diffOf(before, run(finding('far/*', 'unknown', { reason: 'not_listed' })));
  expect([names(diff.fixed), names(diff.becameUnknown)]).toEqual([['near/ns/Role/b'], ['far/ns/Role/a']]);
});

it('calls a job that grew out of the window neither fixed nor news where it was fine', () => {
  const listing = {
    type: notebook('').type,
    account: '123456789012',
    region: 'ap-northeast-1',
    state: 'complete',
  } as const;
  const later = run(finding('other', 'pass'));
  const after = { ...later, coverage: { ...later.coverage, listings: [{ ...listing, since: 1 }] } };
  const diff = diffOf(run(finding('old', 'fail'), finding('older', 'pass'), finding('other', 'pass')), after);
  expect([diff.fixed, diff.becameUnknown.map(({ resource, why }) => [resource.id, why])]).toEqual([
    [],
    [['old', 'out_of_window']],
  ]);
});

it('calls a violation not fixed because its resource lost the tag that was asked for', () => {
  const later = run(finding('other', 'pass'));
  const selection = { controls: [], services: [], themes: [], resourceTags: [{ key: 'team', value: 'ml' }] };
  const diff = diffOf(run(finding('untagged', 'fail')), { ...later, scope: { ...later.scope, selection } });
  expect([diff.fixed, diff.becameUnknown.map(({ why }) => why)]).toEqual([[], ['not_judged']]);
});

it('counts a waived violation neither as fixed nor as new', () => {
  const diff = diffOf(run(finding('known', 'fail')), run(finding('known', 'waived')));
  expect([diff.new, diff.fixed, diff.still, diff.becameUnknown]).toEqual([[], [], [], []]);
});

it('finds no change between a run and itself, in whatever order its findings stand', () => {
  const shuffled = fc.shuffledSubarray([...benign.findings], { minLength: benign.findings.length });
  fc.assert(
    fc.property(shuffled, (findings) => {
      expect(hasChanged(diffOf(benign, { ...benign, findings }))).toBe(false);
    }),
  );
});

it('never calls fixed what the later run left open in any way', () => {
  const verdict = fc.constantFrom<Verdict>('fail', 'unknown', 'manual', 'waived', 'not_applicable', 'pass');
  fc.assert(
    fc.property(fc.array(fc.tuple(verdict, fc.option(verdict)), { maxLength: 12 }), fc.boolean(), (pairs, isListed) => {
      const before = run(...pairs.map(([was], index) => finding(`n${index}`, was)));
      const left = pairs.flatMap(([, is], index) => (is === null ? [] : [finding(`n${index}`, is)]));
      const after = run(
        ...left,
        ...(isListed ? [finding('witness', 'pass')] : [finding('*', 'unknown', { reason: 'not_listed' })]),
      );
      const diff = diffOf(before, after);
      const fixed = pairs.flatMap(([was, is], index) =>
        was === 'fail' && (is === null ? isListed : ['pass', 'not_applicable', 'manual'].includes(is))
          ? [`n${index}`]
          : [],
      );
      expect(names(diff.fixed).sort()).toEqual(fixed.sort());
      const lost = pairs.flatMap(([was, is], index) =>
        was !== 'unknown' && (is === 'unknown' || (is === null && !isListed)) ? [`n${index}`] : [],
      );
      expect(names(diff.becameUnknown).sort()).toEqual(lost.sort());
    }),
  );
});
