import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PiiResult } from '../../src/model/pii.js';
import { REGION } from '../collectors/expedition.js';
import { type RecordStore, startRecordStore } from '../collectors/record-store.js';
import { corpus } from '../pii/corpus.js';
import { LIMITS, looking } from './looking.js';

const ID = 'examplecollection001';
const INDEX = `opensearch://${REGION}/collection/${ID}/support-docs`;
const DOMAIN = `opensearch://${REGION}/domain/example-search/support-docs`;
/** Of the documents with their vectors, as they came. */
const COST = { usd: 0.000004, transfer: 0.000004 };

let store: RecordStore;
beforeAll(async () => {
  // Keys that open nothing.
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' });
  store = await startRecordStore();
});
beforeEach(() => {
  for (const all of [store.collections, store.domains, store.documents, store.refused]) all.clear();
  store.asked.length = 0;
  delete store.searched;
  store.collections.set(ID, { collectionEndpoint: `https://${ID}.${REGION}.aoss.amazonaws.com` });
  store.domains.set('example-search', { Endpoint: `search-example-search-abc123.${REGION}.es.amazonaws.com` });
});
afterAll(() => store.stop());

const looked = looking(() => store.endpoint, 1);

const hold = (...sources: readonly unknown[]): void => {
  store.documents.set(
    'support-docs',
    sources.map((_source, number) => ({ _id: `1%3A0%3A${number}`, _source })),
  );
};

/** As an embedding model gives it. */
const VECTOR = Array.from({ length: 1024 }, (_, number) => Math.sin(number));

const found = ({ files }: PiiResult) =>
  files.flatMap(({ detections }) =>
    detections.map(({ type, count, locations }) => [type, count, locations.map(({ pointer }) => pointer)]),
  );
const problemsOf = ({ places, files }: PiiResult) => [
  ...(places?.[0]?.problems ?? []).map(({ reason, what }) => [reason, what]),
  ...files.flatMap((file) => file.problems.map(({ reason, what }) => [reason, what])),
];

