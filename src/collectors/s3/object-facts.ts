import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Unreadable } from '../../model/errors.js';
import { isObject } from '../../model/json.js';

/**
 * What kansa keeps of an object's content, in the place of the content: how long it is and how it hashes, as it lies
 * there and unpacked. Log files tell who asked what of a model; no byte of them reaches a recording or a disk.
 */
export interface ObjectFacts {
  /** In bytes; of what was cut off, as many as were read. */
  readonly size: number;
  /** In hex; absent where it was cut off. */
  readonly sha256?: string;
  /** Of the content unpacked by gzip; absent where it is no whole gzip file. */
  readonly unpacked?: { readonly size: number; readonly sha256: string };
  /** It is, or unpacks to, more than any file of CloudTrail, and was not read any further. */
  readonly isCut?: true;
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
  /** Of the unpacked content. */
  readonly previousDigestHashValue: string | null;
  readonly previousDigestSignature: string | null;
  readonly logFiles: readonly LoggedFile[];
}

export interface LoggedFile {
  readonly s3Bucket: string;
  readonly s3Object: string;
  /** Of the unpacked content. */
  readonly hashValue: string;
  readonly hashAlgorithm: string;
}

/** A digest file lists an hour's log files: what unpacks to more is not read as one, so that no bomb fills the memory. */
const LARGEST_DIGEST = 16 << 20;

/** CloudTrail delivers every few minutes: what is larger is no log file of its, and is not read any further. */
const LARGEST = 1 << 30;

/** Reads an object to its end, keeping its hashes; of a digest file also what names and proves the log files. */
export const objectFacts = async (
  body: AsyncIterable<Uint8Array | string>,
  key: string,
  largest = LARGEST,
): Promise<ObjectFacts> => {
  const [raw, inner] = [createHash('sha256'), createHash('sha256')];
  const kept: Buffer[] = [];
  const isDigest = isDigestKey(key);
  let [size, unpackedSize, isWhole] = [0, 0, true];
  const isCut = () => size > largest || unpackedSize > largest;
  let broken: { readonly error: unknown } | undefined;

  const pieces = body[Symbol.asyncIterator]();
  // No `for await`, which would end the source with the unpacking: what follows a broken gzip file counts, too.
  async function* counted(): AsyncGenerator<Buffer> {
    while (!isCut()) {
      const next = await pieces.next().catch((error: unknown) => {
        broken = { error };
        throw error;
      });
      if (next.done) return;
      const bytes = Buffer.from(next.value);
      size += bytes.length;
      raw.update(bytes);
      yield bytes;
    }
  }
  try {
    await pipeline(counted, createGunzip(), async (unpacked: AsyncIterable<Buffer>) => {
      for await (const piece of unpacked) {
        unpackedSize += piece.length;
        if (isCut()) return;
        inner.update(piece);
        if (isDigest && unpackedSize <= LARGEST_DIGEST) kept.push(piece);
      }
    });
  } catch {
    // No gzip file: that is what is told of it.
    isWhole = false;
  }
  for await (const _ of counted());
  if (broken !== undefined) throw broken.error;
  if (isCut()) {
    await pieces.return?.();
    return { size, isCut: true };
  }
  const digest = isDigest && isWhole && unpackedSize <= LARGEST_DIGEST ? digestFileOf(Buffer.concat(kept)) : undefined;
  return {
    size,
    sha256: raw.digest('hex'),
    ...(isWhole && { unpacked: { size: unpackedSize, sha256: inner.digest('hex') } }),
    ...(digest !== undefined && { digest }),
  };
};

/** A body as the SDK takes it: a stream. */
export const bodyOf = (content: string | Uint8Array): Readable => Readable.from([Buffer.from(content)]);

const ACCOUNT_FOLDER = String.raw`(?:[!-~]{0,512}/)?AWSLogs/(?:o-[a-z0-9]{10,32}/)?\d{12}`;
const DATED = String.raw`[a-z0-9-]{1,32}/\d{4}/\d{2}/\d{2}/[\w.-]{1,400}\.json\.gz`;
const DIGEST_KEY = new RegExp(`^${ACCOUNT_FOLDER}/CloudTrail-Digest/${DATED}$`);
/** Of an organisation's and of every other trail; events of Insights and of the network stand in folders of their own. */
const LOG_KEY = new RegExp(`^${ACCOUNT_FOLDER}/CloudTrail(?:-[A-Za-z]{1,32})?/${DATED}$`);

