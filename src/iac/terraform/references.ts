import { memberOf } from '../../model/pointer.js';
import { moduleAddressOf, type Step, stepsOf } from './address.js';
import { callOf, configurationOf, defaultOf, outputOf, referencesIn } from './configuration.js';

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

/** All that references may lead through. */
export interface Surroundings<T extends Instance> {
  /** The configuration's root module. */
  readonly root: unknown;
  /** The values of the root module's variables. */
  readonly variables: unknown;
  readonly instances: Instances<T>;
  /** Where an attribute of an instance has its value from, if it only passes on what it was given. */
  passedOn(instance: T, attribute: string): { readonly expression: unknown; readonly scope: Scope } | undefined;
}

/** Modules that give each other their values in a circle end here. */
const DEEPEST = 32;

/** Each reference of an expression followed; undefined where it has none, or one that leads out of the plan. */
export const targetsOf = <T extends Instance>(
  expression: unknown,
  scope: Scope,
  around: Surroundings<T>,
  depth = 0,
): Target<T>[] | undefined => {
  const references = referencesIn(expression);
  if (depth > DEEPEST || references.length === 0) return undefined;
  const isRepeated = references.some((reference) => reference === 'each.key' || reference === 'count.index');
  const targets: Target<T>[] = [];
  for (const reference of references) {
    if (reference === 'each.key' || reference === 'count.index') continue;
    const steps = stepsOf(reference);
    const found = steps && follow(steps, isRepeated, scope, around, depth);
    if (found === undefined) return undefined;
    targets.push(...found);
  }
  return targets;
};

const follow = <T extends Instance>(
  steps: readonly Step[],
  isRepeated: boolean,
  scope: Scope,
  around: Surroundings<T>,
  depth: number,
): Target<T>[] | undefined => {
  const { root } = around;
  const [first, second, third, fourth] = steps;
  if (first === undefined || second === undefined) return undefined;
  if (first.name === 'var') {
    if (third !== undefined || second.key !== undefined) return undefined;
    return variable(second.name, scope, around, depth);
  }
  if (first.name === 'module') {
    if (third === undefined || third.key !== undefined || fourth !== undefined) return undefined;
    const calls = [...scope.calls, second];
    return targetsOf(outputOf(root, calls, third.name), { calls }, around, depth + 1);
  }
  if (first.name === 'each') {
    if (second.name !== 'value' || fourth !== undefined) return undefined;
    const [repeated, ...others] = referencesIn(scope.forEach);
    const source = repeated === undefined || others.length > 0 ? undefined : stepsOf(repeated);
    const resource = source && resourceIn(source);
    if (resource === undefined || resource.rest.length > 0) return undefined;
    return instanceOf(around, scope, resource.name, scope.key, third?.name, depth);
  }
  const resource = resourceIn(steps);
  if (resource === undefined || resource.rest.length > 1) return undefined;
  const [attribute] = resource.rest;
  if (attribute?.key !== undefined) return undefined;
  // An instance that is not there gives no value: it stands in a `try`, or in the branch that is not taken.
  if (resource.key !== undefined && isNowhere(around, scope, resource.name, resource.key)) return [];
  const key = resource.key ?? (isRepeated ? scope.key : undefined);
  return instanceOf(around, scope, resource.name, key, attribute?.name, depth);
};

/** What a module was given. What is true, false or null chooses between values and is none of a reference's. */
const variable = <T extends Instance>(
  name: string,
  { calls }: Scope,
  around: Surroundings<T>,
  depth: number,
): Target<T>[] | undefined => {
  const last = calls.at(-1);
  const call = callOf(around.root, calls);
  const given = memberOf(call?.expressions, name);
  const value =
    last === undefined
      ? memberOf(memberOf(around.variables, name), 'value')
      : given === undefined
        ? defaultOf(around.root, calls, name)
        : memberOf(given, 'constant_value');
  if (typeof value === 'boolean' || value === null) return [];
  if (last === undefined || call === undefined) return undefined;
  const outside = { calls: calls.slice(0, -1), forEach: call.for_each_expression, ...keyed(last.key) };
  return targetsOf(given, outside, around, depth + 1);
};

const isNowhere = <T extends Instance>(
  { root, instances }: Surroundings<T>,
  { calls }: Scope,
  resource: string,
  key: string | number,
): boolean =>
  configurationOf(root, calls, resource) !== undefined &&
  !(instances.get(placeOf(calls, resource)) ?? []).some((instance) => instance.key === key);

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
  around: Surroundings<T>,
  { calls }: Scope,
  resource: string,
  key: string | number | undefined,
  attribute: string | undefined,
  depth: number,
): Target<T>[] | undefined => {
  const all = around.instances.get(placeOf(calls, resource)) ?? [];
  const fitting = key === undefined ? all : all.filter((instance) => instance.key === key);
  const [instance, ...others] = fitting;
  if (instance === undefined || others.length > 0) return undefined;
  const from = attribute === undefined ? undefined : around.passedOn(instance, attribute);
  if (from !== undefined) return targetsOf(from.expression, from.scope, around, depth + 1);
  return [{ instance, ...(attribute !== undefined && { attribute }) }];
};

const keyed = (key: string | number | undefined): { key?: string | number } => (key === undefined ? {} : { key });
