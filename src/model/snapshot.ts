import type { DataQuestions } from './data-inventory.js';
import type { GapCause } from './gap.js';
import type { LogQuestions } from './log-series.js';
import type { Resource } from './resource.js';
import type { Selection } from './selection.js';

/** How one API call (all its attempts) ended. `absent`: AWS's way of saying "there is none". */
export const CALL_OUTCOMES = ['ok', 'absent', 'gone', 'denied', 'throttled', 'failed', 'skipped'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** One API call, kept whether it worked or not. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  readonly outcome: CallOutcome;
  readonly attempts: number;
  readonly requestId?: string;
  readonly error?: string;
}

/** What became of listing one type in one account and region. Without it nobody knows whether "not found" means "there is none". */
export interface Listing {
  readonly type: string;
  readonly account: string;
  readonly region: string;
  /**
   * The listing speaks of one parent only, e.g. of a cluster's inside: ids and names of what stands there begin with this
   * and a slash. The listing of the region as a whole then says nothing of it.
   */
  readonly within?: string;
  /** `complete`: every page was seen; `partial`: some elements; `missing`: none. */
  readonly state: 'complete' | 'partial' | 'missing';
  /** Epoch milliseconds: the list holds only what ran or happened from then on. */
  readonly since?: number;
  /** Why it is not complete. */
  readonly cause?: GapCause;
}

/** Where and when a snapshot was taken. */
export interface Scope {
  readonly partition: string;
  readonly account: string;
  readonly regions: readonly string[];
  /** Where every region was asked for: those that the account has not enabled. */
  readonly regionsOff?: readonly string[];
  /** Epoch milliseconds: the only "now" that any verdict sees. */
  readonly now: number;
  /** Epoch milliseconds: jobs and events before it were not asked for. */
  readonly since: number;
  /** To what the run was narrowed; absent where every control is judged on every resource. */
  readonly selection?: Selection;
  /** What was asked about logs themselves; absent where only settings were read. */
  readonly logs?: LogQuestions;
  /** What was asked about the data themselves; absent where nobody looked into them. */
  readonly personalData?: DataQuestions;
}

/** A read-only view of collected facts, whichever medium holds them. Every iteration comes in one order: by region, then id. */
export interface Snapshot {
  readonly scope: Scope;
  readonly types: readonly string[];
  readonly listings: readonly Listing[];
  readonly calls: readonly Call[];
  resources(type: string): Iterable<Resource>;
  /** The resource of a type that answers to an identifier in a region (in any, where none is given). */
  find(type: string, region: string | undefined, identifier: string): Resource | undefined;
}
