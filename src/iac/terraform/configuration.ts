import { isObject } from '../../model/json.js';
import { memberOf } from '../../model/pointer.js';
import type { Step } from './address.js';

/**
 * The part of a plan that repeats the configuration without evaluating it
 * (https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation). Of an expression it
 * says which references are in it, and the value only where there are none.
 */
export interface ResourceConfiguration {
  readonly expressions: Readonly<Record<string, unknown>>;
  readonly providerKey: string;
  readonly forEach: unknown;
}

/** The configuration of a resource: `data.aws_iam_policy_document.x` in the module that the calls lead to. */
export const configurationOf = (
  root: unknown,
  calls: readonly Step[],
  address: string,
): ResourceConfiguration | undefined => {
  const module = moduleAt(root, calls);
  const resource = module === undefined ? undefined : resourcesOf(module).get(address);
  if (resource === undefined) return undefined;
  return {
    expressions: objectIn(resource.expressions),
    providerKey: typeof resource.provider_config_key === 'string' ? resource.provider_config_key : 'aws',
    forEach: resource.for_each_expression,
  };
};

/** The call of a module: what it is given, and for what it is repeated. */
export const callOf = (root: unknown, calls: readonly Step[]): Readonly<Record<string, unknown>> | undefined => {
  const last = calls.at(-1);
  const outside = last && moduleAt(root, calls.slice(0, -1));
  const call = last && memberOf(outside?.module_calls, last.name);
  return isObject(call) ? call : undefined;
};

/** The expression of an output of a module. */
export const outputOf = (root: unknown, calls: readonly Step[], name: string): unknown => {
  const output = memberOf(moduleAt(root, calls)?.outputs, name);
  return isObject(output) ? output.expression : undefined;
};

/** The value of a module's variable where nobody gives it one. */
export const defaultOf = (root: unknown, calls: readonly Step[], name: string): unknown =>
  memberOf(memberOf(moduleAt(root, calls)?.variables, name), 'default');

const moduleAt = (root: unknown, calls: readonly Step[]): Readonly<Record<string, unknown>> | undefined => {
  const module = calls.reduce<unknown>((at, { name }) => {
    const call = isObject(at) ? memberOf(at.module_calls, name) : undefined;
    return isObject(call) ? call.module : undefined;
  }, root);
  return isObject(module) ? module : undefined;
};

/** Of each module once: a plan of thousands of resources asks for each of them. */
const resourcesOf = (
  module: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, Readonly<Record<string, unknown>>> => {
  const known = resources.get(module);
  if (known !== undefined) return known;
  const list: readonly unknown[] = Array.isArray(module.resources) ? module.resources : [];
  const found = new Map(
    list.flatMap((resource) =>
      isObject(resource) && typeof resource.address === 'string' ? [[resource.address, resource] as const] : [],
    ),
  );
  resources.set(module, found);
  return found;
};

const resources = new WeakMap<object, ReadonlyMap<string, Readonly<Record<string, unknown>>>>();

const objectIn = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {});

/**
 * What an expression refers to. A plan lists every reference and then each of its beginnings (`aws_kms_key.k.arn`,
 * `aws_kms_key.k`): only the longest say what is meant.
 */
export const referencesIn = (expression: unknown): string[] => {
  const listed: unknown = isObject(expression) ? expression.references : undefined;
  const references = Array.isArray(listed) ? listed.filter((item) => typeof item === 'string') : [];
  return [...new Set(references)].filter(
    (reference) => !references.some((other) => other.startsWith(`${reference}.`) || other.startsWith(`${reference}[`)),
  );
};
