import { Unreadable } from './errors.js';
import { isObject, type JsonObject } from './json.js';
import { objectFrom } from './json-text.js';

/** A policy document written as JSON text, in the form of {@link normalisedDocument}. */
export const normalisedPolicy = (text: string): JsonObject => normalisedDocument(objectFrom(text, 'the policy'));

/**
 * A policy document in the one form that controls read (docs/facts.md), whatever shorthand it was written in. Throws
 * {@link Unreadable} on everything that AWS would not have taken for a policy: what a control does not know how to read
 * must end as a gap, never as "the policy says nothing".
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html)
 */
export const normalisedDocument = (document: Readonly<Record<string, unknown>>): JsonObject => {
  const { Version, Id, Statement, ...rest } = document;
  noOthers(rest, 'the policy');
  if (Statement === undefined) throw new Unreadable('the policy has no Statement');
  return {
    ...(Version !== undefined && { Version: textOf(Version, 'Version') }),
    ...(Id !== undefined && { Id: textOf(Id, 'Id') }),
    Statement: listOf(Statement).map(normalisedStatement),
  };
};

const normalisedStatement = (value: unknown): JsonObject => {
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition, ...rest } =
    objectOf(value, 'a statement of the policy');
  noOthers(rest, 'a statement of the policy');
  if (Effect !== 'Allow' && Effect !== 'Deny') throw new Unreadable('a statement of the policy has no Effect');
  return {
    ...(Sid !== undefined && { Sid: textOf(Sid, 'Sid') }),
    Effect,
    ...(Principal !== undefined && { Principal: principalsOf(Principal) }),
    ...(NotPrincipal !== undefined && { NotPrincipal: principalsOf(NotPrincipal) }),
    ...(Action !== undefined && { Action: textsOf(Action, 'Action') }),
    ...(NotAction !== undefined && { NotAction: textsOf(NotAction, 'NotAction') }),
    ...(Resource !== undefined && { Resource: textsOf(Resource, 'Resource') }),
    ...(NotResource !== undefined && { NotResource: textsOf(NotResource, 'NotResource') }),
    ...(Condition !== undefined && { Condition: conditionsOf(Condition) }),
  };
};

const PRINCIPAL_KINDS = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

const principalsOf = (value: unknown): JsonObject => {
  if (value === '*') return { AWS: ['*'] };
  return mapped(objectOf(value, 'a Principal of the policy'), (kind, names) => {
    if (!PRINCIPAL_KINDS.includes(kind)) throw new Unreadable('the policy names a Principal of an unknown kind');
    return textsOf(names, 'Principal');
  });
};

/** `{operator: {key: values}}`. Numbers and booleans may be written bare; they mean their text. */
const conditionsOf = (value: unknown): JsonObject =>
  mapped(objectOf(value, 'a Condition of the policy'), (_, operator) =>
    mapped(objectOf(operator, 'a Condition of the policy'), (_, values) => listOf(values).map(conditionValueOf)),
  );

const conditionValueOf = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : textOf(value, 'Condition');

const mapped = <T extends JsonObject[string]>(
  object: Readonly<Record<string, unknown>>,
  change: (key: string, value: unknown) => T,
): Record<string, T> =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(key, value)] as const));

const objectOf = (value: unknown, what: string): Readonly<Record<string, unknown>> => {
  if (!isObject(value)) throw new Unreadable(`${what} is no object`);
  return value;
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const textsOf = (value: unknown, element: string): string[] => listOf(value).map((text) => textOf(text, element));

const textOf = (value: unknown, element: string): string => {
  if (typeof value !== 'string') throw new Unreadable(`${element} in the policy is no text`);
  return value;
};

const noOthers = (rest: object, what: string): void => {
  if (Object.keys(rest).length > 0) throw new Unreadable(`${what} has an element of an unknown name`);
};
