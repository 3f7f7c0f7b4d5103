import type { Language } from '../model/control.js';
import { type Day, endsOf, shifted } from '../model/days.js';
import { DAY_STATES, type DayState, type LogCalendar } from '../model/retention.js';
import { calendarsInShort, countsOf, isUnlisted, placeOf, stateTexts } from './calendar.js';
import { wide } from './charts.js';
import { html, type Markup } from './markup.js';
import { RETENTION_WORDS } from './retention-words.js';
import { WORDS } from './text.js';
import { shortName } from './view.js';

/**
 * Calendars as a heat map: a row a place, a column a year, a picture of twelve months by thirty-one days in each. Every
 * picture stands above its numbers and ranges as text, so that it says nothing that a screen reader would lose; states
 * differ by height as well as by colour, so that a printer without colours shows them, too.
 */
export const calendarSection = (calendars: readonly LogCalendar[] | undefined, language: Language): Markup => {
  if (calendars === undefined) return html``;
  const words = RETENTION_WORDS[language];
  const [unlisted, listed] = [calendars.filter(isUnlisted), calendars.filter((one) => !isUnlisted(one))];
  return html`<h3>${words.calendar}</h3>
<p>${calendarsInShort(calendars, words)}</p>
<p class="note">${words.calendarNote}</p>
${listed.length === 0 ? '' : html`${legend(listed, language)}${heatMap(listed, language)}`}
${
  unlisted.length === 0
    ? ''
    : html`<h4>${words.unlistedPlaces}</h4>
<ul class="plain">${unlisted.map(
        (one) =>
          html`<li>${words.stream[one.stream]} <span class="where">${one.region} · ${placeOf(one)} · ${words.period(one.from, one.to)}</span>${gapsOf(one, language)}</li>`,
      )}</ul>`
}`;
};

const legend = (calendars: readonly LogCalendar[], language: Language): Markup => {
  const words = RETENTION_WORDS[language];
  const used = new Set(calendars.flatMap((one) => countsOf(one).map(([state]) => state)));
  return html`<ul class="legend">${DAY_STATES.filter((state) => used.has(state)).map(
    (state) =>
      html`<li><svg viewBox="0 0 3 1" aria-hidden="true" focusable="false"><path class="d-${state}" d="${run(state, 0, 0, 3)}"></path></svg> <b>${words.day[state]}</b>${WORDS[language].colon}${words.dayMeaning[state]}</li>`,
  )}</ul>`;
};

const heatMap = (calendars: readonly LogCalendar[], language: Language): Markup => {
  const words = RETENTION_WORDS[language];
  const years = yearsOf(calendars);
  return wide(
    words.calendarPicture,
    html`<table class="heat"><caption>${words.calendarPicture}</caption>
<thead><tr><th scope="col">${words.placeHead}</th>${years.map((year) => html`<th scope="col">${year}</th>`)}</tr></thead>
${calendars.map(
  (
    calendar,
  ) => html`<tbody><tr><th scope="row">${words.stream[calendar.stream]}<br><span class="where">${calendar.region} · ${calendar.sources.map(shortName).join(' ')}</span></th>${years.map(
    (year) => html`<td>${picture(calendar, year)}</td>`,
  )}</tr>
<tr><td class="days" colspan="${String(years.length + 1)}"><code>${placeOf(calendar)}</code> ${words.period(calendar.from, calendar.to)}${
    calendar.sampled ? WORDS[language].bracketed(words.sampled) : ''
  }<ul>${stateTexts(calendar, language).map(
    ([state, text]) => html`<li>${text}${state === 'not_verified' ? gapsOf(calendar, language) : ''}</li>`,
  )}</ul>${calendar.days.not_verified === undefined ? gapsOf(calendar, language) : ''}</td></tr></tbody>
`,
)}</table>`,
  );
};

const gapsOf = ({ gaps }: LogCalendar, language: Language): Markup | string =>
  gaps.length === 0
    ? ''
    : html`<ul>${gaps.map(
        ({ reason, detail, action }) =>
          html`<li><b>${WORDS[language].gapReason[reason]}</b>${detail === '' ? '' : html` <span lang="en">${detail}</span>`}${
            action === undefined ? '' : html` <code>${action}</code>`
          }</li>`,
      )}</ul>`;

const yearsOf = (calendars: readonly LogCalendar[]): string[] => {
  const all = calendars.flatMap(({ from, to }) => [Number(from.slice(0, 4)), Number(to.slice(0, 4))]);
  const [first, last] = [Math.min(...all), Math.max(...all)];
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
};

/** One path a state: months downwards, days to the right, days in a row as one stroke. */
const picture = ({ days, from, to }: LogCalendar, year: string): Markup | string => {
  if (to < `${year}-01-01` || from > `${year}-12-31`) return '';
  return html`<svg viewBox="0 0 31 12" aria-hidden="true" focusable="false">${DAY_STATES.map((state) => {
    const strokes = (days[state] ?? []).flatMap((range) =>
      runsIn(range, year).map(([month, day, length]) => run(state, month, day, length)),
    );
    return strokes.length === 0 ? '' : html`<path class="d-${state}" d="${strokes.join('')}"></path>`;
  })}</svg>`;
};

/** The parts of a range that lie in a year, month by month: month and first day from 0, and how many days. */
const runsIn = (range: string, year: string): (readonly [number, number, number])[] => {
  const [from, to] = endsOf(range);
  return Array.from({ length: 12 }, (_, month) => {
    const first = `${year}-${String(month + 1).padStart(2, '0')}-01`;
    const last = lastOfMonth(first);
    const [begin, end] = [[from, first].sort()[1] ?? first, [to, last].sort()[0] ?? last];
    return begin > end ? undefined : ([month, dayNumber(begin) - 1, dayNumber(end) - dayNumber(begin) + 1] as const);
  }).filter((one) => one !== undefined);
};

const dayNumber = (day: Day): number => Number(day.slice(8));

const lastOfMonth = (first: Day): Day => shifted(`${shifted(first, 31).slice(0, 7)}-01`, -1);

/** Where in its line a stroke begins, and how high it is. */
const SHAPES: Readonly<Record<DayState, readonly [number, number]>> = {
  missing: [0, 1],
  nothing_found: [0.5, 0.4],
  not_verified: [0.35, 0.3],
  expired: [0.75, 0.15],
  before: [0.85, 0.05],
  present: [0.1, 0.8],
};

const run = (state: DayState, month: number, day: number, length: number): string => {
  const [top, height] = SHAPES[state];
  return `M${day} ${Math.round((month + top) * 100) / 100}h${length}v${height}h-${length}z`;
};
