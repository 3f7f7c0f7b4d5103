import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSession } from '../../src/collectors/session.js';
import type { Wiring } from '../../src/collectors/transport.js';
import {
  collectPersonalData,
  type DataMeans,
  type DataOptions,
  dataAskedOf,
  dataMeansOf,
  dataQuestionsOf,
  dataTypes,
  tellUnasked,
} from '../../src/commands/personal-data.js';
import { loadBundle } from '../../src/engine/bundle.js';
import { evaluate } from '../../src/engine/evaluate.js';
import { tellingFrom } from '../../src/engine/telling.js';
import type { DataQuestions } from '../../src/model/data-inventory.js';
import type { Exchange, ExchangeKey } from '../../src/model/exchange.js';
import { canonicalJson } from '../../src/model/json.js';
import { DEFAULT_PARAMS } from '../../src/model/params.js';
import type { PiiType } from '../../src/model/pii.js';
import { valueAt } from '../../src/model/pointer.js';
import type { Resource } from '../../src/model/resource.js';
import { EVERYTHING } from '../../src/model/selection.js';
import type { Call, Listing } from '../../src/model/snapshot.js';
import { hashesBy } from '../../src/pii/pseudonyms.js';
import { readBundle } from '../../src/store/bundle-files.js';
import { ACCOUNT, REGION } from '../collectors/expedition.js';
import { etagOf, type ObjectStore, startObjectStore } from '../collectors/object-store.js';
import { startRecordStore } from '../collectors/record-store.js';
import { memorySnapshot } from '../engine/memory-snapshot.js';

const NOW = Date.parse('2026-03-31T12:00:00Z');
const BUCKET = 'example-training-data';
const PLANTED = ['taro.yamada@example.jp', '090-1234-5678', '123456789018', 'ichiro-suzuki@example.jp'];

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
  store.pageSize = 1000;
  store.refusedFromPage = Number.POSITIVE_INFINITY;
});
afterAll(() => store.stop());

const put = (objects: Readonly<Record<string, string>>): void => {
  for (const [key, content] of Object.entries(objects))
    store.objects.set(`${BUCKET}/${key}`, { content: Buffer.from(content) });
};

const job = (name: string, uri: string): Resource => ({
  type: 'AWS::SageMaker::TrainingJob',
  id: `arn:aws:sagemaker:${REGION}:${ACCOUNT}:training-job/${name}`,
  names: [name],
  account: ACCOUNT,
  region: REGION,
  tags: {},
  properties: { InputDataConfig: [{ DataSource: { S3DataSource: { S3Uri: uri, S3DataType: 'S3Prefix' } } }] },
  runtime: {},
  source: [],
  gaps: [],
});

const scope = { partition: 'aws', account: ACCOUNT, regions: [REGION], now: NOW, since: 0 };

interface Asked {
  readonly data?: DataQuestions;
  /** The recorded answers, instead of the store. */
  readonly recorded?: readonly Exchange[];
  readonly journal?: readonly Exchange[];
  readonly isOver?: () => boolean;
  readonly unlisted?: string;
  readonly means?: DataMeans;
  /** Where AWS is asked, signed, instead of the store. */
  readonly endpoint?: string;
}

const asked = (options: DataOptions = {}): DataQuestions => {
  const data = dataAskedOf({ pii: true, ...options });
  if (data === undefined) throw new Error('nothing was asked');
  return data;
};

