import type { Call } from './resolve.js';
import { type Protocol, SERVICES } from './services.js';

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type ErrorKind = 'deny' | 'throttle' | 'server_error' | 'expired_token';

const PRINCIPAL = 'arn:aws:sts::123456789012:assumed-role/KansaAudit/scan';

type Code = readonly [code: string, status: number];

/** The codes each protocol uses for the same trouble; EC2 and S3 list theirs apart (EC2 API error codes; S3 error responses). */
const CODES = {
  deny: {
    json: ['AccessDeniedException', 400],
    'rest-json': ['AccessDeniedException', 403],
    query: ['AccessDenied', 403],
    ec2: ['UnauthorizedOperation', 403],
    s3: ['AccessDenied', 403],
  },
  throttle: {
    json: ['ThrottlingException', 400],
    'rest-json': ['ThrottlingException', 429],
    query: ['Throttling', 400],
    ec2: ['RequestLimitExceeded', 503],
    s3: ['SlowDown', 503],
  },
  server_error: {
    json: ['InternalFailure', 500],
    'rest-json': ['InternalServerException', 500],
    query: ['ServiceFailure', 500],
    ec2: ['InternalError', 500],
    s3: ['InternalError', 500],
  },
  expired_token: {
    json: ['ExpiredTokenException', 400],
    'rest-json': ['ExpiredTokenException', 403],
    query: ['ExpiredToken', 403],
    ec2: ['RequestExpired', 400],
    s3: ['ExpiredToken', 400],
  },
} as const satisfies Record<ErrorKind, Record<Protocol, Code>>;

const MESSAGES = {
  deny: (call: Call) =>
    `User: ${PRINCIPAL} is not authorized to perform: ${action(call)}${resource(call)} because no identity-based policy allows the ${action(call)} action`,
  throttle: () => 'Rate exceeded',
  server_error: () => 'The request processing has failed because of an unknown error, exception or failure.',
  expired_token: () => 'The security token included in the request is expired',
} as const satisfies Record<ErrorKind, (call: Call) => string>;

/** Where S3 names the operation otherwise than the action that allows it (Service Authorization Reference, Amazon S3). */
const S3_ACTIONS = new Map([
  ['ListBuckets', 'ListAllMyBuckets'],
  ['GetBucketEncryption', 'GetEncryptionConfiguration'],
  ['GetBucketLifecycleConfiguration', 'GetLifecycleConfiguration'],
  ['GetObjectLockConfiguration', 'GetBucketObjectLockConfiguration'],
  ['GetBucketReplication', 'GetReplicationConfiguration'],
  ['GetPublicAccessBlock', 'GetBucketPublicAccessBlock'],
]);

const action = ({ service, operation }: Call): string => {
  const prefix = SERVICES.find(({ name }) => name === service)?.signingName ?? service;
  const renamed = service === 's3-control' ? 'GetAccountPublicAccessBlock' : S3_ACTIONS.get(operation);
  return `${prefix}:${(prefix === 's3' && renamed) || operation}`;
};

const resource = ({ service, input }: Call): string =>
  service === 's3' && typeof input.Bucket === 'string' ? ` on resource: "arn:aws:s3:::${input.Bucket}"` : '';

/** The refusal or breakdown that AWS would answer `call` with, in the protocol of its service. */
export const errorAnswer = (kind: ErrorKind, call: Call, requestId: string): Answer => {
  const [code, status] = CODES[kind][protocolOf(call)];
  return writeError({ code, status, message: MESSAGES[kind](call) }, call, requestId);
};

/** Any error of a service's model, as the service writes it. */
export const writeError = (
  { code, status, message }: { readonly code: string; readonly status: number; readonly message: string },
  call: Call,
  requestId: string,
): Answer => {
  const { type, body, headers } = WRITERS[protocolOf(call)](code, message, requestId);
  return { status, headers: { 'content-type': type, 'x-amzn-requestid': requestId, ...headers }, body };
};

const protocolOf = (call: Call): Protocol => {
  const protocol = SERVICES.find(({ name }) => name === call.service)?.protocol;
  if (protocol === undefined)
    throw new Error(`answer ${call.service} ${call.operation}: the emulator knows no such service`);
  return protocol;
};

type Written = { readonly type: string; readonly body: string; readonly headers?: Readonly<Record<string, string>> };

const WRITERS: Record<Protocol, (code: string, message: string, requestId: string) => Written> = {
  json: (code, message) => ({ type: 'application/x-amz-json-1.1', body: JSON.stringify({ __type: code, message }) }),
  'rest-json': (code, message) => ({
    type: 'application/json',
    headers: { 'x-amzn-errortype': code },
    body: JSON.stringify({ message }),
  }),
  query: (code, message, id) => ({
    type: 'text/xml',
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${xml(message)}</Message></Error><RequestId>${id}</RequestId></ErrorResponse>`,
  }),
  ec2: (code, message, id) => ({
    type: 'text/xml;charset=UTF-8',
    body: `<?xml version="1.0" encoding="UTF-8"?><Response><Errors><Error><Code>${code}</Code><Message>${xml(message)}</Message></Error></Errors><RequestID>${id}</RequestID></Response>`,
  }),
  s3: (code, message, id) => ({
    type: 'application/xml',
    headers: { 'x-amz-request-id': id },
    body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${xml(message)}</Message><RequestId>${id}</RequestId></Error>`,
  }),
};

/** Text as XML holds it. */
export const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
