import type { FileCoverage } from '../../model/finding.js';
import { type Pointer, pointerOf } from '../../model/pointer.js';
import type { Declaration, Destination } from '../declaration.js';
import { identityOf, partitionOf } from '../identity.js';
import {
  declarationsFrom,
  identityIn,
  knownName,
  mapResource,
  nameFromAddress,
  type TerraformResource,
} from '../terraform/resource.js';
import { mappingOf } from '../terraform/table/index.js';
import { unknown } from '../unknown.js';
import { type ConfigurationOptions, readConfiguration } from './configuration.js';
import type { HclResource, Identify } from './module.js';

/** What Terraform's own files declare, in the words that a plan is read into. */
export const readTerraform = async (
  files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
  options: ConfigurationOptions,
): Promise<{ readonly declarations: readonly Declaration[]; readonly files: readonly FileCoverage[] }> => {
  const { destination } = options;
  const { roots, files: covered } = await readConfiguration(files, options, (root) => identifyIn(root, destination));
  return {
    // Configurations are deployed apart from each other: what is a part of a resource is so in its own.
    declarations: roots.flatMap(({ directory, resources }) =>
      declarationsFrom(
        resources.map((resource) => inTerms(resource, roots.length > 1 ? directory : undefined, destination)),
      ),
    ),
    files: covered,
  };
};

const inTerms = (
  { type, address, attributes, place, lines, region }: HclResource,
  root: string | undefined,
  destination: Destination,
): TerraformResource => {
  const whole = withComputed(type, attributes);
  return {
    terraformType: type,
    address,
    attributes: whole,
    name: nameOf(type, address, whole, root),
    place,
    lines: linesOf(type, whole, lines),
    destination: destinationIn(region, destination),
    change: 'changed',
  };
};

const nameOf = (
  type: string,
  address: string,
  attributes: Readonly<Record<string, unknown>>,
  root: string | undefined,
): string => knownName(type, attributes) ?? nameFromAddress(root === undefined ? address : `${root}/${address}`);

const destinationIn = (region: string | undefined, destination: Destination): Destination =>
  region === undefined ? destination : { ...destination, region, partition: partitionOf(region) };

const identifyIn =
  (root: string | undefined, destination: Destination): Identify =>
  ({ type, address, attribute, region, written }) => {
    const who = identityIn(type, attribute);
    const mapping = mappingOf(type);
    if (who === undefined || mapping?.kind !== 'resource') return undefined;
    const named = Object.fromEntries(mapping.names.map((name) => [name, written(name)]));
    const name = nameOf(type, address, named, root);
    return who === 'arn' ? identityOf(mapping.type, name, destinationIn(region, destination)).arn : name;
  };

/** What only the provider says: files never do. */
const withComputed = (
  type: string,
  attributes: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const mapping = mappingOf(type);
  const computed = Object.values(mapping?.of ?? {}).flatMap((source) =>
    typeof source === 'object' && source.kind === 'computed' ? [source.attribute] : [],
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
