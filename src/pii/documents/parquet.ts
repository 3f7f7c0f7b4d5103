import {
  type ColumnChunk,
  type DecodedArray,
  type FileMetaData,
  parquetMetadataAsync,
  parquetSchema,
  type SchemaTree,
} from 'hyparquet';
import { readPage } from 'hyparquet/src/column.js';
import { convert, DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { getTreePath } from 'hyparquet/src/schema.js';
import type { ByteSource } from '../../model/source.js';
import { damaged, guarded, LARGEST_UNPACKED, type Problem, Unseen } from '../contents.js';
import { type Place, type Way, windowsOf } from '../readers/value.js';
import { isShown } from '../shown.js';
import type { DocumentReader, Outlet } from './outlet.js';
import { NAME, pagesOf } from './parquet-page.js';

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
  for (const { rows, chunks } of groups) {
    for (const [index, chunk] of chunks.entries()) {
      const column = columns[index];
      if (column === undefined) throw new Unseen(damaged(NAME));
      try {
        const seen = await readChunk(source, chunk, { column, row, rows, budget, out });
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

interface Reading {
  readonly column: Column;
  /** The first row of the group, from 1. */
  readonly row: number;
  readonly rows: number;
  /** How many bytes may still be unpacked. */
  readonly budget: number;
  readonly out: Outlet;
}

interface ChunkSeen {
  readonly unpacked: number;
  readonly hasBinary: boolean;
}

/** Reads the values of one column in one row group. */
const readChunk = async (source: ByteSource, chunk: ColumnChunk, reading: Reading): Promise<ChunkSeen> => {
  const { column, row, rows, budget, out } = reading;
  if (chunk.crypto_metadata !== undefined || chunk.encrypted_column_metadata !== undefined) throw new Unseen(ENCRYPTED);
  const meta = chunk.meta_data;
  if (meta === undefined || chunk.file_path) throw new Unseen(ELSEWHERE);
  const decoder = {
    ...meta,
    pathInSchema: [...column.names],
    schemaPath: column.path,
    element: column.path.at(-1)?.element ?? { name: '' },
    codec: 'UNCOMPRESSED' as const,
    utf8: false,
    parsers: PARSERS,
  };
  let unpacked = 0;
  let hasBinary = false;
  let seenRows = 0;
  const give = (values: DecodedArray, from: number, to: number): void => {
    for (let index = from; index < to; index += 1) {
      const isText = eachText(values[index], (text) => {
        unpacked += text.length;
        windowsOf(text, column.label, { ...column.place, row: row + seenRows + index - from }, out.take);
      });
      hasBinary ||= !isText;
    }
    unpacked += to - from;
    seenRows += to - from;
  };
  const repeated = isRepeated(column.path);
  let dictionary: DecodedArray | undefined;
  /** The last row of a page: the next one may go on with it. */
  let open: DecodedArray = [];
  for await (const { header, view } of pagesOf(source, meta, column.path)) {
    const page = await guarded(NAME, () =>
      readPage({ view, offset: 0 }, header, decoder, dictionary, repeated ? open : undefined, 0),
    );
    unpacked += header.uncompressed_page_size;
    out.looked(header.uncompressed_page_size);
    const values = page.data ?? [];
    if (header.type === 'DICTIONARY_PAGE')
      dictionary = await guarded(NAME, () => Array.from(convert(values, decoder), decoded));
    else if (repeated) {
      give(values, 0, Math.max(0, values.length - 1));
      open = Array.from(values.slice(-1));
    } else give(values, 0, values.length);
    if (unpacked > budget)
      throw new Unseen({
        reason: 'too_large',
        what: `${LARGEST_UNPACKED / 2 ** 30} GiB`,
        detail: `unpacked it has more than ${LARGEST_UNPACKED / 2 ** 30} GiB; the rest was not read`,
      });
  }
  give(open, 0, open.length);
  if (seenRows !== rows) throw new Unseen(damaged(NAME));
  return { unpacked, hasBinary };
};

const ELSEWHERE: Problem = {
  reason: 'parts_not_read',
  what: 'values in other files',
  detail: 'its values lie in other files; name those',
};

const isRepeated = (path: readonly SchemaTree[]): boolean =>
  path.some(({ element }) => element.repetition_type === 'REPEATED');

/** What is not marked as a text may be one all the same: older writers marked none. */
const PARSERS = {
  ...DEFAULT_PARSERS,
  stringFromBytes: (bytes: Uint8Array) => bytes,
  jsonFromBytes: (bytes: Uint8Array) => bytes,
  geometryFromBytes: () => undefined,
  geographyFromBytes: () => undefined,
};

/** A dictionary is decoded once, and not for every row. */
const decoded = (value: unknown): unknown => (value instanceof Uint8Array ? (utf8(value) ?? value) : value);

/** Gives each text within a value; false where it holds bytes that are none. */
const eachText = (value: unknown, give: (text: string) => void): boolean => {
  if (Array.isArray(value)) return value.map((element) => eachText(element, give)).every(Boolean);
  if (value instanceof Uint8Array) {
    const text = utf8(value);
    if (text === undefined) return false;
    give(text);
  } else if (value instanceof Date) {
    // A day that no calendar has is nobody's birthday.
    if (!Number.isNaN(value.getTime())) give(value.toISOString().replace(/T00:00:00\.000Z$/, ''));
  } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') give(String(value));
  return true;
};

const decoder = new TextDecoder('utf-8', { fatal: true });

const utf8 = (bytes: Uint8Array): string | undefined => {
  try {
    const text = decoder.decode(bytes);
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
