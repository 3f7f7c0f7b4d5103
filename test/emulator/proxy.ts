import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { searchAnswer } from './documents.js';
import { type Answer, errorAnswer, writeError } from './errors.js';
import { type Cluster, type EmulatedKubernetes, startKubernetes } from './kubernetes.js';
import { type Entry, findAnswer, findPatches, loadAnswers, patched, written } from './overlay.js';
import { queryAnswer } from './query.js';
import { type Call, type Input, type RawRequest, resolveCall } from './resolve.js';
import { onlySince, withoutSince } from './search.js';
import { SERVICES } from './services.js';

/**
 * A trouble to make. `reset` cuts the connection before a byte is answered; `truncated` gives half of the true answer
 * as if it were whole, `empty` nothing of it; `slow` gives the true answer after two seconds. Without `times` it lasts until replaced.
 */
export type Fault = {
  readonly service?: string;
  readonly operation?: string;
  readonly region?: string;
  readonly kind: 'deny' | 'throttle' | 'server_error' | 'reset' | 'slow' | 'truncated' | 'empty' | 'expired_token';
  readonly times?: number;
  /** Lets so many pages of a list through first. */
  readonly afterPage?: number;
  readonly match?: (input: Input) => boolean;
};

type LoggedRequest = Call & {
  /** 0 where the connection was cut. */
  readonly status: number;
  /** A patched answer of moto counts as the overlay's. */
  readonly answeredBy: 'moto' | 'overlay' | 'fault';
};

