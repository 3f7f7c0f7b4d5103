import { UsageError } from './errors.js';

/** Where a run is kept in S3: a bucket and the prefix of its keys, without a slash at its end. */
export interface RunPlace {
  readonly bucket: string;
  readonly prefix: string;
}

/** Where a run that is under way is sent once it is whole: its recording keeps it, for whoever goes on with a run that was cut off. */
export interface Destination {
  /** `s3://bucket/prefix`, filled in. */
  readonly uri: string;
  /** Calendar years from the scan on; absent for no lock. */
  readonly lockYears?: number;
}

const SCHEME = 's3://';

/** Whether the name of a run leads into S3. */
export const isS3 = (name: string): boolean => /^s3:/i.test(name);

/** Throws {@link UsageError} where it is no place for a run. A mistyped one must not become a local folder called `s3:`. */
export const placeOf = (uri: string, option: string): RunPlace => {
  const place = folderPlaceOf(uri, option);
  if (place.prefix === '') throw misplaced(uri, option, 'a run needs a prefix of its own in the bucket');
  return place;
};

const misplaced = (uri: string, option: string, what: string): UsageError =>
  new UsageError(`${option} ${JSON.stringify(uri)}: ${what}; name a place like s3://bucket/prefix/run`);

/** The same of a folder of runs, which may be a whole bucket: its prefix is empty then. */
export const folderPlaceOf = (uri: string, option: string): RunPlace => {
  const wrong = (what: string) => misplaced(uri, option, what);
  if (!uri.startsWith(SCHEME)) throw wrong('an address in S3 begins with s3://');
  const [bucket = '', ...parts] = uri.slice(SCHEME.length).replace(/\/$/, '').split('/');
  if (!isBucketName(bucket)) throw wrong(`${JSON.stringify(bucket)} is no name of a bucket`);
  const strange = parts.find((part) => !isPart(part));
  if (strange !== undefined)
    throw wrong(`${JSON.stringify(strange)} is no part of a prefix (letters, digits and ! - _ . ' ( ) = @ + , :)`);
  const prefix = parts.join('/');
  // Room for the names of a run's files below the 1,024 bytes of a key.
  if (prefix.length > MOST_PREFIX) throw wrong(`the prefix has more than ${MOST_PREFIX} characters`);
  return { bucket, prefix };
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const isBucketName = (name: string): boolean => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name);

const MOST_PREFIX = 500;

/** Neither `*` nor `$`, which mean more in a policy than in a key. */
const isPart = (part: string): boolean => /^[\w!.'()=@+,:-]+$/.test(part) && part !== '.' && part !== '..';

export const uriOf = ({ bucket, prefix }: RunPlace): string => `${SCHEME}${bucket}/${prefix}`;

/** The name of the run, as the chain calls it. */
export const nameOf = ({ prefix }: RunPlace): string => prefix.slice(prefix.lastIndexOf('/') + 1);

/** Where the runs beside it lie: a prefix with a slash at its end; empty for the whole bucket. */
export const folderOf = ({ prefix }: RunPlace): string => prefix.slice(0, prefix.lastIndexOf('/') + 1);

/** The longest name of a file in a run. */
const MOST_NAME = 500;

/**
 * Whether this can be the path of a file of a run: what kansa itself writes there, at any release, is relative, has no empty,
 * `.` or `..` part, and nothing in it that a file system or a terminal takes for something else.
 */
export const isRunPath = (path: string): boolean =>
  path.length <= MOST_NAME && path.split('/').every((part) => isFileName(part));

const isFileName = (part: string): boolean =>
  part !== '' && part !== '.' && part !== '..' && !/[\\:\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(part);

/**
 * Until when a run is locked (epoch milliseconds, whole seconds): the same day and time that many calendar years later (UTC),
 * rounded up. Of 29 February it is 1 March where there is none, so that no lock is ever a day too short.
 */
export const retainUntil = (now: number, years: number): number => {
  const until = new Date(Math.ceil(now / 1_000) * 1_000);
  until.setUTCFullYear(until.getUTCFullYear() + years);
  return until.getTime();
};

/** What becomes of the lock of an object: wanted in the mode COMPLIANCE, until a moment (epoch milliseconds). */
const LOCK_STATES = ['locked', 'too_short', 'not_compliance', 'none', 'unseen'] as const;

export interface ObjectLock {
  readonly state: (typeof LOCK_STATES)[number];
  readonly mode?: string;
  /** Epoch milliseconds. */
  readonly until?: number;
  /** Why it could not be seen. */
  readonly detail?: string;
}

/** A lock as S3 tells it, against what is wanted. Whoever may bypass GOVERNANCE can delete; a legal hold can be lifted. */
export const lockState = (
  { mode, until }: { readonly mode?: string | undefined; readonly until?: number | undefined },
  wanted: number,
): ObjectLock => {
  const told = { ...(mode !== undefined && { mode }), ...(until !== undefined && { until }) };
  if (mode === undefined || until === undefined) return { state: 'none', ...told };
  if (mode !== 'COMPLIANCE') return { state: 'not_compliance', ...told };
  return { state: until >= wanted ? 'locked' : 'too_short', ...told };
};
