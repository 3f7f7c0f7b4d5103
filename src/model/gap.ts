import type { Pointer } from './pointer.js';

/** Why a fact could not be seen. */
export const GAP_REASONS = [
  'denied',
  'expired_credentials',
  'throttled',
  'unavailable',
  'unsupported_region',
  'known_after_apply',
  'unresolved_expression',
  'parse_error',
  'not_collected',
  'budget',
  'out_of_window',
  'redacted',
  'foreign_account',
  'unmodelled',
] as const;
export type GapReason = (typeof GAP_REASONS)[number];

/**
 * A place that nobody could see into. A missing property says that AWS reports none; a gap says that we do not know.
 * `missing`: nothing of the place was seen. `partial`: it is a list, and some of its elements were seen.
 */
export interface Gap {
  readonly pointer: Pointer;
  readonly kind: 'missing' | 'partial';
  readonly reason: GapReason;
  /** One sentence for a person: which call failed and how. */
  readonly detail: string;
  /** The IAM action that would have shown the place, where one would. */
  readonly action?: string;
}

/** The gap without its place: what one failure says wherever it leaves a hole. */
export type GapCause = Pick<Gap, 'reason' | 'detail' | 'action'>;
