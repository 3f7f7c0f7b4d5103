import { memberOf } from '../../model/pointer.js';
import { moduleAddressOf, type Step, stepsOf } from './address.js';
import { callOf, outputOf, referencesIn } from './configuration.js';

/** Where an expression stands: the module, and for which key or number its resource or module call is repeated. */
export interface Scope {
  readonly calls: readonly Step[];
  readonly key?: string | number;
  readonly forEach?: unknown;
}

/** An instance of a planned resource. */
export interface Instance {
  readonly address: string;
  readonly key?: string | number;
}

/** What an expression comes to: an attribute of an instance; without one where the plan does not say which. */
export interface Target<T extends Instance> {
  readonly instance: T;
  readonly attribute?: string;
}

/** Planned instances of a resource by where they stand: `module.serve aws_kms_key.k`. */
export type Instances<T extends Instance> = ReadonlyMap<string, readonly T[]>;

export const placeOf = (calls: readonly Step[], resource: string): string => `${moduleAddressOf(calls)} ${resource}`;

/** Modules that give each other their values in a circle end here. */
const DEEPEST = 32;

/** Follows an expression that is made of one reference; undefined where it has none, or several, or one that leads out of the plan. */
export const targetOf = <T extends Instance>(
  expression: unknown,
  scope: Scope,
  root: unknown,
  instances: Instances<T>,
): Target<T> | undefined => {
  const [only, ...others] = targetsOf(expression, scope, root, instances) ?? [];
  return others.length === 0 ? only : undefined;
};

/** Each reference of an expression followed; undefined where one of them cannot be. */
export const targetsOf = <T extends Instance>(
  expression: unknown,
  scope: Scope,
  root: unknown,
  instances: Instances<T>,
  depth = 0,
): Target<T>[] | undefined => {
  const references = referencesIn(expression);
  if (depth > DEEPEST || references.length === 0) return undefined;
  const isRepeated = references.some((reference) => reference === 'each.key' || reference === 'count.index');
  const targets: Target<T>[] = [];
  for (const reference of references) {
    if (reference === 'each.key' || reference === 'count.index') continue;
    const steps = stepsOf(reference);
    const found = steps && follow(steps, isRepeated, scope, root, instances, depth);
    if (found === undefined) return undefined;
    targets.push(...found);
  }
  return targets;
};

const follow = <T extends Instance>(
  steps: readonly Step[],
  isRepeated: boolean,
  scope: Scope,
  root: unknown,
  instances: Instances<T>,
  depth: number,
): Target<T>[] | undefined => {
  const [first, second, third, fourth] = steps;
  if (first === undefined || second === undefined) return undefined;
  if (first.name === 'var') {
    const last = scope.calls.at(-1);
    const call = callOf(root, scope.calls);
    if (third !== undefined || second.key !== undefined || last === undefined || call === undefined) return undefined;
    const given = memberOf(call.expressions, second.name);
    const outside = { calls: scope.calls.slice(0, -1), forEach: call.for_each_expression, ...keyed(last.key) };
    return targetsOf(given, outside, root, instances, depth + 1);
  }
  if (first.name === 'module') {
    if (third === undefined || third.key !== undefined || fourth !== undefined) return undefined;
    const calls = [...scope.calls, second];
    return targetsOf(outputOf(root, calls, third.name), { calls }, root, instances, depth + 1);
  }
  if (first.name === 'each') {
    if (second.name !== 'value' || fourth !== undefined) return undefined;
    const [repeated, ...others] = referencesIn(scope.forEach);
    const source = repeated === undefined || others.length > 0 ? undefined : stepsOf(repeated);
    const resource = source && resourceIn(source);
    if (resource === undefined || resource.rest.length > 0) return undefined;
    return instanceOf(instances, scope, resource.name, scope.key, third?.name);
  }
  const resource = resourceIn(steps);
  if (resource === undefined || resource.rest.length > 1) return undefined;
  const [attribute] = resource.rest;
  if (attribute?.key !== undefined) return undefined;
  const key = resource.key ?? (isRepeated ? scope.key : undefined);
  return instanceOf(instances, scope, resource.name, key, attribute?.name);
};

/** `type.name` or `data.type.name`, the key of the instance, and what of it is meant. */
const resourceIn = (steps: readonly Step[]): { name: string; key?: string | number; rest: Step[] } | undefined => {
  const at = steps[0]?.name === 'data' ? 2 : 1;
  const named = steps[at];
  if (named === undefined) return undefined;
  const name = steps
    .slice(0, at + 1)
    .map((step) => step.name)
    .join('.');
  return { name, rest: steps.slice(at + 1), ...keyed(named.key) };
};

/** The instance of that key; without a key the only one. */
const instanceOf = <T extends Instance>(
  instances: Instances<T>,
  { calls }: Scope,
  resource: string,
  key: string | number | undefined,
  attribute: string | undefined,
): Target<T>[] | undefined => {
  const all = instances.get(placeOf(calls, resource)) ?? [];
  const fitting = key === undefined ? all : all.filter((instance) => instance.key === key);
  const [instance, ...others] = fitting;
  if (instance === undefined || others.length > 0) return undefined;
  return [{ instance, ...(attribute !== undefined && { attribute }) }];
};

const keyed = (key: string | number | undefined): { key?: string | number } => (key === undefined ? {} : { key });
