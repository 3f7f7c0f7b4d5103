import { isObject } from '../../model/json.js';
import { memberOf } from '../../model/pointer.js';
import { type Destination, SOME_REGION } from '../declaration.js';
import { partitionOf } from '../identity.js';
import { callsIn } from './address.js';
import { configurationOf, referencesIn } from './configuration.js';

/** Where the resources of each provider configuration (`aws`, `aws.tokyo`) stand, as far as a plan says it. */
export type Destinations = (providerKey: string) => Destination;

/**
 * What the provider is configured with comes first, then what its data sources said when the plan was made, and last what a
 * person said: a provider of its own for another region is there to make things elsewhere.
 */
export const destinationsIn = (plan: Readonly<Record<string, unknown>>, given: Destination): Destinations => {
  const configuration = isObject(plan.configuration) ? plan.configuration : {};
  const keyOf = (written: string): string => inRoot(written, configuration.provider_config);
  const seen = seenBy(plan, configuration.root_module, keyOf);
  const known = new Map<string, Destination>();
  const destinationOf = (key: string): Destination => {
    const expressions = expressionsOf(configuration.provider_config, key);
    const account = accountOf(key) ?? given.account;
    const region = constantOf(expressions.region, plan.variables) ?? seen.get(`${key} region`) ?? given.region;
    return { account, region, partition: region === SOME_REGION ? given.partition : partitionOf(region) };
  };
  /** A configuration with the credentials of another leads to the same account. */
  const accountOf = (key: string): string | undefined => {
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
    return twin === undefined ? undefined : seen.get(`${twin} account`);
  };
  return (written) => {
    const key = keyOf(written);
    const destination = known.get(key) ?? destinationOf(key);
    known.set(key, destination);
    return destination;
  };
};

/**
 * Older plans name a provider that a module has from outside by the module, too (`serving:aws`): where it is not configured
 * inside, it is the only one outside.
 */
const inRoot = (key: string, configured: unknown): string => {
  const [, name] = key.split(':');
  if (name === undefined) return key;
  const inside = `module.${key}`;
  if (Object.keys(expressionsOf(configured, inside)).length > 0) return inside;
  const outside = Object.keys(isObject(configured) ? configured : {}).filter(
    (other) => !other.includes(':') && other.split('.')[0] === name,
  );
  return outside.length === 1 ? (outside[0] ?? key) : key;
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

/**
 * What `aws_caller_identity` and `aws_region` said, and in which account the ARNs stand that a provider has already made, by
 * its configuration; what they contradict each other in is not known.
 */
const seenBy = (
  plan: Readonly<Record<string, unknown>>,
  root: unknown,
  keyOf: (written: string) => string,
): ReadonlyMap<string, string> => {
  const words = new Map<string, Set<string>>();
  const tell = (key: string, word: string) => words.set(key, (words.get(key) ?? new Set()).add(word));
  for (const { key, what, word } of [...dataIn(plan.prior_state, root), ...ownersIn(plan.resource_changes, root)])
    tell(`${keyOf(key)} ${what}`, word);
  return new Map(
    [...words].flatMap(([key, all]) => (all.size === 1 ? [...all].map((word) => [key, word] as const) : [])),
  );
};

/** What a provider said of where it works. */
interface Sighting {
  readonly key: string;
  readonly what: 'account' | 'region';
  readonly word: string;
}

function* dataIn(state: unknown, root: unknown): Iterable<Sighting> {
  const waiting: unknown[] = [memberOf(memberOf(state, 'values'), 'root_module')];
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    if (!isObject(module)) continue;
    if (Array.isArray(module.child_modules)) waiting.push(...module.child_modules);
    const calls = callsIn(typeof module.address === 'string' ? module.address : '');
    for (const resource of Array.isArray(module.resources) ? module.resources : []) {
      if (!isObject(resource) || resource.mode !== 'data' || !isObject(resource.values)) continue;
      const key = configurationOf(root, calls, `data.${resource.type}.${resource.name}`)?.providerKey;
      const { account_id, region, name } = resource.values;
      const place = region ?? name;
      if (key === undefined) continue;
      if (resource.type === 'aws_caller_identity' && isAccount(account_id))
        yield { key, what: 'account', word: account_id };
      if (resource.type === 'aws_region' && typeof place === 'string') yield { key, what: 'region', word: place };
    }
  }
}

function* ownersIn(changes: unknown, root: unknown): Iterable<Sighting> {
  for (const entry of Array.isArray(changes) ? changes : []) {
    if (!isObject(entry) || entry.mode !== 'managed' || !isObject(entry.change)) continue;
    // Not even the account may be shown of what is sensitive.
    if (entry.change.after_sensitive === true || memberOf(entry.change.after_sensitive, 'arn') === true) continue;
    const arn = memberOf(entry.change.after, 'arn');
    const account = typeof arn === 'string' ? arn.split(':')[4] : undefined;
    if (!isAccount(account)) continue;
    const calls = typeof entry.module_address === 'string' ? callsIn(entry.module_address) : [];
    const key = configurationOf(root, calls, `${entry.type}.${entry.name}`)?.providerKey ?? 'aws';
    yield { key, what: 'account', word: account };
  }
}

const isAccount = (value: unknown): value is string => typeof value === 'string' && /^\d{12}$/.test(value);
