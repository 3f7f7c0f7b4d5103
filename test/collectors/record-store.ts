import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ACCOUNT } from './expedition.js';

interface StoredEvent {
  readonly eventId: string;
  readonly timestamp: number;
  readonly message: string;
}

/** An item as DynamoDB writes it: `{name: {S: 'text'}}`. */
type StoredItem = Readonly<Record<string, unknown>>;

interface StoredDocument {
  readonly _id: string;
  readonly _routing?: string;
  /** Absent where the index keeps none. */
  readonly _source?: unknown;
}

interface Refusal {
  readonly code: string;
  readonly message?: string;
  readonly status?: number;
  /** From which call of the operation on; from the first unless told. */
  readonly from?: number;
}

export interface RecordStore {
  readonly endpoint: string;
  /** By log group. */
  readonly groups: Map<string, StoredEvent[]>;
  /** By table; each with the count that AWS tells of it, where that is another. */
  readonly tables: Map<string, { readonly items: StoredItem[]; readonly count?: number }>;
  /** By bucket and index: the metadata by the vectors' keys. */
  readonly indexes: Map<string, Map<string, unknown>>;
  /** By state machine: executions, the newest first; each by the end of its ARN. */
  readonly machines: Map<
    string,
    {
      readonly name: string;
      readonly startDate: number;
      readonly input?: string;
      readonly output?: string;
      readonly cause?: string;
    }[]
  >;
  /** By the id of a collection of OpenSearch Serverless, what is told of it. */
  readonly collections: Map<string, Readonly<Record<string, unknown>>>;
  /** By the name of a domain of OpenSearch Service, its status. */
  readonly domains: Map<string, Readonly<Record<string, unknown>>>;
  /** By index, of whichever collection or domain. */
  readonly documents: Map<string, StoredDocument[]>;
  /** What a search answers in the place of documents. */
  searched?: { readonly status: number; readonly body: string };
  /** Keys that are listed and not there any more. */
  readonly deleted: Set<string>;
  /** What is refused, by operation. */
  readonly refused: Map<string, Refusal>;
  /** Each call with what it asked, in their order. */
  readonly asked: { readonly operation: string; readonly input: Readonly<Record<string, unknown>> }[];
  /** Records on a page. */
  pageSize: number;
  stop(): void;
}

/**
 * As much of CloudWatch Logs, DynamoDB, S3 Vectors, Step Functions, OpenSearch and STS as looking into records asks for, over HTTP. Written
 * from the API models of 2014-03-28 (@aws-sdk/client-cloudwatch-logs 3.1169.0), 2012-08-10 (client-dynamodb 3.1169.0), 2025-07-15
 * (client-s3vectors 3.1137.0), 2016-11-23 (client-sfn 3.1164.0), 2021-11-01 (client-opensearchserverless 3.1138.0) and 2021-01-01
 * (client-opensearch), and searches from https://docs.opensearch.org/latest/api-reference/search-apis/search/.
 */
