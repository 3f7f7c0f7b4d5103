import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { UsageError } from '../model/errors.js';
import { by } from '../model/json.js';
import { type FileEntry, MANIFEST, type Manifest, SIGNATURE } from '../model/manifest.js';
import type { RunContent } from '../model/verification.js';
import { DROPPINGS } from './run-directory.js';
import { faultIn, validator } from './validate.js';

/** All that lies in a run directory but its manifest and the signature, by path. Links are not followed. */
export const contentOf = (run: string): RunContent => {
  const files: FileEntry[] = [];
  const irregular: string[] = [];
  const ignored: string[] = [];
  for (const entry of readdirSync(run, { recursive: true, withFileTypes: true })) {
    const path = relative(run, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (entry.isDirectory() || path === MANIFEST || path === SIGNATURE) continue;
    if (!entry.isFile()) irregular.push(path);
    else if (DROPPINGS.includes(entry.name)) ignored.push(path);
    else files.push({ path, ...digestOfFile(join(run, path)) });
  }
  return { files: files.sort(by(({ path }) => path)), irregular: irregular.sort(), ignored: ignored.sort() };
};

/** Bytes read at once. */
const PIECE = 1 << 20;

/** Of a file, however large. */
export const digestOfFile = (path: string): Pick<FileEntry, 'sha256' | 'size'> => {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE);
  const file = openSync(path, 'r');
  let size = 0;
  try {
    for (;;) {
      const count = readSync(file, piece, 0, PIECE, null);
      if (count === 0) return { sha256: hash.digest('hex'), size };
      hash.update(piece.subarray(0, count));
      size += count;
    }
  } finally {
    closeSync(file);
  }
};

/** A sealed run's manifest with its bytes. */
export interface StoredManifest {
  readonly text: string;
  /** Undefined where the file is no manifest that this kansa knows; `fault` then says why. */
  readonly manifest?: Manifest;
  readonly fault?: string;
}

/** The manifest of a run; undefined where it is not sealed. */
export const storedManifest = (run: string): StoredManifest | undefined => {
  const text = textIn(run, MANIFEST);
  return text === undefined ? undefined : manifestIn(text);
};

/** What the bytes of a manifest say. */
export const manifestIn = (text: string): StoredManifest => {
  try {
    const manifest = JSON.parse(text);
    const fault = faultIn('manifest')(manifest);
    return fault === undefined ? { text, manifest } : { text, fault: fault.sentence };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { text, fault: `it is no JSON (${error.message})` };
  }
};

/** The signature of a run's manifest; undefined where there is none. */
export const storedSignature = (run: string): string | undefined => textIn(run, SIGNATURE);

const textIn = (run: string, name: string): string | undefined => {
  const path = join(run, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
};

/** A neighbour that could be the run before: its directory's name and its manifest. */
export interface Neighbour {
  readonly run: string;
  readonly stored: StoredManifest;
}

/** Sealed runs that lie beside a run, in the same folder, by name. */
export const neighboursOf = (run: string): Neighbour[] => {
  const folder = dirname(resolve(run));
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && entry.name !== basename(resolve(run)))
    .map(({ name }) => name)
    .sort()
    .flatMap((name) => {
      const stored = isSealed(join(folder, name)) ? storedManifest(join(folder, name)) : undefined;
      return stored === undefined ? [] : [{ run: name, stored }];
    });
};

/** Is this the directory of a sealed run? Other programs have a `manifest.json`, too. */
const isSealed = (path: string): boolean =>
  existsSync(join(path, MANIFEST)) && existsSync(join(path, 'evaluation.json'));

/** Throws {@link UsageError} where a file would be written into a sealed run. */
export const refuseInsideSealedRun = (file: string): void => {
  let folder = existing(dirname(resolve(file)));
  for (;;) {
    if (isSealed(folder))
      throw new UsageError(
        `${file} would lie in the sealed run ${folder}, which it would break: write it beside the run, with another --output`,
      );
    if (dirname(folder) === folder) return;
    folder = dirname(folder);
  }
};

const existing = (path: string): string => (existsSync(path) ? realpathSync(path) : existing(dirname(path)));

/** A JSON file of a sealed run, checked where it has a published form. */
export const sealedJson = (run: string, name: string, schema?: 'params'): unknown => {
  const path = join(run, name);
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (schema !== undefined) validator(schema)(value, path);
  return value;
};
