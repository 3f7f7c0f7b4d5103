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
};

/** AWS's own policies that by their definition only read. */
const HARMLESS: ReadonlySet<string> = new Set([
  'policy/ReadOnlyAccess',
  'policy/SecurityAudit',
  'policy/job-function/ViewOnlyAccess',
]);

/** What is to be destroyed: one ARN, or whatever has an ARN that begins so. */
export interface Target {
  readonly text: string;
  readonly isPrefix: boolean;
}

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
    const foreign = arns.filter((arn) => !managed.has(arn)).map((arn) => arn.replace(/^arn:[^:]+:iam::aws:/, ''));
    const mighty = foreign.flatMap((name) => MIGHTY[name] ?? []);
    const unread = foreign.filter((name) => MIGHTY[name] === undefined && !HARMLESS.has(name));
    return {
      statements: [
        ...documents.flatMap((document) => listAt(document, '/Statement').filter(isObject)),
        ...(mighty.length === 0 ? [] : [{ Effect: 'Allow', Action: mighty, Resource: ['*'] }]),
      ],
      gaps: [
        ...[...holders, ...own].flatMap(({ gaps }) =>
          gaps
            .filter(({ pointer }) =>
              /^(\/properties(\/(Policies|PolicyDocument|ManagedPolicyArns|Groups).*)?)?$/.test(pointer),
            )
            .map(causeOnly),
        ),
        ...unread.map(
          (name): GapCause => ({ reason: 'not_collected', detail: `what ${name} allows was not collected` }),
        ),
      ],
    };
  };
  const held = people.map((person) => ({ person, ...heldBy(person) }));
  const hidden = distinct([...unlisted, ...held.flatMap(({ gaps }) => gaps)]);

  return (actions: readonly string[], targets: readonly Target[], policy: readonly Statement[] = []): Deleters => {
    const may = (allowing: readonly Statement[], denying: readonly Statement[]) =>
      actions.some((action) =>
        targets.some(
          (target) =>
            allowing.some((one) => one.Effect === 'Allow' && allows(one, action, target)) &&
            !denying.some((one) => one.Effect === 'Deny' && denies(one, action, target)),
        ),
      );
    // Of the resource's own policy only a Deny to everybody counts.
    const refused = policy.filter(isForEverybody);
    const invited = policy.filter((one) => may([one], refused)).flatMap(principalsOf);
    const own = held.filter(({ statements }) => may(statements, [...statements, ...refused]));
    return { principals: [...new Set([...own.map(({ person }) => person.id), ...invited])].sort(), gaps: hidden };
  };
};

const isForEverybody = (statement: Statement): boolean => principalsOf(statement).includes('*');

/** Whom a statement of a resource's policy names; whoever `NotPrincipal` leaves is everybody. */
const principalsOf = ({ Principal, NotPrincipal }: Statement): string[] => {
  if (Principal === undefined)
    return NotPrincipal === undefined ? [] : [`* (NotPrincipal ${JSON.stringify(NotPrincipal)})`];
  if (!isObject(Principal)) return [String(Principal)];
  return Object.values(Principal).flatMap((names) => (Array.isArray(names) ? names.map(String) : [String(names)]));
};

/** May a statement speak of this action on some of the target? Actions are matched whatever their case. */
const allows = ({ Action, NotAction, Resource: on, NotResource }: Statement, action: string, target: Target): boolean =>
  (Array.isArray(Action) ? anyLike(Action, action) : Array.isArray(NotAction) && !anyLike(NotAction, action)) &&
  (Array.isArray(on)
    ? on.some((one) => touches(String(one), target))
    : Array.isArray(NotResource) && !NotResource.some((one) => covers(String(one), target)));

/** Does a statement speak of this action on all of the target, whatever the circumstances? */
const denies = (
  { Action, NotAction, Resource: on, NotResource, Condition }: Statement,
  action: string,
  target: Target,
): boolean =>
  Condition === undefined &&
  (Array.isArray(Action) ? anyLike(Action, action) : Array.isArray(NotAction) && !anyLike(NotAction, action)) &&
  (Array.isArray(on)
    ? on.some((one) => covers(String(one), target))
    : Array.isArray(NotResource) && !NotResource.some((one) => touches(String(one), target)));

const anyLike = (patterns: readonly unknown[], action: string): boolean =>
  patterns.some((one) => like(String(one).toLowerCase(), { text: action.toLowerCase(), isPrefix: false }));

const VARIABLE = /\$\{[^}]*\}/g;

/** Some of the target; a policy variable may stand for anything. */
const touches = (pattern: string, target: Target): boolean => like(pattern.replaceAll(VARIABLE, '*'), target);

/** All of the target, which a policy variable cannot promise. */
const covers = (pattern: string, { text, isPrefix }: Target): boolean =>
  pattern.search(VARIABLE) === -1 && (!isPrefix || pattern.endsWith('*')) && like(pattern, { text, isPrefix: false });

/** `*` and `?` of policies. Of a prefix: is there a text that begins with it and is matched? */
const like = (pattern: string, { text, isPrefix }: Target): boolean => {
  const signs = [...pattern];
  const passing = (places: ReadonlySet<number>): Set<number> => {
    const all = new Set(places);
    for (const place of all) if (signs[place] === '*') all.add(place + 1);
    return all;
  };
  let places = passing(new Set([0]));
  for (const letter of text) {
    const next = [...places].flatMap((place) => {
      if (signs[place] === '*') return [place];
      return signs[place] === '?' || signs[place] === letter ? [place + 1] : [];
    });
    places = passing(new Set(next));
    if (places.size === 0) return false;
  }
  return isPrefix || places.has(signs.length);
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
