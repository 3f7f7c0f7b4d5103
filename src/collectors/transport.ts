import { AsyncLocalStorage } from 'node:async_hooks';
import { getSmithyContext, HttpResponse } from '@smithy/core/transport';
import type { HandlerExecutionContext, InitializeHandlerOutput, MetadataBearer, Pluggable } from '@smithy/types';
import { Unreadable } from '../model/errors.js';
import type { Exchange, ExchangeKey } from '../model/exchange.js';
import { canonicalJson, isObject, type Json } from '../model/json.js';
import type { Payment } from '../model/purse.js';
import type { Source } from '../model/resource.js';
import type { Call } from '../model/snapshot.js';
import { atCallSite, BudgetSpent, hasCode, isExpired, NotRecorded, outcomeOf, Unpaid } from './failure.js';
import { eventTimes } from './logs/event-times.js';
import type { Renewal } from './renewal.js';
import { bodyOf, objectFacts, SIGNATURE_HEADERS } from './s3/object-facts.js';
import { isSaidInBody, markUnmodelled, type Wire } from './unmodelled.js';

/** How calls reach AWS, or a recording of it. */
export interface Wiring {
  /** Where calls are answered from. `live`: over the network. Otherwise the recorded answer, undefined for a miss. */
  readonly answers: 'live' | ((key: ExchangeKey) => Exchange | undefined);
  /** Of a live scan that goes on where another was cut off: the answers which that one had. */
  readonly journal?: (key: ExchangeKey) => Exchange | undefined;
  /** Of a live scan: is the time over in which calls may be made? */
  isOver?(): boolean;
  /** Of a command that asks what AWS charges for by the request: called before each attempt; false where it may not be sent. */
  mayPay?(key: ExchangeKey): boolean;
  /**
   * Of a command that looks into what is kept, for which AWS charges by what comes, too: called before each attempt; undefined where
   * it may not be sent. Of its answer no more is taken than is paid for.
   */
  pay?(key: ExchangeKey): Payment | undefined;
  /**
   * Of a command that looks into what is kept and keeps no recording: what an object, a log event, an item or a vector holds goes on
   * to whoever asked, of no object more bytes at once than this, and no list is kept for whoever asks again.
   */
  readonly contentUpTo?: number;
  /** Takes secrets out of an answer's body: a live scan judges the same scrubbed text that a replay does. */
  scrub(body: string, key: ExchangeKey): string;
  /** Called once for every call that went over the network. */
  record(exchange: Exchange): void;
  /** Called once for every call, whatever became of it. */
  count(call: Call): void;
  /** Epoch milliseconds. */
  clock(): number;
}

/** Facts are attributed to the calls made while they are gathered: run.ts opens a list of sources around each item. */
export const sourceList = new AsyncLocalStorage<Source[]>();

/** Error codes by which the call that is being made may say "there is none": run.ts sets them around a part. */
export const absentCodes = new AsyncLocalStorage<readonly string[]>();

/** Headers that a deserializer or a person needs; all others (cookies, dates, server names) stay out of recordings. */
const KEPT_HEADERS = [
  'content-type',
  'x-amzn-errortype',
  'x-amzn-requestid',
  'x-amz-request-id',
  'x-amz-bucket-region',
  'x-amzn-query-error',
];

/** What a command that looks into an object needs to know of it. */
const CONTENT_HEADERS = ['etag', 'content-range', 'x-amz-version-id'];

/** An object, whose answer is what a customer keeps: of a scan, only facts of it go on from here. */
const isObjectContent = ({ service, operation }: ExchangeKey): boolean => service === 's3' && operation === 'GetObject';

/** The other operations whose answers are what a customer keeps, and what of them goes on from here of a scan. */
const RECORD_CONTENT: Readonly<Record<string, (body: string) => string>> = {
  'cloudwatch-logs:FilterLogEvents': eventTimes,
  'dynamodb:Scan': () => 'no item is kept',
  'opensearch:Search': () => 'no document is kept',
  'opensearchserverless:Search': () => 'no document is kept',
  'sfn:DescribeExecution': () => 'no execution is kept',
  's3vectors:GetVectors': () => 'no vector is kept',
  's3vectors:ListVectors': () => 'no vector is kept',
};

/** What of an answer that holds records is kept; undefined of all others. */
const keptOf = ({ service, operation }: ExchangeKey, status: number): ((body: string) => string) | undefined =>
  status < 300 ? RECORD_CONTENT[`${service}:${operation}`] : undefined;

