import { visible } from '../model/visible.js';

/** Characters that stand together before a long name may break. */
const UNBROKEN = 12;

/** A word of a sentence longer than this may break inside: it would not fit the column of a table. */
const LONG_WORD = 32;

/** The same of a name as machines write it, which breaks well at its punctuation. */
const LONG_NAME = 16;

/** Where no word ends: what neither a space nor a Japanese character interrupts. */
const UNSPACED = '[^\\s\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uffef]';

const longer = (length: number): RegExp => new RegExp(`${UNSPACED}{${length},}`, 'gu');

const BREAKABLE = { word: longer(LONG_WORD), name: longer(LONG_NAME) } as const;

const PART = new RegExp(`[^:/_.,=@\\-]{0,${UNBROKEN - 1}}[:/_.,=@\\-]|.{1,${UNBROKEN}}`, 'gsu');

/**
 * Text as the pieces that a typesetter sets one after the other, each unbroken inside its words. Between
 * two pieces a line may end without a character that a copy would carry along. What would act, or what the font
 * lacks (`covers`), shows its code: `\u202e`, `\u{1f600}`.
 */
export const printable = (
  text: string,
  covers: (codePoint: number) => boolean,
  breaks: keyof typeof BREAKABLE = 'word',
): string[] => piecesOf(shown(text, covers), BREAKABLE[breaks]);

const shown = (text: string, covers: (codePoint: number) => boolean): string =>
  Array.from(visible(text), (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    if (covers(codePoint)) return character;
    return codePoint > 0xffff ? `\\u{${codePoint.toString(16)}}` : `\\u${codePoint.toString(16).padStart(4, '0')}`;
  }).join('');

const piecesOf = (text: string, breakable: RegExp): string[] => {
  const pieces: string[] = [];
  let [plain, from] = ['', 0];
  for (const { 0: word, index } of text.matchAll(breakable)) {
    const [first = '', ...more] = word.match(PART) ?? [];
    plain += text.slice(from, index) + first;
    for (const part of more) {
      pieces.push(plain);
      plain = part;
    }
    from = index + word.length;
  }
  return [...pieces, plain + text.slice(from)].filter((piece) => piece !== '');
};
