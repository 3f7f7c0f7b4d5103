import { type Reader, type Value, windows } from './value.js';

/** A plain text: one value, in windows. */
export const textReader = (take: (value: Value) => void): Reader =>
  windows('', { line: 1, column: 1, hasLines: true }, take, 0);
