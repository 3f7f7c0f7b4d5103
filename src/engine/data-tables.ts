import type { TablePlace } from '../model/data-place.js';
import type { UnseenUse } from '../model/data-use.js';
import { isObject } from '../model/json.js';
import { type Pointer, valueAt } from '../model/pointer.js';
import type { Resource } from '../model/resource.js';
import { gapsAt, type Named, UNKEPT, unseenAt, userOf } from './data-users.js';
import { textAt } from './evidence-streams.js';
import type { Telling } from './telling.js';

/** What must have been listed, lest a table is missed. Lists of IAM are those of the account. */
export const LISTED_FOR_TABLES = {
  global: ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Role'],
  regional: ['AWS::Bedrock::AgentActionGroup', 'AWS::DynamoDB::Table', 'AWS::Lambda::Function'],
} as const;

/**
 * Tables of DynamoDB that may serve models: those that policies name for roles that SageMaker and Bedrock may assume, or that
 * the functions run as that agents call. A policy that names every table tells of none; whoever has it is told as unseen.
 * What a policy denies, and under which conditions it allows, does not count: rather a table too many than one too few.
 */
export const tablesNamed = (snapshot: Telling): { readonly named: Named[]; readonly unseen: UnseenUse[] } => {
  const named: Named[] = [];
  const unseen: UnseenUse[] = [];
  const tables = [...snapshot.resources('AWS::DynamoDB::Table')];
  const { roles, unseen: rolesUnseen } = platformRoles(snapshot);
  unseen.push(...rolesUnseen);
  for (const role of roles) {
    unseen.push(...gapsAt(role, '/properties/Policies/*/PolicyDocument'));
    unseen.push(...gapsAt(role, '/properties/ManagedPolicyArns/*'));
    let isOpen = false;
    for (const { holder, statement, pointer } of statementsOf(role, snapshot, unseen)) {
      if (!allowsData(statement)) continue;
      for (const [at, resource] of resourcesOf(statement, pointer)) {
        if (namesAll(resource, snapshot)) isOpen = true;
        else
          for (const place of placesOf(resource, tables, snapshot))
            named.push({ place, user: userOf(holder, 'model_store', at) });
      }
    }
    if (isOpen || textsAt(role, '/properties/ManagedPolicyArns').some((arn) => OPEN.test(arn)))
      unseen.push(unseenAt(role, EVERY_TABLE));
  }
  const arns = new Set(roles.map(({ id }) => id));
  for (const table of tables) {
    unseen.push(...gapsAt(table, `${POLICY}/Statement`));
    for (const [index, statement] of listAt(table, `${POLICY}/Statement`).entries())
      if (isObject(statement) && statement.Effect === 'Allow' && principalsOf(statement).some((one) => arns.has(one))) {
        const place = tableIn(table.id);
        const at = `${POLICY}/Statement/${index}/Principal` as Pointer;
        if (place !== undefined) named.push({ place, user: userOf(table, 'model_store', at) });
      }
  }
  return { named, unseen };
};

const POLICY = '/properties/ResourcePolicy/PolicyDocument';

const EVERY_TABLE = {
  reason: 'not_collected',
  detail:
    'its policies allow it every table of DynamoDB, and do not tell which it uses; name those with dynamodb://region/table',
} as const;

/** Policies of AWS, which a run does not hold, that allow to read every table. */
const OPEN =
  /^arn:[^:]+:iam::aws:policy\/(?:AdministratorAccess|PowerUserAccess|ReadOnlyAccess|AmazonDynamoDB(?:Full|ReadOnly)Access.*)$/;

const platformRoles = (snapshot: Telling): { readonly roles: Resource[]; readonly unseen: UnseenUse[] } => {
  const unseen: UnseenUse[] = [];
  const called = new Set<string>();
  for (const group of snapshot.resources('AWS::Bedrock::AgentActionGroup')) {
    unseen.push(...gapsAt(group, '/runtime/FunctionArn'));
    const name = textAt(group, '/runtime/FunctionArn');
    const lambda = name === undefined ? undefined : snapshot.find('AWS::Lambda::Function', group.region, name);
    if (lambda === undefined) continue;
    const gaps = gapsAt(lambda, '/properties/Role');
    const role = textAt(lambda, '/properties/Role');
    unseen.push(...gaps);
    if (role !== undefined) called.add(role);
    else if (gaps.length === 0) unseen.push(unseenAt(lambda, UNKEPT));
  }
  const roles = [...snapshot.resources('AWS::IAM::Role')].filter((role) => {
    unseen.push(...gapsAt(role, '/properties/AssumeRolePolicyDocument'));
    return called.has(role.id) || isAssumedByModels(role);
  });
  return { roles, unseen };
};

