import { readdirSync } from 'node:fs';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  type AttributeValue,
  BatchWriteItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateIndexCommand,
  CreateVectorBucketCommand,
  PutVectorsCommand,
  S3VectorsClient,
} from '@aws-sdk/client-s3vectors';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PiiResult } from '../../src/model/pii.js';
import { freshFolder, kansa } from '../cli/kansa.js';
import { startRecordStore } from '../collectors/record-store.js';
import { CREDENTIALS } from '../emulator/demo-scan.js';
import { askMoto, type Front, type Fronted, startFront, startFronted } from '../emulator/front.js';
import { corpus } from '../pii/corpus.js';

const REGION = 'ap-northeast-1';
const GROUP = '/example/model-invocations';

let emulator: Fronted<Front>;
let logs: CloudWatchLogsClient;
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  emulator = await startFronted((moto) => startFront(moto, askMoto));
  const at = {
    region: REGION,
    endpoint: emulator.moto.url,
    credentials: { accessKeyId: 'example', secretAccessKey: 'example' },
  };
  logs = new CloudWatchLogsClient(at);
  dynamodb = new DynamoDBClient(at);
});
afterEach(() => emulator.proxy.faults([]));
afterAll(() => emulator?.stop());

const asked = async (...args: readonly string[]) => {
  const [cwd, scratch] = [freshFolder(), freshFolder()];
  const { code, stdout, stderr } = await kansa(
    ['pii', '--format', 'json', '--region', 'us-east-1', '--endpoint-url', emulator.proxy.url, ...args],
    { cwd, env: { ...CREDENTIALS, TMPDIR: scratch } },
  );
  expect(stderr).toBe('');
  // Nothing of a record is put onto a disk.
  expect([...readdirSync(cwd), ...readdirSync(scratch)]).toEqual([]);
  const result: PiiResult = JSON.parse(stdout);
  return { code, stdout, result };
};

const log = async (logGroupName: string, messages: readonly string[]): Promise<void> => {
  const logStreamName = 'one';
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  const from = Date.now() - 3_600_000;
  const logEvents = messages.map((message, index) => ({ message, timestamp: from + index }));
  await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
};

const fill = async (TableName: string, items: readonly Record<string, AttributeValue>[]): Promise<void> => {
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  for (let from = 0; from < items.length; from += 25)
    await dynamodb.send(
      new BatchWriteItemCommand({
        RequestItems: { [TableName]: items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } })) },
      }),
    );
};

const found = ({ files }: PiiResult) =>
  files.flatMap(({ detections }) =>
    detections.flatMap(({ type, locations }) => locations.map(({ pointer }) => `${type} ${pointer}`)),
  );
const problemsOf = ({ places = [] }: PiiResult) =>
  places.flatMap(({ problems }) => problems.map(({ reason, what }) => [reason, what]));

describe('a log group', () => {
  it('is read event by event, and the same ones are for the same seed', async () => {
    const messages = Array.from({ length: 30 }, (_, index) =>
      JSON.stringify({ input: { inputBodyJson: { prompt: `私のメールは user${index}@example.jp です` } } }),
    );
    await log(GROUP, messages);
    const path = `logs://${REGION}/${GROUP}`;
    const whole = await asked(path);
    expect([whole.code, whole.result.files[0]?.detections[0]?.count, problemsOf(whole.result)]).toEqual([1, 30, []]);
    const sample = await asked(path, '--max-objects', '5', '--since', '1d');
    expect([sample.code, problemsOf(sample.result)]).toEqual([1, [['not_sampled', '5/30']]]);
    expect(found(sample.result)[0]).toBe('email /input/inputBodyJson/prompt');
    expect((await asked(path, '--max-objects', '5', '--since', '1d')).result.files).toEqual(sample.result.files);
  });
});

describe('a table', () => {
  it('is read with every type of attributes', async () => {
    await fill('example-sessions', [
      {
        id: { S: '1' },
        mail: { S: 'taro@example.jp' },
        card: { N: '4111111111111111' },
        blob: { B: Buffer.from('hanako@example.jp') },
        set: { SS: ['jiro@example.jp'] },
        bytes: { BS: [Buffer.from('saburo@example.jp')] },
        deep: { M: { list: { L: [{ S: 'shiro@example.jp' }, { NULL: true }] } } },
      },
    ]);
    await dynamodb.send(
      new PutItemCommand({
        TableName: 'example-sessions',
        Item: { id: { S: '2' }, raw: { B: Buffer.from([255, 0, 254]) } },
      }),
    );
    const { code, result } = await asked(`dynamodb://${REGION}/example-sessions`);
    expect([code, found(result).sort(), result.files[0]?.problems.map(({ what }) => what)]).toEqual([
      1,
      ['credit_card /card', 'email /blob', 'email /bytes/0', 'email /deep/list/0', 'email /mail', 'email /set/0'],
      ['binary values'],
    ]);
  });

  it('is looked at again where AWS throttles, and told where it refuses', async () => {
    await fill('example-hard', [{ id: { S: '1' } }]);
    emulator.proxy.faults([{ service: 'dynamodb', operation: 'Scan', kind: 'throttle', times: 1 }]);
    const again = await asked(`dynamodb://${REGION}/example-hard`);
    expect([again.code, again.result.requests?.['dynamodb:Scan']]).toEqual([0, 2]);
    emulator.proxy.faults([{ service: 'dynamodb', operation: 'Scan', kind: 'deny' }]);
    const denied = await asked(`dynamodb://${REGION}/example-hard`);
    expect([denied.code, problemsOf(denied.result)]).toEqual([3, [['denied', 'dynamodb:Scan']]]);
  });
});

