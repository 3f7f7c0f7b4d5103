import type { Finding, Violation } from '../model/finding.js';

/**
 * The findings with what an earlier result has already marked as known. A violation is recognised by its fingerprint, in
 * which there is no line; of several equal ones, in files of the same name, only as many as there were. What was waived
 * then was no standing fault: when its waiver ends it is new.
 */
export const withoutKnown = (findings: readonly Finding[], earlier: readonly Finding[]): readonly Finding[] => {
  const violations = stock(
    earlier
      .filter(({ verdict }) => verdict === 'fail')
      .flatMap((finding) => finding.violations.map(({ fingerprint }) => ({ fingerprint, file: finding.place?.file }))),
  );
  const unknowns = stock(
    earlier
      .filter(({ verdict }) => verdict === 'unknown')
      .map(({ fingerprint, place }) => ({ fingerprint, file: place?.file })),
  );
  const claims = findings.flatMap((finding) =>
    finding.verdict === 'fail'
      ? finding.violations.map(({ fingerprint }) => ({ fingerprint, file: finding.place?.file, from: violations }))
      : finding.verdict === 'unknown'
        ? [{ fingerprint: finding.fingerprint, file: finding.place?.file, from: unknowns }]
        : [],
  );
  // First those in the same file, then those whose file was moved.
  const known = new Set(claims.filter((claim) => claim.from.take(claim.fingerprint, claim.file)));
  for (const claim of claims) if (!known.has(claim) && claim.from.takeAny(claim.fingerprint)) known.add(claim);
  const answers = claims.map((claim) => known.has(claim));
  let next = 0;
  const isKnown = (): boolean => answers[next++] ?? false;
  return findings.map((finding): Finding => {
    if (finding.verdict === 'unknown') return isKnown() ? { ...finding, known: true } : finding;
    if (finding.verdict !== 'fail') return finding;
    const marked = finding.violations.map((one): Violation => (isKnown() ? { ...one, known: true } : one));
    return { ...finding, violations: marked, ...(marked.every((one) => one.known) && { known: true as const }) };
  });
};

interface Kept {
  readonly fingerprint: string;
  readonly file: string | undefined;
}

/** What is there to be recognised, each once. */
const stock = (kept: readonly Kept[]) => {
  const files = new Map<string, (string | undefined)[]>();
  for (const { fingerprint, file } of kept) files.set(fingerprint, [...(files.get(fingerprint) ?? []), file]);
  const remove = (fingerprint: string, index: number): boolean =>
    index >= 0 && (files.get(fingerprint)?.splice(index, 1).length ?? 0) > 0;
  return {
    take: (fingerprint: string, file: string | undefined): boolean =>
      remove(fingerprint, files.get(fingerprint)?.indexOf(file) ?? -1),
    takeAny: (fingerprint: string): boolean => remove(fingerprint, (files.get(fingerprint)?.length ?? 0) - 1),
  };
};
