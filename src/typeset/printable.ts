import { visible } from '../model/visible.js';

/** Characters that stand together before a long name may break. */
const UNBROKEN = 12;

/** A name longer than this may break inside: it would not fit the column of a table. */
const LONG = 16;

/** Where no word ends: what neither a space nor a Japanese character interrupts. */
const LONG_WORD = new RegExp(
  `[^\\s\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uffef]{${LONG},}`,
  'gu',
);

const PART = new RegExp(`[^:/_.,=@\\-]{0,${UNBROKEN - 1}}[:/_.,=@\\-]|.{1,${UNBROKEN}}`, 'gsu');

/**
 * Text as the pieces that a typesetter sets one after the other, each unbroken inside its words; `\n` stands alone. Between
 * two pieces a line may end without a character that a copy would carry along. What would act, or what the font
 * lacks (`covers`), shows its code: `\u202e`, `\u{1f600}`.
 */
export const printable = (text: string, covers: (codePoint: number) => boolean): string[] =>
  text.split('\n').flatMap((line, index) => [...(index === 0 ? [] : ['\n']), ...piecesOf(shown(line, covers))]);

const shown = (line: string, covers: (codePoint: number) => boolean): string =>
  Array.from(visible(line), (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    if (covers(codePoint)) return character;
    return codePoint > 0xffff ? `\\u{${codePoint.toString(16)}}` : `\\u${codePoint.toString(16).padStart(4, '0')}`;
  }).join('');

const piecesOf = (line: string): string[] => {
  const pieces: string[] = [];
  let [plain, from] = ['', 0];
  for (const { 0: word, index } of line.matchAll(LONG_WORD)) {
    const [first = '', ...more] = word.match(PART) ?? [];
    plain += line.slice(from, index) + first;
    for (const part of more) {
      pieces.push(plain);
      plain = part;
    }
    from = index + word.length;
  }
  return [...pieces, plain + line.slice(from)].filter((piece) => piece !== '');
};
