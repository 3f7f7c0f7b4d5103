import type { Comprehend, Named } from '../collectors/comprehend/pii-entities.js';
import { byCodeUnit } from '../model/json.js';
import type { OpinionTrouble, OpinionType, PiiFile, PiiOpinion } from '../model/pii.js';
import { type Priced, pricedAt } from '../model/prices.js';
import { beginningOfText, textPieces } from '../model/text-pieces.js';
import type { HeldText } from '../pii/held-texts.js';
import { type EastAsian, eastAsianIn } from '../pii/script.js';
import { FOREIGN, unsentOf } from './sent-text.js';

/** What Comprehend could be asked about a text at most. */
export const requestsFor = async (held: HeldText | undefined): Promise<readonly Priced[]> => {
  const { LANGUAGE_SAMPLE, LARGEST_TEXT } = await import('../collectors/comprehend/pii-entities.js');
  const text = held?.text ?? '';
  const foreign = eastAsianIn(text);
  if (text.trim() === '' || isForeign(foreign)) return [];
  const asked = (operation: string, { length }: string) => pricedAt(`comprehend:${operation}`, length) ?? [];
  const sample = beginningOfText(text, LANGUAGE_SAMPLE.most);
  return [
    ...(sample.length < LANGUAGE_SAMPLE.least ? [] : [asked('DetectDominantLanguage', sample)]),
    ...[...textPieces(text, LARGEST_TEXT)].flatMap((piece) => [
      asked('ContainsPiiEntities', piece),
      asked('DetectPiiEntities', piece),
    ]),
  ].flat();
};

const isForeign = (foreign: EastAsian | undefined): foreign is EastAsian =>
  foreign !== undefined && foreign.share >= FOREIGN;

/** What Comprehend says of a file. After the first request that fails nothing more of it is sent. */
export const comprehendOpinion = async (
  file: Pick<PiiFile, 'state' | 'problems'>,
  held: HeldText | undefined,
  comprehend: Comprehend,
  {
    minConfidence,
    troubleOf,
  }: { readonly minConfidence: number; readonly troubleOf: (error: unknown) => OpinionTrouble },
): Promise<PiiOpinion> => {
  const { DETECTED_IN, LABELLED_IN, LARGEST_TEXT } = await import('../collectors/comprehend/pii-entities.js');
  const found = tallyOf(minConfidence);
  const troubles = [...unsentOf(file, held)];
  const told = (state: PiiOpinion['state'], language?: string): PiiOpinion => ({
    by: 'comprehend',
    state,
    ...(language !== undefined && { language }),
    problems: troubles,
    ...found.result(),
  });
  const text = held?.text ?? '';
  if (file.state === 'not_read') return told('none');
  if (text.trim() === '') return told(troubles.length === 0 ? 'whole' : 'none');

  const foreign = eastAsianIn(text);
  if (foreign !== undefined) troubles.push(notSupported(foreign.language));
  if (isForeign(foreign)) return told('none', foreign.language);
  let language: string | undefined;
  let answered = 0;
  try {
    language = await languageOf(text, comprehend);
    if (!DETECTED_IN.includes(language)) {
      troubles.push(notSupported(language));
      return told('none', language);
    }
    for (const piece of textPieces(text, LARGEST_TEXT)) {
      if (LABELLED_IN.includes(language)) {
        const labels = await comprehend.labels(piece, language);
        found.label(labels);
        if (labels.length > 0) found.add(await comprehend.entities(piece, language));
      } else found.add(await comprehend.entities(piece, language));
      answered += 1;
    }
  } catch (error) {
    troubles.push(troubleOf(error));
    return told(answered > 0 || found.isAny() ? 'part' : 'none', language);
  }
  return told(troubles.length === 0 ? 'whole' : 'part', language);
};

/** What is too short for Comprehend to tell is taken for English, in which it is asked most cheaply. */
const languageOf = async (text: string, comprehend: Comprehend): Promise<string> => {
  const { LANGUAGE_SAMPLE } = await import('../collectors/comprehend/pii-entities.js');
  const sample = beginningOfText(text, LANGUAGE_SAMPLE.most);
  return sample.length < LANGUAGE_SAMPLE.least ? 'en' : comprehend.language(sample);
};

const notSupported = (language: string): OpinionTrouble => ({
  reason: 'language_not_supported',
  what: language,
  detail: `Comprehend detects personal data in English and Spanish only; there is text in another language (${language})`,
});

/** Counts by type what a service names. */
const tallyOf = (minConfidence: number) => {
  const types = new Map<string, { readonly as: OpinionType['as']; count: number; confidence: number }>();
  let below = 0;
  const note = ({ type, as, confidence }: Named, count: number): void => {
    const known = types.get(type) ?? { as, count: 0, confidence };
    types.set(type, known);
    known.count += count;
    known.confidence = Math.max(known.confidence, confidence);
  };
  const isTold = ({ confidence }: Named): boolean => confidence >= minConfidence;
  return {
    /** There is some of these: known even where the values are never counted. */
    label(labels: readonly Named[]): void {
      for (const label of labels.filter(isTold)) note(label, 0);
    },
    add(values: readonly Named[]): void {
      for (const value of values.filter(isTold)) note(value, 1);
      below += values.filter((value) => !isTold(value)).length;
    },
    isAny: () => types.size > 0,
    result: (): Pick<PiiOpinion, 'types' | 'below'> => ({
      types: [...types]
        .sort(([a], [b]) => byCodeUnit(a, b))
        .map(([type, { as, count, confidence }]) => ({
          type,
          ...(as !== undefined && { as }),
          ...(count > 0 && { count }),
          confidence: Number(confidence.toFixed(4)),
        })),
      below,
    }),
  };
};
