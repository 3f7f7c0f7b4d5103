import { html, type Markup } from './markup.js';

/** One counted part of a row: `tone` is a verdict's class, which gives it its colour. */
interface Part {
  readonly tone: string;
  readonly count: number;
}

export interface Row {
  readonly name: string;
  readonly parts: readonly Part[];
}

/**
 * Counts by name as a table with a picture of each row: bars of one scale, as long as the row's sum. The numbers stand
 * beside them as text, so that the picture says nothing that a screen reader or a printer would lose.
 */
export const stackedBars = (caption: string, name: string, parts: readonly string[], rows: readonly Row[]): Markup => {
  const longest = Math.max(1, ...rows.map(sumOf));
  // A column that is zero in every row says nothing.
  const used = parts.map((_, part) => rows.some((row) => (row.parts[part]?.count ?? 0) > 0));
  return wide(
    caption,
    html`<table class="chart"><caption>${caption}</caption>
<thead><tr><th scope="col">${name}</th><td class="bars"></td>${parts.map((part, index) => (used[index] ? html`<th scope="col" class="num">${part}</th>` : ''))}</tr></thead>
<tbody>
${rows.map(
  (row) => html`<tr><th scope="row">${row.name}</th><td class="bars">${bar(row, longest)}</td>${row.parts.map(
    ({ count, tone }, index) =>
      used[index] ? html`<td class="num">${count === 0 ? '–' : html`<b class="${tone}">${count}</b>`}</td>` : '',
  )}</tr>
`,
)}</tbody></table>`,
  );
};

/** A table that scrolls by itself where a phone is narrower than it, by keyboard too. */
export const wide = (caption: string, table: Markup): Markup =>
  html`<div class="wide" role="region" aria-label="${caption}" tabindex="0">${table}</div>
`;

const sumOf = ({ parts }: Row): number => parts.reduce((sum, { count }) => sum + count, 0);

const WIDTH = 100;

const bar = ({ parts }: Row, longest: number): Markup => {
  const widthOf = (count: number) => (count / longest) * WIDTH;
  const startOf = (index: number) => widthOf(sumOf({ name: '', parts: parts.slice(0, index) }));
  return html`<svg viewBox="0 0 ${WIDTH} 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">${parts.map(
    ({ tone, count }, index) =>
      count === 0
        ? ''
        : html`<rect class="${tone}" x="${rounded(startOf(index))}" y="0" width="${rounded(widthOf(count))}" height="8"></rect>`,
  )}</svg>`;
};

const rounded = (value: number): string => String(Math.round(value * 1000) / 1000);