export type OverlayProxy = {
  readonly url: string;
  /** The inside of the account's clusters, which answers elsewhere. */
  readonly kubernetes: EmulatedKubernetes;
  readonly requests: readonly LoggedRequest[];
  readonly clear: () => void;
  readonly faults: (rules: readonly Fault[]) => void;
  /** Once every request that has come in is answered and logged, also those whose caller is gone. */
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type ProxyOptions = {
  readonly moto: string;
  /** Epoch ms that the overlay's times count back from; the wall clock at the start unless given. */
  readonly now?: number;
};

const SLOW_MS = 2_000;
const QUIET_MS = 200;

/** moto with what it lacks: written answers (answers/), made faults, and a log of every call. Loopback only. */
export const startProxy = async ({ moto, now = Date.now() }: ProxyOptions): Promise<OverlayProxy> => {
  const kubernetes = await startKubernetes();
  const files = [...loadAnswers().values()];
  const endpoints = kubernetes.clusters.map(whereItAnswers);
  const entriesOf = (service: string): readonly Entry[] => [
    ...files.filter((file) => file.service === service).flatMap(({ entries }) => entries),
    ...(service === 'eks' ? endpoints : []),
  ];
  const requests: LoggedRequest[] = [];
  const pages = new Map<string, number>();
  let rules: { readonly fault: Fault; left: number }[] = [];
  let answered = 0;

  /** The answer without faults. */
  const answer = async (request: RawRequest, call: Call, incoming: IncomingMessage): Promise<Told> => {
    const known = entriesOf(call.service);
    const documents = searchAnswer(call);
    if (documents !== undefined) return { by: 'overlay', ...own(documents) };
    const entry = findAnswer(known, call);
    if (entry !== undefined) return { by: 'overlay', ...own(overlayAnswer(entry, call, now, requestId(++answered))) };
    const asked = withoutSince(request, call);
    const forwarded = await forward(moto, asked.request, incoming.rawHeaders);
    const patches = findPatches(known, call);
    if (patches.length === 0 || forwarded.status !== 200) return { by: 'moto', ...forwarded };
    const body = Buffer.from(patched(onlySince(forwarded.body.toString(), asked.since), patches, call, now));
    return { by: 'overlay', status: 200, headers: forwarded.headers, body };
  };

  const pageOf = (call: Call): number => {
    const key = listKey(call);
    const page = isContinuation(call.input) ? (pages.get(key) ?? 1) + 1 : 1;
    pages.set(key, page);
    return page;
  };

  const take = (call: Call): Fault | undefined => {
    const page = pageOf(call);
    const rule = rules.find(({ fault, left }) => left > 0 && strikes(fault, call, page));
    if (rule !== undefined) rule.left -= 1;
    return rule?.fault;
  };

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await read(incoming);
    if (request.url.startsWith('/moto-api/')) return write(response, await forward(moto, request, incoming.rawHeaders));
    const call = resolveCall(request);
    const fault = take(call);
    const log = (status: number, answeredBy: LoggedRequest['answeredBy']) =>
      requests.push({ ...call, status, answeredBy });
    switch (fault?.kind) {
      case 'reset': {
        log(0, 'fault');
        response.socket?.resetAndDestroy();
        return;
      }
      case 'deny':
      case 'throttle':
      case 'server_error':
      case 'expired_token': {
        const error = own(errorAnswer(fault.kind, call, requestId(++answered)));
        log(error.status, 'fault');
        return write(response, error);
      }
      case 'slow':
        await sleep(SLOW_MS);
    }
    const { by, ...told } = await answer(request, call, incoming);
    log(told.status, fault === undefined ? by : 'fault');
    write(response, cutShort(told, fault?.kind));
  };

  let underWay = 0;
  const server = createServer((incoming, response) => {
    underWay += 1;
    handle(incoming, response)
      .catch((error: unknown) => {
        // The emulator's own trouble must not look like AWS's: no code of a service, and the cause in plain words.
        response.writeHead(599, { 'content-type': 'text/plain' }).end(`emulator: ${error}`);
      })
      .finally(() => {
        underWay -= 1;
      });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('start the overlay proxy: no port was given');

  return {
    url: `http://127.0.0.1:${address.port}`,
    kubernetes,
    requests,
    clear: () => {
      requests.length = 0;
      pages.clear();
    },
    faults: (faults) => {
      rules = faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
    },
    idle: async () => {
      // What a dead caller had sent may still come out of the socket: quiet is what stays quiet.
      for (let known = -1; underWay > 0 || requests.length !== known; await sleep(QUIET_MS)) known = requests.length;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      await kubernetes.stop();
    },
  };
};

const whereItAnswers = ({ name, endpoint, certificateAuthority: data }: Cluster): Entry => ({
  operation: 'DescribeCluster',
  match: { name },
  patch: { cluster: { endpoint, certificateAuthority: { data } } },
});

type Bytes = { readonly status: number; readonly headers: Headers; readonly body: Buffer };
type Headers = Readonly<Record<string, string | readonly string[]>>;
type Told = Bytes & { readonly by: 'moto' | 'overlay' };

const strikes = (fault: Fault, call: Call, page: number): boolean =>
  (fault.service ?? call.service) === call.service &&
  (fault.operation ?? call.operation) === call.operation &&
  (fault.region ?? call.region) === call.region &&
  page > (fault.afterPage ?? 0) &&
  (fault.match?.(call.input) ?? true);

const TOKEN = /^(next-?token|marker|continuation-?token)$/i;

const isContinuation = (input: Input): boolean =>
  Object.entries(input).some(([name, value]) => TOKEN.test(name) && value !== '' && value !== undefined);

/** Requests for the pages of one list differ by their token only. */
const listKey = ({ service, operation, region, input }: Call): string =>
  JSON.stringify([service, operation, region, Object.entries(input).filter(([name]) => !TOKEN.test(name))]);

/** Counted, not random, so that two runs give the same bytes. */
const requestId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const JSON_TYPES = { json: 'application/x-amz-json-1.1', 'rest-json': 'application/json' } as const;

const overlayAnswer = (entry: Entry, call: Call, now: number, id: string): Answer => {
  if (entry.error !== undefined) return writeError(entry.error, call, id);
  const protocol = SERVICES.find(({ name }) => name === call.service)?.protocol;
  if (protocol === 'query') {
    const body = queryAnswer(call.operation, written(entry, call, now), id);
    return { status: 200, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': id }, body };
  }
  if (protocol !== 'json' && protocol !== 'rest-json') {
    throw new Error(`answer ${call.service} ${call.operation}: written answers are not for EC2 and S3`);
  }
  return {
    status: 200,
    headers: { 'content-type': JSON_TYPES[protocol], 'x-amzn-requestid': id },
    body: JSON.stringify(written(entry, call, now)),
  };
};

const own = ({ status, headers, body }: Answer): Bytes => ({ status, headers, body: Buffer.from(body) });

const KEPT: Partial<Record<Fault['kind'], number>> = { truncated: 0.5, empty: 0 };

const cutShort = ({ status, headers, body }: Bytes, kind: Fault['kind'] = 'slow'): Bytes => ({
  status,
  headers,
  body: body.subarray(0, Math.floor(body.length * (KEPT[kind] ?? 1))),
});

const read = async (incoming: IncomingMessage): Promise<RawRequest> => {
  const { method = 'GET', url = '/', headers } = incoming;
  return { method, url, headers, body: await bytes(incoming) };
};

const bytes = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** RFC 9110 7.6.1, and the length, which the body read whole gives anew. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'content-length',
  'expect',
]);

const forward = async (
  moto: string,
  { method, url, body }: RawRequest,
  rawHeaders: readonly string[],
): Promise<Bytes> => {
  const outgoing = send(new URL(url, moto), { method, setHost: false, agent: false });
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const [name = '', value = ''] = rawHeaders.slice(i, i + 2);
    if (!HOP_BY_HOP.has(name.toLowerCase())) outgoing.setHeader(name, value);
  }
  if (body.length > 0) outgoing.setHeader('content-length', body.length);
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject);
  });
  outgoing.end(body);
  const response = await answered;
  const headers = Object.entries(response.headers).flatMap(([name, value]) =>
    value === undefined || HOP_BY_HOP.has(name) ? [] : [[name, value]],
  );
  return { status: response.statusCode ?? 0, headers: Object.fromEntries(headers), body: await bytes(response) };
};

const write = (response: ServerResponse, { status, headers, body }: Bytes): void => {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  // A HEAD answer speaks of a length it does not send.
  if (response.req.method !== 'HEAD') response.setHeader('content-length', body.length);
  response.end(body);
};
