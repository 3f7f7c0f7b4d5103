import type { PiiLocation } from '../model/pii.js';
import { pointerOf } from '../model/pointer.js';
import { type Detector, detect } from './detect.js';
import type { Hit } from './hit.js';
import { labelOfField } from './lexicon.js';
import { moved, type Place, type Value, type Way, WINDOW } from './readers/value.js';
import { BETWEEN, type Cell, cellAt } from './scene.js';
import { newSeries } from './series.js';
import { isShown } from './shown.js';

/** What was found within a value: from one of its characters to before another. */
export interface Within {
  readonly value: Value;
  readonly start: number;
  readonly end: number;
}

/** Takes what is found, how to tell where, and the value that holds it. */
export type Found = (hit: Hit, where: () => Omit<PiiLocation, 'confidence'>, within: Within) => void;

/**
 * Looks at many small values in one pass: a pattern that is started for each field of a table costs more than what it
 * reads.
 */
export const batches = (found: Found, further: readonly Detector[] = []) => {
  let texts: string[] = [];
  let values: Value[] = [];
  let length = 0;
  const series = newSeries();

  const flush = (): void => {
    if (values.length === 0) return;
    const cells: Cell[] = [];
    let start = 0;
    for (const [index, { field }] of values.entries()) {
      cells.push({ start, field });
      start += (texts[index] ?? '').length + BETWEEN.length;
    }
    for (const hit of detect(texts.join(BETWEEN), cells, further, series)) {
      const index = cellAt(cells, hit.start);
      const value = values[index];
      const begin = cells[index]?.start ?? 0;
      const [start, end] = [hit.start - begin, hit.end - begin];
      if (value !== undefined && start >= value.from && start < value.to)
        found(hit, () => locationOf(value, start), { value, start, end });
    }
    texts = [];
    values = [];
    length = 0;
  };

  /** Whether a value is none that anything could be found in: whoever reads it need not hand it on. */
  const isPassedOver = (text: string, field: string): boolean =>
    // An organisation's own may be as short as it likes.
    further.length === 0 && isIdle(text, field);

  return {
    add(value: Value): void {
      if (isPassedOver(value.text, value.field)) return;
      texts.push(value.text.includes(BETWEEN) ? value.text.replaceAll(BETWEEN, ' ') : value.text);
      values.push(value);
      length += value.text.length;
      if (length >= WINDOW) flush();
    },
    end: flush,
    isPassedOver,
  };
};

/** Too short to be anything where its field does not say so: most of a table are small numbers and codes. */
const isIdle = (text: string, field: string): boolean => {
  if (!(text.length <= 5 ? isAscii(text) : text.length <= 8 && isNumber(text))) return false;
  const kind = labelOfField(field);
  return kind === undefined || kind === 'other';
};

/** Loops, for a pattern takes longer to be started than they do. */
const isAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1)
    if (text.charCodeAt(at) < 0x20 || text.charCodeAt(at) > 0x7e) return false;
  return true;
};

const isNumber = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code < 0x30 || code > 0x39) && code !== 0x2e) return false;
  }
  return true;
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
