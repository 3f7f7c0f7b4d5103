import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CreateBucketCommand, PutObjectCommand, type PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PiiFile, PiiResult } from '../../src/model/pii.js';
import { freshFolder, kansa } from '../cli/kansa.js';
import { CREDENTIALS } from '../emulator/demo-scan.js';
import { askMoto, type Front, type Fronted, startFront, startFronted } from '../emulator/front.js';
import { corpus } from '../pii/corpus.js';
import { lines, pagesOf } from '../pii/pdf.js';
import { xlsxOf } from '../pii/xlsx.js';
import { zipOf } from '../pii/zip.js';

const REGION = 'ap-northeast-1';
const DATA = 'example-training-data';
const MANY = 'example-many-objects';
const HARD = 'example-hard-to-read';
const DOCUMENTS = 'example-documents';
const MIB = 2 ** 20;

let emulator: Fronted<Front>;
let s3: S3Client;
/** What is done to the account between a list and what is read of it. */
let afterList: (() => Promise<unknown>) | undefined;

/** Overwrites what was just listed, where a test wants that. */
const startChanging = (moto: string): Promise<Front> =>
  startFront(moto, async (asked) => {
    const answer = await askMoto(asked);
    if (asked.url.searchParams.get('list-type') === '2') {
      const change = afterList;
      afterList = undefined;
      await change?.();
    }
    return answer;
  });

const put = (Bucket: string, Key: string, Body: string | Uint8Array, more: Partial<PutObjectCommandInput> = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));

const documents = corpus(3, 21);
const LETTER = '氏名：山田　太郎\r\n連絡先：taro@example.jp\r\n';
/** The letter as iconv of the GNU C library writes it. */
const WRITTEN = {
  shift_jis: 'joGWvIFGjlKTY4FAkb6YWQ0KmEGXjZDmgUZ0YXJvQGV4YW1wbGUuanANCg==',
  'euc-jp': 'u+HMvqGnu7PFxKGhwsDPug0Kz6LN7cDooad0YXJvQGV4YW1wbGUuanANCg==',
  'iso-2022-jp': 'GyRCO2FMPiEnOzNFRCEhQkBPOhsoQg0KGyRCTyJNbUBoIScbKEJ0YXJvQGV4YW1wbGUuanANCg==',
} as const;

beforeAll(async () => {
  emulator = await startFronted(startChanging);
  s3 = new S3Client({ region: REGION, endpoint: emulator.moto.url, forcePathStyle: true });
  for (const Bucket of [DATA, MANY, HARD, DOCUMENTS])
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } }));
  for (const { name, format, content } of documents) {
    await put(DATA, `formats/${name}.${format}`, content);
    await put(DATA, `formats/${name}.${format}.gz`, gzipSync(content));
  }
  await put(DATA, 'encodings/utf-16le.txt', Buffer.from(`\ufeff${LETTER}`, 'utf16le'));
  await put(DATA, 'encodings/utf-16be.txt', Buffer.from(`\ufeff${LETTER}`, 'utf16le').swap16());
  for (const [encoding, text] of Object.entries(WRITTEN))
    await put(DATA, `encodings/${encoding}.txt`, Buffer.from(text, 'base64'));
  // A list is XML, which has no word for some of what keys may hold.
  await put(DATA, 'names/お客様 1+1 & <2>\u0001.txt', LETTER);
  for (let index = 0; index < 25; index += 1) await put(MANY, `part-${index}.txt`, 'nothing here\n');
});
afterEach(() => emulator.proxy.faults([]));
afterAll(() => emulator?.stop());

const asked = async (...args: readonly string[]) => {
  const [cwd, scratch] = [freshFolder(), freshFolder()];
  const env = { ...CREDENTIALS, TMPDIR: scratch };
  const { code, stdout, stderr } = await kansa(
    ['pii', '--format', 'json', '--region', 'us-east-1', '--endpoint-url', emulator.proxy.url, ...args],
    { cwd, env },
  );
  expect(stderr).toBe('');
  // Nothing of an object is put onto a disk.
  expect([...readdirSync(cwd), ...readdirSync(scratch)]).toEqual([]);
  const result: PiiResult = JSON.parse(stdout);
  return { code, stdout, result };
};

const shape = ({ path, state, encoding, problems, detections }: PiiFile) => [
  path.split('/').at(-1),
  state,
  encoding,
  problems.map(({ reason }) => reason),
  detections.map(({ type }) => type),
];

