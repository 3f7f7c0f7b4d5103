import { inflateSync } from 'node:zlib';

/**
 * Is a PDF as its writer left it? PDFium mends what it can and passes over the rest in silence: a file that was cut off, and a
 * stream that cannot be unpacked to its end, are pages on which nothing is seen.
 */
export const isWhole = (bytes: Buffer): boolean => hasItsEnd(bytes) && streamsAreWhole(bytes);

/** ISO 32000-2, 7.5.5: the last lines say where the list of objects is. A linearised file says its length, too (annex F). */
const hasItsEnd = (bytes: Buffer): boolean => {
  const tail = bytes.subarray(-2048).toString('latin1');
  const [, place] = /startxref\s+(\d+)\s+%%EOF[\s\0]*$/.exec(tail) ?? [];
  if (place === undefined) return false;
  const [, length] = /\/Linearized\b[^>]*\/L\s+(\d+)/.exec(bytes.subarray(0, 1024).toString('latin1')) ?? [];
  // What was added behind a linearised file makes it an ordinary one.
  if (length !== undefined && Number(length) > bytes.length) return false;
  const at = Number(place);
  return /^\s*(?:xref|\d+\s+\d+\s+obj)/.test(bytes.subarray(at, at + 64).toString('latin1'));
};

const DICTIONARY = 4096;
/** So much of a stream is unpacked to see whether it can be. */
const MOST_UNPACKED = 32 * 2 ** 20;

const streamsAreWhole = (bytes: Buffer): boolean => {
  // Encrypted ones cannot be unpacked here; PDFium does where no password is needed.
  if (bytes.includes('/Encrypt')) return true;
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    const before = bytes.subarray(Math.max(0, at - DICTIONARY), at).toString('latin1');
    const [, dictionary] = /\bobj\b((?:(?!\bobj\b)[\s\S])*>>\s*)$/.exec(before) ?? [];
    if (dictionary === undefined || !/\/Filter\s*\[?\s*\/(?:FlateDecode|Fl)\b/.test(dictionary)) continue;
    // A picture is told as one, whole or not.
    if (/\/Subtype\s*\/Image\b/.test(dictionary)) continue;
    const start = at + 6 + (bytes[at + 6] === 13 ? 1 : 0) + 1;
    if (!isPacked(bytes.subarray(start))) return false;
  }
  return true;
};

const isPacked = (bytes: Uint8Array): boolean => {
  try {
    inflateSync(bytes, { maxOutputLength: MOST_UNPACKED });
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
  }
};