/** `…/CloudTrail-Digest/eu-west-1/2026/11/28/111122223333_CloudTrail-Digest_eu-west-1_trail_eu-west-1_20261128T010203Z.json.gz` */
export const isDigestKey = (key: string): boolean => DIGEST_KEY.test(key);

/** Nothing but times, names, hashes and signatures of their own forms, whatever else somebody put into the file. */
const digestFileOf = (content: Buffer): DigestFile | undefined => {
  const document = jsonOf(content.toString('utf8'));
  if (!isObject(document) || !Array.isArray(document.logFiles)) return undefined;
  const files = document.logFiles.map(loggedFile);
  const text = (name: string, form: RegExp): string | undefined => formed(document[name], form);
  const orNull = (name: string, form: RegExp): string | null | undefined =>
    document[name] === null ? null : text(name, form);
  const parts = {
    digestStartTime: text('digestStartTime', TIME),
    digestEndTime: text('digestEndTime', TIME),
    digestS3Bucket: text('digestS3Bucket', BUCKET),
    digestS3Object: text('digestS3Object', DIGEST_KEY),
    digestPublicKeyFingerprint: text('digestPublicKeyFingerprint', HEX),
    digestSignatureAlgorithm: text('digestSignatureAlgorithm', WORD),
    previousDigestS3Bucket: orNull('previousDigestS3Bucket', BUCKET),
    previousDigestS3Object: orNull('previousDigestS3Object', DIGEST_KEY),
    previousDigestHashValue: orNull('previousDigestHashValue', HEX),
    previousDigestSignature: orNull('previousDigestSignature', HEX),
  };
  return isWholeDigest(parts) && files.every(isLoggedFile) ? { ...parts, logFiles: files } : undefined;
};

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const BUCKET = /^[A-Za-z0-9][\w.-]{1,254}$/;
const HEX = /^[0-9a-fA-F]{1,2048}$/;
const WORD = /^[A-Za-z0-9-]{1,32}$/;

/** CloudTrail signs a digest file in its metadata. Whoever may write there writes nothing else into a recording. */
export const SIGNATURE_HEADERS: Readonly<Record<string, RegExp>> = {
  'x-amz-meta-signature': HEX,
  'x-amz-meta-signature-algorithm': WORD,
  'x-amz-meta-backfill-generation-timestamp': TIME,
};

const formed = (value: unknown, form: RegExp): string | undefined =>
  typeof value === 'string' && form.test(value) ? value : undefined;

const loggedFile = (file: unknown): LoggedFile | undefined => {
  if (!isObject(file)) return undefined;
  const s3Bucket = formed(file.s3Bucket, BUCKET);
  const s3Object = formed(file.s3Object, LOG_KEY);
  const hashValue = formed(file.hashValue, HEX);
  const hashAlgorithm = formed(file.hashAlgorithm, WORD);
  return s3Bucket === undefined || s3Object === undefined || hashValue === undefined || hashAlgorithm === undefined
    ? undefined
    : { s3Bucket, s3Object, hashValue, hashAlgorithm };
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

/** The facts that a body holds in the place of the content. Throws {@link Unreadable} where it holds something else. */
export const factsFrom = (text: string): ObjectFacts => {
  const facts: unknown = jsonOf(text);
  if (!isFacts(facts)) throw new Unreadable('the answer holds no facts of an object');
  return facts;
};

/** As {@link objectFacts} writes them, for a recording may come from anywhere. */
const isFacts = (value: unknown): value is ObjectFacts => {
  if (!isObject(value) || typeof value.size !== 'number') return false;
  const { sha256, unpacked, digest, isCut } = value;
  const isDigest = digest === undefined || digestFileOf(Buffer.from(JSON.stringify(digest))) !== undefined;
  if (isCut !== undefined) return isCut === true && unpacked === undefined && digest === undefined;
  const isUnpacked =
    unpacked === undefined || (isObject(unpacked) && formed(unpacked.sha256, HEX) !== undefined && isDigest);
  return formed(sha256, HEX) !== undefined && isUnpacked && (digest === undefined || unpacked !== undefined);
};
