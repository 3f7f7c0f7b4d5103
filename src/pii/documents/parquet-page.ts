import { crc32 } from 'node:zlib';
import type { ColumnMetaData, Compressors, PageHeader, SchemaTree } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel } from 'hyparquet/src/schema.js';
import { readVarInt } from 'hyparquet/src/thrift.js';
import { compressors, decompressZstd } from 'hyparquet-compressors';
import type { ByteSource } from '../../model/source.js';
import { damaged, guarded, Unseen } from '../contents.js';

export const NAME = 'Parquet';

/** A page, unpacked. */
export interface Page {
  readonly header: PageHeader;
  readonly view: DataView;
}

const LARGEST_PAGE = 64 * 2 ** 20;
/** A page of one value that is repeated is small, however many there are. */
const MOST_VALUES = 4_000_000;

const tooLarge = (what: string): Unseen =>
  new Unseen({
    reason: 'too_large',
    what,
    detail: `a page of it has more than ${what}; the rest of its column was not read`,
  });

/** The pages of a column, each held by itself, unpacked, and safe to be decoded. */
export async function* pagesOf(source: ByteSource, meta: ColumnMetaData, path: SchemaTree[]): AsyncIterable<Page> {
  const unpack = meta.codec === 'UNCOMPRESSED' ? (bytes: Uint8Array) => bytes : COMPRESSORS[meta.codec];
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
    if (!(packed >= 0 && plain >= 0 && at + packed <= end)) throw new Unseen(damaged(NAME));
    if (Math.max(packed, plain) > LARGEST_PAGE) throw tooLarge(`${LARGEST_PAGE / 2 ** 20} MiB`);
    if (countOf(header) > MOST_VALUES) throw tooLarge(`${MOST_VALUES} values`);
    const bytes = await bytesAt(at, packed);
    if (crc !== undefined && crc32(bytes) !== crc >>> 0) throw new Unseen(damaged(NAME));
    at += packed;
    yield await guarded(NAME, () => {
      const page = unpacked(header, bytes, unpack);
      check(page, path);
      return page;
    });
  }
}

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

const COMPRESSORS: Compressors = {
  ...compressors,
  // Into so much as the page says, and not as much as what is packed says.
  ZSTD: (input, length) => decompressZstd(input, new Uint8Array(length)),
};

type Unpack = (bytes: Uint8Array, length: number) => Uint8Array;

const unpacked = (header: PageHeader, bytes: Uint8Array, unpack: Unpack): Page => {
  const size = header.uncompressed_page_size;
  const { data_page_header_v2: second } = header;
  // The levels of the second form are never packed.
  const levels = second === undefined ? 0 : second.repetition_levels_byte_length + second.definition_levels_byte_length;
  const plain = size - levels;
  const isPlain = plain === 0 || second?.is_compressed === false;
  const data = isPlain ? bytes.subarray(levels) : unpack(bytes.subarray(levels), plain);
  if (data.length !== plain) throw new Unseen(damaged(NAME));
  return {
    header: { ...header, compressed_page_size: size },
    view: viewOf(levels === 0 ? data : Buffer.concat([bytes.subarray(0, levels), data])),
  };
};

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

/**
 * The library believes what a page says of itself: a run of two thousand million values would end the process, and a list
 * of prefixes could grow to any size.
 */
const check = ({ header, view }: Page, path: SchemaTree[]): void => {
  const { data_page_header: first, data_page_header_v2: second } = header;
  const encoding = (first ?? second)?.encoding;
  const width = (level: number): number => 32 - Math.clz32(level);
  const levels = [getMaxRepetitionLevel(path), getMaxDefinitionLevel(path)];
  const count = countOf(header);
  let at = 0;
  if (first !== undefined) {
    for (const level of levels)
      if (level > 0) {
        const end = at + 4 + view.getUint32(at, true);
        checkRuns(view, at + 4, end, width(level), count);
        at = end;
      }
  } else if (second !== undefined) {
    for (const [index, length] of [
      second.repetition_levels_byte_length,
      second.definition_levels_byte_length,
    ].entries()) {
      const level = levels[index] ?? 0;
      if (level > 0) checkRuns(view, at, at + length, width(level), count);
      at += length;
    }
  } else return;
  const isBoolean = path.at(-1)?.element.type === 'BOOLEAN';
  if (encoding === 'ALP') throw new Unseen(UNKNOWN_ENCODING);
  if (encoding === 'RLE' && isBoolean) checkRuns(view, at + (first === undefined ? 0 : 4), view.byteLength, 1, count);
  else if (encoding === 'RLE' || encoding?.endsWith('_DICTIONARY')) {
    if (at < view.byteLength) checkRuns(view, at + 1, view.byteLength, view.getUint8(at), count);
  } else if (encoding === 'DELTA_BYTE_ARRAY' && count > 0) {
    const prefixes = new Int32Array(count);
    deltaBinaryUnpack({ view, offset: at }, count, prefixes);
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
