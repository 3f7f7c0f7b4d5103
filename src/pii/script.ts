/** In which script of East Asia a text is written. */
export interface EastAsian {
  readonly language: 'ja' | 'ko' | 'zh';
  /** Of its letters, from 0 to 1. */
  readonly share: number;
}

/**
 * Is any of it Japanese, Korean or Chinese? Told by the script alone: kana are Japanese, Hangul is Korean, and characters of Han
 * without either are Chinese. No word is understood, and nobody is asked.
 */
export const eastAsianIn = (text: string): EastAsian | undefined => {
  let [kana, hangul, han, others] = [0, 0, 0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0xc0) {
      if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) others += 1;
    } else if (isIn(code, KANA)) kana += 1;
    else if (isIn(code, HANGUL)) hangul += 1;
    else if (isIn(code, HAN)) han += 1;
    else if (!isIn(code, NO_LETTERS)) others += 1;
  }
  const own = kana + hangul + han;
  if (own === 0) return undefined;
  return { language: kana > 0 ? 'ja' : hangul > 0 ? 'ko' : 'zh', share: own / (own + others) };
};

/** Letters of a script that somebody does not read. */
export interface OtherScript {
  /** An undetermined language in that script, as RFC 5646 calls it: `und-Cyrl`. */
  readonly language: string;
  /** Of the letters, from 0 to 1. */
  readonly share: number;
}

/**
 * Is any of it written in a script in which none of these languages is written? A single letter is no text: α and β stand in
 * English ones. What is in a script of theirs may still be in another language, of which this says nothing.
 */
export const otherScriptIn = (text: string, read: readonly string[]): OtherScript | undefined => {
  const own = [...read, 'Zyyy', 'Zinh'].map((script) => `\\p{Script=${script}}`).join('');
  const words = new RegExp(`(?:(?![${own}])\\p{L}){2,}`, 'gu');
  const [first] = words.exec(text) ?? [];
  if (first === undefined) return undefined;
  const others = text.length - text.replaceAll(words, '').length;
  const letters = text.length - text.replaceAll(/\p{L}+/gu, '').length;
  const script = SCRIPTS.find((code) => new RegExp(`\\p{Script=${code}}`, 'u').test(first)) ?? 'Zzzz';
  return { language: `und-${script}`, share: others / letters };
};

/** Codes of ISO 15924 of scripts in which much is written; `Zzzz` is that of all others. */
const SCRIPTS = [
  ...['Armn', 'Beng', 'Cyrl', 'Ethi', 'Geor', 'Grek', 'Gujr', 'Guru', 'Hebr', 'Khmr', 'Knda', 'Laoo'],
  ...['Mlym', 'Mong', 'Mymr', 'Orya', 'Sinh', 'Taml', 'Telu', 'Thai', 'Tibt'],
] as const;

type Ranges = readonly (readonly [first: number, last: number])[];

const isIn = (code: number, ranges: Ranges): boolean => ranges.some(([first, last]) => code >= first && code <= last);

/** https://www.unicode.org/Public/UNIDATA/Blocks.txt */
const KANA: Ranges = [
  [0x3041, 0x30ff],
  [0x31f0, 0x31ff],
  [0xff66, 0xff9f],
];
const HANGUL: Ranges = [
  [0x1100, 0x11ff],
  [0x3130, 0x318f],
  [0xac00, 0xd7af],
];
/** The rarer ones lie beyond the first plane, of which the first half of a pair tells. */
const HAN: Ranges = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
  [0xd840, 0xd88d],
];
/** Punctuation, symbols, and second halves. */
const NO_LETTERS: Ranges = [
  [0x2000, 0x2bff],
  [0x3000, 0x3040],
  [0xdc00, 0xdfff],
  [0xff00, 0xff20],
];
