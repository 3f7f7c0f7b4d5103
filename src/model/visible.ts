/**
 * Text from outside as something that only shows itself: control characters (ANSI sequences begin with one), the marks
 * that reorder or hide text (bidi U+202A–202E and U+2066–2069, zero width), line separators and lone surrogates become
 * their code, `\u202e`. Everything else stays as it was: an auditor must be able to find the name again.
 */
export const visible = (text: string): string => (PLAIN.test(text) ? text : text.replaceAll(ACTIVE, escapeOf));

/** What most texts are. */
const PLAIN = /^[ -~]*$/;

/** The same, but line feeds stay: for text that we laid out ourselves, such as indented JSON. */
export const visibleLines = (text: string): string => text.split('\n').map(visible).join('\n');

const ACTIVE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const escapeOf = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
};
