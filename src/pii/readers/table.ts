import { Unreadable } from '../../model/errors.js';
import { isHeader } from '../header.js';
import { isFieldName } from '../lexicon.js';
import { type Held, type Origin, type Place, type Reader, type Value, WINDOW, windows } from './value.js';

/**
 * CSV (RFC 4180) and TSV. The first row names the columns where it holds a word that says what a value is, and nothing that
 * is one; else nobody is named by it, and columns have numbers. Without `separator`, the one that the first row
 * holds most often.
 */
export const tableReader = (
  separator: string | undefined,
  take: (value: Value) => void,
  { longest = WINDOW, withOrigin = false, isPassedOver = NEVER }: Held = {},
): Reader => {
  let delimiter = separator;
  let buffer = '';
  let at = 0;
  /** What was before the buffer. */
  let before = 0;
  let line = 1;
  let column = 0;
  let names: readonly string[] | undefined;
  let shown: readonly (string | undefined)[] = [];
  let first: string[] = [];
  /** A value that is too long to be held, and whether it is quoted. */
  let long: { readonly reader: Reader; readonly isQuoted: boolean } | undefined;

  /** The next separator and the next line feed: where they were found they stay, until the reader is past them. */
  let nextSeparator = UNKNOWN;
  let nextFeed = UNKNOWN;

  /** Where a value ends that is not quoted: a separator, a line feed, or the end of what is there. */
  const plainEnd = (from: number): number => {
    if (nextSeparator < from) nextSeparator = placeIn(buffer, delimiter ?? ',', from);
    if (nextFeed < from) nextFeed = placeIn(buffer, '\n', from);
    return Math.min(nextSeparator, nextFeed, buffer.length);
  };

  const placeOf = (field: number): Place => {
    const fieldName = shown[field];
    // Not spread: a table has millions of places.
    return fieldName === undefined
      ? { line, hasLines: true, field: field + 1 }
      : { line, hasLines: true, field: field + 1, fieldName };
  };

  const give = (text: string, origin: Origin | undefined): void => {
    if (long !== undefined) {
      long.reader.push(text);
      long.reader.end();
      long = undefined;
      return;
    }
    if (names === undefined) first.push(text);
    // A row without end is no header, and must not be held.
    if (first.length > MOST_COLUMNS) [names, first] = [[], []];
    const field = names?.[column] ?? '';
    if (text !== '' && !isPassedOver(text, field))
      take({ text, field, place: placeOf(column), from: 0, to: text.length, origin });
  };

  const endRow = (): void => {
    if (names === undefined) {
      names = isHeader(first) ? first : [];
      shown = names.map((name) => (isFieldName(name) ? name : undefined));
      first = [];
    }
    column = 0;
  };

  /** Reads one value and what ends it; false where more text is needed. */
  const step = (isLast: boolean): boolean => {
    const isQuoted = long?.isQuoted ?? buffer[at] === '"';
    const from = isQuoted && long === undefined ? at + 1 : at;
    const end = isQuoted ? quoteEnd(buffer, from, isLast) : from;
    if (end < 0) {
      if (isLast) throw new Unreadable('a quote that is opened is never closed');
      if (buffer.length - at > longest) stretch(true, from);
      return false;
    }
    const quoted = isQuoted ? buffer.slice(from, end) : '';
    // What stands between a closing quote and the separator belongs to nothing, and is looked at all the same.
    const rest = isQuoted ? end + 1 : from;
    const stop = plainEnd(rest);
    if (stop === buffer.length && !isLast) {
      if (!isQuoted && buffer.length - at > longest) stretch(false, from);
      return false;
    }
    const hasReturn = stop > rest && buffer.charCodeAt(stop - 1) === RETURN;
    const tail = buffer.slice(rest, hasReturn ? stop - 1 : stop);
    const origin: Origin | undefined = withOrigin
      ? { at: before + from, raw: buffer.slice(from, rest) + tail, form: isQuoted ? 'quoted' : 'plain' }
      : undefined;
    give(isQuoted ? quoted.replaceAll('""', '"') + tail : tail, origin);
    if (isQuoted) line += feedsIn(quoted);
    column += 1;
    if (stop < buffer.length && stop !== nextSeparator) {
      endRow();
      line += 1;
    }
    at = stop + 1;
    return true;
  };

  const stretch = (isQuoted: boolean, from: number): void => {
    long ??= { reader: windows(names?.[column] ?? '', placeOf(column), take), isQuoted };
    // The halves of a doubled quote stay together.
    const quotes = /"{0,1024}$/.exec(buffer.slice(-1024))?.[0].length ?? 0;
    const safe = buffer.length - (isQuoted ? quotes % 2 : 0);
    const text = buffer.slice(from, safe);
    long.reader.push(isQuoted ? text.replaceAll('""', '"') : text);
    line += feedsIn(text);
    at = safe;
  };

  const run = (isLast: boolean): void => {
    while (at < buffer.length && step(isLast));
    buffer = buffer.slice(at);
    before += at;
    at = 0;
    [nextSeparator, nextFeed] = [UNKNOWN, UNKNOWN];
  };

  return {
    push(text) {
      buffer += text;
      delimiter ??= sniffed(buffer);
      run(false);
    },
    end() {
      run(true);
      long?.reader.end();
      if (first.length > 0) endRow();
    },
  };
};

const NEVER = (): boolean => false;

/** Of which the names are kept. */
const MOST_COLUMNS = 10_000;

const RETURN = 13;

const UNKNOWN = -1;

/** Behind every other place where there is none, so that nobody looks for it again. */
const placeIn = (text: string, what: string, from: number): number => {
  const place = text.indexOf(what, from);
  return place < 0 ? Number.POSITIVE_INFINITY : place;
};

/** The quote that closes a value; negative where it is not there yet: the last one may be the first of two. */
const quoteEnd = (text: string, from: number, isLast: boolean): number => {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (at === text.length - 1 && !isLast) return -1;
    if (text[at + 1] !== '"') return at;
  }
  return -1;
};

const feedsIn = (text: string): number => {
  let feeds = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) feeds += 1;
  return feeds;
};

const sniffed = (text: string): string => {
  const [row = ''] = text.split('\n', 1);
  const count = (character: string) => row.split(character).length;
  return [',', '\t', ';'].reduce((best, other) => (count(other) > count(best) ? other : best));
};
