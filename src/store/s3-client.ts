import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { UsageError } from '../model/errors.js';

/** How S3 is reached: by the caller's own credentials, never by a role in the account that is judged. */
export interface S3Access {
  readonly profile?: string;
  readonly endpoint?: string;
}

/** A client for runs; where nothing names a region, S3 says which one the bucket is of. */
export const s3Client = async ({ profile, endpoint }: S3Access): Promise<S3Client> => {
  const told = {
    followRegionRedirects: true,
    ...(profile !== undefined && { profile }),
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
  };
  const client = new S3Client(told);
  try {
    await client.config.region();
    return client;
  } catch {
    // The SDK's one reason to fail here is that nothing names a region.
    return new S3Client({ ...told, region: 'us-east-1' });
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
