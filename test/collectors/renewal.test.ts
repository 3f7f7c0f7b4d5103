import { expect, test } from 'vitest';
import { renewalOf } from '../../src/collectors/renewal.js';

const keys = (accessKeyId: string) => ({ accessKeyId, secretAccessKey: 'not-a-real-key' });

/** A source that holds what it gave last, as the SDK's do, and gives these one after the other when forced. */
const sourceOf = (...given: readonly string[]) => {
  let forced = 0;
  return {
    forced: () => forced,
    async source({ forceRefresh = false } = {}) {
      if (forceRefresh) forced += 1;
      const id = given[forced];
      if (id === undefined) throw new Error('the source is dry');
      return keys(id);
    },
  };
};

test('credentials that were refused are renewed once, however many calls they failed', async () => {
  const { source, forced } = sourceOf('FIRST', 'SECOND');
  const renewal = renewalOf(source);
  const refused = await renewal.held();
  expect(await Promise.all([1, 2, 3].map(() => renewal.others(refused)))).toEqual([true, true, true]);
  expect(await renewal.others(refused)).toBe(true);
  expect([forced(), await renewal.held()]).toEqual([1, keys('SECOND')]);
});

test('there are no others where the source gives the same again, or nothing', async () => {
  expect(await renewalOf(sourceOf('SAME', 'SAME').source).others(keys('SAME'))).toBe(false);
  expect(await renewalOf(sourceOf('ONLY').source).others(keys('ONLY'))).toBe(false);
});
