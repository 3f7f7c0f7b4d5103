import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gathered } from '../../src/model/pieces.js';

const LEAST = 1 << 16;

test('gathered pieces are the same text, and only the last of them is short', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.nat({ max: 3 * LEAST }).map((length) => 'x'.repeat(length)),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const longer = [...gathered(pieces)];
      expect(longer.join('')).toBe(pieces.join(''));
      expect(longer.slice(0, -1).filter((one) => one.length < LEAST)).toEqual([]);
      expect(longer.filter((one) => one === '')).toEqual([]);
    }),
  );
});

test('no piece is asked for before there is room for it', () => {
  let asked = 0;
  const [first] = gathered(
    (function* () {
      for (;;) {
        asked += 1;
        yield 'x'.repeat(LEAST / 2);
      }
    })(),
  );
  expect([first?.length, asked]).toEqual([LEAST, 2]);
});
