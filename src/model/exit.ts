import { isAtLeast, type Severity } from './control.js';
import { EXIT } from './errors.js';
import type { Finding } from './finding.js';

/** From which severity on a verdict fails the command. */
export interface Thresholds {
  readonly failOn: Severity | 'none';
  readonly failOnUnknown: Severity | 'never';
}

/** The exit code that the findings deserve: a violation outweighs incompleteness, and nothing evaluated is never fine. */
export const exitCodeOf = (findings: readonly Finding[], { failOn, failOnUnknown }: Thresholds): number => {
  const any = (verdict: Finding['verdict'], threshold: string) =>
    findings.some(
      ({ verdict: own, severity, known }) => own === verdict && known !== true && isAtLeast(severity, threshold),
    );
  if (any('fail', failOn)) return EXIT.violation;
  if (findings.length === 0 || any('unknown', failOnUnknown)) return EXIT.incomplete;
  return EXIT.ok;
};
