import type { Json } from './json.js';

/** Which call an answer belongs to: two calls with the same key ask the same question. */
export interface ExchangeKey {
  readonly account: string;
  /** Signing name, e.g. `sagemaker`, `bedrock-agent`. */
  readonly service: string;
  readonly region: string;
  readonly operation: string;
  readonly input: Json;
}

/** One API call as it was answered, after scrubbing: what a recording holds and a replay plays. */
export interface Exchange extends ExchangeKey {
  /** Epoch milliseconds of the last attempt. */
  readonly time: number;
  readonly attempts: number;
  readonly answer:
    | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
    /** No answer came: connection refused or reset, name not found, time out. */
    | { readonly error: string; readonly code: string; readonly message: string };
}
