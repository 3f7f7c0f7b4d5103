import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Assessed, assess } from '../../src/engine/assess.js';
import { type AttestationOutcome, attestationState } from '../../src/model/attestation.js';
import { FINDING_REASONS, type Finding } from '../../src/model/finding.js';
import {
  AUTOMATIONS,
  type Automation,
  type Framework,
  REQUIREMENT_STATES,
  type RequirementResult,
} from '../../src/model/framework.js';
import { VERDICTS, type Verdict } from '../../src/model/verdict.js';

const texts = { en: 'text', ja: '文' };
const CONTROLS = ['kms/key_rotation', 'iam/root_mfa'];

const framework = (automation: Automation, controls: readonly string[] = CONTROLS): Framework => ({
  id: 'house-rules',
  version: '2026',
  title: texts,
  publisher: 'the house',
  scope: texts,
  sections: [{ id: '1', title: texts }],
  requirements: [{ id: '1.1', section: '1', title: texts, asks: texts, automation, controls }],
});

let serial = 0;
const finding = (verdict: Verdict, control = 'kms/key_rotation', more: Partial<Finding> = {}): Finding => {
  serial += 1;
  return {
    control,
    severity: 'high',
    theme: 'encryption',
    verdict,
    resource: { type: 'AWS::KMS::Key', id: `key-${serial}`, account: '111122223333', region: 'eu-west-1' },
    message: '',
    evidence: [],
    violations: [],
    unproven: [],
    gaps: [],
    fingerprint: serial.toString(16).padStart(64, '0'),
    ...more,
  };
};

const attestation = (state: AttestationOutcome['state'], requirement = 'house-rules 1.1'): AttestationOutcome => ({
  requirement,
  statement: 'reviewed',
  evidence: [{ file: 'minutes.pdf', sha256: '0'.repeat(64), size: 1 }],
  owner: 'ml-platform',
  date: '2026-01-01',
  expires: '2026-12-31',
  origin: { file: 'kansa.attestations.yaml', line: 2 },
  state,
});

const RUN = {
  kansa: '0.1.0',
  scope: { partition: 'aws', account: '111122223333', regions: ['eu-west-1'], now: 0, since: 0 },
  digests: { bundle: 'b'.repeat(64), params: 'c'.repeat(64), findings: 'f'.repeat(64) },
} as const;

const run = (
  findings: readonly Finding[],
  { without = ['iam/root_mfa'], attestations }: { without?: string[]; attestations?: AttestationOutcome[] } = {},
): Assessed => ({
  ...RUN,
  findings,
  coverage: {
    controlsWithoutSubject: without,
    controls: { judged: 3, of: 260 },
    listings: [
      { type: 'AWS::KMS::Key', account: '111122223333', region: 'eu-west-1', state: 'complete' },
      { type: 'AWS::KMS::Key', account: '111122223333', region: 'eu-west-2', state: 'partial' },
    ],
  },
  ...(attestations && { attestations }),
});

const answer = (automation: Automation, evaluation: Assessed, controls?: readonly string[]): RequirementResult => {
  const [result] = assess(framework(automation, controls), evaluation).requirements;
  return result ?? expect.fail('no result');
};

const standing = (...args: Parameters<typeof answer>): string => {
  const { state, reasons } = answer(...args);
  return `${state}: ${reasons.join(', ')}`;
};

