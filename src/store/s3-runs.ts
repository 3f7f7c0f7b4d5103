import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  GetObjectRetentionCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { UsageError } from '../model/errors.js';
import { by } from '../model/json.js';
import { type FileEntry, MANIFEST, type Manifest } from '../model/manifest.js';
import { inParallel } from '../model/parallel.js';
import { folderOf, isRunPath, nameOf, type RunPlace, uriOf } from '../model/run-place.js';
import { manifestIn, type Neighbour } from './run-files.js';
import { asked, isNamed, reasonOf } from './s3-client.js';

// What lies there was put there by whoever may write: it is bounded, and no name leads out of the folder.

/** Versions and delete markers of one run at most, and bytes of it. */
const MOST_OBJECTS = 20_000;
const MOST_BYTES = 20 * 1024 ** 3;
/** Bytes of a manifest at most. */
export const MOST_MANIFEST = 64 * 1024 ** 2;
/** Runs at most that lie beside one, and of how many of them, the last by name, the manifest is read. */
const MOST_NEIGHBOURS = 20_000;
const READ_NEIGHBOURS = 30;
const AT_ONCE = 8;

/** All that S3 has of one file of a run. */
interface KeptFile {
  readonly path: string;
  /** The version that everybody sees; undefined where a delete marker hides it. */
  readonly current?: { readonly versionId: string | undefined; readonly size: number };
  /** Versions and delete markers beside the current one. */
  readonly others: number;
}

export interface KeptFiles {
  /** By path. */
  readonly files: readonly KeptFile[];
  /** Keys below the prefix that no run has, as they are: nothing of them is written to a disk. */
  readonly strange: readonly string[];
  /** Empty objects that the console makes for folders. */
  readonly folders: readonly string[];
}

/** What lies below the prefix, with every version. Needs s3:ListBucketVersions. */
export const keptFiles = async (client: S3Client, place: RunPlace): Promise<KeptFiles> => {
  const versions = await versionsBelow(client, place);
  const files = new Map<string, Version[]>();
  const strange = new Set<string>();
  const folders = new Set<string>();
  for (const version of versions) {
    const { path, size } = version;
    if ((path === '' || path.endsWith('/')) && size === 0) folders.add(path);
    else if (isRunPath(path)) files.set(path, [...(files.get(path) ?? []), version]);
    else strange.add(path === '' ? '/' : path);
  }
  // A file cannot be a folder as well.
  for (const path of files.keys())
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1))
      if (files.has(path.slice(0, end))) strange.add(path);
  const kept = [...files].filter(([path]) => !strange.has(path)).map(([path, all]) => keptFile(path, all));
  const bytes = kept.reduce((sum, { current }) => sum + (current?.size ?? 0), 0);
  if (bytes > MOST_BYTES) throw tooMuch(place, `${bytes} bytes`);
  return { files: kept.sort(by(({ path }) => path)), strange: [...strange].sort(), folders: [...folders].sort() };
};

const tooMuch = (place: RunPlace, what: string): UsageError =>
  new UsageError(
    `${uriOf(place)} holds ${what}, more than kansa fetches of a run (${MOST_OBJECTS} versions, ${MOST_BYTES} bytes); name the prefix of one run, or fetch it by other means`,
  );

interface Version {
  readonly path: string;
  readonly versionId: string | undefined;
  readonly size: number;
  readonly isLatest: boolean;
  readonly isMarker: boolean;
}

const versionsBelow = async (client: S3Client, place: RunPlace): Promise<Version[]> => {
  const prefix = `${place.prefix}/`;
  const versions: Version[] = [];
  let marker: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } | undefined = {};
  while (marker !== undefined) {
    const {
      Versions = [],
      DeleteMarkers = [],
      ...page
    } = await asked(
      `${uriOf(place)}: s3:ListBucketVersions`,
      'what lies there is not known; allow the action to these credentials, and check the name of the bucket',
      () => client.send(new ListObjectVersionsCommand({ Bucket: place.bucket, Prefix: prefix, ...marker })),
    );
    for (const [list, isMarker] of [
      [Versions, false],
      [DeleteMarkers, true],
    ] as const)
      for (const entry of list) {
        if (entry.Key === undefined || !entry.Key.startsWith(prefix)) continue;
        versions.push({
          path: entry.Key.slice(prefix.length),
          // What lies in a bucket without versions has the version "null".
          versionId: entry.VersionId === 'null' ? undefined : entry.VersionId,
          size: 'Size' in entry ? (entry.Size ?? 0) : 0,
          isLatest: entry.IsLatest === true,
          isMarker,
        });
      }
    if (versions.length > MOST_OBJECTS) throw tooMuch(place, `more than ${MOST_OBJECTS} versions of objects`);
    if (page.IsTruncated === true && page.NextKeyMarker === undefined)
      throw new UsageError(`${uriOf(place)}: the list of what lies there ends in the middle; try again`);
    marker =
      page.IsTruncated === true
        ? {
            ...(page.NextKeyMarker !== undefined && { KeyMarker: page.NextKeyMarker }),
            ...(page.NextVersionIdMarker !== undefined && { VersionIdMarker: page.NextVersionIdMarker }),
          }
        : undefined;
  }
  return versions;
};

