import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PiiFile, PiiResult } from '../../src/model/pii.js';
import { REGION } from '../collectors/expedition.js';
import { type RecordStore, startRecordStore } from '../collectors/record-store.js';
import { corpus } from '../pii/corpus.js';
import { LIMITS, looking, NOW } from './looking.js';

const SINCE = NOW - 7 * 86_400_000;
const GROUP = '/example/model-invocations';
const LOGS = `logs://${REGION}/${GROUP}`;
const TABLE = `dynamodb://${REGION}/agent-sessions`;
const INDEX = `s3vectors://${REGION}/example-vectors/faq`;
const MACHINE = `states://${REGION}/claims`;

let store: RecordStore;
beforeAll(async () => {
  // Keys that open nothing.
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' });
  store = await startRecordStore();
});
beforeEach(() => {
  for (const all of [store.groups, store.tables, store.indexes, store.machines, store.deleted, store.refused])
    all.clear();
  store.asked.length = 0;
  store.pageSize = 1000;
});
afterAll(() => store.stop());

const looked = looking(() => store.endpoint, 2);

const log = (...messages: readonly string[]): void => {
  store.groups.set(
    GROUP,
    messages.map((message, index) => ({ eventId: `event-${index}`, timestamp: NOW - (index + 1) * 60_000, message })),
  );
};
const put = (...items: readonly object[]): void => {
  store.tables.set('agent-sessions', { items: items.map((item) => ({ ...item })) });
};
const executed = (): void => {
  store.machines.set('claims', [{ name: 'one', startDate: NOW - 1000, input: '{}' }]);
};
const vectors = (metadata: Readonly<Record<string, unknown>>): void => {
  store.indexes.set('example-vectors/faq', new Map(Object.entries(metadata)));
};

const found = ({ files }: PiiResult) =>
  files.flatMap(({ detections }) => detections.map(({ type, count, locations }) => [type, count, locations]));
const problemsOf = ({ places, files }: PiiResult) => [
  ...(places?.[0]?.problems ?? []).map(({ reason, what }) => [reason, what]),
  ...files.flatMap((file: PiiFile) => file.problems.map(({ reason, what }) => [reason, what])),
];
const confident = (more: object) => ({ confidence: expect.any(Number), ...more });

describe('a log group', () => {
  it('is clean where every event of the window was listed, read whole and holds nothing', async () => {
    log('started', '{"level":"info"}');
    const { result } = await looked(LOGS);
    expect(result).toEqual({
      schemaVersion: 1,
      kansa: '0.0.0',
      exitCode: 0,
      minConfidence: 0.5,
      leftOut: [],
      files: [
        {
          path: LOGS,
          state: 'read',
          format: 'jsonl',
          encoding: 'utf-8',
          bytes: 27,
          problems: [],
          detections: [],
          below: 0,
        },
      ],
      places: [
        {
          place: LOGS,
          region: REGION,
          window: { since: SINCE, until: NOW },
          seed: 'kansa',
          limits: LIMITS,
          listed: { objects: 2, bytes: 23, pages: 1 },
          looked: { objects: 2, bytes: 27 },
          cost: { usd: 0.000004, transfer: 0.000001 },
          problems: [],
        },
      ],
      readCost: { usd: 0.000004, transfer: 0.000001 },
      requests: { 'cloudwatch-logs:FilterLogEvents': 1, 'sts:GetCallerIdentity': 1 },
    });
    expect(store.asked.map(({ input }) => input)).toEqual([
      { logGroupName: GROUP, startTime: SINCE, endTime: NOW, startFromHead: false },
    ]);
  });

  it('is read event by event: JSON by its members, texts in it that are JSON as well, and all else as text', async () => {
    log(
      JSON.stringify({
        modelId: 'example.model',
        input: { inputBodyJson: { messages: [{ content: [{ text: 'メールは taro@example.jp です' }] }] } },
        output: { outputBodyJson: JSON.stringify({ 氏名: '山田太郎' }) },
      }),
      'INFO call 03-3333-1234\ntel: 03-3333-1234',
    );
    const { result } = await looked(LOGS);
    const at = { record: expect.any(Number), time: NOW - 60_000 };
    expect([result.exitCode, found(result)]).toEqual([
      1,
      [
        ['email', 1, [confident({ ...at, pointer: '/input/inputBodyJson/messages/0/content/0/text' })]],
        [
          'phone',
          2,
          [
            confident({ record: expect.any(Number), time: NOW - 120_000 }),
            confident({ record: expect.any(Number), time: NOW - 120_000 }),
          ],
        ],
        ['name', 1, [confident({ ...at, pointer: '/output/outputBodyJson/氏名' })]],
      ],
    ]);
  });

  it('is asked for the events since the moment that is told, in the order in which AWS can', async () => {
    log('nothing');
    await looked(LOGS, { since: Date.UTC(2023, 0, 1) });
    expect(store.asked[0]?.input).toEqual({ logGroupName: GROUP, startTime: Date.UTC(2023, 0, 1), endTime: NOW });
  });

  it('without events is not clean', async () => {
    log();
    const { result } = await looked(LOGS);
    expect([result.exitCode, problemsOf(result)]).toEqual([3, [['empty', 'events since then']]]);
  });

  it('is listed so far as pages and bytes are allowed, the newest events first, and that is told', async () => {
    log('one taro@example.jp', 'two', 'three', 'four', 'five hanako@example.jp');
    store.pageSize = 2;
    const { result } = await looked(LOGS, { limits: { pages: 2 } });
    expect([problemsOf(result), result.places?.[0]?.listed.objects, found(result)[0]?.[1]]).toEqual([
      [['not_listed', '4']],
      4,
      1,
    ]);
    const short = await looked(LOGS, { limits: { bytes: 20 } });
    expect(problemsOf(short.result)).toEqual([['not_listed', '2']]);
  });

  it('gives a sample that depends on the events and the seed, not on pages', async () => {
    log(...Array.from({ length: 40 }, (_, index) => `user${index}@example.jp`));
    const sample = async (seed: string, pageSize: number) => {
      store.pageSize = pageSize;
      const { result } = await looked(LOGS, { seed, limits: { objects: 7 } });
      expect(problemsOf(result)).toEqual([['not_sampled', '7/40']]);
      return found(result);
    };
    const first = await sample('one', 1000);
    expect(await sample('one', 3)).toEqual(first);
    expect(await sample('two', 1000)).not.toEqual(first);
  });
});

