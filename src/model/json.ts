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

/** What `JSON.stringify` would say of the sorted value, without building it; undefined for what JSON leaves out. */
const textOf = (value: unknown): string | undefined => {
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item) ?? 'null').join(',')}]`;
  if (!isObject(value) || typeof value.toJSON === 'function') return JSON.stringify(value);
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const text = textOf(value[key]);
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