const keptFile = (path: string, all: readonly Version[]): KeptFile => {
  const latest = all.find(({ isLatest }) => isLatest);
  return {
    path,
    ...(latest?.isMarker === false && { current: { versionId: latest.versionId, size: latest.size } }),
    others: all.length - 1,
  };
};

/** The lock of an object as S3 tells it: none where mode and end are absent, and nothing known where there is a detail. */
export interface ToldLock {
  readonly mode?: string;
  /** Epoch milliseconds. */
  readonly until?: number;
  readonly detail?: string;
}

/**
 * Fetches the current version of every file into a folder and says how each is locked, by path. Needs s3:GetObject,
 * s3:GetObjectVersion and s3:GetObjectRetention.
 */
export const fetchRun = async (
  client: S3Client,
  place: RunPlace,
  { files }: KeptFiles,
  folder: string,
): Promise<ReadonlyMap<string, ToldLock>> => {
  const present = files.flatMap(({ path, current }) => (current === undefined ? [] : [{ path, ...current }]));
  const locks = await inParallel(present, AT_ONCE, async ({ path, versionId, size }) => {
    const object = { Bucket: place.bucket, Key: `${place.prefix}/${path}`, ...(versionId && { VersionId: versionId }) };
    const answer = await fetchObject(client, object, join(folder, path), size);
    return lockOf(client, object, answer);
  });
  return new Map(present.map(({ path }, index) => [path, locks[index] ?? { detail: 'it was not asked for' }]));
};

interface ObjectName {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
}

/** S3 leaves the lock out of its answer to whoever may not see it: what is left out is asked for by name. */
const lockOf = async (
  client: S3Client,
  object: ObjectName,
  { ObjectLockMode, ObjectLockRetainUntilDate }: GetObjectCommandOutput,
): Promise<ToldLock> => {
  if (ObjectLockMode !== undefined && ObjectLockRetainUntilDate !== undefined)
    return { mode: ObjectLockMode, until: ObjectLockRetainUntilDate.getTime() };
  try {
    const { Retention = {} } = await client.send(new GetObjectRetentionCommand(object));
    const { Mode, RetainUntilDate } = Retention;
    return {
      ...(Mode !== undefined && { mode: Mode }),
      ...(RetainUntilDate !== undefined && { until: RetainUntilDate.getTime() }),
    };
  } catch (error) {
    if (isNamed(error, 'NoSuchObjectLockConfiguration', 'ObjectLockConfigurationNotFoundError')) return {};
    // Of a bucket without Object Lock: "Bucket is missing Object Lock Configuration".
    if (isNamed(error, 'InvalidRequest') && /missing object lock/i.test(reasonOf(error))) return {};
    return { detail: `s3:GetObjectRetention: ${reasonOf(error)}` };
  }
};

const CURE = 'allow s3:GetObject, s3:GetObjectVersion and s3:ListBucket to these credentials, and check the name';

interface Fetched extends GetObjectCommandOutput {
  /** Of the bytes that came, in hex. */
  readonly sha256: string;
}

/** Fetches an object into a file, never more than so many bytes; undefined where there is none. */
export const fetchIfThere = async (
  client: S3Client,
  object: ObjectName,
  file: string,
  most: number,
): Promise<Fetched | undefined> =>
  asked(`${addressOf(object)}: s3:GetObject`, CURE, async () => {
    const answer = await client
      .send(new GetObjectCommand({ ...object, ChecksumMode: 'ENABLED' }))
      .catch((error: unknown) => {
        if (isNamed(error, 'NoSuchKey', 'NotFound', 'NoSuchVersion')) return undefined;
        throw error;
      });
    if (answer === undefined) return undefined;
    if (!(answer.Body instanceof Readable)) throw new Error('the answer has no content');
    mkdirSync(dirname(file), { recursive: true });
    const out = openSync(file, 'wx');
    const hash = createHash('sha256');
    let size = 0;
    try {
      for await (const piece of answer.Body) {
        const bytes = Buffer.from(piece);
        size += bytes.length;
        if (size > most) throw new Error(`it has more than ${most} bytes`);
        hash.update(bytes);
        writeFileSync(out, bytes);
      }
    } finally {
      closeSync(out);
    }
    return { ...answer, sha256: hash.digest('hex') };
  });

