import { by } from '../model/json.js';
import { identifiersOf, type Resource } from '../model/resource.js';
import type { Listing, Scope, Snapshot } from '../model/snapshot.js';

/** What of a snapshot tells where to look further: a scan knows it before it has all. */
export type Telling = Pick<Snapshot, 'scope' | 'resources' | 'listings' | 'find'>;

/** Gathers the resources of these types, and what became of their lists, while they are seen. */
export const tellingFrom = (
  scope: Scope,
  types: ReadonlySet<string>,
): { readonly seen: Telling; resource(resource: Resource): void; listing(listing: Listing): void } => {
  const kept = new Map<string, Resource[]>();
  const listings: Listing[] = [];
  const sorted = new Map<string, readonly Resource[]>();
  // In the order of a snapshot, whichever list was read first.
  const resources = (type: string): readonly Resource[] => {
    const known =
      sorted.get(type) ??
      (kept.get(type) ?? []).toSorted(
        by(
          ({ region }) => region,
          ({ id }) => id,
        ),
      );
    sorted.set(type, known);
    return known;
  };
  return {
    seen: {
      scope,
      listings,
      resources,
      find: (type, region, identifier) =>
        resources(type).find(
          (resource) =>
            (region === undefined || resource.region === region) && identifiersOf(resource).includes(identifier),
        ),
    },
    resource(resource) {
      if (!types.has(resource.type)) return;
      const same = kept.get(resource.type) ?? [];
      same.push(resource);
      kept.set(resource.type, same);
      sorted.delete(resource.type);
    },
    listing(listing) {
      if (types.has(listing.type)) listings.push(listing);
    },
  };
};
