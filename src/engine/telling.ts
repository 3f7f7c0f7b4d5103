import { by } from '../model/json.js';
import type { Resource } from '../model/resource.js';
import type { Listing, Scope, Snapshot } from '../model/snapshot.js';

/** What of a snapshot tells where to look further: a scan knows it before it has all. */
export type Telling = Pick<Snapshot, 'scope' | 'resources' | 'listings'>;

/** Gathers the resources of these types, and what became of their lists, while they are seen. */
export const tellingFrom = (
  scope: Scope,
  types: ReadonlySet<string>,
): { readonly seen: Telling; resource(resource: Resource): void; listing(listing: Listing): void } => {
  const kept = new Map<string, Resource[]>();
  const listings: Listing[] = [];
  return {
    seen: {
      scope,
      listings,
      // In the order of a snapshot, whichever list was read first.
      resources: (type) =>
        (kept.get(type) ?? []).toSorted(
          by(
            ({ region }) => region,
            ({ id }) => id,
          ),
        ),
    },
    resource(resource) {
      if (!types.has(resource.type)) return;
      const same = kept.get(resource.type) ?? [];
      same.push(resource);
      kept.set(resource.type, same);
    },
    listing(listing) {
      if (types.has(listing.type)) listings.push(listing);
    },
  };
};
