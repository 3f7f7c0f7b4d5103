/** Any value that JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Is the value an object of JSON, neither array nor null? */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * JSON with the members of every object in code-unit order: equal values give equal bytes, whoever built them.
 * What digests, recordings' keys and every published output are written with.
 */
export const canonicalJson = (value: unknown, indent?: number): string =>
  indent === undefined ? (textOf(value) ?? 'null') : JSON.stringify(sorted(value), null, indent);

/**
 * Undefined for what JSON leaves out. `JSON.stringify` is much faster than whatever joins pieces in JavaScript, and keeps the order
 * in which members were set, save for the names that an object orders by itself.
 */
const textOf = (value: unknown): string | undefined => {
  const order = { isKept: true };
  const copy = inOrder(value, order);
  return order.isKept ? JSON.stringify(copy) : joined(value);
};

/** The value with its members in code-unit order, as far as an object keeps it: itself where they were set so, else a copy. */
const inOrder = (value: unknown, order: { isKept: boolean }): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => inOrder(item, order));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const keys = Object.keys(value);
  if (!isObject(value) || typeof value.toJSON === 'function' || keys.some(isOrderedByItself)) {
    order.isKept = false;
    return value;
  }
  const isSorted = keys.every((key, index) => index === 0 || String(keys[index - 1]) < key);
  const members = (isSorted ? keys : keys.sort()).map((key) => inOrder(value[key], order));
  if (isSorted && members.every((member, index) => member === value[String(keys[index])])) return value;
  const copy: Record<string, unknown> = {};
  for (const [index, key] of keys.entries()) copy[key] = members[index];
  return copy;
};

/** What may be an index comes first in an object, by its number; `__proto__` is not set as a member. */
const isOrderedByItself = (key: string): boolean => {
  const first = key.charCodeAt(0);
  return (first >= ZERO && first <= NINE) || key === '__proto__';
};

const [ZERO, NINE] = [0x30, 0x39];

/** What `JSON.stringify` would say of the sorted value, without building it; undefined for what JSON leaves out. */
const joined = (value: unknown): string | undefined => {
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => joined(item) ?? 'null').join(',')}]`;
  if (!isObject(value) || typeof value.toJSON === 'function') return JSON.stringify(value);
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const text = joined(value[key]);
    if (text !== undefined) members.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${members.join(',')}}`;
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value) || typeof value.toJSON === 'function') return value;
  // Sorts by code units where nobody says otherwise, and native.
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
};

/** Order of UTF-16 code units: the same on every machine, which `localeCompare` is not. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The items in the order of several keys, each of which is asked for once an item. */
export const sortedBy = <T>(items: readonly T[], ...keys: readonly ((item: T) => string)[]): T[] =>
  items
    .map((item) => ({ item, keys: keys.map((key) => key(item)) }))
    .sort((a, b) => {
      for (const [index, key] of a.keys.entries()) {
        const order = byCodeUnit(key, b.keys[index] ?? '');
        if (order !== 0) return order;
      }
      return 0;
    })
    .map(({ item }) => item);

/** Compares by several keys in turn. */
export const by =
  <T>(...keys: readonly ((item: T) => string)[]) =>
  (a: T, b: T): number => {
    for (const key of keys) {
      const order = byCodeUnit(key(a), key(b));
      if (order !== 0) return order;
    }
    return 0;
  };
