import type { AttestationOutcome } from './attestation.js';
import type { Severity, Theme } from './control.js';
import type { DataPlaceSeen } from './data-inventory.js';
import type { Gap } from './gap.js';
import type { Json } from './json.js';
import type { Lineage } from './lineage.js';
import type { Pointer } from './pointer.js';
import type { FileSource, Source, Subject } from './resource.js';
import type { Retention } from './retention.js';
import type { CallOutcome, Listing, Scope } from './snapshot.js';
import type { Verdict } from './verdict.js';
import type { Waiver, WaiverOutcome } from './waiver.js';

/** A fact that carries a verdict. */
export interface Evidence {
  /** Into the control's input: `/resource/properties/KmsKeyId`, `/refs/key/runtime/KeyManager`. */
  readonly pointer: Pointer;
  /** What stands there; absent when nothing does. */
  readonly value?: Json;
  /** Something stands there that would fill pages: the snapshot has it. */
  readonly omitted?: true;
  /** Calls that showed it. */
  readonly source: readonly Source[];
}

/** One thing that is wrong with a subject. */
export interface Violation {
  readonly code: string;
  readonly args: Readonly<Record<string, string>>;
  /** In English; renderers translate by code and args. */
  readonly message: string;
  readonly evidence: readonly Evidence[];
  /** control + resource + code + evidence pointers, sha256: the same in every run that sees the same fault. */
  readonly fingerprint: string;
  /** Of a gate with a baseline: the baseline has it already. */
  readonly known?: true;
}

/** Why a verdict is `unknown` or `not_applicable`. */
export const FINDING_REASONS = [
  'evaluation_error',
  'gap',
  'unproven_violation',
  'not_listed',
  'live_only',
  'does_not_apply',
] as const;
export type FindingReason = (typeof FINDING_REASONS)[number];

/** The verdict of one control on one subject. */
export interface Finding {
  readonly control: string;
  readonly severity: Severity;
  readonly theme: Theme;
  readonly verdict: Verdict;
  readonly resource: Subject;
  /** Of a template: where the subject is declared. */
  readonly place?: FileSource;
  readonly message: string;
  readonly reason?: FindingReason;
  /** All evidence of the verdict: of the violations for a fail, of the good state for a pass that could prove it. */
  readonly evidence: readonly Evidence[];
  readonly violations: readonly Violation[];
  /** Violations whose evidence a gap overlaps: seen, not proven. */
  readonly unproven: readonly Violation[];
  /** What could not be seen and mattered. */
  readonly gaps: readonly Gap[];
  /** control + resource + codes and pointers of the violations, sha256 in hex. */
  readonly fingerprint: string;
  /** Of a `waived` one: who accepted its violations, and until when. */
  readonly waivers?: readonly Waiver[];
  /** Of a gate with a baseline: all that is wrong or hidden here stands in the baseline already, and counts for nothing. */
  readonly known?: true;
}

/** Calls of one kind, counted. */
export interface CallCount {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly outcomes: Readonly<Partial<Record<CallOutcome, number>>>;
}

/** One file of templates. */
export interface FileCoverage {
  readonly file: string;
  /** `ignored`: nothing that declares resources. */
  readonly kind: TemplateKind | 'ignored';
  /** How many resources were read from it. */
  readonly resources: number;
  /** What could not be read, one sentence each; with any, the gate is never green. */
  readonly problems: readonly { readonly line?: number; readonly message: string }[];
  /** What the file names and was not looked at, one sentence each: a module of a registry. Nothing of it was judged. */
  readonly unread?: readonly { readonly line?: number; readonly message: string }[];
}

export const TEMPLATE_KINDS = ['terraform-plan', 'terraform', 'cloudformation', 'kubernetes'] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

/** What was looked at, and what was not. */
export interface Coverage {
  readonly calls: readonly CallCount[];
  readonly listings: readonly Listing[];
  readonly resources: Readonly<Record<string, number>>;
  /** Gaps inside resources that were listed, by reason. */
  readonly gaps: readonly { readonly reason: string; readonly action: string; readonly count: number }[];
  /** How many controls were judged, and how many the bundle has. */
  readonly controls: { readonly judged: number; readonly of: number };
  /** Controls that met no subject though everything was listed. */
  readonly controlsWithoutSubject: readonly string[];
  /** Of a gate: the files that were read, and what became of each. */
  readonly files?: readonly FileCoverage[];
  /** Of a gate: controls that only a running account can answer. */
  readonly liveOnly?: readonly string[];
  /** Every waiver that was given, and what became of it. */
  readonly waivers?: readonly WaiverOutcome[];
  /** Of a gate that judges only what is new: with what it compared, and how many violations and unknowns stood there. */
  readonly baseline?: { readonly file: string; readonly known: number };
}

/** The result of judging one snapshot by one bundle. */
export interface Evaluation {
  readonly schemaVersion: 1;
  readonly kansa: string;
  readonly scope: Scope;
  readonly digests: {
    /** sha256 of the Wasm that judged. */
    readonly bundle: string;
    /** sha256 of the organisation's parameters. */
    readonly params: string;
    /** sha256 of the findings without request ids and call times: equal for a scan and its replay. */
    readonly findings: string;
  };
  readonly exitCode: number;
  readonly summary: Readonly<Record<Verdict, number>>;
  readonly coverage: Coverage;
  /** Of each SageMaker endpoint, by region and id. */
  readonly lineage: readonly Lineage[];
  /** How each stream of evidence is kept; absent of narrowed runs, of gates, and of runs before it was told. */
  readonly retention?: Retention;
  /** What lies at each place that the AI platform reads and keeps data at; absent where nobody looked (`scan --pii`). */
  readonly personalData?: readonly DataPlaceSeen[];
  /** Every attestation that was given, and how it stood at the time of the run. */
  readonly attestations?: readonly AttestationOutcome[];
  readonly findings: readonly Finding[];
}
