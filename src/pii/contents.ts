import { pipeline } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import type { PiiTrouble } from '../model/pii.js';
import { type ByteSource, heldSource, SourceFailure } from '../model/source.js';

/** What is looked at: a file, or what one holds. */
export interface Contents {
  /** May be asked for more than once; throws `Unseen` and `SourceFailure` while it is read. */
  readonly stream: () => AsyncIterable<Uint8Array>;
  /** Where pieces can be had in any order: not of what is packed. */
  readonly source?: ByteSource;
}

/** Why something of a file was not seen, in words of ours that quote nothing of it. */
export type Problem = PiiTrouble;

/** From here on nothing more can be seen; what was seen until here counts. */
export class Unseen extends Error {
  override readonly name = 'Unseen';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** The problem that an error stands for; throws what is a fault of kansa's own. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Unseen) return error.problem;
  if (error instanceof SourceFailure)
    return { reason: 'unreadable', what: error.code, detail: `it cannot be read (${error.code})` };
  throw error;
};

export const damaged = (what: string): Problem => ({
  reason: 'damaged',
  what,
  detail: `it is damaged ${what}; the rest of it was not read`,
});

/** Runs what a library does with bytes that anybody may have written: whatever it throws says that they are damaged. */
export const guarded = async <T>(what: string, call: () => Promise<T> | T): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    if (error instanceof SourceFailure || error instanceof Unseen) throw error;
    throw new Unseen(damaged(what));
  }
};

/** Unpacked, so that a small file cannot keep a scan busy for ever. */
export const LARGEST_UNPACKED = 8 * 2 ** 30;

export const TOO_LARGE: Problem = {
  reason: 'too_large',
  what: `${LARGEST_UNPACKED / 2 ** 30} GiB`,
  detail: `unpacked it has more than ${LARGEST_UNPACKED / 2 ** 30} GiB; the rest was not read`,
};

/** So much may come out of anything; beyond it, no more than `STEEPEST` times what went in. */
const EASY = 64 * 2 ** 20;
/** Deflate reaches 1032; tables and logs seldom a hundred. */
const STEEPEST = 200;

/** Did more come out of so many packed bytes than does of anything but a bomb? */
export const isBomb = (unpacked: number, packed: number): boolean => unpacked > EASY && unpacked > STEEPEST * packed;

/** Why no more is unpacked of what unpacks to more than that; `unread` says what is left. */
export const bomb = (unread: string): Problem => ({
  reason: 'too_large',
  what: `${STEEPEST} : 1`,
  detail: `it unpacks to more than ${STEEPEST} times its size, as nothing but a zip bomb should; ${unread}`,
});

const CHUNK = 1 << 18;

/**
 * What is packed by gzip, in one or several members. Where the packed bytes fail, what they held until then comes first. How steep it is
 * goes by the size of all of it; where nobody knows that but who packed it, by what was taken in until then.
 */
export async function* gunzipped({ source, stream }: Contents): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  let taken = 0;
  let cut: { readonly error: unknown } | undefined;
  async function* untilCut(): AsyncIterable<Uint8Array> {
    try {
      for await (const chunk of stream()) {
        taken += chunk.length;
        yield chunk;
      }
    } catch (error) {
      cut = { error };
      const closed = new Promise<void>((done) => gunzip.once('close', done));
      gunzip.flush(constants.Z_SYNC_FLUSH, () => gunzip.push(null));
      await closed;
    }
  }
  // What goes wrong comes out of the stream below.
  pipeline(untilCut, gunzip, () => {});
  let bytes = 0;
  try {
    for await (const chunk of gunzip) {
      yield chunk;
      bytes += chunk.length;
      if (bytes > LARGEST_UNPACKED) throw new Unseen(TOO_LARGE);
      if (isBomb(bytes, source?.size ?? taken))
        throw new Unseen(bomb('the rest was not read: if it is none, unpack it first'));
    }
    if (cut !== undefined) throw cut.error;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // https://nodejs.org/api/zlib.html#constants: what is packed is broken or ends too early.
    if (!code.startsWith('Z_')) throw error;
    throw new Unseen({
      reason: 'damaged',
      what: code,
      detail: `it is damaged gzip (${code}); the rest of it was not read`,
    });
  }
}

/** The beginning of a stream. Throws only where not even that can be had. */
export const beginningOf = async (chunks: AsyncIterable<Uint8Array>, length: number): Promise<Uint8Array> => {
  const taken: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      taken.push(chunk);
      bytes += chunk.length;
      if (bytes >= length) break;
    }
  } catch (error) {
    // What is damaged further on is told when it is read.
    if (bytes === 0) throw error;
  }
  return Buffer.concat(taken);
};

/** Of what is packed so much is held where pieces of it are needed in any order. */
const MOST_HELD = 64 * 2 ** 20;

/** A source of which pieces can be had in any order: what has none is held in memory. */
export const sourceOf = async ({ source, stream }: Contents): Promise<ByteSource> => {
  if (source !== undefined) return source;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream()) {
    bytes += chunk.length;
    if (bytes > MOST_HELD)
      throw new Unseen({
        reason: 'too_large',
        what: `${MOST_HELD / 2 ** 20} MiB`,
        detail: `within what is packed it has more than ${MOST_HELD / 2 ** 20} MiB; unpack it and name it by itself`,
      });
    chunks.push(chunk);
  }
  return heldSource(Buffer.concat(chunks));
};
