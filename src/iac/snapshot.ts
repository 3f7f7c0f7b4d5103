import type { GapCause } from '../model/gap.js';
import { by } from '../model/json.js';
import { GLOBAL, identifiersOf, type Resource } from '../model/resource.js';
import type { Listing, Scope, Snapshot } from '../model/snapshot.js';

/** What a template could refer to and does not declare. */
export interface Surroundings {
  /** Every type that the controls look at. */
  readonly types: readonly string[];
  /** A run of the account; without one, nobody knows what exists. */
  readonly around?: Snapshot;
}

/**
 * Declared resources as a snapshot. A type is never listed whole: beside what the templates create stands what exists
 * already, so a reference that leads to nothing here is a gap, and only the account's last run can close it.
 */
export const templateSnapshot = (
  declared: readonly Resource[],
  scope: Scope,
  { types: needed, around }: Surroundings,
): Snapshot => {
  const types = new Map<string, Resource[]>();
  const identifiers = new Map<string, Resource[]>();
  for (const resource of declared) {
    add(types, resource.type, resource);
    for (const identifier of identifiersOf(resource)) add(identifiers, `${resource.type} ${identifier}`, resource);
  }
  const order = by<Resource>(
    ({ region }) => region,
    ({ id }) => id,
  );
  for (const list of [...types.values(), ...identifiers.values()]) list.sort(order);
  /** A template that declares what exists changes it: what it says counts. */
  const isDeclared = (resource: Resource): boolean =>
    identifiersOf(resource).some((identifier) => identifiers.has(`${resource.type} ${identifier}`));

  return {
    scope,
    types: [...new Set([...types.keys(), ...(around?.types ?? [])])].sort(),
    listings: listingsWith(around, needed, scope),
    calls: [],
    *resources(type) {
      yield* types.get(type) ?? [];
      if (around !== undefined)
        for (const resource of around.resources(type)) if (!isDeclared(resource)) yield resource;
    },
    find(type, region, identifier) {
      const own = identifiers
        .get(`${type} ${identifier}`)
        ?.find((resource) => region === undefined || resource.region === region);
      return own ?? around?.find(type, region, identifier);
    },
  };
};

const add = (lists: Map<string, Resource[]>, key: string, resource: Resource): void => {
  const own = lists.get(key) ?? [];
  lists.set(key, own);
  own.push(resource);
};

const ELSEWHERE: GapCause = {
  reason: 'not_collected',
  detail: 'what exists already in the account was not looked at: name its last run with --context',
};

/** Of a type that no run listed, nobody knows what there is. */
const listingsWith = (
  around: Snapshot | undefined,
  needed: readonly string[],
  { account, regions }: Scope,
): Listing[] => {
  const listed = around?.listings ?? [];
  const own = needed
    .filter((type) => !listed.some((listing) => listing.type === type))
    .flatMap((type) =>
      [...regions, GLOBAL].map((region): Listing => ({ type, account, region, state: 'partial', cause: ELSEWHERE })),
    );
  return [...listed, ...own];
};
