import { join } from 'node:path';
import { lockState, nameOf, type ObjectLock, placeOf, retainUntil } from '../model/run-place.js';
import type { Difference, Storage, StorageNote } from '../model/verification.js';
import { storedManifest } from '../store/run-files.js';
import type { StoreAccess } from '../store/s3-client.js';
import type { KeptFiles, ToldLock } from '../store/s3-runs.js';
import { inScratch, type LockOptions, openS3, sealedLockYears } from './run-store.js';

/** A run that was fetched from S3 whole, and what S3 says of its objects. */
export interface StoredRun {
  readonly folder: string;
  readonly storage: Storage;
  /** Keys that no run has: they were not fetched. */
  readonly differences: readonly Difference[];
  readonly ignored: readonly string[];
}

/** Fetches a run, the current version of every object, and does the work with it. */
export const withStoredRun = <T>(
  uri: string,
  { lock = true, lockYears, ...access }: StoreAccess & LockOptions,
  work: (stored: StoredRun) => Promise<T>,
): Promise<T> =>
  inScratch(async (scratch) => {
    const place = placeOf(uri, 'run');
    const { client, keptFiles, fetchRun } = await openS3(place, access);
    const kept = await keptFiles(client, place);
    const folder = join(scratch, nameOf(place));
    const locks = await fetchRun(client, place, kept, folder);
    return work({
      folder,
      storage: storageOf(kept, locks, lock ? wantedFor(folder, lockYears) : undefined),
      differences: kept.strange.map((path) => ({ kind: 'irregular', path })),
      ignored: kept.folders,
    });
  });

/** What is wanted of every lock; `unknown` where neither the run nor anybody else says for how many years. */
type Wanted = { readonly until: number } | 'unknown';

const wantedFor = (folder: string, lockYears: number | undefined): Wanted => {
  const now = storedManifest(folder)?.manifest?.scope.now;
  const years = lockYears ?? sealedLockYears(folder);
  return now === undefined || years === undefined ? 'unknown' : { until: retainUntil(now, years) };
};

/** Each object with its versions and its lock: whatever is not as wanted, or was not seen, is noted. */
export const storageOf = (
  { files }: KeptFiles,
  locks: ReadonlyMap<string, ToldLock>,
  wanted: Wanted | undefined,
): Storage => {
  const present = files.filter(({ current }) => current !== undefined);
  const states = present.map(({ path }) => ({ path, lock: lockOf(locks.get(path), wanted) }));
  const versions = files.flatMap(({ path, current, others }): StorageNote[] => {
    if (current === undefined) return [{ path, kind: 'deleted', versions: others }];
    return others === 0 ? [] : [{ path, kind: 'overwritten', versions: others }];
  });
  const unlocked = states.flatMap(({ path, lock: { state, ...told } = { state: 'locked' } }): StorageNote[] =>
    state === 'locked' ? [] : [{ path, kind: state, ...told }],
  );
  const ends = states.flatMap(({ lock }) => (lock?.state === 'locked' && lock.until !== undefined ? [lock.until] : []));
  return {
    objects: present.length,
    ...(wanted !== undefined && {
      lock: {
        ...(wanted !== 'unknown' && { wanted: wanted.until }),
        locked: states.filter(({ lock }) => lock?.state === 'locked').length,
        ...(ends.length > 0 && { earliest: ends.reduce((first, end) => Math.min(first, end)) }),
      },
    }),
    notes: [...versions, ...unlocked],
  };
};

/** Undefined where no lock is wanted. */
const lockOf = (told: ToldLock | undefined, wanted: Wanted | undefined): ObjectLock | undefined => {
  if (wanted === undefined) return undefined;
  if (told === undefined) return { state: 'unseen', detail: 'it was not asked for' };
  const { detail, ...lock } = told;
  if (detail !== undefined) return { state: 'unseen', detail };
  if (wanted === 'unknown') return { state: 'unseen', detail: 'for how long it is wanted is not known (--lock-years)' };
  return lockState(lock, wanted.until);
};
