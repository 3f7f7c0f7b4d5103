import { Unreadable } from '../model/errors.js';
import type { PiiTextFormat } from '../model/pii.js';
import { type Contents, type Problem, problemOf } from './contents.js';
import { decoded, type Encoding, encodingsOf, likelier, switches } from './encoding.js';
import { promisedFormat, seemingFormat } from './format.js';
import { type Scan, type Scanned, type ScanOptions, scanOf } from './scan.js';

/** What was seen of a text. */
interface TextSeen extends Scanned {
  readonly format: PiiTextFormat;
  readonly encoding?: Encoding;
  readonly bytes: number;
  readonly problems: readonly Problem[];
}

/** Looks at a text: as what its name promises and in the encoding that it keeps to its end; from the start again where it does not. */
export const lookAtText = async (
  contents: Contents,
  name: string,
  sample: Uint8Array,
  options: Omit<ScanOptions, 'format'> & {
    /** It is read from its beginning, once more perhaps: what was found until here does not count. */
    readonly onStart?: () => void;
  },
): Promise<TextSeen> => {
  const promised = promisedFormat(name);
  const problems: Problem[] = [];
  let encodings = encodingsOf(sample);
  let format = promised ?? seemingFormat(decoded(encodings[0] ?? 'utf-8', sample.subarray(0, 1024)));
  for (;;) {
    const [encoding] = encodings;
    options.onStart?.();
    const read = await readAs(contents, { ...options, format }, encoding);
    switch (read.ended) {
      case 'malformed':
        // What is no JSON is a text all the same; only where the name promised more, something may not have been seen.
        if (promised !== undefined)
          problems.push({
            reason: 'malformed',
            what: format,
            detail: `it is no ${format} (${read.detail}); it was read as plain text`,
          });
        format = 'text';
        continue;
      case 'undecodable':
        // Until there all was ASCII, or seemed to be UTF-8: that piece tells which of the others it may be.
        encodings = read.detail === SWITCHES ? ['iso-2022-jp'] : likelier(encodings.slice(1), read.piece);
        if (encodings.length === 0) problems.push({ reason: 'unknown_encoding', detail: UNKNOWN_ENCODING });
        continue;
      case 'cut':
        problems.push(read.problem);
    }
    return {
      ...read.scan.result(),
      format,
      ...(encoding !== undefined && { encoding }),
      bytes: read.bytes,
      problems,
    };
  }
};

const UNKNOWN_ENCODING =
  'its encoding is none of UTF-8, UTF-16 with its mark, Shift_JIS, EUC-JP and ISO-2022-JP: only what is ASCII in it was looked at';

type Read = {
  readonly scan: Scan;
  readonly bytes: number;
  /** The last of what was read. */
  readonly piece: Uint8Array;
} & (
  | { readonly ended: 'whole' }
  | { readonly ended: 'malformed' | 'undecodable'; readonly detail: string }
  | { readonly ended: 'cut'; readonly problem: Problem }
);

/** Why a text that is valid UTF-8 is none. */
const SWITCHES = 'it switches to kanji';

/** Reads a text once, by one encoding and in one format; without an encoding what is not ASCII is passed over. */
export const readAs = async (
  contents: Contents,
  options: ScanOptions,
  encoding: Encoding | undefined,
): Promise<Read> => {
  const scan = scanOf(options);
  const decoder = new TextDecoder(encoding ?? 'utf-8', { fatal: encoding !== undefined });
  let bytes = 0;
  let piece: Uint8Array = new Uint8Array();
  const read = () => ({ scan, bytes, piece });
  try {
    for await (const chunk of contents.stream()) {
      bytes += chunk.length;
      piece = chunk;
      const text = decoder.decode(chunk, { stream: true });
      if (encoding === 'utf-8' && switches(text)) return { ...read(), ended: 'undecodable', detail: SWITCHES };
      scan.push(text);
    }
    scan.push(decoder.decode());
    scan.end();
    return { ...read(), ended: 'whole' };
  } catch (error) {
    if (error instanceof Unreadable) return { ...read(), ended: 'malformed', detail: error.message };
    if (isUndecodable(error)) return { ...read(), ended: 'undecodable', detail: '' };
    const problem = problemOf(error);
    // What was read until it could not be read on counts.
    try {
      scan.end();
    } catch (another) {
      if (!(another instanceof Unreadable)) throw another;
    }
    return { ...read(), ended: 'cut', problem };
  }
};

/** Does an error of a strict decoder say that its bytes are none of its encoding? */
export const isUndecodable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
