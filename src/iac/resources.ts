import { carriesTexts } from '../model/carried-texts.js';
import type { Gap } from '../model/gap.js';
import { GLOBAL, type Resource } from '../model/resource.js';
import { type Declaration, type Destination, SOME_ACCOUNT, SOME_REGION } from './declaration.js';
import type { Formed, FormInput } from './forms/form.js';
import { FORMS } from './forms/index.js';
import { listIn } from './forms/policies.js';
import { type Identity, identityOf, tagsIn } from './identity.js';
import { foundInTexts } from './texts.js';
import { hiddenNameIn, settled, unknown, unknownIn } from './unknown.js';

/** The members of `runtime` that some control reads, by type: what a template cannot say of them is a gap. */
export type RuntimeMembers = ReadonlyMap<string, ReadonlySet<string>>;

/** What declarations become once they are deployed, as far as they say it: resources as the collectors show them. */
export const resourcesOf = (
  declarations: readonly Declaration[],
  destination: Destination,
  runtimeMembers: RuntimeMembers,
): Resource[] => {
  const { referrersOf, ownerOf } = indexOf(declarations, destination);
  return declarations.flatMap((declaration) => {
    const { properties } = declaration;
    const identity = whoIs(declaration, destination);
    const input: FormInput = {
      declaration,
      properties,
      identity,
      destination: declaration.destination ?? destination,
      arnOf: (other) => whoIs(other, destination).arn,
      referrers: (referrer, member) => referrersOf(identity, referrer, member),
      ownerOf,
    };
    const formed = formedFrom(input);
    return formed.map((one) =>
      resourceOf(one, declaration, identity.name, declaration.destination ?? destination, runtimeMembers),
    );
  });
};

/**
 * A form takes what is not there for absent. Where nobody knows which members there are, it would show what is not so:
 * then nothing is known of the resource but its tags.
 */
const formedFrom = (input: FormInput): readonly Formed[] => {
  const { declaration, identity, properties } = input;
  const { Tags, ...others } = properties;
  const hidden = hiddenNameIn(others);
  if (hidden !== undefined) {
    const mark = unknown(hidden.reason, hidden.detail);
    return [{ id: identity.arn, properties: { Tags, [mark]: '' }, runtime: { [mark]: '' } }];
  }
  const formed = FORMS[declaration.type]?.(input) ?? [{ id: identity.arn, properties }];
  if (!carriesTexts(declaration.type)) return formed;
  const PersonalData = foundInTexts(declaration.type, properties);
  return formed.map((one) => (one.type === undefined ? { ...one, runtime: { PersonalData, ...one.runtime } } : one));
};

/** Who refers to whom, by name or ARN. Each question is answered once for all resources: there may be many thousands. */
const indexOf = (declarations: readonly Declaration[], destination: Destination) => {
  const byType = new Map<string, Declaration[]>();
  const owners = new Map<string, Declaration>();
  for (const declaration of declarations) {
    push(byType, declaration.type, declaration);
    const { arn, name } = whoIs(declaration, destination);
    for (const word of [name, arn]) {
      const key = `${declaration.type} ${word}`;
      owners.set(key, owners.get(key) ?? declaration);
    }
  }
  const answers = new Map<string, { readonly byWord: Map<string, Declaration[]>; readonly unsure: string[] }>();
  const referringBy = (type: string, member: string) => {
    const key = `${type} ${member}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = { byWord: new Map<string, Declaration[]>(), unsure: [] as string[] };
    for (const declaration of byType.get(type) ?? [])
      for (const word of new Set(listIn(declaration.properties[member]))) {
        if (typeof word !== 'string') continue;
        // Whom a parameter names is hardly one of its own template; what is known after apply may well be.
        if (unknownIn(word)?.reason === 'known_after_apply') answer.unsure.push(word);
        else push(answer.byWord, word, declaration);
      }
    answers.set(key, answer);
    return answer;
  };
  return {
    referrersOf: ({ name, arn }: Identity, type: string, member: string) => {
      const { byWord, unsure } = referringBy(type, member);
      return { certain: [...new Set([...(byWord.get(name) ?? []), ...(byWord.get(arn) ?? [])])], unsure };
    },
    ownerOf: (type: string, value: unknown) => (typeof value === 'string' ? owners.get(`${type} ${value}`) : undefined),
  };
};

const push = <T>(lists: Map<string, T[]>, key: string, item: T): void => {
  const own = lists.get(key) ?? [];
  lists.set(key, own);
  own.push(item);
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

export const hiddenRuntime = (members: ReadonlySet<string> = new Set(), known: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    [...members]
      .filter((member) => !Object.hasOwn(known, member))
      .map((member) => [member, unknown('known_after_apply', 'only a running account shows it')]),
  );

/** A placeholder is no account and no region that a rule could judge. */
export const placeGaps = (account: string, region: string, type: string): Gap[] => [
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
