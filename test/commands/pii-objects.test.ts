import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PiiOptions, pii } from '../../src/commands/pii.js';
import { objectSource } from '../../src/commands/pii-s3.js';
import type { Exchange, ExchangeKey } from '../../src/model/exchange.js';
import type { PiiFile, PiiLimits, PiiResult } from '../../src/model/pii.js';
import { freshFolder } from '../cli/kansa.js';
import { REGION } from '../collectors/expedition.js';
import { etagOf, type ObjectStore, type Stored, startObjectStore } from '../collectors/object-store.js';
import { corpus } from '../pii/corpus.js';
import { zipOf } from '../pii/zip.js';
import { refused, replayDemo } from './demo.js';

const BUCKET = 'example-bucket';
const LIMITS = { objects: 100, bytes: 2 ** 30, objectBytes: 2 ** 26, pages: 1000 };
const MIB = 2 ** 20;

let store: ObjectStore;
beforeAll(async () => {
  // Keys that open nothing.
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' });
  store = await startObjectStore();
});
beforeEach(() => {
  store.objects.clear();
  store.buckets.clear();
  store.asked.length = 0;
  store.answered.length = 0;
  store.pageSize = 1000;
  store.refusedFromPage = Number.POSITIVE_INFINITY;
  store.headStatus = 200;
});
afterAll(() => store.stop());

const put = (objects: Readonly<Record<string, string | Uint8Array | Stored>>): void => {
  for (const [key, object] of Object.entries(objects))
    store.objects.set(
      `${BUCKET}/${key}`,
      typeof object === 'string' || object instanceof Uint8Array ? { content: Buffer.from(object) } : object,
    );
};

interface Asked extends Partial<Omit<PiiOptions, 'limits'>> {
  readonly limits?: Partial<PiiLimits>;
}

const looked = async ({ limits, ...options }: Asked = {}): Promise<{ text: string; result: PiiResult }> => {
  const { document } = await pii({
    paths: [`s3://${BUCKET}`],
    format: 'json',
    minConfidence: 0.5,
    language: 'en',
    terminal: { colour: false, width: 200 },
    version: '0.0.0',
    region: 'us-east-1',
    endpoint: store.endpoint,
    maxAttempts: 2,
    seed: 'kansa',
    now: Date.parse('2026-03-31T12:00:00Z'),
    ...options,
    limits: { ...LIMITS, ...limits },
  });
  return { text: document, result: options.format === 'text' ? ({} as PiiResult) : JSON.parse(document) };
};

const shape = ({ path, state, problems, detections }: PiiFile) => [
  path.replace(`s3://${BUCKET}/`, ''),
  state,
  problems.map(({ reason }) => reason),
  detections.map(({ type }) => type),
];
const names = ({ files }: PiiResult): string[] => files.map(({ path }) => path.replace(`s3://${BUCKET}/`, ''));

const LETTER = '連絡先：taro@example.jp\n';