/** `sagemaker.amazonaws.com`, `bedrock.amazonaws.com`, `bedrock-agentcore.amazonaws.com` and theirs in other partitions. */
const MODELS = /^(?:sagemaker|bedrock)[a-z-]*\.amazonaws\.com/;

const isAssumedByModels = (role: Resource): boolean =>
  listAt(role, '/properties/AssumeRolePolicyDocument/Statement').some(
    (statement) =>
      isObject(statement) && statement.Effect === 'Allow' && principalsOf(statement).some((one) => MODELS.test(one)),
  );

const principalsOf = ({ Principal }: Readonly<Record<string, unknown>>): readonly string[] =>
  isObject(Principal) ? Object.values(Principal).flatMap((names) => textsOf(names)) : [];

interface Found {
  readonly holder: Resource;
  readonly statement: Readonly<Record<string, unknown>>;
  readonly pointer: string;
}

/** The statements of a role's own policies, and of those that the account wrote and attached to it. */
function* statementsOf(role: Resource, snapshot: Telling, unseen: UnseenUse[]): Iterable<Found> {
  for (const index of listAt(role, '/properties/Policies').keys())
    yield* statementsAt(role, `/properties/Policies/${index}/PolicyDocument`);
  for (const arn of textsAt(role, '/properties/ManagedPolicyArns')) {
    const policy = snapshot.find('AWS::IAM::ManagedPolicy', 'global', arn);
    if (policy === undefined) continue;
    unseen.push(...gapsAt(policy, '/properties/PolicyDocument'));
    yield* statementsAt(policy, '/properties/PolicyDocument');
  }
}

function* statementsAt(holder: Resource, document: string): Iterable<Found> {
  for (const [index, statement] of listAt(holder, `${document}/Statement`).entries())
    if (isObject(statement) && statement.Effect === 'Allow')
      yield { holder, statement, pointer: `${document}/Statement/${index}` };
}

const DATA_ACTIONS = ['BatchGetItem', 'BatchWriteItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'].map(
  (name) => `dynamodb:${name}`,
);

const allowsData = ({ Action, NotAction }: Readonly<Record<string, unknown>>): boolean =>
  NotAction !== undefined ||
  textsOf(Action).some((pattern) => DATA_ACTIONS.some((action) => likeOf(pattern, 'i').test(action)));

const resourcesOf = (
  { Resource, NotResource }: Readonly<Record<string, unknown>>,
  pointer: string,
): (readonly [Pointer, string])[] =>
  NotResource === undefined
    ? textsOf(Resource).map((resource, index) => [`${pointer}/Resource/${index}`, resource] as const)
    : [[`${pointer}/NotResource`, '*'] as const];

/** Is a table whose name nobody would choose meant as well? */
const namesAll = (pattern: string, { scope: { partition, account, regions } }: Telling): boolean =>
  regions.some((region) => likeOf(pattern).test(`arn:${partition}:dynamodb:${region}:${account}:table/~`));

/** The tables that a pattern means: one that it names whole may lie in a region that was not scanned, or be gone. */
const placesOf = (pattern: string, tables: readonly Resource[], { scope }: Telling): TablePlace[] => {
  // What stands behind a table's name are its indexes, streams and backups, which hold the same.
  const whole = tableIn(pattern);
  if (whole !== undefined && pattern.split(':')[4] === scope.account) return [whole];
  const like = likeOf(pattern);
  return tables.flatMap(({ id }) => {
    const place = like.test(id) || like.test(`${id}/index/~`) ? tableIn(id) : undefined;
    return place === undefined ? [] : [place];
  });
};

const tableIn = (arn: string): TablePlace | undefined => {
  const [, region, table] = /^arn:[^:]+:dynamodb:([a-z0-9-]+):\d{12}:table\/([\w.-]+)(?:\/.*)?$/.exec(arn) ?? [];
  return region === undefined || table === undefined ? undefined : { kind: 'dynamodb', region, table };
};

/** A pattern of IAM: `*`, `?`, and variables, which may stand for anything. */
const likeOf = (pattern: string, flags = ''): RegExp =>
  new RegExp(
    `^${pattern
      .split(/(\$\{[^}]*\}|[*?])/)
      .map((part, index) =>
        index % 2 === 0 ? part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&') : part === '?' ? '.' : '.*',
      )
      .join('')}$`,
    flags,
  );

const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');

const listAt = (resource: Resource, pointer: string): readonly unknown[] => {
  const value = valueAt(resource, pointer);
  return Array.isArray(value) ? value : [];
};

const textsAt = (resource: Resource, pointer: string): readonly string[] => textsOf(valueAt(resource, pointer));
