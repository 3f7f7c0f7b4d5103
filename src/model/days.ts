/** A day in UTC, `2026-11-28`. */
export type Day = string;

/** Days from the first to the last, both included: `2026-11-01/2026-11-28`; a single day stands alone (ISO 8601-1, 5.5). */
export type DayRange = string;

export const DAY_MS = 86_400_000;

export const dayOf = (time: number): Day => new Date(time).toISOString().slice(0, 10);

/** Epoch milliseconds of the day's beginning. */
export const startOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** The day so many days later, or, of a negative number, earlier. */
export const shifted = (day: Day, days: number): Day => dayOf(startOf(day) + days * DAY_MS);

/** Every day from the first to the last; none where the first comes after the last. */
export const daysBetween = (from: Day, to: Day): Day[] =>
  from > to
    ? []
    : Array.from({ length: (startOf(to) - startOf(from)) / DAY_MS + 1 }, (_, index) => shifted(from, index));

/** Days, in any order and however often, as the fewest ranges in order. */
export const rangesOf = (days: Iterable<Day>): DayRange[] => {
  const ranges: [Day, Day][] = [];
  for (const day of [...new Set(days)].sort()) {
    const last = ranges.at(-1);
    if (last !== undefined && shifted(last[1], 1) === day) last[1] = day;
    else ranges.push([day, day]);
  }
  return ranges.map(([from, to]) => (from === to ? from : `${from}/${to}`));
};

/** The first and the last day of a range. Throws {@link RangeError} on what is none. */
export const endsOf = (range: DayRange): readonly [Day, Day] => {
  const [, from, to] = /^(\d{4}-\d{2}-\d{2})(?:\/(\d{4}-\d{2}-\d{2}))?$/.exec(range) ?? [];
  if (from === undefined) throw new RangeError(`no range of days: ${range}`);
  return [from, to ?? from];
};

/** The days of ranges. */
export const daysOf = (ranges: readonly DayRange[]): Day[] => ranges.flatMap((range) => daysBetween(...endsOf(range)));

/** How many days ranges have. */
export const countDays = (ranges: readonly DayRange[]): number =>
  ranges.reduce((sum, range) => {
    const [from, to] = endsOf(range);
    return sum + (startOf(to) - startOf(from)) / DAY_MS + 1;
  }, 0);
