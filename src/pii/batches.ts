import type { PiiLocation } from '../model/pii.js';
import { pointerOf } from '../model/pointer.js';
import { type Detector, detect } from './detect.js';
import type { Hit } from './hit.js';
import { labelOfField } from './lexicon.js';
import { moved, type Place, type Value, type Way, WINDOW } from './readers/value.js';
import { BETWEEN, type Cell, cellAt } from './scene.js';
import { isShown } from './shown.js';

/** Takes what is found, and how to tell where. */
export type Found = (hit: Hit, where: () => Omit<PiiLocation, 'confidence'>) => void;

/**
 * Looks at many small values in one pass: a pattern that is started for each field of a table costs more than what it
 * reads.
 */
export const batches = (found: Found, further: readonly Detector[] = []) => {
  let texts: string[] = [];
  let values: Value[] = [];
  let length = 0;

  const flush = (): void => {
    if (values.length === 0) return;
    const cells: Cell[] = [];
    let start = 0;
    for (const [index, { field }] of values.entries()) {
      cells.push({ start, field });
      start += (texts[index] ?? '').length + BETWEEN.length;
    }
    for (const hit of detect(texts.join(BETWEEN), cells, further)) {
      const index = cellAt(cells, hit.start);
      const value = values[index];
      const within = hit.start - (cells[index]?.start ?? 0);
      if (value !== undefined && within >= value.from && within < value.to) found(hit, () => locationOf(value, within));
    }
    texts = [];
    values = [];
    length = 0;
  };

  return {
    add(value: Value): void {
      // An organisation's own may be as short as it likes.
      if (further.length === 0 && isIdle(value)) return;
      texts.push(value.text.replaceAll(BETWEEN, ' '));
      values.push(value);
      length += value.text.length;
      if (length >= WINDOW) flush();
    },
    end: flush,
  };
};

/** Too short to be anything where its field does not say so: most of a table are small numbers and codes. */
const isIdle = ({ text, field }: Value): boolean => {
  if (!(text.length <= 5 ? /^[ -~]*$/ : /^[\d.]{0,8}$/).test(text)) return false;
  const kind = labelOfField(field);
  return kind === undefined || kind === 'other';
};

const locationOf = (value: Value, within: number): Omit<PiiLocation, 'confidence'> => {
  const { hasLines: _, way, ...place }: Place = moved(value.place, value.text.slice(0, within));
  return { ...place, ...(way !== undefined && { pointer: pointerTo(way) }) };
};

const pointerTo = (way: Way): string => {
  const steps: (string | number)[] = [];
  for (let at: Way | undefined = way; at !== undefined; at = at.above)
    steps.push(typeof at.step === 'number' || isShown(at.step) ? at.step : '*');
  return pointerOf(...steps.reverse());
};
