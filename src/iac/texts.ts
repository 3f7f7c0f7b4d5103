import { carriedTexts, personalDataOf } from '../model/carried-texts.js';
import { unknown, unknownIn } from './unknown.js';

/** What scrubbing found in the texts that a declaration carries; of one that could not be searched nobody knows it. */
export const foundInTexts = (type: string, properties: Readonly<Record<string, unknown>>): readonly unknown[] =>
  carriedTexts(type, properties).flatMap((text): unknown[] => {
    if (typeof text.value === 'string' && unknownIn(text.value) !== undefined) return [text.value];
    const unseen: string[] = [];
    const found = personalDataOf(text, ({ reason, detail }) => unseen.push(unknown(reason, detail)));
    return [...found, ...unseen];
  });
