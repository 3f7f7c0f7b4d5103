import parse from 'libphonenumber-js/max';
import { expect, it } from 'vitest';

/** What the library says of a number within Japan. */
const planned = (digits: string): string => {
  const number = parse(digits, 'JP');
  return number?.isValid() ? String(number.getType()) : 'none';
};

it('is true of the plan of Japan that six digits and the length of a number say all of it, but behind 00 and 010, and that none has fewer than nine', () => {
  const split: string[] = [];
  const short: string[] = [];
  const types = new Set<string>();
  for (let area = 1100; area < 10_000; area += 1)
    for (const [fifth, ...lengths] of [
      [area % 10, 9, 10, 11],
      [(area + 5) % 10, 10, 11, 12],
      [(area + 3) % 10, 7, 8],
    ] as const)
      for (const length of lengths) {
        const prefix = `0${area}${fifth}`;
        const tail = length - prefix.length;
        const [first, ...others] = ['0'.repeat(tail), '9'.repeat(tail), '4821736'.slice(0, tail)].map((rest) =>
          planned(prefix + rest),
        );
        if (length < 9 && first !== 'none') short.push(prefix);
        if (first !== undefined) types.add(first);
        if (others.some((other) => other !== first)) split.push(`${prefix} ${length}`);
      }
  expect([split, short]).toEqual([[], []]);
  expect([...types].sort()).toEqual(
    ['FIXED_LINE', 'MOBILE', 'PAGER', 'PERSONAL_NUMBER', 'PREMIUM_RATE', 'TOLL_FREE', 'UAN', 'VOIP', 'none'].sort(),
  );
}, 60_000);
