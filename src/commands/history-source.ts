import { rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../model/errors.js';
import { inParallel } from '../model/parallel.js';
import { folderPlaceOf, isS3, placeOf, type RunPlace, uriOf } from '../model/run-place.js';
import { storedManifest } from '../store/run-files.js';
import { type FoundRun, HISTORY, type ReadRun, readRun, runAt, runsIn } from '../store/run-folder.js';
import type { StoreAccess } from '../store/s3-client.js';
import type { KeptRun } from '../store/s3-folder.js';
import { inScratch, storeAccess } from './run-store.js';

/** The runs of which a history is told, and how one is read. */
export interface RunSource {
  readonly found: readonly FoundRun[];
  /** Fetches what is to be read next, where it is not on this disk. */
  prepare(runs: readonly FoundRun[]): Promise<void>;
  read(run: FoundRun): Promise<ReadRun>;
}

/** Which runs: those that are named; all of a folder where none is. On disk, or in S3. */
interface Asked extends StoreAccess {
  readonly runs: readonly string[];
  readonly folder: string;
}

/** So many runs are fetched at once. */
export const FETCHED_AT_ONCE = 8;

/** Does the work with the runs; what was fetched of them is gone afterwards. */
export const withRunSource = <T>(asked: Asked, work: (source: RunSource) => Promise<T>): Promise<T> => {
  const { runs, folder } = asked;
  const names = runs.length === 0 ? [folder] : runs;
  if (names.some(isS3)) return inScratch(async (scratch) => work(await anySource(asked, scratch)));
  const found = runs.length === 0 ? inFolder(folder) : runs.map(named);
  return work({ found, prepare: () => Promise.resolve(), read: (run) => Promise.resolve(readRun(run)) });
};

/** Where the Parquet files of a folder of runs are kept where nobody says it: among the runs, or in the cache of the user. */
export const sideFolderOf = (folder: string): string => {
  if (!isS3(folder)) return join(folder, HISTORY);
  const { bucket, prefix } = folderPlaceOf(folder, '--runs');
  const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(caches, 'kansa', 'history', bucket, prefix);
};

const inFolder = (folder: string): FoundRun[] => readable(folder, () => found(folder));

/** What cannot be looked at may be a run: it is not passed over. */
const readable = <T>(place: string, look: () => T): T => {
  try {
    return look();
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new UsageError(`${place} cannot be looked through (${error.message}); mend that, or name runs one by one`);
  }
};

const found = (folder: string): FoundRun[] => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`folder of runs ${folder}: there is none; name it with --runs`);
  if (runAt(folder, folder) !== undefined) throw isRun(folder);
  const runs = runsIn(folder);
  if (runs.length === 0) throw noRun(folder);
  return runs;
};

const isRun = (folder: string) => new UsageError(`${folder} is a run: name the folder that holds the runs with --runs`);

const noRun = (folder: string) => new UsageError(`folder of runs ${folder} holds no run; name another with --runs`);

const named = (run: string): FoundRun => {
  const found = readable(run, () => runAt(run, run.replace(/[/\\]+$/, '')));
  if (found === undefined)
    throw new UsageError(`${run} is no directory of a run; name a folder of runs with --runs ${run}`);
  return found;
};

/** Runs in S3, maybe beside others on disk. Their manifest and evaluation are fetched into the scratch folder. */
const anySource = async ({ runs, folder, ...access }: Asked, scratch: string): Promise<RunSource> => {
  const store = await import('../store/s3-folder.js');
  const { s3Client } = await import('../store/s3-client.js');
  const clients = new Map<string, ReturnType<typeof s3Client>>();
  const lookAt = async (place: RunPlace): Promise<KeptRun[]> => {
    const client = clients.get(place.bucket) ?? s3Client(place.bucket, storeAccess(access));
    clients.set(place.bucket, client);
    return store.keptRuns(await client, place);
  };
  const inS3 = new Map<FoundRun, KeptRun>();
  const add = (kept: KeptRun, name: string): FoundRun => {
    const run = { name, path: join(scratch, String(inS3.size)), stamp: kept.stamp };
    inS3.set(run, kept);
    return run;
  };
  const ready = new Map<FoundRun, number>();
  const fetch = async (run: FoundRun): Promise<void> => {
    const kept = inS3.get(run);
    if (kept === undefined || ready.has(run) || store.refusalOf(kept) !== undefined) return;
    await kept.fetch(run.path);
    ready.set(run, kept.evaluation ?? 0);
    makeRoom(ready);
  };

  const found: FoundRun[] = [];
  if (runs.length === 0) {
    const below = await lookAt(folderPlaceOf(folder, '--runs'));
    if (below.some(({ name }) => name === '')) throw isRun(folder);
    for (const one of below) found.push(add(one, one.name));
  }
  for (const name of runs) {
    if (!isS3(name)) {
      found.push(named(name));
      continue;
    }
    const place = placeOf(name, 'run');
    const one = (await lookAt(place)).find((kept) => kept.name === '');
    if (one === undefined)
      throw new UsageError(`${name} is no place of a run; name a folder of runs with --runs ${name}`);
    found.push(add(one, uriOf(place)));
  }
  // Other programs have a manifest.json, too.
  const alone = found.filter((run) => inS3.has(run) && inS3.get(run)?.evaluation === undefined);
  await inParallel(alone, FETCHED_AT_ONCE, fetch);
  const real = found.filter((run) => !alone.includes(run) || isRunOf(run, inS3.get(run)));
  if (real.length === 0) throw noRun(folder);
  return {
    found: real,
    async prepare(runs) {
      await inParallel(runs, FETCHED_AT_ONCE, fetch);
    },
    async read(run) {
      const kept = inS3.get(run);
      const refused = kept && store.refusalOf(kept);
      if (refused !== undefined) return refused;
      await fetch(run);
      return readRun(run);
    },
  };
};

/** Without an evaluation, where the manifest is that of a run, or there is only a recording. */
const isRunOf = (run: FoundRun, kept: KeptRun | undefined): boolean =>
  kept?.hasManifest !== true || storedManifest(run.path)?.manifest !== undefined;

/** Bytes of evaluations that are kept on disk while a history is told, beside those that were fetched last. */
const MOST_BYTES = 4 * 1024 ** 3;

/** What was fetched first goes first: it is fetched again if it is needed again. */
const makeRoom = (ready: Map<FoundRun, number>): void => {
  let bytes = [...ready.values()].reduce((sum, size) => sum + size, 0);
  for (const [run, size] of ready) {
    if (bytes <= MOST_BYTES || ready.size <= 2 * FETCHED_AT_ONCE) return;
    rmSync(run.path, { recursive: true });
    ready.delete(run);
    bytes -= size;
  }
};
