import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/model/control.js';
import { renderSummary } from '../../src/reports/run/summary.js';
import { benign, catalogue, clean, evaluationOf, hostile } from './example.js';
import { expectGolden } from './golden.js';
import { hostileText } from './hostile.js';

describe.each(LANGUAGES)('the summary in %s', (language) => {
  it('is the one that somebody looked at', () => {
    expectGolden(`summary.${language}.txt`, renderSummary(hostile, catalogue, { language, colour: false, width: 100 }));
  });

  it('lets no control character of the account through, and no line grow wider than the terminal', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 40, max: 200 }), (text, width) => {
        const attacked = evaluationOf((name) => name + text);
        const summary = renderSummary(attacked, catalogue, { language, colour: false, width });
        expect(summary).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(summary.split('\n').filter((line) => [...line].length > width)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

it('differs by colour alone when it may use colour', () => {
  const coloured = renderSummary(hostile, catalogue, { language: 'en', colour: true, width: 100 });
  const plain = renderSummary(hostile, catalogue, { language: 'en', colour: false, width: 100 });
  expect(coloured).toContain('\u001b[1;31m[Critical]\u001b[0m');
  const stripped = coloured
    .split('\u001b[')
    .map((part, index) => (index === 0 ? part : part.replace(/^[0-9;]*m/, '')))
    .join('');
  expect(stripped).toBe(plain);
});

it('shows the first resources of a control and counts the others', () => {
  const [failing] = benign.findings.filter(({ verdict }) => verdict === 'fail');
  const findings = Array.from({ length: 12 }, () => failing).flatMap((finding) => finding ?? []);
  const summary = renderSummary({ ...benign, findings }, catalogue, { language: 'en', colour: false, width: 100 });
  expect(summary).toContain('      … and 7 more\n');
});

it('is short when there is nothing to tell', () => {
  expect(renderSummary(clean, catalogue, { language: 'en', colour: false, width: 100 })).toBe(
    [
      'Account 123456789012  ap-northeast-1, us-east-1  2026-01-15 21:00:00 UTC',
      'No violation found, and every verdict was reached.',
      'Fail 0   Unknown 0   Manual check 0   Waived 0   Not applicable 0   Pass 8',
      '',
      'Exit code 0: no violation at or above the threshold, and complete enough',
      '',
    ].join('\n'),
  );
});