it('a vector index is read by the metadata of its vectors', async () => {
  const vectors = new S3VectorsClient({
    region: REGION,
    endpoint: emulator.moto.url,
    credentials: { accessKeyId: 'example', secretAccessKey: 'example' },
  });
  const at = { vectorBucketName: 'example-vectors', indexName: 'faq' };
  await vectors.send(new CreateVectorBucketCommand({ vectorBucketName: at.vectorBucketName }));
  await vectors.send(new CreateIndexCommand({ ...at, dataType: 'float32', dimension: 2, distanceMetric: 'cosine' }));
  await vectors.send(
    new PutVectorsCommand({
      ...at,
      vectors: [
        { key: 'a', data: { float32: [1, 0] }, metadata: { AMAZON_BEDROCK_TEXT: '連絡先：taro@example.jp' } },
        { key: 'b', data: { float32: [0, 1] }, metadata: { AMAZON_BEDROCK_TEXT: 'nothing' } },
      ],
    }),
  );
  const { code, result } = await asked(`s3vectors://${REGION}/example-vectors/faq`);
  expect([code, found(result), problemsOf(result)]).toEqual([1, ['email /metadata/AMAZON_BEDROCK_TEXT'], []]);
});

it('an index of a collection or a domain of OpenSearch is read by the fields of its documents', async () => {
  const store = await startRecordStore();
  try {
    store.collections.set('examplecollection001', {
      collectionEndpoint: `https://examplecollection001.${REGION}.aoss.amazonaws.com`,
    });
    store.domains.set('example-search', { Endpoints: { vpc: `vpc-example-search-abc123.${REGION}.es.amazonaws.com` } });
    store.documents.set('faq', [
      { _id: '1', _source: { vector: Array(1024).fill(0.5), text: '連絡先：taro@example.jp' } },
      {
        _id: '2',
        _source: { vector: Array(1024).fill(0.25), text: 'nothing', metadata: '{"author":"taro@example.jp"}' },
      },
    ]);
    const places = ['collection/examplecollection001', 'domain/example-search'].map(
      (name) => `opensearch://${REGION}/${name}/faq`,
    );
    const { code, result, stdout } = await asked(...places, '--endpoint-url', store.endpoint);
    expect([code, found(result).sort(), problemsOf(result)]).toEqual([
      1,
      ['text', 'text', 'metadata/author', 'metadata/author'].map((field) => `email /_source/${field}`).sort(),
      [],
    ]);
    expect(stdout).not.toContain('taro');
    store.searched = { status: 403, body: '{"status":403,"error":{"reason":"403 Forbidden","type":"Forbidden"}}' };
    const denied = await asked(...places, '--endpoint-url', store.endpoint);
    expect([denied.code, problemsOf(denied.result)]).toEqual([
      3,
      [
        ['denied', 'aoss:APIAccessAll'],
        ['denied', 'es:ESHttpPost'],
      ],
    ]);
  } finally {
    store.stop();
  }
});

it('no value of a record is shown', async () => {
  const documents = corpus(3, 21);
  const lines = documents.flatMap(({ content }) => content.split('\n')).filter((line) => line.trim() !== '');
  const planted = documents.flatMap(({ labelled }) =>
    labelled.flatMap(({ types, values }) => values.filter((_, index) => types[index] !== 'confidential_label')),
  );
  await log('example-planted', lines);
  await fill(
    'example-planted',
    [...new Set(lines)].map((line) => ({ id: { S: line }, note: { S: JSON.stringify({ line }) } })),
  );
  const { stdout } = await asked(
    `logs://${REGION}/example-planted`,
    `dynamodb://${REGION}/example-planted`,
    ...['--min-confidence', '0', '--max-objects', '5000'],
  );
  const shown = stdout.normalize('NFKC');
  expect(planted.filter((value) => shown.includes(value.normalize('NFKC')))).toEqual([]);
});
