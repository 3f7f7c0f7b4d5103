import { Malformed } from './yaml.js';

/** The text of a file. Throws {@link Malformed} on what is no UTF-8: read as something else it would say something else. */
export const textIn = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Malformed('the file is not encoded in UTF-8; convert it first');
  }
};