describe('a table', () => {
  it('is read by the names of its attributes, whatever their type', async () => {
    put({
      id: { S: 'a-1' },
      mail: { S: 'taro@example.jp' },
      card: { N: '4111111111111111' },
      phones: { SS: ['03-3333-1234', '090-1234-5678'] },
      cards: { NS: ['5555555555554444'] },
      blob: { B: Buffer.from('hanako@example.jp').toString('base64') },
      packed: { B: gzipSync('{"mail":"jiro@example.jp"}').toString('base64') },
      zlib: { B: deflateSync('saburo@example.jp').toString('base64') },
      blobs: { BS: [Buffer.from('shiro@example.jp').toString('base64')] },
      profile: { M: { contact: { L: [{ M: { mail: { S: 'goro@example.jp' } } }, { NULL: true }, { BOOL: true }] } } },
      history: { S: '[{"role":"user","content":"mail rokuro@example.jp"}]' },
      'nanako@example.jp': { S: 'x' },
    });
    const { result } = await looked(TABLE);
    const places = result.files.flatMap(({ detections }) =>
      detections.flatMap(({ type, locations }) =>
        locations.map(({ record, pointer }) => `${type} ${record} ${pointer}`),
      ),
    );
    expect(result.files[0]?.problems).toEqual([]);
    expect(places.sort()).toEqual([
      'credit_card 1 /card',
      'credit_card 1 /cards/0',
      'email 1 /*',
      'email 1 /blob',
      'email 1 /blobs/0',
      'email 1 /history/0/content',
      'email 1 /mail',
      'email 1 /packed/mail',
      'email 1 /profile/contact/0/mail',
      'email 1 /zlib',
      'phone 1 /phones/0',
      'phone 1 /phones/1',
    ]);
  });

  it('that holds bytes that are no text, or a type that is not known, says so and is not clean', async () => {
    put({ a: { B: Buffer.from([0xff, 0xfe, 0x00, 0x01]).toString('base64') } }, { b: { X: 'new' } });
    const { result } = await looked(TABLE);
    expect([result.exitCode, result.files[0]?.state, problemsOf(result)]).toEqual([
      3,
      'partial',
      [
        ['parts_not_read', 'binary values'],
        ['parts_not_read', 'values of an unknown type'],
      ],
    ]);
  });

  it('is clean where all of it was read, and empty it is not', async () => {
    put({ id: { S: 'a' } }, { id: { S: 'b' } });
    store.pageSize = 1;
    const whole = await looked(TABLE);
    expect([whole.result.exitCode, whole.result.places?.[0]?.listed]).toEqual([0, { objects: 2, bytes: 6, pages: 2 }]);
    put();
    const empty = await looked(TABLE);
    expect([empty.result.exitCode, problemsOf(empty.result)]).toEqual([3, [['empty', 'items in it']]]);
  });

  it('larger than what is looked at is read by segments that the seed names, and no further', async () => {
    put(...Array.from({ length: 640 }, (_, index) => ({ mail: { S: `user${index}@example.jp` } })));
    const sample = async (seed: string) => {
      store.asked.length = 0;
      const { result } = await looked(TABLE, { seed, limits: { objects: 40 } });
      expect([result.exitCode, problemsOf(result)]).toEqual([1, [['not_sampled', '40/640']]]);
      const scans = store.asked.filter(({ operation }) => operation === 'Scan').map(({ input }) => input);
      // Ten items for each of some four segments would be 160: it is more and smaller ones.
      expect(scans[0]).toMatchObject({ TableName: 'agent-sessions', Limit: 40, TotalSegments: 256 });
      expect(new Set(scans.map(({ Segment }) => Segment)).size).toBe(scans.length);
      return scans;
    };
    const first = await sample('one');
    expect(await sample('one')).toEqual(first);
    expect(await sample('two')).not.toEqual(first);
  });

  it('whose count lags behind is read as far as is allowed, and told', async () => {
    const items = Array.from({ length: 9 }, (_, index) => ({ mail: { S: `user${index}@example.jp` } }));
    store.tables.set('agent-sessions', { items, count: 0 });
    const { result } = await looked(TABLE, { limits: { objects: 4 } });
    expect([result.places?.[0]?.looked.objects, problemsOf(result)]).toEqual([4, [['not_listed', '4']]]);
  });

  it('is read no further than bytes and pages allow', async () => {
    put(...Array.from({ length: 5 }, () => ({ note: { S: 'x'.repeat(100) } })));
    store.pageSize = 1;
    const short = await looked(TABLE, { limits: { bytes: 150 } });
    expect([short.result.places?.[0]?.listed.objects, problemsOf(short.result)]).toEqual([2, [['not_sampled', '2/5']]]);
    const few = await looked(TABLE, { limits: { pages: 1 } });
    expect(problemsOf(few.result)).toEqual([['not_sampled', '1/5']]);
  });
});