describe('a requirement', () => {
  it.each<[string, Automation, Assessed, string]>([
    [
      'of which a control found a violation',
      'automated',
      run([finding('pass'), finding('fail')]),
      'not_satisfied: violations',
    ],
    [
      'of which one finding is a violation and another unknown',
      'automated',
      run([finding('unknown'), finding('fail')]),
      'not_satisfied: violations',
    ],
    [
      'of which something is unknown',
      'automated',
      run([finding('pass'), finding('unknown')]),
      'unknown: unknown_findings',
    ],
    [
      'of which a control was not judged',
      'automated',
      run([finding('pass')], { without: [] }),
      'unknown: controls_not_judged',
    ],
    [
      'of which one thing is unknown and another accepted',
      'automated',
      run([finding('waived'), finding('unknown')]),
      'unknown: unknown_findings',
    ],
    ['whose violations are waived', 'automated', run([finding('pass'), finding('waived')]), 'accepted: risk_accepted'],
    [
      'whose controls passed',
      'automated',
      run([finding('pass'), finding('not_applicable')]),
      'satisfied: controls_passed',
    ],
    ['of which nothing is there', 'automated', run([], { without: CONTROLS }), 'not_applicable: nothing_to_judge'],
    ['to which nothing applies', 'automated', run([finding('not_applicable')]), 'not_applicable: nothing_to_judge'],
    [
      'that only a running account can answer, in a template',
      'automated',
      run([finding('not_applicable', 'kms/key_rotation', { reason: 'live_only' }), finding('pass')]),
      'unknown: unknown_findings',
    ],
    ['that nobody attested', 'partly', run([finding('pass')]), 'unattested: attestation_missing'],
    [
      'that nobody attested, though its risk is accepted',
      'partly',
      run([finding('waived')]),
      'unattested: attestation_missing',
    ],
    [
      'that was attested, and whose controls passed',
      'partly',
      run([finding('pass')], { attestations: [attestation('in_force')] }),
      'satisfied: controls_passed, attested',
    ],
    [
      'that was attested, and of which nothing is there',
      'partly',
      run([], { without: CONTROLS, attestations: [attestation('in_force')] }),
      'satisfied: attested',
    ],
    [
      'that was attested against what a control found',
      'partly',
      run([finding('fail')], { attestations: [attestation('in_force')] }),
      'not_satisfied: violations',
    ],
    [
      'whose attestation has expired',
      'partly',
      run([finding('pass')], { attestations: [attestation('expired')] }),
      'not_satisfied: attestation_expired',
    ],
    [
      'whose attestation has expired while something is unknown',
      'partly',
      run([finding('unknown')], { attestations: [attestation('expired')] }),
      'not_satisfied: attestation_expired',
    ],
    [
      'whose attestation was renewed',
      'partly',
      run([finding('pass')], { attestations: [attestation('expired'), attestation('in_force')] }),
      'satisfied: controls_passed, attested',
    ],
    [
      'whose attestation bears a later date',
      'partly',
      run([finding('pass')], { attestations: [attestation('not_yet')] }),
      'unattested: attestation_not_yet',
    ],
    [
      'for which somebody attested another one',
      'partly',
      run([finding('pass')], { attestations: [attestation('in_force', 'house-rules 1.10')] }),
      'unattested: attestation_missing',
    ],
    ['that a control leaves to people', 'automated', run([finding('manual')]), 'unattested: attestation_missing'],
  ])('%s', (_, automation, evaluation, expected) => {
    expect(standing(automation, evaluation)).toBe(expected);
  });

  it.each<[string, AttestationOutcome[], string]>([
    ['without a word of anybody', [], 'unattested: attestation_missing'],
    ['attested', [attestation('in_force')], 'satisfied: attested'],
    ['attested once', [attestation('expired')], 'not_satisfied: attestation_expired'],
  ])('that no account shows, %s', (_, attestations, expected) => {
    expect(standing('manual', run([], { attestations }), [])).toBe(expected);
  });

  it('that nobody can decide is never satisfied and never failed', () => {
    expect(standing('undecidable', run([], { attestations: [attestation('in_force')] }), [])).toBe(
      'undecidable: nobody_can_decide',
    );
  });

  it('tells what each of its controls found', () => {
    const [fail, pass, stray] = [finding('fail'), finding('pass'), finding('fail', 'eks/private_endpoint')];
    const none = { fail: 0, unknown: 0, manual: 0, waived: 0, not_applicable: 0, pass: 0 };
    expect(assess(framework('automated'), run([pass, fail, stray], { without: [] }))).toEqual({
      schemaVersion: 1,
      framework: { id: 'house-rules', version: '2026', title: texts, publisher: 'the house', scope: texts },
      run: { ...RUN, unseen: { findings: 0, listings: 1 }, controls: { judged: 3, of: 260 } },
      summary: {
        not_satisfied: 1,
        unknown: 0,
        unattested: 0,
        accepted: 0,
        satisfied: 0,
        not_applicable: 0,
        undecidable: 0,
      },
      requirements: [
        {
          requirement: '1.1',
          section: '1',
          title: texts,
          automation: 'automated',
          state: 'not_satisfied',
          reasons: ['violations'],
          verdicts: { ...none, fail: 1, pass: 1 },
          controls: [
            {
              control: 'kms/key_rotation',
              judged: true,
              verdicts: { ...none, fail: 1, pass: 1 },
              findings: [fail.fingerprint, pass.fingerprint],
            },
            { control: 'iam/root_mfa', judged: false, verdicts: none, findings: [] },
          ],
          attestations: [],
        },
      ],
    });
  });
});

