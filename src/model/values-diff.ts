import { by } from './json.js';
import { PII_TYPES, type PiiType } from './pii.js';

/** Which values a run found at one place, by keyed hashes. */
export interface ValuesAt {
  readonly place: string;
  readonly region: string;
  /** Was all of it seen? */
  readonly isWhole: boolean;
  /** What lies there grows old: only what came to be from then on was looked at, in epoch milliseconds. */
  readonly since?: number;
  readonly types: readonly {
    readonly type: PiiType;
    /** Which term or pattern of the organisation it is. */
    readonly id?: string;
    /** In the order of their characters, each value once: all, or the lowest. */
    readonly hashes: readonly string[];
    readonly complete: boolean;
  }[];
}

/** What a run found, and by what. */
export interface ValuesOf {
  /** The id of the key. */
  readonly key: string | undefined;
  /** What decides which values are found: version and organisation's patterns. */
  readonly detectors: string;
  /** Absent where its snapshot is not at hand. */
  readonly places?: readonly ValuesAt[];
}

/** Why the values of two runs cannot be compared: no hashes of one of them, hashes by different keys, no snapshot with them. */
export type Incomparable = 'none_before' | 'none_after' | 'other_key' | 'not_at_hand';

/** What became of values, by keyed hashes: nothing of a value but whether it is the same. */
export type ValuesDiff =
  | { readonly incomparable: Incomparable }
  | {
      /** The id of the key of both runs. */
      readonly key: string;
      /** Both runs looked by other detectors or patterns: a change may be one of these. */
      readonly otherDetectors: boolean;
      readonly places: readonly PlaceChange[];
    };

interface PlaceChange {
  readonly place: string;
  readonly region: string;
  readonly types: readonly TypeChange[];
}

/** Values of one type at one place. */
export interface TypeChange {
  readonly type: PiiType;
  readonly id?: string;
  /** Only the later run found them, and the earlier one saw all of the place. */
  readonly new: number;
  /** Only the later run found them; the earlier one did not see all of the place: they may have been there. */
  readonly unseenBefore: number;
  /** Only the earlier run found them, and the later one saw all of the place. */
  readonly gone: number;
  /** Only the earlier run found them; the later one did not see all of the place: they may still be there. */
  readonly unseenAfter: number;
  readonly still: number;
  /** Of which share of all possible hashes this is known, 0 to 1; absent where of all. */
  readonly share?: number;
}

/** Compares which values two runs found; undefined where neither kept hashes. */
export const valuesDiffOf = (before: ValuesOf, after: ValuesOf): ValuesDiff | undefined => {
  if (before.key === undefined && after.key === undefined) return undefined;
  if (before.key === undefined) return { incomparable: 'none_before' };
  if (after.key === undefined) return { incomparable: 'none_after' };
  if (before.key !== after.key) return { incomparable: 'other_key' };
  if (before.places === undefined || after.places === undefined) return { incomparable: 'not_at_hand' };
  const [earlier, later] = [before.places, after.places].map((places) => new Map(places.map((at) => [at.place, at])));
  const changes = [...new Set([...before.places, ...after.places].map(({ place }) => place))]
    .sort()
    .flatMap((place) => changeAt(earlier?.get(place), later?.get(place)));
  return { key: after.key, otherDetectors: before.detectors !== after.detectors, places: changes };
};

const changeAt = (before: ValuesAt | undefined, after: ValuesAt | undefined): PlaceChange[] => {
  const at = after ?? before;
  if (at === undefined) return [];
  const then = seenBy(before, after);
  const now = seenBy(after, before);
  const names = new Map(
    [...(before?.types ?? []), ...(after?.types ?? [])].map((one) => [`${one.type} ${one.id ?? ''}`, one] as const),
  );
  const types = [...names.values()]
    .toSorted(
      by(
        ({ type }) => String(PII_TYPES.indexOf(type)).padStart(2, '0'),
        ({ id = '' }) => id,
      ),
    )
    .map(({ type, id }): TypeChange => {
      const [old, young] = [before, after].map((side) =>
        side?.types.find((other) => other.type === type && other.id === id),
      );
      const limit = [old, young].flatMap((one) => (one?.complete === false ? (one.hashes.at(-1) ?? '') : [])).sort()[0];
      const within = (hashes: readonly string[] = []) =>
        new Set(limit === undefined ? hashes : hashes.filter((hash) => hash <= limit));
      const [was, is] = [within(old?.hashes), within(young?.hashes)];
      const still = [...is].filter((hash) => was.has(hash)).length;
      const [onlyNow, onlyThen] = [is.size - still, was.size - still];
      return {
        type,
        ...(id !== undefined && { id }),
        new: then ? onlyNow : 0,
        unseenBefore: then ? 0 : onlyNow,
        gone: now ? onlyThen : 0,
        unseenAfter: now ? 0 : onlyThen,
        still,
        ...(limit !== undefined && { share: shareBelow(limit) }),
      };
    });
  return types.length === 0 ? [] : [{ place: at.place, region: at.region, types }];
};

/** Did a run see all of a place where the other one looked? */
const seenBy = (own: ValuesAt | undefined, other: ValuesAt | undefined): boolean =>
  own?.isWhole === true && (own.since === undefined || other?.since === undefined || own.since <= other.since);

/** Hashes are evenly spread: below one of them is that share of them. To two digits. */
const shareBelow = (hash: string): number => Number((Number.parseInt(hash.slice(0, 12), 16) / 16 ** 12).toPrecision(2));
