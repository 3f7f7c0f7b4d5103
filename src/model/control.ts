import type { Pointer } from './pointer.js';

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Severities are listed from the worst down; a word that is none (`none`, `never`) is reached by nothing. */
export const isAtLeast = (severity: Severity, threshold: string): boolean => {
  const names: readonly string[] = SEVERITIES;
  return names.indexOf(severity) <= names.indexOf(threshold);
};

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

/** The places of the input that rules depend on. `*` stands for any member of a list or object. */
export interface Reads {
  /** References cut at the first variable: the subtrees that the rules walk through. */
  readonly cut: readonly Pointer[];
  /** Places whose whole value matters. */
  readonly values: readonly Pointer[];
  /** Places of which it matters whether they are there, and not what stands in them. */
  readonly shapes: readonly Pointer[];
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
  /** What the rules depend on, derived from the compiled Rego. */
  readonly reads: {
    readonly applies: Reads;
    /** Absent where the control judges whatever was found. */
    readonly occasion?: Reads;
    /** Of `violation` and `satisfied` together. */
    readonly violation: Reads;
  };
  /** It reads only what a running account can show: not applicable to a template. */
  readonly liveOnly: boolean;
}

/** Every subtree that the rules of a control walk through. */
export const cutsOf = ({ reads }: Pick<Control, 'reads'>): Pointer[] => Object.values(reads).flatMap(({ cut }) => cut);

/** The compiled bundle's table of contents. */
export interface Catalogue {
  readonly schemaVersion: 1;
  /** sha256 of `policy.wasm`, hex: a bundle that does not match is not run. */
  readonly wasmDigest: string;
  /** Entrypoint of each subject type. */
  readonly entrypoints: Readonly<Record<string, string>>;
  readonly controls: readonly Control[];
}

/** Fills `{name}` of a message; a name without an argument stays visible. */
export const fill = (template: string, args: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(args, name) ? (args[name] ?? whole) : whole,
  );
