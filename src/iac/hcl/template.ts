import type { Expression } from './syntax.js';

/** A piece of a template as it is written, before its escapes and margins are taken out. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | ({ readonly kind: 'value'; readonly value: Expression } & Strips)
  | ({ readonly kind: 'if'; readonly condition: Expression; readonly yes: Inside; readonly no?: Inside } & Strips)
  | ({ readonly kind: 'for'; readonly loop: Loop; readonly body: Inside } & Strips);

/** `~` takes away the white space beside it. */
interface Strips {
  readonly stripBefore?: boolean;
  readonly stripAfter?: boolean;
}

interface Inside {
  readonly pieces: readonly Piece[];
  readonly stripStart: boolean;
  readonly stripEnd: boolean;
}

interface Loop {
  readonly keyName?: string;
  readonly valueName: string;
  readonly in: Expression;
}

interface Style {
  readonly isHeredoc: boolean;
  /** `<<-`: the margin that all lines share is none of the text. */
  readonly isIndented: boolean;
}

/** A template as an expression (https://developer.hashicorp.com/terraform/language/expressions/strings). */
export const templateOf = (pieces: readonly Piece[], style: Style): Expression => {
  const margin = style.isIndented ? marginOf(pieces) : 0;
  const parts = partsOf(pieces, margin, style, { isLineStart: style.isHeredoc });
  const [only, ...others] = parts;
  if (only === undefined) return { kind: 'literal', value: '' };
  // Alone between quotes a value keeps its type; in a heredoc there is a line's end beside it.
  const [piece] = pieces;
  if (others.length === 0 && (only.kind === 'literal' || piece?.kind === 'value')) return only;
  return { kind: 'template', parts };
};

interface Place {
  isLineStart: boolean;
}

const partsOf = (
  pieces: readonly Piece[],
  margin: number,
  style: Style,
  place: Place,
  stripStart = false,
  stripEnd = false,
): Expression[] =>
  pieces.flatMap((piece, index): Expression[] => {
    if (piece.kind === 'text') {
      const lines = withoutMargin(piece.text, margin, place.isLineStart);
      place.isLineStart = piece.text.endsWith('\n');
      const isFirst = index === 0;
      const isLast = index === pieces.length - 1;
      const start = isFirst ? stripStart : stripsAfter(pieces[index - 1]);
      const end = isLast ? stripEnd : stripsBefore(pieces[index + 1]);
      const text = stripped(lines, start, end);
      return text === '' ? [] : [{ kind: 'literal', value: unescaped(text, style) }];
    }
    place.isLineStart = false;
    if (piece.kind === 'value') return [piece.value];
    const inside = ({ pieces: own, stripStart: first, stripEnd: last }: Inside): Expression => ({
      kind: 'template',
      parts: partsOf(own, margin, style, place, first, last),
    });
    if (piece.kind === 'for')
      return [{ kind: 'for', ...piece.loop, value: inside(piece.body), isGrouped: false, isText: true }];
    return [
      {
        kind: 'conditional',
        condition: piece.condition,
        yes: inside(piece.yes),
        no: piece.no === undefined ? { kind: 'literal', value: '' } : inside(piece.no),
      },
    ];
  });

const stripsBefore = (piece: Piece | undefined): boolean => piece?.kind !== 'text' && piece?.stripBefore === true;
const stripsAfter = (piece: Piece | undefined): boolean => piece?.kind !== 'text' && piece?.stripAfter === true;

const stripped = (text: string, start: boolean, end: boolean): string => {
  const first = start ? text.trimStart() : text;
  return end ? first.trimEnd() : first;
};

/** How far all lines are indented; empty ones do not count. */
const marginOf = (pieces: readonly Piece[]): number => {
  let smallest = Number.POSITIVE_INFINITY;
  let isLineStart = true;
  const walk = (all: readonly Piece[]): void => {
    for (const piece of all) {
      if (piece.kind !== 'text') {
        if (isLineStart) smallest = 0;
        isLineStart = false;
        if (piece.kind === 'for') walk(piece.body.pieces);
        if (piece.kind === 'if') walk([...piece.yes.pieces, ...(piece.no?.pieces ?? [])]);
        continue;
      }
      for (const line of piece.text.split(/(?<=\n)/)) {
        const isBlank = /^\s*\n$/.test(line);
        if (isLineStart && !isBlank) smallest = Math.min(smallest, line.length - line.trimStart().length);
        isLineStart = line.endsWith('\n');
      }
    }
  };
  walk(pieces);
  return Number.isFinite(smallest) ? smallest : 0;
};

const withoutMargin = (text: string, margin: number, isLineStart: boolean): string =>
  margin === 0
    ? text
    : text
        .split(/(?<=\n)/)
        .map((line, index) => {
          if (index === 0 && !isLineStart) return line;
          const blank = /^[^\S\n]*/.exec(line)?.[0].length ?? 0;
          return line.slice(Math.min(margin, blank));
        })
        .join('');

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** What escapes stand for; in a heredoc a backslash is one. */
const unescaped = (text: string, { isHeredoc }: Style): string => {
  const literal = isHeredoc
    ? text
    : text.replaceAll(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/g, (whole, short, long, letter) => {
        const code = Number.parseInt(short ?? long ?? '', 16);
        if (letter === undefined) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
        return ESCAPES[letter] ?? whole;
      });
  return literal.replaceAll('$${', () => '${').replaceAll('%%{', '%{');
};
