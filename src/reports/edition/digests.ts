import type { Block, Text, Tone } from '../../model/document.js';
import type { DigestProof, ProofState, Retention } from '../../model/retention.js';
import { byState, problemsTold, proofsInShort, proofTexts } from '../retention/digests.js';
import { RETENTION_WORDS } from '../retention/words.js';
import { shortName } from '../view.js';
import { type Draft, paragraph } from './draft.js';

/** Files of one region that are named, stretches of time, and causes; `kansa retention` tells all of them. */
const MOST_NAMED = 8;

/** Regions of trails that are told, the worst first. */
const MOST_PROOFS = 24;

const TONES: Readonly<Record<ProofState, Tone>> = { damaged: 'fail', unverified: 'unknown', valid: 'pass' };

/** What CloudTrail's digest files prove of its log files, the worst first; or that nobody asked. */
export const proofBlocks = ({ digests }: Retention, draft: Draft): Block[] => {
  const own = RETENTION_WORDS[draft.language];
  const heading: Block = { kind: 'heading', text: own.proof };
  if (digests === undefined) return [heading, paragraph([{ strong: own.noProof }])];
  const worst = byState(digests);
  return [
    heading,
    paragraph([{ strong: proofsInShort(digests, own) }]),
    paragraph([own.proofNote], 'note'),
    ...worst.slice(0, MOST_PROOFS).map((proof) => entry(proof, draft)),
    ...(worst.length > MOST_PROOFS
      ? [paragraph([{ strong: `${own.further(worst.length - MOST_PROOFS)} ` }, own.allOfThem])]
      : []),
  ];
};

const entry = (proof: DigestProof, { language, words }: Draft): Block => {
  const own = RETENTION_WORDS[language];
  const { trail, region, from, to, state, gaps } = proof;
  const { told, more } = problemsTold(proof, MOST_NAMED);
  const further = (count: number): Text[] => (count > 0 ? [[`${own.further(count)} `, { faint: own.allOfThem }]] : []);
  return {
    kind: 'entry',
    tone: TONES[state],
    head: [
      { badge: own.proofState[state], tone: TONES[state] },
      ' ',
      { strong: shortName(trail) },
      { faint: `  ${region}  ${own.period(from, to)}` },
    ],
    blocks: [
      {
        kind: 'list',
        items: [
          ...proofTexts(proof, language, MOST_NAMED).map((text): Text => [text]),
          ...told.map(
            ({ kind, bucket, key }): Text => [
              { strong: own.problem[kind] },
              words.colon,
              { code: `s3://${bucket}/${key}` },
            ],
          ),
          ...further(more),
          ...gaps
            .slice(0, MOST_NAMED)
            .map(
              ({ reason, detail, action }): Text => [
                `${words.gapReason[reason]} `,
                { english: detail },
                ...(action === undefined ? [] : [' ', { code: action }]),
              ],
            ),
          ...further(gaps.length - MOST_NAMED),
        ],
      },
    ],
  };
};
