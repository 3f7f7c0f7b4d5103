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

it('tells which new violations the earlier run could not have told, for it could not see, or did not look', () => {
  const after = run(finding('open', 'fail'));
  const elsewhere = run(finding('open', 'pass', { resource: notebook('open', 'us-east-1') }));
  const listing = {
    type: notebook('').type,
    account: '123456789012',
    region: 'ap-northeast-1',
    state: 'complete',
  } as const;
  const since = (evaluation: Evaluation, from: number): Evaluation => ({
    ...evaluation,
    scope: { ...evaluation.scope, since: from },
    coverage: { ...evaluation.coverage, listings: [{ ...listing, since: from }] },
  });
  const selection = { controls: [], services: [], themes: [], resourceTags: [{ key: 'team', value: 'ml' }] };
  const other = run(finding('other', 'pass'));
  const tagged = { ...other, scope: { ...other.scope, selection } };
  const none = { regions: [], controls: [], resourceTags: [] };
  const cases: readonly (readonly [Evaluation, Evaluation, string | undefined, unknown])[] = [
    [run(finding('open', 'pass')), after, undefined, undefined],
    [other, after, undefined, undefined],
    [run(finding('open', 'unknown', { reason: 'gap' })), after, 'unknown', undefined],
    [run(finding('open', 'fail', { violations: [], unproven: [violation('open')] })), after, 'unknown', undefined],
    [run(finding('*', 'unknown', { reason: 'not_listed' })), after, 'not_listed', undefined],
    [run(), after, 'not_judged', { ...none, controls: [CONTROL] }],
    [
      { ...elsewhere, scope: { ...elsewhere.scope, regions: ['us-east-1'] } },
      after,
      'not_judged',
      { ...none, regions: ['ap-northeast-1'] },
    ],
    [tagged, after, 'not_judged', { ...none, resourceTags: selection.resourceTags }],
    [tagged, { ...after, scope: { ...after.scope, selection } }, 'not_judged', undefined],
    // A window that goes on with the time hides nothing; one that was opened further back shows what was there.
    [since(other, 100), since(after, 200), undefined, undefined],
    [since(other, 100), since(after, 50), 'out_of_window', { ...none, since: 100 }],
  ];
  expect(
    cases.map(([before, later]) => {
      const { new: added, widened } = diffOf(before, later);
      return [names(added), added[0]?.unseenBefore, widened];
    }),
  ).toEqual(cases.map(([, , unseenBefore, widened]) => [['open'], unseenBefore, widened]));
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

it('says of every new violation that the earlier run was silent, or found nothing there', () => {
  const verdict = fc.constantFrom<Verdict>('unknown', 'manual', 'waived', 'not_applicable', 'pass');
  fc.assert(
    fc.property(fc.array(fc.option(verdict), { maxLength: 12 }), fc.boolean(), (befores, isListed) => {
      const before = run(
        ...befores.flatMap((was, index) => (was === null ? [] : [finding(`n${index}`, was)])),
        ...(isListed ? [finding('witness', 'pass')] : [finding('*', 'unknown', { reason: 'not_listed' })]),
      );
      const diff = diffOf(before, run(...befores.map((_, index) => finding(`n${index}`, 'fail'))));
      const seen = befores.flatMap((was, index) =>
        was === 'unknown' || (was === null && !isListed) ? [] : [`n${index}`],
      );
      expect(names(diff.new.filter(({ unseenBefore }) => unseenBefore === undefined)).sort()).toEqual(seen.sort());
    }),
  );
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
