import { existsSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { differencesOf, manifestText } from '../evidence/manifest.js';
import { fill, type Language } from '../model/control.js';
import { UsageError } from '../model/errors.js';
import { isObject } from '../model/json.js';
import { MANIFEST, SIGNATURE } from '../model/manifest.js';
import { type Destination, isS3, nameOf, placeOf, type RunPlace, retainUntil, uriOf } from '../model/run-place.js';
import type { Sealed } from '../model/seal.js';
import { renderKept } from '../reports/seal.js';
import { contentOf, digestOfFile, type Neighbour, sealedJson, storedManifest } from '../store/run-files.js';
import type { StoreAccess } from '../store/s3-client.js';

/** How runs in S3 are locked. */
export interface LockOptions {
  /** Calendar years from the scan on; what the run's parameters say where nobody says it. */
  readonly lockYears?: number;
  /** False for no lock. */
  readonly lock?: boolean;
}

export const storeAccess = ({ profile, endpoint }: StoreAccess): StoreAccess => ({
  ...(profile !== undefined && { profile }),
  ...(endpoint !== undefined && { endpoint }),
});

/** Loaded only where a run is in S3: everything else starts without its client. */
export const openS3 = async ({ bucket }: RunPlace, access: StoreAccess) => {
  const { s3Client } = await import('../store/s3-client.js');
  const { fetchRun, fetchSealed, keptFiles, neighboursIn } = await import('../store/s3-runs.js');
  return { client: await s3Client(bucket, storeAccess(access)), fetchRun, fetchSealed, keptFiles, neighboursIn };
};

/** A folder that is gone once the work is done. */
export const inScratch = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const scratch = mkdtempSync(join(tmpdir(), 'kansa-s3-'));
  try {
    return await work(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

/** What is read of a run, so that no more is fetched. */
const PARTS = {
  evaluation: (path: string) => path === 'evaluation.json',
  facts: (path: string) => path === 'evaluation.json' || path.startsWith('snapshot/'),
  link: () => false,
} as const satisfies Record<string, (path: string) => boolean>;

/**
 * Does the work with runs as they lie on disk. What is named in S3 is fetched first, each file held against the manifest;
 * what the work has to say of it names the place in S3.
 */
export const withRuns = async <T>(
  names: readonly string[],
  part: keyof typeof PARTS,
  access: StoreAccess,
  work: (runs: readonly string[]) => T | Promise<T>,
): Promise<T> => {
  if (!names.some(isS3)) return work(names);
  return inScratch(async (scratch) => {
    const runs: string[] = [];
    for (const [index, name] of names.entries()) {
      if (!isS3(name)) {
        runs.push(name);
        continue;
      }
      const place = placeOf(name, 'run');
      const folder = join(scratch, String(index), nameOf(place));
      const { client, fetchSealed } = await openS3(place, access);
      await fetchSealed(client, place, folder, PARTS[part]);
      runs.push(folder);
    }
    try {
      return await work(runs);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      throw new UsageError(
        runs.reduce((message, run, index) => message.replaceAll(run, names[index] ?? run), error.message),
      );
    }
  });
};

/** The same with one run. */
export const withRun = <T>(
  name: string,
  part: keyof typeof PARTS,
  access: StoreAccess,
  work: (run: string) => T | Promise<T>,
): Promise<T> => withRuns([name], part, access, ([run = name]) => work(run));

/** The same with the run that a seal links to, if one is named. */
export const withPrevious = async <T>(
  { previous, ...access }: StoreAccess & { readonly previous?: string },
  work: (previous: { readonly previous?: string }) => Promise<T>,
): Promise<T> =>
  previous === undefined ? work({}) : withRun(previous, 'link', access, (run) => work({ previous: run }));

/** A place in S3 with `{account}`, `{date}` and `{time}` filled in. */
export const filledPlace = (uri: string, option: string, account: string, now: number): RunPlace =>
  placeOf(fill(uri, placeArguments(account, now)), option);

export const placeArguments = (account: string, now: number) => {
  const time = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  return { account, date: time.slice(0, 10), time: time.replaceAll(/[-:]/g, '') };
};

/** Where a scan's run is made, and by what it is then sent. */
export interface RunStore {
  readonly folder: string;
  readonly destination: Destination;
  /** Sealed runs beside its place; undefined where the run before is named. */
  readonly neighbours?: readonly Neighbour[];
  /** Sends the sealed run. The run on disk is gone afterwards, and stays where it could not be sent. */
  send(): Promise<NonNullable<Sealed['kept']>>;
}

export interface Keeping extends StoreAccess, LockOptions {
  readonly place: RunPlace;
  /** Epoch milliseconds: the run's "now". */
  readonly now: number;
  /** Years of the run's parameters. */
  readonly years: number;
  readonly previous?: string;
}

/** Tries, before anything is asked, whether a run can be kept there, as far as nothing is written. Throws {@link UsageError}. */
export const tryRunStore = async ({ place, now, lock = true, previous, lockYears, years, ...access }: Keeping) => {
  const until = lock ? lockUntil(now, lockYears ?? years) : undefined;
  const { client, neighboursIn } = await openS3(place, access);
  const { expectObjectLock, uploadRun } = await import('../store/s3-upload.js');
  if (until !== undefined) await expectObjectLock(client, place.bucket);
  const neighbours =
    previous === undefined ? await inScratch((scratch) => neighboursIn(client, place, scratch)) : undefined;
  return { client, until, neighbours, uploadRun };
};

/** The run is made in a folder of its own, or where one that was cut off lies. */
export const openRunStore = async (keeping: Keeping, resumed?: string): Promise<RunStore> => {
  const { place, lock = true, lockYears, years } = keeping;
  const { client, until, neighbours, uploadRun } = await tryRunStore(keeping);
  const folder = resumed ?? join(mkdtempSync(join(tmpdir(), SCRATCH)), nameOf(place));
  return {
    folder,
    destination: { uri: uriOf(place), ...(lock && { lockYears: lockYears ?? years }) },
    ...(neighbours !== undefined && { neighbours }),
    async send() {
      try {
        await uploadRun(client, place, { folder, files: everyFile(folder), until });
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        throw new UsageError(
          `${error.message}; the run is whole and sealed in ${folder}: send it with "kansa runs upload ${folder} ${uriOf(place)}"`,
        );
      }
      rmSync(folder, { recursive: true, force: true });
      const parent = dirname(resolve(folder));
      if (basename(parent).startsWith(SCRATCH) && readdirSync(parent).length === 0) rmdirSync(parent);
      return { uri: uriOf(place), ...(until !== undefined && { until }) };
    },
  };
};

/** How the folder begins in which a run is made before it is sent. */
const SCRATCH = 'kansa-run-';

const lockUntil = (now: number, years: number): number => {
  const until = retainUntil(now, years);
  if (until > Date.now()) return until;
  throw new UsageError(
    `the lock would have ended on ${new Date(until).toISOString().slice(0, 10)}, ${years} years after the run; give more --lock-years, or keep the run unlocked with --no-lock`,
  );
};

/** The manifest and its signature, too. */
const everyFile = (folder: string) => [
  ...contentOf(folder).files,
  ...[SIGNATURE, MANIFEST]
    .filter((path) => existsSync(join(folder, path)))
    .map((path) => ({ path, ...digestOfFile(join(folder, path)) })),
];

export interface UploadOptions extends StoreAccess, LockOptions {
  readonly language: Language;
}

/** `kansa runs upload RUN PLACE`: sends a sealed run, or goes on with an upload that was cut off. What to tell a person. */
export const upload = async (run: string, uri: string, options: UploadOptions): Promise<string> => {
  placeOf(fill(uri, placeArguments('000000000000', 0)), 'place');
  const { text, manifest, fault } = storedManifest(run) ?? {};
  if (text === undefined) throw new UsageError(`run ${run} is not sealed; seal it with "kansa seal ${run}"`);
  if (manifest === undefined) throw new UsageError(`run ${run}: ${MANIFEST}: ${fault}; keep the run as it was sealed`);
  const content = contentOf(run);
  if (text !== manifestText(manifest) || differencesOf(manifest, content).length > 0)
    throw new UsageError(`run ${run} is not what was sealed; "kansa verify ${run}" names all that departs`);
  const { account, now } = manifest.scope;
  const place = filledPlace(uri, 'place', account, now);
  const { lock = true, lockYears = sealedLockYears(run) } = options;
  if (lock && lockYears === undefined)
    throw new UsageError(`run ${run} does not say for how long it is to be kept; give --lock-years`);
  const until = lock && lockYears !== undefined ? lockUntil(now, lockYears) : undefined;
  const { client } = await openS3(place, options);
  const { expectObjectLock, uploadRun } = await import('../store/s3-upload.js');
  if (until !== undefined) await expectObjectLock(client, place.bucket);
  await uploadRun(client, place, { folder: run, files: everyFile(run), until });
  return renderKept({ uri: uriOf(place), ...(until !== undefined && { until }) }, options.language);
};

/** For how many years a run is to be kept, as it was steered: `--lock-years`, else the parameter; undefined where it is unknown. */
export const sealedLockYears = (run: string): number | undefined => {
  const settings = readable(run, 'inputs/settings.json');
  const set = Array.isArray(settings)
    ? settings.find((one: unknown) => isObject(one) && one.option === 'lock-years')?.value
    : undefined;
  if (isYears(set)) return set;
  const params = readable(run, 'inputs/params.json');
  const years = isObject(params) && isObject(params.retention) ? params.retention.audit_trail_years : undefined;
  return isYears(years) ? years : undefined;
};

const isYears = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value > 0;

/** Undefined where it is absent or damaged, which verifying says by itself. */
const readable = (run: string, name: string): unknown => {
  if (!existsSync(join(run, name))) return undefined;
  try {
    return sealedJson(run, name);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
