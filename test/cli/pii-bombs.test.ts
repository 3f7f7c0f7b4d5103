import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PiiResult } from '../../src/model/pii.js';
import { REGION } from '../collectors/expedition.js';
import { type ObjectStore, startObjectStore } from '../collectors/object-store.js';
import { bombs, gzipBombs } from '../pii/bombs.js';
import { freshFolder, KEYS } from './kansa.js';
import { MOST_MIB, measured } from './memory.js';

const BUCKET = 'example-bombs';

let store: ObjectStore;
let folder: string;
beforeAll(async () => {
  store = await startObjectStore();
  folder = freshFolder();
  const archives = Object.entries(bombs()).map(([name, content]) => [`${name}.zip`, content] as const);
  for (const [name, content] of [...archives, ...Object.entries(gzipBombs())]) {
    writeFileSync(join(folder, name), content);
    store.objects.set(`${BUCKET}/${name}`, { content });
  }
});
afterAll(() => store?.stop());

const TOLD = [
  ['many.zip', 'partial', ['too_large 10000 entries']],
  ['nested.zip', 'read', []],
  ['nested.zip!1', 'not_read', ['unsupported_format zip within zip']],
  ['nested.zip!2', 'not_read', ['unsupported_format zip within zip']],
  ['overlapping.zip', 'not_read', ['damaged zip with overlapping entries']],
  ['steep.txt.gz', 'partial', ['too_large 200 : 1']],
  ['steep.zip', 'read', []],
  ['steep.zip!1', 'partial', ['too_large 200 : 1']],
  ['together.zip', 'partial', ['too_large 200 : 1']],
  // Its first hundred MiB are as steep, and all of it is not.
  ['uneven.txt.gz', 'read', []],
  ['within.zip', 'read', []],
  ['within.zip!1', 'partial', ['too_large 200 : 1']],
];

it.each([
  ['on a disk', () => ['.']],
  ['in S3', () => [`s3://${BUCKET}`, '--region', REGION, '--endpoint-url', store.endpoint]],
])(
  'zip and gzip bombs of every kind %s are told by name and reason, soon and within 300 MB of memory',
  async (_, where) => {
    const { code, stdout, stderr, peakMiB } = await measured(['pii', '--format', 'json', ...where()], {
      cwd: folder,
      env: KEYS,
    });
    const { files }: PiiResult = JSON.parse(stdout);
    const told = files
      .filter(({ entry, state }) => entry === undefined || state !== 'read')
      .map(({ path, entry, state, problems }) => [
        `${path.split('/').at(-1)}${entry === undefined ? '' : `!${entry.number}`}`,
        state,
        problems.map(({ reason, what }) => `${reason} ${what}`),
      ]);
    expect([code, stderr, told]).toEqual([3, '', TOLD]);
    // Of the ten thousand empty files and of those that were read before it was one too many, nothing else is told.
    expect(files.filter(({ entry }) => entry !== undefined).length).toBe(10_000 + 2 + 1 + 2 + 1);
    expect(peakMiB).toBeLessThan(MOST_MIB);
  },
  120_000,
);

it('is told in both languages what is wrong with one', async () => {
  const told = async (...args: readonly string[]) =>
    (await measured(['pii', 'overlapping.zip', 'steep.txt.gz', 'together.zip', ...args], { cwd: folder })).stdout
      .split('\n')
      .filter((line) => line.startsWith('  ! '));
  expect([await told(), await told('--lang', 'ja')]).toEqual([
    [
      '  ! its entries overlap, as those of nothing but a zip bomb should; nothing of it was read',
      '  ! it unpacks to more than 200 times its size, as nothing but a zip bomb should; the rest was not read: if it is none, unpack it first',
      '  ! it unpacks to more than 200 times its size, as nothing but a zip bomb should; the entries from number 3 on were not read',
    ],
    [
      '  ! データが破損している（格納ファイルの重なる zip）。読み取れた部分だけを検査した',
      '  ! 検査の上限（200 : 1）を超える。残りは検査していない',
      '  ! 検査の上限（200 : 1）を超える。残りは検査していない',
    ],
  ]);
});
