import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDays, daysBetween, daysOf, endsOf, rangesOf, shifted } from '../../src/model/days.js';

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => shifted('1990-01-01', days));

describe('days', () => {
  it('are the same after they were told as ranges, sorted and once each', () => {
    fc.assert(
      fc.property(fc.array(day, { maxLength: 60 }), (days) => {
        const sorted = [...new Set(days)].sort();
        expect(daysOf(rangesOf(days))).toEqual(sorted);
        expect(countDays(rangesOf(days))).toBe(sorted.length);
      }),
    );
  });

  it('in a row are one range, over the ends of months and of leap years', () => {
    expect(rangesOf(['2024-03-01', '2024-02-28', '2024-02-29', '2024-03-03'])).toEqual([
      '2024-02-28/2024-03-01',
      '2024-03-03',
    ]);
  });

  it('are none where the first comes after the last', () => {
    expect(daysBetween('2026-11-02', '2026-11-01')).toEqual([]);
    expect(daysBetween('2026-12-31', '2027-01-01')).toEqual(['2026-12-31', '2027-01-01']);
  });

  it('are refused where a text is no range of them', () => {
    expect(() => endsOf('2026-11')).toThrow(new RangeError('no range of days: 2026-11'));
  });
});
