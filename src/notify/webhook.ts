import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from '../model/errors.js';
import type { Notify } from './notice.js';

const ATTEMPTS = 3;
const PATIENCE_MS = 10_000;
const PAUSE_MS = 500;

/**
 * Posts a notice as JSON, `{subject, text, diff}`: chat services show `text`. The address often holds a token, so that
 * no message names more of it than its host.
 */
export const webhook =
  (address: string): Notify =>
  async (notice) => {
    const { host } = new URL(address);
    let trouble = '';
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const { done, said } = await post(address, JSON.stringify(notice));
      if (done) return;
      trouble = said;
      if (attempt < ATTEMPTS) await sleep(PAUSE_MS * attempt);
    }
    throw new UsageError(
      `webhook at ${host}: ${trouble}; check the address, which --notify-webhook (KANSA_NOTIFY_WEBHOOK) gave`,
    );
  };

const post = async (address: string, body: string): Promise<{ readonly done: boolean; readonly said: string }> => {
  try {
    const { ok, status } = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'kansa' },
      body,
      // A redirect could carry the findings to a place that nobody chose.
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { done: ok, said: `it answered ${status}` };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { done: false, said: `it gave no answer (${cause instanceof Error ? cause.message : String(cause)})` };
  }
};
