import type { DataRecord } from '../model/data-record.js';
import type { PiiLimits, PiiPlace, PiiTrouble } from '../model/pii.js';

/** How many records are read, and which. */
export interface RecordSampling extends Pick<PiiLimits, 'objects' | 'bytes' | 'pages'> {
  /** Orders records: whoever gives the same one is given the same sample. */
  readonly seed: string;
}

/** What was read of a place that holds records. */
export interface RecordSample {
  readonly listed: PiiPlace['listed'];
  /** In the order in which they are told. */
  readonly chosen: readonly DataRecord[];
  /** Of log events: when those were that were asked for. */
  readonly window?: NonNullable<PiiPlace['window']>;
  /** Why not every record was read. */
  readonly problems: readonly PiiTrouble[];
}

/** How that what holds them is not there is told; by this `what` alone is that known. */
export const NO_PLACE = 'NoSuchPlace';

/** So many bytes of records are held at once. */
export const MOST_HELD = 64 * 2 ** 20;

/** Of so many records fewer were looked at. */
export const notSampled = (looked: number, all: number, what: string): PiiTrouble => ({
  reason: 'not_sampled',
  what: `${looked}/${all}`,
  detail: `${looked} of ${all} ${what} were looked at; the rest was not (--max-objects, --max-bytes)`,
});

/** There are more records than were listed, and nobody counted them. */
export const notListed = (listed: number, what: string): PiiTrouble => ({
  reason: 'not_listed',
  what: String(listed),
  detail: `only ${listed} ${what} were listed; the rest was not looked at (--max-pages, --max-bytes, --max-objects)`,
});

/** Nothing is there. */
export const emptyOf = (what: string): PiiTrouble => ({
  reason: 'empty',
  what,
  detail: `there are no ${what}: nothing was looked at`,
});
