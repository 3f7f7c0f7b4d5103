import type { Bucket } from '../collectors/s3/data-objects.js';
import type { Role, Session } from '../collectors/session.js';
import type { Wiring } from '../collectors/transport.js';
import { type DataPlace, placeUri } from '../model/data-place.js';
import type { UsedPlace } from '../model/data-use.js';
import { UsageError } from '../model/errors.js';
import type { PiiFile, PiiPlace, PiiResult, PiiTrouble } from '../model/pii.js';
import { microsOf, usdOf } from '../model/prices.js';
import { type Purse, purseOf, type ReadCost } from '../model/purse.js';
import { isPricedIn } from '../model/read-prices.js';
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
  readonly readCost?: NonNullable<PiiResult['readCost']>;
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
  const purse = purseOf();
  const session = await openDataSession(
    options,
    ({ service, operation, attempts, outcome }) => {
      const name = `${service}:${operation}`;
      // The last attempt of one that could not be paid for was never sent.
      const sent = attempts - (outcome === 'skipped' ? 1 : 0);
      if (sent > 0) requests.set(name, (requests.get(name) ?? 0) + sent);
    },
    { pay: purse.pay },
  );
  expectPriced(options.limits, session, '--max-read-usd');
  const looker = objectLooker(session, options, places.length, look, purse);
  const files = new Map<string, readonly PiiFile[]>();
  const seen: PiiPlace[] = [];
  for (const place of places) {
    const one = await looker.look(place);
    for (const [path, shown] of one.files) files.set(path, shown);
    seen.push(one.place);
  }
  const readCost = readCostOf(seen, options.limits.usd);
  return {
    files: [...files.values()].flat(),
    places: seen,
    ...(readCost && { readCost }),
    requests: Object.fromEntries([...requests].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
};

/** A limit by prices that are not those of the partition would be none. */
export const expectPriced = (
  { usd }: Pick<LookLimits['limits'], 'usd'>,
  { partition }: Pick<Session, 'partition'>,
  option: string,
): void => {
  if (usd === undefined || isPricedIn(partition)) return;
  throw new UsageError(
    `${option}: the prices of the partition ${partition} are not known; leave it out, and bound what is read by bytes, pages and objects`,
  );
};

const readCostOf = (places: readonly PiiPlace[], limit: number | undefined): ObjectsSeen['readCost'] => {
  const costs = places.flatMap(({ cost }) => cost ?? []);
  if (costs.length < places.length) return undefined;
  const sum = (part: 'usd' | 'transfer') => usdOf(costs.reduce((micros, cost) => micros + inMicros(cost[part]), 0));
  return { usd: sum('usd'), transfer: sum('transfer'), ...(limit !== undefined && { limit }) };
};

/** Of an amount that has whole ones. */
const inMicros = (usd: number): number => Math.round(usd * 1e6);

const DEFAULT_WINDOW = 7 * 86_400_000;

/** How contents go on to whoever asked: nothing is recorded. */
export const dataWiring = (count: Wiring['count'], limits: Pick<Wiring, 'isOver' | 'mayPay' | 'pay'> = {}): Wiring => ({
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
  limits: Pick<Wiring, 'isOver' | 'mayPay' | 'pay'> = {},
): Promise<Session> => {
  const { openSession } = await import('../collectors/session.js');
  return openSession(
    { ...options, now, regions: region === undefined ? [] : [region], since },
    dataWiring(count, limits),
  );
};

/** What a place took of what is allowed for all. */
interface Taken {
  readonly bytes: number;
  readonly pages: number;
  readonly usd: number;
}

export interface ObjectLooker {
  look(place: LookedPlace): Promise<PlaceSeen>;
  /** Takes note of a place that was looked into before. */
  took(taken: Taken): void;
}

/**
 * Looks into so many places, one after the other. Of the bytes, pages and money that are allowed each has an equal share of what
 * those before it left.
 */
export const objectLooker = (
  session: Session,
  { seed, limits }: LookLimits,
  count: number,
  look: Look,
  purse: Purse,
): ObjectLooker => {
  const files = new Map<string, readonly PiiFile[]>();
  const buckets = new Map<string, Bucket>();
  let { bytes, pages } = limits;
  let micros = limits.usd === undefined ? Number.POSITIVE_INFINITY : microsOf(limits.usd);
  let left = count;
  const took = (taken: Taken): void => {
    bytes -= taken.bytes;
    pages -= taken.pages;
    micros -= inMicros(taken.usd);
    left -= 1;
  };
  const lookInto = async (place: LookedPlace, own: LookLimits): Promise<PlaceSeen> => {
    const isPlanned = place.users !== undefined;
    if (place.kind !== 's3') return lookIntoRecords(session, place, isPlanned, own, look);
    const { openBucket, troubleOf } = await import('../collectors/s3/data-objects.js');
    const { Unpaid } = await import('../collectors/failure.js');
    let bucket = buckets.get(place.bucket);
    try {
      bucket ??= await openBucket(session, place.bucket);
    } catch (error) {
      if (!isPlanned && !(error instanceof Unpaid)) throw error;
      return unreached(place, { ...own, region: session.homeRegion }, troubleOf(error));
    }
    buckets.set(place.bucket, bucket);
    return lookIntoBucket(place, bucket, isPlanned, own, look, files);
  };
  return {
    took,
    async look(place) {
      const share = Math.ceil(micros / left);
      purse.begin(share);
      const own = {
        ...limits,
        bytes: Math.ceil(bytes / left),
        pages: Math.ceil(pages / left),
        ...(limits.usd !== undefined && { usd: usdOf(share) }),
      };
      let taken = { bytes: 0, pages: 0 };
      let cost: ReadCost | undefined;
      let seen: PlaceSeen;
      try {
        seen = await lookInto(place, { seed, limits: own });
        taken = takenBy(place, seen.place);
      } finally {
        cost = purse.end();
        took({ ...taken, usd: cost.usd });
      }
      return isPricedIn(session.partition) ? { ...seen, place: { ...seen.place, cost } } : seen;
    },
  };
};

/** Lists of records bring with them what the records hold. */
export const takenBy = (
  { kind }: Pick<DataPlace, 'kind'>,
  {
    listed,
    looked,
  }: { readonly listed: Pick<PiiPlace['listed'], 'bytes' | 'pages'>; readonly looked: { readonly bytes: number } },
): Omit<Taken, 'usd'> => ({ bytes: kind === 's3' ? looked.bytes : listed.bytes, pages: listed.pages });

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
