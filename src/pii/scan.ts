import type { PiiDetection, PiiTextFormat } from '../model/pii.js';
import { batches, type Found } from './batches.js';
import type { Detector } from './detect.js';
import type { ValueHash } from './pseudonyms.js';
import { jsonReader } from './readers/json.js';
import { tableReader } from './readers/table.js';
import { textReader } from './readers/text.js';
import type { Held, Reader, Value } from './readers/value.js';
import { tallyOf } from './tally.js';

/** What a scan of one text found. */
export interface Scanned {
  readonly detections: readonly PiiDetection[];
  readonly below: number;
}

export interface ScanOptions {
  readonly format: PiiTextFormat;
  readonly minConfidence: number;
  /** The organisation's own detectors. */
  readonly further?: readonly Detector[];
  /** Told of each value, whatever its confidence. */
  readonly onHit?: Found;
  /** Given each text before it is looked at. */
  readonly onValue?: (value: Value) => void;
  /** Tells values apart without telling them. */
  readonly hashOf?: ValueHash;
  /** What of a value its reader holds. */
  readonly held?: Held;
}

/** Looks at a text that comes in pieces. Every method throws `Unreadable` where it is not what its format promises. */
export interface Scan extends Reader {
  result(): Scanned;
}

export const scanOf = ({ format, minConfidence, further = [], onHit, onValue, held, hashOf }: ScanOptions): Scan => {
  const tally = tallyOf(minConfidence, hashOf);
  const { add, end, isPassedOver } = batches((hit, where, within) => {
    tally.add(hit, where, within);
    onHit?.(hit, where, within);
  }, further);
  const take = (value: Value): void => {
    onValue?.(value);
    add(value);
  };
  const reader = readerOf(format, take, {
    ...held,
    // Whoever wants every value is not spared the idle ones.
    ...(onValue === undefined && { isPassedOver }),
  });
  return {
    push: reader.push,
    end() {
      // What was read before a file turned out to be damaged counts.
      try {
        reader.end();
      } finally {
        end();
      }
    },
    result: tally.result,
  };
};

const readerOf = (format: PiiTextFormat, take: (value: Value) => void, held: Held): Reader => {
  switch (format) {
    case 'json':
    case 'jsonl':
      return jsonReader(take, held);
    case 'csv':
      return tableReader(undefined, take, held);
    case 'tsv':
      return tableReader('\t', take, held);
    case 'text':
      return textReader(take);
  }
};
