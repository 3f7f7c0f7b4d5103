import { type Destination, SOME_REGION } from '../declaration.js';
import { partitionOf } from '../identity.js';
import { type Scope, valueIn } from './evaluate.js';
import { attributeOf } from './source.js';
import type { Block, Body, Expression } from './syntax.js';
import { hiddenIn, isList, isMap, type Value, type ValueObject } from './values.js';

/** What a provider says of all that it makes. */
export interface Provider {
  readonly region?: string;
  readonly account?: string;
  /** Tags that every resource has beside its own. */
  readonly tags?: Value;
}

/** What a `provider "aws"` block says, added to what is known of the provider. */
export const configured = ({ body }: Block, before: Provider | undefined, scope: Scope): Provider => {
  const region = textAt(body, 'region', scope);
  const account = accountIn(body, scope);
  const shared = body.blocks.find(({ type }) => type === 'default_tags');
  const tags = shared && attributeOf(shared.body, 'tags')?.value;
  return {
    ...before,
    ...(region !== undefined && { region }),
    ...(account !== undefined && { account }),
    ...(tags !== undefined && { tags: valueIn(tags, scope) }),
  };
};

/** `aws`, or `aws.us` of one with an alias; undefined for what makes nothing in AWS. */
export const nameOfProvider = ({ labels, body }: Block): string | undefined => {
  if (labels[0] !== 'aws') return undefined;
  const alias = attributeOf(body, 'alias')?.value;
  return alias?.kind === 'literal' ? `aws.${alias.value}` : 'aws';
};

/** The only account that is allowed, or that of the role that is taken. */
const accountIn = (body: Body, scope: Scope): string | undefined => {
  const written = attributeOf(body, 'allowed_account_ids');
  const allowed = written === undefined ? null : valueIn(written.value, scope);
  const [only, ...others] = isList(allowed) ? allowed : [];
  if (typeof only === 'string' && others.length === 0 && IS_ACCOUNT.test(only)) return only;
  const [role, ...further] = body.blocks.filter(({ type }) => type === 'assume_role');
  const account = role && further.length === 0 ? textAt(role.body, 'role_arn', scope)?.split(':')[4] : undefined;
  return account !== undefined && IS_ACCOUNT.test(account) ? account : undefined;
};

const IS_ACCOUNT = /^\d{12}$/;

/** The known text of an attribute. */
export const textAt = (body: Body, name: string, scope: Scope): string | undefined => {
  const attribute = attributeOf(body, name);
  const value = attribute === undefined ? null : valueIn(attribute.value, scope);
  return typeof value === 'string' && hiddenIn(value) === undefined ? value : undefined;
};

/** Where a resource stands: what it says itself comes first, then its provider, then what a person said. */
export const placed = (destination: Destination, provider: Provider = {}, own?: string): Destination => {
  const account = provider.account ?? destination.account;
  const region = own ?? provider.region ?? destination.region;
  return { account, region, partition: region === SOME_REGION ? destination.partition : partitionOf(region) };
};

/** `aws.us` of `provider = aws.us`; without it the one that has no alias. */
export const providerNamed = (expression: Expression | undefined): string => {
  if (expression?.kind === 'step' && expression.of.kind === 'variable' && expression.step.kind === 'attribute')
    return `${expression.of.name}.${expression.step.name}`;
  if (expression?.kind === 'literal' && typeof expression.value === 'string') return expression.value;
  return expression?.kind === 'variable' ? expression.name : 'aws';
};

/** The provider without an alias goes to every module by itself, others where the call names them. */
export const passedOn = (
  named: Expression | undefined,
  providers: ReadonlyMap<string, Provider>,
): ReadonlyMap<string, Provider> => {
  const passed = new Map([...providers].filter(([name]) => name === 'aws'));
  if (named?.kind !== 'object') return passed;
  for (const { key, value } of named.entries) {
    const provider = providers.get(providerNamed(value));
    // One that nobody configures is not the one without an alias.
    passed.set(providerNamed(key), provider ?? {});
  }
  return passed;
};

/** `tags_all`, as the provider puts it together. */
export const withSharedTags = (attributes: ValueObject, shared: Value | undefined): ValueObject => {
  if (shared === undefined || shared === null) return attributes;
  const own = attributes.tags ?? {};
  const hidden = hiddenIn(shared) ?? hiddenIn(own);
  if (hidden !== undefined) return { ...attributes, tags_all: hidden };
  return isMap(shared) && isMap(own) ? { ...attributes, tags_all: { ...shared, ...own } } : attributes;
};
