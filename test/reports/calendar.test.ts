import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daysBetween, daysOf, endsOf, rangesOf, shifted } from '../../src/model/days.js';
import type { LogCalendar } from '../../src/model/retention.js';
import { strokesOf, yearsOf } from '../../src/reports/retention/calendar.js';
import { calendarsExample } from './calendar-example.js';

const [template = expect.fail('there is an example')] = calendarsExample((name) => name);

const twoDigits = (count: number): string => String(count).padStart(2, '0');

it('draws each day of a calendar once, by its state, in whatever ranges it is told', () => {
  const length = fc.integer({ min: 1, max: 500 });
  fc.assert(
    fc.property(fc.integer({ min: -800, max: 800 }), fc.array(length, { maxLength: 12 }), (offset, lengths) => {
      const from = shifted('2024-02-28', offset);
      const borders = [0];
      for (const one of lengths) borders.push((borders.at(-1) ?? 0) + one);
      const last = shifted(from, Math.max(0, (borders.at(-1) ?? 0) - 1));
      const spans = borders.slice(1).map((border, index) => [borders[index] ?? 0, border - 1] as const);
      const days = (odd: number) =>
        rangesOf(
          spans
            .filter((_, index) => index % 2 === odd)
            .flatMap(([begin, end]) => daysBetween(shifted(from, begin), shifted(from, end))),
        );
      const calendar: LogCalendar = { ...template, from, to: last, days: { missing: days(0), present: days(1) } };
      const drawn = (state: string) =>
        yearsOf([calendar]).flatMap((year) =>
          strokesOf(calendar, year)
            .filter((stroke) => stroke.state === state)
            .flatMap(({ month, day, length: count }) =>
              Array.from(
                { length: count },
                (_, index) => `${year}-${twoDigits(month + 1)}-${twoDigits(day + index + 1)}`,
              ),
            ),
        );
      expect(drawn('missing')).toEqual(daysOf(calendar.days.missing ?? []));
      expect(drawn('present')).toEqual(daysOf(calendar.days.present ?? []));
    }),
  );
});

it('has an example of which every day of the period has one state', () => {
  for (const { from, to, days } of calendarsExample((name) => name)) {
    const all = Object.values(days).flat();
    expect(rangesOf(daysOf(all))).toEqual([`${from}/${to}`]);
    expect(daysOf(all)).toHaveLength(daysBetween(...endsOf(`${from}/${to}`)).length);
  }
});
