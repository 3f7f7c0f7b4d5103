import type { IncomingHttpHeaders } from 'node:http';
import type { NormalizedSchema } from '@smithy/core/schema';
import { type Operation, SERVICES, type Service } from './services.js';

/** What a call asks for, as the SDK's model names it. Query-protocol inputs stay flat (`Filter.member.1`), as sent. */
export type Call = {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly input: Input;
};

export type Input = Readonly<Record<string, unknown>>;

export type RawRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** Reads service, operation and input off a signed request; what no model knows keeps its method and path as its name. */
export const resolveCall = (request: RawRequest): Call => {
  const [, , region = '', signingName = ''] =
    request.headers.authorization?.match(/Credential=([^,]+)/)?.[1]?.split('/') ?? [];
  const candidates = SERVICES.filter((service) => service.signingName === signingName);
  for (const service of candidates) {
    const found = READERS[service.protocol](service, request);
    if (found !== undefined) return { service: service.name, region, ...found };
  }
  const [, index] = /^\/([^/]+)\/_search$/.exec(request.url) ?? [];
  // Documents lie at hosts of their own, of which an emulator knows nothing: by the index alone.
  if (index !== undefined && signingName === 'aoss')
    return {
      service: 'aoss',
      region,
      operation: 'Search',
      input: { ...jsonObject(request.body), index: decodeURIComponent(index) },
    };
  return { service: signingName, region, operation: `${request.method} ${request.url}`, input: {} };
};

type Found = { readonly operation: string; readonly input: Input };
type Reader = (service: Service, request: RawRequest) => Found | undefined;

const readTarget: Reader = (_service, { headers, body }) => {
  const target = headers['x-amz-target'];
  if (typeof target !== 'string') return undefined;
  return { operation: target.slice(target.lastIndexOf('.') + 1), input: jsonObject(body) };
};

const readAction: Reader = (_service, { body }) => {
  const { Action, Version: _, ...input } = Object.fromEntries(new URLSearchParams(body.toString()));
  return Action === undefined ? undefined : { operation: Action, input };
};

const readRest: Reader = (service, { method, url, body }) => {
  const { pathname, searchParams } = new URL(url, 'http://emulator');
  const found = [...service.operations.values()]
    .map((operation) => ({ operation, labels: matchHttp(operation, method, pathname, searchParams) }))
    .filter((match) => match.labels !== undefined)
    .sort((a, b) => literals(b.operation) - literals(a.operation))[0];
  if (found === undefined) return undefined;
  return {
    operation: found.operation.name,
    input: { ...jsonObject(body), ...queryMembers(found.operation.input, searchParams), ...found.labels },
  };
};

/** S3 carries the bucket in front of the modelled path (path style, which the SDK takes for IP addresses). */
const readS3: Reader = (service, { method, url }) => {
  if (service.name === 's3-control') return readRest(service, { method, url, headers: {}, body: NOTHING });
  const { pathname, search } = new URL(url, 'http://emulator');
  const [, bucket = '', ...key] = pathname.split('/');
  if (bucket === '') return readRest(service, { method, url: `/${search}`, headers: {}, body: NOTHING });
  const found = readRest(service, { method, url: `/${key.join('/')}${search}`, headers: {}, body: NOTHING });
  return found && { ...found, input: { ...found.input, Bucket: decodeURIComponent(bucket) } };
};

const NOTHING = Buffer.alloc(0);

const READERS = {
  json: readTarget,
  query: readAction,
  ec2: readAction,
  'rest-json': readRest,
  s3: readS3,
} as const;

/** The labels of a path such as `/agents/{agentId}/`, or undefined where method, path or a fixed query key differ. */
const matchHttp = (
  { http }: Operation,
  method: string,
  pathname: string,
  query: URLSearchParams,
): Record<string, string> | undefined => {
  if (http === undefined || http.method !== method) return undefined;
  const [path = '', fixed = ''] = http.path.split('?');
  for (const [key, value] of new URLSearchParams(fixed)) {
    if (query.get(key) !== value) return undefined;
  }
  const names: string[] = [];
  const pattern = path.replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
    names.push(name);
    return greedy === '+' ? '(.+)' : '([^/]+)';
  });
  const values = new RegExp(`^${pattern}$`).exec(pathname)?.slice(1).map(decodeURIComponent);
  return values && Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']));
};

/** Of two matching paths the one that says more is meant: `/?abac` before `/`. */
const literals = ({ http }: Operation): number => http?.path.replace(/\{[^}]*\}/g, '').length ?? 0;

const queryMembers = (input: NormalizedSchema, query: URLSearchParams): Record<string, unknown> =>
  Object.fromEntries(
    [...input.structIterator()]
      .map(([member, schema]) => ({ member, schema, name: schema.getMergedTraits().httpQuery }))
      .filter(({ name }) => name !== undefined && query.has(name))
      .map(({ member, schema, name = '' }) => [member, queryValue(schema, query.getAll(name))]),
  );

const queryValue = (schema: NormalizedSchema, values: readonly string[]): unknown => {
  if (schema.isListSchema()) return values;
  return schema.isNumericSchema() ? Number(values[0]) : values[0];
};

const jsonObject = (body: Buffer): Input => {
  if (body.length === 0) return {};
  const value: unknown = JSON.parse(body.toString());
  return isRecord(value) ? value : {};
};

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
