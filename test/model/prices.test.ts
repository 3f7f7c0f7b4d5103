import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ledgerOf,
  microsOf,
  microsOfUnits,
  PRICED_POLICIES,
  pricedAt,
  pricedBy,
  priceOfGuardrails,
  usdOf,
} from '../../src/model/prices.js';

describe('the price of a request', () => {
  it.each([
    ['comprehend:DetectPiiEntities', 1, 3, 300],
    ['comprehend:DetectPiiEntities', 300, 3, 300],
    ['comprehend:DetectPiiEntities', 301, 4, 400],
    ['comprehend:DetectDominantLanguage', 1000, 10, 1000],
    ['comprehend:ContainsPiiEntities', 100_000, 1000, 2000],
  ])('%s of %i characters is %i units and %i millionths of a dollar', (operation, length, units, micros) => {
    expect(pricedAt(operation, length)).toEqual({ operation, units, micros });
  });

  it('is not known of what is not sold by the text', () => {
    expect(pricedAt('sts:GetCallerIdentity', 0)).toBeUndefined();
  });
});

describe('the price of a text that guardrails look at', () => {
  it.each([
    ['regular expressions alone', [[]], 1000, 1, 0],
    ['filters for personal data', [['sensitiveInformation']], 1, 1, 100],
    ['the same, of a character more than a unit', [['sensitiveInformation']], 1001, 2, 200],
    ['every policy', [PRICED_POLICIES], 25_000, 25, 12_500],
    ['two guardrails', [['content'], ['topic', 'contextualGrounding']], 500, 1, 400],
  ] as const)('adds up its policies: %s', (_, guardrails, length, units, micros) => {
    expect(pricedBy(priceOfGuardrails(guardrails), 'x:Y', length)).toEqual({ operation: 'x:Y', units, micros });
  });

  it('is that of the units which an answer counts', () => {
    const units = { content: 1, topic: 2, sensitiveInformation: 3, contextualGrounding: 4 };
    expect(microsOfUnits(units)).toBe(150 + 300 + 300 + 400);
  });
});

describe('a ledger', () => {
  it('pays for nothing that what is left does not cover, and counts what it paid', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.array(fc.integer({ min: 0, max: 2000 })), (limit, lengths) => {
        const ledger = ledgerOf(limit);
        let paid = 0;
        for (const length of lengths) {
          const request = pricedAt('comprehend:DetectPiiEntities', length);
          if (request === undefined) throw new Error('no price');
          const isPaid = ledger.pay(request);
          expect(isPaid).toBe(paid + request.micros <= limit);
          if (isPaid) paid += request.micros;
        }
        expect(ledger.spent()).toBe(paid);
        expect(paid).toBeLessThanOrEqual(limit);
        expect((ledger.units()['comprehend:DetectPiiEntities'] ?? 0) * 100).toBe(paid);
      }),
    );
  });

  it('takes note of what is owed beyond its limit, and pays for nothing after that', () => {
    const ledger = ledgerOf(300);
    ledger.owe(1000);
    expect([ledger.spent(), ledger.pay({ operation: 'x:Y', units: 0, micros: 0 })]).toEqual([1000, false]);
  });

  it('is kept in millionths of a dollar, rounded down', () => {
    expect([0.3, 0.1 + 0.2, 0.0000019, 1].map(microsOf)).toEqual([300_000, 300_000, 1, 1_000_000]);
    expect(usdOf(306)).toBe(0.000306);
  });
});
