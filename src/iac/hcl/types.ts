import { evaluated, type Scope } from './evaluate.js';
import { unified } from './functions.js';
import type { Expression } from './syntax.js';
import {
  booleanOf,
  hiddenBelow,
  hiddenIn,
  isLazy,
  isList,
  isMap,
  numberOf,
  Refused,
  setOf,
  textOf,
  type Value,
  type ValueObject,
} from './values.js';

/** A value as a variable of the type holds it (https://developer.hashicorp.com/terraform/language/expressions/type-constraints). */
export const converted = (value: Value, type: Expression, scope: Scope): Value => {
  scope.effort.spend();
  if (value === null || isLazy(value) || hiddenIn(value) === value) return value;
  if (type.kind === 'variable') return scalar(value, type.name);
  if (type.kind !== 'call') return value;
  const [inner] = type.args;
  if (inner === undefined) return value;
  switch (type.name) {
    case 'list':
      return ofOneType(
        itemsOf(value).map((item) => converted(item, inner, scope)),
        inner,
      );
    case 'set': {
      const items = ofOneType(
        itemsOf(value).map((item) => converted(item, inner, scope)),
        inner,
      );
      // Of what is not known nobody knows whether it is there twice.
      return hiddenBelow(items, scope.effort) === undefined ? setOf(items, scope.effort) : items;
    }
    case 'map':
      if (!isMap(value)) throw new Refused('a map is required');
      return mapOf(value, (items) =>
        ofOneType(
          items.map((item) => converted(item, inner, scope)),
          inner,
        ),
      );
    case 'object':
      return inner.kind === 'object' ? objectOf(value, inner, scope) : value;
    case 'tuple':
      return inner.kind === 'tuple'
        ? itemsOf(value).map((item, index) => converted(item, inner.items[index]?.value ?? ANY, scope))
        : value;
    default:
      return value;
  }
};

const ofOneType = (items: readonly Value[], type: Expression): readonly Value[] =>
  type.kind === 'variable' && type.name === 'any' ? unified(items) : items;

const mapOf = (value: ValueObject, change: (items: readonly Value[]) => readonly Value[]): Value => {
  const items = change(Object.values(value));
  return Object.fromEntries(Object.keys(value).map((key, index) => [key, items[index] ?? null]));
};

const ANY: Expression = { kind: 'variable', name: 'any' };

const itemsOf = (value: Value): readonly Value[] => {
  if (!isList(value)) throw new Refused('a list is required');
  return value;
};

const scalar = (value: Value, type: string): Value => {
  if (type === 'string') {
    const text = textOf(value);
    if (text === undefined) throw new Refused('a text is required');
    return text;
  }
  if (hiddenIn(value) !== undefined) return value;
  if (type === 'number') return numberOf(value);
  return type === 'bool' ? booleanOf(value) : value;
};

/** Only the declared members; those that may be left out have their default, or are null. */
const objectOf = (value: Value, { entries }: Extract<Expression, { kind: 'object' }>, scope: Scope): Value => {
  if (!isMap(value)) throw new Refused('an object is required');
  const hiddenKey = Object.keys(value)
    .map(hiddenIn)
    .find((mark) => mark !== undefined);
  if (hiddenKey !== undefined) return hiddenKey;
  return Object.fromEntries(
    entries.map(({ key, value: type }) => {
      const name = textOf(evaluated(key, scope)) ?? '';
      const isOptional = type.kind === 'call' && type.name === 'optional';
      const [own = ANY, fallback] = isOptional ? type.args : [type];
      const given = Object.hasOwn(value, name) ? value[name] : undefined;
      if (given !== undefined && given !== null) return [name, converted(given, own, scope)];
      if (!isOptional && given === undefined) throw new Refused(`the object has no ${name}`);
      return [name, fallback === undefined ? null : converted(evaluated(fallback, scope), own, scope)];
    }),
  );
};
