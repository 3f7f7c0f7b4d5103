import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEMO, freshFolder, kansa } from '../cli/kansa.js';

/** A file system of 64 KiB over the folder, seen by the command alone: root mounts it, or whoever may be root of a namespace. */
const onSmallDisk = (folder: string): string =>
  `exec unshare --user --map-root-user --mount sh -c 'mount -t tmpfs -o size=64k tmpfs "$0" && exec "$@"' '${folder}' "$@"`;

const folder = join(freshFolder(), 'disk');
mkdirSync(folder);
const { status } = spawnSync('sh', ['-c', onSmallDisk(folder), 'sh', 'true']);

test.skipIf(status !== 0)('a full disk is told by what would help (needs Linux with user namespaces)', async () => {
  const out = join(folder, 'run');
  const { code, stdout, stderr } = await kansa(['scan', '--replay', DEMO, '--out', out], {
    through: onSmallDisk(folder),
  });
  expect([code, stdout, stderr.split('\n').slice(-2)]).toEqual([
    2,
    '',
    ['kansa: cannot write: the disk is full; free some space, or choose another place', ''],
  ]);
});
