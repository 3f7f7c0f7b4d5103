import { createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import type { PiiResult } from '../../src/model/pii.js';
import { freshFolder } from '../cli/kansa.js';
import { MOST_MIB, measured } from '../cli/memory.js';
import { madeUp } from '../pii/made-up.js';

const LENGTH = 1_000_000_000;
const PIECE = 2 ** 20;
const PLANTED = ' taro@example.jp ';
const PLACES = [1_000, LENGTH / 2, LENGTH - PLANTED.length];

/** Its text is one line; what stands before and behind it makes it a member of a document or a field of a table. */
function* lineOf(before: string, behind: string): Generator<string | Uint8Array> {
  const { at } = madeUp(
    LENGTH,
    'the job went on as it had before, and nobody was named in what it said ',
    PLANTED,
    PLACES,
  );
  yield before;
  for (let offset = 0; offset < LENGTH; offset += PIECE) yield at(offset, PIECE);
  yield behind;
}

test.each([
  ['a text', 'app.log', '', '', PLACES.map((place) => ({ line: 1, column: place + 2 }))],
  ['a member of a document', 'app.json', '{"text":"', '"}', PLACES.map(() => ({ line: 1, pointer: '/text' }))],
  ['a field of a table', 'app.csv', 'text,n\n"', '",1\n', PLACES.map(() => ({ line: 2, field: 1 }))],
])(
  'a line of 1 GB that is %s on a disk is read to its end within 300 MB of memory',
  async (_, name, before, behind, where) => {
    const cwd = freshFolder();
    await pipeline(Readable.from(lineOf(before, behind)), createWriteStream(join(cwd, name)));
    const { code, stdout, peakMiB } = await measured(['pii', name, '--format', 'json'], { cwd });
    rmSync(join(cwd, name));
    const { files }: PiiResult = JSON.parse(stdout);
    process.stdout.write(`${name}: ${Math.round(peakMiB)} MiB at most\n`);
    expect([
      code,
      files.map(({ state, bytes, problems, detections }) => [
        state,
        bytes,
        problems,
        detections.flatMap(({ type, count, locations }) => [
          type,
          count,
          locations.map(({ confidence: _, ...place }) => place),
        ]),
      ]),
    ]).toEqual([1, [['read', LENGTH + before.length + behind.length, [], ['email', 3, where]]]]);
    expect(peakMiB).toBeLessThan(MOST_MIB);
  },
);
