import type { Guarded, Guardrail } from '../collectors/bedrock/guardrail-opinion.js';
import { byCodeUnit } from '../model/json.js';
import {
  GUARDRAIL_ACTIONS,
  type OpinionTrouble,
  type OpinionType,
  type PiiFile,
  type PiiOpinion,
} from '../model/pii.js';
import type { Priced } from '../model/prices.js';
import { textPieces } from '../model/text-pieces.js';
import type { HeldText } from '../pii/held-texts.js';
import { type OtherScript, otherScriptIn } from '../pii/script.js';
import { FOREIGN, unsentOf } from './sent-text.js';

/** What a guardrail could be asked about a text at most. */
export const guardrailRequestsFor = async (
  held: HeldText | undefined,
  { priceOfText }: Pick<Guardrail, 'priceOfText'>,
): Promise<readonly Priced[]> => {
  const text = held?.text ?? '';
  if (isForeign(await otherScriptOf(text))) return [];
  return (await piecesOf(text)).map(({ length }) => priceOfText(length));
};

/**
 * What a guardrail says of a file. After the first request that fails nothing more of it is sent, nor after one that costs more than its
 * price, which is owed.
 */
export const guardrailOpinion = async (
  file: Pick<PiiFile, 'state' | 'problems'>,
  held: HeldText | undefined,
  guardrail: Pick<Guardrail, 'assess' | 'priceOfText'>,
  {
    owe,
    troubleOf,
  }: { readonly owe: (micros: number) => void; readonly troubleOf: (error: unknown) => OpinionTrouble },
): Promise<PiiOpinion> => {
  const values: Guarded[] = [];
  const troubles = [...unsentOf(file, held)];
  const told = (state: PiiOpinion['state'], language?: string): PiiOpinion => ({
    by: 'guardrail',
    state,
    ...(language !== undefined && { language }),
    problems: troubles,
    types: tallied(values),
    below: 0,
  });
  const text = held?.text ?? '';
  if (file.state === 'not_read') return told('none');
  if (text.trim() === '') return told(troubles.length === 0 ? 'whole' : 'none');

  const foreign = await otherScriptOf(text);
  if (foreign !== undefined) troubles.push(notSupported(foreign.language));
  if (isForeign(foreign)) return told('none', foreign.language);
  let answered = 0;
  try {
    for (const piece of await piecesOf(text)) {
      const { values: found, isWhole, micros } = await guardrail.assess(piece);
      values.push(...found);
      answered += 1;
      if (!isWhole && !troubles.includes(PASSED_OVER)) troubles.push(PASSED_OVER);
      const { micros: price } = guardrail.priceOfText(piece.length);
      if (micros !== undefined && micros <= price) continue;
      owe((micros ?? price) - price);
      troubles.push(UNPRICED);
      break;
    }
  } catch (error) {
    troubles.push(troubleOf(error));
    return told(answered > 0 ? 'part' : 'none');
  }
  return told(troubles.length === 0 ? 'whole' : 'part');
};

/** A request about nothing but blanks would cost as much as one about a text. */
const piecesOf = async (text: string): Promise<readonly string[]> => {
  const { LARGEST_TEXT } = await import('../collectors/bedrock/guardrail-opinion.js');
  return [...textPieces(text, LARGEST_TEXT, 'length')].filter((piece) => piece.trim() !== '');
};

const otherScriptOf = async (text: string): Promise<OtherScript | undefined> => {
  const { SCRIPTS_READ } = await import('../collectors/bedrock/guardrail-opinion.js');
  return otherScriptIn(text, SCRIPTS_READ);
};

const isForeign = (foreign: OtherScript | undefined): foreign is OtherScript =>
  foreign !== undefined && foreign.share >= FOREIGN;

const notSupported = (language: string): OpinionTrouble => ({
  reason: 'language_not_supported',
  what: language,
  detail: `guardrails detect personal data in 17 languages; there is text in a script of none of them (${language})`,
});

const PASSED_OVER: OpinionTrouble = {
  reason: 'not_read',
  what: 'characters',
  detail: 'by its own count the guardrail did not look at every character',
};

const UNPRICED: OpinionTrouble = {
  reason: 'unpriced',
  detail:
    'a request cost more units than its price said, e.g. as the draft was changed meanwhile; nothing further was sent',
};

const tallied = (values: readonly Guarded[]): readonly OpinionType[] => {
  const types = new Map<string, { readonly values: Guarded[] }>();
  for (const value of values) {
    const key = `${value.type}\n${value.name ?? ''}`;
    const known = types.get(key) ?? { values: [] };
    types.set(key, known);
    known.values.push(value);
  }
  return [...types]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .flatMap(([, { values: same }]) => {
      const action = GUARDRAIL_ACTIONS.find((strict) => same.some((value) => value.action === strict));
      const [first] = same;
      return first === undefined ? [] : [{ ...first, ...(action !== undefined && { action }), count: same.length }];
    });
};
