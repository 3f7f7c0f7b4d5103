import type { Language } from '../../model/control.js';
import type { DigestProof, ProofState } from '../../model/retention.js';
import { html, type Markup } from '../html/markup.js';
import { WORDS } from '../text.js';
import { shortName } from '../view.js';
import { byState, problemsTold, proofsInShort, proofTexts } from './digests.js';
import { RETENTION_WORDS } from './words.js';

const TONES: Readonly<Record<ProofState, string>> = { damaged: 'v-fail', unverified: 'v-unknown', valid: 'v-pass' };

/** What CloudTrail's digest files prove, the worst first; nothing where nobody asked. */
export const proofSection = (proofs: readonly DigestProof[] | undefined, language: Language): Markup => {
  if (proofs === undefined) return html``;
  const words = RETENTION_WORDS[language];
  return html`<h3>${words.proof}</h3>
<p>${proofsInShort(proofs, words)}</p>
<p class="note">${words.proofNote}</p>
<ul class="plain">${byState(proofs).map((proof) => item(proof, language))}</ul>`;
};

const item = (proof: DigestProof, language: Language): Markup => {
  const [words, common] = [RETENTION_WORDS[language], WORDS[language]];
  const { trail, region, bucket, prefix, from, to, state, gaps } = proof;
  const { told, more } = problemsTold(proof);
  return html`<li><span class="${TONES[state]}"><span class="badge">${words.proofState[state]}</span></span> <b>${shortName(trail)}</b> <span class="where">${region} · ${words.period(from, to)}</span>
<p class="id"><code>s3://${bucket}/${prefix}</code></p>
<ul>${proofTexts(proof, language).map((text) => html`<li>${text}</li>`)}${told.map(
    ({ kind, bucket: place, key }) => html`<li><b>${words.problem[kind]}</b> <code>s3://${place}/${key}</code></li>`,
  )}${more === 0 ? '' : html`<li>${words.further(more)}</li>`}${gaps.map(
    ({ reason, detail, action }) =>
      html`<li><b>${common.gapReason[reason]}</b>${detail === '' ? '' : html` <span lang="en">${detail}</span>`}${
        action === undefined ? '' : html` <code>${action}</code>`
      }</li>`,
  )}</ul></li>
`;
};
