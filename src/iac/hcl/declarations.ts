import type { FileCoverage } from '../../model/finding.js';
import { type Pointer, pointerOf } from '../../model/pointer.js';
import type { Declaration } from '../declaration.js';
import { identityOf } from '../identity.js';
import {
  declarationsFrom,
  identityIn,
  knownName,
  mapResource,
  nameFromAddress,
  type TerraformResource,
} from '../terraform/resource.js';
import { attributeKinds, mappingOf } from '../terraform/table/index.js';
import { unknown } from '../unknown.js';
import { type ConfigurationOptions, readConfiguration } from './configuration.js';
import type { HclResource, Identify } from './module.js';

interface TerraformReading {
  readonly declarations: readonly Declaration[];
  readonly files: readonly FileCoverage[];
  /** Names of the variables that a command line may give values to. */
  readonly variables: readonly string[];
}

/** What Terraform's own files declare, in the words that a plan is read into. */
export const readTerraform = async (
  files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
  options: ConfigurationOptions,
): Promise<TerraformReading> => {
  const { roots, files: covered, variables } = await readConfiguration(files, options, identifyIn);
  return {
    // Configurations are deployed apart from each other: what is a part of a resource is so in its own.
    declarations: roots.flatMap(({ directory, resources }) =>
      declarationsFrom(resources.map((resource) => inTerms(resource, roots.length > 1 ? directory : undefined))),
    ),
    files: covered,
    variables,
  };
};

const inTerms = (
  { type, address, attributes, place, lines, destination, isUncertain }: HclResource,
  root: string | undefined,
): TerraformResource => {
  const whole = withComputed(type, isUncertain ? hiddenPart(type, address, attributes) : attributes);
  return {
    terraformType: type,
    address,
    attributes: whole,
    name: nameOf(type, address, whole, root),
    place,
    lines: linesOf(type, whole, lines),
    destination,
    change: 'changed',
  };
};

const nameOf = (
  type: string,
  address: string,
  attributes: Readonly<Record<string, unknown>>,
  root: string | undefined,
): string => knownName(type, attributes) ?? nameFromAddress(root === undefined ? address : `${root}/${address}`);

const identifyIn =
  (root: string | undefined): Identify =>
  ({ type, address, attribute, destination, written }) => {
    const who = identityIn(type, attribute);
    const mapping = mappingOf(type);
    if (who === undefined || mapping?.kind !== 'resource') return undefined;
    const named = Object.fromEntries(mapping.names.map((name) => [name, written(name)]));
    const name = nameOf(type, address, named, root);
    return who === 'arn' ? identityOf(mapping.type, name, destination).arn : name;
  };

/**
 * What belongs to another and may not be there says nothing certain of it: a bucket is not versioned by what is made only
 * under a condition that nobody knows. Whose part it is stays known.
 */
const hiddenPart = (
  type: string,
  address: string,
  attributes: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const mapping = mappingOf(type);
  const owners = mapping?.kind === 'part' ? mapping.owners : (mapping?.changes ?? []);
  if (owners.length === 0) return attributes;
  const naming = new Set(owners.flatMap(({ by, where = {} }) => [by, ...Object.values(where)]));
  const mark = unknown('unresolved_expression', `nobody knows whether ${address} is made`);
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, naming.has(name) || value === null ? value : mark]),
  );
};

/** What only the provider says: files never do. */
const withComputed = (
  type: string,
  attributes: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  // Shared tags are the provider's, and its configuration stands in the files.
  const computed = [...attributeKinds(type)].flatMap(([name, kind]) =>
    kind === 'computed' && name !== 'tags_all' && !name.includes('.') ? [name] : [],
  );
  return {
    ...Object.fromEntries(
      computed.map((name) => [name, unknown('known_after_apply', `${name} is known only once AWS has made it`)]),
    ),
    ...attributes,
  };
};

/** Lines by property; a place that is not written itself stands where what holds it does. */
const linesOf = (
  type: string,
  attributes: Readonly<Record<string, unknown>>,
  written: ReadonlyMap<Pointer, number>,
): ReadonlyMap<Pointer, number> => {
  const lines = new Map<Pointer, number>();
  mapResource(type, attributes, (property, path) => {
    const pointers = path.map((_, index) => pointerOf(...path.slice(0, path.length - index)));
    const place = pointers.find((pointer) => written.has(pointer));
    const line = place === undefined ? undefined : written.get(place);
    if (line === undefined || lines.has(property)) return;
    lines.set(property, line);
    // The members of a policy that is written in place.
    const [whole = ''] = pointers;
    for (const [pointer, own] of path.length === 1 ? written : [])
      if (pointer.startsWith(`${whole}/`)) lines.set(property + pointer.slice(whole.length), own);
  });
  return lines;
};
