import type { Language } from '../../model/control.js';
import type { DataPlaceSeen } from '../../model/data-inventory.js';
import type { Evaluation } from '../../model/finding.js';
import { html, type Markup } from '../html/markup.js';
import { WORDS } from '../text.js';
import { DATA_WORDS, dataInShort, inRank, placeTold, rankOf } from './personal-data.js';

/** What lies where the AI platform reads and keeps data; that nobody looked, where nobody did. */
export const personalDataSection = (
  evaluation: Pick<Evaluation, 'personalData' | 'scope'>,
  language: Language,
): Markup => {
  const words = DATA_WORDS[language];
  const { personalData: places } = evaluation;
  return html`<section aria-labelledby="personalData">
<h2 id="personalData">${words.title}</h2>
${
  places === undefined
    ? html`<p class="note">${words.none}</p>`
    : html`<p class="note">${words.note}</p>
${dataInShort(evaluation, language).map((sentence) => html`<p>${sentence}</p>`)}
<ul class="plain">${inRank(places).map((place) => item(place, language))}</ul>`
}
</section>`;
};

const TONES = ['v-fail', 'v-unknown', 'v-pass'] as const;

const item = (seen: DataPlaceSeen, language: Language): Markup => {
  const [words, common] = [DATA_WORDS[language], WORDS[language]];
  const { place, region, uses, looked, found, classified, isUnclassified, objects } = placeTold(seen, language);
  return html`<li class="${TONES[rankOf(seen)]}"><code>${place}</code> <span class="where">${region} · ${uses.join(common.comma)}</span>
<ul>
<li>${words.looked}${common.colon}${looked.join(common.comma)}</li>
<li>${words.found}${common.colon}<b>${found.join(common.semicolon)}</b></li>
${classified.map((tag) => html`<li>${words.classified}${common.colon}<code>${tag}</code></li>`)}
${isUnclassified ? html`<li>${words.classified}${common.colon}${words.unclassified}</li>` : ''}
${objects.map((key) => html`<li><code>${key}</code></li>`)}
${[
  ...(seen.classified?.gaps ?? []).map((gap) => [`${words.classified}${common.colon}${words.unseen}`, gap] as const),
  ...seen.gaps.map((gap) => [words.unseen, gap] as const),
].map(
  ([what, { reason, detail, action }]) =>
    html`<li>${what}${common.colon}<b>${common.gapReason[reason]}</b> <span lang="en">${detail}</span>${
      action === undefined ? '' : html` <code>${action}</code>`
    }</li>`,
)}
</ul></li>
`;
};
