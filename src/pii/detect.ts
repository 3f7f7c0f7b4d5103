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
import type { Series } from './series.js';

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
 * other the one stands that is surer, or longer. `series` is what is known of the same file's numbers already.
 */
export const detect = (
  original: string,
  cells: readonly Cell[],
  further: readonly Detector[] = [],
  series?: Series,
): readonly Hit[] => {
  const { text, at, behind } = normal(original);
  const moved = text === original ? cells : movedCells(text, cells);
  const scene = sceneOf(text, moved, series);
  const hits = [...DETECTORS, ...further].flatMap((detector) => detector(scene));
  const free = withoutOverlaps(hits);
  return text === original ? free : free.map((hit) => ({ ...hit, start: at(hit.start), end: behind(hit.end) }));
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
  const sorted = hits.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const free: Hit[] = [];
  for (let first = 0; first < sorted.length; ) {
    // Those that lie over each other, directly or by others between them.
    const alone = sorted[first];
    let [next, end] = [first + 1, alone?.end ?? 0];
    for (; next < sorted.length && (sorted[next]?.start ?? 0) < end; next += 1)
      end = Math.max(end, sorted[next]?.end ?? 0);
    if (next > first + 1) free.push(...surest(sorted.slice(first, next)));
    else if (alone !== undefined) free.push(alone);
    first = next;
  }
  return free;
};

const surest = (hits: readonly Hit[]): readonly Hit[] => {
  const taken: Hit[] = [];
  for (const hit of hits.toSorted((a, b) => b.confidence - a.confidence || b.end - b.start - (a.end - a.start)))
    if (taken.every(({ start, end }) => end <= hit.start || hit.end <= start)) taken.push(hit);
  return taken.sort((a, b) => a.start - b.start);
};
