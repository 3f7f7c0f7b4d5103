import type { FileSource } from './resource.js';

/** Somebody accepts a violation for a time: what `kansa.waivers.yaml` or a comment in a template says. */
export interface Waiver {
  /** The id of one control. */
  readonly control: string;
  /** ARN, id or address in a template; `*` stands for any text and `?` for one character. */
  readonly resource?: string;
  /** Tags that the resource must bear, all of them. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly owner?: string;
  readonly approver?: string;
  readonly ticket?: string;
  /** The last day on which it holds, in UTC: `2026-12-31`. */
  readonly expires: string;
  /** Where it is said. */
  readonly origin: WaiverOrigin;
}

interface WaiverOrigin {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Of a comment in a template: the line to which it belongs, the one that it ends or the next below it. */
  readonly target?: number;
}

export const WAIVER_STATES = ['applied', 'unused', 'not_judged', 'expired'] as const;

/** What became of a waiver in a run. */
export interface WaiverOutcome extends Waiver {
  /** `expired` ones never apply; `unused` ones met no violation, though their control was judged; others found no subject. */
  readonly state: (typeof WAIVER_STATES)[number];
  /** Violations that it covers. */
  readonly violations: number;
}

/** Does the waiver hold at that moment (epoch milliseconds)? Its last day counts whole. */
export const isInForce = ({ expires }: Pick<Waiver, 'expires'>, now: number): boolean => now < endOf(expires);

/** The end of a day in UTC, epoch milliseconds. */
const endOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) + 86_400_000;

/** Is the text a day that the calendar has (`2026-02-30` is none)? */
export const isDay = (text: string): boolean => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

/** Does a comment in a template belong to that place? */
export const isAt = ({ origin }: Waiver, { file, line }: Pick<FileSource, 'file' | 'line'>): boolean =>
  origin.file === file && origin.target === line;

/** Does one of the words by which a resource is known match the pattern, as a whole? */
export const matchesAny = (pattern: string, words: readonly string[]): boolean => {
  const expression = new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll(/\*+/g, '.*')
      .replaceAll('?', '.')}$`,
    's',
  );
  return words.some((word) => expression.test(word));
};

/** Where waivers are looked for when nobody names a file. */
export const WAIVERS_FILE = 'kansa.waivers.yaml';
