import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { UsageError } from '../model/errors.js';

/** A directory that holds one run: recording, snapshot, evaluation, report. */
export interface RunDirectory {
  readonly path: string;
  readonly recording: string;
  readonly snapshot: string;
  /** Writes a file whole or not at all. */
  write(name: (typeof DOCUMENTS)[number], text: string): void;
}

const DOCUMENTS = ['evaluation.json', 'report.html'] as const;

/** All that a run directory ever holds: `--overwrite` deletes nothing else. What is unfinished ends in `.part`. */
const PARTS: readonly string[] = [...DOCUMENTS, 'recording.ndjson.gz', 'snapshot'];

/** What desktops leave in every folder that somebody opens. */
const DROPPINGS: readonly string[] = ['.DS_Store', 'Thumbs.db'];

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
  return {
    path,
    recording: join(path, 'recording.ndjson.gz'),
    snapshot: join(path, 'snapshot'),
    write(name, text) {
      const target = join(path, name);
      const unfinished = `${target}.part`;
      writeFileSync(unfinished, text);
      renameSync(unfinished, target);
    },
  };
};

const isPart = (name: string): boolean => PARTS.includes(name.replace(/\.part$/, ''));

/** Node's own recursive mkdir never returns where nothing can be made below a folder that exists (`/proc`). */
const makeFolder = (path: string): void => {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
};

const isInside = (folder: string, file: string): boolean =>
  existsSync(file) && !relative(realpathSync(folder), realpathSync(file)).startsWith('..');