describe('objects in S3', () => {
  it('are clean where all of them were read whole and hold nothing', async () => {
    put({ 'notes/a b+c.txt': 'nothing here\n', 'notes/empty/': '' });
    const { result } = await looked({ paths: [`s3://${BUCKET}/notes/`] });
    expect(result).toEqual({
      schemaVersion: 1,
      kansa: '0.0.0',
      exitCode: 0,
      minConfidence: 0.5,
      leftOut: [],
      files: [
        {
          path: `s3://${BUCKET}/notes/a b+c.txt`,
          object: { size: 13, etag: etagOf('notes/a b+c.txt'), lastModified: Date.parse('2026-03-30T01:02:03Z') },
          state: 'read',
          format: 'text',
          encoding: 'utf-8',
          bytes: 13,
          problems: [],
          detections: [],
          below: 0,
        },
        expect.objectContaining({ path: `s3://${BUCKET}/notes/empty/`, state: 'read', bytes: 0 }),
      ],
      places: [
        {
          place: `s3://${BUCKET}/notes/`,
          region: REGION,
          seed: 'kansa',
          limits: LIMITS,
          listed: { objects: 2, bytes: 13, pages: 1 },
          looked: { objects: 2, bytes: 13 },
          cost: { usd: 0.000009, transfer: 0.000001 },
          problems: [],
        },
      ],
      readCost: { usd: 0.000009, transfer: 0.000001 },
      requests: { 's3:GetObject': 1, 's3:HeadBucket': 1, 's3:ListObjectsV2': 1, 'sts:GetCallerIdentity': 1 },
    });
  });

  it('are told beside files, each once though two places show it', async () => {
    put({ 'a/x.txt': LETTER, 'b.txt': 'nothing\n' });
    const { result } = await looked({ paths: [`s3://${BUCKET}/a/x.txt`, `s3://${BUCKET}`, 'package.json'] });
    expect([result.exitCode, result.files.map(({ path }) => path)]).toEqual([
      1,
      ['package.json', `s3://${BUCKET}/a/x.txt`, `s3://${BUCKET}/b.txt`],
    ]);
    expect(result.requests?.['s3:GetObject']).toBe(2);
  });

  it.each<[string, Stored, string]>([
    ['denied', refusal('AccessDenied', 403), 'denied'],
    [
      'under a key that denies',
      refusal('AccessDenied', 403, 'User: x is not authorized to perform: kms:Decrypt on resource: y'),
      'denied',
    ],
    ['under a disabled key', refusal('KMS.DisabledException', 400), 'unavailable'],
    ['throttled on every attempt', refusal('SlowDown', 503), 'throttled'],
    ['archived', refusal('InvalidObjectState', 403), 'archived'],
    [
      'encrypted by a key of its owner',
      refusal(
        'InvalidRequest',
        400,
        'The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.',
      ),
      'customer_key',
    ],
    ['written anew', { content: Buffer.from(LETTER), rewritten: '"other"' }, 'changed'],
    ['deleted meanwhile', refusal('NoSuchKey', 404), 'gone'],
    ['broken off each time', { content: Buffer.from(LETTER), broken: { after: 3, times: 99 } }, 'unavailable'],
  ])('that are %s are told and never clean', async (_, object, reason) => {
    put({ 'a.txt': 'nothing\n', 'b.txt': object });
    const { result } = await looked();
    expect([result.exitCode, result.files.map(shape)]).toEqual([
      3,
      [
        ['a.txt', 'read', [], []],
        ['b.txt', 'not_read', [reason], []],
      ],
    ]);
  });

  it('name the action that is lacking', async () => {
    const kms = 'User: x is not authorized to perform: kms:Decrypt on resource: y';
    put({ 'a.txt': refusal('AccessDenied', 403), 'b.txt': refusal('AccessDenied', 403, kms) });
    const { result } = await looked();
    expect(result.files.map(({ problems }) => problems[0]?.what)).toEqual(['s3:GetObject', 'kms:Decrypt']);
  });

  it('are asked for again where a connection breaks off or S3 asks to slow down, and every attempt is counted', async () => {
    put({
      'a.txt': { content: Buffer.from(LETTER), broken: { after: 3, times: 1 } },
      'b.txt': refusal('SlowDown', 503, undefined, 1),
    });
    const { result } = await looked();
    expect(result.files.map(shape)).toEqual([
      ['a.txt', 'read', [], ['email']],
      ['b.txt', 'read', [], ['email']],
    ]);
    expect(result.requests?.['s3:GetObject']).toBe(4);
  });

  it('that were written anew while they were read count as far as they were read', async () => {
    const rest = Buffer.from('nothing here\n'.repeat(200_000));
    const object: Stored = { content: Buffer.concat([Buffer.from(LETTER), rest]) };
    put({ 'a.txt': object });
    const { asked } = store;
    // After the first part.
    Object.defineProperty(object, 'rewritten', {
      get: () => (asked.filter((one) => one.startsWith('GET')).length > 1 ? '"other"' : undefined),
    });
    const { result } = await looked();
    expect([result.files.map(shape), result.files[0]?.bytes]).toEqual([
      [['a.txt', 'partial', ['changed'], ['email']]],
      MIB,
    ]);
  });
});

const refusal = (code: string, status: number, message = code, times?: number): Stored => ({
  content: Buffer.from(LETTER),
  refused: { code, status, message, ...(times !== undefined && { times }) },
});

