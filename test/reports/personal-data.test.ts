import { expect, it } from 'vitest';
import type { Evaluation } from '../../src/model/finding.js';
import { dataInShort } from '../../src/reports/run/personal-data.js';
import { benign } from './example.js';

const { personalData: places = [], scope } = benign;
const limited: Pick<Evaluation, 'personalData' | 'scope'> = {
  personalData: places,
  scope: {
    ...scope,
    personalData: {
      seed: 'kansa',
      minConfidence: 0.5,
      limits: { objects: 100, bytes: 2 ** 30, objectBytes: 2 ** 26, pages: 1000, usd: 0.5 },
    },
  },
};

it('what looking cost is told with what it could cost, in both languages', () => {
  expect((['en', 'ja'] as const).map((language) => dataInShort(limited, language)[1])).toEqual([
    'By the price list looking cost at most USD 0.166519 of USD 0.50 that could be spent; of that USD 0.166435 is transfer to the internet, which costs nothing within a region.',
    '検査に要した費用は、料金表によれば上限 USD 0.50 のうち最大 USD 0.166519 である（うちインターネットへのデータ転送 USD 0.166435。同一リージョン内で実行した場合は生じない）。',
  ]);
});

it('what looking cost is not told where a place does not say it, as in a run from before', () => {
  const [first, ...others] = places.map(({ cost: _, ...place }) => place);
  if (first === undefined) throw new Error('the example has no place');
  expect(dataInShort({ scope, personalData: [first, ...places.slice(1)] }, 'en')).toEqual([
    '3 places: something was found at 1; 1 was looked at whole.',
  ]);
  expect(dataInShort({ scope, personalData: [first, ...others] }, 'en')).toHaveLength(1);
});

it('that a run keeps hashes of the values is told with the key, in both languages', () => {
  const { personalData } = limited.scope;
  if (personalData === undefined) throw new Error('nobody looked');
  const keyed = { ...limited, scope: { ...scope, personalData: { ...personalData, key: '0123456789abcdef' } } };
  expect((['en', 'ja'] as const).map((language) => dataInShort(keyed, language)[2])).toEqual([
    'The snapshot also holds keyed hashes of the values (key 0123456789abcdef), by which runs are compared; nobody learns a value from them without the key.',
    'スナップショットには、実行間の比較のため、値の鍵付きハッシュ（鍵 0123456789abcdef）も記録している。鍵を持たない者が値を知ることはできない。',
  ]);
});
