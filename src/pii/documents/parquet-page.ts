import { brotliDecompressSync, crc32, gunzipSync } from 'node:zlib';
import {
  type ColumnMetaData,
  type CompressionCodec,
  type Compressors,
  type Encoding,
  type PageHeader,
  type ParquetType,
  type SchemaTree,
  snappyUncompress,
} from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { readRleBitPackedHybrid } from 'hyparquet/src/encoding.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel } from 'hyparquet/src/schema.js';
import { readVarInt } from 'hyparquet/src/thrift.js';
import { compressors } from 'hyparquet-compressors';
import type { ByteSource } from '../../model/source.js';
import { damaged, guarded, Unseen } from '../contents.js';

export const NAME = 'Parquet';

/** A page, unpacked, and its levels apart from its values (https://parquet.apache.org/docs/file-format/nestedencoding). */
export interface Page {
  readonly header: PageHeader;
  /** How many values it has, those that are absent among them. */
  readonly count: number;
  /** Absent where all are 0. */
  readonly repetition?: Uint8Array;
  /** Absent where none is missing. */
  readonly definition?: Uint8Array;
  /** What follows the levels. */
  readonly values: DataView;
}

/** Where pages are unpacked, one after the other; a page is valid until the next one. */
export interface Scratch {
  bytes: Uint8Array;
}

/** DuckDB writes pages of up to 100 MB. */
const LARGEST_PAGE = 128 * 2 ** 20;
/** A page of one value that is repeated is small, however many there are. */
const MOST_VALUES = 4_000_000;

const tooLarge = (what: string): Unseen =>
  new Unseen({
    reason: 'too_large',
    what,
    detail: `a page of it has more than ${what}; the rest of its column was not read`,
  });

/** The pages of a column, each held by itself, unpacked, and safe to be decoded. */
export async function* pagesOf(
  source: ByteSource,
  meta: ColumnMetaData,
  path: SchemaTree[],
  scratch: Scratch,
): AsyncIterable<Page> {
  const unpack = await unpackerOf(meta.codec, scratch);
  if (unpack === undefined) {
    const codec = meta.codec ?? 'an unknown codec';
    throw new Unseen({
      reason: 'unsupported_format',
      what: `Parquet with ${codec}`,
      detail: `it is packed by ${codec}, which is not read; write it with another codec`,
    });
  }
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  const end = start + Number(meta.total_compressed_size);
  if (!(start >= 0 && end >= start && end <= source.size)) throw new Unseen(damaged(NAME));
  let held: { readonly start: number; readonly bytes: Uint8Array } = { start, bytes: new Uint8Array() };
  const bytesAt = async (at: number, length: number): Promise<Uint8Array> => {
    if (at < held.start || at + length > held.start + held.bytes.length)
      held = { start: at, bytes: await source.read(at, Math.min(Math.max(length, AHEAD), end - at)) };
    return held.bytes.subarray(at - held.start, at - held.start + length);
  };
  for (let at = start; at < end; ) {
    const { header, length } = await headerAt(bytesAt, at, end);
    at += length;
    const { compressed_page_size: packed, uncompressed_page_size: plain, crc } = header;
    if (!isSound(header) || at + packed > end) throw new Unseen(damaged(NAME));
    if (Math.max(packed, plain) > LARGEST_PAGE) throw tooLarge(`${LARGEST_PAGE / 2 ** 20} MiB`);
    if (countOf(header) > MOST_VALUES) throw tooLarge(`${MOST_VALUES} values`);
    const bytes = await bytesAt(at, packed);
    if (crc !== undefined && crc32(bytes) !== crc >>> 0) throw new Unseen(damaged(NAME));
    at += packed;
    yield await guarded(NAME, () => pageOf(header, unpacked(header, bytes, unpack), path));
  }
}

