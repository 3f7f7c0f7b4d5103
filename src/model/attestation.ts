import { isInForce } from './waiver.js';

/** What a person states of a requirement that no account can show: an entry of `kansa.attestations.yaml`. */
export interface Attestation {
  /** Framework and requirement: `ai-ml-platform 8.4`. */
  readonly requirement: string;
  readonly statement: string;
  /** What proves it; in a run, with the digest of what it held then. */
  readonly evidence: readonly EvidenceFile[];
  /** Who answers for the statement. */
  readonly owner: string;
  /** The day on which it was made, in UTC: `2026-11-01`. */
  readonly date: string;
  /** The last day on which it holds, in UTC. */
  readonly expires: string;
  /** Where it is said; the line from 1. */
  readonly origin: { readonly file: string; readonly line: number };
}

/** A file of evidence: its path as the attestation names it, sha256 in hex, size in bytes. */
interface EvidenceFile {
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
}

/** How it stands at some moment; `not_yet`: it bears a later date. */
export type AttestationState = 'in_force' | 'expired' | 'not_yet';

/** An attestation and how it stood at the time of a run. */
export interface AttestationOutcome extends Attestation {
  readonly state: AttestationState;
}

/** Its last day counts whole; its first begins where on earth the day begins first. */
export const attestationState = (
  { date, expires }: Pick<Attestation, 'date' | 'expires'>,
  now: number,
): AttestationState => {
  if (!isInForce({ expires }, now)) return 'expired';
  return Date.parse(`${date}T00:00:00Z`) - EARLIEST_ZONE > now ? 'not_yet' : 'in_force';
};

/** UTC+14, milliseconds. */
const EARLIEST_ZONE = 14 * 3_600_000;
