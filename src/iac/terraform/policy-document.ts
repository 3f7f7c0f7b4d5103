import { isObject } from '../../model/json.js';
import { unknown } from '../unknown.js';
import { type Attributes, isHidden, isSet } from './mapping.js';

/** The data source that puts policies together, and those of its attributes that say what of. */
export const POLICY_DOCUMENT = 'data.aws_iam_policy_document';

export const POLICY_ATTRIBUTES: readonly string[] = [
  'version',
  'policy_id',
  'statement',
  'source_json',
  'override_json',
  'source_policy_documents',
  'override_policy_documents',
];

/**
 * Lists of references. A plan cannot tell an ARN from a pattern that begins with it (`"${arn}/*"`): either is what its
 * one reference leads to, and neither is everything.
 */
export const POLICY_KINDS = new Map([
  ['statement.principals.identifiers', 'references'],
  ['statement.not_principals.identifiers', 'references'],
  ['statement.resources', 'references'],
  ['statement.not_resources', 'references'],
] as const);

/**
 * The policy that the data source will give, from what is known of its arguments. It is read only when all of them are
 * known: one ARN that is not would hide every statement.
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document)
 */
export const policyFrom = (attributes: Attributes): unknown => {
  const others = POLICY_ATTRIBUTES.slice(3).some((name) => isGiven(attributes[name]));
  if (others) return unknown('known_after_apply', 'the policy is merged from others once the plan is applied');
  const { statement, version, policy_id } = attributes;
  if (statement !== undefined && !Array.isArray(statement)) return statement;
  return {
    Version: isSet(version) ? version : '2012-10-17',
    ...(isSet(policy_id) && { Id: policy_id }),
    Statement: (statement ?? []).map((one: unknown) => (isObject(one) ? statementFrom(one) : one)),
  };
};

const isGiven = (value: unknown): boolean => isSet(value) && !(Array.isArray(value) && value.length === 0);

const statementFrom = (statement: Attributes): Record<string, unknown> => ({
  ...(isSet(statement.sid) && { Sid: statement.sid }),
  Effect: isSet(statement.effect) ? statement.effect : 'Allow',
  ...listed('Action', statement.actions),
  ...listed('NotAction', statement.not_actions),
  ...listed('Resource', statement.resources),
  ...listed('NotResource', statement.not_resources),
  ...principals('Principal', statement.principals),
  ...principals('NotPrincipal', statement.not_principals),
  ...conditions(statement.condition),
});

const listed = (member: string, value: unknown): Record<string, unknown> =>
  isGiven(value) ? { [member]: Array.isArray(value) ? value.map(variablesIn) : value } : {};

const principals = (member: string, blocks: unknown): Record<string, unknown> => {
  if (!isGiven(blocks)) return {};
  if (!Array.isArray(blocks)) return { [member]: blocks };
  const byType = new Map<string, unknown[]>();
  for (const block of blocks) {
    if (!isObject(block) || typeof block.type !== 'string') return { [member]: hiddenOr(block, 'the principals') };
    const names = Array.isArray(block.identifiers) ? block.identifiers.map(variablesIn) : [block.identifiers];
    if (block.type === '*' && names.includes('*')) return { [member]: '*' };
    byType.set(block.type, [...(byType.get(block.type) ?? []), ...names]);
  }
  return { [member]: Object.fromEntries(byType) };
};

const conditions = (blocks: unknown): Record<string, unknown> => {
  if (!isGiven(blocks)) return {};
  if (!Array.isArray(blocks)) return { Condition: blocks };
  const byTest = new Map<string, [string, unknown][]>();
  for (const block of blocks) {
    if (!isObject(block) || typeof block.test !== 'string' || typeof block.variable !== 'string')
      return { Condition: hiddenOr(block, 'the conditions') };
    const values = Array.isArray(block.values) ? block.values.map(variablesIn) : block.values;
    byTest.set(block.test, [...(byTest.get(block.test) ?? []), [block.variable, values]]);
  }
  return { Condition: Object.fromEntries([...byTest].map(([test, pairs]) => [test, Object.fromEntries(pairs)])) };
};

/** Terraform would take `${aws:username}` for its own. */
const variablesIn = (value: unknown): unknown => (typeof value === 'string' ? value.replaceAll('&{', '${') : value);

const hiddenOr = (value: unknown, what: string): string =>
  isHidden(value) ? value : unknown('known_after_apply', `${what} are known only once the plan is applied`);
