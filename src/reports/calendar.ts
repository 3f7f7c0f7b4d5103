import type { Language } from '../model/control.js';
import { countDays, endsOf } from '../model/days.js';
import { DAY_STATES, type DayState, type LogCalendar, type Retention } from '../model/retention.js';
import { csvDocument } from './csv.js';
import { type Line, type Style, styled } from './lines.js';
import type { RetentionRenderer } from './renderer.js';
import { RETENTION_WORDS, type RetentionWords } from './retention-words.js';
import { WORDS } from './text.js';
import { shortName } from './view.js';

/** How many ranges of days a person is told; all are in JSON and CSV. */
const TOLD = 12;

/** The states of which a reader wants the days, the worst first; of the others the number is enough. */
const NAMED: readonly DayState[] = ['missing', 'nothing_found', 'not_verified', 'expired', 'before'];

/** How many days a calendar has of each state. */
export const countsOf = ({ days }: LogCalendar): readonly (readonly [DayState, number])[] =>
  DAY_STATES.flatMap((state) => (days[state] === undefined ? [] : [[state, countDays(days[state])] as const]));

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
