import { DATA_INVENTORY } from '../model/data-inventory.js';
import { isObject } from '../model/json.js';
import { PII_TYPES } from '../model/pii.js';
import { valueAt } from '../model/pointer.js';
import type { Resource } from '../model/resource.js';
import type { Snapshot } from '../model/snapshot.js';
import type { ValuesAt } from '../model/values-diff.js';
import { textAt } from './evidence-streams.js';

/** Which values lay at each place of a run, by keyed hashes. */
export const valuesSeenIn = (snapshot: Snapshot): ValuesAt[] =>
  [...snapshot.resources(DATA_INVENTORY)].map((place) => seenAt(place, snapshot.scope.since));

const seenAt = (place: Resource, since: number): ValuesAt => {
  const types: unknown = valueAt(place, '/runtime/Values/Types');
  return {
    place: textAt(place, '/properties/Place') ?? place.id,
    region: place.region,
    isWhole: place.gaps.every(({ pointer }) => pointer === '/tags'),
    ...(AGEING.has(textAt(place, '/properties/Kind') ?? '') && { since }),
    types: (Array.isArray(types) ? types : []).filter(isObject).flatMap(({ Type, Id, Hashes, Complete }) => {
      const type = PII_TYPES.find((known) => known === Type);
      // What a later kansa finds by a name that this one does not know is in the facts, and not compared.
      if (type === undefined || !Array.isArray(Hashes)) return [];
      return {
        type,
        ...(typeof Id === 'string' && { id: Id }),
        hashes: Hashes.map(String).sort(),
        complete: Complete === true,
      };
    }),
  };
};

/** Of these only what is younger than the scan's window is looked at. */
const AGEING: ReadonlySet<string> = new Set(['logs', 'states']);
