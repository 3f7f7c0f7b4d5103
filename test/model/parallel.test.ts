import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inParallel } from '../../src/model/parallel.js';

test('results come in the order of what they are of, and never are more at work than were asked for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 5 })), fc.integer({ min: 1, max: 6 }), async (turns, atOnce) => {
      let working = 0;
      let most = 0;
      const results = await inParallel(turns, atOnce, async (count) => {
        working += 1;
        most = Math.max(most, working);
        for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
        working -= 1;
        return count;
      });
      expect([results, most <= atOnce]).toEqual([turns, true]);
    }),
  );
});

test('after a failure nothing is begun, and what was begun has ended when it is told', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const work = inParallel([0, 1, 2, 3, 4], 2, async (item) => {
    begun.push(item);
    await Promise.resolve();
    if (item === 1) throw new Error('no more');
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    ended.push(item);
  });
  await expect(work).rejects.toThrow('no more');
  expect([begun, ended]).toEqual([[0, 1], [0]]);
});