describe('an index of OpenSearch', () => {
  it.each([
    ['a collection', INDEX, 'opensearchserverless', 'BatchGetCollection'],
    ['a domain', DOMAIN, 'opensearch', 'DescribeDomain'],
  ])('of %s is clean where every document was read whole and holds nothing', async (_, path, service, describes) => {
    hold({ AMAZON_BEDROCK_TEXT_CHUNK: 'How to reset a router', 'bedrock-vector': VECTOR }, { text: 'nothing' });
    const { result } = await looked(path);
    expect(result).toEqual({
      schemaVersion: 1,
      kansa: '0.0.0',
      exitCode: 0,
      minConfidence: 0.5,
      leftOut: [],
      files: [
        {
          path,
          state: 'read',
          format: 'jsonl',
          encoding: 'utf-8',
          bytes: 155,
          problems: [],
          detections: [],
          below: 0,
        },
      ],
      places: [
        {
          place: path,
          region: REGION,
          seed: 'kansa',
          limits: LIMITS,
          listed: { objects: 2, bytes: 110, pages: 1 },
          looked: { objects: 2, bytes: 155 },
          cost: COST,
          problems: [],
        },
      ],
      readCost: COST,
      requests: { [`${service}:${describes}`]: 1, [`${service}:Search`]: 1, 'sts:GetCallerIdentity': 1 },
    });
    expect(store.asked.map(({ operation }) => operation)).toEqual([describes, 'Search']);
    expect(store.asked[1]?.input).toEqual({
      from: 0,
      size: 100,
      track_total_hits: true,
      query: {
        function_score: {
          query: { match_all: {} },
          random_score: { seed: 1632203255, field: '_seq_no' },
          boost_mode: 'replace',
        },
      },
    });
  });

  it('is read by the fields of its documents, ids and routing too, and texts that are JSON by their members', async () => {
    store.documents.set('support-docs', [
      {
        _id: 'hanako@example.jp',
        _routing: 'jiro@example.jp',
        _source: {
          AMAZON_BEDROCK_TEXT_CHUNK: '連絡先：taro@example.jp',
          AMAZON_BEDROCK_METADATA: JSON.stringify({ author: 'saburo@example.jp' }),
          pages: [{ 電話番号: '03-3333-1234' }],
        },
      },
    ]);
    expect(found((await looked(INDEX)).result)).toEqual([
      [
        'email',
        4,
        ['/_id', '/_routing', '/_source/AMAZON_BEDROCK_TEXT_CHUNK', '/_source/AMAZON_BEDROCK_METADATA/author'],
      ],
      ['phone', 1, ['/_source/pages/0/電話番号']],
    ]);
  });

  it('hides nothing behind the name of a vector field, and no digit of a long number', async () => {
    hold({ vector: ['taro@example.jp'], カード番号: 4111111111111111, cards: Array(20).fill(4111111111111111) });
    store.searched = {
      status: 200,
      body: JSON.stringify({
        hits: { total: { value: 1 }, hits: [{ _id: '1', _source: { card: 0 } }] },
      }).replace('"card":0', '"card":6212345678900000003,"rate":0.12345678901234567890'),
    };
    expect(found((await looked(INDEX)).result)).toEqual([['credit_card', 1, ['/_source/card']]]);
    delete store.searched;
    expect(found((await looked(INDEX)).result)).toEqual([
      ['credit_card', 21, expect.arrayContaining(['/_source/カード番号', '/_source/cards/0'])],
      ['email', 1, ['/_source/vector/0']],
    ]);
  });

  it('without sources is not clean', async () => {
    store.documents.set('support-docs', [{ _id: '1' }]);
    const { result } = await looked(INDEX);
    expect([result.exitCode, problemsOf(result)]).toEqual([3, [['parts_not_read', 'values of an unknown type']]]);
  });

  it('without documents is not clean', async () => {
    hold();
    const { result } = await looked(INDEX);
    expect([result.exitCode, problemsOf(result)]).toEqual([3, [['empty', 'documents in it']]]);
  });

  it('gives the same sample for the same seed, another for another, and says of how many', async () => {
    hold(...Array.from({ length: 250 }, (_, number) => ({ text: `user${number}@example.jp` })));
    const sample = async (seed: string, limits: Partial<typeof LIMITS>) => {
      const { result } = await looked(INDEX, { seed, limits });
      return [result.files.map(({ bytes }) => bytes), problemsOf(result), found(result)[0]?.[1]];
    };
    const [bytes, problems, count] = await sample('a', { objects: 7 });
    expect([problems, count]).toEqual([[['not_sampled', '7/250']], 7]);
    expect(await sample('a', { objects: 7 })).toEqual([bytes, problems, count]);
    expect(store.asked.filter(({ operation }) => operation === 'Search').map(({ input }) => input.size)).toEqual([
      7, 7,
    ]);
    await sample('b', { objects: 7 });
    const searches = store.asked.filter(({ operation }) => operation === 'Search');
    expect(new Set(searches.map(({ input }) => JSON.stringify(input.query))).size).toBe(2);
    store.asked.length = 0;
    expect(await sample('a', { objects: 205 })).toEqual([expect.anything(), [['not_sampled', '205/250']], 205]);
    expect(await sample('a', { objects: 5000 })).toEqual([expect.anything(), [], 250]);
    const asked = store.asked.filter(({ operation }) => operation === 'Search');
    expect(asked.map(({ input }) => [input.from, input.size])).toEqual([
      [0, 100],
      [100, 100],
      [200, 5],
      [0, 100],
      [100, 100],
      [200, 100],
    ]);
  });

  it('is read so far as documents, bytes and pages are allowed, and no further than it can be paged through', async () => {
    hold(...Array.from({ length: 250 }, () => ({ text: 'x'.repeat(100) })));
    const told = async (limits: Partial<typeof LIMITS>) => problemsOf((await looked(INDEX, { limits })).result);
    expect(await told({ objects: 250, pages: 2 })).toEqual([['not_sampled', '200/250']]);
    expect(await told({ objects: 250, bytes: 1000 })).toEqual([['not_sampled', '9/250']]);
    expect(await told({ pages: 0 })).toEqual([['not_listed', '0']]);
    hold(...Array.from({ length: 10_050 }, () => ({ text: 'x' })));
    expect(await told({ objects: 20_000 })).toEqual([['not_sampled', '10000/10050']]);
  });
});

