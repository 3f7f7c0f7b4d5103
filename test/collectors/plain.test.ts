import { expect, test } from 'vitest';
import { plain } from '../../src/collectors/plain.js';
import { UNMODELLED } from '../../src/collectors/unmodelled.js';
import type { Gap } from '../../src/model/gap.js';

test('dates become epoch milliseconds and undefined members vanish', () => {
  expect(plain({ at: new Date(1000), none: undefined, list: [1, undefined, 'a'] }, '/properties', [])).toEqual({
    at: 1000,
    list: [1, 'a'],
  });
});

test('a list within a list stays a list', () => {
  expect(plain([['a', 'b'], [], ['c']], '', [])).toEqual([['a', 'b'], [], ['c']]);
});

test('a gap in a list points to where the element stands once the absent ones are left out', () => {
  const gaps: Gap[] = [];
  plain([undefined, { Type: 'EMAIL', [UNMODELLED]: ['Scope'] }], '/properties/List', gaps);
  expect(gaps.map(({ pointer }) => pointer)).toEqual(['/properties/List/0/Scope']);
});
