import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allotted, callPool } from '../../src/collectors/cloudtrail/call-pool.js';

describe('calls that are shared out', () => {
  it('go to whoever wants little first, and to the others in equal parts', () => {
    expect(allotted([2, 100, 50, 0], 62)).toEqual([2, 30, 30, 0]);
    expect(allotted([1, 1], 0)).toEqual([0, 0]);
    expect(allotted([5, 5], 3)).toEqual([1, 2]);
  });

  it('are never more than there are, nor than is wanted, nor kept back from who wants more', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1 }), fc.nat(300), (wants, calls) => {
        const granted = allotted(wants, calls);
        const sum = granted.reduce((all, one) => all + one, 0);
        expect(granted.every((one, index) => one >= 0 && one <= (wants[index] ?? 0))).toBe(true);
        expect(sum).toBe(
          Math.min(
            calls,
            wants.reduce((all, one) => all + one, 0),
          ),
        );
      }),
    );
  });

  it('are the same whoever asks first, and wait for nobody who is done', async () => {
    const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
    await fc.assert(
      fc.asyncProperty(order, async (seats) => {
        const callsOf = callPool(4, 40);
        const granted: Record<number, number> = {};
        await Promise.all(
          seats.map(async (seat) => {
            const own = callsOf(seat);
            expect(own.granted(4)).toBe(4);
            // The last one fails before it asks.
            if (seat < 3) granted[seat] = await own.shared(seat * 10);
            own.done();
          }),
        );
        expect(granted).toEqual({ 0: 0, 1: 10, 2: 14 });
      }),
    );
    const callsOf = callPool(2, 10);
    expect([callsOf(0).granted(3), callsOf(0).granted(20)]).toEqual([3, 5]);
    callsOf(1).done();
    expect(await callsOf(0).shared(20)).toBe(2);
  });
});
