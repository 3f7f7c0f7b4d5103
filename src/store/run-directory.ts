import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../model/errors.js';

/** A directory that holds one run: recording, snapshot, evaluation, report. */
export interface RunDirectory {
  readonly path: string;
  readonly recording: string;
  readonly snapshot: string;
  /** Writes a file whole or not at all. */
  write(name: string, text: string): void;
}

/** What every run directory holds at the end, and nothing else does: the mark by which `--overwrite` knows one. */
const MARK = 'evaluation.json';

/** Makes a run directory. An existing one is kept, unless it is a run and may be overwritten. */
export const createRunDirectory = (path: string, overwrite: boolean): RunDirectory => {
  if (existsSync(path) && readdirSync(path).length > 0) {
    if (!overwrite)
      throw new UsageError(
        `output directory ${path} is not empty: choose another with --out, or replace a former run with --overwrite`,
      );
    if (!isRun(path))
      throw new UsageError(
        `output directory ${path} holds something that is no run of kansa: it is not overwritten; choose another with --out`,
      );
    rmSync(path, { recursive: true });
  }
  mkdirSync(path, { recursive: true });
  return runDirectory(path);
};

/** Writes a document to a file of the caller's choice, whole or not at all. */
export const writeWhole = (path: string, text: string): void => {
  const unfinished = `${path}.part`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, path);
};

/** Writes a file that is not there yet. Says false, and leaves it alone, where it is. */
export const writeNew = (path: string, text: string): boolean => {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
};

/** The directory of a run that was cut off. Its recording is the journal; everything else is made again. */
export const reopenRunDirectory = (path: string): RunDirectory & { clear(): void } => {
  const run = runDirectory(path);
  if (!existsSync(run.recording))
    throw new UsageError(
      `run directory ${path} holds no recording to resume: name the directory of a run with --resume, or scan anew`,
    );
  return {
    ...run,
    clear() {
      for (const name of readdirSync(path).filter(
        (name) => name === MARK || name === 'snapshot' || /^report\./.test(name),
      ))
        rmSync(join(path, name), { recursive: true });
    },
  };
};

const runDirectory = (path: string): RunDirectory => ({
  path,
  recording: join(path, 'recording.ndjson.gz'),
  snapshot: join(path, 'snapshot'),
  write: (name, text) => writeWhole(join(path, name), text),
});

/** A finished run, or one that was cut off after it had begun. */
const isRun = (path: string): boolean =>
  existsSync(join(path, MARK)) || existsSync(join(path, 'snapshot')) || existsSync(join(path, 'recording.ndjson.gz'));
