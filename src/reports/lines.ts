import type { Words } from './text.js';
import { visible } from './untrusted.js';

/** A line as pieces, each with the style in which it stands. */
export type Line = readonly Piece[];
export type Piece = string | { readonly text: string; readonly style: Style };
export type Style = keyof typeof ANSI;

const ANSI = { bold: '1', dim: '2', red: '1;31', magenta: '1;35', green: '32', yellow: '33', cyan: '36' } as const;

export const styled = (style: Style, text: string): Piece => ({ text, style });

/** How lines look in a terminal. */
export interface Look {
  readonly colour: boolean;
  /** Columns of the terminal, in which lines are wrapped. */
  readonly width: number;
}

/** Lines as the text that a terminal shows. What came from an account is inert from here on. */
export const linesAsText = (lines: readonly Line[], { colour, width }: Look): string =>
  lines
    .flatMap((line) => wrapped(line, width))
    .map((line) => `${inertToRunners(painted(line, colour))}\n`)
    .join('');

/** A pipeline's log is read by its runner: GitHub's obeys lines that begin with `::` or `##[`, Azure's with `##vso[`. */
const inertToRunners = (line: string): string => line.replace(/^(\s*)(?=::|##(\[|vso\[))/, '$1\\');

/** A title and what stands below it; nothing where that is empty. */
export const section = (title: string, lines: readonly Line[]): Line[] =>
  lines.length === 0 ? [] : [[], [styled('bold', title)], ...lines];

/** The first of many, and a line that says how many are left. */
export const capped = <T extends object>(
  items: readonly T[],
  most: number,
  indent: string,
  words: Words,
): (T | { readonly more: Line })[] =>
  items.length <= most
    ? [...items]
    : [...items.slice(0, most), { more: [`${indent}… ${words.andMore(items.length - most)}`] }];

/** One line as so many as the terminal needs, the further ones set in a little; every piece is inert from here on. */
const wrapped = (line: Line, width: number): readonly Line[] => {
  if (fits(line, width)) return [line];
  const indent = ' '.repeat(line.map(textOf).join('').search(/\S|$/) + 2);
  const room = Math.max(width - indent.length, NARROWEST);
  const lines: Piece[][] = [[]];
  let used = 0;
  for (const piece of line) {
    let text = '';
    const put = () => lines.at(-1)?.push(typeof piece === 'string' ? text : { ...piece, text });
    for (const unit of unbroken(visible(textOf(piece)), room)) {
      if (used > indent.length && used + columns(unit.trimEnd()) > indent.length + room) {
        put();
        lines.push([indent]);
        text = '';
        used = indent.length;
      }
      text += unit;
      used += columns(unit);
    }
    put();
  }
  return lines;
};

/** Is it printable ASCII alone, which is inert and a column each, and short enough? Most lines are, and each costs a gate time. */
const fits = (line: Line, width: number): boolean => {
  let left = width;
  for (const piece of line) {
    const text = textOf(piece);
    left -= text.length;
    if (left < 0 || !/^[ -~]*$/.test(text)) return false;
  }
  return true;
};

/** Below this nobody could read; the terminal then breaks lines itself. */
const NARROWEST = 20;

const textOf = (piece: Piece): string => (typeof piece === 'string' ? piece : piece.text);

/** Words and single wide characters, with the punctuation and spaces that must not begin a line; longer words in parts. */
const unbroken = (text: string, longest: number): string[] =>
  (text.match(UNBROKEN) ?? []).flatMap((unit) =>
    columns(unit.trimEnd()) <= longest ? [unit] : (unit.match(new RegExp(`.{1,${longest}}`, 'gu')) ?? []),
  );

/** East Asian wide characters and emoji: a terminal gives them two columns. */
const WIDE =
  '\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uff60\\uffe0-\\uffe6\\u{1f300}-\\u{1faff}\\u{20000}-\\u{3fffd}';
const UNBROKEN = new RegExp(
  ` +|[（「『]*[${WIDE}][、。，．：；）」』ーっゃゅょッャュョ]* *|[^${WIDE} ]+[、。，．：；）」』]* *`,
  'gu',
);
const WIDE_CHARACTER = new RegExp(`[${WIDE}]`, 'gu');

export const columns = (text: string): number => [...text].length + (text.match(WIDE_CHARACTER)?.length ?? 0);

const painted = (line: Line, colour: boolean): string =>
  line
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      return colour && piece.text !== '' ? `\u001b[${ANSI[piece.style]}m${piece.text}\u001b[0m` : piece.text;
    })
    .join('')
    .trimEnd();
