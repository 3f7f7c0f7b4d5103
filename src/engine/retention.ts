import { DAY_MS, type Day, dayOf, startOf } from '../model/days.js';
import type { Finding } from '../model/finding.js';
import type { Params } from '../model/params.js';
import {
  type Deletion,
  type DigestProof,
  type EvidenceStream,
  LINK_STATES,
  type LinkState,
  type LogCalendar,
  type Retention,
  type RetentionChain,
  type RetentionLink,
  type RetentionStep,
  type RetentionVerdict,
} from '../model/retention.js';
import type { Snapshot } from '../model/snapshot.js';
import { causeOnly, deletersIn, distinct } from './deleters.js';
import { proofsOf } from './digest-proof.js';
import { absentSources, type EvidenceSource, evidenceSources, ownRuns, requiredDays } from './evidence-streams.js';
import { calendarsOf, lastExpected } from './log-calendar.js';
import { deletionOf, type Lifetime, lifetimeOf, lockOf, placeOf } from './log-place.js';
import { JUDGES, verdictsIn } from './retention-controls.js';
import {
  copyStep,
  deletionStep,
  destinationStep,
  encryptionStep,
  integrityStep,
  lifecycleStep,
  lockStep,
  NOTHING,
  type Own,
  presenceStep,
  sourceStep,
} from './retention-steps.js';

/**
 * For each stream of evidence the chain from its source to where nobody can destroy it. Controls judge where there are
 * some for a step, so that no link contradicts a finding; other steps are judged by facts, and what hides a fact leaves
 * its link unknown.
 */
export const retentionOf = (snapshot: Snapshot, findings: readonly Finding[], params: Params): Retention => {
  const sources = [...evidenceSources(snapshot), ...absentSources(snapshot), ownRuns(snapshot)];
  const { logs } = snapshot.scope;
  const calendars = logs?.inventory ? calendarsOf(snapshot, sources, params) : undefined;
  const digests = logs?.digestDays === undefined ? undefined : proofsOf(snapshot, logs.digestDays);
  const desk: Desk = {
    snapshot,
    params,
    verdictsOf: verdictsIn(findings),
    deleters: deletersIn(snapshot),
    calendars,
    digests,
  };
  return {
    chains: sources
      .map((source) => chainOf(source, desk))
      .sort((a, b) => compared(a.stream, b.stream) || compared(a.region, b.region) || compared(idOf(a), idOf(b))),
    ...(calendars !== undefined && { calendars }),
    ...(digests !== undefined && { digests }),
  };
};

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const idOf = ({ source, destination }: RetentionChain): string => `${source.id} ${destination?.name ?? ''}`;

/** What every chain is judged with. */
interface Desk {
  readonly snapshot: Snapshot;
  readonly params: Params;
  readonly verdictsOf: ReturnType<typeof verdictsIn>;
  readonly deleters: ReturnType<typeof deletersIn>;
  /** Undefined where no inventory was asked for. */
  readonly calendars: readonly LogCalendar[] | undefined;
  /** Undefined where no digest files were to be validated. */
  readonly digests: readonly DigestProof[] | undefined;
}

const worst = (states: readonly LinkState[]): LinkState =>
  LINK_STATES.find((state) => states.includes(state)) ?? 'not_applicable';

const chainOf = (source: EvidenceSource, desk: Desk): RetentionChain => {
  const { stream, region, subject, destination, since } = source;
  const place = placeOf(destination, source, desk.snapshot);
  const required = requiredDays(stream, desk.params);
  const lifecycle = lifetimeOf(place, required.bound);
  const steps: Readonly<Record<RetentionStep, Own>> = {
    source: sourceStep(source, desk.snapshot),
    destination: destinationStep(destination, place, source),
    ...(source.resource === undefined && stream !== 'kansa_runs'
      ? NOTHING_TO_KEEP
      : {
          lifecycle: lifecycleStep(lifecycle, required),
          lock: lockStep(place, required),
          encryption: encryptionStep(place, source),
          deletion: deletionStep(place, required, desk),
          copy: copyStep(place, required, desk.snapshot),
          integrity: integrityStep(
            source,
            desk.digests?.filter(({ trail }) => trail === subject.id),
          ),
          presence: presenceStep(calendarsFor(source, desk), required, lastExpected(desk.snapshot.scope.now)),
        }),
  };
  const links = stepsOf(stream, desk).map((step) => linkOf(step, steps[step], source, desk));
  const { now } = desk.snapshot.scope;
  const first = earliestOf(since, lifecycle, now);
  return {
    stream,
    region,
    source: subject,
    ...(destination !== undefined && { destination: { kind: destination.kind, name: destination.name } }),
    required,
    links,
    ...(since !== undefined && { since }),
    kept: deletionOf(now, lifecycle, lockOf(place)),
    ...(first !== undefined && { earliest: first }),
    deletion: earliestDeletion(first, lifecycle, lockOf(place)),
  };
};

