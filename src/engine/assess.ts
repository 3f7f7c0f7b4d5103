import type { AttestationOutcome } from '../model/attestation.js';
import type { Evaluation, Finding } from '../model/finding.js';
import {
  type AssessedRun,
  type Assessment,
  type ControlResult,
  type Framework,
  nameOf,
  needsAttestation,
  REQUIREMENT_STATES,
  type Requirement,
  type RequirementReason,
  type RequirementResult,
  type RequirementState,
} from '../model/framework.js';
import { byCodeUnit } from '../model/json.js';
import { VERDICTS, type Verdict } from '../model/verdict.js';

/** What an assessment takes of an evaluation. */
export type Assessed = Pick<Evaluation, 'kansa' | 'scope' | 'digests' | 'findings' | 'attestations'> & {
  readonly coverage: Pick<Evaluation['coverage'], 'controlsWithoutSubject' | 'listings' | 'controls'>;
};

/** Answers each requirement of a framework by what one run found and what people attested for it. */
export const assess = (framework: Framework, evaluation: Assessed): Assessment => {
  const answers = answersOf(evaluation);
  const attestations = groupedBy(evaluation.attestations ?? [], ({ requirement }) => requirement);
  const requirements = framework.requirements.map((requirement) =>
    resultOf(requirement, answers, attestations.get(nameOf(framework, requirement)) ?? []),
  );
  const { sections: _, requirements: __, ...source } = framework;
  return {
    schemaVersion: 1,
    framework: source,
    run: runOf(evaluation),
    summary: countStates(requirements),
    requirements,
  };
};

const runOf = ({ kansa, scope, digests, coverage, findings }: Assessed): AssessedRun => ({
  kansa,
  scope,
  digests,
  unseen: {
    findings: findings.filter((finding) => verdictOf(finding) === 'unknown').length,
    listings: coverage.listings.filter(({ state }) => state !== 'complete').length,
  },
  controls: coverage.controls,
});

type Answers = (control: string) => ControlResult;

const answersOf = ({ findings, coverage }: Assessed): Answers => {
  const byControl = groupedBy(findings, ({ control }) => control);
  const judged = new Set([...byControl.keys(), ...coverage.controlsWithoutSubject]);
  const known = new Map<string, ControlResult>();
  return (control) => {
    const answer = known.get(control) ?? answerOf(control, byControl.get(control) ?? [], judged.has(control));
    known.set(control, answer);
    return answer;
  };
};

const answerOf = (control: string, findings: readonly Finding[], judged: boolean): ControlResult => {
  const verdicts = noVerdicts();
  for (const finding of findings) verdicts[verdictOf(finding)] += 1;
  return { control, judged, verdicts, findings: findings.map(({ fingerprint }) => fingerprint).sort(byCodeUnit) };
};

/** What only a running account can show is not seen in a template, and to a requirement that is no "not applicable". */
const verdictOf = ({ verdict, reason }: Finding): Verdict => (reason === 'live_only' ? 'unknown' : verdict);

const resultOf = (
  requirement: Requirement,
  answerTo: Answers,
  attestations: readonly AttestationOutcome[],
): RequirementResult => {
  const controls = requirement.controls.map(answerTo);
  const verdicts = noVerdicts();
  for (const answer of controls) for (const verdict of VERDICTS) verdicts[verdict] += answer.verdicts[verdict];
  const standing = standingOf(requirement, controls, verdicts, attestations);
  const { id, section, title, automation } = requirement;
  return { requirement: id, section, title, automation, ...standing, verdicts, controls, attestations };
};

interface Standing {
  readonly state: RequirementState;
  readonly reasons: readonly RequirementReason[];
}

/** First line that holds, as the verdicts of VERDICTS.md are reached: what is wrong, what was not seen, what nobody stated. */
const standingOf = (
  requirement: Requirement,
  controls: readonly ControlResult[],
  verdicts: Readonly<Record<Verdict, number>>,
  attestations: readonly AttestationOutcome[],
): Standing => {
  if (requirement.automation === 'undecidable') return { state: 'undecidable', reasons: ['nobody_can_decide'] };
  const needed = needsAttestation(requirement) || verdicts.manual > 0;
  const has = (state: AttestationOutcome['state']) => attestations.some((attestation) => attestation.state === state);
  const attested = has('in_force');
  const because = (...reasons: readonly (readonly [RequirementReason, boolean])[]): RequirementReason[] =>
    reasons.filter(([, holds]) => holds).map(([reason]) => reason);

  const wrong = because(
    ['violations', verdicts.fail > 0],
    ['attestation_expired', needed && !attested && has('expired')],
  );
  if (wrong.length > 0) return { state: 'not_satisfied', reasons: wrong };
  const unseen = because(
    ['unknown_findings', verdicts.unknown > 0],
    ['controls_not_judged', controls.some(({ judged }) => !judged)],
  );
  if (unseen.length > 0) return { state: 'unknown', reasons: unseen };
  if (needed && !attested)
    return { state: 'unattested', reasons: [has('not_yet') ? 'attestation_not_yet' : 'attestation_missing'] };
  if (verdicts.waived > 0) return { state: 'accepted', reasons: ['risk_accepted'] };
  const good = because(['controls_passed', verdicts.pass > 0], ['attested', needed && attested]);
  return good.length > 0
    ? { state: 'satisfied', reasons: good }
    : { state: 'not_applicable', reasons: ['nothing_to_judge'] };
};

const noVerdicts = (): Record<Verdict, number> => ({
  fail: 0,
  unknown: 0,
  manual: 0,
  waived: 0,
  not_applicable: 0,
  pass: 0,
});

const countStates = (results: readonly RequirementResult[]): Record<RequirementState, number> => {
  const counts: Record<RequirementState, number> = {
    not_satisfied: 0,
    unknown: 0,
    unattested: 0,
    accepted: 0,
    satisfied: 0,
    not_applicable: 0,
    undecidable: 0,
  };
  for (const state of REQUIREMENT_STATES) counts[state] = results.filter((result) => result.state === state).length;
  return counts;
};

const groupedBy = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
};