describe('a vector index', () => {
  it('is read by the metadata of its vectors, in which knowledge bases keep texts', async () => {
    vectors({
      'chunk-1': {
        AMAZON_BEDROCK_TEXT: '連絡先：taro@example.jp',
        AMAZON_BEDROCK_METADATA: '{"source":{"owner_mail":"hanako@example.jp"}}',
        page: 3,
        draft: false,
      },
      'chunk-2': null,
    });
    const { result } = await looked(INDEX);
    expect([result.exitCode, found(result)]).toEqual([
      1,
      [
        [
          'email',
          2,
          [
            confident({ record: expect.any(Number), pointer: '/metadata/AMAZON_BEDROCK_TEXT' }),
            confident({ record: expect.any(Number), pointer: '/metadata/AMAZON_BEDROCK_METADATA/source/owner_mail' }),
          ],
        ],
      ],
    ]);
    expect(store.asked.map(({ operation }) => operation)).toEqual(['ListVectors', 'GetVectors']);
  });

  it('gives the vectors whose keys hash lowest under the seed, and tells what was deleted meanwhile', async () => {
    vectors(Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`k${index}`, { text: 'nothing' }])));
    store.pageSize = 100;
    const { result } = await looked(INDEX, { limits: { objects: 120 } });
    expect([result.exitCode, problemsOf(result), result.places?.[0]?.listed.pages]).toEqual([
      3,
      [['not_sampled', '120/250']],
      3,
    ]);
    const [asked = [], more = []] = store.asked
      .filter(({ operation }) => operation === 'GetVectors')
      .map(({ input }) => input.keys as string[]);
    expect([asked.length, more.length]).toEqual([100, 20]);
    store.deleted.add(asked[0] ?? '');
    const less = await looked(INDEX, { limits: { objects: 120 } });
    expect(problemsOf(less.result)).toEqual([
      ['gone', undefined],
      ['not_sampled', '119/250'],
    ]);
  });

  it('is listed so many pages far, and empty it is not clean', async () => {
    vectors({ a: null, b: null, c: null });
    store.pageSize = 1;
    const { result } = await looked(INDEX, { limits: { pages: 2 } });
    expect([result.exitCode, problemsOf(result)]).toEqual([3, [['not_listed', '2']]]);
    vectors({});
    const empty = await looked(INDEX);
    expect([empty.result.exitCode, problemsOf(empty.result)]).toEqual([3, [['empty', 'vectors in it']]]);
  });
});

