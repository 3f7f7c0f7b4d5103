import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { assess } from '../engine/assess.js';
import { type TagsOf, type Waived, waive } from '../engine/waive.js';
import { type Attestation, type AttestationOutcome, attestationState } from '../model/attestation.js';
import type { Evaluation, Finding } from '../model/finding.js';
import type { Assessment, Framework } from '../model/framework.js';
import { by } from '../model/json.js';
import type { Snapshot } from '../model/snapshot.js';
import { WAIVERS_FILE, type Waiver } from '../model/waiver.js';
import { readFrameworks } from '../store/frameworks.js';
import type { RunDirectory } from '../store/run-directory.js';
import { readWaiversAndText } from '../store/waivers.js';
import { ATTESTATIONS_FILE, attestedBy } from './attest.js';

/** What people say of an account beside its parameters. */
export interface InputOptions {
  /** The file of waivers; undefined for the usual one, where it is there, and false for none. */
  readonly waivers?: string | false;
  /** The file of attestations; undefined for the usual one, where it is there, and false for none. */
  readonly attestations?: string | false;
  /** Ids of shipped frameworks, files, or folders of files. */
  readonly frameworks?: readonly string[];
}

/** What steers a run, as it was read before anything was asked: a mistake in it costs no scan. */
export interface Inputs {
  readonly waivers: readonly Waiver[];
  readonly attestations: readonly Attestation[];
  readonly frameworks: readonly Framework[];
  /** What the run keeps of it, by the name below `inputs/`. */
  readonly files: readonly { readonly name: string; readonly content: string | Uint8Array }[];
}

/** Where a run keeps them. What a run says of lines is said of its own copies: equal runs are equal, wherever the files lay. */
const SEALED_WAIVERS = 'inputs/waivers.yaml';
const SEALED_ATTESTATIONS = 'inputs/attestations.yaml';

/** `controls` are the ids of the catalogue. Throws {@link UsageError} where anything of it cannot be understood. */
export const readInputs = (options: InputOptions, controls: readonly string[]): Inputs => {
  const waivers = inFile(options.waivers, WAIVERS_FILE, (path) => readWaiversAndText(path, controls));
  const named = readFrameworks(options.frameworks ?? [], controls);
  const attested = inFile(options.attestations, ATTESTATIONS_FILE, (path) => attestedBy(path, named, controls));
  return {
    waivers: waivers?.waivers.map((waiver) => keptAt(SEALED_WAIVERS, waiver)) ?? [],
    attestations: attested?.file.attestations.map((one) => keptAt(SEALED_ATTESTATIONS, one)) ?? [],
    frameworks: named.map(({ framework }) => framework),
    files: [
      ...(waivers === undefined ? [] : [{ name: 'waivers.yaml', content: waivers.text }]),
      ...(attested === undefined ? [] : [{ name: 'attestations.yaml', content: attested.file.text }]),
      ...[...(attested?.file.evidence ?? [])].map(([name, content]) => ({ name: `attestations/${name}`, content })),
      ...[
        ...new Map([...named, ...(attested?.frameworks ?? [])].map((file) => [file.framework.id, file])).values(),
      ].map(({ framework, text }) => ({ name: `frameworks/${framework.id}.yaml`, content: text })),
    ],
  };
};

const inFile = <T>(named: string | false | undefined, usual: string, read: (path: string) => T): T | undefined =>
  named === false || (named === undefined && !existsSync(usual)) ? undefined : read(named ?? usual);

const keptAt = <T extends { readonly origin: { readonly file: string; readonly line: number } }>(
  file: string,
  entry: T,
): T => ({ ...entry, origin: { ...entry.origin, file } });

export const writeInputs = (run: RunDirectory, { files }: Inputs): void => {
  for (const { name, content } of files) run.write(`inputs/${name}`, content);
};

/** The waivers that a run was judged by; none where it had none. `controls` are the ids of the run's own catalogue. */
export const waiversOfRun = (run: string, controls: readonly string[]): Waiver[] => {
  const path = join(run, SEALED_WAIVERS);
  if (!existsSync(path)) return [];
  return readWaiversAndText(path, controls).waivers.map((waiver) => keptAt(SEALED_WAIVERS, waiver));
};

/** Findings of a snapshot with its waivers in force, at the time of the snapshot. */
export const waivedIn = (snapshot: Snapshot, findings: readonly Finding[], waivers: readonly Waiver[]): Waived =>
  waive(findings, waivers, { now: snapshot.scope.now, tagsOf: tagsIn(snapshot) });

const tagsIn = (snapshot: Snapshot): TagsOf => {
  const types = new Map<string, Map<string, Readonly<Record<string, string>>>>();
  const key = (account: string, region: string, id: string) => `${account} ${region} ${id}`;
  return ({ resource: { type, account, region, id } }) => {
    const known =
      types.get(type) ??
      new Map(Array.from(snapshot.resources(type), (one) => [key(one.account, one.region, one.id), one.tags] as const));
    types.set(type, known);
    return known.get(key(account, region, id)) ?? {};
  };
};

/** Attestations as they stood at that moment (epoch milliseconds), by requirement; undefined where there are none. */
export const attestedAt = (attestations: readonly Attestation[], now: number): AttestationOutcome[] | undefined =>
  attestations.length === 0
    ? undefined
    : attestations
        .map((attestation) => ({ ...attestation, state: attestationState(attestation, now) }))
        .sort(
          by(
            ({ requirement }) => requirement,
            ({ expires }) => expires,
            ({ statement }) => statement,
          ),
        );

/** Each framework answered by a run. */
export const assessments = (
  frameworks: readonly Framework[],
  evaluation: Evaluation,
): { readonly framework: Framework; readonly assessment: Assessment }[] =>
  frameworks.map((framework) => ({ framework, assessment: assess(framework, evaluation) }));
