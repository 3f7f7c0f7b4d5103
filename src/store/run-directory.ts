import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { UsageError } from '../model/errors.js';
import { SIGNATURE } from '../model/manifest.js';
import { gathered } from '../model/pieces.js';

/** What is written: at once, or in pieces where it may be longer than any text. */
type Content = string | Uint8Array | Iterable<string>;

/** A directory that holds one run: recording, snapshot, evaluation, report, and what it was judged by. */
export interface RunDirectory {
  readonly path: string;
  readonly recording: string;
  readonly snapshot: string;
  /** Writes a file whole or not at all. */
  write(name: RunFile, content: Content): void;
  /** Copies a file into the run, whole or not at all. */
  copy(name: RunFile, from: string): void;
}

type RunFile =
  | 'evaluation.json'
  | 'bundle/policy.wasm'
  | 'bundle/catalogue.json'
  | 'recording.ndjson.gz'
  | `inputs/${string}`
  | `report.${string}`;

/** All that a run directory ever holds: nothing else is deleted. What is unfinished ends in `.part`. */
const isPart = (name: string): boolean =>
  /^(evaluation\.json|recording\.ndjson\.gz|report\.[a-z]+|snapshot|bundle|inputs|manifest(\.sigstore)?\.json)(\.part)?$/.test(
    name,
  );

/** What desktops leave in every folder that somebody opens. */
export const DROPPINGS: readonly string[] = ['.DS_Store', 'Thumbs.db'];

/** How a run directory is made. */
export interface Making {
  /** Replace a former run. */
  readonly overwrite: boolean;
  /** A file that this run reads: a run that holds it is not replaced. */
  readonly reads?: string;
}

/** Makes a run directory. An existing one is kept, unless it is a run and may be overwritten. */
export const createRunDirectory = (path: string, { overwrite, reads }: Making): RunDirectory => {
  const existing = statSync(path, { throwIfNoEntry: false });
  if (existing !== undefined && !existing.isDirectory())
    throw new UsageError(`output directory ${path} is a file: choose another with --out`);
  const content = existing === undefined ? [] : readdirSync(path);
  if (content.length > 0) {
    if (!overwrite)
      throw new UsageError(
        `output directory ${path} is not empty: choose another with --out, or replace a former run with --overwrite`,
      );
    if (content.includes(SIGNATURE))
      throw new UsageError(
        `output directory ${path} holds a signed run, which is evidence: nothing was overwritten; choose another with --out`,
      );
    const foreign = content.find((name) => !isPart(name) && !DROPPINGS.includes(name));
    if (foreign !== undefined)
      throw new UsageError(
        `output directory ${path} holds ${JSON.stringify(foreign)}, which is no part of a run: nothing was overwritten; choose another with --out`,
      );
    if (reads !== undefined && isInside(path, reads))
      throw new UsageError(
        `output directory ${path} holds ${reads}, which this run reads: nothing was overwritten; choose another with --out`,
      );
    // The folder itself stays: it may be a mounted volume.
    for (const name of content.filter(isPart)) rmSync(join(path, name), { recursive: true });
  }
  makeFolder(resolve(path));
  return runDirectory(path);
};

/** Node's own recursive mkdir never returns where nothing can be made below a folder that exists (`/proc`). */
const makeFolder = (path: string): void => {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
};

const isInside = (folder: string, file: string): boolean =>
  existsSync(file) && !relative(realpathSync(folder), realpathSync(file)).startsWith('..');

/** Writes a document to a file of the caller's choice, whole or not at all; its folder is made where there is none. */
export const writeWhole = (path: string, content: Content): void => {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`cannot write ${path}: it is a directory; choose another place`);
  makeFolder(dirname(resolve(path)));
  const unfinished = `${path}.part`;
  if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(unfinished, content);
  else writePieces(unfinished, content);
  renameSync(unfinished, path);
};

const writePieces = (path: string, pieces: Iterable<string>): void => {
  const file = openSync(path, 'w');
  try {
    for (const piece of gathered(pieces)) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
};

/** Writes a file that is not there yet. Says false, and leaves it alone, where it is. */
export const writeNew = (path: string, text: string, mode = 0o666): boolean => {
  try {
    writeFileSync(path, text, { flag: 'wx', mode });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
};

/** The directory of a run that was cut off. Its recording is the journal; everything else is made again. */
export const reopenRunDirectory = (path: string): RunDirectory & { clear(): void } => {
  const run = runDirectory(path);
  if (existsSync(join(path, SIGNATURE)))
    throw new UsageError(`run directory ${path} holds a signed run, which is evidence: it is not resumed; scan anew`);
  if (!existsSync(run.recording))
    throw new UsageError(
      `run directory ${path} holds no recording to resume: name the directory of a run with --resume, or scan anew`,
    );
  return {
    ...run,
    clear() {
      for (const name of readdirSync(path).filter((name) => isPart(name) && join(path, name) !== run.recording))
        rmSync(join(path, name), { recursive: true });
    },
  };
};

const runDirectory = (path: string): RunDirectory => ({
  path,
  recording: join(path, 'recording.ndjson.gz'),
  snapshot: join(path, 'snapshot'),
  write: (name, content) => writeWhole(join(path, name), content),
  copy: (name, from) => {
    const unfinished = join(path, `${name}.part`);
    copyFileSync(from, unfinished);
    renameSync(unfinished, join(path, name));
  },
});