describe('a place in S3', () => {
  it('whose bucket is not there is refused', async () => {
    await expect(looked({ paths: ['s3://no-such-bucket/x'] })).rejects.toThrow(
      'pii: s3://no-such-bucket/x: there is no bucket no-such-bucket; check its name and the account',
    );
  });

  it.each(['s3:/x', 'S3://example-bucket/x', 's3://Example/x', 's3://', `s3://${BUCKET}/${'x'.repeat(1025)}`])(
    '%j is refused',
    async (path) => {
      await expect(looked({ paths: [path] })).rejects.toThrow(/^pii: ".*name objects like s3:\/\/bucket\/prefix/);
    },
  );

  it.each([301, 403])('is found in its region where S3 answers %i first', async (status) => {
    put({ 'a.txt': 'nothing\n' });
    store.headStatus = status;
    const { result } = await looked({ region: 'us-west-2' });
    expect([result.exitCode, result.places?.[0]?.region]).toEqual([0, REGION]);
  });

  it('below which nothing lies is not clean', async () => {
    put({ 'a.txt': 'nothing\n' });
    const { result } = await looked({ paths: [`s3://${BUCKET}/a.txt`, `s3://${BUCKET}/typo/`] });
    expect([result.exitCode, result.places?.map(({ problems }) => problems.map(({ reason }) => reason))]).toEqual([
      3,
      [[], ['empty']],
    ]);
  });

  it('that may not be listed is told, and so is one whose list breaks off', async () => {
    put({ 'a.txt': 'nothing\n', 'b.txt': 'nothing\n' });
    store.pageSize = 1;
    const seen = async (page: number) => {
      store.refusedFromPage = page;
      const { result } = await looked();
      const [place] = result.places ?? [];
      return [result.exitCode, names(result), place?.problems.map(({ reason, what }) => [reason, what]), place?.listed];
    };
    const denied = ['denied', 's3:ListBucket'];
    expect(await seen(1)).toEqual([3, [], [denied], { objects: 0, bytes: 0, pages: 0 }]);
    expect(await seen(2)).toEqual([3, ['a.txt'], [denied], { objects: 1, bytes: 8, pages: 1 }]);
  });

  it('is listed so many pages far, and that is told', async () => {
    put({ 'a.txt': 'nothing\n', 'b.txt': 'nothing\n', 'c.txt': LETTER });
    store.pageSize = 1;
    const { result } = await looked({ limits: { pages: 2 } });
    expect([result.exitCode, names(result), result.places?.[0]?.problems]).toEqual([
      3,
      ['a.txt', 'b.txt'],
      [
        {
          reason: 'not_listed',
          what: '2',
          detail: 'only the first 2 objects were listed; the rest was not looked at (--max-pages)',
        },
      ],
    ]);
  });
});

describe('a sample', () => {
  const many = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`part-${index}.txt`, 'nothing\n']));

  it('is the same for the same seed, byte for byte, and another for another', async () => {
    put(many(40));
    const sample = async (seed: string) => (await looked({ seed, limits: { objects: 7 } })).text;
    const first = await sample('one');
    store.pageSize = 3;
    const ofPages = /"(pages|s3:ListObjectsV2|usd|transfer)": [\d.]+/g;
    expect((await sample('one')).replaceAll(ofPages, '')).toBe(first.replaceAll(ofPages, ''));
    expect(names(JSON.parse(await sample('two')))).not.toEqual(names(JSON.parse(first)));
  });

  it('is told as one, by its number', async () => {
    put(many(10));
    const { result } = await looked({ limits: { objects: 3 } });
    expect([result.exitCode, result.files.length, result.places?.[0]?.looked, result.places?.[0]?.problems]).toEqual([
      3,
      3,
      { objects: 3, bytes: 24 },
      [
        {
          reason: 'not_sampled',
          what: '3/10',
          detail: '3 of 10 objects were looked at; the rest was not (--max-objects, --max-bytes)',
        },
      ],
    ]);
  });

  it('keeps every object but those that new ones push out, and never another order', async () => {
    const key = fc.stringMatching(/^[a-z]{1,6}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(key, { minLength: 1, maxLength: 12 }),
        fc.uniqueArray(key, { maxLength: 6 }),
        fc.integer({ min: 1, max: 6 }),
        async (before, added, objects) => {
          const sample = async (keys: readonly string[]) => {
            store.objects.clear();
            put(Object.fromEntries(keys.map((one) => [one, 'nothing\n'])));
            return names((await looked({ limits: { objects } })).result);
          };
          const former = await sample(before);
          const after = await sample([...new Set([...before, ...added])]);
          // Nothing comes in that was there and left out before.
          expect(after.filter((one) => before.includes(one) && !former.includes(one))).toEqual([]);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('ends where as much was read as may be, and says of which object how much', async () => {
    put({ 'a.txt': 'x'.repeat(600), 'b.txt': 'y'.repeat(600), 'c.txt': 'z'.repeat(600) });
    const { result } = await looked({ limits: { bytes: 1000 } });
    const [place] = result.places ?? [];
    expect([result.exitCode, place?.looked, place?.problems.map(({ what }) => what)]).toEqual([
      3,
      { objects: 2, bytes: 1000 },
      ['2/3'],
    ]);
    expect(result.files.map(({ state, bytes, problems }) => [state, bytes, problems]).sort()).toEqual([
      [
        'partial',
        400,
        [
          {
            reason: 'budget',
            what: '400/600',
            detail: '400 of its 600 bytes were read; the rest was not looked at (--max-object-bytes, --max-bytes)',
          },
        ],
      ],
      ['read', 600, []],
    ]);
  });
});

it('shares bytes and pages out among places, and passes on what one leaves', async () => {
  put({ 'a/1.txt': 'x'.repeat(100), 'b/1.txt': 'y'.repeat(900), 'c/1.txt': 'z'.repeat(900) });
  const paths = ['a/', 'b/', 'c/'].map((prefix) => `s3://${BUCKET}/${prefix}`);
  const { result } = await looked({ paths, limits: { bytes: 900, pages: 4 } });
  expect(
    result.places?.map(({ limits, looked: seen, problems }) => [
      limits.bytes,
      limits.pages,
      seen.bytes,
      problems.length,
    ]),
  ).toEqual([
    [300, 2, 100, 0],
    [400, 2, 400, 0],
    [400, 2, 400, 0],
  ]);
  expect(result.files.map(({ problems }) => problems[0]?.what)).toEqual([undefined, '400/900', '400/900']);
  // A bucket is asked for its region once.
  expect(result.requests?.['s3:HeadBucket']).toBe(1);
});

it('does not list what no page is left for, and says so', async () => {
  put({ 'a/1.txt': LETTER, 'b/1.txt': LETTER });
  const paths = ['a/', 'b/'].map((prefix) => `s3://${BUCKET}/${prefix}`);
  const { result } = await looked({ paths, limits: { pages: 1 } });
  expect(result.places?.map(({ listed, problems }) => [listed.pages, problems.map(({ reason }) => reason)])).toEqual([
    [1, []],
    [0, ['not_listed']],
  ]);
});

describe('a large object', () => {
  /** 2 GiB that nobody holds: lines of nothing, and an address at each of the places. */
  const vast = (places: readonly number[]): Stored => {
    const line = Buffer.from('nothing of interest\n');
    return {
      content: {
        size: 2 ** 31,
        at: (offset, length) => {
          const bytes = Buffer.alloc(length);
          for (let index = 0; index < length; index += 1) bytes[index] = line[(offset + index) % line.length] ?? 0;
          for (const place of places)
            if (place >= offset && place + 17 <= offset + length) bytes.write(' taro@example.jp ', place - offset);
          return bytes;
        },
      },
    };
  };

  it('is read from its beginning in parts, so far and no farther, and what is beyond is told', async () => {
    put({ 'vast.log': vast([40, 6 * MIB, 30 * MIB]) });
    const { result } = await looked({ limits: { objectBytes: 12 * MIB } });
    expect(
      result.files.map(({ state, bytes, problems, detections }) => [
        state,
        bytes,
        problems[0]?.what,
        detections[0]?.count,
      ]),
    ).toEqual([['partial', 12 * MIB, `${12 * MIB}/${2 ** 31}`, 2]]);
    expect(store.asked.filter((one) => one.startsWith('GET'))).toEqual([
      `GET ${BUCKET}/vast.log bytes=0-${MIB - 1}`,
      `GET ${BUCKET}/vast.log bytes=${MIB}-${5 * MIB - 1}`,
      `GET ${BUCKET}/vast.log bytes=${5 * MIB}-${9 * MIB - 1}`,
      `GET ${BUCKET}/vast.log bytes=${9 * MIB}-${12 * MIB - 1}`,
    ]);
  });

  it('in a form that is not read costs its first part alone', async () => {
    put({
      'image.png': {
        content: { size: 2 ** 31, at: (_, length) => Buffer.alloc(length).fill('\u0089PNG', 0, 4, 'latin1') },
      },
    });
    const { result } = await looked();
    expect([result.files.map(shape), result.places?.[0]?.looked.bytes]).toEqual([
      [['image.png', 'not_read', ['unsupported_format'], []]],
      MIB,
    ]);
  });

  it.each([100, 5000, 100_000])('that is packed is unpacked as far as %i bytes of it go', async (objectBytes) => {
    const packed = gzipSync(`${LETTER}${'nothing here\n'.repeat(50_000)}`, { level: 0 });
    put({ 'a.log.gz': packed });
    const { result } = await looked({ limits: { objectBytes } });
    const [file] = result.files;
    expect([
      file?.state,
      file?.compression,
      file?.problems.map(({ what }) => what),
      file?.detections[0]?.count,
    ]).toEqual(['partial', 'gzip', [`${objectBytes}/${packed.length}`], 1]);
    // All but what frames it.
    expect(file?.bytes).toBeGreaterThan(objectBytes - 100);
  });

  it('that is cut within a character or a document is not called damaged', async () => {
    put({ 'a.json': JSON.stringify([{ 連絡先: 'taro@example.jp' }, ...Array(99).fill({ メモ: 'なし' })]) });
    for (const objectBytes of [60, 61, 62]) {
      const { result } = await looked({ limits: { objectBytes } });
      expect(result.files.map(shape)).toEqual([['a.json', 'partial', ['budget'], ['email']]]);
    }
  });
});

describe('pieces of an object in any order', () => {
  const content = Buffer.from(Array.from({ length: 3000 }, (_, index) => index % 251));
  const object = { key: 'a.parquet', size: content.length, etag: '"a"', lastModified: 0 };
  const sourceWith = (most: number, left = most) => {
    const asked: number[][] = [];
    const part = async (_: unknown, offset: number, length: number) => {
      asked.push([offset, length]);
      return content.subarray(offset, offset + length);
    };
    return { asked, source: objectSource({ part }, object, most, { left }) };
  };

  it('are had by one request each, of the end no more than there is, and of what is held by none', async () => {
    const { asked, source } = sourceWith(9000);
    expect(await source.read(2990, 100)).toEqual(content.subarray(2990));
    for await (const _ of source.stream()) break;
    expect(await source.read(5, 10)).toEqual(content.subarray(5, 15));
    expect(asked).toEqual([
      [2990, 10],
      [0, 3000],
    ]);
  });

  it.each([
    ['of the object', 1000, 9000],
    ['of the place', 9000, 1000],
  ])('end with the limit %s', async (_, most, left) => {
    const { asked, source } = sourceWith(most, left);
    await source.read(0, 600);
    await expect(source.read(2000, 600)).rejects.toMatchObject({ problem: { reason: 'budget', what: '600/3000' } });
    expect(asked).toEqual([[0, 600]]);
  });
});

describe('a format that begins at its end', () => {
  const ranges = (key: string): number[][] =>
    store.asked
      .filter((one) => one.startsWith(`GET ${BUCKET}/${key} `))
      .map((one) => (/(\d+)-(\d+)$/.exec(one) ?? []).slice(1).map(Number));

  it('is read by ranges: of Parquet its footer and its columns', async () => {
    const path = join(freshFolder(), 'a.parquet');
    const duckdb = await (await DuckDBInstance.create(':memory:')).connect();
    await duckdb.run(
      `COPY (SELECT i AS id, CASE WHEN i = 150000 THEN 'taro@example.jp' ELSE md5(i::VARCHAR) END AS note FROM range(200000) t(i))
       TO '${path}' (FORMAT parquet, CODEC uncompressed)`,
    );
    const content = readFileSync(path);
    put({ 'a.parquet': content });
    const { result } = await looked();
    const [file] = result.files;
    expect([
      file?.state,
      file?.format,
      file?.detections.map(({ type, locations }) => [type, locations[0]?.row]),
    ]).toEqual(['read', 'parquet', [['email', 150001]]]);
    // Pages are read with a little of what follows them.
    expect(result.places?.[0]?.looked.bytes).toBeLessThan(1.5 * content.length);
    expect(ranges('a.parquet').length).toBeLessThan(20);
  });

  it('is read as far as the limit allows, and told', async () => {
    // Nothing that packs well.
    const filler = Array.from({ length: 100_000 }, (_, index) =>
      createHash('sha256').update(`${index}`).digest('hex'),
    ).join('\n');
    put({
      'a.zip': zipOf([
        { name: 'first.txt', content: LETTER },
        { name: 'large.txt', content: filler },
        { name: 'last.txt', content: LETTER },
      ]),
    });
    const whole = await looked();
    expect([whole.result.exitCode, whole.result.files.map(({ entry, state }) => [entry?.name, state])]).toEqual([
      1,
      [
        [undefined, 'read'],
        ['first.txt', 'read'],
        ['large.txt', 'read'],
        ['last.txt', 'read'],
      ],
    ]);
    const { result } = await looked({ limits: { objectBytes: 2 * MIB } });
    expect(result.files.map(({ entry, state, problems }) => [entry?.name, state, problems[0]?.reason])).toEqual([
      [undefined, 'read', undefined],
      ['first.txt', 'read', undefined],
      ['large.txt', 'partial', 'budget'],
      // What comes behind it lies within a part that is still allowed.
      ['last.txt', 'read', undefined],
    ]);
    expect(result.places?.[0]?.looked.bytes).toBeLessThan(4 * MIB);
  });
});

describe('the places that a run names', async () => {
  const run = join(freshFolder(), 'run');
  await replayDemo(undefined, { out: run });
  const models = 'example-corp-ml-models';
  const TUNED =
    'arn:aws:bedrock:ap-northeast-1:123456789012:model-customization-job/amazon.nova-lite-v1:0:300k/claimstunjob';

  it('are looked into, each told with what names it, and what is gone is told', async () => {
    store.objects.set(`${models}/raw/customers.csv`, { content: Buffer.from('email\ntaro@example.jp\n') });
    store.objects.set(`${models}/unrelated.txt`, { content: Buffer.from(LETTER) });
    store.buckets.add('example-corp-support-docs');
    const { result } = await looked({ paths: [], run });
    expect([result.exitCode, result.files.map(({ path }) => path)]).toEqual([1, [`s3://${models}/raw/customers.csv`]]);
    expect([
      result.plan?.account,
      result.plan?.unseen.map(({ type }) => type),
      result.plan?.places.length,
      // No other place is there any more.
      result.places?.filter(({ place }) => !place.startsWith('s3:')).map(({ problems: [one] }) => one?.reason),
    ]).toEqual(['123456789012', ['AWS::IAM::Role', 'AWS::IAM::Role'], 30, Array(14).fill('gone')]);
    expect(result.plan?.places.find(({ place }) => place.endsWith('/claims-tuned/train.jsonl'))).toEqual({
      place: `s3://${models}/claims-tuned/train.jsonl`,
      users: [
        {
          use: 'customization',
          type: 'AWS::Bedrock::ModelCustomizationJob',
          id: TUNED,
          account: '123456789012',
          region: 'ap-northeast-1',
          pointer: '/properties/trainingDataConfig/s3Uri',
        },
      ],
    });
    const problems = new Map(
      result.places?.map(({ place, problems: found }) => [place, found.map(({ reason }) => reason)]),
    );
    expect(
      ['s3://example-corp-old-manuals/', 's3://example-corp-support-docs/', `s3://${models}/raw`].map((place) =>
        problems.get(place),
      ),
    ).toEqual([['gone'], ['empty'], []]);
  });

  it('are told to a person by what they are for', async () => {
    const told = async (language: 'en' | 'ja') => (await looked({ paths: [], run, language, format: 'text' })).text;
    const place = `s3://${models}/claims-tuned/train.jsonl`;
    expect(await told('en')).toContain(`${place} (us-east-1): 0 of 0 objects looked at, 0 of 0 bytes read, seed kansa
  data that a model is customised with: AWS::Bedrock::ModelCustomizationJob ${TUNED}
`);
    expect(await told('ja')).toContain(
      `  モデルのカスタマイズ用データ：AWS::Bedrock::ModelCustomizationJob ${TUNED}\n`,
    );
  });

  it('are never all of them where the run could not see what names them', async () => {
    const blind = join(freshFolder(), 'run');
    const refusedList = (key: ExchangeKey, recorded: Exchange | undefined) =>
      key.operation === 'ListTransformJobs' ? refused(key) : recorded;
    await replayDemo(refusedList, { out: blind });
    const { result } = await looked({ paths: [], run: blind });
    const denied = result.plan?.unseen.filter(({ reason }) => reason === 'denied');
    expect(denied?.map(({ detail: _, ...one }) => one)).toEqual(
      ['ap-northeast-1', 'ap-northeast-3'].map((region) => ({
        type: 'AWS::SageMaker::TransformJob',
        region,
        reason: 'denied',
        action: 'sagemaker:ListTransformJobs',
      })),
    );
    const { text } = await looked({ paths: [], run: blind, format: 'text' });
    expect(text).toMatch(
      /^PLACES NOT SEEN {2}AWS::SageMaker::TransformJob ap-northeast-1\n {2}! sagemaker:ListTransformJobs /m,
    );
  });

  it('are needed where no path is named', async () => {
    await expect(looked({ paths: [] })).rejects.toThrow(
      'pii: name files, folders or places in AWS (s3://…, logs://…, dynamodb://…, s3vectors://…, states://…, opensearch://…) to look into, or a run that names places (--run)',
    );
  });
});

describe('a limit in money', () => {
  const limited = (usd: number, options: Asked = {}) => looked({ ...options, limits: { ...options.limits, usd } });

  it('that covers everything changes nothing, and is told with what was spent', async () => {
    put({ 'a.txt': LETTER });
    const { text, result } = await limited(0.5);
    expect([
      result.exitCode,
      result.readCost,
      result.places?.map(({ limits, cost, problems }) => [limits.usd, cost, problems]),
    ]).toEqual([
      1,
      { usd: 0.000009, transfer: 0.000001, limit: 0.5 },
      [[0.5, { usd: 0.000009, transfer: 0.000001 }, []]],
    ]);
    expect(JSON.parse(text).readCost).toEqual(result.readCost);
    expect((await limited(0.5, { format: 'text' })).text).toContain(
      'looking at places in AWS cost at most USD 0.000009 of USD 0.50 that may be spent; of that USD 0.000001 is transfer to the internet, which costs nothing within a region\n',
    );
    expect((await limited(0.5, { format: 'text', language: 'ja' })).text).toContain(
      'AWS 上のデータの読取りに要した費用：上限 USD 0.50 のうち最大 USD 0.000009（うちインターネットへのデータ転送 USD 0.000001。同一リージョン内で実行した場合は生じない）\n',
    );
  });

  it('that does not pay for a list asks nothing, and nothing is clean', async () => {
    put({ 'a.txt': 'nothing\n' });
    const { result } = await limited(0.000001);
    expect([result.exitCode, result.files, result.requests, store.asked]).toEqual([
      3,
      [],
      { 'sts:GetCallerIdentity': 1 },
      [],
    ]);
    expect(result.places).toEqual([
      {
        place: `s3://${BUCKET}/`,
        region: 'us-east-1',
        seed: 'kansa',
        limits: { ...LIMITS, usd: 0.000001 },
        listed: { objects: 0, bytes: 0, pages: 0 },
        looked: { objects: 0, bytes: 0 },
        cost: { usd: 0, transfer: 0 },
        problems: [{ reason: 'cost_limit', detail: UNPAID }],
      },
    ]);
  });

  it('that ends among the objects leaves the others unread, and says so', async () => {
    put(Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`${index}.txt`, 'x'.repeat(MIB)])));
    // A MiB costs 0.000164, and could have cost 0.000223.
    const { result } = await limited(0.0007);
    const states = result.files.map((file) => shape(file).slice(1)).sort();
    expect(states).toEqual([
      ['not_read', ['cost_limit'], []],
      ['read', [], []],
      ['read', [], []],
      ['read', [], []],
    ]);
    expect([result.exitCode, result.readCost?.usd, result.places?.[0]?.problems]).toEqual([
      3,
      0.000498,
      [
        { reason: 'cost_limit', detail: UNPAID },
        {
          reason: 'not_sampled',
          what: '4/6',
          detail: '4 of 6 objects were looked at; the rest was not (--max-objects, --max-bytes)',
        },
      ],
    ]);
    expect((await limited(0.0007, { format: 'text', language: 'ja' })).text).toContain(
      '! 費用の上限に達するため、残りは検査していない（上限は --max-read-usd）\n',
    );
  });

  it('is shared out among places, each with an equal share of what those before it left', async () => {
    put({ 'a/x.txt': 'x\n', 'b/x.txt': 'x\n', 'c/x.txt': 'x\n' });
    const paths = ['a/', 'b/', 'c/'].map((prefix) => `s3://${BUCKET}/${prefix}`);
    const { result } = await limited(0.3, { paths });
    const spent = result.places?.map(({ cost }) => cost?.usd ?? 0) ?? [];
    const [first = 0, second = 0] = spent;
    expect(result.places?.map(({ limits }) => limits.usd)).toEqual([
      0.1,
      Number(((0.3 - first) / 2 + 0.0000004).toFixed(6)),
      Number((0.3 - first - second).toFixed(6)),
    ]);
  });

  it('takes no more of an answer than it pays for', async () => {
    put({ 'a.txt': 'x\n' });
    store.others = async ({ url = '' }) =>
      url.includes('list-type') ? { status: 200, body: Buffer.alloc(5 * MIB, ' ') } : undefined;
    const { result } = await limited(0.01);
    delete store.others;
    expect([result.exitCode, result.places?.[0]?.problems.map(({ reason }) => reason), result.readCost?.usd]).toEqual([
      3,
      ['unavailable'],
      // As much as a whole list could have cost.
      0.000661,
    ]);
  });

  it('is no limit where the prices are others', async () => {
    put({ 'a.txt': 'x\n' });
    await expect(limited(1, { region: 'cn-north-1' })).rejects.toThrow(
      '--max-read-usd: the prices of the partition aws-cn are not known; leave it out, and bound what is read by bytes, pages and objects',
    );
    const { result } = await looked({ region: 'cn-north-1' });
    expect([result.exitCode, result.readCost, result.places?.[0]?.cost]).toEqual([0, undefined, undefined]);
  });

  /** What S3 would charge in São Paulo, of which no region is dearer but for transfer (here that of Cape Town), in US dollars. */
  const billed = (): number => {
    const perGib = (usd: number, bytes: number) => (usd * bytes) / 2 ** 30;
    const classes: Readonly<Record<string, readonly [request: number, retrieval: number]>> = {
      STANDARD: [0.00056, 0],
      INTELLIGENT_TIERING: [0.00056, 0],
      STANDARD_IA: [0.001, 0.01],
      ONEZONE_IA: [0.001, 0.01],
      GLACIER_IR: [0.01, 0.03],
    };
    let usd = 0;
    for (const { asked, status, bytes } of store.answered) {
      const [operation, name = ''] = asked.split(' ');
      const { told = {} } = store.objects.get(name) ?? {};
      const [request, retrieval] = classes[told['x-amz-storage-class'] ?? 'STANDARD'] ?? [Number.NaN, Number.NaN];
      usd += (operation === 'LIST' ? 0.007 : operation === 'HEAD' ? 0.00056 : request) / 1000;
      usd += perGib(0.154, bytes);
      if (operation === 'GET' && status < 300) usd += perGib(retrieval, bytes);
      if (told['x-amz-server-side-encryption'] === 'aws:kms') usd += 0.03 / 10_000;
    }
    return usd;
  };

  it('is kept whatever lies there, and what it left out is never clean', async () => {
    const object = fc.record({
      size: fc.oneof(fc.nat(3000), fc.constant(3 * MIB)),
      storage: fc.constantFrom('STANDARD', 'INTELLIGENT_TIERING', 'STANDARD_IA', 'ONEZONE_IA', 'GLACIER_IR'),
      encryption: fc.constantFrom('AES256', 'aws:kms'),
      trouble: fc.constantFrom('none', 'none', 'none', 'none', 'denied', 'throttled', 'broken'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(object, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 3 }),
        async (objects, micros, pageSize) => {
          store.objects.clear();
          store.answered.length = 0;
          store.pageSize = pageSize;
          put(
            Object.fromEntries(
              objects.map(({ size, storage, encryption, trouble }, index) => [
                `${index}.txt`,
                {
                  content: Buffer.alloc(size, 'x\n'),
                  told: {
                    ...(storage !== 'STANDARD' && { 'x-amz-storage-class': storage }),
                    'x-amz-server-side-encryption': encryption,
                  },
                  ...(trouble === 'denied' && refusal('AccessDenied', 403)),
                  ...(trouble === 'throttled' && { refused: { code: 'SlowDown', status: 503, times: 1 } }),
                  ...(trouble === 'broken' && { broken: { after: 10, times: 1 } }),
                },
              ]),
            ),
          );
          const { result } = await limited(micros / 1e6);
          const { usd = Number.NaN } = result.readCost ?? {};
          expect(usd).toBeLessThanOrEqual(micros / 1e6);
          expect(billed()).toBeLessThanOrEqual(usd);
          const isWhole = result.places?.every(({ problems }) => problems.length === 0) === true;
          if (result.exitCode === 0)
            expect([isWhole, result.files.length, result.files.every(({ state }) => state === 'read')]).toEqual([
              true,
              objects.length,
              true,
            ]);
        },
      ),
      { numRuns: 20 },
    );
  });
});

