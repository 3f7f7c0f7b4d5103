import { DATA_INVENTORY, type DataPlaceSeen } from '../model/data-inventory.js';
import { DATA_USES } from '../model/data-use.js';
import { isObject } from '../model/json.js';
import { PII_TYPES, type PiiType } from '../model/pii.js';
import { valueAt } from '../model/pointer.js';
import type { Resource } from '../model/resource.js';
import type { Snapshot } from '../model/snapshot.js';
import { causeOnly } from './deleters.js';
import { numberAt, textAt } from './evidence-streams.js';

/** What a run saw of each place that it looked into, by region and place; undefined where nobody looked. */
export const dataSeenIn = (snapshot: Snapshot): DataPlaceSeen[] | undefined =>
  snapshot.scope.personalData === undefined ? undefined : [...snapshot.resources(DATA_INVENTORY)].map(seenOf);

const seenOf = (place: Resource): DataPlaceSeen => {
  const [usd, transfer] = [numberAt(place, '/runtime/Cost/Usd'), numberAt(place, '/runtime/Cost/Transfer')];
  const uses = new Set(listAt(place, '/properties/Uses'));
  return {
    place: textAt(place, '/properties/Place') ?? place.id,
    region: place.region,
    uses: DATA_USES.filter((use) => uses.has(use)),
    users: listAt(place, '/properties/Users').length,
    listed: { objects: countAt(place, 'Listed/Objects'), bytes: countAt(place, 'Listed/Bytes') },
    looked: { objects: countAt(place, 'Looked/Objects'), bytes: countAt(place, 'Looked/Bytes') },
    ...(usd !== undefined && transfer !== undefined && { cost: { usd, transfer } }),
    found: listAt(place, '/runtime/Found')
      .filter(isObject)
      .flatMap((one) => {
        const type = typeOf(one);
        const { Id, Count, Objects, Confidence, Sample } = one;
        if (type === undefined) return [];
        return {
          type,
          ...(typeof Id === 'string' && { id: Id }),
          count: Number(Count),
          objects: Number(Objects),
          confidence: Number(Confidence),
          ...(typeof Sample === 'string' && { sample: Sample }),
        };
      }),
    objects: listAt(place, '/runtime/Objects')
      .filter(isObject)
      .map(({ Key, Found }) => ({
        key: String(Key),
        types: (Array.isArray(Found) ? Found : []).filter(isObject).flatMap((one) => typeOf(one) ?? []),
      })),
    gaps: place.gaps.filter(({ pointer }) => pointer !== '/tags').map(causeOnly),
  };
};

/** What a later kansa finds by a name that this one does not know is in the facts, and not told. */
const typeOf = ({ Type }: Readonly<Record<string, unknown>>): PiiType | undefined =>
  PII_TYPES.find((known) => known === Type);

const countAt = (place: Resource, at: string): number => numberAt(place, `/runtime/${at}`) ?? 0;

const listAt = (place: Resource, pointer: string): readonly unknown[] => {
  const list: unknown = valueAt(place, pointer);
  return Array.isArray(list) ? list : [];
};
