import type { PiiFile, PiiLimits, PiiPlace } from '../model/pii.js';
import type { ByteSource } from '../model/source.js';

/** How much of a place is looked at, and which of what lies there. */
export interface LookLimits {
  readonly seed: string;
  readonly limits: PiiLimits;
}

/** Looks at what lies somewhere. The name says what it promises to be. */
export type Look = (source: ByteSource, name: string) => Promise<readonly Omit<PiiFile, 'path'>[]>;

/** What one place showed. */
export interface PlaceSeen {
  readonly place: PiiPlace;
  /** By path, an archive with what lies in it; those, too, that another place had shown. */
  readonly files: ReadonlyMap<string, readonly PiiFile[]>;
}
