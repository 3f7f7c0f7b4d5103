import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PiiResult } from '../../src/model/pii.js';
import { KEYS, kansa } from '../cli/kansa.js';
import { REGION } from '../collectors/expedition.js';
import { type ObjectStore, startObjectStore } from '../collectors/object-store.js';

/** moto would hold the object in memory, so that a server of ours makes up what is asked for; it wants `If-Match` and a range. */
const BUCKET = 'example-logs';
const SIZE = 2_000_000_000;
const MIB = 2 ** 20;
const LINE = 'the job went on as it had before, and nobody was named in what it said of its work\n';
const PLANTED = ' taro@example.jp ';
const PLACES = [1_000, SIZE / 2, SIZE - 1_000];

const block = Buffer.from(LINE.repeat(Math.ceil((4 * MIB) / LINE.length) + 1));
const at = (offset: number, length: number): Uint8Array => {
  const first = offset % LINE.length;
  const part = Buffer.from(block.subarray(first, first + length));
  for (const place of PLACES)
    if (place >= offset && place + PLANTED.length <= offset + length) part.write(PLANTED, place - offset);
  return part;
};

let store: ObjectStore;
beforeAll(async () => {
  store = await startObjectStore();
  store.objects.set(`${BUCKET}/app.log`, { content: { size: SIZE, at } });
});
afterAll(() => store?.stop());

/** Tells at its end how much memory the process ever had. */
const TELLING =
  "--import=data:text/javascript,process.on('exit',()=>process._rawDebug('maxRSS',process.resourceUsage().maxRSS))";

const looked = async (...args: readonly string[]) => {
  store.asked.length = 0;
  const { code, stdout, stderr } = await kansa(
    ['pii', `s3://${BUCKET}`, '--format', 'json', '--region', REGION, '--endpoint-url', store.endpoint, ...args],
    { env: { ...KEYS, NODE_OPTIONS: TELLING } },
  );
  const { files, places }: PiiResult = JSON.parse(stdout);
  const [file] = files;
  return {
    code,
    state: file?.state,
    problems: file?.problems.map(({ reason, what }) => `${reason} ${what}`),
    found: file?.detections.map(({ type, count }) => [type, count]),
    lines: file?.detections.flatMap(({ locations }) => locations.map(({ line }) => line)),
    looked: places?.[0]?.looked.bytes,
    peakMiB: Number(/^maxRSS (\d+)\n$/.exec(stderr)?.[1]) / 1024,
    ranges: store.asked.filter((line) => line.startsWith('GET')).length,
  };
};

const lineAt = (place: number): number => Math.floor(place / LINE.length) + 1;

it('an object of 2 GB is read to its end, by ranges and within 300 MB of memory', { timeout: 900_000 }, async () => {
  const { peakMiB, ...seen } = await looked('--max-bytes', '2GB', '--max-object-bytes', '2GB');
  expect(seen).toEqual({
    code: 1,
    state: 'read',
    problems: [],
    found: [['email', 3]],
    lines: PLACES.map(lineAt),
    looked: SIZE,
    ranges: 1 + Math.ceil((SIZE - MIB) / (4 * MIB)),
  });
  expect(peakMiB).toBeLessThan(300e6 / MIB);
});

it('the same object costs no more than it may, and what was not read is told', async () => {
  const { peakMiB, ...seen } = await looked('--max-object-bytes', '10MB');
  expect(seen).toEqual({
    code: 1,
    state: 'partial',
    problems: [`budget 10000000/${SIZE}`],
    found: [['email', 1]],
    lines: [lineAt(1_000)],
    looked: 10_000_000,
    ranges: 4,
  });
  expect(peakMiB).toBeLessThan(300e6 / MIB);
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
