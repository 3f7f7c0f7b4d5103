import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadBundle } from '../../src/engine/bundle.js';
import { paramsRead } from '../../src/engine/needs.js';
import { type Answer, type Claim, hidesReads, judge } from '../../src/engine/verdict.js';
import type { Catalogue, Control } from '../../src/model/control.js';
import type { Gap } from '../../src/model/gap.js';
import { canonicalJson, type Json } from '../../src/model/json.js';
import type { Pointer } from '../../src/model/pointer.js';
import {
  type Alteration,
  alterationsAt,
  overlaps,
  placesOf,
  poolOf,
  STRANGER,
  without,
  withStranger,
} from './alterations.js';

interface PolicyCase {
  readonly control: string;
  readonly name: string;
  readonly input: Json;
  readonly answer: Omit<Answer, 'violation'> & {
    readonly violation: readonly (Omit<Claim, 'args'> & Partial<Claim>)[];
  };
}

const read = (path: string): Buffer => readFileSync(new URL(`../../${path}`, import.meta.url));
const catalogue: Catalogue = JSON.parse(read('policies/dist/catalogue.json').toString());
const cases: PolicyCase[] = JSON.parse(read('fixtures/policy-cases.json').toString());
const bundle = await loadBundle(read('policies/dist/policy.wasm'), catalogue);

/** Which resource is judged is no fact about it: with another region or account it would be another subject. */
const IDENTITY: readonly Pointer[] = ['/resource/id', '/resource/type', '/resource/account', '/resource/region'];

/**
 * A `satisfied` pointer is one place, but these proofs are relations between places: what an event proves depends on
 * who made the package and what happened to it later, and on when and through which models the endpoint was deployed; and which of the channels a masking job
 * wrote depends on that job and on when the training job was made.
 * Where those places are hidden their values are missing too, and the rules then claim no proof: see "hiding a member".
 */
const ALSO_PROVES: Readonly<Record<string, readonly Pointer[]>> = {
  'sagemaker/approver_not_author': ['/resource/runtime/CreatedBy', '/refs/events'],
  'sagemaker/endpoint_created_after_approval': [
    '/resource/runtime',
    '/refs/config',
    '/refs/components',
    '/refs/models',
    '/refs/packages',
  ],
  'sagemaker/training_input_masked_prefix': ['/params/pii', '/resource/runtime/CreationTime', '/refs/processingJobs'],
};

/**
 * Never hidden alone: the collector keeps or loses `requestParameters` as a whole, and an update that sets no status is
 * an everyday fact.
 */
const NEVER_HIDDEN_ALONE = /^\/refs\/events\/\d+\/properties\/requestParameters\/modelApprovalStatus$/;

const answerTo = (control: Control, input: Json): Answer => {
  const answer = bundle.ask(control.resource, [control], JSON.stringify(input)).get(control.id);
  if (answer === undefined || 'error' in answer) throw new Error(`${control.id}: ${answer?.error ?? 'no answer'}`);
  return canonical(answer);
};

/** Sets in one order. OPA leaves out `args` where a rule gives none. */
const canonical = ({ applies, occasion, violation, satisfied }: PolicyCase['answer']): Answer => ({
  applies,
  ...(occasion && { occasion: [...occasion].sort() }),
  violation: violation
    .map(({ code, args = {}, evidence }) => ({ code, args, evidence: [...evidence].sort() }))
    .sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1)),
  satisfied: [...satisfied].sort(),
});

const hiding = (pointer: Pointer, kind: Gap['kind']): Gap => ({ pointer, kind, reason: 'denied', detail: 'refused' });

/** A claim without its wording: what is wrong, proven by what. */
const keyOf = ({ code, evidence }: Claim, { moved }: Pick<Alteration, 'moved'> = { moved: (place) => place }): string =>
  canonicalJson([code, evidence.map(moved).sort()]);

