import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetVectorsCommand, ListVectorsCommand, S3VectorsClient } from '@aws-sdk/client-s3vectors';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CollectionClient, DomainClient, SearchCommand } from '../../src/collectors/opensearch/search.js';
import { openSession, type Session } from '../../src/collectors/session.js';
import type { Exchange } from '../../src/model/exchange.js';
import { REGION } from './expedition.js';
import { type RecordStore, startRecordStore } from './record-store.js';

const NOW = Date.parse('2026-03-31T12:00:00Z');
const PLANTED = 'taro@example.jp';

let store: RecordStore;
beforeAll(async () => {
  // Keys that open nothing.
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' });
  store = await startRecordStore();
  store.groups.set('g', [{ eventId: '1', timestamp: NOW, message: PLANTED }]);
  store.tables.set('t', { items: [{ mail: { S: PLANTED } }] });
  store.machines.set('m', [{ name: 'e', startDate: NOW, input: JSON.stringify({ mail: PLANTED }) }]);
  store.documents.set('d', [{ _id: PLANTED, _source: { text: PLANTED } }]);
  store.indexes.set('b/i', new Map([[PLANTED, { text: PLANTED }]]));
});
afterAll(() => store.stop());

const opened = async (contentUpTo?: number) => {
  const recorded: Exchange[] = [];
  const session = await openSession(
    { regions: [REGION], endpoint: store.endpoint, maxAttempts: 1, now: NOW, since: NOW },
    {
      answers: 'live',
      scrub: (body) => body,
      record: (exchange) => void recorded.push(exchange),
      count: () => undefined,
      clock: () => NOW,
      ...(contentUpTo !== undefined && { contentUpTo }),
    },
  );
  return { session, recorded };
};

const searchOf = (store: 'collection' | 'domain') =>
  new SearchCommand({
    place: { kind: 'opensearch', region: REGION, store, name: 'example', index: 'd' },
    endpoint: 'https://example.invalid',
    body: {
      from: 0,
      size: 1,
      track_total_hits: true,
      query: { function_score: { random_score: { seed: 1, field: '_seq_no' } } },
    },
  });

const CALLS: readonly [string, (session: Session) => Promise<unknown>][] = [
  [
    'events',
    ({ client }) =>
      client(CloudWatchLogsClient, REGION).send(
        new FilterLogEventsCommand({ logGroupName: 'g', startTime: 0, endTime: NOW }),
      ),
  ],
  ['items', ({ client }) => client(DynamoDBClient, REGION).send(new ScanCommand({ TableName: 't' }))],
  [
    'executions',
    ({ client }) =>
      client(SFNClient, REGION).send(
        new DescribeExecutionCommand({ executionArn: `arn:aws:states:${REGION}:111122223333:execution:m:e` }),
      ),
  ],
  ['documents of a collection', ({ client }) => client(CollectionClient, REGION).send(searchOf('collection'))],
  ['documents of a domain', ({ client }) => client(DomainClient, REGION).send(searchOf('domain'))],
  [
    'keys of vectors',
    ({ client }) =>
      client(S3VectorsClient, REGION).send(new ListVectorsCommand({ vectorBucketName: 'b', indexName: 'i' })),
  ],
  [
    'metadata of vectors',
    ({ client }) =>
      client(S3VectorsClient, REGION).send(
        new GetVectorsCommand({ vectorBucketName: 'b', indexName: 'i', keys: ['a', PLANTED], returnMetadata: true }),
      ),
  ],
];

describe.each(CALLS)('what %s say', (kind, ask) => {
  it('is no part of what a scan hands on or records', async () => {
    const { session, recorded } = await opened();
    const answer = await ask(session).then(
      (output) => JSON.stringify(output),
      (error: unknown) => String(error),
    );
    expect(answer).not.toContain(PLANTED);
    // Events tell their times; of all others an answer is none.
    expect(answer).toMatch(kind === 'events' ? new RegExp(`"timestamp":${NOW}`) : /^Unreadable/);
    expect(recorded.map(({ answer: kept }) => JSON.stringify(kept)).join()).not.toContain(PLANTED);
  });

  it('goes on to a session that was opened for it, and into no exchange', async () => {
    const { session, recorded } = await opened(1);
    expect(JSON.stringify(await ask(session))).toContain(PLANTED);
    expect(recorded.map(({ answer: kept }) => ('body' in kept ? kept.body : kept)).at(-1)).toBe('');
  });
});