/** Numbers are numbers: what is damaged may say that they are something else. */
const isSound = ({
  compressed_page_size,
  uncompressed_page_size,
  crc = 0,
  data_page_header,
  data_page_header_v2,
  dictionary_page_header,
}: PageHeader): boolean =>
  Number.isInteger(crc) &&
  [
    compressed_page_size,
    uncompressed_page_size,
    (data_page_header ?? data_page_header_v2 ?? dictionary_page_header)?.num_values ?? 0,
    data_page_header_v2?.repetition_levels_byte_length ?? 0,
    data_page_header_v2?.definition_levels_byte_length ?? 0,
  ].every((number) => Number.isInteger(number) && number >= 0);

const countOf = ({ data_page_header, data_page_header_v2, dictionary_page_header }: PageHeader): number =>
  (data_page_header ?? data_page_header_v2 ?? dictionary_page_header)?.num_values ?? 0;

/** At once, where the file lies in S3. */
const AHEAD = 1 << 20;

/** A header says how long it is by ending: it holds the least and the greatest value of its page. */
const headerAt = async (bytesAt: (at: number, length: number) => Promise<Uint8Array>, at: number, end: number) => {
  for (const length of [1 << 12, 1 << 16, 1 << 24]) {
    const bytes = await bytesAt(at, Math.min(length, end - at));
    const reader = { view: viewOf(bytes), offset: 0 };
    try {
      const header = parquetHeader(reader);
      return { header, length: reader.offset };
    } catch {
      // It may have ended too early; more of it will tell.
      if (bytes.length < length) break;
    }
  }
  throw new Unseen(damaged(NAME));
};

type Unpack = (bytes: Uint8Array, length: number) => Uint8Array;

/** Unpacks into so much as a page says, and not as much as what is packed says. Undefined for a codec that is not read. */
const unpackerOf = async (codec: CompressionCodec | undefined, scratch: Scratch): Promise<Unpack | undefined> => {
  const known: Compressors = compressors;
  switch (codec) {
    case 'UNCOMPRESSED':
      return (bytes) => bytes;
    case 'GZIP':
      return (bytes, length) => gunzipSync(bytes, { maxOutputLength: Math.max(1, length) });
    case 'BROTLI':
      return (bytes, length) => brotliDecompressSync(bytes, { maxOutputLength: Math.max(1, length) });
    case 'ZSTD':
      return zstd(scratch);
    case 'SNAPPY':
      return (bytes, length) =>
        (length < LARGE ? known.SNAPPY?.(bytes, length) : unsnapped(bytes, length, scratch)) ?? bytes;
    default:
      return codec === undefined ? undefined : known[codec];
  }
};

/** From here on a page is unpacked in pieces, so that it is held once only. */
const LARGE = 16 * 2 ** 20;
const PIECE = 1 << 16;

const room = (scratch: Scratch, length: number): Uint8Array => {
  if (scratch.bytes.length < length) scratch.bytes = new Uint8Array(length);
  return scratch.bytes.subarray(0, length);
};

/** Slower than in WebAssembly, whose memory would keep what it grew to. */
const unsnapped = (bytes: Uint8Array, length: number, scratch: Scratch): Uint8Array => {
  const output = room(scratch, length);
  snappyUncompress(bytes, output);
  return output;
};

const zstd = async (scratch: Scratch): Promise<Unpack> => {
  const { ZSTDDecoder } = await import('zstddec/stream');
  const decoder = new ZSTDDecoder();
  await decoder.init();
  return (bytes, length) => {
    if (length < LARGE) return decoder.decode(bytes, Math.max(1, length));
    const output = room(scratch, length);
    let filled = 0;
    let idle = 0;
    for (const piece of decoder.decodeStreaming(piecesOf(bytes))) {
      // It goes on for ever where something is wrong.
      idle = piece.length === 0 ? idle + 1 : 0;
      if (filled + piece.length > length || idle > 1) throw new Unseen(damaged(NAME));
      output.set(piece, filled);
      filled += piece.length;
    }
    return output.subarray(0, filled);
  };
};

