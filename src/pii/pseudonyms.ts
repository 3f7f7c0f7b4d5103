import { createHmac } from 'node:crypto';
import type { PiiType } from '../model/pii.js';
import { isLuhn, isMyNumber } from './check-digits.js';

/** What stands in a masked copy where a value was. */
export type Pseudonym = (type: PiiType, value: string) => string;

/** Least bytes of a key: those of what HMAC-SHA-256 makes of it (RFC 2104, section 3). */
export const LEAST_KEY = 32;

/**
 * Without a key only the type is left, `[phone]`. With one the same value is the same pseudonym in every file, and nobody
 * without the key can try out which value it was. Digits stay digits where no such number can be anybody's: a card and a
 * My Number whose check digit is wrong, a Social Security number of an area that does not exist. Of the rest any digits could be
 * somebody's, and a pseudonym says what it is: `[phone:bcdfghjkmnpqrstv]`. An address of e-mail is one below `invalid` (RFC 2606).
 */
export const pseudonymsBy = (key: Uint8Array | undefined): Pseudonym => {
  if (key === undefined) return (type) => `[${type}]`;
  return (type, value) => {
    const digest = digestOf(key, type, value);
    if (type === 'email') return `${lettersOf(digest)}@${MASKED_DOMAIN}`;
    return digitsFor(type, value, digest) ?? `[${type}:${lettersOf(digest)}]`;
  };
};

/** What a value is called in results by a key: the same value, however it is written, has the same. 128 bits. */
export type ValueHash = (type: PiiType, value: string) => string;

export const hashesBy =
  (key: Uint8Array): ValueHash =>
  (type, value) =>
    digestOf(key, type, value).toString('hex', 0, 16);

const digestOf = (key: Uint8Array, type: PiiType, value: string): Buffer =>
  createHmac('sha256', key)
    .update(`${type}\0${sameOf(type, value)}`)
    .digest();

/** A name that no domain can have. */
export const MASKED_DOMAIN = 'masked.invalid';

/** Tells which key was used, and nothing of it. */
export const keyIdOf = (key: Uint8Array): string =>
  createHmac('sha256', key).update('kansa mask').digest('hex').slice(0, 16);

/** What two ways of writing one value have in common. */
const sameOf = (type: PiiType, value: string): string => {
  const plain = value.normalize('NFKC');
  switch (type) {
    case 'address':
    case 'name':
      return plain.replaceAll(/\s/g, '');
    case 'email':
      return plain.toLowerCase();
    case 'birth_date':
    case 'confidential_label':
    case 'organisation_term':
    case 'organisation_pattern':
    case 'private_key':
    case 'assigned_secret':
    case 'url_credentials':
    case 'json_web_token':
    case 'github_token':
    case 'slack_token':
    case 'aws_access_key_id':
      return plain;
    default:
      return plain.replaceAll(/[^\p{L}\p{N}+]/gu, '').toUpperCase();
  }
};

/** Without vowels, so that no words arise, and without digits, of which a detector would make something. */
const LETTERS = 'bcdfghjkmnpqrstv';

/** 64 bits. */
const lettersOf = (digest: Uint8Array): string =>
  Array.from(digest.subarray(0, 8), (byte) => `${LETTERS[byte >> 4]}${LETTERS[byte & 15]}`).join('');

const DIGIT = /\p{Nd}/gu;

/** The value with other digits that are nobody's; undefined where such a number could be. */
const digitsFor = (type: PiiType, value: string, digest: Uint8Array): string | undefined => {
  const count = value.match(DIGIT)?.length ?? 0;
  // The first is no zero: a number of JSON begins with none.
  const digits = Array.from({ length: count }, (_, index) =>
    index === 0 ? 1 + ((digest[0] ?? 0) % 9) : (digest[index % digest.length] ?? 0) % 10,
  );
  const isValid = CHECKED[type];
  if (isValid !== undefined) {
    while (isValid(digits.join(''))) digits[count - 1] = ((digits[count - 1] ?? 0) + 1) % 10;
    return withDigits(value, digits);
  }
  // Areas 000 are not given out (https://www.ssa.gov/employer/randomization.html).
  return type === 'us_ssn' ? withDigits(value, [0, 0, 0, ...digits.slice(3)]) : undefined;
};

const CHECKED: Partial<Record<PiiType, (digits: string) => boolean>> = {
  credit_card: isLuhn,
  my_number: isMyNumber,
};

const withDigits = (value: string, digits: readonly number[]): string => {
  let at = 0;
  return value.replaceAll(DIGIT, () => String(digits[at++]));
};
