import type { PiiReason, PiiType } from '../model/pii.js';

/** A value that a detector found in a normalised text. */
export interface Hit {
  readonly type: PiiType;
  /** Which term or pattern of the organisation. */
  readonly id?: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
  readonly reasons: readonly PiiReason[];
  /** The value, masked; absent where no part of it may be shown. */
  readonly sample?: () => string;
}
