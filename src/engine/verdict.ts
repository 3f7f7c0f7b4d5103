import { type Control, cutsOf, type Reads } from '../model/control.js';
import type { FindingReason } from '../model/finding.js';
import type { Gap, GapReason } from '../model/gap.js';
import { leadsTo, type Pointer, segmentsOf, segmentsOfPattern, valueAt } from '../model/pointer.js';
import type { Verdict } from '../model/verdict.js';

/** What a control says is wrong: `code` names its message, `args` fill it, `evidence` points at what proves it. */
export interface Claim {
  readonly code: string;
  readonly args: Readonly<Record<string, string>>;
  readonly evidence: readonly Pointer[];
}

/** What the rules of one control answered about one subject. */
export interface Answer {
  readonly applies: boolean;
  /** Where the control has to do only with what was found: a pointer a find, each of which alone is reason enough to judge. */
  readonly occasion?: readonly Pointer[];
  readonly violation: readonly Claim[];
  /** One pointer a proof: a place that shows the good state. */
  readonly satisfied: readonly Pointer[];
}

/** The evaluation did not come to an answer. */
export interface EvaluationError {
  readonly error: string;
}

/** A verdict with all that carries it. */
export interface Judgement {
  readonly verdict: Extract<Verdict, 'fail' | 'pass' | 'unknown' | 'not_applicable'>;
  readonly reason?: FindingReason;
  readonly proven: readonly Claim[];
  readonly unproven: readonly Claim[];
  readonly satisfied: readonly Pointer[];
  /** What was found, where that is why the control judges. */
  readonly occasion: readonly Pointer[];
  readonly gaps: readonly Gap[];
  readonly error?: string;
}

/** `live`: a running account. `template`: what a template says, where nothing has run yet. */
export type Mode = 'live' | 'template';

/** What is judged: one control's rules, their answer, the input they saw, and the gaps in that input. */
export interface Case {
  readonly control: Pick<Control, 'reads' | 'liveOnly'>;
  readonly answer: Answer | EvaluationError;
  readonly input: unknown;
  readonly gaps: readonly Gap[];
  readonly mode: Mode;
}

/**
 * The rule by which every verdict is reached: the first line that holds. No line gives a pass while a place that the
 * rules read could not be seen, unless what was seen proves the good state. docs/verdicts.md is this function in prose.
 */
export const judge = ({ control, answer, input, gaps, mode }: Case): Judgement => {
  if (control.liveOnly && mode === 'template') return decided('not_applicable', { reason: 'live_only' });

  const error = 'error' in answer ? answer.error : flawIn(answer, control);
  if (error !== undefined || 'error' in answer) return decided('unknown', { reason: 'evaluation_error', error });

  const hidingApplies = gaps.filter((gap) => hidesReads(gap, control.reads.applies));
  if (hidingApplies.length > 0) return decided('unknown', { reason: 'gap', gaps: hidingApplies });

  if (!answer.applies) return decided('not_applicable', { reason: 'does_not_apply' });

  const isSeen = (pointer: Pointer) => !gaps.some((gap) => hidesEvidence(gap, pointer, input));
  const occasion = (answer.occasion ?? []).filter(isSeen);
  if (control.reads.occasion !== undefined && occasion.length === 0) {
    const { occasion: reads } = control.reads;
    const hidingOccasion = gaps.filter((gap) => hidesReads(gap, reads));
    if (hidingOccasion.length > 0) return decided('unknown', { reason: 'gap', gaps: hidingOccasion });
    if (answer.occasion === undefined || answer.occasion.length === 0)
      return decided('not_applicable', { reason: 'does_not_apply' });
  }

  const proven = answer.violation.filter((claim) => claim.evidence.every(isSeen));
  const unproven = answer.violation.filter((claim) => !proven.includes(claim));
  if (proven.length > 0) return decided('fail', { proven, unproven, occasion });

  if (unproven.length > 0) {
    const hiding = gaps.filter((gap) =>
      unproven.some((claim) => claim.evidence.some((pointer) => hidesEvidence(gap, pointer, input))),
    );
    return decided('unknown', { reason: 'unproven_violation', unproven, occasion, gaps: hiding });
  }

  const satisfied = answer.satisfied.filter(isSeen);
  if (satisfied.length > 0) return decided('pass', { satisfied, occasion });

  const hiding = gaps.filter((gap) => hidesReads(gap, control.reads.violation));
  if (hiding.length > 0) return decided('unknown', { reason: 'gap', occasion, gaps: hiding });

  return decided('pass', { occasion });
};

