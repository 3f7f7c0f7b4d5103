import type { DataObject } from '../collectors/s3/data-objects.js';
import { objectPlaceOf } from '../model/data-place.js';
import { UsageError } from '../model/errors.js';
import type { ByteSource } from '../model/source.js';
import type { Problem } from '../pii/contents.js';
import { type ObjectOptions, openDataSession } from './pii-objects.js';
import { objectSource } from './pii-s3.js';

/** How S3 is reached. */
export type Access = Omit<ObjectOptions, 'seed' | 'limits'>;

/**
 * Uses one object in S3 as bytes that are read by ranges, each under the condition that the object is the one that was listed. What they
 * throw is `Unseen`.
 */
export const withObject = async <T>(
  uri: string,
  options: Access,
  use: (object: DataObject, source: ByteSource) => Promise<T>,
): Promise<T | { readonly problems: readonly Problem[] }> => {
  const { bucket: name, prefix: key } = objectPlaceOf(uri);
  const { openBucket } = await import('../collectors/s3/data-objects.js');
  const session = await openDataSession(options, () => undefined);
  const bucket = await openBucket(session, name, 'mask');
  // Of the keys that begin so a list shows the shortest first, which is the key itself.
  const { chosen, trouble } = await bucket.sample(key, { seed: '', objects: A_PAGE, pages: 1 });
  const object = chosen.find((one) => one.key === key);
  if (object !== undefined) return use(object, objectSource(bucket, object, Number.POSITIVE_INFINITY, WITHOUT_LIMIT()));
  if (trouble?.what === 'NoSuchBucket')
    throw new UsageError(`mask: ${uri}: there is no bucket ${name}; check its name and the account`);
  if (trouble !== undefined) return { problems: [trouble] };
  throw new UsageError(`mask: ${uri}: there is no such object; name one by its whole key`);
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html: as many as one page has. */
const A_PAGE = 1000;

const WITHOUT_LIMIT = () => ({ left: Number.POSITIVE_INFINITY });
