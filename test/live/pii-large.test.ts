import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PiiResult } from '../../src/model/pii.js';
import { KEYS, kansa } from '../cli/kansa.js';
import { MOST_MIB, measured } from '../cli/memory.js';
import { REGION } from '../collectors/expedition.js';
import { type ObjectStore, startObjectStore } from '../collectors/object-store.js';
import { madeUp } from '../pii/made-up.js';

/** moto would hold the objects in memory, so that a server of ours makes up what is asked for; it wants `If-Match` and a range. */
const BUCKET = 'example-logs';
const SIZE = 2_000_000_000;
const MIB = 2 ** 20;
const LINE = 'the job went on as it had before, and nobody was named in what it said of its work\n';
const PLANTED = ' taro@example.jp ';
const PLACES = [1_000, SIZE / 2, SIZE - 1_000];
const { at } = madeUp(SIZE, LINE, PLANTED, PLACES);

/** An object whose only line never ends; its last value is the last of it. */
const ONE_LINE = 'example-one-line';
const LENGTH = 1_000_000_000;
const IN_LINE = [1_000, LENGTH / 2, LENGTH - PLANTED.length];

let store: ObjectStore;
beforeAll(async () => {
  store = await startObjectStore();
  store.objects.set(`${BUCKET}/app.log`, { content: { size: SIZE, at } });
  store.objects.set(`${ONE_LINE}/app.log`, {
    content: madeUp(LENGTH, LINE.replace('\n', ' '), PLANTED, IN_LINE),
  });
});
afterAll(() => store?.stop());

const looked = async (places: readonly string[], ...args: readonly string[]) => {
  store.asked.length = 0;
  const { code, stdout, peakMiB } = await measured(
    ['pii', ...places, '--format', 'json', '--region', REGION, '--endpoint-url', store.endpoint, ...args],
    { env: KEYS },
  );
  const { files, places: seen }: PiiResult = JSON.parse(stdout);
  return {
    code,
    files: files.map(({ path, state, problems, detections }, index) => ({
      state,
      problems: problems.map(({ reason, what }) => `${reason} ${what}`),
      found: detections.map(({ type, count }) => [type, count]),
      lines: detections.flatMap(({ locations }) => locations.map(({ line, column }) => [line, column])),
      looked: seen?.[index]?.looked.bytes,
      ranges: store.asked.filter((line) => line.startsWith(`GET ${path.slice('s3://'.length)} `)).length,
    })),
    peakMiB,
  };
};

/** Where a value begins that stands at a place. */
const lineAt = (place: number): readonly [line: number, column: number] => [
  Math.floor(place / LINE.length) + 1,
  (place % LINE.length) + PLANTED.indexOf('taro') + 1,
];
const rangesOf = (size: number): number => 1 + Math.ceil((size - MIB) / (4 * MIB));

it('an object of 2 GB and a line of 1 GB are read to their ends, by ranges and within 300 MB of memory', {
  timeout: 900_000,
}, async () => {
  const { peakMiB, ...seen } = await looked(
    [`s3://${BUCKET}`, `s3://${ONE_LINE}`],
    ...['--max-bytes', '4GB', '--max-object-bytes', '2GB'],
  );
  const whole = { state: 'read', problems: [], found: [['email', 3]] };
  expect(seen).toEqual({
    code: 1,
    files: [
      { ...whole, lines: PLACES.map(lineAt), looked: SIZE, ranges: rangesOf(SIZE) },
      {
        ...whole,
        lines: IN_LINE.map((place) => [1, place + PLANTED.indexOf('taro') + 1]),
        looked: LENGTH,
        ranges: rangesOf(LENGTH),
      },
    ],
  });
  expect(peakMiB).toBeLessThan(MOST_MIB);
});

it('the same object costs no more than it may, and what was not read is told', async () => {
  const { peakMiB, ...seen } = await looked([`s3://${BUCKET}`], '--max-object-bytes', '10MB');
  expect(seen).toEqual({
    code: 1,
    files: [
      {
        state: 'partial',
        problems: [`budget 10000000/${SIZE}`],
        found: [['email', 1]],
        lines: [lineAt(1_000)],
        looked: 10_000_000,
        ranges: 4,
      },
    ],
  });
  expect(peakMiB).toBeLessThan(MOST_MIB);
});

it('an object is asked for again where the store is busy, and told where it is so each time, or refuses', async () => {
  const refused = (code: string, status: number, times?: number) => ({
    content: { size: SIZE, at },
    refused: { code, status, ...(times !== undefined && { times }) },
  });
  store.objects.clear();
  store.objects.set(`${BUCKET}/a-busy.log`, refused('SlowDown', 503, 2));
  store.objects.set(`${BUCKET}/b-always-busy.log`, refused('SlowDown', 503));
  store.objects.set(`${BUCKET}/c-denied.log`, refused('AccessDenied', 403));
  const { stdout } = await kansa(
    [
      ...['pii', `s3://${BUCKET}`, '--format', 'json', '--region', REGION, '--endpoint-url', store.endpoint],
      ...['--max-object-bytes', '1MiB', '--max-attempts', '3'],
    ],
    { env: KEYS },
  );
  const { files, exitCode }: PiiResult = JSON.parse(stdout);
  expect([
    exitCode,
    files.map(({ path, bytes, problems }) => [path, bytes, problems.map(({ reason }) => reason)]),
  ]).toEqual([
    1,
    [
      [`s3://${BUCKET}/a-busy.log`, MIB, ['budget']],
      [`s3://${BUCKET}/b-always-busy.log`, 0, ['throttled']],
      [`s3://${BUCKET}/c-denied.log`, 0, ['denied']],
    ],
  ]);
});
