import type { DayRange } from './days.js';
import type { Verdict } from './finding.js';
import type { GapCause } from './gap.js';
import type { Subject } from './resource.js';

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

/** What was seen of a step: `code` names its sentence (reports/retention-text.ts), `args` fill it. */
export interface RetentionFact {
  readonly code: string;
  readonly args: Readonly<Record<string, string>>;
}

/** A control that judges a step, with what it said of the subject. */
export interface RetentionVerdict {
  readonly control: string;
  readonly subject: Subject;
  readonly verdict: Verdict;
  /** In English; renderers translate by the finding, which has this fingerprint. */
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
  readonly required?: { readonly days: number; readonly bound: 'least' | 'most' };
  readonly links: readonly RetentionLink[];
  /** Epoch milliseconds from which on the source is known to write; absent where nobody can say. */
  readonly since?: number;
  /** When what is written at the time of the scan will be deleted by lifecycle or retention. */
  readonly kept: Deletion;
  /** The day of the earliest evidence, and whether it was seen in the bucket or follows from `since`. */
  readonly earliest?: { readonly day: string; readonly basis: 'listed' | 'since' };
  /** When that earliest evidence will be deleted. */
  readonly deletion: Deletion;
}

/**
 * `before`: older than the source. `expired`: older than the rules of the bucket keep it.
 * `unverified`: not listed, or too young to be expected.
 */
export const DAY_STATES = ['present', 'missing', 'expired', 'before', 'unverified'] as const;
export type DayState = (typeof DAY_STATES)[number];

/** On which days of the required period logs lie in one place of a bucket. */
export interface LogCalendar {
  readonly stream: EvidenceStream | 'cloudtrail_digest';
  readonly region: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly from: string;
  readonly to: string;
  /** Every day once. */
  readonly days: Readonly<Record<DayState, readonly DayRange[]>>;
  /** Only some months were listed. */
  readonly sampled: boolean;
  /** Nobody knows when the source began: what is called missing may be older than it. */
  readonly sinceUnknown: boolean;
  readonly gaps: readonly GapCause[];
}

/** What CloudTrail's digest files prove of its log files. */
export interface DigestProof {
  readonly trail: string;
  readonly region: string;
  readonly bucket: string;
  /** ISO 8601 in UTC. */
  readonly from: string;
  readonly to: string;
  /** `valid` only where every digest and log file of the whole time is proven. */
  readonly state: 'valid' | 'damaged' | 'unverified';
  readonly digests: { readonly valid: number; readonly unverified: number };
  readonly logFiles: { readonly valid: number; readonly unverified: number };
  readonly problems: readonly { readonly kind: string; readonly bucket: string; readonly key: string }[];
  readonly problemsLeftOut: number;
  /** Times for which no digest file speaks. */
  readonly uncovered: readonly { readonly from: string; readonly to: string }[];
  readonly gaps: readonly GapCause[];
}

export interface Retention {
  readonly chains: readonly RetentionChain[];
  /** Empty where no inventory was asked for. */
  readonly calendars: readonly LogCalendar[];
  /** Empty where no digest files were validated. */
  readonly digests: readonly DigestProof[];
}
