import type { Catalogue, Language } from '../../model/control.js';
import type { Evaluation, Finding } from '../../model/finding.js';
import { nameOf, type RequirementState } from '../../model/framework.js';
import { byCodeUnit } from '../../model/json.js';
import { VERDICTS, type Verdict } from '../../model/verdict.js';
import { type Assessed, reasonsOf, verdictsOf } from '../framework/assessment.js';
import { FRAMEWORK_WORDS } from '../framework/words.js';
import { WORDS } from '../text.js';
import type { ControlGroup } from '../view.js';
import { type Prop, prop, prose } from './text.js';
import { OSCAL_WORDS } from './words.js';

/** What is satisfied or not: a control of kansa, or a requirement of a framework. */
export interface Objective {
  /** No other has it. */
  readonly name: string;
  readonly title: string;
  readonly asks: string;
  /** The controls that answer it. */
  readonly controls: readonly string[];
  readonly props: readonly Prop[];
  readonly standing: Standing;
}

/** How it stands: in the words of OSCAL, and, in `word`, of the reader. */
interface Standing {
  readonly state: 'satisfied' | 'not-satisfied';
  readonly reason: 'pass' | 'fail' | 'other';
  readonly word: string;
  readonly why: string;
  /** There is nothing to which it applies. */
  readonly isNotApplicable: boolean;
}

/** The controls that were judged, those that met nothing among them. */
export const objectivesOfControls = (
  { coverage }: Evaluation,
  groups: readonly ControlGroup[],
  { controls }: Catalogue,
  language: Language,
): Objective[] => {
  const known = new Map(controls.map((control) => [control.id, control]));
  const met = new Map(groups.map((group) => [group.id, group]));
  return [...met.keys(), ...coverage.controlsWithoutSubject].sort(byCodeUnit).map((id) => {
    const control = known.get(id);
    const { findings = [], severity = control?.severity, theme = control?.theme } = met.get(id) ?? {};
    // A bundle of another version may lack the control: its id is then all that can be said.
    const { title, description } = control?.text[language] ?? { title: id, description: '' };
    const verdicts = counted(findings);
    const verdict = worstOf(verdicts);
    return {
      name: id,
      title,
      asks: description || title,
      controls: [id],
      props: [
        prop('control', id),
        prop('verdict', verdict),
        ...(severity === undefined ? [] : [prop('severity', severity)]),
        ...(theme === undefined ? [] : [prop('theme', theme)]),
      ],
      standing: {
        ...STANDINGS[verdict],
        word: WORDS[language].verdict[verdict],
        why: verdictsOf({ verdicts }, language) || FRAMEWORK_WORDS[language].reason.nothing_to_judge,
        isNotApplicable: verdict === 'not_applicable',
      },
    };
  });
};

const counted = (findings: readonly Finding[]): Record<Verdict, number> => {
  const verdicts = { fail: 0, unknown: 0, manual: 0, waived: 0, not_applicable: 0, pass: 0 };
  // What only a running account can show is not seen in a template.
  for (const { verdict, reason } of findings) verdicts[reason === 'live_only' ? 'unknown' : verdict] += 1;
  return verdicts;
};

/** What is not known outweighs what is good; what does not apply outweighs nothing. */
const worstOf = (verdicts: Readonly<Record<Verdict, number>>): Verdict =>
  VERDICTS.find((verdict) => verdict !== 'not_applicable' && verdicts[verdict] > 0) ?? 'not_applicable';

const SATISFIED = { state: 'satisfied', reason: 'pass' } as const;
const VIOLATED = { state: 'not-satisfied', reason: 'fail' } as const;
/** Neither good nor proven to be wrong, for which OSCAL has no state of its own. */
const OTHER = { state: 'not-satisfied', reason: 'other' } as const;

const STANDINGS: Readonly<Record<Verdict, Pick<Standing, 'state' | 'reason'>>> = {
  fail: VIOLATED,
  unknown: OTHER,
  manual: OTHER,
  waived: OTHER,
  not_applicable: OTHER,
  pass: SATISFIED,
};

const REQUIREMENT_STANDINGS: Readonly<Record<RequirementState, Pick<Standing, 'state' | 'reason'>>> = {
  not_satisfied: VIOLATED,
  unknown: OTHER,
  unattested: OTHER,
  accepted: OTHER,
  satisfied: SATISFIED,
  not_applicable: OTHER,
  undecidable: OTHER,
};

/** The requirements of a framework, in its order. */
export const objectivesOfRequirements = ({ framework, assessment }: Assessed, language: Language): Objective[] => {
  const asks = new Map(framework.requirements.map((requirement) => [requirement.id, requirement.asks[language]]));
  return assessment.requirements.map((result) => {
    const { requirement, title, section, automation, state, reasons, controls } = result;
    const verdicts = verdictsOf(result, language);
    return {
      name: nameOf(framework, { id: requirement }),
      title: `${requirement} ${title[language]}`,
      asks: asks.get(requirement) ?? title[language],
      controls: controls.map(({ control }) => control),
      props: [
        prop('framework', framework.id),
        prop('requirement', requirement),
        prop('section', section),
        prop('automation', automation),
        prop('state', state),
        ...reasons.map((reason) => prop('reason', reason)),
        ...controls.map(({ control, judged }) => prop(judged ? 'control' : 'control-not-judged', control)),
      ],
      standing: {
        ...REQUIREMENT_STANDINGS[state],
        word: FRAMEWORK_WORDS[language].state[state],
        why: [reasonsOf(result, language), ...(verdicts === '' ? [] : [verdicts])].join(WORDS[language].semicolon),
        isNotApplicable: state === 'not_applicable',
      },
    };
  });
};

/** Of a finding: what it is about, and how that stands. */
export const targetOf = ({ standing }: Objective, token: string, language: Language) => {
  const { state, reason, word, why, isNotApplicable } = standing;
  const remarks = reason === 'other' ? [why, OSCAL_WORDS[language].notViolated(word)] : [why];
  return {
    type: 'objective-id',
    'target-id': token,
    status: { state, reason, remarks: remarks.map(prose).join('\n\n') },
    ...(isNotApplicable && { 'implementation-status': { state: 'not-applicable' } }),
  };
};
