import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, isObject } from '../../src/model/json.js';

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

test('every name stands where code units put it, whatever an object does with it', () => {
  const name = fc.oneof(
    fc.string(),
    fc.constantFrom('__proto__', 'constructor', 'toJSON', '10', '9', '01', '-1', '4294967296'),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, undefined, -0, 1.5, Number.NaN, new Date(0), () => 1),
      fc.string({ unit: 'binary' }),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.array(fc.tuple(name, tie('tree')), { maxLength: 5 }).map((members) => Object.fromEntries(members)),
    ),
  }));
  /** Member by member, as the text is defined. */
  const defined = (value: unknown): string | undefined => {
    if (Array.isArray(value)) return `[${value.map((item) => defined(item) ?? 'null').join(',')}]`;
    if (!isObject(value) || typeof value.toJSON === 'function') return JSON.stringify(value);
    const members = Object.keys(value)
      .sort()
      .map((key) => [key, defined(value[key])] as const)
      .filter(([, text]) => text !== undefined);
    return `{${members.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`;
  };
  fc.assert(
    fc.property(tree, (value) => {
      expect(canonicalJson(value)).toBe(defined(value) ?? 'null');
    }),
  );
});
