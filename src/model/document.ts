import type { Language } from './control.js';
import type { DayState } from './retention.js';

/** How a word or an entry stands out: by the colours of verdicts, which a reader knows from every other report. */
export type Tone = 'fail' | 'unknown' | 'manual' | 'waived' | 'pass' | 'not_applicable';

/** A piece of running text. Nothing in it is markup: whoever lays it out shows every character as itself. */
export type Inline =
  | string
  /** A name as machines write it: it may break anywhere. */
  | { readonly code: string }
  | { readonly strong: string }
  /** What matters less than its neighbours: a region, a time. */
  | { readonly faint: string }
  /** What AWS or the engine said, which is English whatever the document speaks. */
  | { readonly english: string }
  | { readonly badge: string; readonly tone: Tone }
  /** The line ends here. A line feed in a text does not end it: that is a character of a name. */
  | { readonly ends: 'line' };

export type Text = readonly Inline[];

interface Column {
  readonly head: string;
  /** Of the width of the page, beside the shares of the other columns. */
  readonly share: number;
  /** Numbers stand at the right. */
  readonly numeric?: true;
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  /** A `note` is fainter. */
  | { readonly kind: 'paragraph'; readonly text: Text; readonly look?: 'note' }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Text[])[];
    }
  /** One thing with what belongs to it: a finding, a chain of retention. */
  | { readonly kind: 'entry'; readonly tone: Tone; readonly head: Text; readonly blocks: readonly Block[] }
  /** Steps that follow from each other, read from left to right. */
  | { readonly kind: 'chain'; readonly steps: readonly Step[] }
  /** How days look in the calendars that follow. */
  | { readonly kind: 'legend'; readonly items: readonly LegendItem[] }
  /** The days of one series as a picture a year. Its neighbours tell the same in words. */
  | {
      readonly kind: 'calendar';
      readonly caption: string;
      /** What it shows, for a reader who does not see it. No name of the account's: it becomes an attribute. */
      readonly label: string;
      readonly years: readonly CalendarYear[];
      /** Where colours do not tell states apart. */
      readonly marks: DayMarks;
    };

/** A letter for each state of days; none for what nobody has to find. */
type DayMarks = Readonly<Record<DayState, string>>;

interface LegendItem {
  readonly state: DayState;
  readonly mark: string;
  readonly name: string;
  readonly meaning: string;
}

export interface CalendarYear {
  readonly name: string;
  readonly strokes: readonly Stroke[];
}

/** Days in a row of one month and one state. */
export interface Stroke {
  readonly state: DayState;
  /** From 0. */
  readonly month: number;
  /** The first of them, from 0. */
  readonly day: number;
  /** How many. */
  readonly length: number;
}

interface Fact {
  readonly name: string;
  readonly text: Text;
}

export interface Step {
  readonly kind: string;
  /** Of the width, beside its neighbours. */
  readonly share: number;
  readonly tone: Tone;
  readonly lines: readonly Text[];
}

export interface Section {
  readonly title: string;
  /** It bears no number. */
  readonly isAppendix?: true;
  readonly blocks: readonly Block[];
}

/** A document as data, laid out as a page of HTML (reports/edition-html.ts) or as pages of paper (typeset/). */
export interface Document {
  readonly language: Language;
  readonly title: string;
  readonly subtitle: string;
  /** What stands at the edge of every page. */
  readonly running: string;
  /** The only date that a document bears, epoch milliseconds: that of the run, not of a clock. */
  readonly time: number;
  /** On the first page, before anything else. */
  readonly cover: readonly Block[];
  readonly contents: string;
  readonly sections: readonly Section[];
  /** Who made it. */
  readonly colophon: string;
}

/** A file that travels inside a document. */
export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  /** `source`: the document was made from it; `data`: it holds what the document shows; `supplement`: it says more. */
  readonly relationship: 'source' | 'data' | 'supplement';
  /** Text in pieces, made when it is needed: an attachment may be longer than all the rest of what is held. */
  content(): Iterable<string>;
}
