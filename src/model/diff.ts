import { SEVERITIES, type Severity } from './control.js';
import type { Evaluation, Finding, Violation } from './finding.js';
import { by, canonicalJson } from './json.js';
import { GLOBAL, type Subject } from './resource.js';
import type { Verdict } from './verdict.js';

/** One violation in the comparison of two runs. */
export interface Change {
  readonly control: string;
  readonly severity: Severity;
  readonly resource: Subject;
  readonly code: string;
  readonly args: Readonly<Record<string, string>>;
  /** In English; renderers translate by code and args. */
  readonly message: string;
  /** Of the violation: the same in every run that sees the same fault. */
  readonly fingerprint: string;
}

/** A verdict that the earlier run reached and the later one could not. */
export interface Lost {
  readonly control: string;
  readonly severity: Severity;
  readonly resource: Subject;
  /** What the earlier run said. */
  readonly was: Verdict;
  /** Why the later run does not say: it could not see, or it did not look (other regions, controls, tags; too old for its window). */
  readonly why: 'unknown' | 'not_listed' | 'not_judged' | 'out_of_window';
}

/** What became of the violations of one run in a later one. No violation counts as fixed unless it was looked for and not found. */
export interface Diff {
  readonly schemaVersion: 1;
  readonly before: DiffSide;
  readonly after: DiffSide;
  readonly new: readonly Change[];
  readonly fixed: readonly Change[];
  readonly still: readonly Change[];
  readonly becameUnknown: readonly Lost[];
}

interface DiffSide {
  readonly account: string;
  readonly regions: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
  /** sha256 of the bundle and the parameters: where they differ, a change may be one of rules and not of the account. */
  readonly bundle: string;
  readonly params: string;
}

/** Compares two evaluations of one account. Order of findings does not matter; the lists come most severe first. */
export const diffOf = (before: Evaluation, after: Evaluation): Diff => {
  const later = new Map(after.findings.map((finding) => [keyOf(finding), finding]));
  const failing = changesOf(before);
  const failingNow = changesOf(after);
  const gone = [...failing.values()].filter(({ fingerprint }) => !failingNow.has(fingerprint));
  const isAnswered = (change: Change): boolean => answered(change, later.get(keyOf(change)), after);
  return {
    schemaVersion: 1,
    before: sideOf(before),
    after: sideOf(after),
    new: sorted([...failingNow.values()].filter(({ fingerprint }) => !failing.has(fingerprint))),
    fixed: sorted(gone.filter(isAnswered)),
    still: sorted([...failingNow.values()].filter(({ fingerprint }) => failing.has(fingerprint))),
    becameUnknown: sorted(
      before.findings.flatMap((finding): Lost[] => {
        if (finding.verdict === 'unknown') return [];
        const why = lossOf(finding, later.get(keyOf(finding)), after);
        const { control, severity, resource, verdict } = finding;
        // What was fine and grew old is no news.
        if (why === 'out_of_window' && verdict !== 'fail') return [];
        return why === undefined ? [] : [{ control, severity, resource, was: verdict, why }];
      }),
    ),
  };
};

/** Does anything differ that somebody should hear of? */
export const hasChanged = (diff: Diff): boolean => diff.new.length + diff.fixed.length + diff.becameUnknown.length > 0;

/** What a later run says of a violation. A waived one is still there; `unseen`: it may be. */
export type Fate = 'failing' | 'waived' | 'unseen' | 'fixed';

/** What a run says of violations that earlier ones found, whichever it was that found them. */
export const fateIn = (after: Evaluation): ((change: Change) => Fate) => {
  const failing = changesOf(after);
  const later = new Map(after.findings.map((finding) => [keyOf(finding), finding]));
  return (change) => {
    if (failing.has(change.fingerprint)) return 'failing';
    const finding = later.get(keyOf(change));
    if (answered(change, finding, after)) return 'fixed';
    return finding?.verdict === 'waived' ? 'waived' : 'unseen';
  };
};

/** Violations by their fingerprints. */
export const changesOf = ({ findings }: Evaluation): ReadonlyMap<string, Change> =>
  new Map(
    findings
      .filter(({ verdict }) => verdict === 'fail')
      .flatMap((finding) =>
        finding.violations.map((violation) => [violation.fingerprint, changeOf(finding, violation)]),
      ),
  );

const changeOf = (
  { control, severity, resource }: Finding,
  { code, args, message, fingerprint }: Violation,
): Change => ({
  control,
  severity,
  resource,
  code,
  args,
  message,
  fingerprint,
});

/** Was the violation looked for and not found? A waived one is still there; an unproven one may be. */
const answered = (change: Change, finding: Finding | undefined, after: Evaluation): boolean =>
  finding === undefined
    ? lossOf(change, undefined, after) === undefined
    : finding.verdict !== 'unknown' &&
      ![...finding.violations, ...finding.unproven].some(({ fingerprint }) => fingerprint === change.fingerprint);

/** Why the later run says nothing of a subject; undefined where it does, or where the subject is known to be gone. */
const lossOf = (
  { control, resource }: Pick<Finding, 'control' | 'resource'>,
  finding: Finding | undefined,
  { findings, scope, coverage }: Evaluation,
): Lost['why'] | undefined => {
  if (finding !== undefined) return finding.verdict === 'unknown' ? 'unknown' : undefined;
  const isHidden = findings.some(
    (other) =>
      other.control === control &&
      other.reason === 'not_listed' &&
      (other.resource.region === resource.region || other.resource.region === GLOBAL) &&
      covers(other.resource.id, resource.id),
  );
  if (isHidden) return 'not_listed';
  // Jobs and events grow out of the window: that mends nothing.
  if (
    coverage.listings.some(
      (list) => list.since !== undefined && list.type === resource.type && list.region === resource.region,
    )
  )
    return 'out_of_window';
  // Whoever loses the tag that is asked for is left out with what is wrong with it.
  if ((scope.selection?.resourceTags ?? []).length > 0) return 'not_judged';
  const isJudged =
    findings.some((other) => other.control === control) || coverage.controlsWithoutSubject.includes(control);
  const isLookedAt = resource.region === GLOBAL || scope.regions.includes(resource.region);
  return isJudged && isLookedAt ? undefined : 'not_judged';
};

const keyOf = ({ control, resource }: Pick<Finding, 'control' | 'resource'>): string =>
  canonicalJson([control, resource]);

const sideOf = ({ scope: { account, regions, now }, digests: { bundle, params } }: Evaluation): DiffSide => ({
  account,
  regions,
  now,
  bundle,
  params,
});

const sorted = <T extends Pick<Change, 'severity' | 'control' | 'resource'>>(changes: readonly T[]): T[] =>
  changes.toSorted(
    by(
      ({ severity }) => String(SEVERITIES.indexOf(severity)),
      ({ control }) => control,
      ({ resource }) => resource.region,
      ({ resource }) => resource.id,
      (change) => canonicalJson(change),
    ),
  );

/** Whom does an unlisted subject stand for: everyone (`*`), or what stands within one parent (`ml-platform/*`)? */
const covers = (unlisted: string, id: string): boolean => id.startsWith(unlisted.slice(0, -1));
