import type { GapReason } from '../../model/gap.js';
import { isObject } from '../../model/json.js';
import { unknown, unknownIn } from '../unknown.js';

/** What an expression gives. What nobody can say is a text with a mark (unknown.ts). */
export type Value = null | boolean | number | string | readonly Value[] | ValueObject | Lazy;

export interface ValueObject {
  readonly [name: string]: Value;
}

/** Stands for what is looked at by names only: `var`, `module.m`, a resource. It is evaluated where a name is asked for. */
export interface Lazy {
  readonly [LAZY]: (name: string) => Value;
  /** Stands for nobody knows how many: as a list it is not known. */
  readonly [SOME]?: string;
}

const LAZY = Symbol('lazy');
const SOME = Symbol('some');

export const lazily = (get: (name: string) => Value): Lazy => ({ [LAZY]: get });
/** Of what is there in a number that nobody knows: whatever is asked of it is not known. */
export const someOf = (mark: string): Lazy => ({ [LAZY]: () => mark, [SOME]: mark });
export const countHidden = (lazy: Lazy): string | undefined => lazy[SOME];
export const isLazy = (value: Value): value is Lazy => typeof value === 'object' && value !== null && LAZY in value;
export const memberOf = (lazy: Lazy, name: string): Value => lazy[LAZY](name);

export const isMap = (value: Value): value is ValueObject => isObject(value) && !(LAZY in value);
export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** Terraform itself would refuse this; `try` and `can` go on from here. */
export class Refused extends Error {}

/** A bound was met: nothing more is evaluated, and what was asked for is not known. */
export class Exhausted extends Error {}

const DEEPEST = 500;
const DEEPEST_VALUE = 100;

/** How much may be evaluated in all: a few lines can ask for more than any machine has. */
export interface Effort {
  isSpent(): boolean;
  /** Throws {@link Exhausted} once nothing is left. */
  spend(steps?: number): void;
  /** Within one more level. Throws {@link Exhausted} before the levels fill the stack. */
  deeper<T>(make: () => T): T;
  /** Holds a value to a depth that everything that walks through it can walk. */
  shallow(value: Value): void;
}

export const effortOf = (steps: number): Effort => {
  let left = steps;
  let depth = 0;
  const spend = (some = 1): void => {
    left -= some;
    if (left <= 0) throw new Exhausted('the files ask for more evaluation than is done in one gate');
  };
  const shallow = (value: Value, levels: number): void => {
    spend();
    if (value === null || typeof value !== 'object' || isLazy(value)) return;
    if (levels === 0) throw new Exhausted('the value nests too deep');
    for (const member of Object.values(value)) shallow(member, levels - 1);
  };
  return {
    isSpent: () => left <= 0,
    spend,
    deeper(make) {
      if (depth >= DEEPEST) throw new Exhausted('what the value needs stands too many levels away');
      depth += 1;
      try {
        return make();
      } finally {
        depth -= 1;
      }
    },
    shallow: (value) => shallow(value, DEEPEST_VALUE),
  };
};

export const unresolved = (detail: string, reason: GapReason = 'unresolved_expression'): string =>
  unknown(reason, detail);

/** The mark alone, where the value or a piece of its text is not known. */
export const hiddenIn = (value: Value): string | undefined => {
  if (typeof value !== 'string')
    return isLazy(value) ? unresolved('a resource as a whole is known after apply', 'known_after_apply') : undefined;
  const cause = unknownIn(value);
  return cause === undefined ? undefined : unknown(cause.reason, cause.detail);
};

/** The mark of the first place, at any depth, that is not known. */
export const hiddenBelow = (value: Value, effort: Effort): string | undefined => {
  effort.spend();
  const own = hiddenIn(value);
  if (own !== undefined || value === null || typeof value !== 'object' || isLazy(value)) return own;
  for (const [key, member] of Object.entries(value)) {
    const hidden = (isList(value) ? undefined : hiddenIn(key)) ?? hiddenBelow(member, effort);
    if (hidden !== undefined) return hidden;
  }
  return undefined;
};

/** A set is a list in its order without doubles, and keeps in mind that it is one: a set has no index. */
export const setOf = (items: readonly Value[], effort: Effort): readonly Value[] => {
  const seen = new Map<string, Value>();
  for (const item of items) seen.set(canonical(item, effort), item);
  const all = [...seen.values()];
  const isOrdered = ['string', 'number'].some((type) => all.every((item) => typeof item === type));
  const set = isOrdered ? all.toSorted((a, b) => (a !== null && b !== null && a < b ? -1 : 1)) : all;
  SETS.add(set);
  return set;
};

const SETS = new WeakSet<readonly Value[]>();

export const isSet = (value: Value): boolean => isList(value) && SETS.has(value);

/** Equal values give equal texts. */
export const canonical = (value: Value, effort: Effort): string => {
  effort.spend();
  if (isList(value)) return `[${value.map((item) => canonical(item, effort)).join(',')}]`;
  if (isMap(value))
    return `{${entriesOf(value)
      .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item, effort)}`)
      .join(',')}}`;
  return JSON.stringify(value) ?? 'null';
};

/** Members in the order in which Terraform walks through them. */
export const entriesOf = (value: ValueObject): [string, Value][] =>
  Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** The longest text and list that an expression may make. */
const LONGEST = 1 << 20;

export const bounded = <T extends string | readonly Value[]>(value: T): T => {
  if (value.length > LONGEST) throw new Exhausted('an expression makes a value larger than is evaluated');
  return value;
};

/** The text that a scalar is in a template; undefined where it has none. */
export const textOf = (value: Value): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return undefined;
  const text = String(value);
  return text.includes('e') ? unresolved(`the number ${text} is not known exactly`) : text;
};

export const numberOf = (value: Value): number => {
  const number = typeof value === 'string' && /^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number') throw new Refused('a number is required');
  return number;
};

export const booleanOf = (value: Value): boolean => {
  if (value === true || value === 'true' || value === '1') return true;
  if (value === false || value === 'false' || value === '0') return false;
  throw new Refused('true or false is required');
};

/** A number as exact as Terraform's would be, or a mark. */
export const exactly = (value: number): Value => {
  if (!Number.isFinite(value)) return unresolved('the number is not known exactly');
  if (Number.isInteger(value))
    return Number.isSafeInteger(value) ? value : unresolved('the number is too large to be known exactly');
  return Number(value.toPrecision(16));
};
