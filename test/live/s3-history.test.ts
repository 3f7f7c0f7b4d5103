import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type HistoryOptions, history } from '../../src/commands/history.js';
import { upload } from '../../src/commands/run-store.js';
import { scan } from '../../src/commands/scan.js';
import { readRecording } from '../../src/evidence/recording.js';
import type { History } from '../../src/model/history.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { DEMO, SCAN } from '../commands/demo.js';
import { CREDENTIALS } from '../emulator/demo-scan.js';
import { type Moto, startMoto } from '../emulator/moto.js';
import { type OverlayProxy, startProxy } from '../emulator/proxy.js';

const DAY = 86_400_000;
const REGION = 'ap-northeast-1';
const BUCKET = 'example-history-runs';
/** The key of the demo account that does not rotate. */
const STILL = 'e5d7b875-6dad-46c7-95a7-6d79bf3c4c06';

const folder = mkdtempSync(join(tmpdir(), 'kansa-s3-history-'));
const ON_DISK = join(folder, 'runs');
let moto: Moto;
let proxy: OverlayProxy;
let s3: S3Client;

beforeAll(async () => {
  Object.assign(process.env, CREDENTIALS);
  moto = await startMoto();
  proxy = await startProxy({ moto: moto.url });
  // What is done to the bucket behind kansa's back does not go through the proxy.
  s3 = new S3Client({ region: REGION, endpoint: moto.url, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: REGION } }));
  await scanned('2026/day-0', 0, false);
  await scanned('2026/day-1', 1, true);
  await scanned('day-2', 2, false);
  for (const run of ['2026/day-0', '2026/day-1', 'day-2']) await sent(run);
});
afterEach(() => {
  proxy.clear();
  proxy.faults([]);
});
afterAll(async () => {
  await proxy?.stop();
  await moto?.stop();
});

/** The demo account so many days later, where the key rotates or not. */
const scanned = async (name: string, day: number, rotates: boolean) => {
  const recording = await readRecording(DEMO);
  await scan({
    ...SCAN,
    replay: {
      ...recording,
      header: { ...recording.header, now: recording.header.now + day * DAY },
      answer: (key) => {
        const exchange = recording.answer(key);
        const isAsked = key.operation === 'GetKeyRotationStatus' && Object(key.input).KeyId === STILL;
        return exchange === undefined || !isAsked || 'error' in exchange.answer
          ? exchange
          : { ...exchange, answer: { ...exchange.answer, body: JSON.stringify({ KeyRotationEnabled: rotates }) } };
      },
    },
    selection: { ...EVERYTHING, controls: ['kms/key_rotation'] },
    out: join(ON_DISK, name),
  });
};

const sent = (run: string, at = `all/${run}`) =>
  upload(join(ON_DISK, run), `s3://${BUCKET}/${at}`, { endpoint: proxy.url, language: 'en', lock: false });

const told = async (options: Partial<HistoryOptions>): Promise<History> => {
  const { document, exitCode } = await history({
    runs: [],
    folder: `s3://${BUCKET}/all`,
    endpoint: proxy.url,
    rebuild: false,
    format: 'json',
    output: '-',
    language: 'en',
    terminal: { colour: false, width: 100 },
    version: '0.1.0',
    ...options,
  });
  const parsed: History = JSON.parse(document);
  expect(parsed.exitCode).toBe(exitCode);
  return parsed;
};

const asked = (): string[] =>
  proxy.requests.map(({ operation, input }) =>
    operation === 'ListObjectsV2' ? `list ${input.Prefix}` : `${operation} ${input.Key}`,
  );

