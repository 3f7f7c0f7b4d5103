import type { Language } from '../../model/control.js';
import {
  type LinkState,
  RETENTION_STEPS,
  type Retention,
  type RetentionChain,
  type RetentionLink,
} from '../../model/retention.js';
import { wide } from '../html/charts.js';
import { html, type Markup, textOf } from '../html/markup.js';
import { pageHead } from '../html/page.js';
import { STYLE } from '../html/style.js';
import type { RetentionRenderer } from '../renderer.js';
import { WORDS, type Words } from '../text.js';
import { shortName, utc } from '../view.js';
import { calendarSection } from './calendar-html.js';
import { proofSection } from './digests-html.js';
import { deletionText, factsOf, inShort, isIdle, limitsOf, requiredOf } from './retention.js';
import { RETENTION_WORDS, type RetentionWords } from './words.js';

/** How evidence is kept as one self-contained page, which requests nothing and runs nothing. */
export const renderRetentionHtml: RetentionRenderer = ({ scope, retention, kansa }, { language }) => {
  const [words, common] = [RETENTION_WORDS[language], WORDS[language]];
  return textOf(html`${pageHead({
    language,
    title: `${words.title} – ${scope.account} – ${utc(scope.now)}`,
    style: STYLE,
  })}<body>
<header class="top">
<div class="brand"><span class="seal" lang="ja" aria-hidden="true">監査</span><div><h1>${words.title}</h1><p>kansa</p></div></div>
<dl class="facts">
<div><dt>${common.account}</dt><dd>${scope.account}</dd></div>
<div><dt>${common.regions}</dt><dd>${scope.regions.join(common.comma)}</dd></div>
<div><dt>${common.judgedAt}</dt><dd>${utc(scope.now)}</dd></div>
</dl>
</header>
<main>
${retentionSection(retention, language)}
</main>
<footer><p>${common.madeBy(kansa)}</p></footer>
</body>
</html>
`);
};

/** The chains as a section: limits first, then a row a chain, then what was seen of each. `findings`: fingerprints that the page shows. */
export const retentionSection = (
  retention: Retention | undefined,
  language: Language,
  findings: ReadonlySet<string> = new Set(),
): Markup => {
  const [words, common] = [RETENTION_WORDS[language], WORDS[language]];
  return html`<section aria-labelledby="retention">
<h2 id="retention">${words.title}</h2>
${retention === undefined ? html`<p class="note">${words.none}</p>` : html`${chainsOf(retention, { words, common, findings })}${proofSection(retention.digests, language)}${calendarSection(retention.calendars, language)}`}
</section>`;
};

interface Page {
  readonly words: RetentionWords;
  readonly common: Words;
  readonly findings: ReadonlySet<string>;
}

const chainsOf = (retention: Retention, page: Page): Markup => {
  const { words } = page;
  const [idle, busy] = [retention.chains.filter(isIdle), retention.chains.filter((chain) => !isIdle(chain))];
  return html`<p class="note">${words.note}</p>
<h3>${words.limits}</h3>
<ul class="limits">${limitsOf(retention, words).map((text) => html`<li>${text}</li>`)}</ul>
<h3>${words.chains}</h3>
<p>${inShort(retention, words)}</p>
${overview(busy, words)}
${busy.map((chain) => chainDetails(chain, page))}
${
  idle.length === 0
    ? ''
    : html`<h3>${words.idle}</h3>
<ul class="plain">${idle.map(({ stream, region }) => html`<li>${words.stream[stream]} <span class="where">${region}</span></li>`)}</ul>`
}`;
};

/** The colours of verdicts, by which a reader knows them already. */
const TONES: Readonly<Record<LinkState, string>> = {
  not_met: 'v-fail',
  unknown: 'v-unknown',
  met: 'v-pass',
  not_applicable: 'v-not_applicable',
};

const badge = (state: LinkState, words: RetentionWords): Markup =>
  html`<span class="${TONES[state]}"><span class="badge">${words.state[state]}</span></span>`;

const overview = (chains: readonly RetentionChain[], words: RetentionWords): Markup => {
  // Whether logs are there, most runs were not asked.
  const steps = RETENTION_STEPS.filter(
    (step) => step !== 'presence' || chains.some(({ links }) => links.some((one) => one.step === step)),
  );
  return wide(
    words.chains,
    html`<table class="retention"><caption>${words.chains}</caption>
<thead><tr><th scope="col">${words.streamHead}</th>${steps.map((step) => html`<th scope="col">${words.step[step]}</th>`)}<th scope="col">${words.nextDeletion}</th></tr></thead>
<tbody>
${chains.map(
  (
    chain,
  ) => html`<tr><th scope="row">${words.stream[chain.stream]}<br><span class="where">${chain.region} · ${shortName(chain.source.id)}${
    chain.destination === undefined ? '' : ` → ${chain.destination.name}`
  }</span></th>${steps.map((step) => {
    const link = chain.links.find((one) => one.step === step);
    return link === undefined || link.state === 'not_applicable'
      ? html`<td>–</td>`
      : html`<td>${badge(link.state, words)}</td>`;
  })}<td class="when">${deletionText(chain.deletion, words)}</td></tr>
`,
)}</tbody></table>`,
  );
};

const chainDetails = (chain: RetentionChain, page: Page): Markup => {
  const { words, common } = page;
  const { stream, region, source, destination, links, kept, earliest, deletion } = chain;
  return html`<details><summary>${words.details}${common.colon}${words.stream[stream]} · ${region} · ${shortName(source.id)}${
    destination === undefined ? '' : ` → ${destination.name}`
  }</summary>
<p class="id"><code class="arn">${source.id}</code></p>
<dl class="facts">
<div><dt>${words.requiredHead}</dt><dd>${requiredOf(chain, words)}</dd></div>
<div><dt>${words.nextDeletion}</dt><dd>${deletionText(deletion, words)}${earliest === undefined ? '' : html` <small>${words.earliest(earliest)}</small>`}</dd></div>
<div><dt>${words.keptUntil}</dt><dd>${deletionText(kept, words)}</dd></div>
</dl>
<ul class="plain">${links.map((link) => linkItem(link, page))}</ul>
</details>
`;
};

const linkItem = (link: RetentionLink, { words, common, findings }: Page): Markup => {
  const { step, state, controls, gaps } = link;
  const spoken = controls.filter(({ verdict }) => verdict !== 'not_applicable');
  return html`<li>${badge(state, words)} <b>${words.step[step]}</b> ${factsOf(link, words).join(common.semicolon)}${
    spoken.length === 0
      ? ''
      : html`<ul>${spoken.map(({ control, verdict, subject, fingerprint }) => {
          const name = html`<code>${control}</code>`;
          return html`<li>${findings.has(fingerprint) ? html`<a href="#f-${fingerprint}">${name}</a>` : name} ${common.verdict[verdict]} <span class="where">${shortName(subject.id)} · ${subject.region}</span></li>`;
        })}</ul>`
  }${
    gaps.length === 0
      ? ''
      : html`<ul>${gaps.map(
          ({ reason, detail, action }) =>
            html`<li><b>${common.gapReason[reason]}</b>${detail === '' ? '' : html` <span lang="en">${detail}</span>`}${
              action === undefined ? '' : html` <code>${action}</code>`
            }</li>`,
        )}</ul>`
  }</li>`;
};
