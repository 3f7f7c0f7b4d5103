import { Unreadable } from '../../model/errors.js';
import type { ExchangeKey } from '../../model/exchange.js';
import { canonicalJson, type Json } from '../../model/json.js';
import { outcomeOf } from '../failure.js';
import { expectTime, type Flight, played, settle, sourceList, type Wiring } from '../transport.js';

/** Finds something out, or has the recording of a run tell what was found out then. */
export type OwnAnswers = (question: Question, find: () => Promise<Json>) => Promise<unknown>;

interface Question {
  readonly operation: string;
  readonly region: string;
  readonly input: Json;
}

/**
 * What kansa finds out by looking at what may not be kept: its finding is recorded as an answer of its own, in the place of all
 * that it read. A replay, and a run that goes on, take the finding.
 */
export const ownAnswers =
  (wiring: Wiring, account: string): OwnAnswers =>
  async ({ operation, region, input }, find) => {
    const key: ExchangeKey = { account, service: 'kansa', region, operation, input };
    const flight: Flight = { key, attempts: 1 };
    try {
      flight.exchange = wiring.answers === 'live' ? wiring.journal?.(key) : played(flight, wiring.answers(key));
      if (flight.exchange === undefined) {
        expectTime(wiring, flight);
        // The calls by which it is found out are no sources: nobody can play them again.
        const body = canonicalJson(await sourceList.run([], find));
        flight.isNew = true;
        flight.exchange = { ...key, time: wiring.clock(), attempts: 1, answer: { status: 200, headers: {}, body } };
      }
      const found = foundIn(flight.exchange);
      sourceList.getStore()?.push(settle(wiring, flight, 'ok'));
      return found;
    } catch (error) {
      settle(wiring, flight, outcomeOf(error), error);
      throw error;
    }
  };

const foundIn = ({ operation, answer }: NonNullable<Flight['exchange']>): unknown => {
  if ('error' in answer) throw Object.assign(new Error(answer.message), { name: answer.error, code: answer.code });
  try {
    return JSON.parse(answer.body);
  } catch (error) {
    throw new Unreadable(`the recorded finding of ${operation} is no JSON`, { cause: error });
  }
};
