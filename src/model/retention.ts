import type { GapCause } from './gap.js';
import type { Subject } from './resource.js';
import type { Verdict } from './verdict.js';

/** The streams of evidence that an AI/ML platform leaves. */
export const EVIDENCE_STREAMS = [
  'cloudtrail',
  'bedrock_invocations',
  'data_capture',
  'sagemaker_jobs',
  'eks_audit',
  'vpc_flow',
  's3_access',
  'kansa_runs',
] as const;
export type EvidenceStream = (typeof EVIDENCE_STREAMS)[number];

/** The steps from where evidence arises to where nobody can destroy it, in the order in which they are read. */
export const RETENTION_STEPS = [
  'source',
  'destination',
  'lifecycle',
  'lock',
  'encryption',
  'deletion',
  'copy',
  'integrity',
] as const;
export type RetentionStep = (typeof RETENTION_STEPS)[number];

/** From the worst: a link is as good as the worst that is known of it. */
export const LINK_STATES = ['not_met', 'unknown', 'met', 'not_applicable'] as const;
export type LinkState = (typeof LINK_STATES)[number];

/** What was seen of a step: `code` names its sentence (reports/retention-words.ts), `args` fill it. */
export interface RetentionFact {
  readonly code: string;
  readonly args: Readonly<Record<string, string>>;
}

/** A control that judges a step, with what it said of the subject. */
export interface RetentionVerdict {
  readonly control: string;
  readonly subject: Subject;
  readonly verdict: Verdict;
  /** Of the finding, which says why. */
  readonly fingerprint: string;
}

export interface RetentionLink {
  readonly step: RetentionStep;
  /** Where controls judged the step, what they say; else what the facts say. What could not be seen is never `met`. */
  readonly state: LinkState;
  readonly facts: readonly RetentionFact[];
  readonly controls: readonly RetentionVerdict[];
  /** Why it is unknown, with the action that would have shown it. */
  readonly gaps: readonly GapCause[];
}

/** When something is deleted by the rules that were seen. */
export type Deletion =
  | { readonly state: 'never' }
  /** Epoch milliseconds. */
  | { readonly state: 'at'; readonly time: number }
  | { readonly state: 'unknown'; readonly detail: string };

/** One stream of evidence on its way from one source to one destination. */
export interface RetentionChain {
  readonly stream: EvidenceStream;
  readonly region: string;
  /** What writes it; the account, region or its lack of one where nothing does. */
  readonly source: Subject;
  readonly destination?: { readonly kind: 'bucket' | 'log_group' | 'directory' | 'other'; readonly name: string };
  /** For how many days the organisation wants it kept: at least, or (`most`) at most. */
  readonly required: { readonly days: number; readonly bound: 'least' | 'most' };
  readonly links: readonly RetentionLink[];
  /** Epoch milliseconds from which on the source is known to write; absent where nobody can say. */
  readonly since?: number;
  /** When what is written at the time of the scan will be deleted by lifecycle or retention. */
  readonly kept: Deletion;
  /** The earliest day (in UTC) of which evidence can still be there, by `since` and the rules that delete; nobody looked for it. */
  readonly earliest?: string;
  /** When that earliest evidence will be deleted. */
  readonly deletion: Deletion;
}

/** The chains by stream, region and source. Absent where a run was narrowed: most of what they rest on was not looked at then. */
export interface Retention {
  readonly chains: readonly RetentionChain[];
}
