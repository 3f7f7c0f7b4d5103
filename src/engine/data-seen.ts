import { DATA_INVENTORY, type DataPlaceSeen } from '../model/data-inventory.js';
import { DATA_USES } from '../model/data-use.js';
import { by, isObject } from '../model/json.js';
import type { Params } from '../model/params.js';
import { PII_TYPES, type PiiType } from '../model/pii.js';
import { pointerOf, valueAt } from '../model/pointer.js';
import type { Resource } from '../model/resource.js';
import type { Snapshot } from '../model/snapshot.js';
import { causeOnly } from './deleters.js';
import { numberAt, textAt } from './evidence-streams.js';
import { joinerFor, relationsFor } from './join.js';

/** What a run saw of each place that it looked into, by region and place; undefined where nobody looked. */
export const dataSeenIn = (snapshot: Snapshot, { pii }: Pick<Params, 'pii'>): DataPlaceSeen[] | undefined => {
  if (snapshot.scope.personalData === undefined) return undefined;
  const classifiedOf = classifierFor(snapshot, new Set(pii.classification_tags.map(plainly)));
  return [...snapshot.resources(DATA_INVENTORY)].map((place) => seenOf(place, classifiedOf(place)));
};

type Classified = DataPlaceSeen['classified'];

/** Joins as for the controls, so that a report says of a tag what they judge, and of a gap what hides it from them. */
const classifierFor = (snapshot: Snapshot, wanted: ReadonlySet<string>): ((place: Resource) => Classified) => {
  const join = joinerFor(snapshot);
  return (place) => {
    const store = Object.keys(STORES).find((property) => textAt(place, `/properties/${property}`) !== undefined);
    if (store === undefined) return undefined;
    const name = STORES[store] ?? '';
    const { refs, gaps } = join(place, relationsFor(DATA_INVENTORY, new Set([name])));
    const { [name]: held } = refs;
    const tags: unknown = isObject(held) ? held.tags : undefined;
    const at = pointerOf('refs', name);
    const hidden = gaps.filter(({ pointer }) => pointer === at || pointer.startsWith(`${at}/tags`));
    // What is named and was never made, or is gone, has no tags that anybody forgot.
    if (held === undefined && hidden.length === 0) return undefined;
    return {
      tags: Object.entries(isObject(tags) ? tags : {})
        .flatMap(([tag, value]) =>
          wanted.has(plainly(tag)) && typeof value === 'string' && plainly(value) !== '' ? [{ name: tag, value }] : [],
        )
        .sort(by(({ name: tag }) => tag)),
      gaps: hidden.map(causeOnly),
    };
  };
};

/** By which property a place names what holds it, and the relation that leads there. */
const STORES: Readonly<Record<string, string>> = {
  Bucket: 'bucket',
  LogGroupName: 'logGroup',
  TableName: 'table',
  StateMachineName: 'machine',
  CollectionArn: 'collection',
  DomainName: 'domain',
};

/** As policies/lib/classification compares the names of tags and their values. */
const plainly = (word: string): string => word.toLowerCase().replaceAll(/[-_ ]/g, '');

const seenOf = (place: Resource, classified: Classified): DataPlaceSeen => {
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
    ...(classified !== undefined && { classified }),
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
