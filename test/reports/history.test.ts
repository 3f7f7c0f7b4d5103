import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/model/control.js';
import type { History } from '../../src/model/history.js';
import { HISTORY_RENDERERS } from '../../src/reports/index.js';
import { renderHistory, renderHistoryCsv, renderHistoryJson } from '../../src/reports/run/history.js';
import { HISTORY_WORDS } from '../../src/reports/run/history-words.js';
import { validator } from '../../src/store/validate.js';
import { formulasIn, rowsOf } from './csv-rows.js';
import { catalogue } from './example.js';
import { expectGolden } from './golden.js';
import { historyOf, toldHistory } from './history-example.js';
import { hostileText } from './hostile.js';

const LOOK = { colour: false, width: 100 };
const [known] = toldHistory.accounts;
if (known === undefined) throw new Error('the example has no account');

describe.each(LANGUAGES)('the history in %s', (language) => {
  it('is the one that somebody looked at', () => {
    expectGolden(`history.${language}.txt`, renderHistory(toldHistory, catalogue, language, LOOK));
    expectGolden(`history.${language}.csv`, renderHistoryCsv(toldHistory, catalogue, language, LOOK));
  });

  it('lets no control character of a name through, and runs nothing in a spreadsheet', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        // The text leads, so that its first character is the cell's.
        const attacked = historyOf((name) => text + name);
        expect(renderHistory(attacked, catalogue, language, LOOK)).not.toMatch(
          /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u,
        );
        const rows = rowsOf(renderHistoryCsv(attacked, catalogue, language, LOOK));
        expect(rows.length).toBe(1 + known.runs.length + attacked.troubles.length);
        expect(new Set(rows.map(({ length }) => length)).size).toBe(1);
        expect(formulasIn(rows)).toEqual([]);
        expect(JSON.parse(renderHistoryJson(attacked, catalogue, language, LOOK))).toEqual(attacked);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same twice, in every form', () => {
    for (const render of Object.values(HISTORY_RENDERERS))
      expect(render(structuredClone(toldHistory), catalogue, language, LOOK)).toBe(
        render(toldHistory, catalogue, language, LOOK),
      );
  });
});

it('as JSON is the one that somebody looked at, and what its schema describes', () => {
  const text = renderHistoryJson(toldHistory, catalogue, 'en', LOOK);
  expectGolden('history.json', text);
  expect(() => validator('history')(JSON.parse(text), 'the history')).not.toThrow();
});

describe('the schema refuses', () => {
  const [run] = known.runs;
  const [open] = known.open;
  const withAccount = (more: object) => ({ ...toldHistory, accounts: [{ ...known, ...more }] });
  it.each<[string, unknown, RegExp]>([
    ['an unknown member', { ...toldHistory, extra: 1 }, /"extra"/],
    ['a run of no digest', withAccount({ runs: [{ ...run, sha256: 'none' }] }), /\/accounts\/0\/runs\/0\/sha256/],
    ['a severity uncounted', withAccount({ runs: [{ ...run, failing: { high: 1 } }] }), /\/failing lacks/],
    ['what is open and fixed at once', withAccount({ open: [{ ...open, state: 'fixed' }] }), /\/open\/0\/state/],
    ['a violation of no age', withAccount({ open: [{ ...open, since: undefined }] }), /\/open\/0 lacks .*"since"/],
    ['fewer than none', withAccount({ timeToFix: [{ severity: 'high', fixed: -1, open: 0 }] }), /\/fixed/],
    ['a trouble of no kind', { ...toldHistory, troubles: [{ run: 'a', kind: 'lost', detail: '' }] }, /\/troubles\/0/],
    ['an exit code that says all is well of a damaged run', { ...toldHistory, exitCode: 1 }, /\/exitCode/],
  ])('%s', (_, value, expected) => {
    expect(() => validator('history')(JSON.parse(JSON.stringify(value)), 'the history')).toThrow(expected);
  });
});

describe('a person reads', () => {
  const text = (history: Partial<History>) => renderHistory({ ...toldHistory, ...history }, catalogue, 'en', LOOK);

  it('first what is not in it, and that nothing is fixed for want of it', () => {
    expect(text({}).split('\n').slice(0, 5)).toEqual([
      'Not in this history: 3',
      '  [missing] runs/2026-01-17: runs/2026-01-19 names it as the run before',
      '  [damaged] runs/2026-01-20: evaluation.json is not what was sealed',
      '  [unfinished] runs/2026-02-03: it has no evaluation.json: the scan was cut off',
      'Nothing counts as fixed for want of these runs; what they saw is not known.',
    ]);
    expect(text({ troubles: [] })).toMatch(/^Account /);
  });

  it('the first of what is open, and how many others there are', () => {
    const [open] = known.open;
    const many = Array.from({ length: 23 }, () => open).flatMap((episode) => episode ?? []);
    const shown = text({ accounts: [{ ...known, open: many }] });
    expect(shown).toContain('Open 23\n');
    expect(shown).toContain('  … and 3 more; --format json has all\n');
  });

  it('the same by colour, where it may be used', () => {
    const coloured = renderHistory(toldHistory, catalogue, 'en', { ...LOOK, colour: true });
    const stripped = coloured
      .split('\u001b[')
      .map((part, index) => (index === 0 ? part : part.replace(/^[0-9;]*m/, '')))
      .join('')
      .replaceAll(/ +$/gm, '');
    expect([coloured === stripped, stripped]).toEqual([false, text({})]);
  });
});

it('leaves no English sentence in the Japanese words', () => {
  const leaves = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'function'
        ? [String(value(2))]
        : typeof value === 'object' && value !== null
          ? Object.values(value).flatMap(leaves)
          : [];
  const english = new Set(leaves(HISTORY_WORDS.en));
  expect(leaves(HISTORY_WORDS.ja).filter((word) => english.has(word))).toEqual([]);
  expect(leaves(HISTORY_WORDS.ja).length).toBe(leaves(HISTORY_WORDS.en).length);
});
