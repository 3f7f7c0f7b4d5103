import { addressesIn } from './detectors/address.js';
import { confidentialIn } from './detectors/confidential.js';
import { birthDatesIn } from './detectors/dates.js';
import { documentsIn } from './detectors/documents.js';
import { emailsIn } from './detectors/email.js';
import { namesIn } from './detectors/names.js';
import { numbersIn } from './detectors/numbers.js';
import { phonesIn } from './detectors/phone.js';
import { secretsIn } from './detectors/secrets.js';
import type { Hit } from './hit.js';
import { normal } from './normal.js';
import { type Cell, sceneOf } from './scene.js';

export type Detector = (scene: ReturnType<typeof sceneOf>) => readonly Hit[];

const DETECTORS: readonly Detector[] = [
  emailsIn,
  numbersIn,
  phonesIn,
  documentsIn,
  birthDatesIn,
  addressesIn,
  namesIn,
  secretsIn,
  confidentialIn,
];

/**
 * What a text holds, in the order of its places, which are those of the text as it was given. Of values that lie over each
 * other the one stands that is surer, or longer.
 */
export const detect = (original: string, cells: readonly Cell[], further: readonly Detector[] = []): readonly Hit[] => {
  const { text, at } = normal(original);
  const moved = text === original ? cells : movedCells(text, cells);
  const scene = sceneOf(text, moved);
  const hits = [...DETECTORS, ...further].flatMap((detector) => detector(scene));
  return withoutOverlaps(hits).map((hit) => ({ ...hit, start: at(hit.start), end: at(hit.end) }));
};

/** Normalising leaves what stands between values alone. */
const movedCells = (text: string, cells: readonly Cell[]): readonly Cell[] => {
  let place = 0;
  return cells.map(({ field }, index) => {
    const start = index === 0 ? 0 : text.indexOf('\0', place) + 1;
    place = start;
    return { start, field };
  });
};

const withoutOverlaps = (hits: readonly Hit[]): readonly Hit[] => {
  if (hits.length < 2) return hits;
  const taken: Hit[] = [];
  const byTrust = hits.toSorted(
    (a, b) => b.confidence - a.confidence || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  // Values are short: only neighbours by place can lie over each other.
  const places = new Set<number>();
  for (const hit of byTrust) {
    let isFree = true;
    for (let place = hit.start; place < hit.end && isFree; place += 1) isFree = !places.has(place);
    if (!isFree) continue;
    for (let place = hit.start; place < hit.end; place += 1) places.add(place);
    taken.push(hit);
  }
  return taken.sort((a, b) => a.start - b.start);
};
