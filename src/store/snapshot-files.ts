import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../model/errors.js';
import { by, canonicalJson, sortedBy } from '../model/json.js';
import { identifiersOf, type Resource } from '../model/resource.js';
import type { Call, Listing, Scope, Snapshot } from '../model/snapshot.js';
import { type SchemaName, validator } from './validate.js';

/**
 * Writes a snapshot as it comes: one NDJSON shard per account, region and type, beside the listings and the calls.
 * The folder is called `folder.part` until it is whole.
 */
export interface SnapshotWriter {
  resource(resource: Resource): void;
  listing(listing: Listing): void;
  /** Completes the snapshot and gives it its name. */
  end(scope: Scope, calls: readonly Call[]): void;
}

/** Lines are gathered to about this many characters before they are written. */
const BATCH = 1 << 18;

export const createSnapshotWriter = (folder: string): SnapshotWriter => {
  const unfinished = `${folder}.part`;
  const shards = new Map<string, string[]>();
  const listings: Listing[] = [];
  const sizes = new Map<string, number>();

  const flush = (path: string) => {
    appendFileSync(path, (shards.get(path) ?? []).join(''));
    shards.set(path, []);
    sizes.set(path, 0);
  };

  return {
    resource(resource) {
      const { account, region, type } = resource;
      const path = join(unfinished, 'resources', fileName(account), fileName(region), `${shardName(type)}.ndjson`);
      if (!shards.has(path)) mkdirSync(dirname(path), { recursive: true });
      const line = `${canonicalJson(resource)}\n`;
      const lines = shards.get(path) ?? [];
      shards.set(path, lines);
      lines.push(line);
      const size = (sizes.get(path) ?? 0) + line.length;
      sizes.set(path, size);
      if (size >= BATCH) flush(path);
    },
    listing: (listing) => void listings.push(listing),
    end(scope, calls) {
      mkdirSync(unfinished, { recursive: true });
      for (const path of shards.keys()) flush(path);
      const write = (name: string, lines: readonly object[]) =>
        writeFileSync(join(unfinished, name), lines.map((line) => `${canonicalJson(line)}\n`).join(''));
      write(
        'listings.ndjson',
        [...listings].sort(
          by(
            ({ type }) => type,
            ({ region }) => region,
            ({ within = '' }) => within,
          ),
        ),
      );
      // Whenever each of them ended: a replay's end in another order.
      write(
        'calls.ndjson',
        sortedBy(
          calls,
          ({ service }) => service,
          ({ operation }) => operation,
          ({ region }) => region,
          ({ outcome }) => outcome,
          (call) => canonicalJson(call),
        ),
      );
      writeFileSync(join(unfinished, 'scope.json'), `${canonicalJson(scope, 2)}\n`);
      renameSync(unfinished, folder);
    },
  };
};

/** Where a resource stands in its shard, in bytes. */
interface Place {
  readonly id: string;
  readonly region: string;
  readonly path: string;
  readonly offset: number;
  readonly length: number;
}

/** Opens a snapshot: resources stay on disk and are read one by one; in memory is only where each of them stands. */
export const openSnapshot = (folder: string): Snapshot & { close(): void } => {
  const files = new Map<string, number>();
  const types = new Map<string, Place[]>();
  const identifiers = new Map<string, Place[]>();

  const read = ({ path, offset, length }: Place): Resource => {
    const file = files.get(path) ?? openSync(path, 'r');
    files.set(path, file);
    const bytes = Buffer.allocUnsafe(length);
    const count = readSync(file, bytes, 0, length, offset);
    return JSON.parse(bytes.toString('utf8', 0, count));
  };

  const check = validator('resource');
  for (const path of shardsIn(join(folder, 'resources'))) {
    for (const { line, offset, length } of linesOf(path)) {
      const resource: Resource = JSON.parse(line);
      check(resource, `snapshot ${path}: the resource at byte ${offset}`);
      const { type, id, region } = resource;
      const place = { id, region, path, offset, length };
      const seen = types.get(type) ?? [];
      types.set(type, seen);
      // Pages overlap when a list grows while it is walked: the first sight counts.
      if (identifiers.get(keyOf(type, id))?.some((other) => other.region === region && other.id === id)) continue;
      seen.push(place);
      for (const identifier of identifiersOf(resource)) {
        const key = keyOf(type, identifier);
        identifiers.set(key, [...(identifiers.get(key) ?? []), place]);
      }
    }
  }
  // A word that two answer to finds the same one, whichever was listed first.
  for (const places of [...types.values(), ...identifiers.values()])
    places.sort(
      by(
        ({ region }) => region,
        ({ id }) => id,
      ),
    );

  const linesIn = <T>(name: string, schema: SchemaName): T[] => {
    const check = validator(schema);
    return readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line, index) => {
        const value = JSON.parse(line);
        check(value, `snapshot ${join(folder, name)}: line ${index + 1}`);
        return value;
      });
  };

  return {
    scope: JSON.parse(readFileSync(join(folder, 'scope.json'), 'utf8')),
    types: [...types.keys()].sort(),
    listings: linesIn<Listing>('listings.ndjson', 'listing'),
    calls: linesIn<Call>('calls.ndjson', 'call'),
    *resources(type) {
      for (const place of types.get(type) ?? []) yield read(place);
    },
    find(type, region, identifier) {
      const place = identifiers
        .get(keyOf(type, identifier))
        ?.find((other) => region === undefined || other.region === region);
      return place === undefined ? undefined : read(place);
    },
    close() {
      for (const file of files.values()) closeSync(file);
      files.clear();
    },
  };
};

const shardName = (type: string): string => fileName(type.replaceAll('::', '-'));

/** Accounts and regions are what an answer said they are: no name may lead out of the snapshot. */
const fileName = (text: string): string =>
  text
    .replaceAll(/[^A-Za-z0-9._-]/g, '_')
    .replace(/^\.+/, '_')
    .slice(0, 100);

const keyOf = (type: string, identifier: string): string => `${type} ${identifier}`;

const shardsIn = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ndjson'))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};

/** Bytes read at once: most shards fit. */
const PIECE = 1 << 16;

/** The lines of a file with their places, read in pieces. */
function* linesOf(path: string): Iterable<{ line: string; offset: number; length: number }> {
  const file = openSync(path, 'r');
  try {
    const piece = Buffer.allocUnsafe(PIECE);
    let rest = Buffer.alloc(0);
    let offset = 0;
    for (;;) {
      const count = readSync(file, piece, 0, piece.length, null);
      const buffer = Buffer.concat([rest, piece.subarray(0, count)]);
      let start = 0;
      for (let end = buffer.indexOf(10, start); end >= 0; end = buffer.indexOf(10, start)) {
        yield { line: buffer.toString('utf8', start, end), offset: offset + start, length: end - start };
        start = end + 1;
      }
      offset += start;
      rest = buffer.subarray(start);
      if (count > 0) continue;
      if (rest.length > 0) throw new UsageError(`snapshot ${path}: its last line is cut off; scan or replay again`);
      return;
    }
  } finally {
    closeSync(file);
  }
}
