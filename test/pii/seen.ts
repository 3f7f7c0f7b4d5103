import { heldSource } from '../../src/model/source.js';
import { look, type Seen } from '../../src/pii/look.js';
import { readPdfium } from '../../src/store/pdfium.js';

/** What is seen of a file that is held in memory. */
export const seenOf = async (name: string, bytes: string | Uint8Array): Promise<readonly Seen[]> =>
  look(heldSource(Buffer.from(bytes)), name, { minConfidence: 0.5, pdfium: readPdfium });

/** In short: state, reasons, and what was found where. */
export const shortOf = ({ entry, state, format, problems, detections }: Seen) => ({
  ...(entry !== undefined && { entry: `${entry.number} ${entry.name}` }),
  state,
  ...(format !== undefined && { format }),
  ...(problems.length > 0 && { problems: problems.map(({ reason, what = '' }) => `${reason} ${what}`.trim()) }),
  found: detections.flatMap(({ type, locations }) =>
    locations.map(({ confidence: _, ...place }) => ({ type, ...place })),
  ),
});

/** Nothing found, and all of it read: what ends with 0. */
export const isClean = (seen: readonly Seen[]): boolean =>
  seen.every(({ state, detections }) => state === 'read' && detections.length === 0);