const fetchObject = async (client: S3Client, object: ObjectName, file: string, most: number): Promise<Fetched> => {
  const fetched = await fetchIfThere(client, object, file, most);
  if (fetched === undefined)
    throw new UsageError(`${addressOf(object)} is missing; "kansa verify" names all that departs from what was sealed`);
  return fetched;
};

const addressOf = ({ Bucket, Key }: ObjectName): string => `s3://${Bucket}/${Key}`;

/**
 * Fetches of a sealed run its manifest and the files that are wanted into a folder, and holds each against the manifest.
 * Throws {@link UsageError} where the run is not sealed, or anything of it is not what was sealed.
 */
export const fetchSealed = async (
  client: S3Client,
  place: RunPlace,
  folder: string,
  isWanted: (path: string) => boolean,
): Promise<void> => {
  const manifest = await fetchManifest(client, place, folder);
  const files = manifest.files.filter(({ path }) => isWanted(path));
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (files.length > MOST_OBJECTS || bytes > MOST_BYTES)
    throw tooMuch(place, `${files.length} files of ${bytes} bytes`);
  const strange = files.find(({ path }) => !isRunPath(path));
  if (strange !== undefined)
    throw new UsageError(
      `${uriOf(place)}: its manifest names ${JSON.stringify(strange.path)}, which no run has: nothing was fetched; do not trust this run`,
    );
  await inParallel(files, AT_ONCE, (file) => fetchEntry(client, place, folder, file));
};

const fetchEntry = async (client: S3Client, place: RunPlace, folder: string, entry: FileEntry): Promise<void> => {
  const object = { Bucket: place.bucket, Key: `${place.prefix}/${entry.path}` };
  const { sha256 } = await fetchObject(client, object, join(folder, entry.path), entry.size);
  if (sha256 !== entry.sha256)
    throw new UsageError(
      `${uriOf(place)}: ${entry.path} is not what was sealed; "kansa verify ${uriOf(place)}" names all that departs`,
    );
};

const fetchManifest = async (client: S3Client, place: RunPlace, folder: string): Promise<Manifest> => {
  const file = join(folder, MANIFEST);
  const stored = await manifestText(client, place, file);
  if (stored === undefined)
    throw new UsageError(
      `${uriOf(place)} holds no ${MANIFEST}: it is no run, or its upload did not end; name the place of a finished run`,
    );
  const { manifest, fault } = manifestIn(stored);
  if (manifest === undefined) throw new UsageError(`${uriOf(place)}/${MANIFEST}: ${fault}; do not trust this run`);
  return manifest;
};

/** Undefined where there is none. */
const manifestText = async (client: S3Client, place: RunPlace, file: string): Promise<string | undefined> => {
  const object = { Bucket: place.bucket, Key: `${place.prefix}/${MANIFEST}` };
  const fetched = await fetchIfThere(client, object, file, MOST_MANIFEST);
  return fetched === undefined ? undefined : readFileSync(file, 'utf8');
};

/**
 * Sealed runs beside a place, of which one may be the run before: the last by name, since a manifest costs a call. Needs
 * s3:ListBucket and s3:GetObject on the folder.
 */
export const neighboursIn = async (client: S3Client, place: RunPlace, scratch: string): Promise<Neighbour[]> => {
  const folder = folderOf(place);
  const names = await foldersBelow(client, place.bucket, folder);
  const last = names.filter((name) => name !== nameOf(place)).slice(-READ_NEIGHBOURS);
  const neighbours = await inParallel(last, AT_ONCE, async (name) => {
    const at = { bucket: place.bucket, prefix: `${folder}${name}` };
    const text = await manifestText(client, at, join(scratch, 'neighbours', name));
    return text === undefined ? [] : [{ run: name, stored: manifestIn(text) }];
  });
  return neighbours.flat();
};

const foldersBelow = async (client: S3Client, bucket: string, folder: string): Promise<string[]> => {
  const names: string[] = [];
  let token: string | undefined;
  do {
    const page = await asked(
      `s3://${bucket}/${folder}: s3:ListBucket`,
      'the run before this one cannot be looked for; allow the action, or name the run before with --previous ("none" begins a new chain)',
      () =>
        client.send(
          new ListObjectsV2Command({
            Bucket: bucket,
            Delimiter: '/',
            ...(folder !== '' && { Prefix: folder }),
            ...(token !== undefined && { ContinuationToken: token }),
          }),
        ),
    );
    for (const { Prefix = '' } of page.CommonPrefixes ?? []) {
      const name = Prefix.slice(folder.length, -1);
      if (isRunPath(name)) names.push(name);
    }
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    if (names.length > MOST_NEIGHBOURS)
      throw new UsageError(
        `s3://${bucket}/${folder} holds more than ${MOST_NEIGHBOURS} folders; name the run before with --previous, or keep runs below {account}`,
      );
  } while (token !== undefined);
  return names.sort();
};
