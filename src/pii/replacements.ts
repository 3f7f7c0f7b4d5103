import type { Within } from './batches.js';
import type { Origin } from './readers/value.js';

/** A stretch of a decoded file, from one UTF-16 code unit to before another, and what stands there in the masked copy. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Where the file has to be changed so that a pseudonym stands for what was found; undefined where the place in the file is not known.
 * The pseudonym must need no escape in any format.
 */
export const replacementOf = ({ value, start, end }: Within, pseudonym: string): Replacement | undefined => {
  const { origin } = value;
  if (origin === undefined) return undefined;
  const { at, raw, form } = origin;
  if (form === 'number') {
    const changed = value.text.slice(0, start) + pseudonym + value.text.slice(end);
    // What is no number any more is a text.
    return { start: at, end: at + raw.length, text: NUMBER.test(changed) ? changed : JSON.stringify(changed) };
  }
  const [from, to] = [rawPlace(origin, start), rawPlace(origin, end)];
  // The quote that ends a value stays, whatever was found across it.
  const closes = form === 'quoted' && isClosed(raw.slice(0, to)) && !isClosed(raw.slice(0, from));
  return { start: at + from, end: at + to, text: closes ? `${pseudonym}"` : pseudonym };
};

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Where the character at a place of a value begins in the text that it was read from. */
const rawPlace = ({ raw, form }: Origin, place: number): number => {
  if (form === 'plain' || form === 'number') return place;
  const unit = form === 'json' ? jsonUnit : quotedUnit;
  let at = 0;
  for (let units = 0; units < place; ) {
    const length = unit(raw, at);
    // The quote that ends a value stands for nothing.
    units += length === CLOSING ? 0 : 1;
    at += length === CLOSING ? 1 : length;
    if (length === CLOSING) return at + (place - units);
  }
  return at;
};

/** How many characters of a text in JSON make one code unit of what it says. */
const jsonUnit = (raw: string, at: number): number => (raw[at] !== '\\' ? 1 : raw[at + 1] === 'u' ? 6 : 2);

const CLOSING = -1;

const quotedUnit = (raw: string, at: number): number => (raw[at] !== '"' ? 1 : raw[at + 1] === '"' ? 2 : CLOSING);

const isClosed = (raw: string): boolean => raw.replaceAll('""', '').includes('"');

/** The text of a file with its replacements, piece by piece as it comes. They are in the order of their places. */
export const replacing = (replacements: readonly Replacement[]) => {
  let next = 0;
  let offset = 0;
  let pending = '';
  const take = (until: number): string => {
    let out = '';
    for (let one = replacements[next]; one !== undefined && one.end <= until; one = replacements[next]) {
      out += pending.slice(0, one.start - offset) + one.text;
      pending = pending.slice(one.end - offset);
      offset = one.end;
      next += 1;
    }
    // What the next one may take a part of waits for the rest of it.
    const free = Math.min(until, replacements[next]?.start ?? until);
    out += pending.slice(0, free - offset);
    pending = pending.slice(free - offset);
    offset = free;
    return out;
  };
  return (text: string): string => {
    pending += text;
    return take(offset + pending.length);
  };
};
