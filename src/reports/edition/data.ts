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
  const { place, region, uses, looked, found, classified, isUnclassified, objects } = placeTold(seen, language);
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
          ...classified.map((tag): Text => [`${words.classified}${common.colon}`, { code: tag }]),
          ...(isUnclassified ? [[`${words.classified}${common.colon}${words.unclassified}`]] : []),
          ...objects.map((key): Text => [{ code: key }]),
          ...[
            ...(seen.classified?.gaps ?? []).map(
              (gap) => [`${words.classified}${common.colon}${words.unseen}`, gap] as const,
            ),
            ...seen.gaps.map((gap) => [words.unseen, gap] as const),
          ].map(
            ([what, { reason, detail, action }]): Text => [
              `${what}${common.colon}${common.gapReason[reason]} `,
              { english: detail },
              ...(action === undefined ? [] : [' ', { code: action }]),
            ],
          ),
        ],
      },
    ],
  };
};
