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
 * As much of CloudWatch Logs, DynamoDB, S3 Vectors, Step Functions and STS as looking into records asks for, over HTTP. Written from the API
 * models of 2014-03-28 (@aws-sdk/client-cloudwatch-logs 3.1169.0), 2012-08-10 (client-dynamodb 3.1169.0) and 2025-07-15
 * (client-s3vectors 3.1137.0), and 2016-11-23 (client-sfn 3.1164.0).
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
  const operation = (target === '' ? (request.url ?? '') : target).replace(/^.*[./]/, '');
  if (operation === '')
    return {
      status: 200,
      type: 'text/xml',
      body: `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${ACCOUNT}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
    };
  const input = JSON.parse(body);
  store.asked.push({ operation, input });
  const refused = store.refused.get(operation);
  const calls = store.asked.filter((one) => one.operation === operation).length;
  if (refused !== undefined && calls >= (refused.from ?? 1)) return refusal(refused);
  return OPERATIONS[operation]?.(store, input) ?? refusal({ code: 'UnknownOperationException' });
};

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
  GetVectors({ indexes, deleted }, { vectorBucketName, indexName, keys }) {
    const index = indexes.get(`${vectorBucketName}/${indexName}`);
    return json({
      vectors: keys
        .filter((key: string) => !deleted.has(key))
        .map((key: string) => ({ key, metadata: index?.get(key) })),
    });
  },
};
