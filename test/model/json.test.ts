import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/model/json.js';

test('members stand in code-unit order, those that look like numbers, too', () => {
  expect(canonicalJson({ b: 1, 10: 2, 9: 3, a: { é: 1, z: 2 }, B: [{ d: 1, c: 2 }] })).toBe(
    '{"10":2,"9":3,"B":[{"c":2,"d":1}],"a":{"z":2,"é":1},"b":1}',
  );
});

test('what JSON has no word for is left out, or null in a list', () => {
  expect(canonicalJson({ a: undefined, b: [undefined], c: Number.NaN, d: new Date(0) })).toBe(
    '{"b":[null],"c":null,"d":"1970-01-01T00:00:00.000Z"}',
  );
});

test('any value says what it said before', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('equal values give equal text, in whatever order their members were written', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (members) => {
      const turned = Object.fromEntries(Object.entries(members).toReversed());
      expect(canonicalJson(turned)).toBe(canonicalJson(members));
    }),
  );
});
