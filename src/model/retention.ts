import type { Day, DayRange } from './days.js';
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

/** What a place of a bucket holds: a stream, or the digest files that prove CloudTrail's. */
export type SeriesStream = EvidenceStream | 'cloudtrail_digest';

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
  'presence',
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

/**
 * What is known of a day in a log bucket, from the worst. `missing`: nothing is there, though something ought to
 * be: it was deleted, or its source was stopped. `nothing_found`: nothing is there, and nobody can say whether anything was written. `not_verified`: not listed,
 * or too young to be expected. `expired`: the bucket's rules have deleted or hidden it by now. `before`: the source began later.
 */
export const DAY_STATES = ['missing', 'nothing_found', 'not_verified', 'expired', 'before', 'present'] as const;
export type DayState = (typeof DAY_STATES)[number];

/** Of which days of the required period a stream's logs lie in one place. */
export interface LogCalendar {
  readonly stream: SeriesStream;
  readonly region: string;
  readonly destination: { readonly kind: 'bucket' | 'log_group' | 'directory' | 'other'; readonly name: string };
  /** What the names of its objects begin with, up to the day; empty where it is no bucket. */
  readonly prefix: string;
  /** The ids of what writes there. */
  readonly sources: readonly string[];
  readonly from: Day;
  readonly to: Day;
  /** Every day of the period once, by what is known of it; states that no day has are absent. */
  readonly days: Readonly<Partial<Record<DayState, readonly DayRange[]>>>;
  /** Only some months were listed, evenly spread: there was no room for all. */
  readonly sampled: boolean;
  /** Why days are not verified. */
  readonly gaps: readonly GapCause[];
}

/**
 * `valid`: every digest file and every log file of the whole time is proven. `damaged`: at least one is not as CloudTrail
 * delivered it. `unverified`: nothing wrong was found, and not all was proven.
 */
export const PROOF_STATES = ['damaged', 'unverified', 'valid'] as const;
export type ProofState = (typeof PROOF_STATES)[number];

/** What may be wrong with one digest file or one log file. */
export const DIGEST_PROBLEMS = [
  'digest_unreadable',
  'digest_moved',
  'digest_unknown_key',
  'digest_unsigned',
  'digest_modified',
  'digest_missing',
  'chain_broken',
  'log_modified',
  'log_missing',
] as const;
export type DigestProblem = (typeof DIGEST_PROBLEMS)[number];

/** What CloudTrail's digest files prove of a trail's log files in one region. */
export interface DigestProof {
  readonly trail: string;
  readonly region: string;
  readonly bucket: string;
  readonly prefix: string;
  /** ISO 8601 in UTC: what was delivered between them was to be proven. */
  readonly from: string;
  readonly to: string;
  readonly state: ProofState;
  /** Unverified are those that were not read. */
  readonly digests: { readonly valid: number; readonly unverified: number };
  /** Of those that proven digest files name; what else lies beside them is not looked for. */
  readonly logFiles: { readonly valid: number; readonly unverified: number };
  /** By kind, bucket and key: the first of them. */
  readonly problems: readonly { readonly kind: DigestProblem; readonly bucket: string; readonly key: string }[];
  readonly problemsLeftOut: number;
  /** Times for which no proven digest file speaks. */
  readonly uncovered: readonly { readonly from: string; readonly to: string }[];
  /** Why something is not verified. */
  readonly gaps: readonly GapCause[];
}

/** The chains by stream, region and source. Absent where a run was narrowed: most of what they rest on was not looked at then. */
export interface Retention {
  readonly chains: readonly RetentionChain[];
  /** By stream, region and place; absent where nobody asked for an inventory. */
  readonly calendars?: readonly LogCalendar[];
  /** By trail and region; absent where nobody asked for digest files to be validated. */
  readonly digests?: readonly DigestProof[];
}
