import { UsageError } from './errors.js';
import { isBucketName } from './run-place.js';

/** Objects in S3 whose keys begin with a prefix, as S3 means it: a whole key is one, and the empty one is the bucket. */
export interface DataPlace {
  readonly bucket: string;
  readonly prefix: string;
}

/** Throws {@link UsageError} where it is no place in S3: a mistyped one must not be taken for a folder called `s3:`. */
export const dataPlaceOf = (uri: string): DataPlace =>
  placeOf(uri, (what) => `pii: ${what}; name objects like s3://bucket/prefix or s3://bucket/key`);

/** The same of one object by its key. */
export const objectPlaceOf = (uri: string): DataPlace => {
  const told = (what: string) => `mask: ${what}; name one object like s3://bucket/key`;
  const place = placeOf(uri, told);
  if (place.prefix === '') throw new UsageError(told(`${JSON.stringify(uri)}: it has no key`));
  return place;
};

const placeOf = (uri: string, told: (what: string) => string): DataPlace => {
  const wrong = (what: string) => new UsageError(told(`${JSON.stringify(uri)}: ${what}`));
  if (!uri.startsWith('s3://')) throw wrong('an address in S3 begins with s3://');
  const [bucket = ''] = uri.slice(5).split('/', 1);
  if (!isBucketName(bucket)) throw wrong(`${JSON.stringify(bucket)} is no name of a bucket`);
  const prefix = uri.slice(5 + bucket.length + 1);
  if (new TextEncoder().encode(prefix).length > MOST_KEY) throw wrong(`no key has more than ${MOST_KEY} bytes`);
  return { bucket, prefix };
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const MOST_KEY = 1024;

export const dataUri = (bucket: string, key: string): string => `s3://${bucket}/${key}`;
