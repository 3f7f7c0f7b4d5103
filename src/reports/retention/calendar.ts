import type { Language } from '../../model/control.js';
import { countDays, type Day, type DayRange, endsOf } from '../../model/days.js';
import type { Stroke } from '../../model/document.js';
import { DAY_STATES, type DayState, type LogCalendar, type Retention } from '../../model/retention.js';
import { csvDocument } from '../csv.js';
import { type Line, type Style, styled } from '../lines.js';
import type { RetentionRenderer } from '../renderer.js';
import { WORDS } from '../text.js';
import { shortName } from '../view.js';
import { RETENTION_WORDS, type RetentionWords } from './words.js';

/** How many ranges of days a person is told; all are in JSON and CSV. */
const TOLD = 12;

/** The states of which a reader wants the days, the worst first; of the others the number is enough. */
const NAMED: readonly DayState[] = ['missing', 'nothing_found', 'not_verified', 'expired', 'before'];

/** How many days a calendar has of each state. */
export const countsOf = ({ days }: LogCalendar): readonly (readonly [DayState, number])[] =>
  DAY_STATES.flatMap((state) => (days[state] === undefined ? [] : [[state, countDays(days[state])] as const]));

/** The states that a day of any of them has, from the worst. */
export const statesIn = (calendars: readonly LogCalendar[]): DayState[] =>
  DAY_STATES.filter((state) => calendars.some(({ days }) => days[state] !== undefined));

/** Nobody looked there: a picture of its days would show nothing. */
export const isUnlisted = (calendar: LogCalendar): boolean =>
  countsOf(calendar).every(([state]) => state === 'not_verified');

/** In how many places days are missing, and in how many others of some day nobody knows. */
export const calendarsInShort = (calendars: readonly LogCalendar[], words: RetentionWords): string => {
  const missing = calendars.filter(({ days }) => days.missing !== undefined).length;
  const unclear = calendars.filter(
    ({ days, gaps }) =>
      days.missing === undefined &&
      (days.nothing_found !== undefined || days.not_verified !== undefined || gaps.length > 0),
  ).length;
  return words.calendarInShort(missing, unclear, calendars.length);
};

/** `Missing 3 days: 2026-10-01/2026-10-03`, a sentence for each state. */
export const stateTexts = (calendar: LogCalendar, language: Language): readonly (readonly [DayState, string])[] => {
  const words = RETENTION_WORDS[language];
  const { colon, comma } = WORDS[language];
  return countsOf(calendar).map(([state, count]) => {
    const ranges = (NAMED.includes(state) && calendar.days[state]) || [];
    const told = ranges.slice(0, TOLD).join(comma);
    const rest = ranges.length > TOLD ? `${comma}${words.further(ranges.length - TOLD)}` : '';
    const name = `${words.day[state]} ${words.countOfDays(count)}`;
    return [state, told === '' ? name : `${name}${colon}${told}${rest}`];
  });
};

/** Where a calendar's logs lie: `s3://bucket/prefix`, or the name of what is no bucket. */
export const placeOf = ({ destination: { kind, name }, prefix }: LogCalendar): string =>
  kind === 'bucket' ? `s3://${name}/${prefix}` : name;

/** Every year that one of the calendars reaches, in order. */
export const yearsOf = (calendars: readonly Pick<LogCalendar, 'from' | 'to'>[]): string[] => {
  const all = calendars.flatMap(({ from, to }) => [Number(from.slice(0, 4)), Number(to.slice(0, 4))]);
  const [first, last] = [Math.min(...all), Math.max(...all)];
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
};

/** The days of a year by their states, from the worst: days in a row of a month as one stroke. */
export const strokesOf = ({ days }: LogCalendar, year: string): Stroke[] =>
  DAY_STATES.flatMap((state) =>
    (days[state] ?? []).flatMap((range) =>
      partsOf(range, year).map(([month, day, length]): Stroke => ({ state, month, day, length })),
    ),
  );

/** The parts of a range that lie in a year, month by month: month and first day from 0, and how many days. */
const partsOf = (range: DayRange, year: string): (readonly [number, number, number])[] => {
  const [from, to] = endsOf(range);
  if (to < `${year}-01-01` || from > `${year}-12-31`) return [];
  const [firstMonth, firstDay] = from.startsWith(year) ? monthAndDay(from) : [0, 0];
  const [lastMonth, lastDay] = to.startsWith(year) ? monthAndDay(to) : [11, 30];
  return Array.from({ length: lastMonth - firstMonth + 1 }, (_, index) => {
    const month = firstMonth + index;
    const begin = month === firstMonth ? firstDay : 0;
    const end = month === lastMonth ? lastDay : lengthOf(year, month) - 1;
    return [month, begin, end - begin + 1] as const;
  });
};

const monthAndDay = (day: Day): readonly [number, number] => [Number(day.slice(5, 7)) - 1, Number(day.slice(8)) - 1];

const lengthOf = (year: string, month: number): number => new Date(Date.UTC(Number(year), month + 1, 0)).getUTCDate();

const STYLES: Readonly<Record<DayState, Style>> = {
  missing: 'red',
  nothing_found: 'yellow',
  not_verified: 'magenta',
  expired: 'dim',
  before: 'dim',
  present: 'green',
};

/** The calendars as lines of a terminal: one a state, with its ranges of days. */
export const calendarLines = ({ calendars }: Retention, language: Language): Line[] => {
  if (calendars === undefined) return [];
  const words = RETENTION_WORDS[language];
  return [
    [],
    [styled('bold', words.calendar)],
    [`  ${calendarsInShort(calendars, words)}`],
    ...calendars.flatMap((calendar) => linesOf(calendar, language)),
  ];
};

const linesOf = (calendar: LogCalendar, language: Language): Line[] => {
  const words = RETENTION_WORDS[language];
  const { colon, bracketed, gapReason } = WORDS[language];
  const { stream, region, from, to, days, sampled, gaps, sources } = calendar;
  const causes = gaps.map(
    ({ reason, detail, action }): Line => [
      `      ${gapReason[reason]}${detail === '' ? '' : `${colon}${detail}`}${action === undefined ? '' : bracketed(action)}`,
    ],
  );
  return [
    [],
    [
      '  ',
      styled('bold', words.stream[stream]),
      ` · ${region} · ${sources.map(shortName).join(' ')} → ${placeOf(calendar)}`,
    ],
    [`    ${words.period(from, to)}${sampled ? bracketed(words.sampled) : ''}`],
    ...stateTexts(calendar, language).flatMap(([state, text]): Line[] => [
      ['    ', styled(STYLES[state], text)],
      ...(state === 'not_verified' ? causes : []),
    ]),
    ...(days.not_verified === undefined ? causes : []),
  ];
};

const HEAD = ['stream', 'region', 'destination', 'prefix', 'sources', 'state', 'from', 'to', 'days', 'sampled'];

/** One range of days of one place a line, whatever its state. */
export const renderCalendarCsv: RetentionRenderer = ({ retention: { calendars = [] } }, { language }) => {
  const rows = calendars.flatMap(({ stream, region, destination, prefix, sources, days, sampled }) =>
    DAY_STATES.flatMap((state) =>
      (days[state] ?? []).map((range) => {
        const [from, to] = endsOf(range);
        const place = [stream, region, destination.name, prefix, sources.join(' ')];
        return [...place, state, from, to, String(countDays([range])), String(sampled)];
      }),
    ),
  );
  return csvDocument(HEAD, rows, language);
};