const UNPAID = 'what may be spent does not pay for reading on; the rest was not looked at (--max-read-usd)';

it('is told to a person in both languages', async () => {
  put({ 'a.txt': 'x'.repeat(30), 'b.txt': LETTER, 'c.txt': refusal('InvalidObjectState', 403), 'd.txt': 'nothing\n' });
  const told = async (language: 'en' | 'ja') =>
    (await looked({ language, format: 'text', limits: { objects: 3, objectBytes: 28 } })).text;
  expect(await told('en')).toBe(`NOT READ WHOLE  s3://example-bucket/
  ! 3 of 4 objects were looked at; the rest was not (--max-objects, --max-bytes)
NOT READ WHOLE  s3://example-bucket/a.txt
  ! 28 of its 30 bytes were read; the rest was not looked at (--max-object-bytes, --max-bytes)
NOT READ  s3://example-bucket/c.txt
  ! it lies in an archive, and can be read only once it is restored
s3://example-bucket/b.txt  text, utf-8
  e-mail address  × 1  0.97  t***@***  form
    1:5
3 files, 56 bytes looked at, 2 NOT READ WHOLE
s3://example-bucket/ (eu-west-1): 3 of 4 objects looked at, 56 of 94 bytes read, seed kansa
looking at places in AWS cost at most USD 0.000025; of that USD 0.000001 is transfer to the internet, which costs nothing within a region
requests to AWS, which charges by its price list: s3:GetObject 3, s3:HeadBucket 1, s3:ListObjectsV2 1, sts:GetCallerIdentity 1
exit 1: something was found
`);
  expect(await told('ja')).toBe(`一部未読  s3://example-bucket/
  ! 4 件のうち 3 件だけを検査した。残りは検査していない（上限は --max-objects、--max-bytes）
一部未読  s3://example-bucket/a.txt
  ! 30 バイトのうち 28 バイトだけを検査した。残りは検査していない（上限は --max-object-bytes、--max-bytes）
未読  s3://example-bucket/c.txt
  ! アーカイブされている。復元しなければ読み取れない
s3://example-bucket/b.txt  text, utf-8
  メールアドレス  1 件  0.97  t***@***  書式
    1:5
ファイル 3 件、56 バイトを検査した。うち 2 件は全部を読み取れていない
s3://example-bucket/（eu-west-1）：オブジェクト 4 件中 3 件、94 バイト中 56 バイトを読み取った。シードは kansa
AWS 上のデータの読取りに要した費用：最大 USD 0.000025（うちインターネットへのデータ転送 USD 0.000001。同一リージョン内で実行した場合は生じない）
AWS へのリクエスト件数（料金は AWS の料金表による）：s3:GetObject 3、s3:HeadBucket 1、s3:ListObjectsV2 1、sts:GetCallerIdentity 1
終了コード 1：検出あり
`);
});

it('shows no value of an object that it looked at, in any form, whether it could read it or not', async () => {
  const documents = corpus(5, 11);
  for (const { name, format, content } of documents)
    put({
      [`${name}.${format}`]: content,
      [`${name}.txt`]: content,
      [`${name}.txt.gz`]: gzipSync(content),
      [`${name}-cut.gz`]: gzipSync(content).subarray(0, 2000),
      [`${name}-broken.txt`]: { content: Buffer.from(content), broken: { after: 1000, times: 99 } },
    });
  const planted = documents.flatMap(({ labelled }) =>
    labelled.flatMap(({ types, values }) => values.filter((_, index) => types[index] !== 'confidential_label')),
  );
  for (const format of ['text', 'json'] as const)
    for (const language of ['en', 'ja'] as const)
      for (const objectBytes of [LIMITS.objectBytes, 3001]) {
        const { text } = await looked({ format, language, minConfidence: 0, limits: { objectBytes } });
        const shown = text.normalize('NFKC');
        expect(planted.filter((value) => shown.includes(value.normalize('NFKC')))).toEqual([]);
      }
});
