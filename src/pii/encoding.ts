/** Encodings that are told apart, by their names of the WHATWG Encoding Standard. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis' | 'euc-jp' | 'iso-2022-jp';

/** Decodes a piece as a whole, what is not valid as U+FFFD. One decoder each: an archive may hold ten thousand files, and Node frees decoders late. */
export const decoded = (encoding: Encoding | 'latin1', piece: Uint8Array): string => {
  const known = decoders.get(encoding) ?? new TextDecoder(encoding);
  decoders.set(encoding, known);
  return known.decode(piece);
};

const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

/** What a file begins with, or undefined where that is no text that anybody here can read. */
export const encodingsOf = (sample: Uint8Array): readonly Encoding[] => {
  const [first, second, third] = sample;
  if (first === 0xff && second === 0xfe) return ['utf-16le'];
  if (first === 0xfe && second === 0xff) return ['utf-16be'];
  if (first === 0xef && second === 0xbb && third === 0xbf) return ['utf-8'];
  if (switches(decoded('latin1', sample))) return ['iso-2022-jp'];
  return ['utf-8', ...likelier(['shift_jis', 'euc-jp'], sample)];
};

/** Does a text switch to kanji by an escape sequence of ISO 2022? As UTF-8 all of it would be valid, and nothing of it seen. */
export const switches = (text: string): boolean => text.includes('\u001b$@') || text.includes('\u001b$B');

/** Those of some encodings that a piece of a text may be in, the likelier first. */
export const likelier = (encodings: readonly Encoding[], piece: Uint8Array): readonly Encoding[] => {
  // A piece may begin within a character; none of a line feed is ever part of one.
  const whole = piece.subarray(piece[0] !== undefined && piece[0] < 0x80 ? 0 : piece.indexOf(10) + 1);
  return encodings
    .map((encoding) => ({ encoding, score: scoreOf(decoded(encoding, whole)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ encoding }) => encoding);
};

/**
 * How much a text looks like Japanese. A text of the one encoding is often valid in the other, but then full of half-width
 * kana and rare characters; Latin letters with accents (ISO 8859-1) become single ideographs within words.
 */
const scoreOf = (text: string): number => {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const likely = count(/[\u3001-\u30fe\u4e00-\u9fa0\uff01-\uff5e]/g);
  const odd =
    count(/[\uff61-\uff9f]/g) + 20 * count(/[\ufffd\ue000-\uf8ff]/g) + 3 * count(/[A-Za-z][\u4e00-\u9fa0][A-Za-z]/g);
  return likely === 0 && odd === 0 ? 1 : likely - odd;
};
