import type { Bucket, DataObject } from '../collectors/s3/data-objects.js';
import type { Role } from '../collectors/session.js';
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
type Place = DataPlace & Partial<UsedPlace>;

type Look = (source: ByteSource, name: string) => Promise<readonly Omit<PiiFile, 'path'>[]>;

/**
 * Looks into objects where they lie: parts of them pass through memory, and nothing is written anywhere. Of the bytes and pages
 * that are allowed each place has an equal share of what those before it left.
 */
export const lookIntoObjects = async (
  places: readonly Place[],
  options: ObjectOptions,
  look: Look,
): Promise<ObjectsSeen> => {
  const { region, now } = options;
  const { openSession } = await import('../collectors/session.js');
  const { openBucket } = await import('../collectors/s3/data-objects.js');
  const requests = new Map<string, number>();
  const wiring: Wiring = {
    answers: 'live',
    scrub: (body) => body,
    record: () => undefined,
    count: ({ service, operation, attempts }) => {
      const name = `${service}:${operation}`;
      requests.set(name, (requests.get(name) ?? 0) + attempts);
    },
    clock: Date.now,
    contentUpTo: PIECE,
  };
  const session = await openSession({ ...options, regions: region === undefined ? [] : [region], since: now }, wiring);
  const files = new Map<string, readonly PiiFile[]>();
  const seen: PiiPlace[] = [];
  const buckets = new Map<string, Bucket>();
  let { bytes, pages } = options.limits;
  for (const [index, place] of places.entries()) {
    const bucket = buckets.get(place.bucket) ?? (await openBucket(session, place.bucket));
    buckets.set(place.bucket, bucket);
    const left = places.length - index;
    const limits = { ...options.limits, bytes: Math.ceil(bytes / left), pages: Math.ceil(pages / left) };
    const one = await lookIntoPlace(place, bucket, { ...options, limits }, look, files);
    bytes -= one.looked.bytes;
    pages -= one.listed.pages;
    seen.push(one);
  }
  return {
    files: [...files.values()].flat(),
    places: seen,
    requests: Object.fromEntries([...requests].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
};

/** Adds what it sees to the files, unless another place has shown it. */
const lookIntoPlace = async (
  { bucket: name, prefix, users }: Place,
  bucket: Bucket,
  { seed, limits }: ObjectOptions,
  look: Look,
  files: Map<string, readonly PiiFile[]>,
): Promise<PiiPlace> => {
  const place = dataUri(name, prefix);
  const { listed, isWhole, chosen, trouble } = await bucket.sample(prefix, { seed, ...limits });
  // What a job read months ago may be gone; what somebody asks for is mistyped.
  if (trouble?.what === 'NoSuchBucket' && users === undefined)
    throw new UsageError(`pii: ${place}: there is no bucket ${name}; check its name and the account`);
  const meter = { left: limits.bytes };
  let looked = 0;
  for (const { key, ...object } of chosen) {
    const path = dataUri(name, key);
    if (object.size > 0 && meter.left <= 0) break;
    looked += 1;
    if (files.has(path)) continue;
    const source = objectSource(bucket, { key, ...object }, limits.objectBytes, meter);
    const seen = await look(source, key);
    files.set(
      path,
      seen.map((one) => ({ path, object, ...one })),
    );
  }
  const problems: PiiTrouble[] = [
    ...(trouble === undefined ? [] : [trouble]),
    ...(!isWhole && trouble === undefined ? [notListed(listed.objects)] : []),
    ...(isWhole && listed.objects === 0 ? [EMPTY] : []),
    ...(looked < listed.objects ? [notSampled(looked, listed.objects)] : []),
  ];
  const bytes = limits.bytes - meter.left;
  return { place, region: bucket.region, seed, limits, listed, looked: { objects: looked, bytes }, problems };
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
export const PIECE = 4 << 20;

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
