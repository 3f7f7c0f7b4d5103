/** What AWS charges for looking at a text: so much for each unit of so many characters, of which a request has at least some. */
export interface Price {
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

/**
 * A text unit of a guardrail, and what each policy of it charges for one: USD 0.15 for a thousand units of content filters and of denied
 * topics, 0.10 of filters for personal data and of contextual grounding (https://aws.amazon.com/bedrock/pricing/, as known on
 * 2026-11-29). Word filters and regular expressions cost nothing; of automated reasoning no price is known here.
 */
const TEXT_UNIT = { characters: 1000, least: 1 } as const;
const POLICY_PRICES = { content: 150, topic: 150, sensitiveInformation: 100, contextualGrounding: 100 } as const;

/** A policy of a guardrail that costs. */
export type PricedPolicy = keyof typeof POLICY_PRICES;

/** Those of the dearest guardrail that there can be. */
export const PRICED_POLICIES: readonly PricedPolicy[] = [
  'content',
  'topic',
  'sensitiveInformation',
  'contextualGrounding',
];

/** The price of a text that each of these guardrails looks at by its policies. */
export const priceOfGuardrails = (guardrails: readonly (readonly PricedPolicy[])[]): Price => ({
  ...TEXT_UNIT,
  micros: guardrails.flat().reduce((sum, policy) => sum + POLICY_PRICES[policy], 0),
});

/** Millionths of a US dollar for so many units of each policy. */
export const microsOfUnits = (units: Readonly<Record<PricedPolicy, number>>): number =>
  PRICED_POLICIES.reduce((sum, policy) => sum + units[policy] * POLICY_PRICES[policy], 0);

/** A request by what it costs at most. */
export interface Priced {
  readonly operation: string;
  readonly units: number;
  readonly micros: number;
}

/** Of an operation of which no price is known: undefined. Characters are counted in UTF-16 code units, of which there are never fewer. */
export const pricedAt = (operation: string, length: number): Priced | undefined => {
  const price = PRICES[operation];
  return price && pricedBy(price, operation, length);
};

export const pricedBy = ({ characters, least, micros }: Price, operation: string, length: number): Priced => {
  const units = Math.max(least, Math.ceil(length / characters));
  return { operation, units, micros: units * micros };
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
  /** Takes note of what AWS charges beyond the price of a request that was paid for, whatever is left. */
  owe(micros: number): void;
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
    owe(micros) {
      spent += micros;
    },
    spent: () => spent,
    units: () => Object.fromEntries([...units].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
};
