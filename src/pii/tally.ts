import { by } from '../model/json.js';
import type { PiiDetection, PiiLocation } from '../model/pii.js';
import { PII_TYPES } from '../model/pii.js';
import type { Hit } from './hit.js';

/** So many places of one type are named in a file. */
const MOST_PLACES = 10;

/** Counts what is found in one file, and keeps of it what may be shown. */
export const tallyOf = (minConfidence: number) => {
  const kinds = new Map<string, { best: Hit; count: number; readonly locations: PiiLocation[] }>();
  let below = 0;
  return {
    add(hit: Hit, where: () => Omit<PiiLocation, 'confidence'>): void {
      if (hit.confidence < minConfidence) {
        below += 1;
        return;
      }
      const key = `${hit.type} ${hit.id ?? ''}`;
      const kind = kinds.get(key) ?? { best: hit, count: 0, locations: [] };
      kinds.set(key, kind);
      kind.count += 1;
      if (hit.confidence > kind.best.confidence) kind.best = hit;
      if (kind.locations.length < MOST_PLACES) kind.locations.push({ ...where(), confidence: hit.confidence });
    },
    result(): { readonly detections: readonly PiiDetection[]; readonly below: number } {
      const detections = [...kinds.values()].map(
        ({ best: { type, id, confidence, reasons, sample }, count, locations }): PiiDetection => ({
          type,
          ...(id !== undefined && { id }),
          count,
          confidence,
          reasons,
          ...(sample !== undefined && { sample: sample() }),
          locations,
        }),
      );
      return { detections: detections.sort(by(rank, ({ id = '' }) => id)), below };
    },
  };
};

const rank = ({ type }: PiiDetection): string => String(PII_TYPES.indexOf(type)).padStart(2, '0');
