import type { FileEntry } from './manifest.js';

/** How a run departs from its manifest. */
export type Difference =
  | {
      readonly kind: 'changed';
      readonly path: string;
      readonly size: number;
      readonly sealedSize: number;
      readonly contentOf?: string;
    }
  | { readonly kind: 'missing'; readonly path: string; readonly foundAs?: string }
  | { readonly kind: 'added'; readonly path: string; readonly size: number }
  /** A symbolic link, a device: whatever it leads to, it is no content of the run. */
  | { readonly kind: 'irregular'; readonly path: string }
  /** The manifest itself is not what kansa writes, or says something else than the evaluation that it seals. */
  | { readonly kind: 'manifest'; readonly path: string; readonly detail: string };

export const SIGNATURE_STATES = ['valid', 'invalid', 'unknown_key', 'unchecked', 'none'] as const;

/**
 * `unknown_key`: made by none of the keys that were given; `unchecked`: there, and no key was given to check it by;
 * `none`: there is none.
 */
export interface SignatureState {
  readonly state: (typeof SIGNATURE_STATES)[number];
  /** sha256 of the public key (DER, SubjectPublicKeyInfo) in hex, as the signature names it. */
  readonly keyId?: string;
  readonly detail?: string;
}

export const CHAIN_STATES = ['first', 'linked', 'broken', 'not_given', 'unlinked'] as const;

/**
 * How a run is linked to the one before it. `first`: it names none, and no earlier one was given; `unlinked`: it names
 * none, though an earlier one was given; `not_given`: the one that it names was not given; `broken`: the one that bears the
 * name has another manifest.
 */
export interface ChainState {
  readonly state: (typeof CHAIN_STATES)[number];
  /** The run that it names. */
  readonly run?: string;
  /** Whether an earlier run of the account was given, which the chain should have led to. */
  readonly expected: boolean;
}

export const REPERFORMANCE_STATES = ['same', 'differs', 'impossible', 'other_version'] as const;

/** `impossible`: a sealed piece is missing or unreadable; `other_version`: only the version that collected could compare. */
export interface ReperformanceStep {
  readonly state: (typeof REPERFORMANCE_STATES)[number];
  readonly detail?: string;
}

export interface Reperformance {
  /** Sealed snapshot, bundle and parameters → findings. */
  readonly findings: ReperformanceStep;
  /** Sealed recording → snapshot. */
  readonly snapshot: ReperformanceStep;
  /** What the bundle of the kansa that verifies would say: a matter of its age, never a failure. */
  readonly today?: { readonly new: number; readonly fixed: number; readonly becameUnknown: number };
}

export const STORAGE_NOTES = ['overwritten', 'deleted', 'none', 'not_compliance', 'too_short', 'unseen'] as const;

/**
 * What is not as it should be of one object in S3. `overwritten`: there are versions or delete markers beside the current one;
 * `deleted`: a delete marker hides it; `none`, `not_compliance`, `too_short`: its lock; `unseen`: its lock could not be seen.
 */
export interface StorageNote {
  readonly path: string;
  readonly kind: (typeof STORAGE_NOTES)[number];
  /** How many versions and delete markers there are beside the current one. */
  readonly versions?: number;
  /** The mode of Object Lock. */
  readonly mode?: string;
  /** Until when it is locked: epoch milliseconds. */
  readonly until?: number;
  readonly detail?: string;
}

/** How a run in S3 is kept there. */
export interface Storage {
  /** Objects that everybody sees. */
  readonly objects: number;
  /** Absent where no lock is asked for. */
  readonly lock?: {
    /** Until when each object has to be locked: epoch milliseconds; absent where that is unknown. */
    readonly wanted?: number;
    /** How many objects are locked at least until then. */
    readonly locked: number;
    /** When the first lock of these ends: epoch milliseconds. */
    readonly earliest?: number;
  };
  readonly notes: readonly StorageNote[];
}

export const VERIFICATION_STATES = ['verified', 'differs', 'incomplete'] as const;
export type VerificationState = (typeof VERIFICATION_STATES)[number];

/** What became of verifying one run. */
export interface RunVerification {
  readonly run: string;
  readonly state: VerificationState;
  /** sha256 of the manifest in hex; absent where the run is not sealed. */
  readonly manifest?: string;
  readonly account?: string;
  /** Epoch milliseconds: the run's "now". */
  readonly now?: number;
  /** The version of kansa that judged. */
  readonly kansa?: string;
  /** How many files are sealed, and how many bytes. */
  readonly sealed?: { readonly files: number; readonly bytes: number };
  readonly differences: readonly Difference[];
  /** Files that desktops leave in every folder: named, and no part of the run. */
  readonly ignored: readonly string[];
  readonly signature: SignatureState;
  readonly chain: ChainState;
  readonly reperformance?: Reperformance;
  /** Of a run in S3. */
  readonly storage?: Storage;
}

/** The result of `kansa verify` (schemas/verification.schema.json). */
export interface Verification {
  readonly schemaVersion: 1;
  /** The version of kansa that verified. */
  readonly kansa: string;
  readonly exitCode: number;
  readonly runs: readonly RunVerification[];
}

/** What lies in a run directory: regular files with their digests, and whatever else is there. */
export interface RunContent {
  readonly files: readonly FileEntry[];
  readonly irregular: readonly string[];
  readonly ignored: readonly string[];
}
