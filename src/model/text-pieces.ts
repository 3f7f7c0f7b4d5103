/** In UTF-8; half of a surrogate pair is written as the mark for what is no character, which takes three bytes. */
const bytesAt = (text: string, at: number): { readonly bytes: number; readonly length: number } => {
  const code = text.codePointAt(at) ?? 0;
  if (code < 0x80) return { bytes: 1, length: 1 };
  if (code < 0x800) return { bytes: 2, length: 1 };
  return code < 0x10000 ? { bytes: 3, length: 1 } : { bytes: 4, length: 2 };
};

/**
 * A text in pieces of at most so many bytes of UTF-8, or so many UTF-16 code units, at least 4. They end behind a line where one ends
 * in their second half, else behind a blank, else behind any character, and are the text when they are joined.
 */
export function* textPieces(text: string, most: number, unit: 'bytes' | 'length' = 'bytes'): Iterable<string> {
  let from = 0;
  while (from < text.length) {
    let [at, size, line, blank] = [from, 0, 0, 0];
    while (at < text.length) {
      const next = bytesAt(text, at);
      if (size + next[unit] > most) break;
      size += next[unit];
      const character = text[at];
      at += next.length;
      if (size * 2 < most) continue;
      if (character === '\n') line = at;
      else if (character === ' ') blank = at;
    }
    const end = at === text.length ? at : line || blank || at;
    yield text.slice(from, end);
    from = end;
  }
}

/** The beginning of a text, of at most so many UTF-16 code units, with no half of a character at its end. */
export const beginningOfText = (text: string, most: number): string => {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? most - 1 : most);
};