describe('executions of a state machine', () => {
  const execution = (name: string, daysAgo: number, more: object = {}) => ({
    name,
    startDate: NOW - daysAgo * 86_400_000,
    input: '{}',
    ...more,
  });

  it('are read by what they were given, what they gave back and why they failed, if they began within the window', async () => {
    store.machines.set('claims', [
      execution('one', 1, { input: '{"customer":{"mail":"taro@example.jp"}}', output: '"hanako@example.jp"' }),
      execution('two', 2, { cause: 'no such user jiro@example.jp' }),
      execution('old', 8, { input: '{"mail":"shiro@example.jp"}' }),
    ]);
    store.pageSize = 1;
    const { result } = await looked(MACHINE);
    expect([result.exitCode, result.places?.[0]?.listed.objects, problemsOf(result)]).toEqual([1, 2, []]);
    const [[type, count, locations]] = found(result) as [[string, number, { pointer: string; time: number }[]]];
    expect([type, count, locations.map(({ pointer, time }) => [pointer, time]).sort()]).toEqual([
      'email',
      3,
      [
        ['/cause', NOW - 2 * 86_400_000],
        ['/input/customer/mail', NOW - 86_400_000],
        ['/output', NOW - 86_400_000],
      ],
    ]);
  });

  it('are sampled, and told where they are not kept, deleted since or not to be had', async () => {
    store.machines.set('claims', [execution('one', 1), execution('two', 1), execution('three', 1)]);
    expect(problemsOf((await looked(MACHINE, { limits: { objects: 2 } })).result)).toEqual([['not_sampled', '2/3']]);
    store.deleted.add('two');
    expect(problemsOf((await looked(MACHINE)).result)).toEqual([
      ['gone', undefined],
      ['not_sampled', '2/3'],
    ]);
    store.pageSize = 1;
    expect(problemsOf((await looked(MACHINE, { limits: { pages: 1 } })).result)[0]).toEqual(['not_listed', '1']);
    store.machines.set('claims', [execution('old', 8)]);
    expect(problemsOf((await looked(MACHINE)).result)).toEqual([['empty', 'executions since then']]);
    store.refused.set('ListExecutions', { code: 'StateMachineTypeNotSupported' });
    expect(problemsOf((await looked(MACHINE)).result)).toEqual([['unavailable', 'StateMachineTypeNotSupported']]);
  });
});

describe('a place that cannot be read', () => {
  const CASES: readonly [string, string, string, string, () => void][] = [
    ['log group', LOGS, 'FilterLogEvents', 'logs:FilterLogEvents', () => log('a', 'b taro@example.jp')],
    ['table', TABLE, 'Scan', 'dynamodb:Scan', () => put({ id: { S: 'a' } })],
    ['table', TABLE, 'DescribeTable', 'dynamodb:DescribeTable', () => put({ id: { S: 'a' } })],
    ['vector index', INDEX, 'ListVectors', 's3vectors:ListVectors', () => vectors({ a: null })],
    ['vector index', INDEX, 'GetVectors', 's3vectors:GetVectors', () => vectors({ a: null })],
    ['state machine', MACHINE, 'ListExecutions', 'states:ListExecutions', () => executed()],
    ['state machine', MACHINE, 'DescribeExecution', 'states:DescribeExecution', () => executed()],
  ];

  it.each(CASES)('a %s %s without %s names the action that is lacking', async (_, path, operation, action, fill) => {
    fill();
    store.refused.set(operation, { code: 'AccessDeniedException' });
    const { result } = await looked(path);
    expect([result.exitCode, result.files, problemsOf(result)[0]]).toEqual([3, [], ['denied', action]]);
  });

  it.each(CASES)(
    'a %s %s is told where AWS throttles %s on every attempt, or its key cannot be used',
    async (_, path, operation, __, fill) => {
      fill();
      store.refused.set(operation, { code: 'ThrottlingException' });
      expect(problemsOf((await looked(path)).result)[0]).toEqual(['throttled', undefined]);
      const kms = 'User: x is not authorized to perform: kms:Decrypt on resource: y';
      store.refused.set(operation, { code: 'AccessDeniedException', message: kms });
      expect(problemsOf((await looked(path)).result)[0]).toEqual(['denied', 'kms:Decrypt']);
      store.refused.set(operation, { code: 'InternalServerError', status: 500 });
      expect(problemsOf((await looked(path)).result)[0]?.[0]).toBe('unavailable');
    },
  );

  it.each([
    [LOGS, 'log group'],
    [TABLE, 'table'],
    [INDEX, 'vector index'],
    [MACHINE, 'state machine'],
  ])('%s that is not there is refused', async (path, what) => {
    await expect(looked(path)).rejects.toThrow(
      `pii: ${path}: there is no ${what} of this name; check it, its region and the account`,
    );
  });

  it('counts as far as it was read', async () => {
    log('a taro@example.jp', 'b');
    store.pageSize = 1;
    store.refused.set('FilterLogEvents', { code: 'AccessDeniedException', from: 2 });
    const { result } = await looked(LOGS);
    expect([result.exitCode, found(result)[0]?.[0], problemsOf(result)]).toEqual([
      1,
      'email',
      [['denied', 'logs:FilterLogEvents']],
    ]);
  });
});

