import { gunzipSync, inflateSync } from 'node:zlib';
import type { RecordValue } from '../model/data-record.js';
import { isGzip } from './look.js';

/** A record as one line of JSON, and how much of it is in no such line. */
interface RecordLine {
  readonly line: string;
  /** Bytes that are no text. */
  readonly binary: number;
  /** Values of a kind that is not known. */
  readonly unknown: number;
}

/**
 * A record as JSON, in which texts that are JSON themselves stand as that, so that members keep their names: as they are written, for a
 * number has more digits than JavaScript tells and a name may stand twice.
 */
export const recordLine = (value: RecordValue): RecordLine => {
  const unread = { binary: 0, unknown: 0 };
  const line = jsonOf(value, unread);
  return { line, ...unread };
};

const jsonOf = (value: RecordValue, unread: { binary: number; unknown: number }): string => {
  if (typeof value === 'string') return textOf(value, 0);
  if (value === null) return 'null';
  if (value === undefined) {
    unread.unknown += 1;
    return 'null';
  }
  if (value instanceof Uint8Array) {
    const text = decoded(value);
    if (text === undefined) unread.binary += 1;
    return text === undefined ? 'null' : textOf(text, 0);
  }
  if (value instanceof Map)
    return `{${[...value].map(([name, member]) => `${JSON.stringify(name)}:${jsonOf(member, unread)}`).join(',')}}`;
  return `[${[...value.values()].map((one) => jsonOf(one as RecordValue, unread)).join(',')}]`;
};

/** JSON in JSON doubles its quotes' escapes with every level: deeper ones are no data that somebody wrote. */
const DEEPEST = 20;

const textOf = (text: string, depth: number): string => {
  if (depth > DEEPEST || !/^\s*[{[]/.test(text) || !isJson(text)) return JSON.stringify(text);
  // Within texts JSON has no line ends: these stand between values.
  return text
    .replaceAll(/[\r\n]/g, ' ')
    .replaceAll(TEXT, (literal: string, colon: string | undefined) =>
      colon === undefined && /^"\s*[{[]/.test(literal) ? textOf(JSON.parse(literal), depth + 1) : literal,
    );
};

/** A text of valid JSON, and the colon behind the name of a member. */
const TEXT = /"[^"\\]*(?:\\.[^"\\]*)*"(?=(\s*:)?)/g;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
};

/** Unpacked, of one value. */
const MOST_UNPACKED = 16 * 2 ** 20;

/** Bytes that are text in UTF-8, packed by gzip or zlib or not; undefined where they are none. */
const decoded = (bytes: Uint8Array): string | undefined => {
  const packed = isGzip(bytes) ? gunzipSync : isZlib(bytes) ? inflateSync : undefined;
  const plain = packed && unlessBroken(() => packed(bytes, { maxOutputLength: MOST_UNPACKED }));
  const text = unlessBroken(() => new TextDecoder('utf-8', { fatal: true }).decode(plain ?? bytes));
  return text === undefined || NO_TEXT.test(text) ? undefined : text;
};

/** Undefined where the bytes are broken, too many, or none of what is asked: whoever asks tells then that they are not read. */
const unlessBroken = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^(?:Z_|ERR_)/.test(String(error.code))) return undefined;
    throw error;
  }
};

/** RFC 1950, 2.2: the method is 8, and the first two bytes are a multiple of 31. */
const isZlib = ([first = 0, second = 0]: Uint8Array): boolean =>
  (first & 0x0f) === 8 && first >> 4 <= 7 && ((first << 8) | second) % 31 === 0;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what stands in no text
const NO_TEXT = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;
