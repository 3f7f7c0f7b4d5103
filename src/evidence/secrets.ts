import type { SecretCount } from '../model/scrubbed.js';
import { PLACES, SHAPES } from '../model/secret-shapes.js';

/** How many secrets of which kind a script holds, in the order of their kinds. */
export const secretsOf = (script: string): readonly SecretCount[] =>
  Object.entries({ ...SHAPES, ...PLACES })
    .map(([kind, pattern]) => ({ kind, count: [...script.matchAll(pattern)].length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => (a.kind < b.kind ? -1 : 1));

/**
 * The same of a variable, whose name may say what its value is. What merely tells where a secret lies (an ARN, a path, a
 * reference that is resolved later) is none.
 */
export const secretsOfVariable = (name: string, value: string): readonly SecretCount[] =>
  /^(?:arn:|\/|https?:\/\/|\{\{)/i.test(value)
    ? secretsOf(value).filter(({ kind }) => kind !== 'assigned_secret')
    : secretsOf(`${name}=${value}`);

/** The script that a member holds: AWS takes and gives scripts in Base64 (RFC 4648). */
export const scriptOf = (content: string): string =>
  /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(content) ? Buffer.from(content, 'base64').toString('utf8') : content;

/** Could it be read? What was no UTF-8 (a script that is packed) is full of replacement characters. */
export const isText = (text: string): boolean => !text.includes('\ufffd');