describe('objects in every form', () => {
  it('say what the same files say, packed or not', async () => {
    const cwd = freshFolder();
    for (const { name, format, content } of documents) writeFileSync(join(cwd, `${name}.${format}`), content);
    const { stdout } = await kansa(['pii', '--format', 'json', '.'], { cwd });
    const { files }: PiiResult = JSON.parse(stdout);
    expect(files.filter(({ detections }) => detections.length > 0).length).toBeGreaterThan(2);
    const { code, result } = await asked(`s3://${DATA}/formats/`);
    const packed = result.files.filter(({ compression }) => compression === 'gzip');
    const plain = result.files.filter(({ compression }) => compression === undefined);
    const seen = (all: readonly PiiFile[] = []) =>
      all.map(({ path, state, format, bytes, detections, below }) => ({
        path: path.replace(`s3://${DATA}/formats/`, '').replace(/\.gz$/, ''),
        state,
        format,
        bytes,
        detections,
        below,
      }));
    expect([code, seen(plain), seen(packed)]).toEqual([1, seen(files), seen(files)]);
  });

  it('are read in the encoding that they are in', async () => {
    const { result } = await asked(`s3://${DATA}/encodings/`);
    expect(result.files.map(shape)).toEqual(
      ['euc-jp', 'iso-2022-jp', 'shift_jis', 'utf-16be', 'utf-16le'].map((encoding) => [
        `${encoding}.txt`,
        'read',
        encoding,
        [],
        ['email', 'name'],
      ]),
    );
  });

  it('are found by whatever name they have', async () => {
    const { result } = await asked(`s3://${DATA}/names/お客様`);
    expect(result.files.map(({ path, state }) => [path, state])).toEqual([
      [`s3://${DATA}/names/お客様 1+1 & <2>\u0001.txt`, 'read'],
    ]);
  });

  it('show no value of what they hold', async () => {
    const { stdout } = await asked(`s3://${DATA}`, '--min-confidence', '0', '--max-object-bytes', '2000');
    const planted = documents.flatMap(({ labelled }) =>
      labelled.flatMap(({ types, values }) => values.filter((_, index) => types[index] !== 'confidential_label')),
    );
    const shown = stdout.normalize('NFKC');
    expect(planted.filter((value) => shown.includes(value.normalize('NFKC')))).toEqual([]);
  });
});

describe('documents', () => {
  const texts = (...cells: readonly string[]) =>
    cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('');
  const workbook = xlsxOf([
    { name: 'Sheet1', rows: `<row>${texts('氏名', 'email')}</row><row>${texts('山田太郎', 'taro@example.jp')}</row>` },
  ]);
  const archive = zipOf([{ name: 'data/letter.txt', content: LETTER }]);
  const parquet = async (): Promise<Buffer> => {
    const path = join(freshFolder(), 'a.parquet');
    const duckdb = await (await DuckDBInstance.create(':memory:')).connect();
    await duckdb.run(`COPY (SELECT '山田太郎' AS "氏名", 'taro@example.jp' AS email) TO '${path}' (FORMAT parquet)`);
    return readFileSync(path);
  };
  const looked = async (place: string) => {
    const { code, stdout, result } = await asked(`s3://${DOCUMENTS}/${place}`);
    expect(['taro@', '山田'].filter((value) => stdout.includes(value))).toEqual([]);
    return [
      code,
      result.files.map(({ path, entry, state, format, problems, detections }) => [
        `${path.split('/').at(-1)}${entry === undefined ? '' : '!'}`,
        state,
        format,
        problems.map(({ reason }) => reason),
        detections.map(({ type }) => type),
      ]),
    ];
  };

  it('are read by their places, where they lie', async () => {
    await put(DOCUMENTS, 'whole/a.xlsx', workbook);
    await put(DOCUMENTS, 'whole/b.pdf', pagesOf([lines('taro@example.jp')]));
    await put(DOCUMENTS, 'whole/c.parquet', await parquet());
    await put(DOCUMENTS, 'whole/d.zip', archive);
    expect(await looked('whole/')).toEqual([
      1,
      [
        ['a.xlsx', 'read', 'xlsx', [], ['email', 'name']],
        ['b.pdf', 'read', 'pdf', [], ['email']],
        ['c.parquet', 'read', 'parquet', [], ['email', 'name']],
        ['d.zip', 'read', 'zip', [], []],
        ['d.zip!', 'read', 'text', [], ['email', 'name']],
      ],
    ]);
  });

  it('that are damaged, or unpack to hundreds of times their size, are told and never clean', async () => {
    const wrong = zipOf([{ name: 'data/notes.txt', content: 'nothing\n' }]);
    // The CRC-32 of what was packed, in its list.
    const crc = wrong.indexOf('PK\u0001\u0002') + 16;
    wrong.writeUInt8(wrong.readUInt8(crc) ^ 0xff, crc);
    await put(DOCUMENTS, 'hard/a-bomb.zip', zipOf([{ name: 'a.txt', content: Buffer.alloc(100 * MIB, 'nothing ') }]));
    await put(DOCUMENTS, 'hard/b-cut.zip', archive.subarray(0, archive.length - 30));
    await put(DOCUMENTS, 'hard/c-wrong.zip', wrong);
    await put(DOCUMENTS, 'hard/d-cut.xlsx', workbook.subarray(0, 400));
    await put(DOCUMENTS, 'hard/e-cut.parquet', (await parquet()).subarray(0, 100));
    await put(DOCUMENTS, 'hard/f-cut.pdf', pagesOf([lines('nothing')]).subarray(0, 200));
    expect(await looked('hard/')).toEqual([
      3,
      [
        ['a-bomb.zip', 'read', 'zip', [], []],
        ['a-bomb.zip!', 'partial', 'text', ['too_large'], []],
        ['b-cut.zip', 'not_read', undefined, ['damaged'], []],
        ['c-wrong.zip', 'read', 'zip', [], []],
        ['c-wrong.zip!', 'partial', 'text', ['damaged'], []],
        ['d-cut.xlsx', 'not_read', undefined, ['damaged'], []],
        ['e-cut.parquet', 'not_read', undefined, ['damaged'], []],
        ['f-cut.pdf', 'not_read', undefined, ['damaged'], []],
      ],
    ]);
  });
});

