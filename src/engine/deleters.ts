import type { GapCause } from '../model/gap.js';
import { isObject } from '../model/json.js';
import { valueAt } from '../model/pointer.js';
import type { Resource } from '../model/resource.js';
import type { Snapshot } from '../model/snapshot.js';

/** Who may do something to a thing, as far as the policies of this account tell. */
export interface Deleters {
  /** ARNs of roles and users, sorted. */
  readonly principals: readonly string[];
  /** What of the policies could not be seen: somebody else may be able to, too. */
  readonly gaps: readonly GapCause[];
}

type Statement = Readonly<Record<string, unknown>>;

/** AWS's own policies that allow to delete whatever there is: their documents are in no answer. */
const MIGHTY: Readonly<Record<string, readonly string[]>> = {
  'policy/AdministratorAccess': ['*'],
  'policy/PowerUserAccess': ['*'],
  'policy/AmazonS3FullAccess': ['s3:*'],
  'policy/CloudWatchLogsFullAccess': ['logs:*'],
  'policy/CloudWatchFullAccess': ['logs:*'],
  'policy/job-function/SystemAdministrator': ['s3:*', 'logs:*'],
  'policy/job-function/DataScientist': ['s3:*'],
};

/**
 * The roles and users whose own policies allow one of the actions on a resource. Conditions are taken to hold and
 * boundaries and policies of the organisation to allow, so that nobody is left out who may; a Deny counts only where it
 * is without condition. Policies of other accounts are out of sight, and roles that AWS's services keep for themselves
 * are left out.
 */
export const deletersIn = (snapshot: Snapshot) => {
  const all = (type: string) => [...snapshot.resources(type)];
  const managed = new Map(all('AWS::IAM::ManagedPolicy').map((policy) => [policy.id, policy]));
  const groups = new Map(
    all('AWS::IAM::Group').map((group) => [String(valueAt(group, '/properties/GroupName')), group]),
  );
  const people = [...all('AWS::IAM::Role'), ...all('AWS::IAM::User')].filter(
    ({ properties }) => !String(properties.Path ?? '').startsWith('/aws-service-role/'),
  );
  const types = ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::ManagedPolicy'];
  const unlisted = types.flatMap((type): GapCause[] => {
    const listings = snapshot.listings.filter((listing) => listing.type === type);
    if (listings.length === 0) return [{ reason: 'not_collected', detail: `${type} was not collected` }];
    return listings.flatMap(({ cause }) => (cause === undefined ? [] : [cause]));
  });

  const heldBy = (
    person: Resource,
  ): { readonly statements: readonly Statement[]; readonly gaps: readonly GapCause[] } => {
    const names = listAt(person, '/properties/Groups').map(String);
    const holders = [person, ...names.flatMap((name) => groups.get(name) ?? [])];
    const arns = holders.flatMap((holder) => listAt(holder, '/properties/ManagedPolicyArns').map(String));
    const own = arns.flatMap((arn) => managed.get(arn) ?? []);
    const documents = [
      ...holders.flatMap((holder) =>
        listAt(holder, '/properties/Policies').map((policy) => valueAt(policy, '/PolicyDocument')),
      ),
      ...own.map((policy) => valueAt(policy, '/properties/PolicyDocument')),
    ];
    const mighty = arns.flatMap((arn) => MIGHTY[arn.replace(/^arn:[^:]+:iam::aws:/, '')] ?? []);
    return {
      statements: [
        ...documents.flatMap((document) => listAt(document, '/Statement').filter(isObject)),
        ...(mighty.length === 0 ? [] : [{ Effect: 'Allow', Action: mighty, Resource: ['*'] }]),
      ],
      gaps: [...holders, ...own].flatMap(({ gaps }) =>
        gaps
          .filter(({ pointer }) =>
            /^(\/properties(\/(Policies|PolicyDocument|ManagedPolicyArns|Groups).*)?)?$/.test(pointer),
          )
          .map(causeOnly),
      ),
    };
  };
  const held = people.map((person) => ({ person, ...heldBy(person) }));
  const hidden = distinct([...unlisted, ...held.flatMap(({ gaps }) => gaps)]);

  return (actions: readonly string[], resource: string, denials: readonly unknown[] = []): Deleters => {
    // Of the resource's own policy only a Deny to everybody counts.
    const refused = denials.filter(isObject).filter(isForEverybody);
    const may = (statements: readonly Statement[], action: string) =>
      statements.some((one) => one.Effect === 'Allow' && concerns(one, action, resource)) &&
      ![...statements, ...refused].some(
        (one) => one.Effect === 'Deny' && one.Condition === undefined && concerns(one, action, resource),
      );
    return {
      principals: held
        .filter(({ statements }) => actions.some((action) => may(statements, action)))
        .map(({ person }) => person.id)
        .sort(),
      gaps: hidden,
    };
  };
};

const isForEverybody = ({ Principal }: Statement): boolean =>
  isObject(Principal) && Array.isArray(Principal.AWS) && Principal.AWS.includes('*');

/** Does the statement speak of this action on this resource? Actions are matched whatever their case. */
const concerns = (
  { Action, NotAction, Resource: on, NotResource }: Statement,
  action: string,
  resource: string,
): boolean => {
  const isAction = Array.isArray(Action)
    ? Action.some((one) => like(String(one), action, 'i'))
    : Array.isArray(NotAction) && !NotAction.some((one) => like(String(one), action, 'i'));
  const isOn = Array.isArray(on)
    ? on.some((one) => like(String(one), resource))
    : Array.isArray(NotResource) && !NotResource.some((one) => like(String(one), resource));
  return isAction && isOn;
};

/** `*` and `?` of policies; a policy variable may stand for anything. */
const like = (pattern: string, text: string, flags = ''): boolean => {
  const source = pattern
    .replaceAll(/\$\{[^}]*\}/g, '*')
    .replaceAll(/[.+^$()|[\]\\{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, `s${flags}`).test(text);
};

const listAt = (value: unknown, pointer: string): readonly unknown[] => {
  const list = valueAt(value, pointer);
  return Array.isArray(list) ? list : [];
};

export const causeOnly = ({ reason, detail, action }: GapCause): GapCause => ({
  reason,
  detail,
  ...(action !== undefined && { action }),
});

export const distinct = (gaps: readonly GapCause[]): GapCause[] => [
  ...new Map(gaps.map((gap) => [`${gap.reason} ${gap.detail}`, gap])).values(),
];
