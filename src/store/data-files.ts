import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { UsageError } from '../model/errors.js';
import { byCodeUnit } from '../model/json.js';
import { type ByteSource, SourceFailure } from '../model/source.js';

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

/** A file that is open to be read. */
export interface OpenFile {
  readonly source: ByteSource;
  readonly close: () => Promise<void>;
}

const CHUNK = 1 << 18;

/** Opens a file. Throws `SourceFailure`, as reading it does. */
export const openFile = async (path: string): Promise<OpenFile> => {
  const file = await told(() => open(path));
  const { size } = await told(() => file.stat());
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
    for (let filled = 0; filled < bytes.length; ) {
      const { bytesRead } = await told(() => file.read(bytes, filled, bytes.length - filled, offset + filled));
      if (bytesRead === 0) throw new SourceFailure('became shorter');
      filled += bytesRead;
    }
    return bytes;
  };
  return {
    source: {
      size,
      read,
      async *stream() {
        // Not by its size: what a system makes up while it is read says that it has none.
        for (let at = 0; ; ) {
          const bytes = new Uint8Array(CHUNK);
          const { bytesRead } = await told(() => file.read(bytes, 0, CHUNK, at));
          if (bytesRead === 0) return;
          yield bytes.subarray(0, bytesRead);
          at += bytesRead;
        }
      },
    },
    close: () => file.close(),
  };
};

/** Failures of the system by their codes alone. */
const told = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && 'code' in error)
      throw new SourceFailure(String(error.code), error);
    throw error;
  }
};

/** Without the path, which the message of a report has already. */
const whyOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'for a reason that the system does not tell';
