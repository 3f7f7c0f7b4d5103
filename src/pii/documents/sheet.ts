import { isData, isHeader } from '../header.js';
import { isFieldName, labelOfField } from '../lexicon.js';
import { type Place, type Value, windowsOf } from '../readers/value.js';
import { isShown } from '../shown.js';
import type { NumberFormat } from './number-format.js';
import type { XmlHandlers } from './xml.js';

/** What the sheets of a workbook share. */
export interface Shared {
  /** The text with that number; undefined where it is not held. */
  readonly text: (index: number) => string | undefined;
  readonly format: (style: number) => NumberFormat;
}

/** The widest that a sheet may be. */
const MOST_COLUMNS = 16_384;
/** A header stands below titles and remarks, but not far below. */
const HEADER_WITHIN = 20;

interface Cell {
  readonly column: number;
  readonly text: string;
}

interface Row {
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** Reads a sheet (ECMA-376, part 1, 18.3): each cell with the name of its column, or with what stands left of it in a form. */
export const sheetReader = (
  place: Place,
  { text: shared, format }: Shared,
  take: (value: Value) => void,
): XmlHandlers => {
  const names = new Map<number, string>();
  let hasHeader = false;
  /** A row that may name the columns: what stands below it tells. */
  let candidate: Row | undefined;
  let rowsSeen = 0;
  let row = 0;
  let column = 0;
  let cells: Cell[] = [];
  let kind = 'n';
  let style = 0;
  const path: string[] = [];
  const parts = { v: '', f: '', t: '', rPh: '' };

  const give = (text: string, field: string, at: Partial<Place>): void =>
    windowsOf(text, field, { ...place, ...at }, take);
  const giveAside = (text: string, part: 'formula' | 'layout'): void =>
    windowsOf(text, '', { ...place, part, ...(part === 'formula' && { row, field: column }) }, take);

  const valueOfCell = (): string => {
    const { v, t } = parts;
    switch (kind) {
      case 's':
        return shared(Number(v)) ?? '';
      case 'inlineStr':
        return unescaped(t);
      case 'str':
      case 'd':
        return v;
      case 'b':
      case 'e':
        return '';
      default:
        return format(style)(v);
    }
  };

  const endCell = (): void => {
    const text = valueOfCell();
    if (parts.f !== '') giveAside(parts.f, 'formula');
    // How a name is read is the name once more.
    if (parts.rPh !== '') give(parts.rPh, names.get(column) ?? '', { row, field: column });
    if (text === '') return;
    // What no sheet can be so wide as to hold is read all the same.
    if (cells.length < MOST_COLUMNS) cells.push({ column, text });
    else give(text, names.get(column) ?? '', { row, field: column });
  };

  const endRow = (): void => {
    rowsSeen += 1;
    const current = { row, cells };
    cells = [];
    if (candidate !== undefined) {
      const [first] = candidate.cells;
      const below = current.cells.find(({ column: at }) => at === first?.column);
      // A word below a word: this is a form, and no table.
      const isForm = below !== undefined && isLabel(below.text);
      if (!isForm) for (const { column: at, text } of candidate.cells) names.set(at, text);
      hasHeader = !isForm;
      endCandidate(isForm);
    }
    const texts = current.cells.map(({ text }) => text);
    if (!hasHeader && rowsSeen <= HEADER_WITHIN && isNames(texts)) candidate = current;
    else giveRow(current);
  };

  const endCandidate = (isForm: boolean): void => {
    const held = candidate;
    candidate = undefined;
    if (held !== undefined) giveRow(held, !isForm);
  };

  const giveRow = (held: Row, isHead = false): void => {
    for (const [index, { column: at, text }] of held.cells.entries()) {
      const name = isHead ? undefined : names.get(at);
      const left = isHead ? undefined : held.cells[index - 1]?.text;
      const place = { row: held.row, field: at };
      if (name !== undefined) give(text, name, { ...place, ...(isShown(name) && { fieldName: name }) });
      else give(text, left !== undefined && isLabel(left) ? left : '', place);
    }
  };

  return {
    open(name, attributes) {
      path.push(name);
      switch (name) {
        case 'row':
          row = placeIn(attributes.r, row + 1);
          column = 0;
          break;
        case 'c':
          column = columnOf(attributes.r) ?? column + 1;
          kind = attributes.t ?? 'n';
          style = Number(attributes.s ?? 0);
          Object.assign(parts, { v: '', f: '', t: '', rPh: '' });
          break;
        default:
          if (!path.includes('sheetData')) for (const value of Object.values(attributes)) giveAside(value, 'layout');
      }
    },
    text(piece) {
      if (!path.includes('c')) {
        if (!path.includes('sheetData') && piece.trim() !== '') giveAside(piece, 'layout');
        return;
      }
      const name = path.at(-1);
      if (name === 'v' || name === 'f') parts[name] += piece;
      else if (name === 't') parts[path.includes('rPh') ? 'rPh' : 't'] += piece;
    },
    close(name) {
      path.pop();
      if (name === 'c') endCell();
      else if (name === 'row') endRow();
    },
    end: () => endCandidate(true),
  };
};

/** `_x0040_` is `@` (ECMA-376, part 1, 22.9.2.19). */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** `氏名 | 山田太郎`: in a form the word stands left of what it names. */
const isLabel = (text: string): boolean => text.length <= 64 && labelOfField(text) !== undefined && !isData(text);

/** A title may hold such a word as well: one that stands alone is nothing but the word. */
const isNames = (texts: readonly string[]): boolean =>
  texts.length > 0 && isHeader(texts) && (texts.length > 1 || isFieldName(texts[0] ?? ''));

const placeIn = (text: string | undefined, otherwise: number): number => {
  const number = Number(text);
  return text !== undefined && Number.isSafeInteger(number) && number > 0 ? number : otherwise;
};

/** `AB12` is column 28. */
const columnOf = (reference: string | undefined): number | undefined => {
  const [letters] = /^[A-Z]{1,3}/.exec(reference ?? '') ?? [];
  return letters === undefined
    ? undefined
    : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
};