describe.each(catalogue.controls)('$id', (control) => {
  const own = cases.filter((policyCase) => policyCase.control === control.id);
  const pool = poolOf(own.map(({ input }) => input));
  const alterationsOf = (input: Json, isWanted: (place: Pointer) => boolean): Alteration[] =>
    placesOf(input)
      .filter(isWanted)
      .flatMap((place) => alterationsAt(input, place, pool));

  test('every message is given by some case, and every word of it filled', () => {
    const claims = own.flatMap(({ answer }) => answer.violation);
    expect(new Set(claims.map(({ code }) => code))).toEqual(new Set(Object.keys(control.text.en.messages)));
    for (const { code, args = {} } of claims)
      for (const { messages } of Object.values(control.text))
        for (const [, word = ''] of (messages[code] ?? '').matchAll(/\{(\w+)\}/g)) expect(args).toHaveProperty([word]);
  });

  describe.each(own)('$name', ({ input, answer: recorded }) => {
    const answer = canonical(recorded);

    test('the Wasm answers what OPA answers, and the engine takes it', () => {
      expect(answerTo(control, input)).toEqual(answer);
      expect(judge({ control, answer, input, gaps: [], mode: 'live' }).reason).not.toBe('evaluation_error');
    });

    test('the parameters that its rules read are all that it needs', () => {
      const { params, ...rest } = Object(input);
      const cut = { ...rest, ...(params && { params: paramsRead(params, [control]) }) };
      expect(answerTo(control, cut)).toEqual(answer);
    });

    test('nothing but its evidence can take a violation away', () => {
      const lost = answer.violation.flatMap((claim) =>
        alterationsOf(input, (place) => ![...claim.evidence, ...IDENTITY].some((proof) => overlaps(proof, place)))
          .filter((alteration) => {
            const { violation } = answerTo(control, alteration.document);
            return !violation.some((other) => keyOf(other) === keyOf(claim, alteration));
          })
          .map(({ what }) => `${claim.code}: ${what}`),
      );
      expect(lost).toEqual([]);
    });

    test('nothing but the place that satisfies can take its proof away', () => {
      const lost = answer.satisfied.flatMap((proof) =>
        alterationsOf(
          input,
          (place) => ![proof, ...IDENTITY, ...(ALSO_PROVES[control.id] ?? [])].some((other) => overlaps(other, place)),
        )
          .filter(({ document, moved }) => !answerTo(control, document).satisfied.includes(moved(proof)))
          .map(({ what }) => `${proof}: ${what}`),
      );
      expect(lost).toEqual([]);
    });

    test('nothing but a find can take the occasion to judge away', () => {
      const lost = (answer.occasion ?? []).flatMap((find) =>
        alterationsOf(input, (place) => /^\/(resource|refs)\//.test(place) && !overlaps(find, place))
          .filter(({ document, moved }) => !answerTo(control, document).occasion?.includes(moved(find)))
          .map(({ what }) => `${find}: ${what}`),
      );
      expect(lost).toEqual([]);
    });

    test('hiding a member turns no fail into a pass and no pass into a fail', () => {
      const verdictOf = (document: Json, gaps: readonly Gap[]) =>
        judge({ control, answer: answerTo(control, document), input: document, gaps, mode: 'live' }).verdict;
      const seen = verdictOf(input, []);
      const turned = placesOf(input)
        .filter(
          (place) =>
            /^\/(resource|refs)\//.test(place) &&
            !IDENTITY.includes(place) &&
            !/\/\d+$/.test(place) &&
            !NEVER_HIDDEN_ALONE.test(place),
        )
        .map((place) => ({ place, verdict: verdictOf(without(input, place), [hiding(place, 'missing')]) }))
        .filter(({ verdict }) => verdict !== seen && verdict !== 'unknown');
      expect(turned).toEqual([]);
    });

    test('nothing outside of what it reads changes the answer', () => {
      // What no gap could hide from the rules must not matter to them: the two are one question.
      const isUnread = (place: Pointer) =>
        !Object.values(control.reads).some((reads) => hidesReads(hiding(place, 'missing'), reads));
      const unread = alterationsOf(input, isUnread);
      for (const { document, what } of unread) expect(answerTo(control, document), what).toEqual(answer);
      for (const place of ['', ...placesOf(input)].filter((parent) => isUnread(`${parent}/${STRANGER}`)))
        expect(answerTo(control, withStranger(input, place)), `a stranger in ${place}`).toEqual(answer);
    });
  });
});