describe('the address of a place', () => {
  it.each([
    'logs:/x',
    'LOGS://eu-west-1/x',
    'logs://eu-west-1/',
    'logs://eu-west-1/two words',
    'logs://europe/x',
    'dynamodb://eu-west-1/a',
    'dynamodb://eu-west-1/table/x',
    's3vectors://eu-west-1/example-vectors',
    's3vectors://eu-west-1/example-vectors/faq/x',
    'states://eu-west-1/claims:1',
    'opensearch://eu-west-1/faq',
    'opensearch://eu-west-1/cluster/example/faq',
    'opensearch://eu-west-1/collection/Support-Docs/faq',
    'opensearch://eu-west-1/domain/2nd-search/faq',
    'opensearch://eu-west-1/collection/examplecollection001',
    'opensearch://eu-west-1/collection/examplecollection001/faq/_doc',
    'opensearch://eu-west-1/collection/examplecollection001/..',
    'opensearch://eu-west-1/collection/examplecollection001/_all',
    'opensearch://eu-west-1/collection/examplecollection001/faq*',
    'opensearch://eu-west-1/collection/examplecollection001/-faq,manuals',
    `opensearch://eu-west-1/domain/example-search/${'あ'.repeat(86)}`,
  ])('%j is refused', async (path) => {
    await expect(looked(path)).rejects.toThrow(
      /^pii: ".*name an? (log group|table|vector index|state machine|index) like/,
    );
  });

  it('names a region that there is', async () => {
    await expect(looked('dynamodb://eu-nowhere-1/table')).rejects.toThrow('there is no region eu-nowhere-1');
  });

  it('takes the name of a log group as it is, with slashes at its beginning or without', async () => {
    store.groups.set('plain', []);
    await looked(`logs://${REGION}/plain`);
    expect(store.asked[0]?.input.logGroupName).toBe('plain');
  });
});

it('shares bytes and pages out among places of every kind', async () => {
  log('x'.repeat(100));
  put({ a: { S: 'y'.repeat(400) } });
  const { result } = await looked(LOGS, { paths: [LOGS, TABLE], limits: { bytes: 1000, pages: 5 } });
  expect(result.places?.map(({ limits, listed }) => [limits.bytes, limits.pages, listed.bytes])).toEqual([
    [500, 3, 100],
    [900, 4, 401],
  ]);
});

describe('a limit in money', () => {
  it.each([
    // A page could cost 0.0026, the description of a table and a list of executions less.
    [LOGS, 0.002, {}],
    [INDEX, 0.002, {}],
    [TABLE, 0.002, { 'dynamodb:DescribeTable': 1 }],
    [MACHINE, 0.0005, {}],
  ])('that does not pay for a page of %s leaves it unseen, and says so', async (path, usd, requests) => {
    log('a');
    put({ id: { S: '1' } });
    vectors({ one: { text: 'a' } });
    executed();
    const { result } = await looked(path, { limits: { usd } });
    expect([result.exitCode, result.files, result.requests, problemsOf(result)]).toEqual([
      3,
      [],
      { ...requests, 'sts:GetCallerIdentity': 1 },
      [['cost_limit', undefined]],
    ]);
    expect(result.readCost?.usd).toBeLessThanOrEqual(usd);
  });

  it('that ends among pages keeps what was seen, and tells of the rest', async () => {
    store.pageSize = 1;
    log(...Array.from({ length: 10 }, () => 'x'.repeat(1_000_000)));
    // A page that could cost 0.0026 costs 0.000158.
    const { result } = await looked(LOGS, { limits: { usd: 0.003 } });
    expect([result.exitCode, problemsOf(result), result.places?.[0]?.listed.objects, result.readCost?.usd]).toEqual([
      3,
      [['cost_limit', undefined]],
      3,
      0.000475,
    ]);
  });
});

