import type { PiiDetection } from '../model/pii.js';
import { beginningOfText } from '../model/text-pieces.js';
import type { Place, Value } from './readers/value.js';

/** The text of a file, as its reader gave it. */
export interface HeldText {
  readonly text: string;
  /** There was more than is held. */
  readonly isCut: boolean;
}

/** Takes the text of one file. */
interface TextKeeper {
  /** It is read from its beginning: what was taken until here does not count. */
  restart(): void;
  add(value: Value): void;
  /** It was read. */
  keep(detections: readonly PiiDetection[]): void;
}

export interface HeldTexts {
  /** For each file, and for each one that lies in it. */
  begin(): TextKeeper;
  /** Of the file in which this was found. */
  of(detections: readonly PiiDetection[]): HeldText | undefined;
}

/** In UTF-16 code units: of one file, and of all together. */
const MOST = { file: 1_000_000, all: 50_000_000 };

/**
 * Texts beside the result, for whoever is asked about them next: they are found by the list of what was found in a file, so that
 * they are part of nothing that is ever written.
 */
export const heldTexts = (most = MOST): HeldTexts => {
  const texts = new WeakMap<readonly PiiDetection[], HeldText>();
  let left = most.all;
  return {
    begin() {
      let parts: string[] = [];
      let length = 0;
      let isCut = false;
      let last: Place | undefined;
      const put = (text: string): void => {
        const part = beginningOfText(text, Math.min(most.file - length, left));
        isCut = part.length < text.length;
        parts.push(part);
        length += part.length;
        left -= part.length;
      };
      return {
        restart() {
          left += length;
          [parts, length, isCut, last] = [[], 0, false, undefined];
        },
        add({ text, from, to, place }) {
          if (isCut) return;
          // Of a value in windows only the first one begins at 0.
          if (from === 0 && last !== undefined) put(isBeside(last, place) ? ', ' : '\n');
          if (!isCut) put(text.slice(from, to));
          last = place;
        },
        keep(detections) {
          texts.set(detections, { text: parts.join(''), isCut });
          parts = [];
        },
      };
    },
    of: (detections) => texts.get(detections),
  };
};

/** Whoever reads it next understands a name better where its address stands behind it: what makes a row is one line. */
const isBeside = (one: Place, other: Place): boolean =>
  (one.line !== undefined || one.row !== undefined) &&
  one.line === other.line &&
  one.row === other.row &&
  one.page === other.page &&
  one.sheet === other.sheet &&
  one.part === other.part;
