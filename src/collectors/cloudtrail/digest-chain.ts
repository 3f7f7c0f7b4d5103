import { createPublicKey, verify } from 'node:crypto';
import type { DigestFile, ObjectFacts } from '../s3/object-facts.js';

/** A digest file as it lies in its bucket: facts of its content, and the signature in its metadata. */
export interface StoredDigest {
  readonly bucket: string;
  readonly key: string;
  readonly facts: ObjectFacts;
  /** In hex. */
  readonly signature?: string | undefined;
  readonly signatureAlgorithm?: string | undefined;
}

/** One of CloudTrail's public keys in DER (PKCS #1), by its fingerprint. */
export type PublicKeys = ReadonlyMap<string, Uint8Array>;

export const PROBLEMS = [
  'digest_unreadable',
  'digest_moved',
  'digest_unknown_key',
  'digest_unsigned',
  'digest_modified',
  'digest_missing',
  'chain_broken',
  'log_modified',
  'log_missing',
] as const;

/** What is wrong with one file. */
export interface Problem {
  readonly Kind: (typeof PROBLEMS)[number];
  readonly Bucket: string;
  readonly Key: string;
}

/** What is wrong with a digest file taken by itself; undefined where its signature proves it. */
export const flawOf = (stored: StoredDigest, keys: PublicKeys): Problem['Kind'] | undefined => {
  const { bucket, key, facts, signature, signatureAlgorithm } = stored;
  const { digest, unpacked } = facts;
  if (digest === undefined || unpacked === undefined) return 'digest_unreadable';
  if (digest.digestS3Bucket !== bucket || digest.digestS3Object !== key) return 'digest_moved';
  if (signature === undefined || signatureAlgorithm === undefined) return 'digest_unsigned';
  const publicKey = keys.get(digest.digestPublicKeyFingerprint);
  if (publicKey === undefined) return 'digest_unknown_key';
  const isSigned =
    signatureAlgorithm === ALGORITHM &&
    digest.digestSignatureAlgorithm === ALGORITHM &&
    verifies(signedText(digest, unpacked.sha256), signature, publicKey);
  return isSigned ? undefined : 'digest_modified';
};

const ALGORITHM = 'SHA256withRSA';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html */
export const signedText = (digest: DigestFile, sha256: string): string =>
  [
    digest.digestEndTime,
    `${digest.digestS3Bucket}/${digest.digestS3Object}`,
    sha256,
    digest.previousDigestSignature ?? 'null',
  ].join('\n');

const verifies = (text: string, signature: string, der: Uint8Array): boolean => {
  try {
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'pkcs1' });
    return verify('RSA-SHA256', Buffer.from(text), key, Buffer.from(signature, 'hex'));
  } catch {
    // No key, or one of another kind: it proves nothing.
    return false;
  }
};

/** A stretch of time, ISO 8601 in UTC, for which no digest file speaks. */
export interface Uncovered {
  readonly From: string;
  readonly To: string;
}

interface Chained {
  readonly problems: readonly Problem[];
  readonly uncovered: readonly Uncovered[];
}

/**
 * How digest files hang together, given oldest first: each names the one before it, and holds its signature, which its
 * own signature covers. `from`: what was delivered before is not asked for. Links from and to a digest that is flawed by
 * itself are left alone: that flaw is told already.
 */
export const chainOf = (digests: readonly StoredDigest[], flawed: ReadonlySet<string>, from: number): Chained => {
  const problems: Problem[] = [];
  const uncovered: Uncovered[] = [];
  const byKey = new Map(digests.map((digest) => [placeOf(digest), digest]));
  for (const [index, stored] of digests.entries()) {
    const { digest } = stored.facts;
    if (digest === undefined || flawed.has(stored.key)) continue;
    const { previousDigestS3Bucket: bucket, previousDigestS3Object: key } = digest;
    const before = digests[index - 1]?.facts.digest;
    if (bucket === null || key === null) {
      // The chain starts anew where logging or validation had been off.
      if (before !== undefined && before.digestEndTime < digest.digestStartTime)
        uncovered.push({ From: before.digestEndTime, To: digest.digestStartTime });
      continue;
    }
    const previous = byKey.get(`${bucket}/${key}`);
    if (previous === undefined) {
      const ended = endOf(key);
      if (ended === undefined || ended >= from) problems.push({ Kind: 'digest_missing', Bucket: bucket, Key: key });
    } else if (!flawed.has(previous.key) && !isSucceeded(previous, digest))
      problems.push({ Kind: 'chain_broken', Bucket: stored.bucket, Key: stored.key });
  }
  return { problems, uncovered };
};

const placeOf = ({ bucket, key }: StoredDigest): string => `${bucket}/${key}`;

const isSucceeded = ({ signature, facts }: StoredDigest, digest: DigestFile): boolean =>
  digest.previousDigestSignature?.toLowerCase() === signature?.toLowerCase() &&
  [facts.unpacked?.sha256, facts.sha256].includes(digest.previousDigestHashValue?.toLowerCase());

/** The end that a digest's name tells, in epoch milliseconds. */
export const endOf = (key: string): number | undefined => {
  const [, year, month, day, hour, minute, second] =
    /_(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z(?:_backfill)?\.json\.gz$/.exec(key) ?? [];
  if (year === undefined) return undefined;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
};

/** A digest that names log files which an earlier one had left out: it stands beside the chain. */
export const isBackfill = (key: string): boolean => key.endsWith('_backfill.json.gz');