/** Does a gap hide something that the rules read? Subjects of one type have many gaps in the same places. */
export const hidesReads = ({ reason, pointer }: Gap, reads: Reads): boolean => {
  const kind = reason === 'unmodelled' ? 'unmodelled' : 'hidden';
  const known = hiding[kind].get(reads) ?? new Map<Pointer, boolean>();
  hiding[kind].set(reads, known);
  const answer = known.get(pointer) ?? hides(reason, pointer, reads);
  // Names in pointers come from accounts: there may be as many as there are resources.
  if (known.size < MOST_PLACES) known.set(pointer, answer);
  return answer;
};

const hiding = {
  unmodelled: new WeakMap<Reads, Map<Pointer, boolean>>(),
  hidden: new WeakMap<Reads, Map<Pointer, boolean>>(),
};

const MOST_PLACES = 1_000;

/**
 * A member that the SDK does not know may change the meaning of what
 * stands around it, so it hides every subtree that a rule walks through.
 */
const hides = (reason: GapReason, pointer: Pointer, { cut, values, shapes }: Reads): boolean => {
  if (reason === 'unmodelled') return cut.some((other) => touches(pointer, other));
  const place = segmentsOf(pointer);
  return values.some((pattern) => meets(place, pattern)) || shapes.some((pattern) => covers(place, pattern));
};

/** Does one of two pointers lead to the other? */
const touches = (one: Pointer, other: Pointer): boolean => leadsTo(one, other) || leadsTo(other, one);

/** Does a place lead to one of the pattern, or stand below one? */
const meets = (place: readonly string[], pattern: Pointer): boolean => {
  const wanted = segmentsOfPattern(pattern);
  return place.every((segment, index) => index >= wanted.length || wanted[index] === '*' || wanted[index] === segment);
};

/** Does a place lead to one of the pattern? What is below one does not matter to a shape. */
const covers = (place: readonly string[], pattern: Pointer): boolean =>
  place.length <= segmentsOfPattern(pattern).length && meets(place, pattern);

/** Does a gap cast doubt on this evidence? An element of a list that was seen stands, whatever was not seen beside it. */
const hidesEvidence = (gap: Gap, pointer: Pointer, input: unknown): boolean => {
  if (!touches(gap.pointer, pointer)) return false;
  if (gap.kind === 'missing' || gap.pointer === pointer || !leadsTo(gap.pointer, pointer)) return true;
  const element = segmentsOf(pointer.slice(gap.pointer.length))[0];
  return element === undefined || valueAt(valueAt(input, gap.pointer), `/${escaped(element)}`) === undefined;
};

const escaped = (segment: string): string => segment.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * A control whose answer can't be trusted gives no verdict: a claim without evidence would be proven by nothing, and
 * evidence that the rules never read would be hidden by no gap.
 */
const flawIn = (answer: Answer, { reads }: Pick<Control, 'reads'>): string | undefined => {
  const isRead = (pointer: Pointer) => cutsOf({ reads }).some((other) => touches(other, pointer));
  for (const { code, evidence } of answer.violation) {
    if (!evidence.some(isFact)) return `violation ${code} names no fact as evidence`;
    const stray = evidence.find((pointer) => !isRead(pointer));
    if (stray !== undefined) return `violation ${code} names evidence that its rule does not read: ${stray}`;
  }
  const beside = (answer.occasion ?? []).find(
    (pointer) => !isFact(pointer) || !reads.occasion?.cut.some((other) => touches(other, pointer)),
  );
  if (beside !== undefined) return `occasion names what its rule does not read: ${beside}`;
  const stray = answer.satisfied.find((pointer) => !isFact(pointer) || !isRead(pointer));
  return stray === undefined ? undefined : `satisfied names evidence that its rule does not read: ${stray}`;
};

const isFact = (pointer: Pointer): boolean => leadsTo('/resource', pointer) || leadsTo('/refs', pointer);

const decided = (
  verdict: Judgement['verdict'],
  { proven = [], unproven = [], satisfied = [], occasion = [], gaps = [], reason, error }: Details,
): Judgement => ({
  verdict,
  proven,
  unproven,
  satisfied,
  occasion,
  gaps,
  ...(reason && { reason }),
  ...(error !== undefined && { error }),
});

type Details = { readonly [Key in keyof Omit<Judgement, 'verdict'>]?: Judgement[Key] | undefined };
