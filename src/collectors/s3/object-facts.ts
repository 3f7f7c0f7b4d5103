import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isObject } from '../../model/json.js';

/**
 * What kansa keeps of an object's content, in the place of the content: how long it is and how it hashes, as it lies
 * there and unpacked. Log files tell who asked what of a model; no byte of them reaches a recording or a disk.
 */
export interface ObjectFacts {
  readonly size: number;
  /** In hex. */
  readonly sha256: string;
  /** Of the content unpacked by gzip; absent where it is no whole gzip file. */
  readonly unpacked?: { readonly size: number; readonly sha256: string };
  /** The members of a digest file of CloudTrail that its validation reads; absent for whatever is none. */
  readonly digest?: DigestFile;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html */
export interface DigestFile {
  readonly digestStartTime: string;
  readonly digestEndTime: string;
  readonly digestS3Bucket: string;
  readonly digestS3Object: string;
  readonly digestPublicKeyFingerprint: string;
  readonly digestSignatureAlgorithm: string;
  /** Null in the first of a chain, as are the three below. */
  readonly previousDigestS3Bucket: string | null;
  readonly previousDigestS3Object: string | null;
  readonly previousDigestHashValue: string | null;
  readonly previousDigestSignature: string | null;
  readonly logFiles: readonly LoggedFile[];
}

export interface LoggedFile {
  readonly s3Bucket: string;
  readonly s3Object: string;
  readonly hashValue: string;
  readonly hashAlgorithm: string;
}

/** A digest file lists an hour's log files: what unpacks to more is not read as one, so that no bomb fills the memory. */
const LARGEST_DIGEST = 16 << 20;

/** What unpacks to more is no log file of AWS, and is not unpacked any further. */
const LARGEST_UNPACKED = 2 ** 32;

/** Reads an object to its end, keeping its hashes; of a digest file also what names and proves the log files. */
export const objectFacts = async (
  body: AsyncIterable<Uint8Array | string> | undefined,
  key: string,
): Promise<ObjectFacts> => {
  const isDigest = isDigestKey(key);
  const raw = createHash('sha256');
  const inner = createHash('sha256');
  const kept: Buffer[] = [];
  let [size, unpackedSize] = [0, 0];

  async function* counted(): AsyncIterable<Buffer> {
    for await (const piece of body ?? []) {
      const bytes = Buffer.from(piece);
      size += bytes.length;
      raw.update(bytes);
      yield bytes;
    }
  }
  // What follows a broken gzip stream still counts for the hash of the whole, so the source is read apart from it.
  const gunzip = createGunzip();
  let isWhole = true;
  const unpacking = (async () => {
    try {
      for await (const piece of gunzip) {
        unpackedSize += piece.length;
        inner.update(piece);
        if (isDigest && unpackedSize <= LARGEST_DIGEST) kept.push(piece);
        if (unpackedSize > LARGEST_UNPACKED) throw new RangeError('unpacks to more than any log file');
      }
    } catch {
      // No gzip: that is what is told of it.
      isWhole = false;
    }
  })();
  for await (const bytes of counted())
    if (isWhole && !gunzip.destroyed && !gunzip.write(bytes)) await Promise.race([drained(gunzip), unpacking]);
  if (!gunzip.destroyed) gunzip.end();
  await unpacking;

  const digest = isDigest && isWhole && unpackedSize <= LARGEST_DIGEST ? digestFileOf(Buffer.concat(kept)) : undefined;
  return {
    size,
    sha256: raw.digest('hex'),
    ...(isWhole && { unpacked: { size: unpackedSize, sha256: inner.digest('hex') } }),
    ...(digest !== undefined && { digest }),
  };
};

const drained = (stream: NodeJS.EventEmitter): Promise<void> =>
  new Promise((resolve) => {
    for (const event of ['drain', 'error', 'close']) stream.once(event, () => resolve());
  });

/** The facts in the place of the body, as the SDK takes it: a stream. */
export const bodyOf = (text: string): Readable => Readable.from([Buffer.from(text)]);

/** `…/CloudTrail-Digest/eu-west-1/2026/11/28/111122223333_CloudTrail-Digest_eu-west-1_trail_eu-west-1_20261128T010203Z.json.gz` */
export const isDigestKey = (key: string): boolean =>
  /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]+\/)?\d{12}\/CloudTrail-Digest\/[^/]+\/\d{4}\/\d{2}\/\d{2}\/[^/]+\.json\.gz$/.test(
    key,
  );

/** Nothing but times, names, hashes and signatures, whatever else somebody put into the file. */
const digestFileOf = (content: Buffer): DigestFile | undefined => {
  const document = jsonOf(content.toString('utf8'));
  if (!isObject(document) || !Array.isArray(document.logFiles)) return undefined;
  const files = document.logFiles.map(loggedFile);
  const text = (name: string, form: RegExp): string | undefined => {
    const value = document[name];
    return typeof value === 'string' && form.test(value) ? value : undefined;
  };
  const orNull = (name: string, form: RegExp): string | null | undefined =>
    document[name] === null ? null : text(name, form);
  const parts = {
    digestStartTime: text('digestStartTime', TIME),
    digestEndTime: text('digestEndTime', TIME),
    digestS3Bucket: text('digestS3Bucket', NAME),
    digestS3Object: text('digestS3Object', NAME),
    digestPublicKeyFingerprint: text('digestPublicKeyFingerprint', HEX),
    digestSignatureAlgorithm: text('digestSignatureAlgorithm', WORD),
    previousDigestS3Bucket: orNull('previousDigestS3Bucket', NAME),
    previousDigestS3Object: orNull('previousDigestS3Object', NAME),
    previousDigestHashValue: orNull('previousDigestHashValue', HEX),
    previousDigestSignature: orNull('previousDigestSignature', HEX),
  };
  return isWholeDigest(parts) && files.every(isLoggedFile) ? { ...parts, logFiles: files } : undefined;
};

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const NAME = /^.{1,1024}$/s;
const HEX = /^[0-9a-fA-F]{1,4096}$/;
const WORD = /^[A-Za-z0-9-]{1,32}$/;

const loggedFile = (file: unknown): LoggedFile | undefined => {
  if (!isObject(file)) return undefined;
  const { s3Bucket, s3Object, hashValue, hashAlgorithm } = file;
  const isText = (value: unknown, form: RegExp): value is string => typeof value === 'string' && form.test(value);
  return isText(s3Bucket, NAME) && isText(s3Object, NAME) && isText(hashValue, HEX) && isText(hashAlgorithm, WORD)
    ? { s3Bucket, s3Object, hashValue, hashAlgorithm }
    : undefined;
};

const isLoggedFile = (file: LoggedFile | undefined): file is LoggedFile => file !== undefined;

type Parts = { readonly [Key in keyof Omit<DigestFile, 'logFiles'>]: DigestFile[Key] | undefined };

const isWholeDigest = (parts: Parts): parts is Omit<DigestFile, 'logFiles'> =>
  Object.values(parts).every((value) => value !== undefined);

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The facts that a body holds in the place of the content. Throws where the body is something else. */
export const factsFrom = (text: string): ObjectFacts => {
  const facts: unknown = jsonOf(text);
  if (!isFacts(facts)) throw new TypeError('the answer holds no facts of an object');
  return facts;
};

const isFacts = (value: unknown): value is ObjectFacts =>
  isObject(value) && typeof value.size === 'number' && typeof value.sha256 === 'string';
