import type { Finding, Violation } from '../model/finding.js';
import { isFileSource } from '../model/resource.js';
import { isAt, isInForce, matchesAny, type Waiver, type WaiverOutcome } from '../model/waiver.js';

export interface Waived {
  readonly findings: readonly Finding[];
  /** What became of each waiver, in the order in which they were given. */
  readonly outcomes: readonly WaiverOutcome[];
}

/** Tags of a finding's subject, as far as they were seen. */
export type TagsOf = (finding: Finding) => Readonly<Record<string, string>>;

/**
 * A waiver in force turns `fail` into `waived`, and nothing else: what is unknown stays unknown. A finding is waived only
 * where every one of its violations is covered.
 */
export const waive = (
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  { now, tagsOf }: { readonly now: number; readonly tagsOf: TagsOf },
): Waived => {
  const counts = new Map<Waiver, number>();
  const inForce = waivers.filter((waiver) => isInForce(waiver, now));
  const waived = findings.map((finding): Finding => {
    if (finding.verdict !== 'fail') return finding;
    const covering = finding.violations.map((violation) =>
      inForce.filter((waiver) => covers(waiver, finding, violation, tagsOf)),
    );
    for (const waiver of covering.flat()) counts.set(waiver, (counts.get(waiver) ?? 0) + 1);
    if (covering.length === 0 || covering.some((own) => own.length === 0)) return finding;
    return { ...finding, verdict: 'waived', waivers: [...new Set(covering.flat())] };
  });
  const judged = new Set(findings.map(({ control }) => control));
  const outcomes = waivers.map((waiver): WaiverOutcome => {
    const violations = counts.get(waiver) ?? 0;
    if (!isInForce(waiver, now)) return { ...waiver, state: 'expired', violations };
    const idle = judged.has(waiver.control) ? 'unused' : 'not_judged';
    return { ...waiver, state: violations > 0 ? 'applied' : idle, violations };
  });
  return { findings: waived, outcomes };
};

const covers = (waiver: Waiver, finding: Finding, { evidence }: Violation, tagsOf: TagsOf): boolean => {
  if (waiver.control !== finding.control) return false;
  const { place, resource } = finding;
  if (waiver.origin.target !== undefined) {
    const shown = evidence.flatMap(({ source }) => source.filter(isFileSource));
    return [...(place === undefined ? [] : [place]), ...shown].some((one) => isAt(waiver, one));
  }
  const words = [resource.id, ...(place === undefined ? [] : [place.address])];
  if (waiver.resource === undefined && waiver.tags === undefined) return false;
  return (
    (waiver.resource === undefined || matchesAny(waiver.resource, words)) &&
    (waiver.tags === undefined || bears(tagsOf(finding), waiver.tags))
  );
};

const bears = (tags: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean =>
  Object.entries(wanted).every(([key, value]) => Object.hasOwn(tags, key) && tags[key] === value);
