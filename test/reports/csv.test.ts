import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/model/control.js';
import { renderCsv } from '../../src/reports/run/csv.js';
import { formulasIn, rowsOf } from './csv-rows.js';
import { catalogue, evaluationOf, hostile } from './example.js';
import { expectGolden } from './golden.js';
import { hostileText } from './hostile.js';

describe.each(LANGUAGES)('the CSV in %s', (language) => {
  it('is the one that somebody looked at', () => {
    expectGolden(`findings.${language}.csv`, renderCsv(hostile, catalogue, language));
  });

  it('holds one row a finding, and no cell that a spreadsheet would run', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        // The text leads, so that its first character is the cell's.
        const attacked = evaluationOf((name) => text + name);
        const rows = rowsOf(renderCsv(attacked, catalogue, language));
        expect(rows.map(({ length }) => length)).toEqual(Array(attacked.findings.length + 1).fill(16));
        expect(formulasIn(rows)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

it('begins with a byte order mark in Japanese only', () => {
  expect(renderCsv(hostile, catalogue, 'ja').startsWith('\ufeff"verdict"')).toBe(true);
  expect(renderCsv(hostile, catalogue, 'en').startsWith('"verdict"')).toBe(true);
});
