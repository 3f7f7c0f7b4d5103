import { HeadBucketCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { UsageError } from '../model/errors.js';

/** How S3 is reached: by the caller's own credentials, never by a role in the account that is judged. */
export interface StoreAccess {
  readonly profile?: string;
  readonly endpoint?: string;
}

/** A client for a bucket, in the region of the bucket. */
export const s3Client = async (bucket: string, { profile, endpoint }: StoreAccess): Promise<S3Client> => {
  const told = {
    ...(profile !== undefined && { profile }),
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
  };
  const region = await configuredRegion(new S3Client(told));
  const client = new S3Client({ ...told, region });
  // Whoever names an endpoint has named where the bucket is.
  const actual = endpoint === undefined ? await regionOf(client, bucket) : undefined;
  return actual === undefined || actual === region ? client : new S3Client({ ...told, region: actual });
};

const configuredRegion = async (client: S3Client): Promise<string> => {
  try {
    return await client.config.region();
  } catch {
    // The SDK's one reason to fail here is that nothing names a region.
    return 'us-east-1';
  }
};

/**
 * Asked beforehand, since a file that was sent as a stream cannot be sent again elsewhere. S3 names the region even to whoever
 * it refuses (https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html); what else is wrong, the next call says.
 */
const regionOf = async (client: S3Client, bucket: string): Promise<string | undefined> => {
  try {
    return (await client.send(new HeadBucketCommand({ Bucket: bucket }))).BucketRegion;
  } catch (error) {
    if (error instanceof S3ServiceException) return error.$response?.headers['x-amz-bucket-region'];
    throw new UsageError(
      `bucket ${bucket} cannot be reached (${reasonOf(error)}); check the credentials, the profile and the network`,
    );
  }
};

/** Asks S3. Throws {@link UsageError}: what could not be done, why, and by what it can. */
export const asked = async <T>(what: string, cure: string, call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw new UsageError(`${what} failed (${reasonOf(error)}); ${cure}`);
  }
};

/** The name of the failure and what S3 says of it. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message.replace(/\.$/, '')}` : String(error);

export const isNamed = (error: unknown, ...names: readonly string[]): boolean =>
  error instanceof Error && names.includes(error.name);

/** The status of the answer, where one came: an answer to HEAD has nothing else to say. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
