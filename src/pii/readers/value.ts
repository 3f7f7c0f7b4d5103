import type { PiiPart } from '../../model/pii.js';

/** Where a value stands in its file; what is not known of it in this format is absent. */
export interface Place {
  /** From 1; absent where there are no lines. */
  readonly line?: number;
  /** From 1, in UTF-16 code units: in plain text only. */
  readonly column?: number;
  /** Do line feeds of the value end lines of the file? */
  readonly hasLines: boolean;
  /** The page of a document, from 1. */
  readonly page?: number;
  /** The sheet of a workbook, from 1. */
  readonly sheet?: number;
  readonly sheetName?: string;
  /** The row of a sheet or of a table without lines, from 1. */
  readonly row?: number;
  /** The column of a table, from 1. */
  readonly field?: number;
  readonly fieldName?: string;
  /** What it belongs to beside the content itself. */
  readonly part?: PiiPart;
  /** The members and elements that lead to it, from the last one up. */
  readonly way?: Way;
}

/** One step into a JSON document. */
export interface Way {
  readonly above: Way | undefined;
  readonly step: string | number;
}

/** The text of a file that a value was read from: what has to be replaced where the value is. */
export interface Origin {
  /** Where it begins, in UTF-16 code units of the decoded file. */
  readonly at: number;
  readonly raw: string;
  /** How it is written: as it is, within the quotes of JSON or of a table, or as a number of JSON. */
  readonly form: 'plain' | 'json' | 'quoted' | 'number';
}

/** A value as a reader hands it on: whole, or a window of one that is too long to be held. */
export interface Value {
  readonly text: string;
  /** The name of its field; empty where it has none. */
  readonly field: string;
  readonly place: Place;
  /** What begins between these belongs to this window; the rest is what its neighbours look at, shown for the context. */
  readonly from: number;
  readonly to: number;
  /** Where nobody asked for it, or of a window of a text that was written in another way than it reads: undefined. */
  readonly origin?: Origin | undefined;
}

/** Takes a file's text as it comes. */
export interface Reader {
  /** Throws `Unreadable` where the text is not what the format promises. */
  push(text: string): void;
  /** The same at the end of the file. */
  end(): void;
}

/** What is held of one value. */
export const WINDOW = 1 << 16;
/** Longer than any value that a detector looks for, and than what it reads beside it. */
const OVERLAP = 512;

/** What of a value is held. */
export interface Held {
  /** The longest value that is held whole, in UTF-16 code units; longer ones are seen through windows. */
  readonly longest?: number;
  /** With the text that it was read from. */
  readonly withOrigin?: boolean;
  /** Says of a text in a field that it is not to be handed on. */
  readonly isPassedOver?: (text: string, field: string) => boolean;
}

/** Cuts a text that may be endless into windows that show a little of their neighbours. */
export const windows = (field: string, place: Place, take: (value: Value) => void, origin?: number): Reader => {
  let at = place;
  let begin = origin;
  let context = '';
  let pending = '';
  const hand = (core: number, shown: number): void => {
    const text = context + pending.slice(0, shown);
    take({
      text,
      field,
      place: at,
      from: context.length,
      to: context.length + core,
      ...(begin !== undefined && { origin: { at: begin, raw: text, form: 'plain' } }),
    });
    const next = text.slice(0, context.length + core);
    const cut = Math.max(0, next.length - OVERLAP);
    at = moved(at, next.slice(0, cut));
    if (begin !== undefined) begin += cut;
    context = next.slice(cut);
    pending = pending.slice(core);
  };
  return {
    push(text) {
      pending += text;
      while (pending.length >= WINDOW + OVERLAP) hand(WINDOW, WINDOW + OVERLAP);
    },
    end() {
      if (pending !== '') hand(pending.length, pending.length);
    },
  };
};

/** The place behind a text that begins at a place. */
export const moved = (place: Place, text: string): Place => {
  if (!place.hasLines || place.line === undefined) return place;
  let lines = 0;
  let last = -1;
  for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) {
    lines += 1;
    last = feed;
  }
  const { column } = place;
  return {
    ...place,
    line: place.line + lines,
    ...(column !== undefined && { column: last < 0 ? column + text.length : text.length - last }),
  };
};

/** A value that is held whole, in as many windows as it needs. */
export const windowsOf = (text: string, field: string, place: Place, take: (value: Value) => void): void => {
  if (text.length < WINDOW) {
    if (text !== '') take({ text, field, place, from: 0, to: text.length });
    return;
  }
  const reader = windows(field, place, take);
  reader.push(text);
  reader.end();
};
