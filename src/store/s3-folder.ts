import { join } from 'node:path';
import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { UsageError } from '../model/errors.js';
import { by } from '../model/json.js';
import { MANIFEST } from '../model/manifest.js';
import { isRunPath, type RunPlace, uriOf } from '../model/run-place.js';
import { DEEPEST, EVALUATION, HISTORY, RECORDING, type ReadRun } from './run-folder.js';
import { asked } from './s3-client.js';
import { fetchIfThere, MOST_MANIFEST } from './s3-runs.js';

/** Objects at most that are looked through for runs: 2,000 calls. */
const MOST_OBJECTS = 2_000_000;
/** Bytes of an evaluation at most: more is no text that could be read. */
const MOST_EVALUATION = 512 * 1024 ** 2;

/** A run in S3, as a list of the bucket shows it. */
export interface KeptRun {
  /** Below the place that was looked through; empty for that place itself. */
  readonly name: string;
  /** ETag, size and time of manifest and evaluation: while it is the same, neither was touched. */
  readonly stamp: string;
  readonly hasManifest: boolean;
  /** In bytes; undefined where there is none. */
  readonly evaluation?: number;
  /** Fetches manifest and evaluation into a folder, as they are. Needs s3:GetObject. */
  fetch(folder: string): Promise<void>;
}

interface Entry {
  readonly stamp: string;
  readonly size: number;
}

/** Every run below a place, and at it, by name; what is in a run is no run. Needs s3:ListBucket. */
export const keptRuns = async (client: S3Client, place: RunPlace): Promise<KeptRun[]> => {
  const folders = new Map<string, Map<string, Entry>>();
  for await (const { path, entry } of entriesBelow(client, place)) {
    const end = path.lastIndexOf('/');
    const [folder, file] = [path.slice(0, Math.max(end, 0)), path.slice(end + 1)];
    if (![MANIFEST, EVALUATION, RECORDING].includes(file) || folder.split('/').includes(HISTORY)) continue;
    if (folder.split('/').length > DEEPEST) continue;
    folders.set(folder, (folders.get(folder) ?? new Map()).set(file, entry));
  }
  return [...folders]
    .filter(([folder]) => !foldersAbove(folder).some((above) => folders.has(above)))
    .map(([name, files]) => keptRun(client, place, name, files))
    .sort(by(({ name }) => name));
};

const foldersAbove = (folder: string): string[] => {
  const parts = folder.split('/');
  return folder === '' ? [] : parts.map((_, count) => parts.slice(0, count).join('/'));
};

const keptRun = (
  client: S3Client,
  { bucket, prefix }: RunPlace,
  name: string,
  files: ReadonlyMap<string, Entry>,
): KeptRun => {
  const [manifest, evaluation] = [files.get(MANIFEST), files.get(EVALUATION)];
  const keyOf = (file: string) => [prefix, name, file].filter((part) => part !== '').join('/');
  const fetch = (folder: string, file: string, most: number) =>
    fetchIfThere(client, { Bucket: bucket, Key: keyOf(file) }, join(folder, file), most);
  return {
    name,
    stamp: `s3 ${manifest?.stamp ?? '-'} ${evaluation?.stamp ?? '-'}`,
    hasManifest: manifest !== undefined,
    ...(evaluation !== undefined && { evaluation: evaluation.size }),
    async fetch(folder) {
      await fetch(folder, MANIFEST, MOST_MANIFEST);
      if (evaluation !== undefined) await fetch(folder, EVALUATION, evaluation.size);
    },
  };
};

async function* entriesBelow(
  client: S3Client,
  { bucket, prefix }: RunPlace,
): AsyncIterable<{ readonly path: string; readonly entry: Entry }> {
  const root = prefix === '' ? '' : `${prefix}/`;
  let token: string | undefined;
  let seen = 0;
  do {
    const page = await asked(
      `${uriOf({ bucket, prefix })}: s3:ListBucket`,
      'which runs lie there is not known; allow the action to these credentials, and check the name of the bucket',
      () =>
        client.send(
          new ListObjectsV2Command({
            Bucket: bucket,
            ...(root !== '' && { Prefix: root }),
            ...(token !== undefined && { ContinuationToken: token }),
          }),
        ),
    );
    for (const { Key = '', ETag = '', Size = 0, LastModified } of page.Contents ?? []) {
      seen += 1;
      const stamp = [ETag.replaceAll('"', ''), Size, LastModified?.getTime() ?? '-'].join('.');
      yield { path: Key.slice(root.length), entry: { stamp, size: Size } };
    }
    if (page.IsTruncated === true && page.NextContinuationToken === undefined)
      throw new UsageError(`${uriOf({ bucket, prefix })}: the list of what lies there ends in the middle; try again`);
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    if (seen > MOST_OBJECTS)
      throw new UsageError(
        `${uriOf({ bucket, prefix })} holds more than ${MOST_OBJECTS} objects; name a folder that holds runs only, or runs one by one`,
      );
  } while (token !== undefined);
}

/** What is wrong with a run of which nothing is fetched; undefined where it can be. */
export const refusalOf = ({
  name,
  hasManifest,
  evaluation,
}: KeptRun): Exclude<ReadRun, { sealed: boolean }> | undefined => {
  if (name !== '' && !isRunPath(name))
    return { kind: 'damaged', detail: 'no run has such a name: nothing of it was fetched' };
  if (evaluation === undefined) return undefined;
  if (evaluation > MOST_EVALUATION)
    return { kind: 'damaged', detail: `${EVALUATION} has ${evaluation} bytes, more than can be read` };
  return hasManifest ? undefined : { kind: 'unfinished', detail: `it has no ${MANIFEST}: its upload did not end` };
};