/** Looks into the data of these jobs, and gives what a snapshot and a recording would hold of it. */
const lookedInto = async (jobs: readonly Resource[], options: Asked = {}) => {
  const { data = asked(), recorded, journal, isOver, unlisted, endpoint } = options;
  const means = recorded === undefined ? (options.means ?? dataMeansOf(data, {})) : undefined;
  const exchanges: Exchange[] = [];
  const calls: Call[] = [];
  const answering = (from: readonly Exchange[]) => (key: ExchangeKey) =>
    from.find((one) => canonicalJson([one.operation, one.input]) === canonicalJson([key.operation, key.input]));
  const wiring: Wiring = {
    answers: recorded === undefined ? 'live' : answering(recorded),
    ...(journal && { journal: answering(journal) }),
    ...(isOver && { isOver }),
    scrub: (body) => body,
    record: (exchange) => exchanges.push(exchange),
    count: (call) => calls.push(call),
    clock: () => NOW,
  };
  const access = { endpoint: endpoint ?? store.endpoint, maxAttempts: 2, now: NOW };
  const session = await openSession(
    {
      ...access,
      regions: [REGION],
      since: 0,
      ...(endpoint === undefined && { replayed: { account: ACCOUNT } }),
    },
    wiring,
  );
  const told = tellingFrom(scope, new Set(dataTypes(data)));
  for (const one of jobs) told.resource(one);
  for (const type of dataTypes(data))
    told.listing({
      type,
      account: ACCOUNT,
      region: type.startsWith('AWS::IAM::') ? 'global' : REGION,
      state: type === unlisted ? 'missing' : 'complete',
      ...(type === unlisted && { cause: { reason: 'denied', detail: 'it was denied' } }),
    });
  const resources: Resource[] = [];
  const listings: Listing[] = [];
  await collectPersonalData(
    data,
    told.seen,
    { session, wiring, means },
    { resource: (one) => void resources.push(one), listing: (one) => void listings.push(one) },
  );
  return { resources, listings, exchanges, calls };
};

const runtimeOf = (resources: readonly Resource[]) => resources.map(({ runtime }) => [runtime.Limits, runtime.Cost]);

/** What the control on training data says of a run that saw this. */
const verdictsOn = async ({
  resources,
  listings,
}: {
  readonly resources: readonly Resource[];
  readonly listings: readonly Listing[];
}) => {
  const { wasm, catalogue } = readBundle();
  const controls = catalogue.controls.filter(({ id }) => id === 'pii/training_data_no_personal_data');
  const bundle = await loadBundle(wasm, { ...catalogue, controls });
  return evaluate(memorySnapshot(resources, listings), bundle, DEFAULT_PARAMS).map(({ verdict }) => verdict);
};

const TRAIN = job('churn', `s3://${BUCKET}/train/`);

