import { isObject } from '../../model/json.js';
import { memberOf } from '../../model/pointer.js';
import { unknown } from '../unknown.js';
import type { AttributeKind, Attributes } from './mapping.js';

/** A resource's values as a plan gives them: three trees of one shape, and the expressions that they come from. */
export interface PlannedValues {
  readonly values: unknown;
  /** True wherever a value is known only once the plan is applied. */
  readonly unknowns: unknown;
  /** True wherever a value must not be shown. */
  readonly sensitive: unknown;
  /** Of a resource without configuration: undefined. */
  readonly expressions: unknown;
}

export interface ValueOptions {
  readonly kinds: ReadonlyMap<string, AttributeKind>;
  /** Nothing of the resource stands yet: what nobody sets is as AWS makes it. */
  readonly isNew: boolean;
  /** The identity of the one resource that an expression refers to. */
  resolve(expression: unknown, path: string): unknown;
  /** The identities of all that it refers to. */
  resolveAll(expression: unknown, path: string): readonly unknown[] | undefined;
  /** A document that an expression takes from a data source of the plan. */
  resolveDocument(expression: unknown): unknown;
}

/** Deeper than the provider nests its blocks. */
const DEEPEST = 48;

/** The named attributes, with a mark at every place that the plan does not know or must not show. */
export const attributesIn = (planned: PlannedValues, names: readonly string[], options: ValueOptions): Attributes =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = valueAt(memberIn(planned, name), name, options, 0);
      return value === undefined || value === null ? [] : [[name, value] as const];
    }),
  );

const valueAt = (planned: PlannedValues, path: string, options: ValueOptions, depth: number): unknown => {
  const { values, unknowns, sensitive } = planned;
  if (sensitive === true) return unknown('redacted', `the plan marks ${path} as sensitive`);
  if (unknowns === true) return unknownAt(planned, path, options);
  if (depth > DEEPEST) return unknown('parse_error', `${path} is nested too deeply`);
  if (Array.isArray(values) || Array.isArray(unknowns)) return listAt(planned, path, options, depth);
  if (isObject(values) || isObject(unknowns)) {
    const names = new Set([...namesIn(values), ...namesIn(unknowns)]);
    return Object.fromEntries(
      [...names].flatMap((name) => {
        const value = valueAt(memberIn(planned, name), `${path}.${name}`, options, depth + 1);
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
  }
  return values;
};

const unknownAt = ({ expressions }: PlannedValues, path: string, options: ValueOptions): unknown => {
  const kind = options.kinds.get(path);
  // Nobody sets it, and nothing stands yet: it is as AWS makes it. Not so what only the provider could set, nor a block
  // that the configuration may write as a dynamic one, of which a plan says nothing.
  if (expressions === UNSET && options.isNew && kind !== 'computed' && kind !== 'block') return undefined;
  if (kind === 'references') {
    const known = options.resolveAll(expressions, path);
    // Beside what is referred to there may be constants, which a plan says nothing of.
    return known === undefined ? afterApply(path) : [...known, afterApply(path)];
  }
  const found = kind === 'document' ? options.resolveDocument(expressions) : options.resolve(expressions, path);
  return found ?? afterApply(path);
};

const afterApply = (path: string): string =>
  unknown('known_after_apply', `${path} is known only once the plan is applied`);

/** A list of values comes from one expression, a list of blocks from one a block. */
const listAt = (planned: PlannedValues, path: string, options: ValueOptions, depth: number): unknown[] => {
  const { values, unknowns, sensitive, expressions } = planned;
  const length = Math.max(lengthOf(values), lengthOf(unknowns));
  const blocks: readonly unknown[] | undefined = Array.isArray(expressions)
    ? expressions
    : isObject(expressions) && !('references' in expressions || 'constant_value' in expressions)
      ? [expressions]
      : undefined;
  const hidden = Array.from({ length }, (_, index) => index).filter((index) => memberOf(unknowns, `${index}`) === true);
  const identities =
    blocks === undefined && options.kinds.get(path) !== 'document' ? options.resolveAll(expressions, path) : [];
  return Array.from({ length }, (_, index): unknown => {
    const inside = {
      values: memberOf(values, `${index}`),
      unknowns: memberOf(unknowns, `${index}`),
      sensitive: memberOf(sensitive, `${index}`),
      expressions: blocks?.length === length ? (matching(blocks, index, values) ?? undefined) : undefined,
    };
    // As many references as there are elements that are not known: each is one of them.
    const own = identities?.length === hidden.length ? identities[hidden.indexOf(index)] : undefined;
    if (inside.unknowns === true && inside.sensitive !== true) return own ?? afterApply(path);
    return valueAt(inside, path, options, depth + 1) ?? null;
  });
};

/** The expressions of a block. Sets come in another order than they were written in: a constant that differs tells. */
const matching = (blocks: readonly unknown[], index: number, values: unknown): unknown => {
  const block = blocks[index];
  const value = memberOf(values, `${index}`);
  if (!isObject(block)) return undefined;
  const differs = Object.entries(block).some(([name, expression]) => {
    const constant = isObject(expression) ? expression.constant_value : undefined;
    return isScalar(constant) && isScalar(memberOf(value, name)) && constant !== memberOf(value, name);
  });
  return differs ? undefined : block;
};

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** In the place of the expression of what the configuration does not set. */
const UNSET = Symbol('not set by the configuration');

const memberIn = ({ values, unknowns, sensitive, expressions }: PlannedValues, name: string): PlannedValues => ({
  values: memberOf(values, name),
  unknowns: memberOf(unknowns, name),
  sensitive: memberOf(sensitive, name),
  expressions: expressionIn(expressions, name),
});

/** An attribute that is written as an object has one expression for all of it, which says nothing of its members. */
const expressionIn = (expressions: unknown, name: string): unknown => {
  if (!isObject(expressions) || 'references' in expressions || 'constant_value' in expressions) return undefined;
  return Object.hasOwn(expressions, name) ? expressions[name] : UNSET;
};

const namesIn = (value: unknown): string[] => (isObject(value) ? Object.keys(value) : []);

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
