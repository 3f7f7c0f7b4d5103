import { isObject } from '../../model/json.js';
import type { Declaration, Destination, Place } from '../declaration.js';
import { identityOf } from '../identity.js';
import { unknown } from '../unknown.js';
import { type Attributes, isHidden, isSet, mapped, type Trace } from './mapping.js';
import { mappingOf } from './table/index.js';
import type { Mapping, Owner, PartMapping } from './table/mappings.js';

/** What one resource of Terraform says in CloudFormation's words. */
interface MappedResource {
  readonly mapping: Mapping;
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * A resource of Terraform by the table; undefined for types that no control looks at. Attributes are named and nested as in
 * a plan (a block is a list of objects), and what is not known of them is marked (unknown.ts). `trace` is told where
 * each property stands among the attributes.
 */
export const mapResource = (
  terraformType: string,
  attributes: Attributes,
  trace?: Trace,
): MappedResource | undefined => {
  const mapping = mappingOf(terraformType);
  return mapping && { mapping, properties: mapped(mapping.of, attributes, trace) };
};

/** The name that a resource has or is given: undefined where only AWS or the provider will choose one. */
export const knownName = (terraformType: string, attributes: Attributes): string | undefined => {
  const mapping = mappingOf(terraformType);
  if (mapping?.kind !== 'resource') return undefined;
  return mapping.names.map((name) => attributes[name]).find(isKnownText);
};

/** The ARN that AWS has given it already. */
export const knownArn = (terraformType: string, attributes: Attributes): string | undefined => {
  const mapping = mappingOf(terraformType);
  if (mapping?.kind !== 'resource') return undefined;
  return mapping.arns.map((name) => attributes[name]).find(isKnownText);
};

/** Who a reference to an attribute means: the resource by its name or by its ARN, or nothing that says who it is. */
export const identityIn = (terraformType: string, attribute: string): 'name' | 'arn' | undefined => {
  const mapping = mappingOf(terraformType);
  if (mapping?.kind !== 'resource') return undefined;
  if (mapping.arns.includes(attribute)) return 'arn';
  return mapping.names.includes(attribute) || attribute === 'id' ? 'name' : undefined;
};

/** Stands for the name of a resource that has none yet: its address, without what an ARN could not hold. */
export const nameFromAddress = (address: string): string =>
  address.replaceAll(/[^A-Za-z0-9_.-]+/g, '-').replace(/-$/, '');

const isKnownText = (value: unknown): value is string => typeof value === 'string' && isSet(value) && !isHidden(value);

/** One resource of Terraform, its references resolved to the names of {@link nameFromAddress} or to known ones. */
export interface TerraformResource {
  readonly terraformType: string;
  /** `module.serve.aws_sagemaker_model.churn[0]`. */
  readonly address: string;
  readonly attributes: Attributes;
  readonly name: string;
  readonly place: Place;
  readonly lines?: Declaration['lines'];
  readonly destination: Destination;
  readonly isNew?: boolean;
  /** `unchanged`: there to be referred to. `removed`: it is there no more. */
  readonly change: 'changed' | 'unchanged' | 'removed';
}

/** Declarations of what stands after all resources are as they say: with each part in the resource that it is a part of. */
export const declarationsFrom = (resources: readonly TerraformResource[]): Declaration[] => {
  const owners: Owners = { drafts: [], byType: new Map(), byIdentity: new Map(), gone: new Set() };
  const parts: Part[] = [];
  for (const resource of resources) {
    const known = mapResource(resource.terraformType, resource.attributes);
    if (known === undefined) continue;
    const { mapping, properties } = known;
    if (mapping.kind === 'part') parts.push({ resource, mapping, properties, isSeenInOwner: true });
    else {
      const draft = draftOf(resource, mapping.type, properties);
      if (resource.change === 'removed') for (const key of keysOf(draft.declaration)) owners.gone.add(key);
      else enter(owners, draft);
      // What is removed changes whom it was a part of all the same.
      const { changes, isSeenInOwner = false } = mapping;
      const change = { kind: 'part', owners: changes, of: {}, appends: true } as const;
      if (changes.length > 0) parts.push({ resource, mapping: change, properties: {}, isSeenInOwner });
    }
  }
  for (const part of parts) for (const owner of part.mapping.owners) join(part, owner, owners);
  return [...owners.drafts].map(({ declaration, properties, isChanged }) => {
    const { isUnchanged: _, ...others } = declaration;
    return { ...others, properties, ...(!isChanged && { isUnchanged: true }) };
  });
};

/** A declaration that its parts are still added to. */
interface Draft {
  readonly declaration: Declaration;
  properties: Readonly<Record<string, unknown>>;
  isChanged: boolean;
}

interface Part {
  readonly resource: TerraformResource;
  readonly mapping: PartMapping;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly isSeenInOwner: boolean;
}

const draftOf = (
  { terraformType, address, attributes, name, place, lines = new Map(), destination, isNew, change }: TerraformResource,
  type: string,
  properties: Readonly<Record<string, unknown>>,
): Draft => {
  const arn = knownArn(terraformType, attributes);
  return {
    declaration: {
      type,
      address,
      properties,
      place,
      lines,
      name,
      destination,
      ...(arn !== undefined && { arn }),
      ...(isNew !== undefined && { isNew }),
    },
    properties,
    isChanged: change === 'changed',
  };
};

/** Finds whom a part belongs to. */
interface Owners {
  readonly drafts: Draft[];
  readonly byType: Map<string, Draft[]>;
  readonly byIdentity: Map<string, Draft>;
  /** The identities of what is there no more. */
  readonly gone: Set<string>;
}

const enter = ({ drafts, byType, byIdentity }: Owners, draft: Draft): void => {
  const { type } = draft.declaration;
  drafts.push(draft);
  const own = byType.get(type) ?? [];
  byType.set(type, own);
  own.push(draft);
  for (const key of keysOf(draft.declaration)) byIdentity.set(key, byIdentity.get(key) ?? draft);
};

/** By what a declaration is found: its ARN, its name where it stands, and, if nothing of that name stands there, its name. */
const keysOf = ({ type, name, arn, destination }: Declaration): string[] => [
  ...(arn === undefined ? [] : [`${type} ${arn}`]),
  ...(destination === undefined
    ? []
    : [`${type} ${identityOf(type, name, destination).arn}`, `${type} ${name} ${placeOf(destination)}`]),
  `${type} ${name}`,
];

const placeOf = ({ account, region }: Destination): string => `${account} ${region}`;

const join = (part: Part, { type, by, where }: Owner, owners: Owners): void => {
  const { attributes } = part.resource;
  const candidates = owners.byType.get(type) ?? [];
  if (by === undefined) {
    const matches = candidates.map((draft) => [draft, equals(draft, where ?? {}, attributes)] as const);
    for (const [draft, match] of matches) if (match !== false) add(part, draft, match);
    return;
  }
  const value = attributes[by];
  for (const word of Array.isArray(value) ? value : [value]) {
    // Whoever it is may be any of them.
    if (isHidden(word)) for (const draft of candidates) add(part, draft, word);
    else if (typeof word === 'string') addTo(part, type, word, owners);
  }
};

const addTo = (part: Part, type: string, word: string, owners: Owners): void => {
  const keys = [`${type} ${word} ${placeOf(part.resource.destination)}`, `${type} ${word}`];
  const owner = keys.map((key) => owners.byIdentity.get(key)).find((draft) => draft !== undefined);
  if (owner !== undefined) add(part, owner, true);
  // It goes with its owner, or it is seen without.
  else if (part.isSeenInOwner && !keys.some((key) => owners.gone.has(key)))
    add(part, stub(part, type, word, owners), true);
};

/** Whether all of the named properties equal the attributes; the mark of what hides it, where something does. */
const equals = (draft: Draft, where: Readonly<Record<string, string>>, attributes: Attributes): boolean | string => {
  const pairs = Object.entries(where).map(([property, attribute]) => [
    draft.properties[property],
    attributes[attribute],
  ]);
  if (pairs.some(([one, other]) => !isHidden(one) && !isHidden(other) && one !== other)) return false;
  return pairs.flat().find(isHidden) ?? true;
};

/** Adds a part to whom it certainly belongs to (`true`), or to whom it may belong to, for the reason of the mark. */
const add = ({ resource, mapping, properties }: Part, draft: Draft, match: true | string): void => {
  if (resource.change !== 'unchanged') draft.isChanged = true;
  const gone = () =>
    unknown('known_after_apply', `the plan removes ${resource.address}, and only AWS shows what stands without it`);
  for (const [name, value] of Object.entries(properties)) {
    const before = draft.properties[name];
    if (mapping.appends) {
      if (resource.change === 'removed') continue;
      draft.properties = { ...draft.properties, [name]: appended(before, match === true ? value : [match]) };
    } else if (match !== true) draft.properties = { ...draft.properties, [name]: before ?? match };
    else
      draft.properties = {
        ...draft.properties,
        [name]: resource.change === 'removed' ? gone() : merged(before, value),
      };
  }
};

const appended = (before: unknown, value: unknown): unknown => {
  if (isHidden(before)) return before;
  const list = Array.isArray(before) ? before : [];
  const more = Array.isArray(value) ? value : [value];
  return [...list, ...more.filter((item) => typeof item !== 'string' || !list.includes(item))];
};

/** Members of an object that the part does not name stay. */
const merged = (before: unknown, value: unknown): unknown =>
  isObject(before) && isObject(value) ? { ...before, ...value } : value;

/** Stands for what exists already beside the plan: of it only this part is known. */
const stub = ({ resource }: Part, type: string, name: string, owners: Owners): Draft => {
  const arn = name.startsWith('arn:') ? name : undefined;
  const draft: Draft = {
    declaration: {
      type,
      address: resource.address,
      properties: {},
      place: resource.place,
      lines: new Map(),
      name,
      destination: resource.destination,
      ...(arn !== undefined && { arn }),
    },
    properties: {
      [unknown('not_collected', `it exists already, and the plan changes only a part of it (${resource.address})`)]: '',
    },
    isChanged: false,
  };
  enter(owners, draft);
  return draft;
};
