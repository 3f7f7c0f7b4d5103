import type { Problem } from '../declaration.js';
import { type Scope, valueIn, within } from './evaluate.js';
import { walkOf } from './functions.js';
import { attributeOf, type Written } from './source.js';
import type { Block } from './syntax.js';
import { type Effort, hiddenBelow, hiddenIn, isList, isMap, someOf, textOf, unresolved, type Value } from './values.js';

/** More instances than this of one block nobody reads the findings of. */
const MOST_INSTANCES = 1_000;

/** One of the resources (or modules) that a block makes. */
export interface Instance {
  /** `[0]`, `["a"]`, or nothing. */
  readonly suffix: string;
  readonly scope: Scope;
}

export interface Instances<T = Instance> {
  /** `one`: neither count nor for_each. `some`: nobody knows how many; one stands for all of them. */
  readonly kind: 'one' | 'some' | 'list' | 'map';
  readonly keys: readonly (string | number)[];
  readonly all: readonly T[];
}

export const mapInstances = <T>({ kind, keys, all }: Instances, make: (instance: Instance) => T): Instances<T> => ({
  kind,
  keys,
  all: all.map(make),
});

/** What a reference to the block as a whole sees: one, a list, or a map. */
export const asValue = <T>({ kind, keys, all }: Instances<T>, make: (item: T) => Value): Value => {
  const [first] = all;
  if (kind === 'list') return all.map(make);
  if (kind === 'map') return Object.fromEntries(all.map((item, index) => [String(keys[index]), make(item)]));
  if (first === undefined) return null;
  if (kind === 'one') return make(first);
  return someOf(unresolved('nobody knows how many of them there are'));
};

/** The instances of a block; where there are more than are judged, one that stands for all. */
export const instancesOf = (
  { file, item }: Written<Block>,
  address: string,
  scope: Scope,
  tell: (problem: Problem) => void,
): Instances => {
  const count = attributeOf(item.body, 'count');
  const each = attributeOf(item.body, 'for_each');
  const only = { suffix: '', scope };
  if (count === undefined && each === undefined) return { kind: 'one', keys: [], all: [only] };
  const some = (mark: string): Instances => ({
    kind: 'some',
    keys: [],
    all: [{ suffix: '', scope: withEach(withCount(scope, mark), mark, mark) }],
  });
  const tooMany = (line: number, number: number): Instances => {
    tell({
      file,
      line,
      message: `${address} stands for ${number} instances, more than the ${MOST_INSTANCES} that are judged of one block`,
    });
    return some(unresolved('there are more instances than are judged'));
  };
  if (count !== undefined) {
    const number = valueIn(count.value, scope);
    const mark = hiddenIn(number);
    if (mark !== undefined) return some(mark);
    const size = typeof number === 'string' ? Number(number) : number;
    if (typeof size !== 'number' || !Number.isInteger(size) || size < 0) {
      tell({ file, line: count.line, message: `the count of ${address} is no number of instances` });
      return some(unresolved('count is no number'));
    }
    if (size > MOST_INSTANCES) return tooMany(count.line, size);
    const keys = Array.from({ length: size }, (_, index) => index);
    return {
      kind: 'list',
      keys,
      all: keys.map((index) => ({ suffix: `[${index}]`, scope: withCount(scope, index) })),
    };
  }
  const source = valueIn(each?.value ?? { kind: 'literal', value: null }, scope);
  const mark = hiddenIn(source) ?? hiddenKeys(source, scope.effort);
  if (mark !== undefined) return some(mark);
  if (!isList(source) && !isMap(source)) {
    tell({
      file,
      line: each?.line ?? item.line,
      message: `the for_each of ${address} is neither a map nor a set`,
    });
    return some(unresolved('for_each is neither a map nor a set'));
  }
  const walk = isList(source)
    ? source.map((value): [string, Value] => [textOf(value) ?? '', value])
    : walkOf(source).map(([key, value]): [string, Value] => [String(key), value]);
  if (walk.length > MOST_INSTANCES) return tooMany(each?.line ?? item.line, walk.length);
  return {
    kind: 'map',
    keys: walk.map(([key]) => key),
    all: walk.map(([key, value]) => ({ suffix: `[${JSON.stringify(key)}]`, scope: withEach(scope, key, value) })),
  };
};

/** Keys decide which instances there are; the values of a map may be unknown. */
const hiddenKeys = (source: Value, effort: Effort): string | undefined =>
  isMap(source) ? hiddenBelow(Object.keys(source), effort) : isList(source) ? hiddenBelow(source, effort) : undefined;

const withCount = (scope: Scope, index: Value): Scope => within(scope, new Map([['count', { index }]]));
const withEach = (scope: Scope, key: Value, value: Value): Scope => within(scope, new Map([['each', { key, value }]]));
