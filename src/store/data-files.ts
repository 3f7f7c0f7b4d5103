import { createReadStream, type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { createGunzip } from 'node:zlib';
import { UsageError } from '../model/errors.js';
import { byCodeUnit } from '../model/json.js';

/** A file below what the user named, or why nothing of it is read. */
export interface DataFile {
  readonly path: string;
  readonly unread?: { readonly reason: 'unreadable' | 'not_followed'; readonly detail: string };
}

/** What versions and packages are kept in. They are read where they are named themselves. */
const LEFT_OUT = new Set(['.git', 'node_modules']);

/** What lies at and below the named paths, each in the order of the names. */
interface DataFiles {
  /** A link that leads out of a folder is among them, told and not followed. */
  readonly files: readonly DataFile[];
  /** Folders that were not looked into. */
  readonly leftOut: readonly string[];
}

export const dataFiles = (paths: readonly string[]): DataFiles => {
  const files = new Map<string, DataFile>();
  const leftOut = new Set<string>();
  for (const path of paths) {
    const stats = look(path);
    if (stats.isFile()) files.set(path, { path });
    // A pipe could be read once only, and a device for ever.
    else if (!stats.isDirectory()) files.set(path, { path, unread: IRREGULAR });
    else
      for (const file of below(path, realpathSync(path), leftOut))
        if (!files.has(file.path)) files.set(file.path, file);
  }
  return {
    files: [...files.values()].sort((a, b) => byCodeUnit(a.path, b.path)),
    leftOut: [...leftOut].sort(byCodeUnit),
  };
};

const IRREGULAR = {
  reason: 'unreadable',
  detail: 'it is neither a file nor a folder; write it into a file first',
} as const;

const look = (path: string): Stats => {
  try {
    return statSync(path);
  } catch (error) {
    throw new UsageError(`pii: ${path} cannot be read (${whyOf(error)}); name a file or a folder`);
  }
};

function* below(folder: string, root: string, leftOut: Set<string>): Iterable<DataFile> {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    yield { path: folder, unread: { reason: 'unreadable', detail: `the folder cannot be read (${whyOf(error)})` } };
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (LEFT_OUT.has(entry.name)) leftOut.add(path);
    else if (entry.isDirectory()) yield* below(path, root, leftOut);
    else if (entry.isFile()) yield { path };
    else if (entry.isSymbolicLink()) {
      // What is inside is read under its own name.
      if (!leadsInside(path, root)) yield { path, unread: { reason: 'not_followed', detail: LEADS_OUT } };
    } else yield { path, unread: IRREGULAR };
  }
}

const LEADS_OUT = 'a link that leads out of the named folder, or nowhere: name what it leads to as well';

const leadsInside = (path: string, root: string): boolean => {
  try {
    const target = realpathSync(path);
    return target === root || target.startsWith(root + sep);
  } catch {
    return false;
  }
};

/** The bytes of a file as they come, unpacked where they are packed. */
export interface DataStream {
  readonly compression?: 'gzip';
  readonly chunks: AsyncIterable<Uint8Array>;
}

const CHUNK = 1 << 18;

/** Opens a file. What cannot be read, and what is packed and damaged, throws while it is read. */
export const dataStream = async (path: string): Promise<DataStream> => {
  const isPacked = await beginsWith(path, [0x1f, 0x8b]);
  const file = createReadStream(path, { highWaterMark: CHUNK });
  if (!isPacked) return { chunks: file };
  const unpacked = createGunzip({ chunkSize: CHUNK });
  file.on('error', (error) => unpacked.destroy(error));
  unpacked.on('close', () => file.destroy());
  return { compression: 'gzip', chunks: file.pipe(unpacked) };
};

const beginsWith = async (path: string, magic: readonly number[]): Promise<boolean> => {
  for await (const bytes of createReadStream(path, { end: magic.length - 1 }))
    return bytes instanceof Uint8Array && magic.every((byte, index) => bytes[index] === byte);
  return false;
};

/** Without the path, which the message of a report has already. */
const whyOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'for a reason that the system does not tell';
