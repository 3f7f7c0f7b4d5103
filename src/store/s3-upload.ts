import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  GetObjectLockConfigurationCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { UsageError } from '../model/errors.js';
import { type FileEntry, MANIFEST, SIGNATURE } from '../model/manifest.js';
import { inParallel } from '../model/parallel.js';
import { isRunPath, type RunPlace, uriOf } from '../model/run-place.js';
import { asked, isNamed, reasonOf, statusOf } from './s3-client.js';

// The one module that writes into an account, and only where somebody names a place for runs (test/store/writes.test.ts).

/** Throws {@link UsageError} where the bucket cannot lock what is put into it. Needs s3:GetBucketObjectLockConfiguration. */
export const expectObjectLock = async (client: S3Client, bucket: string): Promise<void> => {
  const what = `bucket ${bucket}: s3:GetBucketObjectLockConfiguration`;
  const { ObjectLockConfiguration } = await asked(
    what,
    'whether the bucket locks what is kept in it is not known; allow the action, or keep the run unlocked with --no-lock',
    () =>
      client.send(new GetObjectLockConfigurationCommand({ Bucket: bucket })).catch((error: unknown) => {
        if (isNamed(error, 'ObjectLockConfigurationNotFoundError')) return { ObjectLockConfiguration: undefined };
        throw error;
      }),
  );
  if (ObjectLockConfiguration?.ObjectLockEnabled !== 'Enabled')
    throw new UsageError(
      `bucket ${bucket} has no Object Lock, so that whoever may delete there could delete the run: enable it for the bucket, name another one, or keep the run unlocked with --no-lock`,
    );
};

/** A sealed run on disk that is sent. */
export interface Shipment {
  readonly folder: string;
  /** Every file of the run; the signature and then the manifest go last, so that nothing unfinished looks whole. */
  readonly files: readonly FileEntry[];
  /** Until when each object is locked (epoch milliseconds, COMPLIANCE); undefined for no lock. */
  readonly until: number | undefined;
}

/** The largest object of one PutObject (https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html). */
const MOST_BYTES = 5 * 1024 ** 3;

/** Files up to here are held in memory while they are sent, so that the SDK can send them again. */
const HELD_BYTES = 32 * 1024 ** 2;

const AT_ONCE = 8;

/**
 * Sends a sealed run. Nothing is overwritten: an object that is there with the same bytes is left of an upload that was cut
 * off, and any other refuses the whole. Needs s3:PutObject, with a lock s3:PutObjectRetention, and to go on s3:GetObject.
 */
export const uploadRun = async (client: S3Client, place: RunPlace, shipment: Shipment): Promise<void> => {
  const { files } = shipment;
  const refused = files.find(({ path, size }) => !isRunPath(path) || size > MOST_BYTES);
  if (refused !== undefined)
    throw new UsageError(
      isRunPath(refused.path)
        ? `${refused.path} has ${refused.size} bytes, and one object of S3 takes 5 GiB at once; keep this run elsewhere`
        : `${JSON.stringify(refused.path)} is no name that a run has; make the run anew`,
    );
  await expectFree(client, place);
  const send = (file: FileEntry) => sendFile(client, place, file, shipment);
  // No two runs have the same evaluation: another run that lies there is met before anything is put beside it.
  const first = files.filter(({ path }) => path === 'evaluation.json');
  const last = [SIGNATURE, MANIFEST].flatMap((name) => files.filter(({ path }) => path === name));
  for (const file of first) await send(file);
  await inParallel(
    files.filter((file) => !first.includes(file) && !last.includes(file)),
    AT_ONCE,
    send,
  );
  for (const file of last) await send(file);
};

/** A finished run is never added to. Where nobody may look, the first object that is there refuses the upload. */
const expectFree = async (client: S3Client, { bucket, prefix }: RunPlace): Promise<void> => {
  try {
    await client.send(new HeadObjectCommand({ Bucket: bucket, Key: `${prefix}/${MANIFEST}` }));
  } catch (error) {
    // S3 says "forbidden" of what is not there to whoever may not list.
    if (isNamed(error, 'NotFound') || statusOf(error) === 403) return;
    throw new UsageError(
      `${uriOf({ bucket, prefix })} cannot be reached (${reasonOf(error)}); check the bucket, the credentials and the network`,
    );
  }
  throw new UsageError(
    `${uriOf({ bucket, prefix })} holds a finished run, and nothing is overwritten; name another place`,
  );
};

const sendFile = async (
  client: S3Client,
  { bucket, prefix }: RunPlace,
  { path, size, sha256 }: FileEntry,
  { folder, until }: Shipment,
): Promise<void> => {
  const from = join(folder, path);
  const object = { Bucket: bucket, Key: `${prefix}/${path}` };
  const checksum = Buffer.from(sha256, 'hex').toString('base64');
  const input: PutObjectCommandInput = {
    ...object,
    Body: size <= HELD_BYTES ? readFileSync(from) : createReadStream(from),
    ContentLength: size,
    ChecksumAlgorithm: 'SHA256',
    ChecksumSHA256: checksum,
    IfNoneMatch: '*',
    ...(until !== undefined && { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: new Date(until) }),
  };
  const uri = `s3://${object.Bucket}/${object.Key}`;
  try {
    await client.send(new PutObjectCommand(input));
  } catch (error) {
    if (isNamed(error, 'PreconditionFailed')) return expectSame(client, object, { checksum, until, uri });
    throw new UsageError(
      `${uri} was not written (${reasonOf(error)}); these credentials need s3:PutObject there${until === undefined ? '' : ' and s3:PutObjectRetention'}`,
    );
  }
};

/** What lies there already has to be this very file, locked as far. */
const expectSame = async (
  client: S3Client,
  object: { readonly Bucket: string; readonly Key: string },
  wanted: { readonly checksum: string; readonly until: number | undefined; readonly uri: string },
): Promise<void> => {
  const { checksum, until = 0, uri } = wanted;
  const { ChecksumSHA256, ObjectLockMode, ObjectLockRetainUntilDate } = await asked(
    `${uri} is there already, and s3:GetObject`,
    'nothing is overwritten; name another place, or allow the action to go on with an upload that was cut off',
    () => client.send(new HeadObjectCommand({ ...object, ChecksumMode: 'ENABLED' })),
  );
  if (ChecksumSHA256 !== checksum)
    throw new UsageError(`${uri} is there already and is another file; nothing is overwritten, name another place`);
  if (until > 0 && (ObjectLockMode !== 'COMPLIANCE' || (ObjectLockRetainUntilDate?.getTime() ?? 0) < until))
    throw new UsageError(
      `${uri} is there already, and no lock until ${new Date(until).toISOString()} shows (s3:GetObjectRetention shows it); name another place`,
    );
};
