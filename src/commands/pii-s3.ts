import type { Bucket, DataObject } from '../collectors/s3/data-objects.js';
import { dataUri, type ObjectsPlace } from '../model/data-place.js';
import { UsageError } from '../model/errors.js';
import type { PiiFile, PiiTrouble } from '../model/pii.js';
import type { ByteSource } from '../model/source.js';
import { Unseen } from '../pii/contents.js';
import type { Look, LookLimits, PlaceSeen } from './pii-place.js';

/** Reads no object twice: what it sees is kept in `known`. */
export const lookIntoBucket = async (
  { bucket: name, prefix }: ObjectsPlace,
  bucket: Bucket,
  isPlanned: boolean,
  { seed, limits }: LookLimits,
  look: Look,
  known: Map<string, readonly PiiFile[]>,
): Promise<PlaceSeen> => {
  const place = dataUri(name, prefix);
  const { listed, isWhole, chosen, trouble } = await bucket.sample(prefix, { seed, ...limits });
  // What a job read months ago may be gone; what somebody asks for is mistyped.
  if (trouble?.what === 'NoSuchBucket' && !isPlanned)
    throw new UsageError(`pii: ${place}: there is no bucket ${name}; check its name and the account`);
  const meter: Meter = { left: limits.bytes };
  const files = new Map<string, readonly PiiFile[]>();
  for (const { key, ...object } of chosen) {
    const path = dataUri(name, key);
    if (object.size > 0 && (meter.left <= 0 || meter.unpaid)) break;
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
    ...(meter.unpaid && trouble?.reason !== meter.unpaid.reason ? [meter.unpaid] : []),
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

/** What of a place may still be read. */
interface Meter {
  /** Bytes. */
  left: number;
  /** Why nothing more is, where money is lacking. */
  unpaid?: PiiTrouble;
}

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
  meter: Meter,
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
      const trouble = troubleOf(error);
      if (trouble.reason === 'cost_limit') meter.unpaid = trouble;
      throw new Unseen(trouble);
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