const anyFinding = fc
  .record({
    verdict: fc.constantFrom(...VERDICTS),
    control: fc.constantFrom(...CONTROLS, 'eks/private_endpoint'),
    reason: fc.option(fc.constantFrom(...FINDING_REASONS), { nil: undefined }),
  })
  .map(({ verdict, control, reason }) => finding(verdict, control, reason === undefined ? {} : { reason }));

const anyRun = fc
  .record({
    findings: fc.array(anyFinding, { maxLength: 6 }),
    without: fc.subarray(CONTROLS),
    attestations: fc.array(
      fc.constantFrom('in_force', 'expired', 'not_yet').map((state) => attestation(state)),
      {
        maxLength: 2,
      },
    ),
  })
  .map(({ findings, without, attestations }) => run(findings, { without, attestations }));

const automation = fc.constantFrom(...AUTOMATIONS);

/** From the worst state up; what does not apply is as good as satisfied, and what nobody decides stays apart. */
const RANK = ['not_satisfied', 'unknown', 'unattested', 'accepted', 'not_applicable', 'satisfied'];
const rankOf = (result: RequirementResult): number => RANK.indexOf(result.state);

describe('whatever a run says', () => {
  it('nothing that was not seen is ever satisfied or not applicable', () => {
    fc.assert(
      fc.property(automation, anyRun, (kind, evaluation) => {
        const { state, verdicts, controls } = answer(kind, evaluation);
        const isUnseen = verdicts.unknown > 0 || controls.some(({ judged }) => !judged);
        if (isUnseen && kind !== 'undecidable') expect(['not_satisfied', 'unknown']).toContain(state);
      }),
    );
  });

  it('what a person must state is not satisfied without an attestation in force', () => {
    fc.assert(
      fc.property(fc.constantFrom('partly' as const, 'manual' as const), anyRun, (kind, evaluation) => {
        const { state } = answer(kind, evaluation, kind === 'manual' ? [] : CONTROLS);
        const attested = evaluation.attestations?.some((one) => one.state === 'in_force') === true;
        if (!attested) expect(['not_satisfied', 'unknown', 'unattested']).toContain(state);
      }),
    );
  });

  it('one more violation, unknown or waiver never improves a requirement', () => {
    fc.assert(
      fc.property(
        automation,
        anyRun,
        fc.constantFrom<Verdict>('fail', 'unknown', 'waived'),
        fc.constantFrom(...CONTROLS),
        (kind, evaluation, verdict, control) => {
          // A control that was judged gains the finding; one that was not would become judged by it.
          fc.pre(
            evaluation.coverage.controlsWithoutSubject.includes(control) ||
              evaluation.findings.some((known) => known.control === control),
          );
          const worse = { ...evaluation, findings: [...evaluation.findings, finding(verdict, control)] };
          expect(rankOf(answer(kind, worse))).toBeLessThanOrEqual(rankOf(answer(kind, evaluation)));
        },
      ),
    );
  });

  it('the order of findings and attestations changes nothing, and each requirement is counted once', () => {
    fc.assert(
      fc.property(automation, anyRun, (kind, evaluation) => {
        const turned = {
          ...evaluation,
          findings: [...evaluation.findings].reverse(),
          attestations: [...(evaluation.attestations ?? [])].reverse(),
        };
        const { attestations: _, ...before } = answer(kind, evaluation);
        const { attestations: __, ...after } = answer(kind, turned);
        expect(after).toEqual(before);
        const { summary } = assess(framework(kind), evaluation);
        expect(REQUIREMENT_STATES.reduce((sum, state) => sum + summary[state], 0)).toBe(1);
      }),
    );
  });
});

describe('an attestation', () => {
  const day = { date: '2026-11-02', expires: '2026-11-30' };
  it.each([
    ['holds until the end of its last day in UTC', Date.UTC(2026, 10, 30, 23, 59, 59, 999), 'in_force'],
    ['not a millisecond longer', Date.UTC(2026, 11, 1), 'expired'],
    ['holds as soon as its day has begun anywhere', Date.UTC(2026, 10, 1, 10), 'in_force'],
    ['and no earlier', Date.UTC(2026, 10, 1, 10) - 1, 'not_yet'],
  ])('%s', (_, now, state) => {
    expect(attestationState(day, now)).toBe(state);
  });
});
