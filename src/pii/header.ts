import { detect } from './detect.js';
import { labelOfField } from './lexicon.js';

/** Does a row name the columns? It holds a word that says what a value is, and nothing that is one. */
export const isHeader = (row: readonly string[]): boolean =>
  new Set(row).size === row.length &&
  row.some((name) => labelOfField(name) !== undefined) &&
  row.every((name) => name.length <= 64 && (name === '' || !/^[\d\s.,:/+-]*$/.test(name)) && !isData(name));

/** Does a text look as if it were a value? */
export const isData = (text: string): boolean =>
  detect(text, [{ start: 0, field: '' }]).some(({ confidence }) => confidence >= 0.3);
