import { hash } from 'node:crypto';
import { visible } from '../untrusted.js';

/** What OSCAL documents are made of: its data types (https://pages.nist.gov/OSCAL/reference/datatypes/), its UUIDs, its properties. */
export interface Prop {
  readonly name: string;
  readonly ns: string;
  readonly value: string;
  /** Properties of one group belong together. */
  readonly group?: string;
}

/** Of the properties that OSCAL itself does not know. */
export const NAMESPACE = 'https://kansa.dev/oscal/v1';

export const prop = (name: string, value: string, group?: string): Prop => ({
  name,
  ns: NAMESPACE,
  value: line(value),
  ...(group !== undefined && { group }),
});

/** The data type string: one line, not empty, that neither begins nor ends with a space. */
export const line = (text: string): string =>
  // What most texts are: nothing of it is hidden, and no space is at an end.
  PLAIN.test(text) ? text : visible(text).replaceAll(/^\s|\s$/g, codeOf) || '-';

const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

const codeOf = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * The data type markup-line: CommonMark in which names are nothing but themselves. What HTML knows becomes an entity, so
 * that it does nothing either where somebody takes the text for HTML; what only Markdown knows is escaped.
 */
export const prose = (text: string): string => (WORDS_ONLY.test(text) ? text : escaped(line(text)));

/** Words and the marks between them, which mean nothing to Markdown. */
const WORDS_ONLY = /^[A-Za-z](?:[A-Za-z0-9 ,;:/'-]*[A-Za-z0-9])?$/;

const escaped = (text: string): string =>
  text
    .replaceAll(/[\\`*_[\]{}~^$|!"]/g, '\\$&')
    .replaceAll(/[&<>]/g, (character) => ENTITIES[character] ?? character)
    .replace(/^(\d*)([-#+=.)])/, '$1\\$2');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** The data type token of each name, of ASCII, as every reader of OSCAL takes it; no two names get the same. */
export const tokensOf = (names: readonly string[]): ReadonlyMap<string, string> => {
  const tokens = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of new Set(names)) {
    const plain = name.replaceAll(/[^A-Za-z0-9._-]/g, '.').replace(/^(?![A-Za-z_])/, '_');
    let token = plain;
    for (let count = 2; taken.has(token); count += 1) token = `${plain}.${count}`;
    taken.add(token);
    tokens.set(name, token);
  }
  return tokens;
};

/** The data type date-time-with-timezone; a year of more than four digits, which it lacks, becomes the nearest that it has. */
export const instant = (time: number): string => new Date(Math.min(Math.max(time, FIRST), LAST)).toISOString();

const FIRST = Date.parse('0001-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/** A UUID of version 5 (RFC 9562), in a namespace of kansa's own: the same name has the same one for good. */
export const uuidOf = (name: string): string => {
  const hex = hash('sha1', Buffer.concat([KANSA, Buffer.from(name)]), 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const KANSA = Buffer.from('1f6d3b0a5c1e4f7f9a4e6b2d8c7a9e31', 'hex');

/** Many of something, each made when it is written: all observations of a large run at once would fill the memory. */
export const lazily = <T, U>(items: readonly T[], make: (item: T) => U): Iterable<U> => ({
  *[Symbol.iterator]() {
    for (const item of items) yield make(item);
  },
});

/** JSON in pieces, of which one observation, finding or resource is one line: a difference of two documents can be read. */
export function* documentPieces(value: unknown, depth = 0): Iterable<string> {
  if (isIterable(value) && depth <= DEEPEST)
    yield* enclosed('[]', value, depth, (item) => documentPieces(item, depth + 1));
  else if (typeof value === 'object' && value !== null && depth < DEEPEST)
    yield* enclosed('{}', Object.entries(value), depth, function* ([name, item]) {
      yield `${JSON.stringify(name)}: `;
      yield* documentPieces(item, depth + 1);
    });
  else yield JSON.stringify(value);
}

function* enclosed<T>(
  brackets: '[]' | '{}',
  items: Iterable<T>,
  depth: number,
  piecesOf: (item: T) => Iterable<string>,
): Iterable<string> {
  const pad = `\n${'  '.repeat(depth)}`;
  let separator = '';
  yield brackets.slice(0, 1);
  for (const item of items) {
    yield `${separator}${pad}  `;
    yield* piecesOf(item);
    separator = ',';
  }
  yield `${separator === '' ? '' : pad}${brackets.slice(1)}`;
}

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

/** `assessment-results` › `results` › a result › `observations` › an observation; resources stand one deeper. */
const DEEPEST = 5;
