import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Evaluation } from '../model/finding.js';
import { type Link, MANIFEST } from '../model/manifest.js';
import { digestOfFile, storedManifest } from './run-files.js';
import { faultIn } from './validate.js';

/** The side folder of a history, among the runs. */
export const HISTORY = '.history';

/** A directory that is a run, or should have become one. */
export interface FoundRun {
  /** Below the folder of runs, with `/` between the parts. */
  readonly name: string;
  readonly path: string;
  /** Sizes, inodes and times of manifest and evaluation, as the file system tells them: while it is the same, neither was touched. */
  readonly stamp: string;
}

/** A run as it was read, or why it cannot be. */
export type ReadRun =
  | {
      /** sha256 of the manifest; of the evaluation where the run is not sealed. */
      readonly sha256: string;
      readonly sealed: boolean;
      readonly previous?: Link;
      readonly evaluation: Evaluation;
    }
  | { readonly kind: 'damaged' | 'unfinished'; readonly detail: string };

export const EVALUATION = 'evaluation.json';
export const RECORDING = 'recording.ndjson.gz';

/** Folders of accounts, of days and of times, and runs in them. */
export const DEEPEST = 4;

/** Every run below a folder, by name. What is in a run is no run. */
export const runsIn = (folder: string): FoundRun[] => below(folder, folder, DEEPEST);

const below = (root: string, folder: string, depth: number): FoundRun[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== HISTORY && isFolder(folder, entry))
    .map(({ name }) => join(folder, name))
    .sort()
    .flatMap((path) => {
      const found = runAt(path, relative(root, path).split(sep).join('/'));
      if (found !== undefined) return [found];
      return depth === 1 ? [] : below(root, path, depth - 1);
    });

const isFolder = (folder: string, entry: Dirent): boolean =>
  entry.isDirectory() ||
  (entry.isSymbolicLink() && statSync(join(folder, entry.name), { throwIfNoEntry: false })?.isDirectory() === true);

/** The run in a directory; undefined where there is nothing of one. Other programs have a `manifest.json`, too. */
export const runAt = (path: string, name: string): FoundRun | undefined => {
  const [manifest, evaluation] = [stampOf(join(path, MANIFEST)), stampOf(join(path, EVALUATION))];
  const isRun =
    evaluation !== undefined ||
    [RECORDING, `${RECORDING}.part`].some((file) => existsSync(join(path, file))) ||
    (manifest !== undefined && storedManifest(path)?.manifest !== undefined);
  return isRun ? { name, path, stamp: `${manifest ?? '-'} ${evaluation ?? '-'}` } : undefined;
};

const stampOf = (path: string): string | undefined => {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? undefined : [stat.size, stat.ino, stat.mtimeNs, stat.ctimeNs].join('.');
};

/** Reads the evaluation of a run, and holds its bytes against the manifest. */
export const readRun = ({ path }: FoundRun): ReadRun => {
  const stored = storedManifest(path);
  const file = join(path, EVALUATION);
  if (!existsSync(file))
    return stored === undefined
      ? { kind: 'unfinished', detail: `it has no ${EVALUATION}: the scan was cut off` }
      : damaged(`${EVALUATION} is gone`);
  const digest = digestOfFile(file);
  if (stored !== undefined) {
    if (stored.manifest === undefined) return damaged(`${MANIFEST}: ${stored.fault}`);
    const sealed = stored.manifest.files.find((entry) => entry.path === EVALUATION);
    if (sealed?.sha256 !== digest.sha256) return damaged(`${EVALUATION} is not what was sealed`);
  }
  const evaluation = parsed(file);
  if (typeof evaluation === 'string') return damaged(`${EVALUATION}: ${evaluation}`);
  if (stored?.manifest === undefined) return { sha256: digest.sha256, sealed: false, evaluation };
  const { previous } = stored.manifest;
  return {
    sha256: digestOfFile(join(path, MANIFEST)).sha256,
    sealed: true,
    evaluation,
    ...(previous !== undefined && { previous }),
  };
};

const damaged = (detail: string) => ({ kind: 'damaged', detail }) as const;

/** The evaluation, or what is wrong with it. */
const parsed = (file: string): Evaluation | string => {
  try {
    const document = JSON.parse(readFileSync(file, 'utf8'));
    const fault = faultIn('evaluation')(document);
    if (fault !== undefined) return fault.sentence;
    return document.coverage.files === undefined ? document : 'it is the result of a gate, not the run of an account';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
