import type { Gap } from '../model/gap.js';
import { GLOBAL, type Resource } from '../model/resource.js';
import { type Declaration, type Destination, SOME_ACCOUNT, SOME_REGION } from './declaration.js';
import type { Formed, FormInput } from './forms/form.js';
import { FORMS } from './forms/index.js';
import { type Identity, identityOf, tagsIn } from './identity.js';
import { settled, unknown } from './unknown.js';

/** The members of `runtime` that some control reads, by type: what a template cannot say of them is a gap. */
export type RuntimeMembers = ReadonlyMap<string, ReadonlySet<string>>;

/** What declarations become once they are deployed, as far as they say it: resources as the collectors show them. */
export const resourcesOf = (
  declarations: readonly Declaration[],
  destination: Destination,
  runtimeMembers: RuntimeMembers,
): Resource[] => {
  const byType = new Map<string, Declaration[]>();
  for (const declaration of declarations) {
    const own = byType.get(declaration.type) ?? [];
    byType.set(declaration.type, own);
    own.push(declaration);
  }
  const all = (type: string): readonly Declaration[] => byType.get(type) ?? [];
  return declarations.flatMap((declaration) => {
    const { type, properties } = declaration;
    const identity = whoIs(declaration, destination);
    const input: FormInput = {
      declaration,
      properties,
      identity,
      all,
      isOwn: refersTo(declaration, destination),
      ownerOf: (ownerType, value) => all(ownerType).find((owner) => refersTo(owner, destination)(value)),
    };
    const form = FORMS[type];
    const formed = form === undefined ? [{ id: identity.arn, properties }] : form(input);
    return formed.map((one) =>
      resourceOf(one, declaration, identity.name, declaration.destination ?? destination, runtimeMembers),
    );
  });
};

/** Does a value refer to the declaration, by its name or its ARN? */
const refersTo = (declaration: Declaration, destination: Destination) => {
  const { arn, name } = whoIs(declaration, destination);
  return (value: unknown): boolean => value === name || value === arn;
};

const whoIs = ({ type, name, arn, destination: own }: Declaration, destination: Destination): Identity => {
  const identity = identityOf(type, name, own ?? destination);
  return arn === undefined ? identity : { ...identity, arn };
};

const resourceOf = (
  { id, names = [], type: kind, properties, runtime = {}, gaps: own = [] }: Formed,
  { type: declared, address, place, lines, isUnchanged }: Declaration,
  name: string,
  { account, region }: Destination,
  runtimeMembers: RuntimeMembers,
): Resource => {
  const type = kind ?? declared;
  const { Tags, ...others } = properties;
  const facts = settled(others, '/properties');
  const tags = settled({ tags: Tags }, '');
  const shown = settled({ ...hiddenRuntime(runtimeMembers.get(type), runtime), ...runtime }, '/runtime');
  return {
    type,
    id: id ?? name,
    names: [name, ...names, address],
    account,
    region: isGlobal(type) ? GLOBAL : region,
    tags: tagsIn(tags.value.tags),
    properties: facts.value,
    runtime: shown.value,
    source: isUnchanged === true ? [] : [{ ...place, address }],
    ...(lines.size > 0 && { lines: Object.fromEntries(lines) }),
    gaps: [
      ...placeGaps(account, region, type),
      ...facts.gaps,
      ...shown.gaps,
      ...tags.gaps.map((gap): Gap => ({ ...gap, pointer: '/tags' })),
      ...own,
    ],
  };
};

const hiddenRuntime = (members: ReadonlySet<string> = new Set(), known: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    [...members]
      .filter((member) => !Object.hasOwn(known, member))
      .map((member) => [member, unknown('known_after_apply', 'only a running account shows it')]),
  );

/** A placeholder is no account and no region that a rule could judge. */
const placeGaps = (account: string, region: string, type: string): Gap[] => [
  ...(account === SOME_ACCOUNT ? [placeGap('/account', 'account', '--account')] : []),
  ...(region === SOME_REGION && !isGlobal(type) ? [placeGap('/region', 'region', '--region')] : []),
];

const placeGap = (pointer: string, what: string, option: string): Gap => ({
  pointer,
  kind: 'missing',
  reason: 'known_after_apply',
  detail: `the templates do not say into which ${what} they will be deployed: name it with ${option}`,
});

/** The account and the regions of the resources: what a person named, else what the templates themselves say. */
export const placesOf = (
  resources: readonly Resource[],
  { account, region }: Destination,
): { account: string; regions: string[] } => {
  const accounts = new Set(resources.map((resource) => resource.account));
  const [only = account] = accounts;
  const regions = new Set(resources.map((resource) => resource.region).filter((place) => place !== GLOBAL));
  return {
    account: account === SOME_ACCOUNT && accounts.size === 1 ? only : account,
    regions: regions.size === 0 ? [region] : [...regions].sort(),
  };
};

/** Types that belong to the account as a whole, as their collectors list them. */
export const isGlobal = (type: string): boolean => GLOBAL_TYPES.some((prefix) => type.startsWith(prefix));

const GLOBAL_TYPES = ['AWS::IAM::', 'AWS::Organizations::', 'AWS::Budgets::', 'AWS::CE::'];
