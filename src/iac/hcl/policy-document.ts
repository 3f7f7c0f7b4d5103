import { byCodeUnit } from '../../model/json.js';
import { jsonOf } from './functions.js';
import { type Effort, hiddenIn, isList, isMap, unresolved, type Value, type ValueObject } from './values.js';

/**
 * The policy that `data.aws_iam_policy_document` writes, as JSON. Statements of the sources stand first; a statement of an
 * override takes the place of the one with its Sid
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document).
 */
export const policyDocument = (config: ValueObject, effort: Effort): Value => {
  const sources = [config.source_json, config.source_policy_documents].flatMap(textsIn);
  const overrides = [config.override_policy_documents, config.override_json].flatMap(textsIn);
  const own = blocksIn(config.statement).map((statement) => statementOf(statement, config.version));
  const before = sources.flatMap(statementsIn);
  const after = overrides.flatMap(statementsIn);
  const statements = [...before, ...own].reduce(withStatement, []);
  const all = after.reduce(withStatement, statements);
  // A statement that nobody knows may say anything: the policy as a whole is not known.
  const hidden = all.find((statement) => !isMap(statement) || DECISIVE.some((name) => isHidden(statement[name])));
  if (hidden !== undefined)
    return (
      [hidden, ...(isMap(hidden) ? DECISIVE.map((name) => hidden[name] ?? null) : [])]
        .map(hiddenIn)
        .find((mark) => mark !== undefined) ?? unresolved('a statement of the policy document is no statement')
    );
  const documents = [
    ...sources.map(documentIn),
    { Version: config.version ?? '2012-10-17', Id: config.policy_id ?? null },
    ...overrides.map(documentIn),
  ];
  const named = (member: string): string[] =>
    documents.map((document) => (isMap(document) ? document[member] : '')).filter((value) => isText(value));
  const [id] = named('Id').reverse();
  return jsonOf(
    { Version: named('Version').sort(byCodeUnit).at(-1) ?? '', ...(id !== undefined && { Id: id }), Statement: all },
    effort,
  );
};

const isText = (value: Value | undefined): value is string => typeof value === 'string' && value !== '';

const DECISIVE = ['Effect', 'Principal', 'NotPrincipal', 'Condition'];

const isHidden = (value: Value | undefined): boolean => hiddenIn(value ?? null) !== undefined;

const textsIn = (value: Value | undefined): string[] => {
  if (value === undefined || value === null || value === '') return [];
  if (typeof value === 'string') return [value];
  return isList(value) ? value.map((item) => (typeof item === 'string' ? item : (hiddenIn(item) ?? ''))) : [];
};

/** A list of blocks; where nobody knows them, one block that nobody knows. */
const blocksIn = (value: Value | undefined): readonly Value[] => {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
};

/** An unnamed statement is added; one with the Sid of another takes its place. */
const withStatement = (all: readonly Value[], statement: Value): readonly Value[] => {
  const sid = isMap(statement) ? statement.Sid : undefined;
  const place = sid === undefined ? -1 : all.findIndex((other) => isMap(other) && other.Sid === sid);
  return place < 0 ? [...all, statement] : all.with(place, statement);
};

const documentIn = (text: string): Value => {
  try {
    // A text with unknown pieces is read with its marks in their places.
    return JSON.parse(text.replaceAll('\u0000', '\\u0000'));
  } catch {
    return hiddenIn(text) ?? unresolved('a source of the policy document is no JSON');
  }
};

const statementsIn = (text: string): readonly Value[] => {
  if (text === '') return [];
  const document = documentIn(text);
  if (!isMap(document)) return [document];
  return blocksIn(document.Statement);
};

const statementOf = (statement: Value, version: Value | undefined): Value => {
  if (!isMap(statement)) return statement;
  const { sid, effect, actions, not_actions, resources, not_resources, principals, not_principals, condition } =
    statement;
  const texts = (value: Value | undefined) => replaced(ofSet(value), version);
  return withoutEmpty({
    Sid: sid,
    Effect: effect ?? 'Allow',
    Action: ofSet(actions),
    NotAction: ofSet(not_actions),
    Resource: texts(resources),
    NotResource: texts(not_resources),
    Principal: principalsOf(principals),
    NotPrincipal: principalsOf(not_principals),
    Condition: conditionsOf(condition, version),
  });
};

const withoutEmpty = (object: Readonly<Record<string, Value | undefined>>): ValueObject =>
  Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) =>
      value === undefined || value === null || value === '' || (isList(value) && value.length === 0)
        ? []
        : [[key, value] as const],
    ),
  );

const oneOrMore = (value: Value | undefined): Value | undefined =>
  value !== undefined && isList(value) && value.length === 1 ? value[0] : value;

/** Of a set each element once, in the provider's own order, from the last to the first. */
const ofSet = (value: Value | undefined): Value | undefined => {
  if (value === undefined || !isList(value)) return value;
  if (value.some((item) => typeof item !== 'string' || isHidden(item))) return oneOrMore(value);
  return oneOrMore([...new Set(value)].sort((a, b) => byCodeUnit(String(b), String(a))));
};

/** In Terraform `$` begins an interpolation, so policy variables are written `&{aws:username}`. */
const replaced = (value: Value | undefined, version: Value | undefined): Value | undefined => {
  if (version === '2008-10-17') return value;
  if (typeof value === 'string') return value.replaceAll('&{', () => '${');
  return value !== undefined && isList(value) ? value.map((item) => replaced(item, version) ?? null) : value;
};

/** Everybody is `*` alone; by type all identifiers of its blocks are joined. */
const principalsOf = (value: Value | undefined): Value | undefined => {
  const blocks = blocksIn(value);
  const hidden = blocks.find((block) => !isMap(block));
  if (hidden !== undefined) return hidden;
  const byType = new Map<string, Value[]>();
  for (const block of blocks) {
    if (!isMap(block)) continue;
    const { type, identifiers } = block;
    const kind = typeof type === 'string' ? type : '';
    const own = byType.get(kind) ?? [];
    byType.set(kind, own);
    own.push(...blocksIn(ofSet(identifiers)));
  }
  if (byType.size === 0) return undefined;
  if (byType.size === 1 && byType.has('*')) return '*';
  return Object.fromEntries([...byType].map(([kind, names]) => [kind, oneOrMore(names) ?? names]));
};

const conditionsOf = (value: Value | undefined, version: Value | undefined): Value | undefined => {
  const blocks = blocksIn(value);
  const hidden = blocks.find((block) => !isMap(block));
  if (hidden !== undefined) return hidden;
  const tests = new Map<string, Map<string, Value[]>>();
  for (const block of blocks) {
    if (!isMap(block)) continue;
    const [test, variable] = [String(block.test), String(block.variable)];
    const own = tests.get(test) ?? new Map<string, Value[]>();
    tests.set(test, own);
    own.set(variable, [...(own.get(variable) ?? []), ...blocksIn(replaced(block.values, version))]);
  }
  if (tests.size === 0) return undefined;
  return Object.fromEntries(
    [...tests].map(([test, variables]) => [
      test,
      Object.fromEntries([...variables].map(([name, values]) => [name, oneOrMore(values) ?? values])),
    ]),
  );
};
