import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf, evaluate } from '../../src/engine/evaluate.js';
import { type Answer, judge } from '../../src/engine/verdict.js';
import { GAP_REASONS, type Gap } from '../../src/model/gap.js';
import { canonicalJson } from '../../src/model/json.js';
import { DEFAULT_PARAMS } from '../../src/model/params.js';
import { leadsTo } from '../../src/model/pointer.js';
import type { Resource } from '../../src/model/resource.js';
import { complete, memorySnapshot, resource } from './memory-snapshot.js';
import { tableBundle } from './table-bundle.js';

/** The promises of docs/verdicts.md, over inputs that nobody thought of. */

/** A small world, so that gaps, evidence and reads meet often. */
const pointer = fc
  .array(fc.constantFrom('resource', 'refs', 'properties', 'a', 'b', '0', '1'), { minLength: 1, maxLength: 4 })
  .map((segments) => segments.map((segment) => `/${segment}`).join(''));
const factPointer = fc.tuple(fc.constantFrom('/resource', '/refs'), pointer).map(([root, rest]) => root + rest);
const gap: fc.Arbitrary<Gap> = fc.record({
  pointer: fc.oneof(pointer, factPointer),
  kind: fc.constantFrom('missing', 'partial'),
  reason: fc.constantFrom(...GAP_REASONS),
  detail: fc.constant('not seen'),
});
const answer: fc.Arbitrary<Answer> = fc.record({
  applies: fc.boolean(),
  violation: fc.array(
    fc.record({
      code: fc.constantFrom('x', 'y'),
      args: fc.constant({}),
      evidence: fc.array(factPointer, { maxLength: 3 }),
    }),
    { maxLength: 3 },
  ),
  satisfied: fc.array(factPointer, { maxLength: 2 }),
  occasion: fc.array(factPointer, { maxLength: 2 }),
});
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(1, 'x', true),
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'properties'), tie('node'), { maxKeys: 3 }),
  ),
})).node;
/** Every place that is read stands in or below a subtree that is walked through, as the build makes sure. */
const reads = fc
  .record({ values: fc.array(factPointer, { maxLength: 3 }), shapes: fc.array(factPointer, { maxLength: 3 }) })
  .map((places) => ({ ...places, cut: [...places.values, ...places.shapes] }));
const world = fc.record({
  answer,
  reads: fc.record({ applies: reads, occasion: reads, violation: reads }, { requiredKeys: ['applies', 'violation'] }),
  input: fc.record({ resource: value, refs: value }),
  gaps: fc.array(gap, { maxLength: 4 }),
  liveOnly: fc.boolean(),
  mode: fc.constantFrom('live' as const, 'template' as const),
});

