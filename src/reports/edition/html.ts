import type { Block, Document, Inline, Section, Text } from '../../model/document.js';
import { wide } from '../html/charts.js';
import { type Content, html, type Markup, textOf } from '../html/markup.js';
import { pageHead } from '../html/page.js';
import { STYLE } from '../html/style.js';
import { swatch, yearPicture } from '../retention/calendar-html.js';
import { visible } from '../untrusted.js';

/** What the pages of a run have no need of: entries outside a list, chains of six steps, numbered sections. */
const EDITION_STYLE = `${STYLE}
.entry{margin:1rem 0;padding:.1rem 0 .1rem 1rem;border-inline-start:.3rem solid var(--tone)}
.entry .bullets>li{font-size:.92rem}
section>h3{margin-top:1.4rem}
.bullets{list-style:disc;margin-inline-start:1.3rem}
.faint{color:var(--faint);font-size:.88em}
.stages{display:grid;grid-template-columns:repeat(6,1fr);gap:.5rem .8rem;margin:.5rem 0 1rem}
.stages li{padding:.3rem .2rem;border-top:.2rem solid var(--tone);font-size:.86rem}
.stages p{margin:.1rem 0}
table.heat{width:auto}
.heat svg{width:7.5rem}
.entry .note{margin:.2rem 0}
@media (max-width:46rem){.stages{grid-template-columns:1fr}}
@media print{.entry{break-inside:avoid}}
`;

/** The auditor's edition as one self-contained page, which requests nothing and runs nothing. */
export const renderEditionHtml = (document: Document): string => {
  const { language, title, subtitle, running, cover, contents, sections, colophon } = document;
  return textOf(html`${pageHead({ language, title: running, style: EDITION_STYLE })}<body>
<header class="top">
<div class="brand"><span class="seal" lang="ja" aria-hidden="true">監査</span><div><h1>${title}</h1><p>${subtitle}</p></div></div>
</header>
<main>
<section aria-label="${title}">
${cover.map(laid)}
</section>
<nav aria-label="${contents}"><ul>
${sections.map((section, index) => html`<li><a href="#${idOf(index)}">${numbered(section, index)}</a></li>`)}
</ul></nav>
${sections.map(
  (section, index) => html`<section aria-labelledby="${idOf(index)}">
<h2 id="${idOf(index)}">${numbered(section, index)}</h2>
${section.blocks.map(laid)}
</section>
`,
)}</main>
<footer><p>${colophon}</p></footer>
</body>
</html>
`);
};

const idOf = (index: number): string => `part-${index + 1}`;

const numbered = ({ title, isAppendix }: Section, index: number): string =>
  isAppendix ? title : `${index + 1}. ${title}`;

const laid = (block: Block): Markup => {
  switch (block.kind) {
    case 'heading':
      return html`<h3>${block.text}</h3>
`;
    case 'paragraph':
      return html`<p${block.look === 'note' ? html` class="note"` : ''}>${rich(block.text)}</p>
`;
    case 'list':
      return html`<ul class="bullets">${block.items.map((item) => html`<li>${rich(item)}</li>`)}</ul>
`;
    case 'facts':
      return html`<dl class="facts">${block.facts.map(({ name, text }) => html`<div><dt>${name}</dt><dd>${rich(text)}</dd></div>`)}</dl>
`;
    case 'table':
      return wide(
        block.caption,
        html`<table><caption>${block.caption}</caption>
<thead><tr>${block.columns.map(({ head, numeric }) => html`<th scope="col"${numeric ? NUMERIC : ''}>${head}</th>`)}</tr></thead>
<tbody>
${block.rows.map(
  (row) => html`<tr>${row.map((cell, column) =>
    column === 0
      ? html`<th scope="row">${rich(cell)}</th>`
      : html`<td${block.columns[column]?.numeric ? NUMERIC : ''}>${rich(cell)}</td>`,
  )}</tr>
`,
)}</tbody></table>`,
      );
    case 'entry':
      return html`<div class="entry v-${block.tone}"><p>${rich(block.head)}</p>
${block.blocks.map(laid)}</div>
`;
    case 'chain':
      return html`<ol class="stages">${block.steps.map(
        ({ kind, tone, lines }) =>
          html`<li class="v-${tone}"><p><b>${kind}</b></p>${lines.map((line) => html`<p>${rich(line)}</p>`)}</li>`,
      )}</ol>
`;
    case 'legend':
      return html`<ul class="legend">${block.items.map(
        ({ state, name, meaning }) => html`<li>${swatch(state)} <b>${name}</b> ${meaning}</li>`,
      )}</ul>
`;
    case 'calendar':
      // A caption would be as narrow as the pictures of a few years.
      return html`<p class="note">${block.caption}</p>
${wide(
  block.label,
  html`<table class="heat">
<thead><tr>${block.years.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody><tr>${block.years.map(({ strokes }) => html`<td>${yearPicture(strokes)}</td>`)}</tr></tbody></table>`,
)}`;
  }
};

const NUMERIC = html` class="num"`;

const rich = (text: Text): Content => text.map(inline);

const inline = (piece: Inline): Content => {
  if (typeof piece === 'string') return visible(piece);
  if ('ends' in piece) return html`<br>`;
  if ('code' in piece) return html`<code>${visible(piece.code)}</code>`;
  if ('strong' in piece) return html`<b>${visible(piece.strong)}</b>`;
  if ('faint' in piece) return html`<span class="faint">${visible(piece.faint)}</span>`;
  if ('english' in piece) return html`<span lang="en">${visible(piece.english)}</span>`;
  return html`<span class="v-${piece.tone}"><span class="badge">${visible(piece.badge)}</span></span>`;
};