function* piecesOf(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** Of the second form of pages only the values are packed. */
const unpacked = (header: PageHeader, bytes: Uint8Array, unpack: Unpack): { levels: Uint8Array; data: Uint8Array } => {
  const { data_page_header_v2: second, uncompressed_page_size: size } = header;
  const length = second === undefined ? 0 : second.repetition_levels_byte_length + second.definition_levels_byte_length;
  const plain = size - length;
  const isPlain = plain === 0 || second?.is_compressed === false;
  const data = isPlain ? bytes.subarray(length) : unpack(bytes.subarray(length), plain);
  if (length < 0 || data.length !== plain) throw new Unseen(damaged(NAME));
  return { levels: bytes.subarray(0, length), data };
};

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

const pageOf = (
  header: PageHeader,
  { levels, data }: { readonly levels: Uint8Array; readonly data: Uint8Array },
  path: SchemaTree[],
): Page => {
  const { data_page_header: first, data_page_header_v2: second } = header;
  const count = countOf(header);
  const view = viewOf(data);
  if (first === undefined && second === undefined) return { header, count, values: view };
  const maxima = [getMaxRepetitionLevel(path), getMaxDefinitionLevel(path)];
  let at = 0;
  const [repetition, definition] = maxima.map((most, index) => {
    if (second !== undefined) {
      const length = index === 0 ? second.repetition_levels_byte_length : second.definition_levels_byte_length;
      at += length;
      return most === 0 ? undefined : levelsOf(viewOf(levels), at - length, length, most, count);
    }
    if (most === 0) return undefined;
    const length = view.getUint32(at, true);
    at += 4 + length;
    return levelsOf(view, at - length, length, most, count);
  });
  const values = second === undefined ? viewOf(data.subarray(at)) : view;
  checkValues(values, (first ?? second)?.encoding, path.at(-1)?.element.type, count);
  return {
    header,
    count,
    ...(repetition !== undefined && { repetition }),
    ...(definition !== undefined && { definition }),
    values,
  };
};

const levelsOf = (view: DataView, start: number, length: number, most: number, count: number): Uint8Array => {
  const width = 32 - Math.clz32(most);
  checkRuns(view, start, start + length, width, count);
  const levels = new Uint8Array(count);
  readRleBitPackedHybrid({ view, offset: start }, width, levels, length);
  return levels;
};

/**
 * The library believes what a page says of itself: a run of two thousand million values would end the process, and a list
 * of prefixes could grow to any size.
 */
const checkValues = (
  view: DataView,
  encoding: Encoding | undefined,
  type: ParquetType | undefined,
  count: number,
): void => {
  if (encoding === 'ALP') throw new Unseen(UNKNOWN_ENCODING);
  if (encoding === 'RLE') checkRuns(view, 4, view.byteLength, 1, count);
  else if (encoding?.endsWith('_DICTIONARY')) {
    if (view.byteLength > 0) checkRuns(view, 1, view.byteLength, type === 'BOOLEAN' ? 1 : view.getUint8(0), count);
  } else if (encoding === 'DELTA_BYTE_ARRAY' && count > 0) {
    const prefixes = new Int32Array(count);
    deltaBinaryUnpack({ view, offset: 0 }, count, prefixes);
    if (prefixes.some((length) => length < 0) || prefixes.reduce((sum, length) => sum + length, 0) > LARGEST_PAGE)
      throw tooLarge(`${LARGEST_PAGE / 2 ** 20} MiB`);
  }
};

const UNKNOWN_ENCODING = {
  reason: 'unsupported_format',
  what: 'Parquet with ALP',
  detail: 'it is encoded by ALP, which is not read; write it with another encoding',
} as const;

/** Walks over runs (https://parquet.apache.org/docs/file-format/data-pages/encodings, RLE) without writing them out. */
const checkRuns = (view: DataView, start: number, end: number, width: number, count: number): void => {
  const reader = { view, offset: start };
  for (let seen = 0; seen < count && reader.offset < Math.min(end, view.byteLength); ) {
    const header = readVarInt(reader);
    const isPacked = (header & 1) === 1;
    const length = isPacked ? (header >> 1) * 8 : header >>> 1;
    if (length <= 0 || length > MOST_VALUES || width > 32) throw new Unseen(damaged(NAME));
    reader.offset += isPacked ? (length * width) / 8 : (width + 7) >> 3;
    seen += length;
  }
};