describe('every verdict', () => {
  it('never becomes a pass, nor a fail out of a pass, because one thing less was seen', () => {
    fc.assert(
      fc.property(world, gap, ({ answer, reads, input, gaps, liveOnly, mode }, extra) => {
        const verdictWith = (seen: readonly Gap[]) =>
          judge({ control: { reads, liveOnly }, answer, input, gaps: seen, mode }).verdict;
        const [before, after] = [verdictWith(gaps), verdictWith([...gaps, extra])];
        if (after === 'pass') expect(before).toBe('pass');
        if (after === 'fail') expect(before).toBe('fail');
      }),
      { numRuns: 20_000 },
    );
  });

  it('does not depend on the order of gaps, violations and proofs', () => {
    fc.assert(
      fc.property(world, ({ answer, reads, input, gaps, liveOnly, mode }) => {
        const control = { reads, liveOnly };
        const forwards = judge({ control, answer, input, gaps, mode });
        const backwards = judge({
          control,
          answer: {
            ...answer,
            violation: answer.violation.toReversed(),
            satisfied: answer.satisfied.toReversed(),
            occasion: answer.occasion?.toReversed() ?? [],
          },
          input,
          gaps: gaps.toReversed(),
          mode,
        });
        expect(backwards.verdict).toBe(forwards.verdict);
      }),
    );
  });

  it('is a pass only if no gap touches what was read, or a seen fact proves the good state', () => {
    fc.assert(
      fc.property(world, ({ answer, reads, input, gaps, liveOnly, mode }) => {
        const { verdict, satisfied } = judge({ control: { reads, liveOnly }, answer, input, gaps, mode });
        if (verdict !== 'pass' || satisfied.length > 0) return;
        const touched = [reads.applies, reads.violation].some(
          ({ values, shapes }) =>
            values.some((read) => gaps.some((hole) => leadsTo(hole.pointer, read) || leadsTo(read, hole.pointer))) ||
            shapes.some((read) => gaps.some((hole) => leadsTo(hole.pointer, read))),
        );
        expect(touched).toBe(false);
        expect(answer.violation).toEqual([]);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('an evaluation over the table controls', async () => {
  const bundle = await tableBundle({ 'time.parse_rfc3339_ns': () => 0 });

  const text = fc.constantFrom('Disabled', 'Enabled', 'production', 'test', 'AWS', 'CUSTOMER');
  const someNotebook = fc.record({
    id: fc.constantFrom('n1', 'n2', 'n3', 'n4'),
    region: fc.constantFrom('ap-northeast-1', 'ap-northeast-3'),
    tags: fc.dictionary(fc.constantFrom('environment', 'owner'), text),
    properties: fc.dictionary(fc.constantFrom('DirectInternetAccess', 'RootAccess', 'KmsKeyId', 'SubnetId'), text),
    gaps: fc.array(
      fc.record({
        pointer: fc.constantFrom('/tags', '/properties', '/properties/RootAccess', '/properties/SubnetId', ''),
        kind: fc.constant('missing' as const),
        reason: fc.constantFrom(...GAP_REASONS),
        detail: fc.constant('not seen'),
      }),
      { maxLength: 1 },
    ),
  });
  const notebooks = fc
    .uniqueArray(someNotebook, { selector: ({ id, region }) => `${region}/${id}`, maxLength: 6 })
    .map((items) => items.map((facts): Resource => resource({ type: 'AWS::SageMaker::NotebookInstance', ...facts })));
  const listings = [
    complete('AWS::SageMaker::NotebookInstance'),
    complete('AWS::SageMaker::NotebookInstance', 'ap-northeast-3'),
  ];
  const judged = (resources: readonly Resource[], order = listings) =>
    evaluate(memorySnapshot(resources, order), bundle, DEFAULT_PARAMS);

  it('gives the same bytes whatever order the resources and listings came in', () => {
    fc.assert(
      fc.property(notebooks, (resources) => {
        const [one, other] = [judged(resources), judged(resources.toReversed(), listings.toReversed())];
        expect(canonicalJson(other)).toBe(canonicalJson(one));
        expect(digestOf(other)).toBe(digestOf(one));
      }),
    );
  });

  it('changes no verdict when something is altered that no control reads', () => {
    fc.assert(
      fc.property(notebooks, text, (resources, altered) => {
        const verdicts = (items: readonly Resource[]) =>
          judged(items).map(({ control, resource: { id }, verdict }) => [control, id, verdict]);
        const other = resources.map((item) => ({
          ...item,
          properties: { ...item.properties, SubnetId: altered, New: altered },
        }));
        expect(verdicts(other)).toEqual(verdicts(resources));
      }),
    );
  });

  it('never calls anything fine that a gap in the whole resource hides', () => {
    fc.assert(
      fc.property(notebooks, (resources) => {
        const hidden = resources.map((item) => ({
          ...item,
          gaps: [{ pointer: '', kind: 'missing' as const, reason: 'denied' as const, detail: 'not seen' }],
        }));
        const verdicts = judged(hidden)
          .filter(({ resource: { id } }) => resources.some((item) => item.id === id))
          .map(({ verdict }) => verdict);
        expect(verdicts.filter((verdict) => verdict !== 'unknown')).toEqual([]);
      }),
    );
  });
});
