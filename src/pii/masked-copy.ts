import type { PiiTextFormat, PiiType } from '../model/pii.js';
import { beginningOf, type Contents, gunzipped, type Problem } from './contents.js';
import type { Detector } from './detect.js';
import { documentIn } from './documents/index.js';
import type { Encoding } from './encoding.js';
import { binaryFormat } from './format.js';
import { isGzip, SAMPLE } from './look.js';
import { MASKED_DOMAIN, type Pseudonym } from './pseudonyms.js';
import { type Replacement, replacementOf, replacing } from './replacements.js';
import { lookAtText, readAs } from './text.js';

export interface MaskOptions {
  /** From which confidence on a value is masked, 0 to 1. */
  readonly minConfidence: number;
  /** Which types of values are masked. */
  readonly types: ReadonlySet<PiiType>;
  readonly pseudonym: Pseudonym;
  /** The organisation's own detectors. */
  readonly further?: readonly Detector[];
}

/** What has to be changed in a file so that it is masked. */
export interface MaskPlan {
  readonly format: PiiTextFormat;
  readonly encoding: Encoding;
  readonly compression?: 'gzip';
  readonly hasMark: boolean;
  /** In the order of their places. */
  readonly replacements: readonly Replacement[];
  readonly masked: readonly MaskedKind[];
  /** Values below the threshold, which stay. */
  readonly below: number;
}

interface MaskedKind {
  readonly type: PiiType;
  /** Which term or pattern of the organisation it is. */
  readonly id?: string;
  readonly count: number;
  /** How many pseudonyms these became: without a key it is one. */
  readonly pseudonyms: number;
}

/** What of a value may be held, in UTF-16 code units: to mask it, it must be seen whole, with the way in which it is written. */
const LONGEST = 1 << 24;

/** Says how a file is masked, or why it cannot be: what could not be read whole would be copied unseen. */
export const maskPlan = async (
  packed: Contents,
  name: string,
  { minConfidence, types, pseudonym, further = [] }: MaskOptions,
): Promise<MaskPlan | { readonly problems: readonly Problem[] }> => {
  const isPacked = isGzip(await beginningOf(packed.stream(), 2));
  const contents = unpacked(packed, isPacked);
  const sample = await beginningOf(contents.stream(), SAMPLE);
  const other = documentIn(sample)?.format ?? binaryFormat(sample);
  if (other !== undefined) return { problems: [notWritten(other)] };
  let found = nothingFound();
  const seen = await lookAtText(contents, name, sample, {
    minConfidence,
    further,
    held: { longest: LONGEST, withOrigin: true },
    onStart() {
      found = nothingFound();
    },
    onHit(hit, _, within) {
      if (!types.has(hit.type)) return;
      if (hit.confidence < minConfidence) {
        found.below += 1;
        return;
      }
      const standIn = pseudonym(hit.type, within.value.text.slice(within.start, within.end));
      const replacement = replacementOf(within, standIn);
      if (replacement === undefined) found.isTooLong = true;
      else found.replacements.push(replacement);
      const key = `${hit.type} ${hit.id ?? ''}`;
      const kind = found.kinds.get(key) ?? {
        type: hit.type,
        ...(hit.id !== undefined && { id: hit.id }),
        count: 0,
        pseudonyms: new Set(),
      };
      found.kinds.set(key, kind);
      kind.count += 1;
      kind.pseudonyms.add(standIn);
    },
  });
  const { encoding, format } = seen;
  if (seen.problems.length > 0 || encoding === undefined) return { problems: seen.problems };
  if (found.isTooLong) return { problems: [TOO_LONG] };
  return {
    format,
    encoding,
    ...(isPacked && { compression: 'gzip' }),
    hasMark: hasMark(sample),
    replacements: joined(found.replacements),
    masked: [...found.kinds.values()].map((kind) => ({ ...kind, pseudonyms: kind.pseudonyms.size })),
    below: found.below,
  };
};

interface Kind {
  readonly type: PiiType;
  readonly id?: string;
  count: number;
  readonly pseudonyms: Set<string>;
}

const nothingFound = () => ({
  replacements: [] as Replacement[],
  kinds: new Map<string, Kind>(),
  below: 0,
  isTooLong: false,
});

const notWritten = (what: string): Problem => ({
  reason: 'unsupported_format',
  what,
  detail: `it is ${what}, of which no masked copy can be written; turn it into text, CSV or JSON`,
});

const TOO_LONG: Problem = {
  reason: 'too_large',
  what: `${LONGEST / 2 ** 20} MiB`,
  detail: `a value in it is longer than ${LONGEST / 2 ** 20} MiB and holds what is to be masked; write it in shorter ones`,
};

const hasMark = ([first, second, third]: Uint8Array): boolean =>
  (first === 0xef && second === 0xbb && third === 0xbf) ||
  (first === 0xff && second === 0xfe) ||
  (first === 0xfe && second === 0xff);

/** In the order of their places. A number of JSON is replaced once, whatever was found in it. */
const joined = (replacements: readonly Replacement[]): readonly Replacement[] => {
  const kept: Replacement[] = [];
  for (const one of replacements.toSorted((a, b) => a.start - b.start || b.end - a.end))
    if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one);
  return kept;
};

const unpacked = (contents: Contents, isPacked: boolean): Contents =>
  isPacked ? { stream: () => gunzipped(contents) } : contents;

/** In which encoding a copy is written: what Node cannot write becomes UTF-8. */
export const encodingOfCopy = (encoding: Encoding): 'utf-8' | 'utf-16le' | 'utf-16be' =>
  encoding === 'utf-16le' || encoding === 'utf-16be' ? encoding : 'utf-8';

/** The masked copy of a file, not packed. All but what is masked is the same, byte for byte, in an encoding that can be written. */
export async function* maskedCopy(packed: Contents, plan: MaskPlan): AsyncIterable<Uint8Array> {
  const contents = unpacked(packed, plan.compression !== undefined);
  const decoder = new TextDecoder(plan.encoding, { fatal: true });
  const replaced = replacing(plan.replacements);
  const bytesOf = encoderOf(encodingOfCopy(plan.encoding));
  if (plan.hasMark) yield bytesOf('\ufeff');
  for await (const chunk of contents.stream()) yield bytesOf(replaced(decoder.decode(chunk, { stream: true })));
  yield bytesOf(replaced(decoder.decode()));
}

const encoderOf = (encoding: ReturnType<typeof encodingOfCopy>): ((text: string) => Uint8Array) => {
  switch (encoding) {
    case 'utf-8':
      return (text) => Buffer.from(text);
    case 'utf-16le':
      return (text) => Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return (text) => Buffer.from(text, 'utf16le').swap16();
  }
};

/** What a copy still holds of what was to be masked; undefined where the copy could not be read to its end. */
export const remainingIn = async (
  packed: Contents,
  { format, encoding, compression }: MaskPlan,
  { minConfidence, types, further = [] }: MaskOptions,
): Promise<ReadonlyMap<PiiType, number> | undefined> => {
  const remaining = new Map<PiiType, number>();
  const { ended } = await readAs(
    unpacked(packed, compression !== undefined),
    {
      format,
      minConfidence,
      further,
      onHit({ type, confidence }, _, { value, start, end }) {
        const isPseudonym = type === 'email' && value.text.slice(start, end).endsWith(MASKED_DOMAIN);
        if (confidence < minConfidence || !types.has(type) || isPseudonym) return;
        remaining.set(type, (remaining.get(type) ?? 0) + 1);
      },
    },
    encodingOfCopy(encoding),
  );
  return ended === 'whole' ? remaining : undefined;
};
