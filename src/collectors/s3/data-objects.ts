import {
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { ObjectsPlace } from '../../model/data-place.js';
import { Unreadable, UsageError } from '../../model/errors.js';
import type { PiiLimits, PiiObject, PiiTrouble } from '../../model/pii.js';
import { required } from '../collector.js';
import { causeOf, hasCode } from '../failure.js';
import { lowestBy } from '../lowest.js';
import type { Session } from '../session.js';
import { troubleIn } from '../trouble.js';

/** What looking into objects takes. Of one that is encrypted by a key of KMS, the right to decrypt by it, too. */
export const DATA_PERMISSIONS = { list: 's3:ListBucket', read: 's3:GetObject' } as const;

/** An object as its list showed it. */
export interface DataObject extends PiiObject {
  readonly key: string;
}

/** How objects are chosen. */
interface Sampling extends Pick<PiiLimits, 'objects' | 'pages'> {
  /** Orders objects: whoever gives the same one is given the same sample. */
  readonly seed: string;
}

interface Sample {
  readonly listed: { readonly objects: number; readonly bytes: number; readonly pages: number };
  /** Whether every object was listed. */
  readonly isWhole: boolean;
  /** In the order in which they are to be read. */
  readonly chosen: readonly DataObject[];
  /** Why the list ends where it does, if it failed. */
  readonly trouble?: PiiTrouble;
}

/** The objects of one bucket. */
export interface Bucket {
  readonly region: string;
  readonly sample: (prefix: string, sampling: Sampling) => Promise<Sample>;
  /** A part of an object, which must still be the one that was listed. Throws what {@link troubleOf} tells. */
  readonly part: (object: DataObject, offset: number, length: number) => Promise<Uint8Array>;
}

export const openBucket = async (
  { client, homeRegion }: Pick<Session, 'client' | 'homeRegion'>,
  bucket: string,
  command: 'pii' | 'mask' = 'pii',
): Promise<Bucket> => {
  const region = (await regionOfBucket(client(S3Client, homeRegion), bucket, command)) ?? homeRegion;
  const s3 = client(S3Client, region);
  return {
    region,
    sample: (prefix, sampling) => sampleOf(s3, { bucket, prefix }, sampling),
    part: (object, offset, length) => partOf(s3, bucket, object, { offset, length }),
  };
};

/**
 * The region of a bucket, which S3 names even to whoever it refuses
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html); what else is wrong, the next call says.
 */
const regionOfBucket = async (s3: S3Client, Bucket: string, command: string): Promise<string | undefined> => {
  try {
    return (await s3.send(new HeadBucketCommand({ Bucket }))).BucketRegion;
  } catch (error) {
    if (error instanceof S3ServiceException) return error.$response?.headers['x-amz-bucket-region'];
    const { reason, detail } = causeOf(error);
    if (reason === 'budget') throw error;
    throw new UsageError(
      `${command}: bucket ${Bucket} cannot be reached: ${detail}; check the credentials, the network and the endpoint`,
    );
  }
};

/**
 * Lists the objects below a prefix and chooses some of them: those whose keys hash lowest under the seed. An object's place in
 * that order depends on nothing but its key: others may come and go, and it stays in the sample or makes room for one.
 */
const sampleOf = async (
  s3: S3Client,
  { bucket: Bucket, prefix: Prefix }: Pick<ObjectsPlace, 'bucket' | 'prefix'>,
  { seed, objects: most, pages: mostPages }: Sampling,
): Promise<Sample> => {
  const lowest = lowestBy<DataObject>(seed, most);
  let [objects, bytes, pages] = [0, 0, 0];
  const told = (isWhole: boolean, trouble?: PiiTrouble): Sample => ({
    listed: { objects, bytes, pages },
    isWhole,
    chosen: lowest.chosen(),
    ...(trouble !== undefined && { trouble }),
  });
  let ContinuationToken: string | undefined;
  while (pages < mostPages) {
    const asked = new ListObjectsV2Command({
      Bucket,
      Prefix,
      // Keys may hold what no XML may.
      EncodingType: 'url',
      ...(ContinuationToken !== undefined && { ContinuationToken }),
    });
    let page: ReturnType<typeof pageOf>;
    try {
      page = pageOf(await s3.send(asked));
    } catch (error) {
      return told(false, troubleOf(error));
    }
    pages += 1;
    for (const object of page.objects) {
      objects += 1;
      bytes += object.size;
      lowest.add(object.key, object);
    }
    ContinuationToken = page.next;
    if (ContinuationToken === undefined) return told(true);
  }
  return told(false);
};

/** Whether a page is the last, only its own word tells: one that lacks it is no answer. */
const pageOf = ({ Contents = [], EncodingType, IsTruncated, NextContinuationToken }: ListObjectsV2CommandOutput) => ({
  objects: Contents.map(
    ({ Key, Size, ETag, LastModified }): DataObject => ({
      key: plainKey(required(Key, 'name of an object'), EncodingType),
      size: required(Size, 'size of an object'),
      etag: required(ETag, 'ETag of an object'),
      lastModified: required(LastModified, 'time of an object').getTime(),
    }),
  ),
  next: required(IsTruncated, 'end of the list')
    ? required(NextContinuationToken, 'token of the next page')
    : undefined,
});

const plainKey = (key: string, encoding: string | undefined): string =>
  encoding === 'url' ? decodeURIComponent(key.replaceAll('+', ' ')) : key;

const partOf = async (
  s3: S3Client,
  Bucket: string,
  { key: Key, etag, size }: DataObject,
  { offset, length }: { readonly offset: number; readonly length: number },
): Promise<Uint8Array> => {
  const last = Math.min(offset + length, size) - 1;
  const { Body, ETag, ContentRange } = await s3.send(
    new GetObjectCommand({ Bucket, Key, IfMatch: etag, Range: `bytes=${offset}-${last}` }),
  );
  // Not every store that speaks like S3 heeds the condition.
  if (ETag !== etag) throw new Changed('the object has another ETag than its list showed');
  const bytes = await required(Body, 'content').transformToByteArray();
  const isPart = ContentRange === `bytes ${offset}-${last}/${size}`;
  const isAll = ContentRange === undefined && offset === 0 && last === size - 1;
  if (!(isPart || isAll) || bytes.length !== last - offset + 1)
    throw new Unreadable('the answer holds another part of the object than was asked for');
  return bytes;
};

/** The object was written anew since it was listed. */
class Changed extends Error {
  override readonly name = 'PreconditionFailed';
}

/** Why something of S3 could not be read, as a result tells it. */
export const troubleOf = (error: unknown): PiiTrouble => {
  const { detail } = causeOf(error);
  if (hasCode(error, ['PreconditionFailed'])) return { reason: 'changed', detail: CHANGED };
  if (hasCode(error, ['InvalidObjectState'])) return { reason: 'archived', detail: ARCHIVED };
  if (hasCode(error, ['NoSuchBucket'])) return { reason: 'gone', what: 'NoSuchBucket', detail: NO_BUCKET };
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html: S3 has no code of its own for it.
  if (hasCode(error, ['InvalidRequest']) && /server.side encryption/i.test(detail))
    return { reason: 'customer_key', detail: CUSTOMER_KEY };
  return troubleIn(error, { reason: 'gone', detail: GONE });
};

const CHANGED = 'it was written anew since it was listed; look again';
const ARCHIVED = 'it lies in an archive, and can be read only once it is restored';
const NO_BUCKET = 'the bucket is not there, or not any more';
const GONE = 'it was deleted since it was listed';
const CUSTOMER_KEY =
  'it is encrypted by a key that its owner gives with each request (SSE-C), which kansa does not have';
