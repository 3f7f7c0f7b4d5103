import type { AttestationOutcome } from './attestation.js';
import type { Language } from './control.js';
import type { Evaluation } from './finding.js';
import type { Verdict } from './verdict.js';

/** A text in each language of the product. */
type Texts = Readonly<Record<Language, string>>;

/**
 * How far an account can answer a requirement. `automated`: its controls decide it alone; `partly`: they decide a part, and an
 * attestation the rest; `manual`: only an attestation; `undecidable`: neither, e.g. a duty of authorities.
 */
export const AUTOMATIONS = ['automated', 'partly', 'manual', 'undecidable'] as const;
export type Automation = (typeof AUTOMATIONS)[number];

/** One thing that a framework asks for. */
export interface Requirement {
  /** The source's own number. */
  readonly id: string;
  /** The id of a section of the framework. */
  readonly section: string;
  readonly title: Texts;
  /** What must be true. */
  readonly asks: Texts;
  readonly automation: Automation;
  /** Ids of the controls that decide it, or their part of it. */
  readonly controls: readonly string[];
  /** Of `partly` and `manual`: what the owner must state, by which evidence, and how often. */
  readonly attest?: Texts;
  /** Of `partly` and `undecidable`: why the account cannot show (the rest of) it. */
  readonly why?: Texts;
}

/** A checklist, standard or law as a list of requirements, each with the controls that answer it. */
export interface Framework {
  readonly id: string;
  /** Of the source: its edition or year. */
  readonly version: string;
  readonly title: Texts;
  readonly publisher: string;
  readonly url?: string;
  /** What of the source is here, and what is not. */
  readonly scope: Texts;
  readonly sections: readonly Section[];
  /** In the order of the source. */
  readonly requirements: readonly Requirement[];
}

interface Section {
  readonly id: string;
  readonly title: Texts;
}

/** The worst first; what nobody can decide last. Nothing maps an unknown to `satisfied`. */
export const REQUIREMENT_STATES = [
  'not_satisfied',
  'unknown',
  'unattested',
  'accepted',
  'satisfied',
  'not_applicable',
  'undecidable',
] as const;
export type RequirementState = (typeof REQUIREMENT_STATES)[number];

/** Why a requirement stands as it does. */
export type RequirementReason =
  | 'violations'
  | 'attestation_expired'
  | 'unknown_findings'
  | 'controls_not_judged'
  | 'attestation_missing'
  | 'attestation_not_yet'
  | 'risk_accepted'
  | 'controls_passed'
  | 'attested'
  | 'nothing_to_judge'
  | 'nobody_can_decide';

/** What one control says to a requirement. */
export interface ControlResult {
  readonly control: string;
  /** False where the run left the control out, or its bundle does not know it. */
  readonly judged: boolean;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Fingerprints of its findings, in code-unit order. */
  readonly findings: readonly string[];
}

export interface RequirementResult {
  readonly requirement: string;
  readonly section: string;
  readonly title: Texts;
  readonly automation: Automation;
  readonly state: RequirementState;
  readonly reasons: readonly RequirementReason[];
  /** Of all its controls. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly controls: readonly ControlResult[];
  /** Every attestation of it, in force or not. */
  readonly attestations: readonly AttestationOutcome[];
}

/** Of the run that answered: who judged what, and how much of it could not be seen. */
export interface AssessedRun {
  readonly kansa: string;
  readonly scope: Evaluation['scope'];
  readonly digests: Evaluation['digests'];
  /** How many verdicts could not be reached, and how many lists were not seen whole. */
  readonly unseen: { readonly findings: number; readonly listings: number };
  readonly controls: Evaluation['coverage']['controls'];
}

/** A framework answered by one evaluation. */
export interface Assessment {
  readonly schemaVersion: 1;
  readonly framework: Omit<Framework, 'sections' | 'requirements'>;
  readonly run: AssessedRun;
  /** How many requirements stand in each state; zero is said, too. */
  readonly summary: Readonly<Record<RequirementState, number>>;
  /** In the order of the framework. */
  readonly requirements: readonly RequirementResult[];
}

/** Does the requirement wait for the word of a person? */
export const needsAttestation = ({ automation }: Pick<Requirement, 'automation'>): boolean =>
  automation === 'partly' || automation === 'manual';

/** The name by which attestations speak of a requirement: `ai-ml-platform 8.4`. */
export const nameOf = (framework: Pick<Framework, 'id'>, requirement: Pick<Requirement, 'id'>): string =>
  `${framework.id} ${requirement.id}`;
