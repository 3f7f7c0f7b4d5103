import { expect, it } from 'vitest';
import { DEFAULT_PARAMS } from '../../src/model/params.js';
import { PARAMS_JA } from '../../src/reports/params.js';

it('every parameter has its meaning in Japanese, and nothing else has', () => {
  const names = Object.entries(DEFAULT_PARAMS).flatMap(([group, members]) =>
    Object.keys(members).map((name) => `${group}.${name}`),
  );
  expect(Object.keys(PARAMS_JA).sort()).toEqual(names.sort());
  expect(Object.values(PARAMS_JA).filter((text) => !text.endsWith('。'))).toEqual([]);
});
