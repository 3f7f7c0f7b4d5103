import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../model/errors.js';
import type { Evaluation } from '../model/finding.js';
import { validator } from './validate.js';

/** Reads the evaluation of a run: its directory, or the file itself. Throws {@link UsageError} with the cure where it is none. */
export const readEvaluation = (run: string, cure = 'name the directory of a finished run'): Evaluation => {
  const path = isDirectory(run) ? join(run, 'evaluation.json') : run;
  const document = parsedFile(path, cure);
  validator('evaluation')(document, path);
  return document;
};

const isDirectory = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

const parsedFile = (path: string, cure: string) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`evaluation ${path}: it cannot be read (${reason}); ${cure}`);
  }
};
