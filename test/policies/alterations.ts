import { isObject, type Json } from '../../src/model/json.js';
import { leadsTo, type Pointer, pointerOf, segmentsOf, valueAt } from '../../src/model/pointer.js';

/** One change of a document at one place. `moved` tells where another place stands after it: arrays close up. */
export interface Alteration {
  readonly place: Pointer;
  readonly what: string;
  readonly document: Json;
  moved(pointer: Pointer): Pointer;
}

/** Every place of a document but its root: members, elements and leaves. */
export const placesOf = (document: Json, place: Pointer = ''): Pointer[] =>
  childrenOf(document).flatMap(([key, child]) => {
    const pointer = place + pointerOf(key);
    return [pointer, ...placesOf(child, pointer)];
  });

/** Values by the name of the member that held them in some document: what a place of that name may hold instead. */
export type Pool = ReadonlyMap<string, ReadonlySet<Json>>;

export const poolOf = (documents: readonly Json[]): Pool => {
  const pool = new Map<string, Set<Json>>();
  for (const document of documents)
    for (const place of placesOf(document)) {
      const value = valueAt(document, place);
      if (isLeaf(value)) pool.set(nameOf(place), (pool.get(nameOf(place)) ?? new Set()).add(value));
    }
  return pool;
};

/**
 * What can happen at a place: it goes away, or, for a leaf, holds another value of its type: one that means nothing,
 * or one that meant something elsewhere.
 */
export const alterationsAt = (document: Json, place: Pointer, pool: Pool): Alteration[] => [
  {
    place,
    what: `${place} removed`,
    document: changed(document, segmentsOf(place), undefined),
    moved: (pointer) => closedUp(document, place, pointer),
  },
  ...othersThan(valueAt(document, place), pool.get(nameOf(place)) ?? new Set()).map((value) => ({
    place,
    what: `${place} set to ${JSON.stringify(value)}`,
    document: changed(document, segmentsOf(place), value),
    moved: (pointer: Pointer) => pointer,
  })),
];

export const without = (document: Json, place: Pointer): Json => changed(document, segmentsOf(place), undefined);

/** A member that no rule asks for by its name. */
export const STRANGER = 'Unheard0f';

/** The document with such a member in an object; lists and leaves take none. */
export const withStranger = (document: Json, place: Pointer): Json =>
  isObject(place === '' ? document : valueAt(document, place))
    ? changed(document, [...segmentsOf(place), STRANGER], 'stranger')
    : document;

export const overlaps = (one: Pointer, other: Pointer): boolean => leadsTo(one, other) || leadsTo(other, one);

const childrenOf = (value: Json): (readonly [string, Json])[] => {
  if (Array.isArray(value)) return value.map((element: Json, index) => [String(index), element] as const);
  return isObject(value) ? Object.entries(value as Readonly<Record<string, Json>>) : [];
};

const othersThan = (value: unknown, known: ReadonlySet<Json>): Json[] =>
  [...new Set([...known, 'altered', '', '*', 0, 1_000_000_000_000_000, true, false])].filter(
    (other) => isLeaf(value) && typeof other === typeof value && other !== value,
  );

const isLeaf = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** The name of the member at a place, for an element that of its list. */
const nameOf = (place: Pointer): string => segmentsOf(place).findLast((segment) => !/^\d+$/.test(segment)) ?? '';

const changed = (document: Json, [key, ...rest]: readonly string[], value: Json | undefined): Json => {
  if (key === undefined) return value ?? null;
  const entries = childrenOf(document).flatMap(([name, child]): [string, Json][] => {
    if (name !== key) return [[name, child]];
    if (rest.length > 0) return [[name, changed(child, rest, value)]];
    return value === undefined ? [] : [[name, value]];
  });
  if (Array.isArray(document)) return entries.map(([, child]) => child);
  const isNew = rest.length === 0 && value !== undefined && !entries.some(([name]) => name === key);
  return Object.fromEntries(isNew ? [...entries, [key, value]] : entries);
};

const closedUp = (document: Json, removed: Pointer, pointer: Pointer): Pointer => {
  const path = segmentsOf(removed);
  const index = Number(path.at(-1));
  const list = pointerOf(...path.slice(0, -1));
  if (!Array.isArray(valueAt(document, list)) || !leadsTo(list, pointer)) return pointer;
  const [at, ...rest] = segmentsOf(pointer.slice(list.length));
  return at === undefined || Number(at) < index ? pointer : list + pointerOf(Number(at) - 1, ...rest);
};
