import { by } from '../model/json.js';
import type { PiiDetection, PiiLocation } from '../model/pii.js';
import { PII_TYPES } from '../model/pii.js';
import type { Within } from './batches.js';
import type { Hit } from './hit.js';
import { type LowestHashes, lowestHashes } from './lowest-hashes.js';
import type { ValueHash } from './pseudonyms.js';

/** So many places of one type are named in a file. */
const MOST_PLACES = 10;

/** So many values of one type are told apart in a file: those whose hashes are the lowest. */
const MOST_VALUES = 10_000;

/** Counts what is found in one file, and keeps of it what may be shown. */
export const tallyOf = (minConfidence: number, hashOf?: ValueHash) => {
  const kinds = new Map<string, Kind>();
  let below = 0;
  return {
    add(hit: Hit, where: () => Omit<PiiLocation, 'confidence'>, { value, start, end }: Within): void {
      if (hit.confidence < minConfidence) {
        below += 1;
        return;
      }
      const key = `${hit.type} ${hit.id ?? ''}`;
      const kind = kinds.get(key) ?? { best: hit, count: 0, locations: [], hashes: lowestHashes(MOST_VALUES) };
      kinds.set(key, kind);
      kind.count += 1;
      if (hashOf !== undefined) kind.hashes.add(hashOf(hit.type, value.text.slice(start, end)));
      if (hit.confidence > kind.best.confidence) kind.best = hit;
      if (kind.locations.length < MOST_PLACES) kind.locations.push({ ...where(), confidence: hit.confidence });
    },
    result(): { readonly detections: readonly PiiDetection[]; readonly below: number } {
      const detections = [...kinds.values()].map(
        ({ best: { type, id, confidence, reasons, sample }, count, locations, hashes }): PiiDetection => ({
          type,
          ...(id !== undefined && { id }),
          count,
          confidence,
          reasons,
          ...(sample !== undefined && { sample: sample() }),
          locations,
          ...(hashOf !== undefined && { values: hashes.result() }),
        }),
      );
      return { detections: detections.sort(by(rank, ({ id = '' }) => id)), below };
    },
  };
};

interface Kind {
  best: Hit;
  count: number;
  readonly locations: PiiLocation[];
  readonly hashes: LowestHashes;
}

const rank = ({ type }: PiiDetection): string => String(PII_TYPES.indexOf(type)).padStart(2, '0');