export const startRecordStore = async (): Promise<RecordStore> => {
  const server = createServer((request, response) => {
    void answerTo(store, request).then(({ status, type, body }) => {
      response.writeHead(status, { 'content-type': type });
      response.end(body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const store: RecordStore = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    groups: new Map(),
    tables: new Map(),
    indexes: new Map(),
    machines: new Map(),
    collections: new Map(),
    domains: new Map(),
    documents: new Map(),
    deleted: new Set(),
    refused: new Map(),
    asked: [],
    pageSize: 1000,
    stop: () => void server.close(),
  };
  return store;
};

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const json = (value: unknown, status = 200): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});

const refusal = ({ code, message = code, status = 400 }: Refusal): Answer => json({ __type: code, message }, status);

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

const answerTo = async (store: RecordStore, request: IncomingMessage): Promise<Answer> => {
  const body = await bodyOf(request);
  const target = String(request.headers['x-amz-target'] ?? '');
  const [first = '', ...path] = (request.url ?? '').slice(1).split('/');
  const operation = operationOf(target === '' ? (request.url ?? '') : target);
  if (operation === '')
    return {
      status: 200,
      type: 'text/xml',
      body: `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${ACCOUNT}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
    };
  const input = body === '' ? { DomainName: path.at(-1) } : JSON.parse(body);
  store.asked.push({ operation, input });
  const refused = store.refused.get(operation);
  const calls = store.asked.filter((one) => one.operation === operation).length;
  if (refused !== undefined && calls >= (refused.from ?? 1)) return refusal(refused);
  if (operation === 'Search') return searched(store, decodeURIComponent(first), input, request.headers);
  return OPERATIONS[operation]?.(store, input) ?? refusal({ code: 'UnknownOperationException' });
};

const operationOf = (name: string): string => {
  if (name.endsWith('/_search')) return 'Search';
  return name.includes('/opensearch/domain/') ? 'DescribeDomain' : name.replace(/^.*[./]/, '');
};

/** As Serverless answers a search, and as it refuses a signature (serverless-clients.html). */
const searched = (
  { searched: told, documents }: RecordStore,
  index: string,
  { from, size, query, track_total_hits }: Input,
  { authorization = '', ...headers }: IncomingMessage['headers'],
): Answer => {
  const isSigned = /\/(?:aoss|es)\/aws4_request, SignedHeaders=[^,]*x-amz-content-sha256/.test(authorization);
  if (!isSigned || /SignedHeaders=[^,]*content-length/.test(authorization) || headers['content-length'] === undefined)
    return json({ status: 403, error: { reason: '403 Forbidden', type: 'Forbidden' } }, 403);
  if (told !== undefined) return { ...told, type: 'application/json' };
  const own = documents.get(index);
  if (own === undefined)
    return json({ error: { type: 'index_not_found_exception', reason: `no such index [${index}]` }, status: 404 }, 404);
  const { seed, field } = query.function_score.random_score;
  if (track_total_hits !== true || field !== '_seq_no' || from + size > 10_000)
    return json(
      { error: { type: 'illegal_argument_exception', reason: 'Result window is too large' }, status: 400 },
      400,
    );
  const scored = own
    .map((document, number) => ({ ...document, _score: scoreOf(seed, number) }))
    .sort((a, b) => b._score - a._score);
  return json({
    took: 1,
    timed_out: false,
    _shards: { total: 0, successful: 0, skipped: 0, failed: 0 },
    hits: {
      total: { value: own.length, relation: 'eq' },
      max_score: null,
      hits: scored.slice(from, from + size).map((hit) => ({ _index: index, ...hit })),
    },
  });
};

/** Of 24 bits, as OpenSearch gives it. */
const scoreOf = (seed: number, number: number): number =>
  (Math.imul((seed ^ number) + 0x9e3779b9, 0x85ebca6b) >>> 8) / 2 ** 24;

/** What a page begins with, and where the next one does. */
const pageOf = <T>(all: readonly T[], token: unknown, size: number): { readonly page: T[]; readonly next?: string } => {
  const start = Number(token ?? 0);
  const end = start + size;
  return { page: all.slice(start, end), ...(end < all.length && { next: String(end) }) };
};

// biome-ignore lint/suspicious/noExplicitAny: whatever a test asks
type Input = Readonly<Record<string, any>>;

const OPERATIONS: Readonly<Record<string, (store: RecordStore, input: Input) => Answer>> = {
  FilterLogEvents({ groups, pageSize }, { logGroupName, startTime, endTime, startFromHead, nextToken }) {
    const events = groups.get(logGroupName);
    if (events === undefined)
      return refusal({ code: 'ResourceNotFoundException', message: 'The specified log group does not exist.' });
    const within = events
      .filter(({ timestamp }) => timestamp >= startTime && timestamp <= endTime)
      .sort((a, b) => (a.timestamp - b.timestamp) * (startFromHead === false ? -1 : 1));
    const { page, next } = pageOf(within, nextToken, pageSize);
    return json({
      events: page.map((event) => ({ ...event, logStreamName: 'a', ingestionTime: event.timestamp })),
      searchedLogStreams: [],
      ...(next && { nextToken: next }),
    });
  },
  DescribeTable({ tables }, { TableName }) {
    const table = tables.get(TableName);
    if (table === undefined) return refusal({ code: 'ResourceNotFoundException', message: 'Table not found' });
    return json({ Table: { TableName, ItemCount: table.count ?? table.items.length } });
  },
  Scan({ tables, pageSize }, { TableName, Segment = 0, TotalSegments = 1, Limit = pageSize, ExclusiveStartKey }) {
    const { items = [] } = tables.get(TableName) ?? {};
    // As many neighbours to each segment.
    const own = items.filter((_, index) => Math.floor((index / items.length) * TotalSegments) === Segment);
    const { page, next } = pageOf(own, ExclusiveStartKey?.at?.N, Math.min(Limit, pageSize));
    return json({
      Items: page,
      Count: page.length,
      ScannedCount: page.length,
      ...(next && { LastEvaluatedKey: { at: { N: next } } }),
    });
  },
  ListVectors({ indexes, pageSize }, { vectorBucketName, indexName, nextToken }) {
    const index = indexes.get(`${vectorBucketName}/${indexName}`);
    if (index === undefined) return refusal({ code: 'NotFoundException', message: 'not found', status: 404 });
    const { page, next } = pageOf([...index.keys()], nextToken, pageSize);
    return json({ vectors: page.map((key) => ({ key })), ...(next && { nextToken: next }) });
  },
  ListExecutions({ machines, pageSize }, { stateMachineArn, nextToken }) {
    const name = stateMachineArn.split(':').at(-1);
    const executions = machines.get(name);
    if (executions === undefined) return refusal({ code: 'StateMachineDoesNotExist' });
    const { page, next } = pageOf(executions, nextToken, pageSize);
    return json({
      executions: page.map((one) => ({
        executionArn: stateMachineArn.replace(':stateMachine:', ':execution:').concat(`:${one.name}`),
        stateMachineArn,
        name: one.name,
        status: 'SUCCEEDED',
        startDate: one.startDate / 1000,
      })),
      ...(next && { nextToken: next }),
    });
  },
  DescribeExecution({ machines, deleted }, { executionArn }) {
    const [machine, name] = executionArn.split(':').slice(-2);
    const execution = machines.get(machine)?.find((one) => one.name === name);
    if (execution === undefined || deleted.has(name)) return refusal({ code: 'ExecutionDoesNotExist' });
    return json({ executionArn, status: 'SUCCEEDED', ...execution, startDate: execution.startDate / 1000 });
  },
  BatchGetCollection({ collections }, { ids }) {
    const [known, others] = [true, false].map((is) => ids.filter((id: string) => collections.has(id) === is));
    return json({
      collectionDetails: known.map((id: string) => ({ id, status: 'ACTIVE', ...collections.get(id) })),
      collectionErrorDetails: others.map((id: string) => ({
        id,
        errorCode: 'NOT_FOUND',
        errorMessage: 'The specified Collection is not found.',
      })),
    });
  },
  DescribeDomain({ domains }, { DomainName }) {
    const status = domains.get(DomainName);
    if (status === undefined) return refusal({ code: 'ResourceNotFoundException', status: 409 });
    return json({ DomainStatus: { DomainName, ...status } });
  },
  GetVectors({ indexes, deleted }, { vectorBucketName, indexName, keys }) {
    const index = indexes.get(`${vectorBucketName}/${indexName}`);
    return json({
      vectors: keys
        .filter((key: string) => !deleted.has(key))
        .map((key: string) => ({ key, metadata: index?.get(key) })),
    });
  },
};