it('is told to a person in both languages', async () => {
  log('連絡先：taro@example.jp', 'nothing');
  const told = async (language: 'en' | 'ja') =>
    (await looked(LOGS, { language, format: 'text', limits: { objects: 1 }, seed: 'a' })).text;
  expect(await told('en')).toBe(`NOT READ WHOLE  ${LOGS}
  ! 1 of 2 log events were looked at; the rest was not (--max-objects, --max-bytes)
${LOGS}  jsonl, utf-8
  e-mail address  × 1  0.97  t***@***  form
    record 1 (2026-03-31T11:59:00.000Z)
1 file, 30 bytes looked at
${LOGS} (${REGION}): 1 of 2 log events looked at, 34 bytes read, from 2026-03-24T12:00:00.000Z to 2026-03-31T12:00:00.000Z, seed a
looking at places in AWS cost at most USD 0.000004; of that USD 0.000001 is transfer to the internet, which costs nothing within a region
requests to AWS, which charges by its price list: cloudwatch-logs:FilterLogEvents 1, sts:GetCallerIdentity 1
exit 1: something was found
`);
  expect(await told('ja')).toBe(`一部未読  ${LOGS}
  ! 2 件のうち 1 件だけを検査した。残りは検査していない（上限は --max-objects、--max-bytes）
${LOGS}  jsonl, utf-8
  メールアドレス  1 件  0.97  t***@***  書式
    1 件目 (2026-03-31T11:59:00.000Z)
ファイル 1 件、30 バイトを検査した
${LOGS}（${REGION}）：ログイベント 2 件中 1 件、34 バイトを読み取った。対象期間は 2026-03-24T12:00:00.000Z から 2026-03-31T12:00:00.000Z まで。シードは a
AWS 上のデータの読取りに要した費用：最大 USD 0.000004（うちインターネットへのデータ転送 USD 0.000001。同一リージョン内で実行した場合は生じない）
AWS へのリクエスト件数（料金は AWS の料金表による）：cloudwatch-logs:FilterLogEvents 1、sts:GetCallerIdentity 1
終了コード 1：検出あり
`);
});

it('shows no value of what it looked at, in any form, nor the key of an item or a vector', async () => {
  const documents = corpus(5, 11);
  const planted = documents.flatMap(({ labelled }) =>
    labelled.flatMap(({ types, values }) => values.filter((_, index) => types[index] !== 'confidential_label')),
  );
  const lines = documents.flatMap(({ content }) => content.split('\n')).filter((line) => line.trim() !== '');
  log(...lines, ...lines.map((line) => JSON.stringify({ message: JSON.stringify({ line }) })));
  put(
    ...lines.map((line) => ({ [line.slice(0, 200)]: { S: line }, packed: { B: gzipSync(line).toString('base64') } })),
  );
  vectors(Object.fromEntries(lines.map((line) => [line, { text: line }])));
  for (const format of ['text', 'json'] as const)
    for (const path of [LOGS, TABLE, INDEX]) {
      const { text } = await looked(path, { format, minConfidence: 0, limits: { objects: 5000 } });
      const shown = text.normalize('NFKC');
      expect(planted.filter((value) => shown.includes(value.normalize('NFKC')))).toEqual([]);
    }
});

it('reads JSON within JSON to its bottom, and loses nothing of what is no JSON', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), fc.nat(4), async (value, depth) => {
      const leaf = { value, mail: 'taro@example.jp' };
      let message = JSON.stringify(leaf);
      for (let level = 0; level < depth; level += 1) message = JSON.stringify({ deeper: message });
      log(message);
      const { result } = await looked(LOGS);
      const pointers = result.files[0]?.detections.find(({ type }) => type === 'email')?.locations;
      expect(pointers?.map(({ pointer }) => pointer)).toContain(`${'/deeper'.repeat(depth)}/mail`);
    }),
    { numRuns: 30 },
  );
});
