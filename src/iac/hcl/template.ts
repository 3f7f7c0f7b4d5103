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

/**
 * A template as an expression (https://developer.hashicorp.com/terraform/language/expressions/strings). As Terraform does,
 * it takes the text line by line: `~` trims no further than its own line, and a line that it has joined to another has
 * no margin.
 */
export const templateOf = (pieces: readonly Piece[], style: Style): Expression => {
  const lines = linesOf(pieces, style);
  if (style.isIndented) takeMargin(lines);
  const parts = partsOf(lines);
  const [only, ...others] = parts;
  if (only === undefined) return { kind: 'literal', value: '' };
  // Alone between quotes a value keeps its type; in a heredoc there is a line's end beside it.
  if (others.length === 0 && (only.kind === 'literal' || pieces[0]?.kind === 'value')) return only;
  return { kind: 'template', parts };
};

/** The pieces with one text a line, of which the margin can still be taken. */
type Line =
  | { readonly kind: 'text'; text: string }
  | { readonly kind: 'value'; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly yes: readonly Line[];
      readonly no: readonly Line[];
      readonly hasElse: boolean;
    }
  | { readonly kind: 'for'; readonly loop: Loop; readonly body: readonly Line[] };

const linesOf = (pieces: readonly Piece[], style: Style, stripStart = false, stripEnd = false): Line[] =>
  pieces.flatMap((piece, index): Line[] => {
    if (piece.kind === 'text') {
      const texts = (style.isHeredoc ? piece.text.split(/(?<=\n)/) : [piece.text]).map((text) =>
        unescaped(text, style),
      );
      const isStripped = index === 0 ? stripStart : stripsAfter(pieces[index - 1]);
      const isCut = index === pieces.length - 1 ? stripEnd : stripsBefore(pieces[index + 1]);
      return texts.map((text, at) => {
        const start = isStripped && at === 0 ? text.trimStart() : text;
        return { kind: 'text', text: isCut && at === texts.length - 1 ? start.trimEnd() : start };
      });
    }
    if (piece.kind === 'value') return [{ kind: 'value', value: piece.value }];
    const inside = ({ pieces: own, stripStart: first, stripEnd: last }: Inside) => linesOf(own, style, first, last);
    if (piece.kind === 'for') return [{ kind: 'for', loop: piece.loop, body: inside(piece.body) }];
    return [
      {
        kind: 'if',
        condition: piece.condition,
        yes: inside(piece.yes),
        no: piece.no === undefined ? [] : inside(piece.no),
        hasElse: piece.no !== undefined,
      },
    ];
  });

const stripsBefore = (piece: Piece | undefined): boolean => piece?.kind !== 'text' && piece?.stripBefore === true;
const stripsAfter = (piece: Piece | undefined): boolean => piece?.kind !== 'text' && piece?.stripAfter === true;

const partsOf = (lines: readonly Line[]): Expression[] =>
  lines.flatMap((line): Expression[] => {
    switch (line.kind) {
      case 'text':
        return line.text === '' ? [] : [{ kind: 'literal', value: line.text }];
      case 'value':
        return [line.value];
      case 'for':
        return [{ kind: 'for', ...line.loop, value: template(line.body), isGrouped: false, isText: true }];
      default:
        return [{ kind: 'conditional', condition: line.condition, yes: template(line.yes), no: template(line.no) }];
    }
  });

const template = (lines: readonly Line[]): Expression => ({ kind: 'template', parts: partsOf(lines) });

/** Takes from every line what all of them are indented by; empty ones do not count, and stay. */
const takeMargin = (lines: readonly Line[]): void => {
  let smallest = Number.POSITIVE_INFINITY;
  let isLineStart = true;
  const indented: { text: string }[] = [];
  /** Something other than text: at a line's start there is no margin before it. */
  const other = (): void => {
    if (isLineStart) smallest = 0;
    isLineStart = false;
  };
  const walk = (all: readonly Line[]): void => {
    for (const line of all) {
      if (line.kind === 'text') {
        const isBlank = /^\s*\n$/.test(line.text);
        if (isLineStart && !isBlank) {
          smallest = Math.min(smallest, line.text.length - line.text.trimStart().length);
          indented.push(line);
        }
        isLineStart = line.text.endsWith('\n');
        continue;
      }
      other();
      if (line.kind === 'for') {
        walk(line.body);
        other();
      }
      if (line.kind === 'if') {
        walk(line.yes);
        other();
        walk(line.no);
        if (line.hasElse) other();
      }
    }
  };
  walk(lines);
  for (const line of indented) line.text = line.text.slice(Math.min(smallest, line.text.length));
};

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