const keyOf = ({ input }: ExchangeKey): string => (isObject(input) && typeof input.Key === 'string' ? input.Key : '');

/** What passes between the middlewares of one call. */
export interface Flight {
  readonly key: ExchangeKey;
  attempts: number;
  exchange?: Exchange | undefined;
  /** What an object or a record holds, which is part of no exchange. */
  content?: Uint8Array;
  /** The answer came over the network, just now. */
  isNew?: true;
}

/**
 * The plugin that every client of kansa carries. Innermost it talks to the network or to the recording; around the
 * deserializer it marks what the SDK dropped; outermost it counts and records the call once, after all its attempts, of
 * which the last may be signed with renewed credentials.
 */
export const transport = (
  site: { readonly service: string; readonly region: string; readonly account: string; readonly wire: Wire },
  wiring: Wiring,
  renewal?: Renewal,
): Pluggable<object, MetadataBearer> => {
  const flights = new WeakMap<HandlerExecutionContext, Flight>();
  const once = asksOnce<{ result: InitializeHandlerOutput<MetadataBearer>; source: Source }>();
  const { service, region, account, wire } = site;

  return {
    applyToStack(stack) {
      stack.add(
        (next, context) => async (args) => {
          const operation = (context.commandName ?? '').replace(/Command$/, '');
          const key: ExchangeKey = { account, service, region, operation, input: jsonOf(args.input) };
          const flight: Flight = { key, attempts: 0 };
          const attempt = async () => {
            const credentials = await renewal?.held();
            try {
              return await next(args);
            } catch (error) {
              // The SDK chose them before its own attempts and signed every one with the same.
              if (!isExpired(error) || credentials === undefined || !(await renewal?.others(credentials))) throw error;
              return next(args);
            }
          };
          const call = async () => {
            flights.set(context, flight);
            try {
              const result = await attempt();
              return { result, source: settle(wiring, flight, 'ok') };
            } catch (error) {
              const isAbsent = hasCode(error, absentCodes.getStore() ?? []);
              const source = settle(wiring, flight, isAbsent ? 'absent' : outcomeOf(error), error);
              if (isAbsent) sourceList.getStore()?.push(source);
              throw atCallSite(error, { service, region, operation });
            }
          };
          // What several collectors need is asked once; the SDK has retried inside.
          const isOnce = isShared(operation) && wiring.contentUpTo === undefined;
          const { result, source } = await (isOnce ? once(canonicalJson(key), call) : call());
          sourceList.getStore()?.push(source);
          return result;
        },
        { step: 'initialize', priority: 'high', name: 'kansaCall', override: true },
      );
      stack.add(
        (next, context) => async (args) => {
          const schema = outputSchemaOf(context);
          const result = await next(args).catch((error: unknown) => {
            throw unreadable(error, flights.get(context)) ?? error;
          });
          const { exchange, content } = flights.get(context) ?? {};
          const answer = exchange?.answer;
          if (content !== undefined || answer === undefined || !('body' in answer)) return result;
          // Where an empty list is said in words, silence says nothing.
          if (answer.body.trim() === '' && isSaidInBody(schema)) throw new Unreadable('the answer is empty');
          markUnmodelled(wire, schema, answer.body, result.output);
          return result;
        },
        { step: 'deserialize', priority: 'high', name: 'kansaUnmodelled', override: true },
      );
      stack.add(
        (next, context) => async (args) => {
          const flight = flights.get(context);
          if (flight === undefined) return next(args);
          flight.attempts += 1;
          const { answer } =
            wiring.answers === 'live'
              ? (journalled(flight) ?? (await overTheNetwork(flight, () => next(args))))
              : played(flight, wiring.answers(flight.key));
          if ('error' in answer)
            throw Object.assign(new Error(answer.message), { name: answer.error, code: answer.code });
          const { status, headers, body } = answer;
          const content = status < 300 ? flight.content : undefined;
          return {
            response: new HttpResponse({
              statusCode: status,
              headers: { ...headers },
              body:
                isObjectContent(flight.key) && status < 300
                  ? bodyOf(content ?? body)
                  : (content ?? new TextEncoder().encode(body)),
            }),
          };
        },
        { step: 'deserialize', priority: 'low', name: 'kansaWire', override: true },
      );
    },
  };

  function journalled(flight: Flight): Exchange | undefined {
    // What is asked again was not answered well enough: only the first attempt takes what is known.
    const exchange = flight.attempts === 1 ? wiring.journal?.(flight.key) : undefined;
    if (exchange !== undefined) flight.exchange = exchange;
    return exchange;
  }

  async function overTheNetwork(flight: Flight, send: () => Promise<{ response: unknown }>): Promise<Exchange> {
    expectTime(wiring, flight);
    expectMoney(wiring, flight);
    const payment = paymentFor(wiring, flight);
    flight.isNew = true;
    const exchange = (answer: Exchange['answer']): Exchange => ({
      ...flight.key,
      time: wiring.clock(),
      attempts: flight.attempts,
      answer,
    });
    try {
      const { response } = await send();
      if (!HttpResponse.isInstance(response)) throw new Error('the HTTP handler gave no response');
      const arriving = piecesOf(response.body);
      const counted = payment === undefined ? undefined : upTo(arriving, payment.most);
      const pieces = counted?.pieces ?? arriving;
      const isContent = isObjectContent(flight.key) && response.statusCode < 300;
      const kept = keptOf(flight.key, response.statusCode);
      const isHandedOn = (isContent || kept !== undefined) && wiring.contentUpTo !== undefined;
      // A connection that breaks off within is asked again, as one that breaks off before. How many records an answer holds AWS
      // bounds, by 1 MB and some more for their names and quotes, or of documents whoever asks.
      if (isHandedOn) flight.content = await bytesUpTo(pieces, isContent ? (wiring.contentUpTo ?? 0) : MOST_OF_RECORDS);
      const body = isHandedOn
        ? ''
        : isContent
          ? canonicalJson(await objectFacts(pieces, keyOf(flight.key)))
          : wiring.scrub((kept ?? whole)(await textOf(pieces)), flight.key);
      const all = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
      payment?.came({
        status: response.statusCode,
        headers: Object.fromEntries(all),
        head: headBytes(all),
        body: counted?.bytes() ?? 0,
      });
      const headers = Object.fromEntries(
        all.filter(
          ([name, value]) =>
            KEPT_HEADERS.includes(name) ||
            (isHandedOn ? CONTENT_HEADERS.includes(name) : isContent && SIGNATURE_HEADERS[name]?.test(value)),
        ),
      );
      flight.exchange = exchange({ status: response.statusCode, headers, body });
    } catch (error) {
      const { name, code, message } = described(error);
      flight.exchange = exchange({ error: name, code, message });
    }
    return flight.exchange;
  }
};

