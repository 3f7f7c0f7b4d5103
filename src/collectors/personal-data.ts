import { carriedTexts, personalDataOf } from '../model/carried-texts.js';
import type { GapCause } from '../model/gap.js';
import type { ItemTools } from './collector.js';
import { unmodelledOf } from './unmodelled.js';

/**
 * The personal data that was found in the texts which a resource carries, from an answer as the API gives it. What nobody
 * saw of them, or what the SDK dropped where they stand, is the element that may follow (RFC 6901, `-`). `within` is told
 * before each place, where the answer shows one of several parts of the resource: `Versions/2`.
 */
export const personalData = (
  type: string,
  document: object,
  { unseen }: Pick<ItemTools, 'unseen'>,
  within?: string,
) => {
  const told = new Set<string>();
  const hidden = (cause: GapCause): void => {
    if (!told.has(cause.detail)) unseen('/runtime/PersonalData/-', cause);
    told.add(cause.detail);
  };
  const dropped = new Set<string>();
  const texts = carriedTexts(type, document, (object) => {
    for (const member of unmodelledOf(object)) dropped.add(member);
  });
  for (const member of dropped)
    hidden({
      reason: 'unmodelled',
      detail: `AWS answered with ${member}, which this version's model of the API does not know`,
    });
  return texts.flatMap((text) =>
    personalDataOf(within === undefined ? text : { ...text, place: `${within}/${text.place}` }, hidden),
  );
};
