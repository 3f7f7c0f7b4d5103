import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { sha256Of } from '../../src/evidence/manifest.js';
import type { MaskManifest } from '../../src/model/pii.js';
import { freshFolder, kansa, refusal } from '../cli/kansa.js';
import { CREDENTIALS } from '../emulator/demo-scan.js';
import { askMoto, type Front, type Fronted, startFront, startFronted } from '../emulator/front.js';
import { corpus } from '../pii/corpus.js';

const REGION = 'ap-northeast-1';
const BUCKET = 'example-exports';
const documents = corpus(4, 33);
const planted = documents.flatMap(({ labelled }) =>
  labelled.flatMap(({ types, values }) => values.filter((_, index) => types[index] !== 'confidential_label')),
);

let emulator: Fronted<Front>;
let s3: S3Client;
/** What is done to the account behind that many answers to GetObject. */
let meanwhile: { after: number; change: () => Promise<unknown> } | undefined;

const startChanging = (moto: string): Promise<Front> =>
  startFront(moto, async (asked) => {
    const answer = await askMoto(asked);
    if (asked.method === 'GET' && asked.url.pathname.startsWith(`/${BUCKET}/`) && meanwhile !== undefined) {
      meanwhile.after -= 1;
      const { after, change } = meanwhile;
      if (after === 0) await change();
    }
    return answer;
  });

const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));

beforeAll(async () => {
  emulator = await startFronted(startChanging);
  s3 = new S3Client({ region: REGION, endpoint: emulator.moto.url, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: REGION } }));
  for (const { name, format, content } of documents) await put(`2026/${name}.${format}`, content);
});
afterEach(() => {
  emulator.proxy.faults([]);
  meanwhile = undefined;
});
afterAll(() => emulator?.stop());

const masked = async (key: string, ...args: readonly string[]) => {
  const [cwd, scratch] = [freshFolder(), freshFolder()];
  const outcome = await kansa(
    [
      ...['mask', `s3://${BUCKET}/${key}`, '--out', 'copy', '--region', 'us-east-1', '--max-attempts', '2'],
      ...['--endpoint-url', emulator.proxy.url, ...args],
    ],
    { cwd, env: { ...CREDENTIALS, TMPDIR: scratch } },
  );
  expect(readdirSync(scratch)).toEqual([]);
  const files = Object.fromEntries(readdirSync(cwd).map((name) => [name, readFileSync(join(cwd, name), 'utf8')]));
  const said = [outcome.stdout, outcome.stderr, files['copy.manifest.json'] ?? ''].join('\n').normalize('NFKC');
  expect(planted.filter((value) => said.includes(value.normalize('NFKC')))).toEqual([]);
  return { ...outcome, files };
};

it('an object of each format is masked as the same file is, and nothing is written but the copy and its manifest', async () => {
  for (const { name, format, content } of documents) {
    const { code, stdout, stderr, files } = await masked(`2026/${name}.${format}`, '--format', 'json');
    expect([stderr, Object.keys(files).sort()]).toEqual(['', ['copy', 'copy.manifest.json']]);
    const manifest: MaskManifest = JSON.parse(stdout);
    expect([code, manifest.input.sha256, manifest.output.sha256]).toEqual([
      manifest.exitCode,
      sha256Of(content),
      sha256Of(files.copy ?? ''),
    ]);
    expect(manifest.masked.length > 10).toBe(name !== 'near misses');
  }
});

it('is refused where the object is denied, busy, or written anew between its parts', async () => {
  await put('large.txt', `taro@example.jp\n${'nothing\n'.repeat(2 ** 18)}`);
  emulator.proxy.faults([{ service: 's3', operation: 'GetObject', kind: 'deny' }]);
  const denied = await masked('large.txt');
  emulator.proxy.faults([{ service: 's3', operation: 'GetObject', kind: 'throttle' }]);
  const busy = await masked('large.txt');
  emulator.proxy.faults([]);
  // It is read by four ranges, of which the last one ends it.
  const changed = [];
  for (const after of [1, 2, 3]) {
    await put('large.txt', `taro@example.jp\n${'nothing\n'.repeat(2 ** 18)}`);
    meanwhile = { after, change: () => put('large.txt', 'jiro@example.jp\n') };
    changed.push(await masked('large.txt'));
  }
  expect([denied, busy, ...changed].map(({ code, stderr, files }) => [code, stderr, files])).toEqual(
    Array.from({ length: 5 }, () => [3, '', {}]),
  );
  expect([denied.stdout, busy.stdout, ...changed.map(({ stdout }) => stdout)]).toEqual([
    expect.stringContaining('s3:GetObject'),
    expect.stringContaining('throttled'),
    ...changed.map(() => expect.stringContaining('it was written anew since it was listed')),
  ]);
});

it('an error says what is wrong, and quotes nothing of any object', async () => {
  const { files, ...outcome } = await masked('2026/no-such.csv');
  expect([outcome, files]).toEqual([
    refusal(`mask: s3://${BUCKET}/2026/no-such.csv: there is no such object; name one by its whole key`),
    {},
  ]);
});
