import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Diff } from '../../src/model/diff.js';
import { ACCOUNT, REGION } from '../collectors/expedition.js';
import { type Answer, type ObjectStore, startObjectStore } from '../collectors/object-store.js';
import { freshFolder, KEYS, kansa } from './kansa.js';

const BUCKET = 'example-training-data';
const RUNS = 'example-audit-runs';
const JOB = 'churn';
const PEOPLE = ['taro@example.jp', 'hanako@example.jp', 'jiro@example.jp', 'saburo@example.jp'];

const json = (body: unknown): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
});

/** The one job of an account in which nothing else is there, or answers. */
const TRAINING = {
  TrainingJobName: JOB,
  TrainingJobArn: `arn:aws:sagemaker:${REGION}:${ACCOUNT}:training-job/${JOB}`,
  CreationTime: Date.now() / 1000,
  TrainingJobStatus: 'Completed',
  InputDataConfig: [
    { ChannelName: 'train', DataSource: { S3DataSource: { S3Uri: `s3://${BUCKET}/train/`, S3DataType: 'S3Prefix' } } },
  ],
};

/** A bucket of runs: takes objects, none twice, and gives them whole. */
const kept = async (request: IncomingMessage): Promise<Answer | undefined> => {
  const { method, url = '/', headers } = request;
  const name = decodeURIComponent(new URL(url, 'http://localhost').pathname.slice(1));
  if (!name.startsWith(`${RUNS}/`)) return undefined;
  const content = store.objects.get(name)?.content;
  if (method === 'PUT') {
    if (headers['if-none-match'] !== '*' || content !== undefined) return { status: 412 };
    store.objects.set(name, { content: await buffer(request) });
    return { status: 200 };
  }
  if (!(content instanceof Uint8Array)) return { status: 404 };
  return { status: 200, headers: { 'content-length': content.length }, ...(method === 'GET' && { body: content }) };
};

const secret = Buffer.from('6b616e736120616e206578616d706c65206f662061206b65792c20310a2d2d2d', 'hex');

let store: ObjectStore;
let folder: string;
/** Runs by day: two by one key between which the store changed, one by another key, one without, and a replay. */
const runs = { first: '', second: '', other: '', without: '', replay: '' };

const put = (people: readonly string[]): void => {
  store.objects.set(`${BUCKET}/train/people.csv`, { content: Buffer.from(`mail\n${people.join('\n')}\n`) });
};

const scanned = async (name: string, ...args: readonly string[]): Promise<string> => {
  const out = join(folder, name);
  const asked = args.includes('--replay')
    ? args
    : ['--pii', '--region', REGION, '--endpoint-url', store.endpoint, '--max-attempts', '1', ...args];
  const { code, stderr } = await kansa(
    [...['scan', '--out', out, '--control', 'pii/training_data_no_personal_data', '--fail-on', 'none'], ...asked],
    { cwd: folder, env: KEYS },
  );
  if (code !== 0 && code !== 3) throw new Error(`${name} ended with ${code}: ${stderr}`);
  return out;
};

beforeAll(async () => {
  store = await startObjectStore();
  store.buckets.add(RUNS);
  store.others = async (request) =>
    request.headers['x-amz-target'] === 'SageMaker.Search'
      ? json({ Results: [{ TrainingJob: TRAINING }] })
      : kept(request);
  folder = freshFolder();
  writeFileSync(join(folder, 'key'), secret);
  writeFileSync(join(folder, 'another'), Buffer.alloc(32, 'another '));
  put(PEOPLE.slice(0, 3));
  runs.first = await scanned('first', '--pii-key', 'key');
  put(PEOPLE.slice(1));
  runs.second = await scanned('second', '--pii-key', 'key');
  runs.other = await scanned('other', '--pii-key', 'another');
  runs.without = await scanned('without');
  runs.replay = await scanned('replay', '--replay', join(runs.first, 'recording.ndjson.gz'));
});
afterAll(() => store?.stop());

const compared = async (before: string, after: string, ...args: readonly string[]) =>
  kansa(['diff', before, after, ...args], { cwd: folder });

const valuesIn = async (before: string, after: string): Promise<Diff['values']> =>
  JSON.parse((await compared(before, after, '--format', 'json')).stdout).values;

it('two scans of a store that changed tell how many values are new, gone and still there', async () => {
  const email = { type: 'email', new: 1, unseenBefore: 0, gone: 1, unseenAfter: 0, still: 2 };
  const values = {
    key: expect.stringMatching(/^[0-9a-f]{16}$/),
    otherDetectors: false,
    places: [{ place: `s3://${BUCKET}/train/`, region: REGION, types: [email] }],
  };
  expect(await valuesIn(runs.first, runs.second)).toEqual(values);
  expect(await valuesIn(runs.replay, runs.second)).toEqual(values);
});