/** Those of its logs, and of the digest files that prove them. */
const calendarsFor = ({ subject, destination }: EvidenceSource, { calendars = [] }: Desk): LogCalendar[] =>
  calendars.filter((one) => one.sources.includes(subject.id) && one.destination.name === destination?.name);

const stepsOf = (stream: EvidenceStream, { calendars }: Desk): RetentionStep[] => [
  'source',
  'destination',
  'lifecycle',
  'lock',
  'encryption',
  'deletion',
  'copy',
  ...(stream === 'cloudtrail' ? (['integrity'] as const) : []),
  // Where kansa's own runs are kept, no inventory lists.
  ...(calendars !== undefined && stream !== 'kansa_runs' ? (['presence'] as const) : []),
];

const NOTHING_TO_KEEP = {
  lifecycle: NOTHING,
  lock: NOTHING,
  encryption: NOTHING,
  deletion: NOTHING,
  copy: NOTHING,
  integrity: NOTHING,
  presence: NOTHING,
} as const;

const linkOf = (step: RetentionStep, seen: Own, source: EvidenceSource, desk: Desk): RetentionLink => {
  const judged = desk.verdictsOf(JUDGES[source.stream]?.[step] ?? [], source);
  const heard = judged.filter(({ state }) => state !== 'not_applicable');
  const { facts = [], gaps = [] } = seen;
  // What the chain itself could not see is no better known because a control, which may look elsewhere, passes.
  const isHeard = heard.length > 0;
  const speaks = !isHeard || seen.state === 'unknown' || facts.some(({ code }) => UNJUDGED.has(code));
  // Where nothing writes and the controls find nothing that should, there is nothing to keep.
  const isNothing = judged.length > 0 && !isHeard && source.resource === undefined && seen.state === 'not_met';
  const state = isNothing
    ? 'not_applicable'
    : worst([...heard.map((one) => one.state), ...(speaks ? [seen.state] : [])]);
  return {
    step,
    state,
    facts,
    controls: judged.map(
      ({ finding }): RetentionVerdict => ({
        control: finding.control,
        subject: finding.resource,
        verdict: finding.verdict,
        fingerprint: finding.fingerprint,
      }),
    ),
    gaps:
      state === 'unknown' ? distinct([...gaps, ...heard.flatMap(({ finding }) => finding.gaps.map(causeOnly))]) : [],
  };
};

/** Facts of which no control speaks, on steps of which controls speak otherwise. */
const UNJUDGED: ReadonlySet<string> = new Set(['source_stopped', 'source_undelivered', 'integrity_proven']);

/** The source's beginning, or, where rules have deleted since, what they left. */
const earliestOf = (since: number | undefined, lifetime: Lifetime, now: number): Day | undefined => {
  if (since === undefined || lifetime.state === 'unknown' || lifetime.state === 'dated') return undefined;
  const left = lifetime.state === 'days' ? now - (lifetime.days + (lifetime.noncurrent ?? 0)) * DAY_MS : since;
  return dayOf(Math.max(since, left));
};

const earliestDeletion = (earliest: Day | undefined, lifetime: Lifetime, lock: ReturnType<typeof lockOf>): Deletion => {
  if (earliest !== undefined) return deletionOf(startOf(earliest), lifetime, lock);
  const ofAny = deletionOf(0, lifetime, lock);
  return ofAny.state === 'at' ? { state: 'unknown', detail: 'nobody can say how old the earliest evidence is' } : ofAny;
};
