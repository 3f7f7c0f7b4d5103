import { describe, expect, it } from 'vitest';
import { withoutKnown } from '../../src/engine/baseline.js';
import { waive } from '../../src/engine/waive.js';
import type { Finding } from '../../src/model/finding.js';
import type { Waiver } from '../../src/model/waiver.js';
import { gated } from '../reports/gate-example.js';

const [guardrail, notebook] = gated.findings;
if (guardrail === undefined || notebook === undefined) throw new RangeError('the example has too few findings');
const unknown = gated.findings.find(({ verdict }) => verdict === 'unknown') ?? expect.fail();

const waiver: Waiver = {
  control: 'bedrock/guardrail_pii',
  resource: 'Guard*',
  reason: 'accepted',
  owner: 'ml-platform',
  approver: 'security',
  expires: '2026-01-31',
  origin: { file: 'kansa.waivers.yaml', line: 2 },
};
const LAST_MOMENT = Date.UTC(2026, 0, 31, 23, 59, 59, 999);

const waived = (
  waivers: readonly Waiver[],
  findings: readonly Finding[] = [guardrail, notebook, unknown],
  { now = LAST_MOMENT, tags = {} }: { now?: number; tags?: Readonly<Record<string, string>> } = {},
) => waive(findings, waivers, { now, tagsOf: () => tags });

const verdicts = ({ findings }: { findings: readonly Finding[] }) => findings.map(({ verdict }) => verdict);

describe('a waiver', () => {
  it('turns the violation that it names into waived, and says who accepted it', () => {
    const { findings, outcomes } = waived([waiver]);
    expect(findings).toEqual([{ ...guardrail, verdict: 'waived', waivers: [waiver] }, notebook, unknown]);
    expect(outcomes).toEqual([{ ...waiver, state: 'applied', violations: 1 }]);
  });

  it('holds until the end of its last day in UTC, and not a millisecond longer', () => {
    expect(verdicts(waived([waiver]))).toEqual(['waived', 'fail', 'unknown']);
    const after = waived([waiver], undefined, { now: LAST_MOMENT + 1 });
    expect(verdicts(after)).toEqual(['fail', 'fail', 'unknown']);
    expect(after.outcomes).toEqual([{ ...waiver, state: 'expired', violations: 0 }]);
  });

  it('never touches an unknown', () => {
    const { findings, outcomes } = waived([{ ...waiver, control: unknown.control, resource: '*' }]);
    expect(findings).toEqual([guardrail, notebook, unknown]);
    expect(outcomes.map(({ state }) => state)).toEqual(['unused']);
  });

  it.each<[string, Partial<Waiver>, boolean]>([
    ['by its address', { resource: 'Guardrail' }, true],
    ['by its ARN', { resource: 'arn:aws:x:::Guardrail' }, true],
    ['by a pattern of its ARN', { resource: 'arn:aws:x:::G?ard*' }, true],
    ['by no part of its address', { resource: 'Guard' }, false],
    ['by no pattern of a regular expression', { resource: 'Guard.*l' }, false],
    ['by another control on the same resource', { control: 'eks/logging' }, false],
    ['by its tags', { resource: undefined as never, tags: { stage: 'lab' } }, true],
    ['by its tags and its address', { tags: { stage: 'lab' } }, true],
    ['not by a tag with another value', { tags: { stage: 'prod' } }, false],
    ['not by a tag that objects have by themselves', { tags: { constructor: 'x' } }, false],
    ['by nothing', { resource: undefined as never }, false],
  ])('finds its resource %s', (_, change, applies) => {
    const { findings } = waived([{ ...waiver, ...change }], [guardrail], { tags: { stage: 'lab', owner: 'x' } });
    expect(findings.map(({ verdict }) => verdict)).toEqual([applies ? 'waived' : 'fail']);
  });

  it('as a comment belongs to the declaration or to the offending line of its own file', () => {
    const comment = (file: string, target: number): Waiver => ({ ...waiver, origin: { file, line: target, target } });
    const at = (file: string, target: number) => verdicts(waived([comment(file, target)], [guardrail]));
    expect([at('stack.yaml', 10), at('stack.yaml', 11)]).toEqual([['waived'], ['waived']]);
    expect([at('stack.yaml', 12), at('other.yaml', 10)]).toEqual([['fail'], ['fail']]);
  });

  it('waives a finding only where every violation of it is covered', () => {
    const [first] = guardrail.violations;
    if (first === undefined) expect.fail();
    const second = { ...first, evidence: [{ pointer: '', source: [{ file: 'stack.yaml', line: 15, address: 'G' }] }] };
    const both = { ...guardrail, violations: [first, second] };
    const comment = (target: number): Waiver => ({ ...waiver, origin: { file: 'stack.yaml', line: target, target } });
    expect(verdicts(waived([comment(11)], [both]))).toEqual(['fail']);
    expect(verdicts(waived([comment(11), comment(15)], [both]))).toEqual(['waived']);
  });

  it('whose control judged nothing is not called unused', () => {
    const { outcomes } = waived([{ ...waiver, control: 'kms/key_rotation' }]);
    expect(outcomes.map(({ state }) => state)).toEqual(['not_judged']);
  });
});

describe('a baseline', () => {
  const known = (now: readonly Finding[], then: readonly Finding[]) =>
    withoutKnown(now, then).map((finding) => [
      finding.known === true,
      finding.violations.map((one) => one.known === true),
    ]);
  const moved = (finding: Finding, file: string): Finding => ({
    ...finding,
    place: { file, line: 99, address: 'Guardrail' },
  });

  it('knows its violations and its unknowns, wherever their lines are now', () => {
    expect(known([moved(guardrail, 'stack.yaml'), notebook, unknown], [guardrail, unknown])).toEqual([
      [true, [true]],
      [false, [false]],
      [true, []],
    ]);
  });

  it('knows only as many equal ones as it has, those in the same file first', () => {
    const now = [moved(guardrail, 'a.yaml'), moved(guardrail, 'stack.yaml'), moved(guardrail, 'b.yaml')];
    expect(known(now, [guardrail]).map(([is]) => is)).toEqual([false, true, false]);
    expect(known(now, [guardrail, guardrail]).map(([is]) => is)).toEqual([true, true, false]);
  });

  it('does not take for known what was waived, or hidden, then', () => {
    expect(known([guardrail], [{ ...guardrail, verdict: 'waived' }])).toEqual([[false, [false]]]);
    expect(known([guardrail], [{ ...guardrail, verdict: 'unknown' }])).toEqual([[false, [false]]]);
  });

  it('leaves a finding open of which one violation is new', () => {
    const [first] = guardrail.violations;
    if (first === undefined) expect.fail();
    const both = { ...guardrail, violations: [first, { ...first, fingerprint: 'f'.repeat(64) }] };
    expect(known([both], [guardrail])).toEqual([[false, [true, false]]]);
  });
});
