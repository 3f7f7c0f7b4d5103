import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { objectFacts } from '../../src/collectors/s3/object-facts.js';
import { canonicalJson, type JsonObject } from '../../src/model/json.js';
import { listedObjects } from './bucket.js';
import { type Answers, refused, written } from './expedition.js';

/** An object of a bucket, as S3 gives it. */
interface StoredObject {
  readonly bytes: Buffer;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The objects of a bucket by key. */
export type Bucket = Map<string, StoredObject>;

/** A key as CloudTrail has one for each region: ListPublicKeys gives the public one in DER (PKCS #1). */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly fingerprint: string;
  readonly der: Buffer;
}

export const newSigningKey = (): SigningKey => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ type: 'pkcs1', format: 'der' });
  return { privateKey, der, fingerprint: createHash('md5').update(der).digest('hex') };
};

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

const iso = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

/** Who writes where. */
export interface Trail {
  readonly bucket: string;
  /** `AWSLogs/111122223333/`, or what an organisation or a prefix makes of it. */
  readonly folder: string;
  readonly account: string;
  readonly region: string;
  /** The trail's home; where it is not said, the region. */
  readonly home?: string;
  readonly name: string;
}

/** A digest file that stands in a bucket. */
export interface Written {
  readonly key: string;
  readonly signature: string;
  readonly sha256: string;
  readonly logs: readonly string[];
  readonly end: number;
}

/** What stands in every log file of the tests, and must stand nowhere else. */
export const PLANTED = 'planted-prompt-of-a-customer';

const dated = (time: number): string => iso(time).slice(0, 10).replaceAll('-', '/');
const stamp = (time: number): string => iso(time).replaceAll(/[-:]/g, '');

const logKeyOf = ({ folder, account, region }: Trail, time: number, index: number): string =>
  `${folder}CloudTrail/${region}/${dated(time)}/${account}_CloudTrail_${region}_${stamp(time)}_${index}.json.gz`;

export const digestKeyOf = (
  { folder, account, region, home = region, name }: Trail,
  end: number,
  suffix = '',
): string =>
  `${folder}CloudTrail-Digest/${region}/${dated(end)}/${account}_CloudTrail-Digest_${region}_${name}_${home}_${stamp(end)}${suffix}.json.gz`;

/**
 * Writes a digest file with log files of its own, as CloudTrail does it
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html).
 */
export const writeDigest = (
  bucket: Bucket,
  trail: Trail,
  key: SigningKey,
  {
    start,
    end,
    previous,
    logs = 2,
    generated,
    changed = {},
  }: {
    readonly start: number;
    readonly end: number;
    readonly previous?: Pick<Written, 'key' | 'signature' | 'sha256'> | undefined;
    readonly logs?: number;
    /** Of a backfill: when it is made. */
    readonly generated?: number;
    /** Members that differ, before it is signed. */
    readonly changed?: JsonObject;
  },
): Written => {
  const own = digestKeyOf(trail, end, generated === undefined ? '' : '_backfill');
  const files = Array.from({ length: logs }, (_, index) => {
    const s3Object = logKeyOf(trail, start + 60_000 * (index + (generated === undefined ? 0 : 47)), index);
    const content = JSON.stringify({
      Records: [{ eventTime: iso(start), requestParameters: PLANTED, index, s3Object }],
    });
    bucket.set(s3Object, { bytes: gzipSync(content), metadata: {} });
    return { s3Bucket: trail.bucket, s3Object, hashValue: sha256(content), hashAlgorithm: 'SHA-256' };
  });
  const content = JSON.stringify({
    awsAccountId: trail.account,
    digestStartTime: iso(start),
    digestEndTime: iso(end),
    digestS3Bucket: trail.bucket,
    digestS3Object: own,
    digestPublicKeyFingerprint: key.fingerprint,
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: logs === 0 ? null : iso(end),
    oldestEventTime: logs === 0 ? null : iso(start),
    previousDigestS3Bucket: previous === undefined ? null : trail.bucket,
    previousDigestS3Object: previous?.key ?? null,
    previousDigestHashValue: previous?.sha256 ?? null,
    previousDigestHashAlgorithm: previous === undefined ? null : 'SHA-256',
    previousDigestSignature: previous?.signature ?? null,
    logFiles: files,
    ...changed,
  });
  const text = [iso(end), `${trail.bucket}/${own}`, sha256(content), previous?.signature ?? 'null'].join('\n');
  const signature = sign('RSA-SHA256', Buffer.from(text), key.privateKey).toString('hex');
  bucket.set(own, {
    bytes: gzipSync(content),
    metadata: {
      signature,
      'signature-algorithm': 'SHA256withRSA',
      ...(generated !== undefined && { 'backfill-generation-timestamp': iso(generated) }),
    },
  });
  return {
    key: own,
    signature,
    sha256: sha256(content),
    logs: files.map(({ s3Object }) => s3Object),
    end,
  };
};

const HOUR = 3_600_000;

/**
 * An unbroken chain of so many hours from a time on, oldest first. Every third hour is quiet. `aws cloudtrail validate-logs` of the AWS
 * CLI 1.45.11 calls such a chain valid, and what is damaged in it by the same names (test/live/log-digests.test.ts).
 */
export const writeChain = (
  bucket: Bucket,
  trail: Trail,
  key: SigningKey,
  { start, hours, previous }: { readonly start: number; readonly hours: number; readonly previous?: Written },
): Written[] => {
  const chain: Written[] = [];
  for (let hour = 0; hour < hours; hour += 1)
    chain.push(
      writeDigest(bucket, trail, key, {
        start: start + hour * HOUR,
        end: start + (hour + 1) * HOUR,
        previous: chain.at(-1) ?? previous,
        logs: hour % 3 === 2 ? 0 : 2,
      }),
    );
  return chain;
};

/** What S3 and CloudTrail answer of a bucket: its names, facts of its objects as the transport leaves them, and the keys. */
export const answersOf = async (bucket: Bucket, keys: readonly SigningKey[], largest?: number): Promise<Answers> => {
  const bodies = new Map<string, string>();
  for (const [key, { bytes }] of bucket)
    bodies.set(key, canonicalJson(await objectFacts(Readable.from([bytes]), key, largest)));
  return {
    's3:ListObjectsV2': listedObjects([...bucket.keys()]),
    's3:GetObject': ({ Key }) => {
      const [body, found] = [bodies.get(String(Key)), bucket.get(String(Key))];
      if (body === undefined || found === undefined) return refused('NoSuchKey', 'it does not exist', 404);
      const headers = Object.entries(found.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value] as const);
      return written(body, Object.fromEntries(headers));
    },
    'cloudtrail:ListPublicKeys': {
      PublicKeyList: keys.map(({ der, fingerprint }) => ({ Value: der.toString('base64'), Fingerprint: fingerprint })),
    },
  };
};
