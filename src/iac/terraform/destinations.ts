import { isObject } from '../../model/json.js';
import { memberOf } from '../../model/pointer.js';
import { type Destination, SOME_ACCOUNT, SOME_REGION } from '../declaration.js';
import { partitionOf } from '../identity.js';
import { callsIn } from './address.js';
import { configurationOf, referencesIn } from './configuration.js';

/** Where the resources of each provider configuration (`aws`, `aws.tokyo`) stand, as far as a plan says it. */
export type Destinations = (providerKey: string) => Destination;

/**
 * What a person said comes first; then what the provider is configured with, and what its data sources said when the plan
 * was made.
 */
export const destinationsIn = (plan: Readonly<Record<string, unknown>>, given: Destination): Destinations => {
  const configuration = isObject(plan.configuration) ? plan.configuration : {};
  const seen = seenBy(plan.prior_state, configuration.root_module);
  const known = new Map<string, Destination>();
  const destinationOf = (key: string): Destination => {
    const expressions = expressionsOf(configuration.provider_config, key);
    const account = given.account === SOME_ACCOUNT ? accountOf(key) : given.account;
    const region =
      given.region === SOME_REGION
        ? (constantOf(expressions.region, plan.variables) ?? seen.get(`${key} region`) ?? SOME_REGION)
        : given.region;
    return { account, region, partition: region === SOME_REGION ? given.partition : partitionOf(region) };
  };
  /** A configuration with the credentials of another leads to the same account. */
  const accountOf = (key: string): string => {
    const own = credentialsOf(expressionsOf(configuration.provider_config, key));
    const named = accountIn(own, plan.variables) ?? seen.get(`${key} account`);
    if (named !== undefined) return named;
    const text = JSON.stringify(own);
    const others = Object.keys(isObject(configuration.provider_config) ? configuration.provider_config : {});
    const twin = others.find(
      (other) =>
        seen.has(`${other} account`) &&
        JSON.stringify(credentialsOf(expressionsOf(configuration.provider_config, other))) === text,
    );
    return (twin === undefined ? undefined : seen.get(`${twin} account`)) ?? SOME_ACCOUNT;
  };
  return (key) => {
    const destination = known.get(key) ?? destinationOf(key);
    known.set(key, destination);
    return destination;
  };
};

const expressionsOf = (providers: unknown, key: string): Readonly<Record<string, unknown>> => {
  const provider = memberOf(providers, key);
  return isObject(provider) && isObject(provider.expressions) ? provider.expressions : {};
};

/** All that may decide in whose name the provider calls AWS. */
const credentialsOf = ({
  region: _region,
  alias: _alias,
  default_tags: _tags,
  ...others
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(others).sort(([one], [other]) => (one < other ? -1 : 1)));

/** The only account that is allowed, or that of the role that is taken. */
const accountIn = (credentials: Readonly<Record<string, unknown>>, variables: unknown): string | undefined => {
  const allowed = memberOf(credentials.allowed_account_ids, 'constant_value');
  if (Array.isArray(allowed) && allowed.length === 1 && isAccount(allowed[0])) return allowed[0];
  const role = Array.isArray(credentials.assume_role) ? credentials.assume_role : [credentials.assume_role];
  const arn = role.length === 1 ? constantOf(memberOf(role[0], 'role_arn'), variables) : undefined;
  const account = arn?.split(':')[4];
  return isAccount(account) ? account : undefined;
};

/** A constant, or the value that the plan was made with. */
const constantOf = (expression: unknown, variables: unknown): string | undefined => {
  const constant = memberOf(expression, 'constant_value');
  if (typeof constant === 'string') return constant;
  const [reference, ...others] = referencesIn(expression);
  if (reference === undefined || others.length > 0 || !/^var\.[^.[]+$/.test(reference)) return undefined;
  const value = memberOf(memberOf(variables, reference.slice('var.'.length)), 'value');
  return typeof value === 'string' ? value : undefined;
};

/** What `aws_caller_identity` and `aws_region` said, by provider configuration; what they contradict each other in is not known. */
const seenBy = (state: unknown, root: unknown): ReadonlyMap<string, string> => {
  const words = new Map<string, Set<string>>();
  const waiting: unknown[] = [memberOf(memberOf(state, 'values'), 'root_module')];
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    if (!isObject(module)) continue;
    if (Array.isArray(module.child_modules)) waiting.push(...module.child_modules);
    const calls = callsIn(typeof module.address === 'string' ? module.address : '');
    for (const resource of Array.isArray(module.resources) ? module.resources : []) {
      if (!isObject(resource) || resource.mode !== 'data' || !isObject(resource.values)) continue;
      const key = configurationOf(root, calls, `data.${resource.type}.${resource.name}`)?.providerKey;
      const { account_id, region, name } = resource.values;
      const [what, word] =
        resource.type === 'aws_caller_identity'
          ? ['account', account_id]
          : ['region', resource.type === 'aws_region' ? (region ?? name) : undefined];
      if (key === undefined || typeof word !== 'string') continue;
      words.set(`${key} ${what}`, (words.get(`${key} ${what}`) ?? new Set()).add(word));
    }
  }
  return new Map(
    [...words].flatMap(([key, all]) => (all.size === 1 ? [...all].map((word) => [key, word] as const) : [])),
  );
};

const isAccount = (value: unknown): value is string => typeof value === 'string' && /^\d{12}$/.test(value);
