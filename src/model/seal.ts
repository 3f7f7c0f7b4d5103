import type { Link } from './manifest.js';

/** What became of sealing a run. */
export interface Sealed {
  readonly run: string;
  /** sha256 of its manifest in hex. */
  readonly sha256: string;
  /** The run before it. */
  readonly previous?: Link;
  /** By which key it is signed. */
  readonly keyId?: string;
  /** Runs beside it that are damaged, so that nobody knows whether one of them is the one before. */
  readonly unreadable: readonly string[];
  /** Where it is kept in S3, and until when (epoch milliseconds) each object is locked there; without an end it is not. */
  readonly kept?: { readonly uri: string; readonly until?: number };
}

/**
 * How a stored run is sealed, as far as reading it shows: `altered` where its evaluation is not the one of the manifest.
 * `signed` says that a signature lies there, not that it is good.
 */
export type SealStanding =
  | { readonly state: 'unsealed' }
  | {
      readonly state: 'altered' | 'unsigned' | 'signed';
      /** sha256 of the manifest in hex. */
      readonly manifest: string;
    };
