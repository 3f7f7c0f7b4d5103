import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { type ByteSource, SourceFailure } from '../../model/source.js';
import { bomb, damaged, guarded, isBomb, LARGEST_UNPACKED, type Problem, Unseen } from '../contents.js';

/** A zip as its own list describes it (APPNOTE.TXT of PKWARE, 6.3). */
export interface Archive {
  /** Its own comment, and those of its entries. */
  readonly comments: readonly string[];
  readonly entries: readonly ArchiveEntry[];
  /** Why `entries` are not all of them. */
  readonly problem?: Problem;
}

export interface ArchiveEntry {
  /** In the order of the list, from 1. */
  readonly number: number;
  readonly name: string;
  readonly isFolder: boolean;
  /** As the list says. */
  readonly size: number;
  /** What it holds, unpacked and held against its CRC-32; throws `Unseen` as soon as it turns out to be something else. */
  readonly stream: () => AsyncIterable<Uint8Array>;
}

const MOST_ENTRIES = 10_000;

/** Reads the list of a zip. Throws `Unseen` where there is none that can be read. */
export const openArchive = async (source: ByteSource): Promise<Archive> => {
  const zip = await guarded('zip', () =>
    fromRandomAccessReaderPromise(new Reader(source), source.size, { autoClose: false, decodeStrings: false }),
  );
  const comments = [textOf(bytesOf(zip.comment), false)];
  const entries: ArchiveEntry[] = [];
  /** From where to where each entry lies, at least: its local header may have fields of its own. */
  const stretches: (readonly [start: number, end: number])[] = [];
  /** What neither an entry nor the list accounts for. */
  let rest = source.size - 22 - bytesOf(zip.comment).length;
  const opened = (problem?: Problem): Archive => {
    if (hasOverlap(stretches)) throw new Unseen(OVERLAPPING);
    return {
      comments: comments.filter((comment) => comment !== ''),
      entries,
      ...(problem !== undefined && { problem }),
    };
  };
  if (zip.entryCount > MOST_ENTRIES * 100) return opened(TOO_MANY);
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.length === MOST_ENTRIES) return opened(TOO_MANY);
      rest -= 76 + 2 * entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength + entry.compressedSize;
      const isUtf8 = (entry.generalPurposeBitFlag & 0x800) !== 0;
      const name = textOf(bytesOf(entry.fileName), isUtf8).replaceAll('\\', '/');
      comments.push(textOf(bytesOf(entry.fileComment), isUtf8));
      entries.push({
        number: entries.length + 1,
        name,
        isFolder: name.endsWith('/') && entry.uncompressedSize === 0,
        size: entry.uncompressedSize,
        stream: () => unpacked(zip, entry),
      });
      const { relativeOffsetOfLocalHeader: start, fileNameLength, compressedSize } = entry;
      stretches.push([start, start + LOCAL_HEADER + fileNameLength + compressedSize]);
    }
  } catch (error) {
    if (error instanceof SourceFailure || error instanceof Unseen) throw error;
    return opened(/strong encryption/.test(String(error)) ? ENCRYPTED : damaged('zip'));
  }
  return opened(rest > SLACK + SLACK_OF_ENTRY * entries.length ? HIDDEN : undefined);
};

/** APPNOTE.TXT, 4.3.7: without name and extra field. */
const LOCAL_HEADER = 30;

const hasOverlap = (stretches: readonly (readonly [start: number, end: number])[]): boolean =>
  stretches.toSorted(([a], [b]) => a - b).some(([start], index, sorted) => start < (sorted[index - 1]?.[1] ?? 0));

/**
 * The same bytes listed many times: 10 MB unpack to 281 TB, each file within any bound of its own (D. Fifield, A better zip bomb, WOOT
 * 2019, https://www.bamsoftware.com/hacks/zipbomb/).
 */
const OVERLAPPING: Problem = {
  reason: 'damaged',
  what: 'zip with overlapping entries',
  detail: 'its entries overlap, as those of nothing but a zip bomb should; nothing of it was read',
};

/** Fields of a local header that the list does not repeat, data descriptors, records of Zip64, and padding. */
const SLACK_OF_ENTRY = 64;
const SLACK = 4096;

const HIDDEN: Problem = {
  reason: 'parts_not_read',
  what: 'bytes outside the entries',
  detail: 'it holds bytes that belong to none of its entries; they were not read',
};

const TOO_MANY: Problem = {
  reason: 'too_large',
  what: `${MOST_ENTRIES} entries`,
  detail: `it holds more than ${MOST_ENTRIES} entries; the others were not read: unpack it and name the folder`,
};

const ENCRYPTED: Problem = {
  reason: 'encrypted',
  what: 'zip',
  detail: 'it is encrypted; decrypt it first',
};

async function* unpacked(zip: ZipFile, entry: Entry): AsyncIterable<Uint8Array> {
  if (entry.isEncrypted()) throw new Unseen(ENCRYPTED);
  if (!entry.canDecodeFileData())
    throw new Unseen({
      reason: 'unsupported_format',
      what: `zip method ${entry.compressionMethod}`,
      detail: `it is packed by method ${entry.compressionMethod}, which is not read; unpack it first`,
    });
  let sum = 0;
  let bytes = 0;
  const stream = await guarded('zip', () => zip.openReadStreamPromise(entry, {}));
  const chunks = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await guarded('zip', () => chunks.next());
      if (done) break;
      const chunk: Uint8Array = value;
      sum = crc32(chunk, sum);
      bytes += chunk.length;
      yield chunk;
      if (bytes > LARGEST_UNPACKED || isBomb(bytes, entry.compressedSize))
        throw new Unseen(bomb('the rest was not read'));
    }
  } finally {
    stream.destroy();
  }
  if (sum !== entry.crc32) throw new Unseen(damaged('zip'));
}

const bytesOf = (raw: string | Uint8Array): Uint8Array => (typeof raw === 'string' ? Buffer.from(raw) : raw);

/** Names and comments: what says that it is UTF-8, what is, what Windows in Japan writes, and what is none of these. */
const textOf = (bytes: Uint8Array, isUtf8: boolean): string => {
  for (const encoding of isUtf8 ? ['utf-8'] : ['utf-8', 'shift_jis'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Another one may fit.
    }
  return new TextDecoder('latin1').decode(bytes);
};

/** The list is read in steps of a few bytes, each of which would be a request where the archive lies in S3. */
const AHEAD = 1 << 16;
const PIECE = 1 << 18;

class Reader extends RandomAccessReader {
  readonly #source: ByteSource;
  #held: { readonly start: number; readonly bytes: Uint8Array } = { start: 0, bytes: new Uint8Array() };

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(piecesOf(this.#source, start, end), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#bytes(position, length).then(
      (bytes) => {
        buffer.set(bytes, offset);
        callback(null, bytes.length);
      },
      (error: Error) => callback(error),
    );
  }

  async #bytes(position: number, length: number): Promise<Uint8Array> {
    const { start, bytes } = this.#held;
    if (position < start || position + length > start + bytes.length)
      this.#held = { start: position, bytes: await this.#source.read(position, Math.max(length, AHEAD)) };
    const from = position - this.#held.start;
    return this.#held.bytes.subarray(from, from + length);
  }
}

async function* piecesOf(source: ByteSource, start: number, end: number): AsyncIterable<Uint8Array> {
  for (let at = start; at < end; at += PIECE) yield await source.read(at, Math.min(PIECE, end - at));
}
