import type { Bucket } from '../collectors/s3/data-objects.js';
import type { Role, Session } from '../collectors/session.js';
import type { Wiring } from '../collectors/transport.js';
import { type DataPlace, placeUri } from '../model/data-place.js';
import type { UsedPlace } from '../model/data-use.js';
import type { PiiFile, PiiPlace, PiiTrouble } from '../model/pii.js';
import type { Look, LookLimits, PlaceSeen } from './pii-place.js';
import { lookIntoRecords } from './pii-records.js';
import { lookIntoBucket, PIECE } from './pii-s3.js';

/** How AWS is reached, and how much of each place is looked at. */
export interface ObjectOptions extends LookLimits {
  readonly region?: string;
  readonly profile?: string;
  readonly role?: Role;
  readonly endpoint?: string;
  /** Of one call, the first included. */
  readonly maxAttempts: number;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Epoch milliseconds: log events from then on are looked at; those of the last seven days unless told. */
  readonly since?: number;
}

export interface ObjectsSeen {
  readonly files: readonly PiiFile[];
  readonly places: readonly PiiPlace[];
  readonly requests: Readonly<Record<string, number>>;
}

/** A place that somebody asked for, or that a run names. */
export type LookedPlace = DataPlace & Partial<UsedPlace>;

/** Looks into data where they lie: parts of them pass through memory, and nothing is written anywhere. */
export const lookIntoObjects = async (
  places: readonly LookedPlace[],
  options: ObjectOptions,
  look: Look,
): Promise<ObjectsSeen> => {
  const requests = new Map<string, number>();
  const session = await openDataSession(options, ({ service, operation, attempts }) => {
    const name = `${service}:${operation}`;
    requests.set(name, (requests.get(name) ?? 0) + attempts);
  });
  const lookInto = objectLooker(session, options, places.length, look);
  const files = new Map<string, readonly PiiFile[]>();
  const seen: PiiPlace[] = [];
  for (const place of places) {
    const one = await lookInto(place);
    for (const [path, shown] of one.files) files.set(path, shown);
    seen.push(one.place);
  }
  return {
    files: [...files.values()].flat(),
    places: seen,
    requests: Object.fromEntries([...requests].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
};

const DEFAULT_WINDOW = 7 * 86_400_000;

/** How contents go on to whoever asked: nothing is recorded. */
export const dataWiring = (count: Wiring['count'], limits: Pick<Wiring, 'isOver' | 'mayPay'> = {}): Wiring => ({
  answers: 'live',
  scrub: (body) => body,
  record: () => undefined,
  count,
  clock: Date.now,
  contentUpTo: PIECE,
  ...limits,
});

/** A way to AWS on which contents go on to whoever asked, and nothing is recorded. */
export const openDataSession = async (
  { region, now, since = now - DEFAULT_WINDOW, ...options }: Omit<ObjectOptions, 'seed' | 'limits'>,
  count: Wiring['count'],
  limits: Pick<Wiring, 'isOver' | 'mayPay'> = {},
): Promise<Session> => {
  const { openSession } = await import('../collectors/session.js');
  return openSession(
    { ...options, now, regions: region === undefined ? [] : [region], since },
    dataWiring(count, limits),
  );
};

/**
 * Looks into so many places, one after the other. Of the bytes and pages that are allowed each has an equal share of what those
 * before it left.
 */
export const objectLooker = (
  session: Session,
  { seed, limits }: LookLimits,
  count: number,
  look: Look,
): ((place: LookedPlace) => Promise<PlaceSeen>) => {
  const files = new Map<string, readonly PiiFile[]>();
  const buckets = new Map<string, Bucket>();
  let { bytes, pages } = limits;
  let left = count;
  const lookInto = async (place: LookedPlace, own: LookLimits): Promise<PlaceSeen> => {
    const isPlanned = place.users !== undefined;
    if (place.kind !== 's3') return lookIntoRecords(session, place, isPlanned, own, look);
    const { openBucket, troubleOf } = await import('../collectors/s3/data-objects.js');
    let bucket = buckets.get(place.bucket);
    try {
      bucket ??= await openBucket(session, place.bucket);
    } catch (error) {
      if (!isPlanned) throw error;
      return unreached(place, { ...own, region: session.homeRegion }, troubleOf(error));
    }
    buckets.set(place.bucket, bucket);
    return lookIntoBucket(place, bucket, isPlanned, own, look, files);
  };
  return async (place) => {
    const share = { ...limits, bytes: Math.ceil(bytes / left), pages: Math.ceil(pages / left) };
    const seen = await lookInto(place, { seed, limits: share });
    // Lists of records bring with them what the records hold.
    bytes -= place.kind === 's3' ? seen.place.looked.bytes : seen.place.listed.bytes;
    pages -= seen.place.listed.pages;
    left -= 1;
    return seen;
  };
};

/** What a run names cannot be reached: that is told of the place, and the others are looked into. */
const unreached = (
  place: DataPlace,
  { region, seed, limits }: LookLimits & Pick<PiiPlace, 'region'>,
  trouble: PiiTrouble,
): PlaceSeen => ({
  place: {
    place: placeUri(place),
    region,
    seed,
    limits,
    listed: { objects: 0, bytes: 0, pages: 0 },
    looked: { objects: 0, bytes: 0 },
    problems: [trouble],
  },
  files: new Map(),
});
