import type { Bucket, DataObject } from '../collectors/s3/data-objects.js';
import type { Role, Session } from '../collectors/session.js';
import type { Wiring } from '../collectors/transport.js';
import { type DataPlace, dataUri } from '../model/data-place.js';
import type { UsedPlace } from '../model/data-use.js';
import { UsageError } from '../model/errors.js';
import type { PiiFile, PiiLimits, PiiPlace, PiiTrouble } from '../model/pii.js';
import type { ByteSource } from '../model/source.js';
import { Unseen } from '../pii/contents.js';

/** How S3 is reached, and how much of each place is looked at. */
export interface ObjectOptions {
  readonly region?: string;
  readonly profile?: string;
  readonly role?: Role;
  readonly endpoint?: string;
  /** Of one call, the first included. */
  readonly maxAttempts: number;
  readonly seed: string;
  readonly limits: PiiLimits;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface ObjectsSeen {
  readonly files: readonly PiiFile[];
  readonly places: readonly PiiPlace[];
  readonly requests: Readonly<Record<string, number>>;
}

/** A place that somebody asked for, or that a run names. */
export type LookedPlace = DataPlace & Partial<UsedPlace>;

type Look = (source: ByteSource, name: string) => Promise<readonly Omit<PiiFile, 'path'>[]>;

/** Looks into objects where they lie: parts of them pass through memory, and nothing is written anywhere. */
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

/** A way to AWS on which contents go on to whoever asked, and nothing is recorded. */
export const openDataSession = async (
  { region, now, ...options }: Omit<ObjectOptions, 'seed' | 'limits'>,
  count: Wiring['count'],
  limits: Pick<Wiring, 'isOver' | 'mayPay'> = {},
): Promise<Session> => {
  const { openSession } = await import('../collectors/session.js');
  const wiring: Wiring = {
    answers: 'live',
    scrub: (body) => body,
    record: () => undefined,
    count,
    clock: Date.now,
    contentUpTo: PIECE,
    ...limits,
  };
  return openSession({ ...options, now, regions: region === undefined ? [] : [region], since: now }, wiring);
};

/** What one place showed. */
export interface PlaceSeen {
  readonly place: PiiPlace;
  /** By path, an archive with what lies in it; those, too, that another place had shown. */
  readonly files: ReadonlyMap<string, readonly PiiFile[]>;
}

/**
 * Looks into so many places, one after the other. Of the bytes and pages that are allowed each has an equal share of what those
 * before it left.
 */
export const objectLooker = (
  session: Session,
  { seed, limits }: Pick<ObjectOptions, 'seed' | 'limits'>,
  count: number,
  look: Look,
): ((place: LookedPlace) => Promise<PlaceSeen>) => {
  const files = new Map<string, readonly PiiFile[]>();
  const buckets = new Map<string, Bucket>();
  let { bytes, pages } = limits;
  let left = count;
  return async (place) => {
    const { openBucket, troubleOf } = await import('../collectors/s3/data-objects.js');
    const share = { ...limits, bytes: Math.ceil(bytes / left), pages: Math.ceil(pages / left) };
    left -= 1;
    let bucket = buckets.get(place.bucket);
    try {
      bucket ??= await openBucket(session, place.bucket);
    } catch (error) {
      if (place.users === undefined) throw error;
      return unreached(place, { seed, limits: share, region: session.homeRegion }, troubleOf(error));
    }
    buckets.set(place.bucket, bucket);
    const seen = await lookIntoPlace(place, bucket, { seed, limits: share }, look, files);
    bytes -= seen.place.looked.bytes;
    pages -= seen.place.listed.pages;
    return seen;
  };
};

/** What a run names cannot be reached: that is told of the place, and the others are looked into. */
const unreached = (
  { bucket, prefix }: LookedPlace,
  { region, seed, limits }: Pick<PiiPlace, 'region' | 'seed' | 'limits'>,
  trouble: PiiTrouble,
): PlaceSeen => ({
  place: {
    place: dataUri(bucket, prefix),
    region,
    seed,
    limits,
    listed: { objects: 0, bytes: 0, pages: 0 },
    looked: { objects: 0, bytes: 0 },
    problems: [trouble],
  },
  files: new Map(),
});

/** Reads no object twice: what it sees is kept in `known`. */
const lookIntoPlace = async (
  { bucket: name, prefix, users }: LookedPlace,
  bucket: Bucket,
  { seed, limits }: Pick<ObjectOptions, 'seed' | 'limits'>,
  look: Look,
  known: Map<string, readonly PiiFile[]>,
): Promise<PlaceSeen> => {
  const place = dataUri(name, prefix);
  const { listed, isWhole, chosen, trouble } = await bucket.sample(prefix, { seed, ...limits });
  // What a job read months ago may be gone; what somebody asks for is mistyped.
  if (trouble?.what === 'NoSuchBucket' && users === undefined)
    throw new UsageError(`pii: ${place}: there is no bucket ${name}; check its name and the account`);
  const meter = { left: limits.bytes };
  const files = new Map<string, readonly PiiFile[]>();
  for (const { key, ...object } of chosen) {
    const path = dataUri(name, key);
    if (object.size > 0 && meter.left <= 0) break;
    let shown = known.get(path);
    if (shown === undefined) {
      const source = objectSource(bucket, { key, ...object }, limits.objectBytes, meter);
      shown = (await look(source, key)).map((one) => ({ path, object, ...one }));
      known.set(path, shown);
    }
    files.set(path, shown);
  }
  const looked = files.size;
  const problems: PiiTrouble[] = [
    ...(trouble === undefined ? [] : [trouble]),
    ...(!isWhole && trouble === undefined ? [notListed(listed.objects)] : []),
    ...(isWhole && listed.objects === 0 ? [EMPTY] : []),
    ...(looked < listed.objects ? [notSampled(looked, listed.objects)] : []),
  ];
  const bytes = limits.bytes - meter.left;
  return {
    place: { place, region: bucket.region, seed, limits, listed, looked: { objects: looked, bytes }, problems },
    files,
  };
};

const EMPTY: PiiTrouble = { reason: 'empty', detail: 'no object has a key that begins so: nothing was looked at' };

const notListed = (objects: number): PiiTrouble => ({
  reason: 'not_listed',
  what: String(objects),
  detail: `only the first ${objects} objects were listed; the rest was not looked at (--max-pages)`,
});

const notSampled = (looked: number, listed: number): PiiTrouble => ({
  reason: 'not_sampled',
  what: `${looked}/${listed}`,
  detail: `${looked} of ${listed} objects were looked at; the rest was not (--max-objects, --max-bytes)`,
});

/** What is asked for at first, and held: whoever looks begins several times. */
const HEAD = 1 << 20;
/** What is asked for at once after that. */
const PIECE = 4 << 20;

/**
 * An object as bytes. Of a stream no more than `most` are had, of pieces in any order no more than that all together, and of both
 * what the meter has left. Throws {@link Unseen}.
 */
export const objectSource = (
  bucket: Pick<Bucket, 'part'>,
  object: DataObject,
  most: number,
  meter: { left: number },
): ByteSource => {
  const { size } = object;
  let head: Uint8Array | undefined;
  let apart = 0;

  const asked = async (offset: number, length: number): Promise<Uint8Array> => {
    const { troubleOf } = await import('../collectors/s3/data-objects.js');
    try {
      const part = await bucket.part(object, offset, length);
      meter.left -= length;
      return part;
    } catch (error) {
      throw new Unseen(troubleOf(error));
    }
  };

  return {
    size,
    async read(offset, length) {
      const end = Math.min(offset + length, size);
      if (head !== undefined && end <= head.length) return head.subarray(offset, end);
      const parts: Uint8Array[] = [];
      for (let at = offset; at < end; ) {
        const next = Math.min(PIECE, end - at);
        if (apart + next > most || next > meter.left) throw new Unseen(beyondBudget(apart, size));
        apart += next;
        parts.push(await asked(at, next));
        at += next;
      }
      return Buffer.concat(parts);
    },
    async *stream() {
      const end = Math.min(size, most);
      let at = 0;
      if (head !== undefined) {
        at = head.length;
        yield* slicesOf(head);
      }
      while (at < end) {
        const next = Math.min(at === 0 ? HEAD : PIECE, end - at, meter.left);
        if (next <= 0) break;
        const part = await asked(at, next);
        if (at === 0) head = part;
        at += next;
        yield* slicesOf(part);
      }
      if (at < size) throw new Unseen(beyondBudget(at, size));
    },
  };
};

/** What a text is decoded from at once: as much text takes twice the memory. */
const SLICE = 1 << 18;

function* slicesOf(part: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < part.length; at += SLICE) yield part.subarray(at, at + SLICE);
}

const beyondBudget = (read: number, size: number): PiiTrouble => ({
  reason: 'budget',
  what: `${read}/${size}`,
  detail: `${read} of its ${size} bytes were read; the rest was not looked at (--max-object-bytes, --max-bytes)`,
});
