import {
  type ColumnChunk,
  type FileMetaData,
  type PageHeader,
  parquetMetadataAsync,
  parquetSchema,
  type SchemaTree,
} from 'hyparquet';
import { readPage } from 'hyparquet/src/column.js';
import { convert, DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { getMaxDefinitionLevel, getTreePath } from 'hyparquet/src/schema.js';
import type { ByteSource } from '../../model/source.js';
import { damaged, guarded, LARGEST_UNPACKED, type Problem, Unseen } from '../contents.js';
import { type Place, type Way, windowsOf } from '../readers/value.js';
import { isShown } from '../shown.js';
import type { DocumentReader, Outlet } from './outlet.js';
import { NAME, type Page, pagesOf, type Scratch } from './parquet-page.js';

/**
 * Parquet (https://parquet.apache.org/docs/file-format), column by column and page by page: a row group may have gigabytes, and no
 * more than a page is held. Places are rows; below its column a nested value has a pointer.
 */
export const readParquet: DocumentReader = async (source, out) => {
  const metadata = await metadataOf(source);
  const { columns, groups } = await guarded(NAME, () => layoutOf(metadata));
  // The schema once more, for readers of Arrow.
  for (const { key = '', value = '' } of metadata.key_value_metadata ?? [])
    if (key !== 'ARROW:schema') windowsOf(`${key}: ${value}`, '', { hasLines: false, part: 'metadata' }, out.take);
  for (const { field, names } of columns)
    for (const name of names) windowsOf(name, '', { hasLines: false, part: 'names', field }, out.take);
  const troubles = troublesOf();
  let budget = LARGEST_UNPACKED;
  let row = 1;
  const scratch: Scratch = { bytes: new Uint8Array() };
  for (const { rows, chunks } of groups) {
    for (const [index, chunk] of chunks.entries()) {
      const column = columns[index];
      if (column === undefined) throw new Unseen(damaged(NAME));
      try {
        const seen = await readChunk(source, chunk, { column, row, rows, budget, scratch, out });
        budget -= seen.unpacked;
        if (seen.hasBinary) troubles.add(column.field, BINARY);
      } catch (error) {
        if (!(error instanceof Unseen)) throw error;
        troubles.add(column.field, error.problem);
      }
    }
    row += rows;
  }
  for (const problem of troubles.all()) out.tell(problem);
};

const LARGEST_FOOTER = 64 * 2 ** 20;
/** Deeper values are none that somebody wrote. */
const DEEPEST = 64;

const BINARY: Problem = {
  reason: 'parts_not_read',
  what: 'binary values',
  detail: 'it holds binary values, which were not read',
};

const ENCRYPTED: Problem = { reason: 'encrypted', what: NAME, detail: 'it is encrypted; decrypt it first' };

const metadataOf = async (source: ByteSource): Promise<FileMetaData> => {
  const tail = await source.read(Math.max(0, source.size - 8), 8);
  const magic = String.fromCharCode(...tail.subarray(4));
  if (magic === 'PARE') throw new Unseen(ENCRYPTED);
  if (magic !== 'PAR1' || source.size < 12) throw new Unseen(damaged(NAME));
  if (new DataView(tail.buffer, tail.byteOffset).getUint32(0, true) > LARGEST_FOOTER)
    throw new Unseen({
      reason: 'too_large',
      what: `${LARGEST_FOOTER / 2 ** 20} MiB`,
      detail: `its list of columns has more than ${LARGEST_FOOTER / 2 ** 20} MiB; nothing of it was read`,
    });
  const slice = async (start: number, end = source.size): Promise<ArrayBuffer> =>
    new Uint8Array(await source.read(start, end - start)).buffer;
  return guarded(NAME, () => parquetMetadataAsync({ byteLength: source.size, slice }, { geoparquet: false }));
};

/** A column of values: of a nested one, one of those that it is made of. */
interface Column {
  /** The number of the outermost column, from 1. */
  readonly field: number;
  readonly names: readonly string[];
  readonly path: SchemaTree[];
  /** What its values are called by. */
  readonly label: string;
  readonly place: Place;
}

interface Layout {
  readonly columns: readonly Column[];
  readonly groups: readonly { readonly rows: number; readonly chunks: readonly ColumnChunk[] }[];
}

const layoutOf = (metadata: FileMetaData): Layout => {
  const tree = parquetSchema(metadata);
  const columns: Column[] = [];
  const visit = (names: readonly string[], node: SchemaTree, field: number): void => {
    if (node.children.length > 0) {
      for (const child of node.children) visit([...names, child.element.name], child, field);
      return;
    }
    const [top = '', ...below] = names;
    // A damaged schema lacks what its types promise.
    if (names.length > DEEPEST || names.some((name) => typeof name !== 'string')) throw new Unseen(damaged(NAME));
    const telling = below.filter((name) => !WRAPPERS.has(name));
    const way = telling.reduce<Way | undefined>((above, step) => ({ above, step }), undefined);
    columns.push({
      field,
      names,
      path: getTreePath(tree, [...names]),
      label: telling.findLast((name) => name !== 'key' && name !== 'value') ?? top,
      place: {
        hasLines: false,
        field,
        ...(isShown(top) && { fieldName: top }),
        ...(way !== undefined && { way }),
      },
    });
  };
  for (const [index, child] of tree.children.entries()) visit([child.element.name], child, index + 1);
  return {
    columns,
    groups: metadata.row_groups.map(({ num_rows, columns: chunks }) => ({ rows: Number(num_rows), chunks })),
  };
};

/** What writers call the levels that a list or a map needs. */
const WRAPPERS = new Set(['list', 'element', 'bag', 'array', 'array_element', 'item', 'key_value', 'map']);

type ColumnDecoder = Parameters<typeof readPage>[2];

interface Reading {
  readonly column: Column;
  /** The first row of the group, from 1. */
  readonly row: number;
  readonly rows: number;
  /** How many bytes may still be unpacked. */
  readonly budget: number;
  readonly scratch: Scratch;
  readonly out: Outlet;
}

interface ChunkSeen {
  readonly unpacked: number;
  readonly hasBinary: boolean;
}

/** Reads the values of one column in one row group. */
const readChunk = async (source: ByteSource, chunk: ColumnChunk, reading: Reading): Promise<ChunkSeen> => {
  const { column, row, rows, budget, scratch, out } = reading;
  if (chunk.crypto_metadata !== undefined || chunk.encrypted_column_metadata !== undefined) throw new Unseen(ENCRYPTED);
  const meta = chunk.meta_data;
  if (meta === undefined || chunk.file_path) throw new Unseen(ELSEWHERE);
  const element = column.path.at(-1)?.element ?? { name: '' };
  const decoder: ColumnDecoder = {
    pathInSchema: [...column.names],
    type: meta.type,
    element,
    // What is missing and what is repeated is read before: here all values are there.
    schemaPath: [{ element: { name: '' }, children: [], count: 1, path: [] }, FLAT],
    codec: 'UNCOMPRESSED',
    utf8: false,
    parsers: PARSERS,
  };
  const most = getMaxDefinitionLevel(column.path);
  let unpacked = 0;
  let hasBinary = false;
  let seenRows = 0;
  let dictionary: readonly unknown[] | undefined;
  for await (const page of pagesOf(source, meta, column.path, scratch)) {
    const { header, count, repetition, definition } = page;
    unpacked += header.uncompressed_page_size + count;
    out.looked(header.uncompressed_page_size);
    if (header.type === 'DICTIONARY_PAGE') {
      dictionary = await guarded(NAME, () => dictionaryOf(page, decoder));
      continue;
    }
    const present =
      definition === undefined ? count : definition.reduce((sum, level) => sum + Number(level === most), 0);
    const next = await guarded(NAME, () => valuesOf(page, present, decoder, dictionary));
    for (let index = 0; index < count; index += 1) {
      if (repetition === undefined || repetition[index] === 0) seenRows += 1;
      if (definition !== undefined && definition[index] !== most) continue;
      const text = textOf(next());
      if (text === undefined) hasBinary = true;
      else {
        unpacked += text.length;
        windowsOf(text, column.label, { ...column.place, row: row + Math.max(1, seenRows) - 1 }, out.take);
      }
    }
    if (unpacked > budget)
      throw new Unseen({
        reason: 'too_large',
        what: `${LARGEST_UNPACKED / 2 ** 30} GiB`,
        detail: `unpacked it has more than ${LARGEST_UNPACKED / 2 ** 30} GiB; the rest was not read`,
      });
  }
  if (seenRows !== rows) throw new Unseen(damaged(NAME));
  return { unpacked, hasBinary };
};

/** A column without levels. */
const FLAT: SchemaTree = {
  element: { name: 'value', repetition_type: 'REQUIRED' },
  children: [],
  count: 1,
  path: ['value'],
};

const dictionaryOf = ({ header, values }: Page, decoder: ColumnDecoder): readonly unknown[] => {
  const { data = [] } = readPage(
    { view: values, offset: 0 },
    plainHeader(header, values),
    decoder,
    undefined,
    undefined,
    0,
  );
  // Decoded once, and not for every row; and what is no text is kept beyond its page.
  return Array.from(convert(data, decoder), (value: unknown) =>
    value instanceof Uint8Array ? (utf8(value) ?? value.slice()) : value,
  );
};

const plainHeader = (header: PageHeader, values: DataView): PageHeader => ({
  ...header,
  compressed_page_size: values.byteLength,
  uncompressed_page_size: values.byteLength,
});

/** Gives one value after the other. */
const valuesOf = (
  { header, values }: Page,
  count: number,
  decoder: ColumnDecoder,
  dictionary: readonly unknown[] | undefined,
): (() => unknown) => {
  const encoding = (header.data_page_header ?? header.data_page_header_v2)?.encoding;
  if (encoding === undefined) throw new Unseen(damaged(NAME));
  // A million texts would be a million objects.
  if (encoding === 'PLAIN' && decoder.type === 'BYTE_ARRAY') return bytesIn(values);
  const { data = [] } = readPage(
    { view: values, offset: 0 },
    {
      ...plainHeader(header, values),
      type: 'DATA_PAGE',
      data_page_header: {
        num_values: count,
        encoding,
        definition_level_encoding: 'RLE',
        repetition_level_encoding: 'RLE',
      },
    },
    decoder,
    dictionary === undefined ? undefined : Array.from(dictionary),
    undefined,
    0,
  );
  if (data.length !== count) throw new Unseen(damaged(NAME));
  let at = 0;
  return () => {
    at += 1;
    return data[at - 1];
  };
};

/** Each with its length before it. */
const bytesIn = (view: DataView): (() => Uint8Array) => {
  let at = 0;
  return () => {
    if (at + 4 > view.byteLength) throw new Unseen(damaged(NAME));
    const length = view.getUint32(at, true);
    const start = at + 4;
    at = start + length;
    if (at > view.byteLength) throw new Unseen(damaged(NAME));
    return new Uint8Array(view.buffer, view.byteOffset + start, length);
  };
};

const ELSEWHERE: Problem = {
  reason: 'parts_not_read',
  what: 'values in other files',
  detail: 'its values lie in other files; name those',
};

/** What is not marked as a text may be one all the same: older writers marked none. */
const PARSERS = {
  ...DEFAULT_PARSERS,
  stringFromBytes: (bytes: Uint8Array) => bytes,
  jsonFromBytes: (bytes: Uint8Array) => bytes,
  geometryFromBytes: () => undefined,
  geographyFromBytes: () => undefined,
};

/** A value as a text, empty where it is none; undefined where it is bytes that are none. */
const textOf = (value: unknown): string | undefined => {
  if (value instanceof Uint8Array) return utf8(value);
  // A day that no calendar has is nobody's birthday.
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? '' : value.toISOString().replace(/T00:00:00\.000Z$/, '');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
};

const strict = new TextDecoder('utf-8', { fatal: true });

const utf8 = (bytes: Uint8Array): string | undefined => {
  try {
    const text = strict.decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
};

/** Problems that columns share, each told once with the columns that have it. */
const troublesOf = () => {
  const troubles = new Map<string, { readonly problem: Problem; readonly fields: Set<number> }>();
  return {
    add(field: number, problem: Problem): void {
      const key = `${problem.reason} ${problem.what}`;
      const trouble = troubles.get(key) ?? { problem, fields: new Set() };
      troubles.set(key, trouble);
      trouble.fields.add(field);
    },
    all: (): readonly Problem[] =>
      [...troubles.values()].map(({ problem: { reason, what = '', detail }, fields }) => {
        const columns = [...fields].sort((a, b) => a - b).join(', ');
        return { reason, what: `${what}; columns ${columns}`, detail: `${detail} (columns ${columns})` };
      }),
  };
};
