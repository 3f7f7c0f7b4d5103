import { statSync } from 'node:fs';
import { type Attestation, attestationState } from '../model/attestation.js';
import type { Language } from '../model/control.js';
import { EXIT, UsageError } from '../model/errors.js';
import { canonicalJson } from '../model/json.js';
import { renderAttestations, renderExpiredAttestations } from '../reports/index.js';
import {
  type AttestationFile,
  attestedFrameworks,
  type Entry,
  evidenceAt,
  faultOf,
  namedFrom,
  readAttestations,
  withAttestation,
} from '../store/attestations.js';
import { readBundle } from '../store/bundle-files.js';
import { type FrameworkFile, readFrameworks, shippedFrameworks } from '../store/frameworks.js';
import { writeWhole } from '../store/run-directory.js';

/** Where attestations are looked for when nobody names a file. */
export const ATTESTATIONS_FILE = 'kansa.attestations.yaml';

interface Attested {
  readonly file: AttestationFile;
  /** Those that the attestations speak of. */
  readonly frameworks: readonly FrameworkFile[];
}

/** Attestations and the frameworks of which they speak: shipped ones, or those that are named beside. */
export const attestedBy = (path: string, named: readonly FrameworkFile[], controls: readonly string[]): Attested => {
  const shipped = shippedFrameworks();
  const spoken = attestedFrameworks(path);
  const isNamed = (id: string) => named.some(({ framework }) => framework.id === id);
  const others = readFrameworks(
    spoken.filter((id) => shipped.includes(id) && !isNamed(id)),
    controls,
  );
  const known = [...named, ...others];
  return {
    file: readAttestations(
      path,
      known.map(({ framework }) => framework),
      shipped,
    ),
    frameworks: known.filter(({ framework }) => spoken.includes(framework.id)),
  };
};

export interface AttestOptions {
  /** The file to add to; it is made where there is none. */
  readonly attestations: string;
  readonly statement: string;
  /** Paths from the working directory. */
  readonly evidence: readonly string[];
  readonly owner: string;
  /** The day of the statement, UTC; today's where nobody says it. */
  readonly date?: string;
  readonly expires: string;
  /** Frameworks of one's own. */
  readonly frameworks: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Adds an attestation of a requirement (`ai-ml-platform 8.4`) to a file, whose comments stay. */
export const attest = (requirement: string, options: AttestOptions): void => {
  const { attestations: path, statement, owner, expires, now } = options;
  const { date = new Date(now).toISOString().slice(0, 10) } = options;
  const ids = controlIds();
  const own = readFrameworks(options.frameworks, ids);
  // What stands in the file already must be understood, or nothing that is added to it would count.
  const known = isThere(path) ? attestedBy(path, own, ids).frameworks : [];
  const [id = ''] = requirement.split(' ');
  const named = [...own, ...known];
  const isNamed = named.some(({ framework }) => framework.id === id);
  const all = isNamed || !shippedFrameworks().includes(id) ? named : [...named, ...readFrameworks([id], ids)];
  const fault = faultOf(
    { requirement, date, expires },
    all.map(({ framework }) => framework),
    shippedFrameworks(),
  );
  if (fault !== undefined) throw refusal(fault);
  if (attestationState({ date, expires }, now) === 'expired') throw refusal(`expires ${expires} is past already`);
  if (options.evidence.length === 0) throw refusal('name at least one file of evidence with --evidence');
  for (const file of options.evidence) evidenceAt(file, file, refusal);
  const evidence = [...new Set(options.evidence.map((file) => namedFrom(path, file)))];
  const entry: Entry = { requirement, statement, evidence, owner, date, expires };
  writeWhole(path, withAttestation(path, entry));
};

const refusal = (what: string): UsageError => new UsageError(`attest: ${what}; nothing was written`);

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

const controlIds = (): string[] => readBundle().catalogue.controls.map(({ id }) => id);

export interface AttestationListOptions {
  readonly frameworks: readonly string[];
  readonly language: Language;
  /** Epoch milliseconds. */
  readonly now: number;
}

const attestationsIn = (path: string, frameworks: readonly string[]): readonly Attestation[] => {
  const ids = controlIds();
  return attestedBy(path, readFrameworks(frameworks, ids), ids).file.attestations;
};

/** Every attestation of a file, with its evidence as it is now, and whether it is in force. */
export const listAttestations = (
  path: string,
  { frameworks, language, now, json }: AttestationListOptions & { readonly json: boolean },
): string => {
  const attestations = attestationsIn(path, frameworks);
  if (!json) return renderAttestations(attestations, language, now);
  const states = attestations.map((attestation) => ({ ...attestation, state: attestationState(attestation, now) }));
  return `${canonicalJson(states, 2)}\n`;
};

/** Whether a file of attestations and its evidence can be read, and whether each requirement in it is still attested. */
export const checkAttestations = (
  path: string,
  { frameworks, language, now }: AttestationListOptions,
): { readonly document: string; readonly exitCode: number } => {
  const attestations = attestationsIn(path, frameworks);
  const state = (attestation: Attestation) => attestationState(attestation, now);
  const expired = attestations.filter(
    (attestation) =>
      state(attestation) === 'expired' &&
      !attestations.some((other) => other.requirement === attestation.requirement && state(other) === 'in_force'),
  );
  return {
    document: renderExpiredAttestations(attestations, expired, language, now),
    exitCode: expired.length === 0 ? EXIT.ok : EXIT.violation,
  };
};
