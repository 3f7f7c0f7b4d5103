import type { PlaceFacts } from '../model/data-inventory.js';
import { by } from '../model/json.js';
import type { PiiDetection, PiiFile, PiiType } from '../model/pii.js';
import type { Seen } from './look.js';
import { type HashedValues, type LowestHashes, lowestHashes } from './lowest-hashes.js';

/** So many values of one type are told apart at a place. */
const MOST_VALUES_OF_PLACE = 1000;

export interface PlaceValues {
  /** Another place is looked into. Where its files may be shown again by a later one, which are looked at once, theirs are held. */
  begin(isShared: boolean): void;
  /** Takes the hashes out of what was seen of a file: all of them would be more than there is memory for. */
  take(seen: readonly Seen[]): readonly Seen[];
  /** Which values lie at the place, whose files these are; of the others those that are needed again are held. */
  end(files: readonly PiiFile[], isNeeded: (path: string) => boolean): NonNullable<PlaceFacts['Values']>;
}

/** Tells apart which values lie at places, one place after the other. `key` is the id of the key. */
export const placeValues = (key: string): PlaceValues => {
  const held = new Map<PiiDetection, HashedValues>();
  let own = new Map<string, Kind>();
  let isHolding = false;
  const note = ({ type, id }: PiiDetection, values: HashedValues): void => {
    const name = `${type} ${id ?? ''}`;
    const known = own.get(name) ?? { type, id, lowest: newLowest() };
    own.set(name, known);
    known.lowest.addAll(values);
  };
  return {
    begin(isShared) {
      own = new Map();
      isHolding = isShared;
    },
    take: (seen) =>
      seen.map((file) => ({
        ...file,
        detections: file.detections.map(({ values, ...detection }) => {
          if (values === undefined) return detection;
          note(detection, values);
          if (isHolding) held.set(detection, lowestOf(values));
          return detection;
        }),
      })),
    end(files, isNeeded) {
      for (const { path, detections } of files)
        for (const detection of detections) {
          const values = held.get(detection);
          if (values !== undefined) note(detection, values);
          if (!isNeeded(path)) held.delete(detection);
        }
      return {
        Key: key,
        Types: [...own].sort(by(([name]) => name)).map(([, { type, id, lowest }]) => {
          const { hashes, complete } = lowest.result();
          return { Type: type, ...(id !== undefined && { Id: id }), Hashes: hashes, Complete: complete };
        }),
      };
    },
  };
};

interface Kind {
  readonly type: PiiType;
  readonly id: string | undefined;
  readonly lowest: LowestHashes;
}

const newLowest = (): LowestHashes => lowestHashes(MOST_VALUES_OF_PLACE);

const lowestOf = (values: HashedValues): HashedValues => {
  const lowest = newLowest();
  lowest.addAll(values);
  return lowest.result();
};
