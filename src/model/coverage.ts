import type { Control } from './control.js';
import type { CallCount, Coverage, Finding } from './finding.js';
import { by } from './json.js';
import type { Call, Snapshot } from './snapshot.js';
import { VERDICTS, type Verdict } from './verdict.js';

/** What a snapshot shows and what it does not, counted, for the controls that were judged (of so many in the bundle). */
export const coverageOf = (
  snapshot: Snapshot,
  controls: readonly Control[],
  findings: readonly Finding[],
  bundled = controls.length,
): Coverage => {
  const judged = new Set(findings.map(({ control }) => control));
  const gaps = new Map<string, { reason: string; action: string; count: number }>();
  const resources: Record<string, number> = {};
  for (const type of snapshot.types) {
    for (const resource of snapshot.resources(type)) {
      resources[type] = (resources[type] ?? 0) + 1;
      for (const { reason, action = '' } of resource.gaps) {
        const entry = gaps.get(`${reason} ${action}`) ?? { reason, action, count: 0 };
        entry.count += 1;
        gaps.set(`${reason} ${action}`, entry);
      }
    }
  }
  return {
    calls: countCalls(snapshot.calls),
    listings: snapshot.listings,
    resources,
    gaps: [...gaps.values()].sort(
      by(
        ({ reason }) => reason,
        ({ action }) => action,
      ),
    ),
    controls: { judged: controls.length, of: bundled },
    controlsWithoutSubject: controls.map(({ id }) => id).filter((id) => !judged.has(id)),
  };
};

/** How many findings each verdict has; zero is said, too. */
export const countVerdicts = (findings: readonly Finding[]): Record<Verdict, number> => {
  const counts: Record<Verdict, number> = { fail: 0, unknown: 0, manual: 0, waived: 0, not_applicable: 0, pass: 0 };
  for (const verdict of VERDICTS) counts[verdict] = findings.filter((finding) => finding.verdict === verdict).length;
  return counts;
};

const countCalls = (calls: readonly Call[]): CallCount[] => {
  const counts = new Map<
    string,
    { service: string; operation: string; region: string; outcomes: Partial<Record<Call['outcome'], number>> }
  >();
  for (const { service, operation, region, outcome } of calls) {
    const key = `${service} ${operation} ${region}`;
    const entry = counts.get(key) ?? { service, operation, region, outcomes: {} };
    entry.outcomes[outcome] = (entry.outcomes[outcome] ?? 0) + 1;
    counts.set(key, entry);
  }
  return [...counts.values()].sort(
    by(
      ({ service }) => service,
      ({ operation }) => operation,
      ({ region }) => region,
    ),
  );
};
