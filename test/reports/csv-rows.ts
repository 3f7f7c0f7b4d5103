import { expect } from 'vitest';

/** RFC 4180 to the letter, for text of which every cell is quoted. */
export const rowsOf = (csv: string): string[][] =>
  csv
    .replace(/^\ufeff/, '')
    .split('\r\n')
    .slice(0, -1)
    .map((line) => {
      expect(line).toMatch(/^("([^"]|"")*")(,"([^"]|"")*")*$/);
      return (line.match(/"([^"]|"")*"/g) ?? []).map((cell) => cell.slice(1, -1).replaceAll('""', '"'));
    });

/** Cells that a spreadsheet would run. */
export const formulasIn = (rows: readonly (readonly string[])[]): string[] =>
  rows.flat().filter((cell) => /^\s*[=+\-@\t\r＝＋－＠]/.test(cell));
