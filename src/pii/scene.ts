import type { PiiReason } from '../model/pii.js';
import { type LabelKind, labelBefore, labelBehind, labelOfField } from './lexicon.js';
import { newSeries, type Series } from './series.js';

/** A value of a file: a field of a table, a text of a JSON document, or a part of a plain text. */
export interface Cell {
  /** Where it begins in the text of its batch. */
  readonly start: number;
  /** The name of its field, in which nobody has looked for somebody's data yet; empty in a plain text. */
  readonly field: string;
}

/** Stands between the values of a batch: no detector reads over it. */
export const BETWEEN = '\0';

/** A normalised text as a detector sees it: with what is said beside a place. */
export interface Scene {
  readonly text: string;
  readonly cells: readonly Cell[];
  /** What a value is by the words beside it, or by the name of its field. */
  labelOf(start: number, end: number): Label | undefined;
  /** The text before a place, at most so long, within its own value. */
  before(place: number, length: number): string;
  after(place: number, length: number): string;
  /** Where the values lie whose fields are called so, without blanks around them. */
  fields(kind: LabelKind): readonly { readonly start: number; readonly end: number }[];
  /** The name of the field in which a place lies; empty where it has none. */
  fieldOf(place: number): string;
  /** What the numbers of this text, and of what was read of its file before, have in common. */
  readonly series: Series;
  /** Is any field called so? */
  hasField(kind: LabelKind): boolean;
}

export interface Label {
  readonly kind: LabelKind;
  readonly reason: Extract<PiiReason, 'label_beside' | 'field_name'>;
}

/** How far from a value a word still speaks of it. */
const BEFORE = 32;
const BEHIND = 24;

export const sceneOf = (text: string, cells: readonly Cell[], series = newSeries()): Scene => {
  const kinds = cells.map(({ field }) => (field === '' ? undefined : labelOfField(field)));
  const present = new Set(kinds);
  const before = (place: number, length: number): string => {
    const piece = text.slice(Math.max(0, place - length), place);
    return piece.slice(piece.lastIndexOf(BETWEEN) + 1);
  };
  const after = (place: number, length: number): string => {
    const piece = text.slice(place, place + length);
    const end = piece.indexOf(BETWEEN);
    return end < 0 ? piece : piece.slice(0, end);
  };
  // Several detectors ask of one value in turn.
  let last: { readonly start: number; readonly end: number; readonly label: Label | undefined } | undefined;
  const labelOf = (start: number, end: number): Label | undefined => {
    if (last?.start !== start || last.end !== end) last = { start, end, label: lookUp(start, end) };
    return last.label;
  };
  const lookUp = (start: number, end: number): Label | undefined => {
    const beside = labelBefore(speaking(before(start, BEFORE))) ?? labelBehind(after(end, BEHIND));
    if (beside !== undefined) return { kind: beside, reason: 'label_beside' };
    const kind = kinds[cellAt(cells, start)];
    return kind === undefined ? undefined : { kind, reason: 'field_name' };
  };
  const fields = (kind: LabelKind) => {
    if (!present.has(kind)) return [];
    const places: { readonly start: number; readonly end: number }[] = [];
    for (let index = kinds.indexOf(kind); index >= 0; index = kinds.indexOf(kind, index + 1)) {
      const start = cells[index]?.start ?? 0;
      const end = (cells[index + 1]?.start ?? text.length + BETWEEN.length) - BETWEEN.length;
      const value = text.slice(start, end);
      const trimmed = value.trim();
      const from = start + value.indexOf(trimmed);
      if (trimmed !== '') places.push({ start: from, end: from + trimmed.length });
    }
    return places;
  };
  const fieldOf = (place: number): string => cells[cellAt(cells, place)]?.field ?? '';
  return { text, cells, labelOf, before, after, fields, fieldOf, series, hasField: (kind) => present.has(kind) };
};

/** A word speaks of its own line and of the next one, not beyond. */
const speaking = (text: string): string => text.slice(text.lastIndexOf('\n', text.lastIndexOf('\n') - 1) + 1);

/** The number of the value in which a place lies. */
export const cellAt = (cells: readonly Cell[], place: number): number => {
  let low = 0;
  let high = cells.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cells[middle]?.start ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};
