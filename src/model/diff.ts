import { SEVERITIES, type Severity } from './control.js';
import type { Evaluation, Finding, Violation } from './finding.js';
import { by, canonicalJson } from './json.js';
import { GLOBAL, type Subject } from './resource.js';
import type { ResourceTag, Selection } from './selection.js';
import type { ValuesDiff } from './values-diff.js';
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

/** Why a run says nothing of a subject: it could not see, or it did not look (other regions, controls, tags; too old for its window). */
export type Silence = 'unknown' | 'not_listed' | 'not_judged' | 'out_of_window';

/** A violation that only the later run found. */
export interface Found extends Change {
  /** Why the earlier run did not say whether it was there: it may be as old as the account. Absent where it looked, and found nothing. */
  readonly unseenBefore?: Silence;
}

/** A verdict that the earlier run reached and the later one could not. */
export interface Lost {
  readonly control: string;
  readonly severity: Severity;
  readonly resource: Subject;
  /** What the earlier run said. */
  readonly was: Verdict;
  /** Why the later run does not say. */
  readonly why: Silence;
}

/** What became of the violations of one run in a later one. No violation counts as fixed unless it was looked for and not found. */
export interface Diff {
  readonly schemaVersion: 1;
  readonly before: DiffSide;
  readonly after: DiffSide;
  /** What only the later run looked at; absent where the earlier one looked at all of it. */
  readonly widened?: Widened;
  readonly new: readonly Found[];
  readonly fixed: readonly Change[];
  readonly still: readonly Change[];
  readonly becameUnknown: readonly Lost[];
  /** What became of the values at places of data; absent where neither run kept hashes of them. */
  readonly values?: ValuesDiff;
}

/** Where a later run is wider than an earlier one: of nothing in it the earlier one says that it was not there. */
export interface Widened {
  readonly regions: readonly string[];
  /** Ids of controls that the earlier run did not judge. */
  readonly controls: readonly string[];
  /** The earlier run judged only resources that bear these. */
  readonly resourceTags: readonly ResourceTag[];
  /** Epoch milliseconds: the earlier run asked for jobs and events from then on only, the later one for older ones. */
  readonly since?: number;
}

interface DiffSide {
  readonly account: string;
  readonly regions: readonly string[];
  /** To what it was narrowed; absent where every control was asked for. */
  readonly selection?: Selection;
  /** Epoch milliseconds. */
  readonly now: number;
  /** sha256 of the bundle and the parameters: where they differ, a change may be one of rules and not of the account. */
  readonly bundle: string;
  readonly params: string;
}

/**
 * Compares two evaluations of one account, but not the values at places of data, which no evaluation holds. Order of findings does
 * not matter; the lists come most severe first.
 */
