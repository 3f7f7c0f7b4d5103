import { createPublicKey, verify } from 'node:crypto';
import type { DigestProblem } from '../../model/retention.js';
import { isoSeconds } from '../../model/time.js';
import type { DigestFile, ObjectFacts } from '../s3/object-facts.js';

/** A digest file as it lies in its bucket: facts of its content, and the signature in its metadata. */
export interface StoredDigest {
  readonly bucket: string;
  readonly key: string;
  readonly facts: ObjectFacts;
  /** In hex. */
  readonly signature?: string | undefined;
  readonly signatureAlgorithm?: string | undefined;
  /** Only of a backfill: when it was made. */
  readonly generated?: string | undefined;
}

/** CloudTrail's public keys of a region in DER (PKCS #1), by their fingerprints. */
export type PublicKeys = ReadonlyMap<string, Uint8Array>;

/** What is wrong with one file. */
export interface Problem {
  readonly Kind: DigestProblem;
  readonly Bucket: string;
  readonly Key: string;
}

/** A digest file that its signature proves. */
export interface ProvenDigest extends StoredDigest {
  readonly digest: DigestFile;
  readonly signature: string;
  /** Of its unpacked content, in hex. */
  readonly sha256: string;
}

/** A digest file taken by itself: proven by its signature, or what is wrong with it. */
export const provenDigest = (stored: StoredDigest, keys: PublicKeys): ProvenDigest | DigestProblem => {
  const { bucket, key, facts, signature, signatureAlgorithm, generated } = stored;
  const { digest, unpacked } = facts;
  if (digest === undefined || unpacked === undefined) return 'digest_unreadable';
  if (digest.digestS3Bucket !== bucket || digest.digestS3Object !== key) return 'digest_moved';
  if (signature === undefined || signatureAlgorithm === undefined || (isBackfill(key) && generated === undefined))
    return 'digest_unsigned';
  const publicKey = keys.get(digest.digestPublicKeyFingerprint.toLowerCase());
  if (publicKey === undefined) return 'digest_unknown_key';
  const { sha256 } = unpacked;
  const isSigned =
    signatureAlgorithm === ALGORITHM &&
    digest.digestSignatureAlgorithm === ALGORITHM &&
    isVerified(signedText(digest, sha256), signature, publicKey);
  return isSigned ? { ...stored, digest, signature, sha256 } : 'digest_modified';
};

const ALGORITHM = 'SHA256withRSA';

/**
 * What CloudTrail signs, of a digest file whose unpacked content has this hash
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html).
 */
const signedText = (
  digest: Pick<DigestFile, 'digestEndTime' | 'digestS3Bucket' | 'digestS3Object' | 'previousDigestSignature'>,
  sha256: string,
): string =>
  [
    digest.digestEndTime,
    `${digest.digestS3Bucket}/${digest.digestS3Object}`,
    sha256,
    digest.previousDigestSignature ?? 'null',
  ].join('\n');

const isVerified = (text: string, signature: string, der: Uint8Array): boolean => {
  try {
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'pkcs1' });
    return verify('RSA-SHA256', Buffer.from(text), key, Buffer.from(signature, 'hex'));
  } catch {
    // No key, or one of another kind: it proves nothing.
    return false;
  }
};

/** Does a digest continue this one, whose signature and hash it names? */
export const isContinued = (previous: ProvenDigest, { digest }: ProvenDigest): boolean =>
  digest.previousDigestSignature?.toLowerCase() === previous.signature.toLowerCase() &&
  digest.previousDigestHashValue?.toLowerCase() === previous.sha256;

/** A stretch of time, ISO 8601 in UTC, for which no proven digest file speaks. */
interface Uncovered {
  readonly From: string;
  readonly To: string;
}

/** The times between two moments (epoch milliseconds) that none of these digests covers, oldest first. */
export const uncoveredBy = (
  digests: readonly Pick<DigestFile, 'digestStartTime' | 'digestEndTime'>[],
  from: number,
  to: number,
): Uncovered[] => {
  const spans = digests
    .map(({ digestStartTime, digestEndTime }) => [Date.parse(digestStartTime), Date.parse(digestEndTime)] as const)
    .sort(([a], [b]) => a - b);
  const found: Uncovered[] = [];
  let covered = from;
  for (const [start, end] of [...spans, [to, to] as const]) {
    const next = Math.min(start, to);
    if (next > covered) found.push({ From: isoSeconds(covered), To: isoSeconds(next) });
    covered = Math.max(covered, end);
  }
  return found;
};

/** The end that a digest file's name tells, in epoch milliseconds. */
export const endOf = (key: string): number | undefined => {
  const [, year, month, day, hour, minute, second] =
    /_(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z(?:_backfill)?\.json\.gz$/.exec(key) ?? [];
  const time = year === undefined ? Number.NaN : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
};

/** A digest file that names log files which an earlier one had left out: it covers no further time. */
export const isBackfill = (key: string): boolean => key.endsWith('_backfill.json.gz');