describe('what is in the way is told by its reason:', () => {
  it.each([
    [
      403,
      { status: 403, error: { reason: '403 Forbidden taro@example.jp', type: 'Forbidden' } },
      ['denied', 'aoss:APIAccessAll'],
    ],
    [401, 'Unauthorized', ['denied', 'aoss:APIAccessAll']],
    [403, { message: 'The security token included in the request is expired' }, ['expired_credentials', undefined]],
    [429, 'Rate exceeded taro@example.jp', ['throttled', undefined]],
    [400, { error: { type: 'parsing_exception', reason: 'taro@example.jp' } }, ['unavailable', 'parsing_exception']],
    [503, '<html>taro@example.jp</html>', ['unavailable', 'SearchFailed']],
    [302, '', ['unavailable', 'SearchFailed']],
    [404, { error: { type: 'taro@example.jp' } }, ['unavailable', 'SearchFailed']],
    [200, '{"hits":', ['unavailable', 'Unreadable']],
    [200, { hits: {} }, ['unavailable', 'Unreadable']],
  ])('a search that is answered by %i, %o', async (status, body, problem) => {
    store.searched = { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
    const { text, result } = await looked(INDEX);
    expect([result.exitCode, problemsOf(result)]).toEqual([3, [problem]]);
    expect(text).not.toContain('taro');
  });

  it('an answer that is larger than what is held at once', async () => {
    store.searched = { status: 200, body: ' '.repeat(65 * 2 ** 20) };
    expect(problemsOf((await looked(INDEX)).result)).toEqual([['unavailable', 'Unreadable']]);
  });

  it('a part of the index that gave no answer, with what the others hold', async () => {
    const hits = { total: { value: 3, relation: 'eq' }, hits: [{ _id: '1', _source: { mail: 'taro@example.jp' } }] };
    store.searched = { status: 200, body: JSON.stringify({ timed_out: false, _shards: { failed: 1 }, hits }) };
    const { result } = await looked(INDEX);
    expect([result.exitCode, problemsOf(result)]).toEqual([
      1,
      [
        ['unavailable', 'partial answer'],
        ['not_sampled', '1/3'],
      ],
    ]);
  });

  it('what else a refusal may mean', async () => {
    store.searched = { status: 403, body: '{}' };
    const detailOf = async (path: string) => (await looked(path)).result.places?.[0]?.problems[0]?.detail;
    expect([await detailOf(INDEX), await detailOf(DOMAIN)]).toEqual([
      'opensearchserverless:Search in eu-west-1 was denied (AccessDenied): HTTP status 403; it takes aoss:APIAccessAll by IAM, a data access policy that allows aoss:ReadDocument on the index, and a network policy that lets in whoever asks',
      'opensearch:Search in eu-west-1 was denied (AccessDenied): HTTP status 403; it takes es:ESHttpPost by IAM or by the policy of the domain, and what its fine-grained access control asks for, where that is on',
    ]);
  });

  it('a collection that may not be described, one without an endpoint, and a domain in the making', async () => {
    store.refused.set('BatchGetCollection', { code: 'AccessDeniedException', status: 403 });
    expect(problemsOf((await looked(INDEX)).result)).toEqual([['denied', 'aoss:BatchGetCollection']]);
    store.refused.clear();
    store.collections.set(ID, { status: 'CREATING' });
    store.domains.set('example-search', {});
    for (const path of [INDEX, DOMAIN])
      expect(problemsOf((await looked(path)).result)).toEqual([['unavailable', 'NoEndpoint']]);
  });

  it.each([
    ['collection', INDEX.replace(ID, 'nosuchcollection')],
    ['domain', DOMAIN.replace('example-search', 'nosuch')],
    ['index', INDEX.replace('support-docs', 'nosuch')],
  ])('no such %s is a mistake of whoever asks', async (_, path) => {
    await expect(looked(path)).rejects.toThrow(
      `pii: ${path}: there is no index, or collection or domain, of this name; check it, its region and the account`,
    );
  });
});

it('is told to a person in both languages', async () => {
  hold({ text: '連絡先：taro@example.jp' }, { text: 'nothing' });
  const told = async (language: 'en' | 'ja') =>
    (await looked(INDEX, { language, format: 'text' })).text
      .split('\n')
      .filter((line) => line.includes(`(${REGION})`) || line.includes(`（${REGION}）`));
  expect(await told('en')).toEqual([`${INDEX} (${REGION}): 2 of 2 documents looked at, 80 bytes read, seed kansa`]);
  expect(await told('ja')).toEqual([`${INDEX}（${REGION}）：文書 2 件中 2 件、80 バイトを読み取った。シードは kansa`]);
  store.searched = { status: 403, body: '{}' };
  expect((await looked(INDEX, { language: 'ja', format: 'text' })).text).toContain(
    'アクセスが拒否された。aoss:APIAccessAll の許可、データアクセスポリシーによる aoss:ReadDocument の許可、接続元を許可するネットワークポリシーが必要である',
  );
});

it('shows no value of what it looked at, in any form, nor the id of a document', async () => {
  const documents = corpus(5, 11);
  const planted = documents.flatMap(({ labelled }) =>
    labelled.flatMap(({ types, values }) => values.filter((_, index) => types[index] !== 'confidential_label')),
  );
  const lines = documents.flatMap(({ content }) => content.split('\n')).filter((line) => line.trim() !== '');
  store.documents.set(
    'support-docs',
    lines.map((line) => ({ _id: line, _source: { text: line, [line]: { line }, vector: VECTOR } })),
  );
  for (const format of ['text', 'json'] as const) {
    const { text } = await looked(INDEX, { format, minConfidence: 0, limits: { objects: 5000 } });
    const shown = text.normalize('NFKC');
    expect(planted.filter((value) => shown.includes(value.normalize('NFKC')))).toEqual([]);
  }
});