it('the same seed gives the same result, byte for byte', async () => {
  const sample = (seed: string) => asked(`s3://${MANY}`, '--max-objects', '5', '--seed', seed);
  const first = await sample('one');
  expect([first.code, first.result.places?.[0]?.problems.map(({ what }) => what)]).toEqual([3, ['5/25']]);
  expect((await sample('one')).stdout).toBe(first.stdout);
  expect((await sample('two')).result.files).not.toEqual(first.result.files);
});

it('a large object is read by ranges, as far as it may be', async () => {
  const body = Buffer.alloc(24 * MIB, 'nothing of interest\n');
  for (const at of [100, 10 * MIB, 20 * MIB]) body.write(' taro@example.jp ', at);
  await put(DATA, 'large/app.log', body);
  emulator.proxy.clear();
  const cut = await asked(`s3://${DATA}/large/`, '--max-object-bytes', '12MiB');
  expect([cut.code, cut.result.files.map(shape), cut.result.files[0]?.problems[0]?.what]).toEqual([
    1,
    [['app.log', 'partial', 'utf-8', ['budget'], ['email']]],
    `${12 * MIB}/${24 * MIB}`,
  ]);
  expect(emulator.proxy.requests.filter(({ operation }) => operation === 'GetObject')).toHaveLength(4);
  const { code, result } = await asked(`s3://${DATA}/large/`);
  expect([code, result.files[0]?.state, result.files[0]?.detections[0]?.count]).toEqual([1, 'read', 3]);
});

describe('what cannot be read', () => {
  const looked = async (...args: readonly string[]) => {
    const { code, result } = await asked(`s3://${HARD}`, ...args);
    return [code, result.files.map(({ path, problems }) => [path.split('/').at(-1), problems[0]?.reason])];
  };

  it('is told by its reason, and never clean', async () => {
    await put(HARD, 'a-archived.txt', LETTER, { StorageClass: 'DEEP_ARCHIVE' });
    await put(HARD, 'b-denied.txt', LETTER);
    await put(HARD, 'c-throttled.txt', LETTER);
    await put(HARD, 'd-damaged.gz', Buffer.concat([gzipSync('nothing\n').subarray(0, 12), Buffer.alloc(9, 7)]));
    await put(HARD, 'e-fine.txt', 'nothing\n');
    const at = (key: string) => (input: Readonly<Record<string, unknown>>) => input.Key === key;
    emulator.proxy.faults([
      { service: 's3', operation: 'GetObject', kind: 'deny', match: at('b-denied.txt') },
      { service: 's3', operation: 'GetObject', kind: 'throttle', match: at('c-throttled.txt') },
    ]);
    expect(await looked('--max-attempts', '2')).toEqual([
      3,
      [
        ['a-archived.txt', 'archived'],
        ['b-denied.txt', 'denied'],
        ['c-throttled.txt', 'throttled'],
        ['d-damaged.gz', 'damaged'],
        ['e-fine.txt', undefined],
      ],
    ]);
  });

  it('is asked for again first', async () => {
    await put(HARD, 'again/a.txt', LETTER);
    emulator.proxy.faults([
      { service: 's3', operation: 'GetObject', kind: 'throttle', times: 1 },
      { service: 's3', operation: 'GetObject', kind: 'reset', times: 1 },
    ]);
    const { code, result } = await asked(`s3://${HARD}/again/`);
    expect([code, result.files[0]?.state, result.requests?.['s3:GetObject']]).toEqual([1, 'read', 3]);
  });

  it('is an object that was written anew since it was listed', async () => {
    await put(HARD, 'meanwhile/a.txt', 'nothing\n');
    afterList = () => put(HARD, 'meanwhile/a.txt', LETTER);
    const { code, result } = await asked(`s3://${HARD}/meanwhile/`);
    expect([code, result.files[0]?.state, result.files[0]?.problems[0]?.reason]).toEqual([3, 'not_read', 'changed']);
  });

  it('is a list that is refused', async () => {
    emulator.proxy.faults([{ service: 's3', operation: 'ListObjectsV2', kind: 'deny' }]);
    const { code, result } = await asked(`s3://${HARD}`);
    expect([code, result.places?.[0]?.problems.map(({ reason, what }) => [reason, what])]).toEqual([
      3,
      [['denied', 's3:ListBucket']],
    ]);
  });
});
