import type { Pointer } from './pointer.js';

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const THEMES = [
  'encryption',
  'network',
  'access',
  'approval',
  'pii',
  'audit',
  'monitoring',
  'cost',
  'resilience',
] as const;
export type Theme = (typeof THEMES)[number];

export const LANGUAGES = ['en', 'ja'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a person reads of a control, in one language. `messages`: code → sentence with `{args}`. */
export interface ControlText {
  readonly title: string;
  readonly description: string;
  readonly remediation: string;
  readonly messages: Readonly<Record<string, string>>;
}

/** One entry of the catalogue: what the build knows of a control from its annotations and its compiled Rego. */
export interface Control {
  /** The path below `policies/controls`: `sagemaker/notebook_direct_internet`. */
  readonly id: string;
  /** The type whose resources it judges. */
  readonly resource: string;
  readonly severity: Severity;
  readonly theme: Theme;
  readonly text: Readonly<Record<Language, ControlText>>;
  /** Pointers into the input that each rule depends on, cut at the first variable; derived from the compiled Rego. */
  readonly reads: {
    readonly applies: readonly Pointer[];
    /** Of `violation` and `satisfied` together. */
    readonly violation: readonly Pointer[];
  };
  /** It reads only what a running account can show: not applicable to a template. */
  readonly liveOnly: boolean;
}

/** The compiled bundle's table of contents. */
export interface Catalogue {
  readonly schemaVersion: 1;
  /** sha256 of `policy.wasm`, hex: a bundle that does not match is not run. */
  readonly wasmDigest: string;
  /** Entrypoint of each subject type. */
  readonly entrypoints: Readonly<Record<string, string>>;
  readonly controls: readonly Control[];
}
