/** Numbers of a file that stand in the same field or behind the same words, and how many of them have a check digit. */
export interface Series {
  /** Counts a number once, however often it stands there. */
  note(key: string, digits: string, isRight: boolean): void;
  /** Have so many of them the check digit that it cannot be by chance? */
  isProven(key: string): boolean;
}

/** One number in eleven has a check digit of modulus 11 by chance: six of six, one series in 1.7 million. */
const LEAST = 6;
/** Somebody mistypes one. */
const SHARE = 0.9;
/** After so many different numbers a series says what it says. */
const MOST_NUMBERS = 100;
/** So many series are held of a file: those that were met last. */
const MOST_SERIES = 500;

export const newSeries = (): Series => {
  const held = new Map<string, { readonly right: Set<string>; readonly wrong: Set<string> }>();
  return {
    note(key, digits, isRight) {
      const one = held.get(key) ?? { right: new Set(), wrong: new Set() };
      // The order of a map is that in which its keys were set.
      held.delete(key);
      held.set(key, one);
      const [oldest] = held.size > MOST_SERIES ? held.keys() : [];
      if (oldest !== undefined) held.delete(oldest);
      if (one.right.size + one.wrong.size < MOST_NUMBERS) (isRight ? one.right : one.wrong).add(digits);
    },
    isProven(key) {
      const { right, wrong } = held.get(key) ?? NONE;
      return right.size >= LEAST && right.size >= SHARE * (right.size + wrong.size);
    },
  };
};

const NONE = { right: new Set<string>(), wrong: new Set<string>() };
