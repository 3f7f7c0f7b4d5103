import { carriedTexts, personalDataOf } from '../model/carried-texts.js';
import type { GapCause } from '../model/gap.js';
import type { ItemTools } from './collector.js';
import { unmodelledOf } from './unmodelled.js';

/**
 * The personal data that was found in the texts which a resource carries, from an answer as the API gives it. An element of
 * the list that nobody saw is the one that may follow (RFC 6901, `-`).
 */
export const personalData = (type: string, document: object | undefined, { unseen }: Pick<ItemTools, 'unseen'>) => {
  const hidden = (cause: GapCause): void => void unseen('/runtime/PersonalData/-', cause);
  for (const member of new Set(droppedIn(document)))
    hidden({
      reason: 'unmodelled',
      detail: `AWS answered with ${member}, which this version's model of the API does not know`,
    });
  return carriedTexts(type, document).flatMap((text) => personalDataOf(text, hidden));
};

const droppedIn = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null
    ? [...unmodelledOf(value), ...Object.values(value).flatMap(droppedIn)]
    : [];
