import { SEVERITIES, type Severity } from './control.js';
import { type Change, changesOf, diffOf, type Fate, fateIn } from './diff.js';
import type { Evaluation } from './finding.js';
import { canonicalJson } from './json.js';
import type { Selection } from './selection.js';
import type { Verdict } from './verdict.js';

/** Numbers by severity. */
export type BySeverity = Readonly<Record<Severity, number>>;

/** What a run says in a history. */
export interface HistoryRun {
  /** Its directory, below the folder of runs. */
  readonly run: string;
  /** sha256 of the manifest; of `evaluation.json` where the run is not sealed. */
  readonly sha256: string;
  readonly sealed: boolean;
  /** The version of kansa that judged. */
  readonly kansa: string;
  /** sha256 of the bundle and the parameters: where they change, a change of verdicts may be one of rules. */
  readonly bundle: string;
  readonly params: string;
  readonly account: string;
  readonly regions: readonly string[];
  /** To what it was narrowed. */
  readonly selection?: Selection;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Whether nothing at all was left unseen. */
  readonly complete: boolean;
  readonly findings: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Failing findings. */
  readonly failing: BySeverity;
  /** Unknown findings. */
  readonly unknown: BySeverity;
  /** Against the run before of the same account, regions and narrowing; absent of the first. */
  readonly change?: RunChange;
}

/** {@link diffOf}, counted. */
export interface RunChange {
  /** The run before. */
  readonly before: string;
  readonly new: BySeverity;
  readonly fixed: BySeverity;
  readonly still: BySeverity;
  readonly becameUnknown: BySeverity;
}

/** A violation from the run that first saw it fail until the run that saw it gone: if it comes back, that is another one. */
export interface Episode extends Change {
  /** What the last run said of it; `fixed` for good. */
  readonly state: Fate;
  /** Epoch milliseconds of the first run that saw it, and that run's name: it may be older. */
  readonly since: number;
  readonly sinceRun: string;
  /** Epoch milliseconds of the last run that saw it, failing or waived. */
  readonly lastSeen: number;
  /** Epoch milliseconds of the run that looked for it and did not find it. */
  readonly fixed?: number;
  readonly fixedRun?: string;
}

/** Findings of one control in one run, by verdict. */
export interface ControlCount {
  readonly control: string;
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly count: number;
}

/** A run, or what should be one, that could not be taken into the history. Nothing counts as fixed for want of it. */
export interface HistoryTrouble {
  /** Its directory; of a missing one, the name by which the run after it knows it. */
  readonly run: string;
  /**
   * `missing`: a later run names it, and it is not there; `damaged`: it is not what was sealed, or cannot be read;
   * `unfinished`: it was cut off.
   */
  readonly kind: 'missing' | 'damaged' | 'unfinished';
  readonly detail: string;
}

/** How long violations of one severity lasted. Times are those of runs: from the first that saw one to the first that saw it gone. */
interface TimeToFix {
  readonly severity: Severity;
  /** Fixed violations; where there are none, no time is told. */
  readonly fixed: number;
  /** Milliseconds. */
  readonly mean?: number;
  readonly median?: number;
  readonly longest?: number;
  /** Not fixed, whatever the last run said of them. */
  readonly open: number;
}

/** One control, from the first to the last run of the period that judged it. */
export interface ControlTrend {
  readonly control: string;
  readonly severity: Severity;
  readonly first: ControlPoint;
  readonly last: ControlPoint;
  /** The most failing findings that any run of the period had. */
  readonly most: number;
}

export interface ControlPoint {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly failing: number;
  readonly unknown: number;
}

/** All runs of an account, in the order of time. */
export interface AccountHistory {
  readonly account: string;
  /** The run that the first one names as the one before, which is not among them: what was open then is older than it says. */
  readonly beginsAfter?: string;
  readonly runs: readonly HistoryRun[];
  readonly timeToFix: readonly TimeToFix[];
  /** Violations that no run saw gone, the most severe and oldest first. */
  readonly open: readonly Episode[];
  readonly controls: readonly ControlTrend[];
}

/** What a folder of runs says over time (schemas/history.schema.json). */
export interface History {
  readonly schemaVersion: 1;
  readonly kansa: string;
  readonly exitCode: number;
  /** Epoch milliseconds: runs before it are not told, and what was fixed before it is not counted. */
  readonly since?: number;
  readonly accounts: readonly AccountHistory[];
  readonly troubles: readonly HistoryTrouble[];
}

/** What one more run of an account makes of the violations that are open. */
export interface Step {
  readonly open: ReadonlyMap<string, Episode>;
  readonly fixed: readonly Episode[];
}

/**
 * Takes one run into the account of what is open, by the rules of {@link diffOf}: only what was looked for and not found is
 * fixed. What a run could not see, or did not look at, stays open since it was first seen, however long nobody sees it.
 */
export const advance = (open: ReadonlyMap<string, Episode>, run: string, evaluation: Evaluation): Step => {
  const fate = fateIn(evaluation);
  const { now } = evaluation.scope;
  const told = [...open.values()].map((episode): Episode => {
    const state = fate(episode);
    if (state === 'fixed') return { ...episode, state, fixed: now, fixedRun: run };
    return { ...episode, state, ...(state !== 'unseen' && { lastSeen: now }) };
  });
  const added = [...changesOf(evaluation).values()]
    .filter(({ fingerprint }) => !open.has(fingerprint))
    .map((change): Episode => ({ ...change, state: 'failing', since: now, sinceRun: run, lastSeen: now }));
  const left = [...told.filter(({ state }) => state !== 'fixed'), ...added];
  return {
    open: new Map(left.map((episode) => [episode.fingerprint, episode])),
    fixed: told.filter(({ state }) => state === 'fixed'),
  };
};

/** Two runs are compared where they asked the same: a narrowed run between two whole ones is news of neither. */
export const scopeKeyOf = ({
  account,
  regions,
  selection,
}: Pick<HistoryRun, 'account' | 'regions' | 'selection'>): string =>
  canonicalJson([account, [...regions].sort(), selection ?? null]);

/** The comparison of a run with the one before, counted. */
export const changeOf = (before: string, earlier: Evaluation, later: Evaluation): RunChange => {
  const diff = diffOf(earlier, later);
  return {
    before,
    new: bySeverity(diff.new),
    fixed: bySeverity(diff.fixed),
    still: bySeverity(diff.still),
    becameUnknown: bySeverity(diff.becameUnknown),
  };
};

/** How many there are of each severity; zero is said, too. */
export const bySeverity = (items: readonly { readonly severity: Severity }[]): BySeverity => {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const { severity } of items) counts[severity] += 1;
  return counts;
};

export const totalOf = (counts: BySeverity): number => SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);

/** Findings of a run by control and verdict. */
export const controlCounts = ({ findings }: Evaluation): ControlCount[] => {
  const counts = new Map<string, { control: string; severity: Severity; verdict: Verdict; count: number }>();
  for (const { control, severity, verdict } of findings) {
    const key = `${control} ${severity} ${verdict}`;
    const entry = counts.get(key) ?? { control, severity, verdict, count: 0 };
    entry.count += 1;
    counts.set(key, entry);
  }
  return [...counts.values()];
};
