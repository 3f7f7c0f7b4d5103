import { GAP_REASONS, type Gap, type GapCause, type GapReason } from '../model/gap.js';
import { isObject, type Json, type JsonObject } from '../model/json.js';
import { type Pointer, pointerOf } from '../model/pointer.js';
import { holdsScrubbed } from '../model/scrubbed.js';

/**
 * A value that a template does not say, standing as text in its place: what is made of it (a joined string, a policy's
 * statement) holds it still, until {@link settled} turns it into a gap. A template that wrote such a text itself would
 * only hide from us what it says, and what is hidden is never fine.
 */
export const unknown = (reason: GapReason, detail: string): string =>
  `${MARK}${reason}${MARK}${detail.replaceAll(MARK, ' ')}${MARK}`;

/** No text of YAML, HCL or a plan needs this character. */
const MARK = '\u0000';

const UNKNOWN = new RegExp(`${MARK}([a-z_]+)${MARK}([^${MARK}]*)${MARK}`);

/** Why a text is not known as a whole; undefined where all of it is. */
export const unknownIn = (text: string): GapCause | undefined => {
  if (!text.includes(MARK)) return undefined;
  const [, word, detail = ''] = UNKNOWN.exec(text) ?? [];
  const reason = GAP_REASONS.find((known) => known === word);
  return reason === undefined ? undefined : { reason, detail };
};

/** Why it is not known which members an object in the value has: any that is missing may be among them. */
export const hiddenNameIn = (value: unknown): GapCause | undefined => {
  if (Array.isArray(value)) return firstOf(value.map(hiddenNameIn));
  if (!isObject(value)) return undefined;
  return firstOf(Object.entries(value).map(([key, member]) => unknownIn(key) ?? hiddenNameIn(member)));
};

const firstOf = (causes: readonly (GapCause | undefined)[]): GapCause | undefined =>
  causes.find((cause) => cause !== undefined);

/** The value with a change made to all that is known of it: `change` sees it as JSON, with nothing where a mark stands. */
export const throughJson = async (
  value: unknown,
  change: (json: string) => string | Promise<string>,
): Promise<unknown> => {
  const json = JSON.stringify(value);
  return json.includes(MARK_IN_JSON)
    ? restored(JSON.parse(await change(JSON.stringify(blanked(value)))), value)
    : JSON.parse(await change(json));
};

const MARK_IN_JSON = JSON.stringify(MARK).slice(1, -1);

const blanked = (value: unknown): unknown => {
  if (typeof value === 'string') return unknownIn(value) === undefined ? value : '';
  if (Array.isArray(value)) return value.map(blanked);
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, blanked(member)]))
    : value;
};

const restored = (changed: unknown, original: unknown): unknown => {
  if (typeof original === 'string') return unknownIn(original) === undefined ? changed : original;
  if (Array.isArray(original) && Array.isArray(changed))
    return original.map((item, index) => restored(changed[index], item));
  if (!isObject(original) || !isObject(changed)) return changed;
  return Object.fromEntries(Object.entries(original).map(([key, member]) => [key, restored(changed[key], member)]));
};

/** What is known, with a gap wherever something is not. */
export interface Settled {
  readonly value: JsonObject;
  readonly gaps: readonly Gap[];
}

/** Takes the unknown places out of an object: a member is left out, an element of a list leaves an empty text. */
export const settled = (value: Readonly<Record<string, unknown>>, pointer: Pointer): Settled => {
  const gaps: Gap[] = [];
  const known = (member: unknown, place: Pointer): Json | undefined => {
    if (typeof member === 'string') {
      const cause = unknownIn(member);
      if (cause === undefined && holdsScrubbed(member))
        gaps.push({
          pointer: place,
          kind: 'missing',
          reason: 'redacted',
          detail: 'a secret stood here and was taken out',
        });
      if (cause === undefined) return member;
      gaps.push({ pointer: place, kind: 'missing', ...cause });
      return undefined;
    }
    if (typeof member === 'number' || typeof member === 'boolean') return member;
    if (Array.isArray(member)) return member.map((element, index) => known(element, `${place}/${index}`) ?? '');
    return isObject(member) ? knownObject(member, place) : undefined;
  };
  const knownObject = (object: Readonly<Record<string, unknown>>, place: Pointer): JsonObject => {
    const members: (readonly [string, Json])[] = [];
    for (const [key, member] of Object.entries(object)) {
      // A name that nobody knows hides all of them: any may be the one that a rule looks for.
      const cause = unknownIn(key);
      if (cause !== undefined) gaps.push({ pointer: place, kind: 'missing', ...cause });
      const json = cause === undefined ? known(member, place + pointerOf(key)) : undefined;
      if (json !== undefined) members.push([key, json]);
    }
    return Object.fromEntries(members);
  };
  return { value: knownObject(value, pointer), gaps };
};
