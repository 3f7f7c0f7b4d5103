import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { type Call, type Input, isRecord } from './resolve.js';

/**
 * What an answer file holds. Entries are tried in order: the first `answer` or `error` that fits a call is given;
 * where there is none, every fitting `patch`, `replace`, `times` or `encode` mends what moto said.
 */
export type AnswerFile = {
  readonly origin: 'written';
  /** The API model and client that the answers were written from. */
  readonly model: string;
  readonly service: string;
  readonly entries: readonly Entry[];
};

export type Entry = {
  readonly operation: string;
  readonly region?: string;
  /** Members that the input must have, compared by value; `{"$oneOf": [...]}` `{"$absent": true}` and `{"$empty": true}` (`{}` or `[]`) stand for values. */
  readonly match?: Input;
  readonly answer?: Input;
  /** Cuts a written answer into pages, or one of moto that takes no notice of the page size. */
  readonly page?: Page;
  readonly error?: { readonly code: string; readonly status: number; readonly message: string };
  /** A merge patch (RFC 7396) for moto's answer; in a list, `{"$by": member, "<its value>": patch}` patches single items. */
  readonly patch?: Input;
  /** Members that moto's answer must have for the patch to apply. */
  readonly where?: Input;
  /** Text to text, for moto's answers in XML. */
  readonly replace?: Readonly<Record<string, string>>;
  /** Times in moto's XML: the element's first text after the given one becomes `at`, counted back from now. */
  readonly times?: readonly { readonly after: string; readonly element: string; readonly at: string }[];
  /** XML elements whose text moto forgets to percent-encode (RFC 3986), as IAM does with policies. */
  readonly encode?: readonly string[];
};

/**
 * The list that is paged, the most items a page has unless the caller wants fewer, and the model's names: `size` and
 * `token` of the input, `next` (the same as `token` unless given) and the flag `more` of the output.
 */
type Page = {
  readonly items: string;
  readonly limit: number;
  readonly size: string;
  readonly token: string;
  readonly next?: string;
  readonly more?: string;
};

const object = { type: 'object' } as const;
const string = { type: 'string' } as const;
const strict = { type: 'object', additionalProperties: false } as const;

const isAnswerFile = new Ajv({ strictRequired: false }).compile<AnswerFile>({
  ...strict,
  required: ['origin', 'model', 'service', 'entries'],
  properties: {
    origin: { const: 'written' },
    model: string,
    service: string,
    entries: {
      type: 'array',
      items: {
        ...strict,
        required: ['operation'],
        oneOf: ['answer', 'error', 'patch', 'replace', 'encode', 'times'].map((kind) => ({ required: [kind] })),
        properties: {
          operation: string,
          region: string,
          match: object,
          answer: object,
          page: {
            ...strict,
            required: ['items', 'limit', 'size', 'token'],
            properties: {
              items: string,
              limit: { type: 'integer', minimum: 1 },
              size: string,
              token: string,
              next: string,
              more: string,
            },
          },
          error: {
            ...strict,
            required: ['code', 'status', 'message'],
            properties: { code: string, status: { type: 'integer' }, message: string },
          },
          patch: object,
          where: object,
          replace: { type: 'object', additionalProperties: string },
          encode: { type: 'array', items: string },
          times: {
            type: 'array',
            items: {
              ...strict,
              required: ['after', 'element', 'at'],
              properties: { after: string, element: string, at: string },
            },
          },
        },
      },
    },
  },
});

const FOLDER = new URL('./answers/', import.meta.url);

/** All answer files by name, in name order. */
export const loadAnswers = (): ReadonlyMap<string, AnswerFile> =>
  new Map(
    readdirSync(FOLDER)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => {
        const value: unknown = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
        if (isAnswerFile(value)) return [name, value];
        const [error] = isAnswerFile.errors ?? [];
        throw new Error(`answers/${name}: ${error?.instancePath} ${error?.message}`);
      }),
  );

/** The entry that answers the call in moto's place, if one does. */
export const findAnswer = (entries: readonly Entry[], call: Call): Entry | undefined =>
  entries.find((entry) => !mends(entry) && fits(entry, call));

/** The entries that mend what moto says. */
export const findPatches = (entries: readonly Entry[], call: Call): readonly Entry[] =>
  entries.filter((entry) => mends(entry) && fits(entry, call));

const mends = ({ answer, error }: Entry): boolean => answer === undefined && error === undefined;

const fits = ({ operation, region, match = {} }: Entry, call: Call): boolean =>
  operation === call.operation && (region === undefined || region === call.region) && contains(call.input, match);

/** Whether `whole` has every member of `part`, by value, at any depth. */
const contains = (whole: unknown, part: unknown): boolean => {
  if (Array.isArray(part)) return Array.isArray(whole) && part.every((item, i) => contains(whole[i], item));
  if (!isRecord(part)) return whole === part;
  if (Array.isArray(part.$oneOf)) return part.$oneOf.some((one) => contains(whole, one));
  if (part.$absent === true) return whole === undefined;
  if (part.$empty === true) return typeof whole === 'object' && whole !== null && Object.keys(whole).length === 0;
  return isRecord(whole) && Object.entries(part).every(([key, value]) => contains(whole[key], value));
};