it('two runs that are kept in S3 are compared as those on a disk are, also one with the other', async () => {
  const way = ['--endpoint-url', store.endpoint];
  const env = { ...KEYS, AWS_REGION: REGION };
  for (const name of ['first', 'second', 'other'] as const)
    expect(
      await kansa(['runs', 'upload', runs[name], `s3://${RUNS}/${name}`, '--no-lock', ...way], { cwd: folder, env }),
    ).toMatchObject({ code: 0, stdout: '' });
  const inS3 = async (before: string, after: string, ...args: readonly string[]) =>
    (await kansa(['diff', before, after, ...way, ...args], { cwd: folder, env })).stdout;
  const { first, second, other } = {
    first: `s3://${RUNS}/first`,
    second: `s3://${RUNS}/second`,
    other: `s3://${RUNS}/other`,
  };
  const onDisk = await compared(runs.first, runs.second, '--format', 'json');
  expect([
    JSON.parse(await inS3(first, second, '--format', 'json')).values,
    JSON.parse(await inS3(first, runs.second, '--format', 'json')).values,
    JSON.parse(await inS3(first, other, '--format', 'json')).values,
  ]).toEqual([JSON.parse(onDisk.stdout).values, JSON.parse(onDisk.stdout).values, { incomparable: 'other_key' }]);
  expect((await inS3(first, second)).split('\n').slice(-4)).toEqual(
    (await compared(runs.first, runs.second)).stdout.split('\n').slice(-4),
  );
});

it('a person reads it in both languages', async () => {
  const told = async (language: string) =>
    (await compared(runs.first, runs.second, '--lang', language)).stdout.split('\n').slice(-4).join('\n');
  expect([await told('en'), await told('ja')]).toEqual([
    expect.stringMatching(
      new RegExp(
        `^Values of personal and confidential data, by hashes of the key [0-9a-f]{16}\n {2}s3://${BUCKET}/train/ · ${REGION}\n {6}e-mail address: 1 new, 1 gone, 2 still there\n$`,
      ),
    ),
    expect.stringMatching(
      new RegExp(
        `^個人データ・機密データの値の変化（鍵 [0-9a-f]{16} によるハッシュの比較）\n {2}s3://${BUCKET}/train/ · ${REGION}\n {6}メールアドレス：新たに検出 1 件、検出されなくなったもの 1 件、引き続き検出 2 件\n$`,
      ),
    ),
  ]);
});

it('runs by different keys, or of which one has none, are not compared, and it is said why', async () => {
  expect([
    await valuesIn(runs.first, runs.other),
    await valuesIn(runs.without, runs.first),
    await valuesIn(runs.first, runs.without),
    await valuesIn(join(runs.first, 'evaluation.json'), runs.second),
    await valuesIn(runs.without, runs.without),
  ]).toEqual([
    { incomparable: 'other_key' },
    { incomparable: 'none_before' },
    { incomparable: 'none_after' },
    { incomparable: 'not_at_hand' },
    undefined,
  ]);
  const { stdout } = await compared(runs.first, runs.other);
  expect(stdout.split('\n').slice(-2)).toEqual([
    'Values cannot be compared: the two runs hashed them by different keys (--pii-key).',
    '',
  ]);
});

it('neither a value nor the key reaches the disk', () => {
  const texts = readdirSync(runs.first, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
    .map((bytes) => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('latin1'));
  expect(texts.length).toBeGreaterThan(5);
  const forbidden = [...PEOPLE, ...(['latin1', 'hex', 'base64'] as const).map((encoding) => secret.toString(encoding))];
  expect(forbidden.filter((value) => texts.some((text) => text.includes(value)))).toEqual([]);
});

it('a key can be asked for by the environment and by the settings, and not of a recording', async () => {
  writeFileSync(join(folder, 'kansa.yaml'), 'pii:\n  look: true\n  key: key\n');
  const shown = async (env: Readonly<Record<string, string>>) => {
    const { stdout } = await kansa(['config', 'show', '--json'], { cwd: folder, env });
    const settings: readonly { readonly option: string; readonly value: unknown; readonly origin: string }[] =
      JSON.parse(stdout);
    return settings.filter(({ option }) => option === 'pii-key').map(({ value, origin }) => [value, origin]);
  };
  expect([await shown({}), await shown({ KANSA_PII_KEY: 'another' })]).toEqual([
    [[join(folder, 'key'), 'kansa.yaml']],
    [['another', 'KANSA_PII_KEY']],
  ]);
  const { code, stderr } = await kansa(
    ['scan', '--out', 'x', '--no-config', '--replay', join(runs.first, 'recording.ndjson.gz'), '--pii-key', 'key'],
    { cwd: folder },
  );
  expect([code, stderr]).toEqual([
    2,
    'kansa: --pii-key and --replay exclude each other: the recording says what was asked; leave --pii-key out\n',
  ]);
});
