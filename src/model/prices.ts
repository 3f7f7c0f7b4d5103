/** What AWS charges for looking at a text: so much for each unit of so many characters, of which a request has at least some. */
interface Price {
  /** Of one unit. */
  readonly characters: number;
  /** Units of the smallest request. */
  readonly least: number;
  /** Millionths of a US dollar, for one unit. */
  readonly micros: number;
}

/**
 * The first and dearest tier of https://aws.amazon.com/comprehend/pricing/, as known on 2026-11-29: units of 100 characters, at
 * least three a request; USD 0.0001 a unit, and USD 0.000002 to be told only whether a text holds any. That page fills
 * its tables by a script, so read them in a browser when these numbers are renewed.
 */
const PRICES: Readonly<Record<string, Price>> = {
  'comprehend:ContainsPiiEntities': { characters: 100, least: 3, micros: 2 },
  'comprehend:DetectDominantLanguage': { characters: 100, least: 3, micros: 100 },
  'comprehend:DetectPiiEntities': { characters: 100, least: 3, micros: 100 },
};

/** A request by what it costs at most. */
export interface Priced {
  readonly operation: string;
  readonly units: number;
  readonly micros: number;
}

/** Of an operation of which no price is known: undefined. Characters are counted in UTF-16 code units, of which there are never fewer. */
export const pricedAt = (operation: string, length: number): Priced | undefined => {
  const price = PRICES[operation];
  if (price === undefined) return undefined;
  const units = Math.max(price.least, Math.ceil(length / price.characters));
  return { operation, units, micros: units * price.micros };
};

const MICROS = 1_000_000;

export const usdOf = (micros: number): number => micros / MICROS;

/** Rounded down, so that nothing beyond it is spent. */
export const microsOf = (usd: number): number => Math.floor(usd * MICROS + 1e-6);

/** What may be spent, and what is. */
export interface Ledger {
  readonly limit: number;
  /** Takes note of a request, if what is left pays for it; false where it does not. */
  pay(request: Priced): boolean;
  spent(): number;
  /** By operation, in the order of their names. */
  units(): Readonly<Record<string, number>>;
}

/** Of so many millionths of a US dollar. */
export const ledgerOf = (limit: number): Ledger => {
  let spent = 0;
  const units = new Map<string, number>();
  return {
    limit,
    pay(request) {
      if (spent + request.micros > limit) return false;
      spent += request.micros;
      units.set(request.operation, (units.get(request.operation) ?? 0) + request.units);
      return true;
    },
    spent: () => spent,
    units: () => Object.fromEntries([...units].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
};
