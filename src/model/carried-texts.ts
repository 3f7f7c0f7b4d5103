import type { GapCause } from './gap.js';
import { isObject } from './json.js';
import { memberOf } from './pointer.js';
import { type PersonalCount, personalIn } from './scrubbed.js';

/**
 * Where resources themselves carry what people wrote: prompts, instructions, scripts, variables. In CloudFormation's
 * words, which an API begins with a small letter; `*` stands for any member or element, `**` for every text below.
 * Scrubbing takes these texts out and tells what it found in them (evidence/scrub.ts).
 */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  'AWS::Lambda::Function': ['Environment/Variables/*'],
};

/** Texts of these resources that lie elsewhere, which nobody reads. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {};

/** Types that carry texts. */
export const carriesTexts = (type: string): boolean => Object.hasOwn(TEXTS, type);

/** Personal data of one type in one text, as controls see it (`runtime.PersonalData`). */
interface PersonalDataFact {
  /** Where the text stands in its resource: `Environment/Variables/OWNER`. */
  readonly Place: string;
  readonly Type: string;
  readonly Count: number;
  /** 0 to 1. */
  readonly Confidence: number;
  /** One of the values, masked; absent where no part of it may be shown. */
  readonly Sample?: string;
}

/** A text, or what stands where one could be. */
export interface CarriedText {
  readonly place: string;
  readonly value: unknown;
  /** The text itself lies somewhere else. */
  readonly isElsewhere?: true;
}

/** Every place of a resource's document where it carries a text. */
export const carriedTexts = (type: string, document: unknown): CarriedText[] => [
  ...(TEXTS[type] ?? []).flatMap((pattern) => [...textsAt(document, pattern.split('/'), '')]),
  ...(ELSEWHERE[type] ?? []).flatMap((pattern) =>
    [...textsAt(document, pattern.split('/'), '')].map((text) => ({ ...text, isElsewhere: true as const })),
  ),
];

/** What was found in a text; what could not be seen of it is told to `unseen`. */
export const personalDataOf = (
  { place, value, isElsewhere }: CarriedText,
  unseen: (cause: GapCause) => void,
): PersonalDataFact[] => {
  if (isElsewhere) unseen({ reason: 'not_collected', detail: `the text of ${place} lies elsewhere, and is not read` });
  if (isElsewhere || typeof value !== 'string' || value === '') return [];
  const found = personalIn(value);
  if (found === undefined)
    unseen({ reason: 'redacted', detail: `the text of ${place} was not searched for personal data` });
  return (found ?? []).map((count) => factOf(place, count));
};

const factOf = (Place: string, { type, count, confidence, sample }: PersonalCount): PersonalDataFact => ({
  Place,
  Type: type,
  Count: count,
  Confidence: confidence,
  ...(sample !== undefined && { Sample: sample }),
});

/** A text where only what holds texts can stand hides all of them: it is one itself. */
function* textsAt(value: unknown, [step, ...rest]: readonly string[], place: string): Iterable<CarriedText> {
  if (value === undefined || value === null) return;
  if (step === undefined || typeof value !== 'object') {
    yield { place, value };
  } else if (step === '**') {
    yield* Array.isArray(value) || isObject(value)
      ? Object.values(value).flatMap((member) => [...textsAt(member, typeof member === 'object' ? ['**'] : [], place)])
      : [{ place, value }];
  } else if (step === '*') {
    for (const [key, member] of Object.entries(value))
      yield* textsAt(member, rest, `${place}/${Array.isArray(value) ? (nameOf(member) ?? key) : key}`);
  } else {
    const member = memberOf(value, step) ?? memberOf(value, step.charAt(0).toLowerCase() + step.slice(1));
    yield* textsAt(member, rest, place === '' ? step : `${place}/${step}`);
  }
}

/** An element of a list is known by its name, where it has one that can be shown. */
const nameOf = (element: unknown): string | undefined => {
  const name = memberOf(element, 'Name') ?? memberOf(element, 'name');
  return typeof name === 'string' && /^[\w.:-]{1,128}$/.test(name) ? name : undefined;
};