/** moto's answer, mended. */
export const patched = (said: string, entries: readonly Entry[], call: Call, now: number): string => {
  const replaced = entries
    .flatMap(({ replace = {} }) => Object.entries(replace))
    .reduce((text, [from, to]) => text.replaceAll(from, to), said);
  const dated = entries
    .flatMap(({ times = [] }) => times)
    .reduce((text, { after, element, at: mark }) => withTime(text, after, element, at(mark, now)), replaced);
  const text = entries.flatMap(({ encode = [] }) => encode).reduce(percentEncode, dated);
  const merges = entries.filter(({ patch }) => patch !== undefined);
  if (merges.length === 0) return text;
  const parsed: unknown = JSON.parse(text);
  const merged = merges.reduce(
    (whole, { where = {}, patch }) => (contains(whole, where) ? merge(whole, render(patch, now)) : whole),
    parsed,
  );
  const page = merges.find((entry) => entry.page !== undefined)?.page;
  return JSON.stringify(page !== undefined && isRecord(merged) ? cut(merged, page, call.input) : merged);
};

const withTime = (text: string, after: string, element: string, time: number): string => {
  const from = text.indexOf(after);
  const open = `<${element}>`;
  const start = text.indexOf(open, from) + open.length;
  const end = text.indexOf(`</${element}>`, start);
  if (from < 0 || start < open.length || end < 0) return text;
  return text.slice(0, start) + new Date(time).toISOString().replace('.000Z', 'Z') + text.slice(end);
};

const percentEncode = (text: string, element: string): string =>
  text.replace(new RegExp(`(?<=<${element}>)[^<]*(?=</${element}>)`, 'g'), (content) =>
    encodeURIComponent(unescapeXml(content)).replace(
      /[!'()*]/g,
      (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  );

const unescapeXml = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const merge = (target: unknown, patch: unknown): unknown => {
  if (!isRecord(patch)) return patch;
  if (Array.isArray(target)) {
    const { $by, ...byValue } = patch;
    return target.map((item) => {
      const key = isRecord(item) && typeof $by === 'string' ? String(item[$by]) : '';
      return key in byValue ? merge(item, byValue[key]) : item;
    });
  }
  const entries = Object.entries(patch).map(([key, value]) => [key, merge(isRecord(target) ? target[key] : {}, value)]);
  const merged: Record<string, unknown> = { ...(isRecord(target) ? target : {}), ...Object.fromEntries(entries) };
  return Object.fromEntries(Object.entries(merged).filter(([key]) => patch[key] !== null));
};

/** One page of a written answer, with its marks for time and nested JSON resolved. */
export const written = ({ answer = {}, page }: Entry, call: Call, now: number): Input => {
  const rendered = render(answer, now);
  if (!isRecord(rendered)) return {};
  const filtered = call.operation === 'LookupEvents' ? lookUp(rendered, call.input) : rendered;
  return page === undefined ? filtered : cut(filtered, page, call.input);
};

const cut = (answer: Input, { items, limit, size, token, next = token, more }: Page, input: Input): Input => {
  const all = answer[items];
  if (!Array.isArray(all)) return answer;
  const wanted = input[size];
  const asked = input[token];
  const from = typeof asked === 'string' ? Number(Buffer.from(asked, 'base64url').toString()) : 0;
  const to = from + (typeof wanted === 'number' ? Math.min(wanted, limit) : limit);
  return {
    ...answer,
    [items]: all.slice(from, to),
    ...(to < all.length && { [next]: Buffer.from(String(to)).toString('base64url') }),
    ...(more && { [more]: to < all.length }),
  };
};

/** CloudTrail filters by one attribute and a time window; newest first is how the answer file is written. */
const lookUp = (answer: Input, { LookupAttributes, StartTime, EndTime }: Input): Input => {
  const attribute: unknown = Array.isArray(LookupAttributes) ? LookupAttributes[0] : undefined;
  const events: unknown[] = Array.isArray(answer.Events) ? answer.Events : [];
  return {
    ...answer,
    Events: events.filter(
      (event) =>
        isRecord(event) &&
        typeof event.EventTime === 'number' &&
        (typeof StartTime !== 'number' || event.EventTime >= StartTime) &&
        (typeof EndTime !== 'number' || event.EventTime <= EndTime) &&
        hasAttribute(event, attribute),
    ),
  };
};

const hasAttribute = (event: Input, attribute: unknown): boolean => {
  if (!isRecord(attribute) || typeof attribute.AttributeKey !== 'string') return true;
  const { AttributeKey: key, AttributeValue: value } = attribute;
  const resources: unknown[] = Array.isArray(event.Resources) ? event.Resources : [];
  return event[key] === value || resources.some((resource) => isRecord(resource) && resource[key] === value);
};

/**
 * Resolves the marks of a written answer: `{"$seconds": "-20d 09:30"}` and `{"$iso": ...}` are the UTC time of day so
 * many days before `now` (ms), or after it with a plus, in the two forms that AWS's JSON takes; `{"$json": ...}` is JSON
 * within a string.
 */
export const render = (value: unknown, now: number): unknown => {
  if (Array.isArray(value)) return value.map((item) => render(item, now));
  if (!isRecord(value)) return value;
  if (typeof value.$seconds === 'string') return at(value.$seconds, now) / 1000;
  if (typeof value.$iso === 'string') return new Date(at(value.$iso, now)).toISOString().replace('.000Z', 'Z');
  if ('$json' in value) return JSON.stringify(render(value.$json, now));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, render(member, now)]));
};

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const at = (mark: string, now: number): number => {
  const [, days, hours, minutes] = /^([+-]\d+)d (\d\d):(\d\d)$/.exec(mark) ?? [];
  if (days === undefined) throw new Error(`${mark} is not a time mark such as "-20d 09:30"`);
  const midnight = Math.floor(now / DAY_MS) * DAY_MS;
  return midnight + Number(days) * DAY_MS + (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
};
