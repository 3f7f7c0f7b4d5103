import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lowestHashes } from '../../src/pii/lowest-hashes.js';

const hashOf = (value: number): string => createHash('sha256').update(String(value)).digest('hex').slice(0, 32);

const values = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 200 });

it('keeps the lowest hashes, whatever their order and however often they come, and says whether they are all', () => {
  fc.assert(
    fc.property(values, (some) => {
      const lowest = lowestHashes(8);
      for (const value of some) lowest.add(hashOf(value));
      const all = [...new Set(some.map(hashOf))].sort();
      expect(lowest.result()).toEqual({ hashes: all.slice(0, 8), complete: all.length <= 8 });
    }),
  );
});

it('is the same for a whole as for its parts, put together', () => {
  fc.assert(
    fc.property(fc.array(values, { maxLength: 5 }), (parts) => {
      const [whole, joined] = [lowestHashes(8), lowestHashes(8)];
      for (const part of parts) {
        const own = lowestHashes(10);
        for (const value of part) {
          own.add(hashOf(value));
          whole.add(hashOf(value));
        }
        joined.addAll(own.result());
      }
      expect(joined.result()).toEqual(whole.result());
    }),
  );
});