export const diffOf = (before: Evaluation, after: Evaluation): Diff => {
  const [earlier, later] = [before, after].map((run) => new Map(run.findings.map((one) => [keyOf(one), one])));
  const [then, now] = [viewOf(before), viewOf(after)];
  const failing = changesOf(before);
  const failingNow = changesOf(after);
  const gone = [...failing.values()].filter(({ fingerprint }) => !failingNow.has(fingerprint));
  const isAnswered = (change: Change): boolean => answered(change, later?.get(keyOf(change)), now);
  const added = [...failingNow.values()]
    .filter(({ fingerprint }) => !failing.has(fingerprint))
    .map((change): Found => {
      const unseenBefore = silenceBefore(change, earlier?.get(keyOf(change)), { then, now });
      return { ...change, ...(unseenBefore !== undefined && { unseenBefore }) };
    });
  const widened = widenedTo(before, after, { then, now });
  return {
    schemaVersion: 1,
    before: sideOf(before),
    after: sideOf(after),
    ...(widened !== undefined && { widened }),
    new: sorted(added),
    fixed: sorted(gone.filter(isAnswered)),
    still: sorted([...failingNow.values()].filter(({ fingerprint }) => failing.has(fingerprint))),
    becameUnknown: sorted(
      before.findings.flatMap((finding): Lost[] => {
        if (finding.verdict === 'unknown') return [];
        const why = lossOf(finding, later?.get(keyOf(finding)), now);
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
  const view = viewOf(after);
  return (change) => {
    if (failing.has(change.fingerprint)) return 'failing';
    const finding = later.get(keyOf(change));
    if (answered(change, finding, view)) return 'fixed';
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
const answered = (change: Change, finding: Finding | undefined, after: View): boolean =>
  finding === undefined
    ? lossOf(change, undefined, after) === undefined
    : finding.verdict !== 'unknown' &&
      ![...finding.violations, ...finding.unproven].some(({ fingerprint }) => fingerprint === change.fingerprint);

/** What a run looked at, as far as its findings do not say. */
interface View {
  /** Could it not list what stands where the subject stands? */
  isUnlisted(subject: Pick<Finding, 'control' | 'resource'>): boolean;
  /** From when on it asked for what is of that type there, in epoch milliseconds; undefined where it asked for all. */
  windowOf(resource: Subject): number | undefined;
  /** Did it judge the control where the subject stands, whatever tags it bears? */
  hasLooked(subject: Pick<Finding, 'control' | 'resource'>): boolean;
  readonly judged: ReadonlySet<string>;
}

const viewOf = ({ findings, scope, coverage }: Evaluation): View => {
  const judged = new Set([...findings.map(({ control }) => control), ...coverage.controlsWithoutSubject]);
  const unlisted = findings.filter(({ reason }) => reason === 'not_listed');
  const windows = new Map(
    coverage.listings.flatMap(({ type, region, since }): [string, number][] =>
      since === undefined ? [] : [[`${type} ${region}`, since]],
    ),
  );
  return {
    isUnlisted: ({ control, resource }) =>
      unlisted.some(
        (other) =>
          other.control === control &&
          (other.resource.region === resource.region || other.resource.region === GLOBAL) &&
          covers(other.resource.id, resource.id),
      ),
    windowOf: ({ type, region }) => windows.get(`${type} ${region}`),
    // Whoever loses the tag that is asked for is left out with what is wrong with it.
    hasLooked: ({ control, resource: { region } }) =>
      (scope.selection?.resourceTags ?? []).length === 0 &&
      judged.has(control) &&
      (region === GLOBAL || scope.regions.includes(region)),
    judged,
  };
};

/** Why the later run says nothing of a subject; undefined where it does, or where the subject is known to be gone. */
const lossOf = (
  subject: Pick<Finding, 'control' | 'resource'>,
  finding: Finding | undefined,
  after: View,
): Silence | undefined => {
  if (finding !== undefined) return finding.verdict === 'unknown' ? 'unknown' : undefined;
  if (after.isUnlisted(subject)) return 'not_listed';
  // Jobs and events grow out of the window: that mends nothing.
  if (after.windowOf(subject.resource) !== undefined) return 'out_of_window';
  return after.hasLooked(subject) ? undefined : 'not_judged';
};

/** Why the earlier run did not say whether a violation was there; undefined where it looked, and found nothing. */
const silenceBefore = (
  change: Change,
  finding: Finding | undefined,
  { then, now }: { readonly then: View; readonly now: View },
): Silence | undefined => {
  if (finding !== undefined)
    return finding.verdict === 'unknown' ||
      finding.unproven.some(({ fingerprint }) => fingerprint === change.fingerprint)
      ? 'unknown'
      : undefined;
  if (then.isUnlisted(change)) return 'not_listed';
  // What came to pass since the earlier run is in the window of both, unless the later one looks further back.
  const from = then.windowOf(change.resource);
  if (from !== undefined && (now.windowOf(change.resource) ?? Number.NEGATIVE_INFINITY) < from) return 'out_of_window';
  return then.hasLooked(change) ? undefined : 'not_judged';
};

const widenedTo = (
  { scope: before }: Evaluation,
  { scope: after }: Evaluation,
  { then, now }: { readonly then: View; readonly now: View },
): Widened | undefined => {
  const asked = after.selection?.resourceTags ?? [];
  const regions = after.regions.filter((region) => !before.regions.includes(region)).sort();
  const controls = [...now.judged].filter((control) => !then.judged.has(control)).sort();
  const narrow = before.selection?.resourceTags ?? [];
  const resourceTags = canonicalJson(narrow) === canonicalJson(asked) ? [] : narrow;
  const isFurther = after.since < before.since;
  return regions.length + controls.length + resourceTags.length === 0 && !isFurther
    ? undefined
    : { regions, controls, resourceTags, ...(isFurther && { since: before.since }) };
};

const keyOf = ({ control, resource }: Pick<Finding, 'control' | 'resource'>): string =>
  canonicalJson([control, resource]);

const sideOf = ({
  scope: { account, regions, selection, now },
  digests: { bundle, params },
}: Evaluation): DiffSide => ({
  account,
  regions,
  ...(selection !== undefined && { selection }),
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
