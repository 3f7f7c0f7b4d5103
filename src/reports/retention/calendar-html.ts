import type { Language } from '../../model/control.js';
import type { Stroke } from '../../model/document.js';
import { DAY_STATES, type DayState, type LogCalendar } from '../../model/retention.js';
import { wide } from '../html/charts.js';
import { html, type Markup } from '../html/markup.js';
import { WORDS } from '../text.js';
import { shortName } from '../view.js';
import { calendarsInShort, isUnlisted, placeOf, statesIn, stateTexts, strokesOf, yearsOf } from './calendar.js';
import { RETENTION_WORDS } from './words.js';

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
  return html`<ul class="legend">${statesIn(calendars).map(
    (state) =>
      html`<li>${swatch(state)} <b>${words.day[state]}</b>${WORDS[language].colon}${words.dayMeaning[state]}</li>`,
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
    (year) => html`<td>${yearPicture(strokesOf(calendar, year))}</td>`,
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

/** A year, months downwards and days to the right: one path a state, days in a row as one stroke. */
export const yearPicture = (strokes: readonly Stroke[]): Markup | string => {
  if (strokes.length === 0) return '';
  return html`<svg viewBox="0 0 31 12" aria-hidden="true" focusable="false">${DAY_STATES.map((state) => {
    const own = strokes.filter((stroke) => stroke.state === state);
    return own.length === 0 ? '' : html`<path class="d-${state}" d="${own.map(drawn).join('')}"></path>`;
  })}</svg>`;
};

/** How days of a state look, for a legend. */
export const swatch = (state: DayState): Markup =>
  html`<svg viewBox="0 0 3 1" aria-hidden="true" focusable="false"><path class="d-${state}" d="${drawn({ state, month: 0, day: 0, length: 3 })}"></path></svg>`;

/** Where in its line a stroke begins, and how high it is. */
const SHAPES: Readonly<Record<DayState, readonly [number, number]>> = {
  missing: [0, 1],
  nothing_found: [0.5, 0.4],
  not_verified: [0.35, 0.3],
  expired: [0.75, 0.15],
  before: [0.85, 0.05],
  present: [0.1, 0.8],
};

const drawn = ({ state, month, day, length }: Stroke): string => {
  const [top, height] = SHAPES[state];
  return `M${day} ${Math.round((month + top) * 100) / 100}h${length}v${height}h-${length}z`;
};
