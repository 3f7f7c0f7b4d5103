import type { Block, CalendarYear, Text, Tone } from '../../model/document.js';
import type { GapCause } from '../../model/gap.js';
import { DAY_STATES, type LogCalendar, type Retention } from '../../model/retention.js';
import {
  calendarsInShort,
  countsOf,
  isUnlisted,
  placeOf,
  statesIn,
  stateTexts,
  strokesOf,
  yearsOf,
} from '../retention/calendar.js';
import { RETENTION_WORDS } from '../retention/words.js';
import { shortName } from '../view.js';
import { type Draft, LINE_END, paragraph } from './draft.js';

/** Series that are drawn, those with the worst days first; of the others days are counted. */
const MOST_SERIES = 24;

/** Years of one series that are drawn. */
const MOST_YEARS = 10;

/** Places that are named where nobody looked. */
const MOST_UNLISTED = 50;

/** Causes of one series, and sources that write to it. */
const MOST_NAMED = 8;

/** Of which days logs are there, for each series that should have been listed; or that nobody looked. */
export const calendarBlocks = ({ calendars }: Retention, draft: Draft): Block[] => {
  const own = RETENTION_WORDS[draft.language];
  const heading: Block = { kind: 'heading', text: own.calendar };
  if (calendars === undefined) return [heading, paragraph([{ strong: own.noCalendar }])];
  const listed = calendars.filter((one) => !isUnlisted(one)).sort((one, other) => rankOf(one) - rankOf(other));
  const unlisted = calendars.filter(isUnlisted);
  const [drawn, rest] = [listed.slice(0, MOST_SERIES), listed.slice(MOST_SERIES)];
  return [
    heading,
    paragraph([{ strong: calendarsInShort(calendars, own) }]),
    paragraph([own.calendarNote], 'note'),
    ...(drawn.length === 0 ? [] : [legend(drawn, draft)]),
    ...drawn.map((calendar) => series(calendar, draft)),
    ...(rest.length === 0 ? [] : [paragraph([{ strong: restText(rest, draft) }])]),
    ...unlistedBlocks(unlisted, draft),
  ];
};

/** By the worst state that a day of it has. */
const rankOf = (calendar: LogCalendar): number => DAY_STATES.indexOf(countsOf(calendar)[0]?.[0] ?? 'missing');

/** Whether days may expire, the chain says, which knows what is required. */
const toneOf = ({ days, gaps }: LogCalendar): Tone => {
  if (days.missing !== undefined) return 'fail';
  if (days.nothing_found !== undefined || days.not_verified !== undefined || gaps.length > 0) return 'unknown';
  return days.expired === undefined && days.present !== undefined ? 'pass' : 'not_applicable';
};

const legend = (calendars: readonly LogCalendar[], { language }: Draft): Block => {
  const { day, dayMark, dayMeaning } = RETENTION_WORDS[language];
  const items = statesIn(calendars).map((state) => ({
    state,
    mark: dayMark[state],
    name: day[state],
    meaning: dayMeaning[state],
  }));
  return { kind: 'legend', items };
};

const series = (calendar: LogCalendar, draft: Draft): Block => {
  const { language, words } = draft;
  const own = RETENTION_WORDS[language];
  const { stream, region, from, to, days, sampled, gaps } = calendar;
  const all = yearsOf([calendar]).map((name) => ({ name, strokes: strokesOf(calendar, name) }));
  const begun = all.findIndex(({ strokes }) => strokes.some(({ state }) => state !== 'before'));
  // Of years that were over before the source began there is nothing to see.
  const years = begun < 0 ? [] : all.slice(begun).slice(-MOST_YEARS);
  const why = causes(gaps, draft);
  const told = stateTexts(calendar, language).map(
    ([state, text]): Text => [text, ...(state === 'not_verified' ? joined(why, draft) : [])],
  );
  return {
    kind: 'entry',
    tone: toneOf(calendar),
    head: [
      { strong: own.stream[stream] },
      { faint: `  ${region}  ` },
      { code: `${sourcesOf(calendar, draft)} → ${placeOf(calendar)}` },
      LINE_END,
      `${own.period(from, to)}${sampled ? words.bracketed(own.sampled) : ''}`,
    ],
    blocks: [
      ...(years.length === 0 ? [] : [picture(calendar, years, years.length < all.length, draft)]),
      { kind: 'list', items: [...told, ...(days.not_verified === undefined ? why : [])] },
    ],
  };
};

const picture = (calendar: LogCalendar, years: readonly CalendarYear[], isPart: boolean, draft: Draft): Block => {
  const { language, words } = draft;
  const own = RETENTION_WORDS[language];
  const { stream, region } = calendar;
  const counts = countsOf(calendar).map(([state, count]) => `${own.day[state]} ${own.countOfDays(count)}`);
  return {
    kind: 'calendar',
    caption: `${own.calendarPicture}${isPart ? `${words.semicolon}${own.fromYear(years[0]?.name ?? '')}` : ''}`,
    label: `${own.stream[stream]} ${region}${words.colon}${counts.join(words.comma)}`,
    years,
    marks: own.dayMark,
  };
};

const sourcesOf = ({ sources }: LogCalendar, { language, words }: Draft): string =>
  [
    ...sources.slice(0, MOST_NAMED).map(shortName),
    ...(sources.length > MOST_NAMED ? [RETENTION_WORDS[language].further(sources.length - MOST_NAMED)] : []),
  ].join(words.comma);

const joined = (texts: readonly Text[], { words }: Draft): Text => texts.flatMap((text) => [words.semicolon, ...text]);

/** Why days are not verified. */
const causes = (gaps: readonly GapCause[], { language, words }: Draft): Text[] => [
  ...gaps
    .slice(0, MOST_NAMED)
    .map(
      ({ reason, detail, action }): Text => [
        `${words.gapReason[reason]} `,
        { english: detail },
        ...(action === undefined ? [] : [' ', { code: action }]),
      ],
    ),
  ...(gaps.length > MOST_NAMED ? [[RETENTION_WORDS[language].further(gaps.length - MOST_NAMED)]] : []),
];

/** The days of series for which no room is left, by their states. */
const restText = (rest: readonly LogCalendar[], { language, words }: Draft): string => {
  const own = RETENTION_WORDS[language];
  const all = rest.flatMap(countsOf);
  const sums = statesIn(rest).map((state) => {
    const sum = all.reduce((count, [other, days]) => count + (other === state ? days : 0), 0);
    return `${own.day[state]} ${own.countOfDays(sum)}`;
  });
  return `${own.furtherPlaces(rest.length)}${words.colon}${sums.join(words.comma)}${words.semicolon}${own.allOfThem}`;
};

const unlistedBlocks = (unlisted: readonly LogCalendar[], draft: Draft): Block[] => {
  const own = RETENTION_WORDS[draft.language];
  if (unlisted.length === 0) return [];
  const items = unlisted
    .slice(0, MOST_UNLISTED)
    .map(
      (calendar): Text => [
        own.stream[calendar.stream],
        { faint: `  ${calendar.region}  ` },
        { code: placeOf(calendar) },
        { faint: `  ${own.period(calendar.from, calendar.to)}` },
        ...joined(causes(calendar.gaps, draft), draft),
      ],
    );
  const further = unlisted.length - MOST_UNLISTED;
  return [
    { kind: 'heading', text: own.unlistedPlaces },
    { kind: 'list', items: [...items, ...(further > 0 ? [[own.furtherUnlisted(further)]] : [])] },
  ];
};