describe('looking into the data of a scan', () => {
  it('keeps what was found at each place as facts, without the data', async () => {
    put({
      'train/customers.csv': `id,mail,phone\n1,${PLANTED[0]},${PLANTED[1]}\n2,${PLANTED[3]},\n`,
      'train/metrics.csv': 'epoch,loss\n1,0.5\n',
      [`train/${PLANTED[3]}.txt`]: `個人番号：${PLANTED[2]}\n`,
    });
    const seen = await lookedInto([TRAIN]);
    const type = 'Kansa::PersonalDataInventory';
    expect(seen.listings).toEqual([{ type, account: ACCOUNT, region: 'global', state: 'complete' }]);
    const [place] = seen.resources;
    expect({ ...place, source: [] }).toEqual({
      type,
      id: `s3://${BUCKET}/train/`,
      names: [],
      account: ACCOUNT,
      region: REGION,
      tags: {},
      properties: {
        Place: `s3://${BUCKET}/train/`,
        Kind: 's3',
        Bucket: BUCKET,
        Prefix: 'train/',
        Uses: ['training'],
        Users: [
          {
            Use: 'training',
            Type: 'AWS::SageMaker::TrainingJob',
            Id: TRAIN.id,
            Region: REGION,
            Pointer: '/properties/InputDataConfig/0/DataSource/S3DataSource/S3Uri',
          },
        ],
      },
      runtime: {
        Seed: 'kansa',
        MinConfidence: 0.5,
        Limits: { Objects: 100, Bytes: 2 ** 30, ObjectBytes: 2 ** 26, Pages: 1000 },
        Listed: { Objects: 3, Bytes: 126, Pages: 1 },
        Looked: { Objects: 3, Bytes: 126 },
        Cost: { Usd: 0.00001, Transfer: 0.000001 },
        Found: [
          { Type: 'email', Count: 2, Objects: 1, Confidence: 0.97, Sample: expect.stringContaining('*') },
          { Type: 'my_number', Count: 1, Objects: 1, Confidence: 0.97, Sample: '************' },
          { Type: 'phone', Count: 1, Objects: 1, Confidence: 0.97, Sample: expect.stringContaining('*') },
        ],
        Objects: [
          {
            Key: 'train/customers.csv',
            ETag: etagOf('train/customers.csv'),
            Size: 81,
            LastModified: Date.parse('2026-03-30T01:02:03Z'),
            State: 'read',
            Found: [
              { Type: 'email', Count: 2, Confidence: 0.97 },
              { Type: 'phone', Count: 1, Confidence: 0.97 },
            ],
          },
          {
            Key: 'train/*.txt',
            ETag: etagOf(`train/${PLANTED[3]}.txt`),
            Size: 28,
            LastModified: Date.parse('2026-03-30T01:02:03Z'),
            State: 'read',
            Found: [{ Type: 'my_number', Count: 1, Confidence: 0.97 }],
          },
        ],
        ObjectsLeftOut: 0,
      },
      source: [],
      gaps: [],
    });
    expect(place?.source).toEqual([{ operation: 'kansa:LookForPersonalData', time: NOW }]);
    const kept = JSON.stringify([seen.resources, seen.listings, seen.exchanges, seen.calls]);
    expect(PLANTED.filter((value) => kept.includes(value))).toEqual([]);
  });

  it('is the same when it is replayed, and nothing is asked', async () => {
    put({ 'train/customers.csv': `mail\n${PLANTED[0]}\n` });
    const jobs = [TRAIN, job('other', `s3://${BUCKET}/none/`)];
    const { exchanges, ...seen } = await lookedInto(jobs);
    expect(exchanges.map(({ service, operation }) => `${service}:${operation}`)).toEqual([
      'kansa:LookForPersonalData',
      'kansa:LookForPersonalData',
    ]);
    store.asked.length = 0;
    const { exchanges: none, ...replayed } = await lookedInto(jobs, { recorded: exchanges });
    expect([replayed, none, store.asked]).toEqual([seen, [], []]);
    expect(seen.calls.map(({ service, operation, outcome }) => `${service}:${operation} ${outcome}`)).toEqual([
      // The places come in their order: nothing lies at the first.
      'kansa:LookForPersonalData ok',
      's3:HeadBucket ok',
      's3:ListObjectsV2 ok',
      'kansa:LookForPersonalData ok',
      's3:GetObject ok',
      's3:ListObjectsV2 ok',
    ]);
  });

  it('keeps of an index of OpenSearch what was found, and a replay asks nobody', async () => {
    const records = await startRecordStore();
    const id = 'examplecollection001';
    records.collections.set(id, { collectionEndpoint: `https://${id}.${REGION}.aoss.amazonaws.com` });
    records.documents.set('faq', [
      { _id: '1', _source: { vector: Array(1024).fill(0.5), text: `連絡先：${PLANTED[0]}` } },
      { _id: PLANTED[3] ?? '', _source: { text: 'nothing' } },
    ]);
    const arn = `arn:aws:aoss:${REGION}:${ACCOUNT}:collection/${id}`;
    const base: Resource = {
      ...TRAIN,
      type: 'AWS::Bedrock::KnowledgeBase',
      id: `arn:aws:bedrock:${REGION}:${ACCOUNT}:knowledge-base/KB`,
      properties: {
        StorageConfiguration: {
          Type: 'OPENSEARCH_SERVERLESS',
          OpensearchServerlessConfiguration: { CollectionArn: arn, VectorIndexName: 'faq' },
        },
      },
    };
    const { exchanges, ...seen } = await lookedInto([base], { endpoint: records.endpoint });
    records.stop();
    const [place] = seen.resources;
    expect([place?.id, place?.properties.Kind, place?.properties.Uses, place?.gaps]).toEqual([
      `opensearch://${REGION}/collection/${id}/faq`,
      'opensearch',
      ['vectors'],
      [],
    ]);
    expect([place?.runtime.Listed, place?.runtime.Found]).toEqual([
      { Objects: 2, Bytes: expect.any(Number), Pages: 1 },
      [{ Type: 'email', Count: 2, Objects: 1, Confidence: 0.97, Sample: expect.stringContaining('*') }],
    ]);
    expect(seen.calls.map(({ service, operation, outcome }) => `${service}:${operation} ${outcome}`)).toEqual([
      'sts:GetCallerIdentity ok',
      'kansa:LookForPersonalData ok',
      'opensearchserverless:BatchGetCollection ok',
      'opensearchserverless:Search ok',
    ]);
    const kept = JSON.stringify([seen.resources, seen.listings, exchanges, seen.calls]);
    expect(PLANTED.filter((value) => kept.includes(value))).toEqual([]);
    const replayed = await lookedInto([base], { recorded: exchanges });
    expect([replayed.resources, replayed.exchanges]).toEqual([seen.resources, []]);
  });

  it('goes on where it was cut off, with what was found until then', async () => {
    put({ 'train/a.csv': `mail\n${PLANTED[0]}\n`, 'more/b.csv': `mail\n${PLANTED[3]}\n` });
    const jobs = [TRAIN, job('other', `s3://${BUCKET}/more/`)];
    const { exchanges } = await lookedInto(jobs);
    store.asked.length = 0;
    const { resources } = await lookedInto(jobs, { journal: exchanges.slice(0, 1) });
    expect(resources.map(({ id }) => id)).toEqual([`s3://${BUCKET}/more/`, `s3://${BUCKET}/train/`]);
    expect(store.asked.filter((line) => line.startsWith('LIST'))).toEqual([`LIST ${BUCKET} train/`]);
  });

  it('says of what it did not see why, and never that nothing is there', async () => {
    put({ 'train/a.csv': 'x\n1\n', 'train/b.csv': 'x\n2\n', 'train/c.bin': '\u0000\u0001\u0002\u0003' });
    store.objects.set(`${BUCKET}/denied/a.txt`, {
      content: Buffer.from('x'),
      refused: { code: 'AccessDenied', status: 403 },
    });
    const places = ['train/', 'denied/', 'empty/'].map((prefix) => job(prefix, `s3://${BUCKET}/${prefix}`));
    const { resources } = await lookedInto([...places, job('gone', 's3://example-gone/x/')], {
      data: asked({ piiMaxObjects: 2 }),
    });
    expect(Object.fromEntries(resources.map(({ id, gaps }) => [id, gaps]))).toEqual({
      [`s3://${BUCKET}/denied/`]: [
        {
          pointer: '/runtime/Found',
          kind: 'partial',
          reason: 'denied',
          action: 's3:GetObject',
          detail:
            '1 of the objects (and files in archives) that were looked at were not read whole: reading was denied',
        },
      ],
      [`s3://${BUCKET}/empty/`]: [
        {
          pointer: '/runtime/Found',
          kind: 'missing',
          reason: 'unavailable',
          detail: 'no object has a key that begins so: nothing was looked at',
        },
      ],
      [`s3://${BUCKET}/train/`]: expect.arrayContaining([
        {
          pointer: '/runtime/Found',
          kind: 'partial',
          reason: 'budget',
          detail: '2 of 3 objects were looked at; the rest was not (--pii-max-objects, --pii-max-bytes)',
        },
      ]),
      's3://example-gone/x/': [
        {
          pointer: '/runtime/Found',
          kind: 'missing',
          reason: 'unavailable',
          detail: 'the bucket is not there, or not any more',
        },
      ],
    });
  });

  it('tells what may name further places as a list that is not whole', async () => {
    const { listings } = await lookedInto([], { unlisted: 'AWS::Bedrock::DataSource' });
    expect(listings).toEqual([
      {
        type: 'Kansa::PersonalDataInventory',
        account: ACCOUNT,
        region: 'global',
        state: 'partial',
        cause: { reason: 'denied', detail: `AWS::Bedrock::DataSource in ${REGION}: it was denied` },
      },
    ]);
  });

  it('stops when the time is over, and a replay says the same', async () => {
    put({ 'train/a.csv': 'x\n1\n' });
    const { exchanges, ...seen } = await lookedInto([TRAIN], { isOver: () => true });
    expect(seen.resources.map(({ gaps }) => gaps.slice(0, 1))).toEqual([
      [{ pointer: '', kind: 'missing', reason: 'budget', detail: 'the time that --timeout allows was over' }],
    ]);
    expect(store.asked).toEqual([]);
    const { exchanges: _, ...replayed } = await lookedInto([TRAIN], { recorded: exchanges });
    expect(replayed).toEqual(seen);
  });

  it('is bounded in money, says what it cost, and a replay says and judges the same: never that nothing is there', async () => {
    put({ 'train/a.csv': 'x\n1\n' });
    const data = asked({ piiMaxReadUsd: 0.001 });
    const { exchanges, ...seen } = await lookedInto([TRAIN], { data });
    expect(runtimeOf(seen.resources)).toEqual([
      [
        { Objects: 100, Bytes: 2 ** 30, ObjectBytes: 2 ** 26, Pages: 1000, Usd: 0.001 },
        { Usd: 0.000009, Transfer: 0.000001 },
      ],
    ]);
    expect(await verdictsOn(seen)).toEqual(['pass']);

    const less = asked({ piiMaxReadUsd: 0.0006 });
    const { exchanges: recorded, ...partly } = await lookedInto([TRAIN], { data: less });
    expect(partly.resources.map(({ gaps }) => gaps)).toEqual([
      [
        {
          pointer: '/runtime/Found',
          kind: 'missing',
          reason: 'budget',
          detail: 'what may be spent does not pay for reading on; the rest was not looked at (--pii-max-read-usd)',
        },
      ],
    ]);
    expect(store.asked.slice(-1)).toEqual([`HEAD ${BUCKET}`]);
    expect(await verdictsOn(partly)).toEqual(['unknown']);
    const { exchanges: _, ...replayed } = await lookedInto([TRAIN], { data: less, recorded });
    expect(replayed).toEqual(partly);
  });

  it('gives each place the same share whether or not it was cut off before', async () => {
    const letters = ['a', 'b', 'c', 'd'];
    put(Object.fromEntries(letters.map((letter) => [`${letter}/x.csv`, `x\n${letter.repeat(1000)}\n`])));
    const jobs = letters.map((letter) => job(letter, `s3://${BUCKET}/${letter}/`));
    const data = asked({ piiMaxReadUsd: 0.1, piiMaxBytes: 100_000, piiMaxPages: 100 });
    const { resources, exchanges } = await lookedInto(jobs, { data });
    const resumed = await lookedInto(jobs, { data, journal: exchanges.slice(0, 2) });
    const limits = (all: readonly Resource[]) => runtimeOf(all).map(([own]) => own);
    // Who goes on asks for the bucket once more.
    expect(limits(resumed.resources).slice(0, 3)).toEqual(limits(resources).slice(0, 3));
    const spent = runtimeOf(resumed.resources).map(([, cost]) => Number(valueAt(cost, '/Usd')));
    expect(limits(resumed.resources).slice(3)).toEqual([
      {
        Objects: 100,
        Bytes: 100_000 - 3 * 1003,
        ObjectBytes: 2 ** 26,
        Pages: 97,
        Usd: Number((0.1 - spent.slice(0, 3).reduce((sum, usd) => sum + usd, 0)).toFixed(6)),
      },
    ]);
  });

  it('refuses a recorded finding of another form', async () => {
    const { exchanges } = await lookedInto([TRAIN]);
    const recorded = exchanges.map((one) => ({ ...one, answer: { status: 200, headers: {}, body: '{"Found":[]}' } }));
    const { resources } = await lookedInto([TRAIN], { recorded });
    expect(resources.map(({ gaps }) => gaps.map(({ pointer, reason }) => `${pointer} ${reason}`))).toEqual([
      [' parse_error', '/tags not_collected'],
    ]);
  });
});

