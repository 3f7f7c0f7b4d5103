import { PII_TYPES, type PiiType } from './pii.js';

/**
 * What scrubbing leaves where a text stood: `kansa:scrubbed:<keyed hash>`. A text that is taken out whole is searched
 * first, and its mark goes on with what was found: `:found=` and secrets (`kind*count` by comma, or `none`), `:personal=`
 * and personal data (`type*count*confidence*sample`, the confidence in hundredths, the masked sample in Base64url, or
 * empty). How much of which kind a text holds is a fact for the controls, the text is not. Without a word nobody searched.
 */
const MARK =
  'kansa:scrubbed:[0-9a-f]{16}(?::found=(none|[a-z_]+\\*[0-9]+(?:,[a-z_]+\\*[0-9]+)*))?' +
  '(?::personal=(none|[a-z_]+\\*[0-9]+\\*[0-9]+\\*[\\w-]*(?:,[a-z_]+\\*[0-9]+\\*[0-9]+\\*[\\w-]*)*))?';

const WHOLE = new RegExp(`^${MARK}$`);
const ANYWHERE = new RegExp(MARK);

/** The member of a document whose operations were left: the mark of the whole text that it was. */
export const SEARCHED = 'x-kansa-searched';

/** How many secrets of one kind were found in a text. */
export interface SecretCount {
  readonly kind: string;
  readonly count: number;
}

/** How many values of one type, found with one confidence (0 to 1), a text holds. */
export interface PersonalCount {
  readonly type: PiiType;
  readonly count: number;
  readonly confidence: number;
  /** The first of them, masked; absent where no part of it may be shown. */
  readonly sample?: string;
}

/** The mark of a text with this hash; what was found in it, where it was searched. */
export const scrubbedMark = (
  hash: string,
  found?: readonly SecretCount[],
  personal?: readonly PersonalCount[],
): string => {
  const words = found?.map(({ kind, count }) => `${kind}*${count}`).join(',');
  const others = personal?.map(
    ({ type, count, confidence, sample = '' }) =>
      `${type}*${count}*${Math.round(confidence * 100)}*${Buffer.from(sample).toString('base64url')}`,
  );
  return [
    `kansa:scrubbed:${hash}`,
    ...(words === undefined ? [] : [`found=${words || 'none'}`]),
    ...(others === undefined ? [] : [`personal=${others.join(',') || 'none'}`]),
  ].join(':');
};

/** Is the whole text a mark? */
export const isScrubbed = (text: string): boolean => WHOLE.test(text);

/** Is there a mark in the text? */
export const holdsScrubbed = (text: string): boolean => text.includes(BEGINNING) && ANYWHERE.test(text);

const BEGINNING = 'kansa:scrubbed:';

/** The secrets that a mark says were found; undefined where nobody searched for any. */
export const secretsIn = (mark: string): readonly SecretCount[] | undefined =>
  wordsIn(WHOLE.exec(mark)?.[1])?.map(([kind = '', count]) => ({ kind, count: Number(count) }));

/** The personal data that a mark says was found; undefined where nobody looked for any, or by types that are not known. */
export const personalIn = (mark: string): readonly PersonalCount[] | undefined => {
  const counts = wordsIn(WHOLE.exec(mark)?.[2])?.map(([word, count, confidence, sample = '']) => ({
    type: PII_TYPES.find((type) => type === word),
    count: Number(count),
    confidence: Number(confidence) / 100,
    ...(sample !== '' && { sample: Buffer.from(sample, 'base64url').toString('utf8') }),
  }));
  return counts?.every(isKnown) ? counts : undefined;
};

const isKnown = (count: { readonly type: PiiType | undefined }): count is PersonalCount => count.type !== undefined;

const wordsIn = (found: string | undefined): readonly (readonly string[])[] | undefined => {
  if (found === undefined) return undefined;
  return found === 'none' ? [] : found.split(',').map((word) => word.split('*'));
};
