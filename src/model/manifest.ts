import type { Evaluation } from './finding.js';

/** A file of a run, by its path below the run directory with `/` between the parts. */
export interface FileEntry {
  readonly path: string;
  /** sha256 of its bytes in hex. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
}

/** What seals a run: every file of it but the manifest and its signature (schemas/manifest.schema.json). */
export interface Manifest {
  readonly schemaVersion: 1;
  /** The version of kansa that judged. */
  readonly kansa: string;
  readonly scope: Evaluation['scope'];
  readonly digests: Evaluation['digests'];
  /** The run before this one of the same account: one link of a chain. */
  readonly previous?: Link;
  /** By path, in code-unit order. */
  readonly files: readonly FileEntry[];
}

export interface Link {
  /** The name of that run's directory, for whoever looks for it. */
  readonly run: string;
  /** sha256 of that run's manifest in hex. */
  readonly sha256: string;
}

export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'manifest.sigstore.json';