describe('values by a key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kansa-pii-key-'));
  const fileOf = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const secret = Buffer.alloc(32, 'an example of a key, not secret ');
  const piiKey = fileOf('key', secret);
  const data = asked({ piiKey });
  const means = dataMeansOf(data, { piiKey });
  const hashed = (type: PiiType, ...values: readonly string[]) =>
    values.map((one) => hashesBy(secret)(type, one)).sort();
  const valuesOf = ({ runtime }: Resource) => runtime.Values;

  it('are kept as hashes at each place, each once, with the id of the key and nothing of it', async () => {
    put({
      'train/a.csv': `mail\n${PLANTED[0]}\n${PLANTED[3]}\n`,
      'train/b.txt': `連絡先：${PLANTED[0]?.toUpperCase()}、電話：${PLANTED[1]}\n`,
      'none/c.txt': 'nothing\n',
    });
    const jobs = [TRAIN, job('none', `s3://${BUCKET}/none/`)];
    const { exchanges, ...seen } = await lookedInto(jobs, { data, means });
    expect(data.key).toMatch(/^[0-9a-f]{16}$/);
    expect(seen.resources.map(valuesOf)).toEqual([
      { Key: data.key, Types: [] },
      {
        Key: data.key,
        Types: [
          { Type: 'email', Hashes: hashed('email', PLANTED[0] ?? '', PLANTED[3] ?? ''), Complete: true },
          { Type: 'phone', Hashes: hashed('phone', PLANTED[1] ?? ''), Complete: true },
        ],
      },
    ]);
    const kept = JSON.stringify([seen, exchanges]);
    const secrets = [...PLANTED, secret.toString('utf8'), secret.toString('hex'), secret.toString('base64')];
    expect(secrets.filter((value) => kept.includes(value))).toEqual([]);
    // A replay needs no key.
    const { exchanges: _, ...replayed } = await lookedInto(jobs, { data, recorded: exchanges });
    expect(replayed).toEqual(seen);
    // What controls see of it is what they see without a key.
    const without = await lookedInto(jobs);
    const rest = seen.resources.map(({ runtime: { Values: _, ...runtime }, ...one }) => ({ ...one, runtime }));
    expect(rest).toEqual(without.resources);
    expect(await verdictsOn(seen)).toEqual(await verdictsOn(without));
  });

  it('are the lowest thousand where there are more, and it is said that these are not all', async () => {
    const mails = Array.from({ length: 2500 }, (_, index) => `person-${index}@example.jp`);
    put({
      'train/a.csv': `mail\n${mails.slice(0, 1500).join('\n')}\n`,
      'train/b.csv': `mail\n${mails.slice(1000).join('\n')}\n`,
    });
    const { resources } = await lookedInto([TRAIN], { data, means });
    expect(resources.map(valuesOf)).toEqual([
      {
        Key: data.key,
        Types: [{ Type: 'email', Hashes: hashed('email', ...mails).slice(0, 1000), Complete: false }],
      },
    ]);
  });

  it('of an object that lies at several places are those of each', async () => {
    put({
      'a.csv': `mail\n${PLANTED[0]}\n`,
      'train/b.csv': `mail\n${PLANTED[3]}\n`,
      'train/x/c.csv': `電話\n${PLANTED[1]}\n`,
    });
    const jobs = ['', 'train/', 'train/x/', 'z/'].map((prefix) => job(`j${prefix}`, `s3://${BUCKET}/${prefix}`));
    const [email, other, phone] = [
      hashed('email', PLANTED[0] ?? ''),
      hashed('email', PLANTED[3] ?? ''),
      hashed('phone', PLANTED[1] ?? ''),
    ];
    const whole = await lookedInto(jobs, { data, means });
    expect(
      Object.fromEntries(whole.resources.map(({ id, runtime }) => [id, valueAt(runtime, '/Values/Types')])),
    ).toEqual({
      [`s3://${BUCKET}/`]: [
        { Type: 'email', Hashes: [...email, ...other].sort(), Complete: true },
        { Type: 'phone', Hashes: phone, Complete: true },
      ],
      [`s3://${BUCKET}/train/`]: [
        { Type: 'email', Hashes: other, Complete: true },
        { Type: 'phone', Hashes: phone, Complete: true },
      ],
      [`s3://${BUCKET}/train/x/`]: [{ Type: 'phone', Hashes: phone, Complete: true }],
      [`s3://${BUCKET}/z/`]: [],
    });
    // Each object was looked at once; a run that goes on looks again, and finds the same.
    const resumed = await lookedInto(jobs, { data, means, journal: whole.exchanges.slice(0, 1) });
    expect(resumed.resources.map(valuesOf)).toEqual(whole.resources.map(valuesOf));
  });

  it('are refused of a recording where they are of another form', async () => {
    put({ 'train/a.csv': `mail\n${PLANTED[0]}\n` });
    const { exchanges } = await lookedInto([TRAIN], { data, means });
    const recorded = exchanges.map((one) => ({
      ...one,
      answer:
        'body' in one.answer
          ? { ...one.answer, body: one.answer.body.replace('"Complete":true', '"Complete":1') }
          : one.answer,
    }));
    const { resources } = await lookedInto([TRAIN], { data, recorded });
    expect(resources.map(({ gaps }) => gaps[0]?.reason)).toEqual(['parse_error']);
  });

  it('go on by the same key alone, and need one that nobody can guess', () => {
    const another = fileOf('another', Buffer.alloc(32, 'x'));
    const short = fileOf('short', 'short');
    expect(() => dataMeansOf(data, {})).toThrow(
      `--pii-key: the run was begun with the key ${data.key}; give the file that holds it`,
    );
    expect(() => dataMeansOf(data, { piiKey: another })).toThrow(
      `--pii-key: the run was begun with the key ${data.key}`,
    );
    expect(() => dataMeansOf(asked(), { piiKey })).toThrow('--pii-key: the run was begun without a key; leave it out');
    expect(() => asked({ piiKey: short })).toThrow(
      `--pii-key: the key ${short} has 5 bytes, and at least 32 are needed`,
    );
    expect(() => asked({ piiKey: join(folder, 'none') })).toThrow('cannot be read (ENOENT)');
  });
});

describe('a scan', () => {
  it('that was not asked says that nobody looked', async () => {
    const listings: Listing[] = [];
    await tellUnasked(scope, { resource: () => undefined, listing: (one) => void listings.push(one) });
    expect(listings).toEqual([
      {
        type: 'Kansa::PersonalDataInventory',
        account: ACCOUNT,
        region: 'global',
        state: 'missing',
        cause: { reason: 'not_collected', detail: 'nobody looked into the data themselves; scan with --pii' },
      },
    ]);
  });

  it('that is narrowed by tags cannot look for personal data', () => {
    const narrowed = { ...EVERYTHING, resourceTags: [{ key: 'team', value: 'ml' }] };
    expect(() => dataQuestionsOf(asked(), narrowed)).toThrow(
      'a run that is narrowed by tags cannot look for personal data, for places of data bear none: leave --pii out, or --resource-tag',
    );
    expect([dataQuestionsOf(undefined, narrowed), dataAskedOf({})]).toEqual([undefined, undefined]);
  });
});
