import { Unreadable } from '../model/errors.js';
import type { Exchange } from '../model/exchange.js';
import type { GapCause, GapReason } from '../model/gap.js';
import { isObject } from '../model/json.js';
import type { CallOutcome } from '../model/snapshot.js';
import { actionOf } from './permissions.js';

/** Which call an error came from. The transport knows, and leaves it on the error. */
export interface CallSite {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
}

const sites = new WeakMap<object, CallSite>();

/** Remembers which call an error came from. */
export const atCallSite = (error: unknown, site: CallSite): unknown => {
  if (typeof error === 'object' && error !== null) sites.set(error, site);
  return error;
};

/** The replay holds no answer to a call: a gap, never a call. */
export class NotRecorded extends Error {
  override readonly name = 'NotRecorded';
}

/** What the user chose to leave out of the scan: a gap, never an absence. */
export class LeftOut extends Error {
  override readonly name = 'LeftOut';
}

/** The time for which AWS may be asked is over, or the money is spent: a gap, never a call. */
export class BudgetSpent extends Error {
  override readonly name = BUDGET_SPENT;
}

const BUDGET_SPENT = 'BudgetSpent';

/** What may be spent for reading does not pay for the call. */
export class Unpaid extends BudgetSpent {}

/** Is this how AWS says that the thing itself is gone (deleted between the list and the describe)? */
export const isGone = (error: unknown): boolean => {
  const { name, message } = errorOf(error);
  if (
    /^(ResourceNotFound(Exception)?|NotFoundException|NoSuchEntity(Exception)?|NoSuchBucket|NoSuchKey|TrailNotFoundException)$/.test(
      name,
    )
  )
    return true;
  // SageMaker says so by ValidationException: "Could not find model \"…\"", "RecordNotFound".
  return (
    name === 'ValidationException' &&
    /could not find|does not exist|not exist|cannot find|RecordNotFound/i.test(message)
  );
};

/** Does AWS say that the credentials of the call have expired? */
export const isExpired = (error: unknown): boolean => EXPIRED.test(errorOf(error).name);

/** Does the error bear one of these codes? */
export const hasCode = (error: unknown, codes: readonly string[]): boolean => codes.includes(errorOf(error).name);

/** What a failed call means for what it should have shown. */
export const causeOf = (error: unknown): GapCause => {
  const { name, message } = errorOf(error);
  const site = typeof error === 'object' && error !== null ? sites.get(error) : undefined;
  const reason = reasonOf(error);
  if (site === undefined) return { reason, detail: message };
  const call = `${site.service}:${site.operation} in ${site.region}`;
  return {
    reason,
    detail: `${call} ${WHAT_HAPPENED[reason] ?? 'failed'} (${name}): ${message}`,
    // What AWS cannot decrypt for the caller is cured by a right on the key, not by one on the call.
    ...(reason === 'denied' && {
      action:
        /^KMS/i.test(name) || /not authorized to perform: kms:Decrypt\b/.test(message)
          ? 'kms:Decrypt'
          : actionOf(site.service, site.operation),
    }),
  };
};

export const outcomeOf = (error: unknown): CallOutcome => {
  if (isGone(error)) return 'gone';
  const reason = reasonOf(error);
  if (reason === 'denied' || reason === 'throttled') return reason;
  return reason === 'not_collected' || reason === 'budget' ? 'skipped' : 'failed';
};

/**
 * Does an answer stand? One that says "not now" (throttled, expired, broken off) is asked for again when a scan is
 * resumed; a refusal stands: the run shall say what its role could see.
 */
export const isSettled = ({ answer }: Pick<Exchange, 'answer'>): boolean => {
  if ('error' in answer) return false;
  const { status, headers, body } = answer;
  if (status < 400) return true;
  if (status >= 500 || status === 429) return false;
  const said = [headers['x-amzn-errortype'], headers['x-amzn-query-error'], body].join(' ');
  return ![EXPIRED, THROTTLED, UNSIGNED].some((words) => words.test(said));
};

const EXPIRED = /\b(ExpiredToken(Exception)?|RequestExpired|TokenRefreshRequired)\b/;
/** How the SDK says that no source has credentials: nothing was sent then. */
const KEYLESS = 'CredentialsProviderError';
const THROTTLED =
  /throttl|TooManyRequests|SlowDown|RequestLimitExceeded|LimitExceededException|BandwidthLimit|ProvisionedThroughput/i;
const UNSIGNED =
  /\b(UnrecognizedClient|InvalidClientTokenId|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature)/;

const WHAT_HAPPENED: Partial<Record<GapReason, string>> = {
  denied: 'was denied',
  throttled: 'was throttled on every attempt',
  expired_credentials: 'was refused because the credentials had expired',
  unavailable: 'got no usable answer',
  unsupported_region: 'found no such service there, or the account has not enabled the region',
  parse_error: 'got an answer that could not be read',
  not_collected: 'is not in the recording',
  budget: 'was not made',
};

const reasonOf = (error: unknown): GapReason => {
  if (error instanceof NotRecorded || error instanceof LeftOut) return 'not_collected';
  if (error instanceof Unreadable) return 'parse_error';
  const { name, message, code, status } = errorOf(error);
  // By its name: a replay knows it by nothing else.
  if (name === BUDGET_SPENT) return 'budget';
  if (isExpired(error) || name === KEYLESS) return 'expired_credentials';
  if (THROTTLED.test(name) || status === 429) return 'throttled';
  // S3 forbids to read what lies in an archive, which no permission would cure.
  if (name === 'InvalidObjectState') return 'unavailable';
  // Macie denies every call where it is off, which no permission would cure.
  if (/^Macie is not enabled/i.test(message)) return 'unavailable';
  if (
    /^((KMS)?AccessDenied|UnauthorizedOperation|Unauthorized|NotAuthorized|AuthorizationError|AuthFailure|Forbidden)/i.test(
      name,
    )
  )
    return 'denied';
  // The account itself has answered by then: a region that it has not enabled does not know its credentials.
  if (UNSIGNED.test(name)) return 'unsupported_region';
  if (code === 'ENOTFOUND' || /^(OptInRequired|UnknownOperation)/.test(name)) return 'unsupported_region';
  if (error instanceof SyntaxError || error instanceof URIError || /deserialization|SerializationException/i.test(name))
    return 'parse_error';
  return status === 403 ? 'denied' : 'unavailable';
};

interface Described {
  readonly name: string;
  readonly message: string;
  readonly code: string;
  readonly status: number;
}

const errorOf = (error: unknown): Described => {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), code: '', status: 0 };
  const metadata = '$metadata' in error && isObject(error.$metadata) ? error.$metadata : {};
  return {
    name: error.name,
    message: firstLine(error.message),
    code: 'code' in error && typeof error.code === 'string' ? error.code : '',
    status: typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : 0,
  };
};

/** Error texts come from outside: one line, without control characters, of a length that a person reads. */
const firstLine = (message: string): string => (message.split('\n')[0] ?? '').replaceAll(/\p{Cc}/gu, ' ').slice(0, 400);