const whole = (body: string): string => body;

const MOST_OF_RECORDS = 64 * 2 ** 20;

/** Ends a call: records it when it was made over the network, counts it, and says what it showed when. */
export const settle = (wiring: Wiring, flight: Flight, outcome: Call['outcome'], error?: unknown): Source => {
  const { service, operation, account, region } = flight.key;
  const exchange = flight.exchange ?? unsent(wiring, flight, error);
  if (exchange !== undefined && (flight.isNew || flight.exchange === undefined)) wiring.record(exchange);
  const requestId = requestIdOf(exchange);
  wiring.count({
    service,
    operation,
    account,
    region,
    outcome,
    attempts: exchange?.attempts ?? flight.attempts,
    ...(requestId !== undefined && { requestId }),
    ...(error instanceof Error && { error: error.name }),
  });
  return {
    operation: `${service}:${operation}`,
    time: exchange?.time ?? wiring.clock(),
    ...(requestId !== undefined && { requestId }),
  };
};

/** A live call that failed before anything was sent, e.g. for want of credentials: a replay must fail alike. */
const unsent = (wiring: Wiring, { key, attempts }: Flight, error: unknown): Exchange | undefined => {
  if (wiring.answers !== 'live' || error === undefined) return undefined;
  const { name, code, message } = described(error);
  return { ...key, time: wiring.clock(), attempts, answer: { error: name, code, message } };
};

/** Throws where the time is over in which calls may be made: then this one is not. */
export const expectTime = (wiring: Wiring, flight: Flight): void => {
  if (!wiring.isOver?.()) return;
  // What an earlier attempt got is not what ended the call.
  flight.exchange = undefined;
  throw new BudgetSpent('the time that --timeout allows was over');
};

const expectMoney = (wiring: Wiring, flight: Flight): void => {
  if (wiring.mayPay?.(flight.key) !== false) return;
  flight.exchange = undefined;
  throw new BudgetSpent('the money that may be spent does not pay for it');
};

const paymentFor = (wiring: Wiring, flight: Flight): Payment | undefined => {
  if (wiring.pay === undefined) return undefined;
  const payment = wiring.pay(flight.key);
  if (payment !== undefined) return payment;
  flight.exchange = undefined;
  throw new Unpaid('the money that may be spent does not pay for it');
};

