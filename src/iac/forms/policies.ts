import { Unreadable } from '../../model/errors.js';
import { isObject } from '../../model/json.js';
import { objectFrom } from '../../model/json-text.js';
import { normalisedDocument } from '../../model/policy-document.js';
import { unknown, unknownIn } from '../unknown.js';

/** A list as such, also where a template writes its only element bare; an unknown one stays one unknown element. */
export const listIn = (value: unknown): readonly unknown[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
};

/** A text without anything in it that nobody knows: what a resource may be called. */
export const isKnownText = (value: unknown): value is string =>
  typeof value === 'string' && unknownIn(value) === undefined;

/** The object with the policy that stands at a member in its one form; what is no policy is unknown. */
export const policyAt = (
  object: Readonly<Record<string, unknown>>,
  member: string,
): Readonly<Record<string, unknown>> => {
  const written = object[member];
  return written === undefined ? object : { ...object, [member]: policyIn(written) };
};

/** A policy as text or object in the form that controls read. */
export const policyIn = (written: unknown): unknown => {
  if (typeof written === 'string' && unknownIn(written) !== undefined) {
    // A text that was put together from pieces, of which some are known: what surrounds an unknown piece still counts.
    const pieces = /^\s*\{/.test(written)
      ? readable(() => normalisedDocument(objectFrom(quoted(written), 'the policy')))
      : undefined;
    return isObject(pieces) ? pieces : written;
  }
  return readable(() =>
    normalisedDocument(typeof written === 'string' ? objectFrom(written, 'the policy') : objectOf(written)),
  );
};

/** The marks of unknown pieces as JSON writes them inside a text. */
const quoted = (text: string): string => text.replaceAll('\u0000', '\\u0000');

const objectOf = (value: unknown): Readonly<Record<string, unknown>> => {
  if (!isObject(value)) throw new Unreadable('the policy is no object');
  return value;
};

/** What cannot be read is unknown. */
export const readable = (reading: () => unknown): unknown => {
  try {
    return reading();
  } catch (error) {
    if (error instanceof Unreadable) return unknown('parse_error', error.message);
    throw error;
  }
};