describe('a history of runs in S3', () => {
  const side = join(folder, 'side');

  it('is that of the same runs on disk, of which it fetches manifest and evaluation, once', async () => {
    proxy.clear();
    const first = await told({ history: side });
    expect(first).toEqual(await told({ folder: ON_DISK, history: join(folder, 'side-of-disk') }));
    expect(first.accounts[0]?.runs.map(({ run, change }) => [run, change?.new.medium, change?.fixed.medium])).toEqual([
      ['2026/day-0', undefined, undefined],
      ['2026/day-1', 0, 1],
      ['day-2', 1, 0],
    ]);
    const fetched = ['2026/day-0', '2026/day-1', 'day-2'].flatMap((run) =>
      ['manifest.json', 'evaluation.json'].map((file) => `GetObject all/${run}/${file}`),
    );
    expect(asked().sort()).toEqual([...fetched, 'list all/'].sort());

    proxy.clear();
    expect(await told({ history: side })).toEqual(first);
    expect(asked()).toEqual(['list all/']);
    expect(readdirSync(join(side, 'v1'))).toContain('ledger');
  });

  it('fetches of a further run itself, and the run that it is compared with', async () => {
    await scanned('day-3', 3, true);
    await sent('day-3');
    proxy.clear();
    const { accounts } = await told({ history: side });
    expect(accounts[0]?.runs.at(-1)).toMatchObject({ run: 'day-3', change: { before: 'day-2' } });
    expect([...new Set(asked().map((call) => call.split('/').at(-2)))].sort()).toEqual(['day-2', 'day-3', 'list all']);
  });

  it('names a run that is not what was sealed, one whose upload did not end, and one that is gone', async () => {
    for (const run of ['2026/day-0', '2026/day-1', 'day-2', 'day-3']) await sent(run, `hurt/${run}`);
    const at = (path: string) => ({ Bucket: BUCKET, Key: `hurt/${path}` });
    await s3.send(new PutObjectCommand({ ...at('2026/day-0/evaluation.json'), Body: '{}' }));
    await s3.send(new DeleteObjectCommand(at('2026/day-1/manifest.json')));
    for (const file of ['manifest.json', 'evaluation.json', 'recording.ndjson.gz'])
      await s3.send(new DeleteObjectCommand(at(`day-2/${file}`)));
    // Neither another program's file, nor the side folder of a history, is a run; a hostile name is told, not followed.
    await s3.send(new PutObjectCommand({ ...at('website/manifest.json'), Body: '{"name":"app"}' }));
    await s3.send(new PutObjectCommand({ ...at('.history/v1/manifest.json'), Body: '{}' }));
    await s3.send(new PutObjectCommand({ ...at('a/../../b/evaluation.json'), Body: '{}' }));
    const { troubles, accounts, exitCode } = await told({
      folder: `s3://${BUCKET}/hurt/`,
      history: join(folder, 'side-of-hurt'),
    });
    expect(accounts[0]?.runs.map(({ run }) => run)).toEqual(['day-3']);
    expect([exitCode, troubles]).toEqual([
      3,
      [
        { run: '2026/day-0', kind: 'damaged', detail: 'evaluation.json is not what was sealed' },
        { run: '2026/day-1', kind: 'unfinished', detail: 'it has no manifest.json: its upload did not end' },
        { run: 'a/../../b', kind: 'damaged', detail: 'no run has such a name: nothing of it was fetched' },
      ],
    ]);
  });

  it('takes runs by name, beside others on disk, and a whole bucket', async () => {
    const uri = `s3://${BUCKET}/all/day-2`;
    const named = await told({ runs: [join(ON_DISK, '2026/day-1'), uri] });
    expect(named.accounts[0]?.runs.map(({ run, change }) => [run, change?.new.medium])).toEqual([
      [join(ON_DISK, '2026/day-1'), undefined],
      [uri, 1],
    ]);
    const whole = await told({ folder: `s3://${BUCKET}`, history: join(folder, 'side-of-bucket') });
    expect(whole.accounts[0]?.runs.map(({ run }) => run)).toContain('all/2026/day-0');
  });

  it('keeps its files in the cache of the user where nobody says it', async () => {
    const before = process.env.XDG_CACHE_HOME;
    process.env.XDG_CACHE_HOME = join(folder, 'cache');
    try {
      await told({});
    } finally {
      if (before === undefined) delete process.env.XDG_CACHE_HOME;
      else process.env.XDG_CACHE_HOME = before;
    }
    expect(existsSync(join(folder, `cache/kansa/history/${BUCKET}/all/v1/ledger`))).toBe(true);
  });

  it.each<[string, Partial<HistoryOptions>, RegExp]>([
    ['a run in place of their folder', { folder: `s3://${BUCKET}/all/day-2` }, /is a run: name the folder/],
    ['a place without runs', { folder: `s3://${BUCKET}/none` }, /holds no run; name another with --runs/],
    ['a folder in place of a run', { runs: [`s3://${BUCKET}/all`] }, /is no place of a run; name a folder of runs/],
    ['a bucket that is none', { folder: 's3://example-absent-bucket' }, /s3:ListBucket failed \(NoSuchBucket/],
  ])('is refused with the cure: %s', async (_, options, sentence) => {
    await expect(told({ history: join(folder, 'side-of-none'), ...options })).rejects.toThrow(sentence);
  });

  it('is not told where a run may not be read: it would count as gone', async () => {
    proxy.faults([{ service: 's3', operation: 'GetObject', kind: 'deny' }]);
    await expect(told({ history: join(folder, 'side-of-denied') })).rejects.toThrow(
      /s3:GetObject failed \(AccessDenied.*allow s3:GetObject/,
    );
  });
});
