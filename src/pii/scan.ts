import type { PiiDetection, PiiTextFormat } from '../model/pii.js';
import { batches, type Found } from './batches.js';
import type { Detector } from './detect.js';
import type { ValueHash } from './pseudonyms.js';
import { jsonReader } from './readers/json.js';
import { tableReader } from './readers/table.js';
import { textReader } from './readers/text.js';
import type { Reader, Value } from './readers/value.js';
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
  /** Tells values apart without telling them. */
  readonly hashOf?: ValueHash;
  /** The longest value that is held whole, in UTF-16 code units; longer ones are seen through windows. */
  readonly longest?: number;
}

/** Looks at a text that comes in pieces. Every method throws `Unreadable` where it is not what its format promises. */
export interface Scan extends Reader {
  result(): Scanned;
}

export const scanOf = ({ format, minConfidence, further = [], onHit, longest, hashOf }: ScanOptions): Scan => {
  const tally = tallyOf(minConfidence, hashOf);
  const { add, end } = batches((hit, where, within) => {
    tally.add(hit, where, within);
    onHit?.(hit, where, within);
  }, further);
  const reader = readerOf(format, add, longest);
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

const readerOf = (format: PiiTextFormat, take: (value: Value) => void, longest?: number): Reader => {
  switch (format) {
    case 'json':
    case 'jsonl':
      return jsonReader(take, longest);
    case 'csv':
      return tableReader(undefined, take, longest);
    case 'tsv':
      return tableReader('\t', take, longest);
    case 'text':
      return textReader(take);
  }
};
