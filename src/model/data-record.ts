import { isObject } from './json.js';

/** What a record of a store holds: texts (numbers too, as they are written), bytes, lists and members. */
export type RecordValue =
  | string
  | Uint8Array
  /** Nothing that could be anybody's data: true, false, null. */
  | null
  /** Something of a kind that is not known here. */
  | undefined
  | readonly RecordValue[]
  | ReadonlyMap<string, RecordValue>;

/** A log event, an item of a table, a vector, a document of an index. */
export interface DataRecord {
  readonly value: RecordValue;
  /** When it was, in epoch milliseconds. */
  readonly time?: number;
}

/** How many bytes a record has: its texts in UTF-8, names of members too. */
export const recordSize = (value: RecordValue): number => {
  if (value === null || value === undefined) return 1;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Uint8Array) return value.length;
  if (value instanceof Map)
    return [...value].reduce((sum, [name, member]) => sum + Buffer.byteLength(name) + recordSize(member), 0);
  return [...value.values()].reduce<number>((sum, one) => sum + recordSize(one as RecordValue), 0);
};

/** What was read as JSON, as a value of a record. */
export const jsonRecord = (value: unknown): RecordValue => {
  if (Array.isArray(value)) return value.map(jsonRecord);
  if (isObject(value)) return new Map(Object.entries(value).map(([name, member]) => [name, jsonRecord(member)]));
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return value === null || typeof value === 'boolean' ? null : undefined;
};
