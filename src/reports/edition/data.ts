import type { DataPlaceSeen } from '../../model/data-inventory.js';
import type { Block, Section, Text } from '../../model/document.js';
import { DATA_WORDS, dataInShort, inRank, placeTold, rankOf } from '../run/personal-data.js';
import { type Draft, paragraph } from './draft.js';

/** What lies where the AI platform reads and keeps data: what holds something first, then what was not seen whole. */
export const personalDataSection = (draft: Draft): Section => {
  const { evaluation, language } = draft;
  const words = DATA_WORDS[language];
  const { personalData: places } = evaluation;
  if (places === undefined) return { title: words.title, blocks: [paragraph([words.none], 'note')] };
  return {
    title: words.title,
    blocks: [
      paragraph([words.note], 'note'),
      ...dataInShort(evaluation, language).map((sentence) => paragraph([sentence])),
      ...inRank(places).map((place) => entry(place, draft)),
    ],
  };
};

const TONES = ['fail', 'unknown', 'pass'] as const;

const entry = (seen: DataPlaceSeen, { language, words: common }: Draft): Block => {
  const words = DATA_WORDS[language];
  const { place, region, uses, looked, found, objects } = placeTold(seen, language);
  return {
    kind: 'entry',
    tone: TONES[rankOf(seen)],
    head: [{ code: place }, { faint: `  ${region}  ` }, uses.join(common.comma)],
    blocks: [
      {
        kind: 'list',
        items: [
          [`${words.looked}${common.colon}${looked.join(common.comma)}`],
          [`${words.found}${common.colon}`, { strong: found.join(common.semicolon) }],
          ...objects.map((key): Text => [{ code: key }]),
          ...seen.gaps.map(
            ({ reason, detail, action }): Text => [
              `${words.unseen}${common.colon}${common.gapReason[reason]} `,
              { english: detail },
              ...(action === undefined ? [] : [' ', { code: action }]),
            ],
          ),
        ],
      },
    ],
  };
};
