import type { PiiFile, PiiFormat } from '../model/pii.js';
import type { ByteSource } from '../model/source.js';
import { batches } from './batches.js';
import {
  beginningOf,
  type Contents,
  gunzipped,
  LARGEST_UNPACKED,
  type Problem,
  problemOf,
  sourceOf,
  TOO_LARGE,
  Unseen,
} from './contents.js';
import { documentIn, type Needs, promisedDocument } from './documents/index.js';
import type { Level, Outlet } from './documents/outlet.js';
import { binaryFormat } from './format.js';
import type { HeldTexts } from './held-texts.js';
import type { ScanOptions } from './scan.js';
import { tallyOf } from './tally.js';
import { lookAtText } from './text.js';

/** What was seen of a file, or of one that lies in it; where the file lies is the caller's to say. */
export type Seen = Omit<PiiFile, 'path'>;

export type LookOptions = Omit<ScanOptions, 'format' | 'onHit' | 'onValue'> &
  Needs & {
    /** Keeps the texts for whoever is asked about them next. */
    readonly texts?: HeldTexts;
  };

/**
 * Looks at one file: what was seen of it comes first, then of each file that lies in it. Never throws for what the file is, or for what
 * cannot be read of it: that is in what it returns.
 */
export const look = async (source: ByteSource, name: string, options: LookOptions): Promise<readonly Seen[]> => {
  const seen = await lookAt({ source, stream: source.stream }, name, options, 0);
  return [seen.own, ...seen.inside];
};

interface Looked {
  readonly own: Seen;
  readonly inside: readonly Seen[];
}

const lookAt = async (contents: Contents, name: string, options: LookOptions, level: Level): Promise<Looked> => {
  try {
    const isPacked = isGzip(await beginningOf(contents.stream(), 2));
    const plain = isPacked ? { stream: () => gunzipped(contents) } : contents;
    const { own, inside } = await lookAtPlain(plain, name, options, level);
    return { own: isPacked && own.state !== 'not_read' ? { ...own, compression: 'gzip' } : own, inside };
  } catch (error) {
    return { own: notSeen(problemOf(error)), inside: [] };
  }
};

export const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

/** Of which the format and the encoding are told, in bytes. */
export const SAMPLE = 1 << 20;

const lookAtPlain = async (contents: Contents, name: string, options: LookOptions, level: Level): Promise<Looked> => {
  const sample = await beginningOf(contents.stream(), SAMPLE);
  if (documentIn(sample) !== undefined) return lookAtDocument(contents, sample, options, level);
  const binary = binaryFormat(sample);
  if (binary !== undefined)
    return {
      own: notSeen({
        reason: 'unsupported_format',
        what: binary,
        detail: `it is ${binary}, which is not read; turn it into text, CSV or JSON`,
      }),
      inside: [],
    };
  const keeper = options.texts?.begin();
  const seen = await lookAtText(contents, name, sample, {
    ...options,
    ...(keeper && { onStart: keeper.restart, onValue: keeper.add }),
  });
  keeper?.keep(seen.detections);
  // A document that was cut off at its first bytes looks like an empty text.
  const promised = promisedDocument(name)?.name ?? (isCutGzip(name, sample) ? 'gzip' : undefined);
  const problems: readonly Problem[] =
    promised === undefined
      ? seen.problems
      : [
          { reason: 'malformed', what: promised, detail: `it is no ${promised}; it was read as plain text` },
          ...seen.problems,
        ];
  return { own: { state: problems.length === 0 ? 'read' : 'partial', ...seen, problems }, inside: [] };
};

const isCutGzip = (name: string, sample: Uint8Array): boolean => /\.gz$/i.test(name) && sample.length < 2;

const lookAtDocument = async (
  contents: Contents,
  sample: Uint8Array,
  options: LookOptions,
  level: Level,
): Promise<Looked> => {
  const { minConfidence, further, hashOf } = options;
  const document = documentIn(sample);
  if (document === undefined) throw new Error('no document');
  const tally = tallyOf(minConfidence, hashOf);
  const { add, end } = batches(tally.add, further);
  const keeper = options.texts?.begin();
  const problems: Problem[] = [];
  const inside: Seen[] = [];
  let format: PiiFormat = document.format;
  let bytes = 0;
  let isSeen = false;
  const tell = (problem: Problem): void => {
    if (problems.every(({ detail }) => detail !== problem.detail)) problems.push(problem);
  };
  const out: Outlet = {
    take: (value) => {
      isSeen = true;
      keeper?.add(value);
      add(value);
    },
    tell,
    looked: (more) => {
      isSeen = true;
      bytes += more;
      if (bytes > LARGEST_UNPACKED) throw new Unseen(TOO_LARGE);
    },
    is: (what) => {
      format = what;
    },
    inside: async (entry, name, entryContents) => {
      isSeen = true;
      const seen = await lookAt(entryContents, name, options, 1);
      // What lies deeper is told by its reader, and never looked into.
      inside.push({ entry, ...seen.own });
      return seen.own.bytes;
    },
  };
  try {
    const read = await document.reader(options);
    await read(await sourceOf(contents), out, level);
  } catch (error) {
    tell(problemOf(error));
  }
  end();
  const found = tally.result();
  keeper?.keep(found.detections);
  const isUnread = !isSeen && problems.length > 0;
  return {
    own: {
      state: problems.length === 0 ? 'read' : isUnread ? 'not_read' : 'partial',
      ...(!isUnread && { format }),
      bytes,
      problems,
      ...found,
    },
    inside,
  };
};

/** Of a file nothing could be looked at. */
export const notSeen = (problem: Problem): Seen => ({
  state: 'not_read',
  bytes: 0,
  problems: [problem],
  detections: [],
  below: 0,
});
