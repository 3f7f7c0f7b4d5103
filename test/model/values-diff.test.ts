import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ValuesAt, type ValuesOf, valuesDiffOf } from '../../src/model/values-diff.js';
import { lowestHashes } from '../../src/pii/lowest-hashes.js';

const KEY = '0123456789abcdef';
const hash = (value: number): string => ((value * 2654435761) % 2 ** 32).toString(16).padStart(8, '0').padEnd(32, '0');
const hashes = (...values: readonly number[]): string[] => values.map(hash).sort();

const at = (place: string, found: Partial<ValuesAt> = {}): ValuesAt => ({
  place,
  region: 'ap-northeast-1',
  isWhole: true,
  types: [],
  ...found,
});
const emails = (...values: readonly number[]): ValuesAt['types'] => [
  { type: 'email', hashes: hashes(...values), complete: true },
];
const run = (...places: readonly ValuesAt[]): ValuesOf => ({ key: KEY, detectors: '1', places });

/** What the comparison says of the one place of the runs. */
const told = (before: ValuesAt | undefined, after: ValuesAt | undefined) => {
  const diff = valuesDiffOf(run(...(before ? [before] : [])), run(...(after ? [after] : [])));
  return diff !== undefined && 'places' in diff ? diff.places.flatMap(({ types }) => types) : diff;
};

it('tells of each place and type how many values are new, gone and still there', () => {
  const before = run(
    at('s3://b/a/', {
      types: [...emails(1, 2, 3), { type: 'organisation_term', id: 'code', hashes: hashes(9), complete: true }],
    }),
    at('s3://b/clean/'),
  );
  const after = run(at('s3://b/clean/'), at('s3://b/a/', { types: emails(2, 3, 4, 5) }));
  const none = { new: 0, unseenBefore: 0, gone: 0, unseenAfter: 0, still: 0 };
  expect(valuesDiffOf(before, after)).toEqual({
    key: KEY,
    otherDetectors: false,
    places: [
      {
        place: 's3://b/a/',
        region: 'ap-northeast-1',
        types: [
          { ...none, type: 'email', new: 2, gone: 1, still: 2 },
          { ...none, type: 'organisation_term', id: 'code', gone: 1 },
        ],
      },
    ],
  });
});

it('calls nothing new or gone where the other run did not see all of the place', () => {
  const [old, young] = [emails(1, 2), emails(2, 3, 4)];
  const counts = { type: 'email', new: 0, unseenBefore: 0, gone: 0, unseenAfter: 0, still: 1 };
  const part = { isWhole: false };
  const logs = (since: number, types: ValuesAt['types']) => at('logs://r/g', { since, types });
  expect([
    told(at('s3://b/', { ...part, types: old }), at('s3://b/', { types: young })),
    told(at('s3://b/', { types: old }), at('s3://b/', { ...part, types: young })),
    told(undefined, at('s3://b/', { types: young })),
    told(at('s3://b/', { types: old }), undefined),
    // What stood in an event of ninety days ago is still in its log group.
    told(logs(10, old), logs(20, young)),
    told(logs(20, old), logs(10, young)),
    told(logs(10, old), logs(10, young)),
  ]).toEqual([
    [{ ...counts, unseenBefore: 2, gone: 1 }],
    [{ ...counts, new: 2, unseenAfter: 1 }],
    [{ ...counts, unseenBefore: 3, still: 0 }],
    [{ ...counts, unseenAfter: 2, still: 0 }],
    [{ ...counts, new: 2, unseenAfter: 1 }],
    [{ ...counts, unseenBefore: 2, gone: 1 }],
    [{ ...counts, new: 2, gone: 1 }],
  ]);
});

it('compares samples only as far as both go, and what it says of them is true of all values there', () => {
  const some = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 200 });
  const sampled = (values: readonly number[]): ValuesAt => {
    const lowest = lowestHashes(20);
    for (const value of values) lowest.add(hash(value));
    return at('s3://b/', { types: values.length === 0 ? [] : [{ type: 'email', ...lowest.result() }] });
  };
  fc.assert(
    fc.property(some, some, (old, young) => {
      const [own] = [told(sampled(old), sampled(young))].flat();
      if (own === undefined || !('type' in own)) return;
      const ends = [old, young].flatMap((values) => (values.length > 20 ? (hashes(...values)[19] ?? '') : []));
      const within = (values: readonly number[]) => values.filter((value) => ends.every((end) => hash(value) <= end));
      const [was, is] = [new Set(within(old)), new Set(within(young))];
      expect([own.new, own.gone, own.still, own.share !== undefined]).toEqual([
        [...is].filter((value) => !was.has(value)).length,
        [...was].filter((value) => !is.has(value)).length,
        [...is].filter((value) => was.has(value)).length,
        ends.length > 0,
      ]);
    }),
  );
});

it('says of which share of the values its counts are', () => {
  const half = [`7${'f'.repeat(31)}`];
  const types: ValuesAt['types'] = [{ type: 'email', hashes: half, complete: false }];
  expect(told(at('s3://b/', { types }), at('s3://b/', { types }))).toEqual([
    { type: 'email', new: 0, unseenBefore: 0, gone: 0, unseenAfter: 0, still: 1, share: 0.5 },
  ]);
});

it('says why the values of two runs cannot be compared, and that they were looked for in another way', () => {
  const [none, other]: ValuesOf[] = [
    { key: undefined, detectors: '1' },
    { key: 'f'.repeat(16), detectors: '1' },
  ];
  const own = run();
  if (none === undefined || other === undefined) throw new Error('no runs');
  expect([
    valuesDiffOf(none, none),
    valuesDiffOf(none, own),
    valuesDiffOf(own, none),
    valuesDiffOf(own, other),
    valuesDiffOf(own, { key: KEY, detectors: '1' }),
    valuesDiffOf(own, { ...own, detectors: '2' }),
  ]).toEqual([
    undefined,
    { incomparable: 'none_before' },
    { incomparable: 'none_after' },
    { incomparable: 'other_key' },
    { incomparable: 'not_at_hand' },
    { key: KEY, otherDetectors: true, places: [] },
  ]);
});