/** What several collectors need: lists (of agents, of clusters), IAM's list of everything, and some describe calls. */
const isShared = (operation: string): boolean => operation.startsWith('List') || SHARED.has(operation);

const SHARED: ReadonlySet<string> = new Set([
  'DescribeCluster',
  'DescribeServices',
  'GetAccountAuthorizationDetails',
  'GetAgent',
  'GetApis',
  'GetBucketLocation',
  'GetRestApis',
]);

/** Makes each named call once and gives its answer, or its failure, to everyone who asks again. */
export const asksOnce = <T>(): ((name: string, call: () => Promise<T>) => Promise<T>) => {
  const asked = new Map<string, Promise<T>>();
  return (name, call) => {
    const answer = asked.get(name) ?? call();
    asked.set(name, answer);
    return answer;
  };
};

export const played = (flight: Flight, exchange: Exchange | undefined): Exchange => {
  if (exchange === undefined)
    throw new NotRecorded(
      `the recording holds no answer to ${flight.key.operation}(${canonicalJson(flight.key.input)})`,
    );
  flight.exchange = exchange;
  return exchange;
};

/** AWS did what it was asked, and what it said could not be read: each protocol of the SDK throws something else then. */
const unreadable = (error: unknown, flight: Flight | undefined): Unreadable | undefined => {
  const answer = flight?.exchange?.answer;
  if (answer === undefined || !('status' in answer) || answer.status >= 300) return undefined;
  // S3 may put an error into an answer that says 200.
  if (!(error instanceof Error) || '$fault' in error) return undefined;
  return new Unreadable(error.message, { cause: error });
};

/** The output schema of the operation, which the SDK leaves in the context (`[9, namespace, name, traits, input, output]`). */
const outputSchemaOf = (context: HandlerExecutionContext): unknown => {
  const schema: unknown = getSmithyContext(context).operationSchema;
  return Array.isArray(schema) ? schema[5] : undefined;
};

const requestIdOf = (exchange: Exchange | undefined): string | undefined =>
  exchange !== undefined && 'headers' in exchange.answer
    ? (exchange.answer.headers['x-amzn-requestid'] ??
      exchange.answer.headers['x-amz-request-id'] ??
      exchange.answer.headers['audit-id'])
    : undefined;

const textOf = async (pieces: AsyncIterable<Uint8Array | string>): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of pieces) chunks.push(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
  return Buffer.concat(chunks).toString('utf8');
};

/** Throws {@link Unreadable} where there is more: whoever asks for a part is not to be drowned in the whole. */
const bytesUpTo = async (pieces: AsyncIterable<Uint8Array | string>, most: number): Promise<Uint8Array> => {
  const taken: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    const last = Buffer.from(piece);
    taken.push(last);
    bytes += last.length;
    if (bytes > most) throw new Unreadable('the answer holds more than the part that was asked for');
  }
  return Buffer.concat(taken);
};

/** The pieces of a body, and how many bytes they had. Throws {@link Unreadable} where there are more than so many. */
const upTo = (pieces: AsyncIterable<Uint8Array | string>, most: number) => {
  let bytes = 0;
  return {
    bytes: () => bytes,
    pieces: (async function* () {
      for await (const piece of pieces) {
        bytes += Buffer.byteLength(piece);
        if (bytes > most) throw new Unreadable('the answer holds more than was paid for');
        yield piece;
      }
    })(),
  };
};

/** As HTTP/1.1 writes headers, with the line of the status before them. */
const headBytes = (headers: readonly (readonly [string, string])[]): number =>
  headers.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value) + 4, 64);

async function* piecesOf(body: unknown): AsyncGenerator<Uint8Array | string> {
  if (body === undefined) return;
  if (typeof body === 'string' || body instanceof Uint8Array) yield body;
  else yield* streamOf(body);
}

const streamOf = (body: unknown): AsyncIterable<Uint8Array | string> => {
  if (typeof body === 'object' && body !== null && Symbol.asyncIterator in body)
    return body as AsyncIterable<Uint8Array | string>;
  throw new Error('the answer has a body of an unknown kind');
};

const described = (error: unknown): { name: string; code: string; message: string } => {
  if (!(error instanceof Error)) return { name: 'Error', code: '', message: String(error) };
  return { name: error.name, code: 'code' in error ? String(error.code) : '', message: error.message };
};

/** The input as JSON says it: dates as ISO text, undefined members left out. */
const jsonOf = (input: unknown): Json => JSON.parse(JSON.stringify(input ?? {}));
