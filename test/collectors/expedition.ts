import type { Collector } from '../../src/collectors/collector.js';
import { actionOf } from '../../src/collectors/permissions.js';
import { collect } from '../../src/collectors/run.js';
import { openSession } from '../../src/collectors/session.js';
import type { Exchange, ExchangeKey } from '../../src/model/exchange.js';
import { isObject, type Json, type JsonObject } from '../../src/model/json.js';
import type { Resource, Source } from '../../src/model/resource.js';
import type { Listing } from '../../src/model/snapshot.js';
import { strangersIn } from './cloudformation.js';

/** Where the tests' expeditions go. */
export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
const NOW = Date.parse('2026-03-31T12:00:00Z');

/** What AWS says to one call: the members of a JSON answer, an XML document as it stands, or an error. */
export type Answer = JsonObject | string | Refusal | Document;

/**
 * Written answers by `service:Operation`, the service as `CallSite` names it. A function sees the call's input, as JSON,
 * and its key; where it returns undefined, as where nothing is written, the recording holds no answer.
 */
export type Answers = Readonly<
  Record<string, Answer | ((input: JsonObject, key: ExchangeKey) => Answer | undefined) | undefined>
>;

/** An answer with headers that matter. */
export interface Document {
  readonly written: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A text as S3 answers it, with its headers. */
export const written = (text: string, headers: Readonly<Record<string, string>>): Document => ({
  written: text,
  headers,
});

/** An error, written down in the protocol of the service that gives it. */
export interface Refusal {
  readonly refused: string;
  readonly message: string;
  readonly status: number;
  /** Of a cluster: what its answer is about. */
  readonly details?: JsonObject;
}

/** The error by which a service refuses, e.g. `refused('AccessDeniedException')`. */
export const refused = (code: string, message = `${code} was the answer`, status = 400): Refusal => ({
  refused: code,
  message,
  status,
});

/** The status of a call that nobody answers, e.g. `refused('ECONNREFUSED', 'connect ECONNREFUSED', NO_ANSWER)`. */
export const NO_ANSWER = 0;

/** What an expedition brought home. */
export interface Seen {
  readonly resources: readonly Resource[];
  readonly listings: readonly Listing[];
  /** `service:Operation region outcome`, in the order in which the calls ended. */
  readonly calls: readonly string[];
}

/**
 * Runs collectors as a scan does, through real clients of the SDK whose network is the written answers. Whatever else a
 * test compares, names of properties that CloudFormation does not know are refused, calls that no permission covers, and
 * listings that do not tell their window (which they are returned without).
 */
export const explore = async (
  collectors: Collector | readonly Collector[],
  answers: Answers,
  regions: readonly string[] = [REGION],
  since = NOW - 90 * 86_400_000,
  options: { readonly kubernetes?: boolean } = {},
): Promise<Seen> => {
  const resources: Resource[] = [];
  const listings: Listing[] = [];
  const calls: string[] = [];
  const asked = 'collect' in collectors ? [collectors] : collectors;
  const actions = new Set<string>();
  const expedition = await openSession(
    { regions, maxAttempts: 1, now: NOW, since, replayed: { account: ACCOUNT }, ...options },
    {
      answers: (key) => answeredBy(key, answers),
      scrub: (body) => body,
      record: () => undefined,
      count: ({ service, operation, region, outcome }) => {
        calls.push(`${service}:${operation} ${region} ${outcome}`);
        actions.add(actionOf(service, operation));
      },
      clock: () => NOW,
    },
  );
  await collect(asked, expedition, {
    resource: (resource) => {
      resources.push(resource);
    },
    listing: ({ since: from, ...listing }) => {
      const isWindowed = asked.some(({ type, isWindowed }) => type === listing.type && isWindowed);
      if (from !== (isWindowed ? since : undefined))
        throw new Error(`the listing of ${listing.type} does not say from when on things were listed`);
      listings.push(listing);
    },
  });
  const strangers = resources.flatMap((found) => strangersIn(found).map((name) => `${found.type} has no ${name}`));
  if (strangers.length > 0) throw new Error(`in CloudFormation, ${strangers.join(', ')}`);
  const permitted = asked.flatMap(({ permissions }) => permissions);
  const unpermitted = [...actions].filter((action) => !permitted.includes(action));
  if (unpermitted.length > 0) throw new Error(`no permission covers ${unpermitted.join(', ')}`);
  return { resources, listings, calls };
};

/** The sources of a resource that these calls showed. */
export const seenBy = (...operations: readonly string[]): Source[] =>
  operations.map((operation) => ({ operation, time: NOW }));

/** The listing of a type that was seen whole. */
export const complete = (type: string, region = REGION): Listing => ({
  type,
  account: ACCOUNT,
  region,
  state: 'complete',
});

/** The pages of a list, answered by the token that each page gives for the next: `token` in the input, `next` in the answer. */
export const pages =
  (pagesOf: readonly Answer[], token = 'NextToken', next = token) =>
  (input: JsonObject): Answer | undefined => {
    const index = Number(input[token] ?? 0);
    const page = pagesOf[index];
    return isJson(page) && index + 1 < pagesOf.length ? { ...page, [next]: String(index + 1) } : page;
  };

const isJson = (answer: Answer | undefined): answer is JsonObject =>
  isObject(answer) && !isRefusal(answer) && !isDocument(answer);

const isRefusal = (answer: Answer): answer is Refusal => isObject(answer) && 'refused' in answer;

const isDocument = (answer: Answer): answer is Document =>
  isObject(answer) && typeof answer.written === 'string' && isObject(answer.headers);

/** The exchange that written answers make of a call; undefined where they have none. */
export const answeredBy = (key: ExchangeKey, answers: Answers): Exchange | undefined => {
  const written = answers[`${key.service}:${key.operation}`];
  const answer = typeof written === 'function' ? written(inputOf(key.input), key) : written;
  if (answer === undefined) return undefined;
  const xml = XML[key.service];
  const type = xml === undefined ? 'application/json' : 'text/xml';
  const whole = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Exchange => ({
    ...key,
    time: NOW,
    attempts: 1,
    answer: { status, headers: { 'content-type': type, ...headers }, body },
  });
  if (typeof answer === 'string') return whole(200, answer);
  if (isDocument(answer)) return whole(200, answer.written, answer.headers);
  if (!isRefusal(answer)) return whole(200, JSON.stringify(answer));
  const { refused: code, message, status, details = {} } = answer;
  if (status === NO_ANSWER) return { ...key, time: NOW, attempts: 1, answer: { error: 'Unreachable', code, message } };
  if (key.service === 'kubernetes')
    return whole(
      status,
      JSON.stringify({ kind: 'Status', status: 'Failure', reason: code, message, details, code: status }),
    );
  if (xml !== undefined) return whole(status, xml(`<Code>${code}</Code><Message>${message}</Message>`));
  return whole(status, JSON.stringify({ __type: code, message }), { 'x-amzn-errortype': code });
};

const inputOf = (input: Json): JsonObject => (isInput(input) ? input : {});

const isInput = (input: Json): input is JsonObject => isObject(input);

/** How the services that answer in XML wrap an error; all others answer in JSON. */
const XML: Readonly<Record<string, (error: string) => string>> = {
  ec2: (error) => `<Response><Errors><Error>${error}</Error></Errors></Response>`,
  iam: (error) => `<ErrorResponse><Error><Type>Sender</Type>${error}</Error></ErrorResponse>`,
  s3: (error) => `<Error>${error}</Error>`,
  's3-control': (error) => `<ErrorResponse><Error>${error}</Error></ErrorResponse>`,
};
