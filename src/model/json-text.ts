import { Unreadable } from './errors.js';
import { isObject } from './json.js';

/** The object that a text holds as JSON. Throws {@link Unreadable}, and not the parser's own error, which quotes the text. */
export const objectFrom = (text: string, what: string): Readonly<Record<string, unknown>> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Unreadable(`${what} is no JSON`);
  }
  if (!isObject(value)) throw new Unreadable(`${what} is no object`);
  return value;
};
