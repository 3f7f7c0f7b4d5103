import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ACCOUNT, REGION } from './expedition.js';

/** An object: its bytes, or how many there are and how those from an offset on are made up. */
export interface Stored {
  readonly content: Uint8Array | { readonly size: number; readonly at: (offset: number, length: number) => Uint8Array };
  /** The ETag that it has by now, where that is not the one that the list shows. */
  readonly rewritten?: string;
  /** The error that a GET of it meets, and how often; always unless told. */
  readonly refused?: { readonly code: string; readonly message?: string; readonly status: number; times?: number };
  /** What S3 tells of its class and its encryption. */
  readonly told?: Readonly<Record<string, string>>;
  /** Breaks the connection off after so many bytes, so many times. */
  readonly broken?: { readonly after: number; times: number };
}

export interface ObjectStore {
  readonly endpoint: string;
  /** By bucket and key: `example-bucket/some/key`. A bucket is there where it has an object or an entry of its own. */
  readonly objects: Map<string, Stored>;
  readonly buckets: Set<string>;
  /** What was asked, e.g. `GET example-bucket/a.txt bytes=0-9`, `LIST example-bucket a/`. */
  readonly asked: string[];
  /** What of it was answered, with how many bytes of a body. */
  readonly answered: { readonly asked: string; readonly status: number; readonly bytes: number }[];
  /** Keys on a page of a list. */
  pageSize: number;
  /** Of a list, from which page on it is refused. */
  refusedFromPage: number;
  /** What HEAD of a bucket that is there answers; S3 names its region in any case. */
  headStatus: number;
  /** Answers what is asked of other services. */
  others?: (request: IncomingMessage) => Promise<Answer | undefined>;
  stop(): void;
}

/**
 * As much of S3 as looking into objects asks for, over HTTP
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html, API_ListObjectsV2.html, API_HeadBucket.html), and
 * of STS who asks.
 */
export const startObjectStore = async (): Promise<ObjectStore> => {
  const server = createServer(async (request, response) => {
    const asked = store.asked.length;
    const answer = (await store.others?.(request)) ?? answerTo(store, request);
    const { status, body = '', brokenAfter = Number.POSITIVE_INFINITY } = answer;
    for (const line of store.asked.slice(asked))
      store.answered.push({ asked: line, status, bytes: Math.min(Buffer.byteLength(body), brokenAfter) });
    write(answer, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const store: ObjectStore = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects: new Map(),
    buckets: new Set(),
    asked: [],
    answered: [],
    pageSize: 1000,
    refusedFromPage: Number.POSITIVE_INFINITY,
    headStatus: 200,
    stop: () => void server.close(),
  };
  return store;
};

export const etagOf = (key: string): string => `"${createHash('md5').update(key).digest('hex')}"`;

const sizeOf = ({ content }: Stored): number => (content instanceof Uint8Array ? content.length : content.size);

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string | Uint8Array;
  /** Where the connection breaks off. */
  readonly brokenAfter?: number;
}

const xml = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body,
});

const refusal = ({ code, message = code, status }: NonNullable<Stored['refused']>): Answer =>
  xml(status, `<Error><Code>${code}</Code><Message>${message}</Message></Error>`);

const write = ({ status, headers = {}, body = '', brokenAfter }: Answer, response: ServerResponse): void => {
  response.writeHead(status, headers);
  if (brokenAfter === undefined) response.end(body);
  else response.write(body.slice(0, brokenAfter), () => response.destroy());
};

const answerTo = (store: ObjectStore, { method, url = '/', headers }: IncomingMessage): Answer => {
  // No other place is there.
  if (method === 'POST' && headers['x-amz-target'] !== undefined)
    return {
      status: 400,
      headers: { 'content-type': 'application/json' },
      body: '{"__type":"ResourceNotFoundException"}',
    };
  if (method === 'POST')
    return xml(
      200,
      `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${ACCOUNT}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
    );
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const [, bucket = '', ...rest] = pathname.split('/');
  const key = decodeURIComponent(rest.join('/'));
  const isThere = store.buckets.has(bucket) || [...store.objects.keys()].some((name) => name.startsWith(`${bucket}/`));
  if (method === 'HEAD') {
    store.asked.push(`HEAD ${bucket}`);
    return isThere ? { status: store.headStatus, headers: { 'x-amz-bucket-region': REGION } } : { status: 404 };
  }
  if (!isThere) return refusal({ code: 'NoSuchBucket', status: 404 });
  if (searchParams.get('list-type') === '2') return list(store, bucket, searchParams);
  store.asked.push(`GET ${bucket}/${key} ${headers.range}`);
  return part(store.objects.get(`${bucket}/${key}`), key, headers);
};

const list = (store: ObjectStore, bucket: string, asked: URLSearchParams): Answer => {
  const prefix = asked.get('prefix') ?? '';
  const start = Number(asked.get('continuation-token') ?? 0);
  store.asked.push(`LIST ${bucket} ${prefix}`);
  if (start / store.pageSize >= store.refusedFromPage - 1)
    return refusal({ code: 'AccessDenied', message: 'Access Denied', status: 403 });
  const keys = [...store.objects.keys()]
    .filter((name) => name.startsWith(`${bucket}/${prefix}`))
    .map((name) => name.slice(bucket.length + 1))
    .sort();
  const page = keys.slice(start, start + store.pageSize);
  const next = start + page.length;
  const entries = page.map((key) => {
    const object = store.objects.get(`${bucket}/${key}`);
    const size = object === undefined ? 0 : sizeOf(object);
    // As S3 does where it is asked to: blanks as plus signs.
    const encoded = encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
    return `<Contents><Key>${encoded}</Key><LastModified>2026-03-30T01:02:03.000Z</LastModified><ETag>${etagOf(key).replaceAll('"', '&quot;')}</ETag><Size>${size}</Size></Contents>`;
  });
  const end = next < keys.length ? `<NextContinuationToken>${next}</NextContinuationToken>` : '';
  return xml(
    200,
    `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><EncodingType>url</EncodingType><IsTruncated>${next < keys.length}</IsTruncated>${end}${entries.join('')}</ListBucketResult>`,
  );
};

const part = (object: Stored | undefined, key: string, headers: IncomingMessage['headers']): Answer => {
  if (object === undefined) return refusal({ code: 'NoSuchKey', status: 404 });
  const { refused, broken, content, rewritten, told } = object;
  if (refused !== undefined && (refused.times ?? 1) > 0) {
    if (refused.times !== undefined) refused.times -= 1;
    return refusal(refused);
  }
  const etag = rewritten ?? etagOf(key);
  if (headers['if-match'] !== etag) return refusal({ code: 'PreconditionFailed', status: 412 });
  const [, from = '', to = ''] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
  const [offset, last] = [Number(from), Math.min(Number(to), sizeOf(object) - 1)];
  const body =
    content instanceof Uint8Array ? content.subarray(offset, last + 1) : content.at(offset, last + 1 - offset);
  const whole: Answer = {
    status: 206,
    headers: {
      ...told,
      etag,
      'content-length': body.length,
      'content-range': `bytes ${offset}-${last}/${sizeOf(object)}`,
    },
    body,
  };
  if (broken === undefined || broken.times === 0) return whole;
  broken.times -= 1;
  return { ...whole, brokenAfter: broken.after };
};
