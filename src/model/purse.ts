import type { ExchangeKey } from './exchange.js';
import { usdOf } from './prices.js';
import { boundOf, type PricedAnswer, priceOf } from './read-prices.js';

/** A request that is paid for. */
export interface Payment {
  /** So many bytes of its answer's body are. */
  readonly most: number;
  /** The answer came whole: from now on it costs what it was. One that never does costs what it could have been. */
  came(answer: PricedAnswer): void;
}

/** What reading costs at most, in US dollars of at most six decimals. */
export interface ReadCost {
  readonly usd: number;
  /** What of that is transfer to the internet, which costs nothing where kansa runs in the region of the data. */
  readonly transfer: number;
}

/** Pays for the requests by which places are looked at, one place after the other. */
export interface Purse {
  /** Undefined where what is left does not pay for it, or nobody knows what it costs. */
  pay(request: ExchangeKey): Payment | undefined;
  /** From now on so many millionths of a dollar may be spent. */
  begin(micros: number): void;
  /** What was spent since then, rounded up. */
  end(): ReadCost;
}

const NANOS_A_MICRO = 1000;

const usdRoundedUp = (nanos: number): number => usdOf(Math.ceil(nanos / NANOS_A_MICRO));

/** Of which nothing is spent. What is asked before any place is begun is paid for. */
export const purseOf = (): Purse => {
  let [limit, spent, transfer] = [Number.POSITIVE_INFINITY, 0, 0];
  return {
    pay(request) {
      const bound = boundOf(request);
      if (bound === undefined || spent + bound.nanos > limit) return undefined;
      spent += bound.nanos;
      transfer += bound.transfer;
      return {
        most: bound.most,
        came(answer) {
          const price = priceOf(request, answer);
          // Never more than was paid for before: then the limit would be none.
          spent -= Math.max(0, bound.nanos - price.nanos);
          transfer -= Math.max(0, bound.transfer - price.transfer);
        },
      };
    },
    begin(micros) {
      [limit, spent, transfer] = [micros * NANOS_A_MICRO, 0, 0];
    },
    end() {
      return { usd: usdRoundedUp(spent), transfer: usdRoundedUp(transfer) };
    },
  };
};
