import type { Language } from '../../model/control.js';
import {
  type Assessment,
  type Framework,
  REQUIREMENT_STATES,
  type RequirementResult,
  type RequirementState,
} from '../../model/framework.js';
import { type Line, type Look, linesAsText, type Piece, type Style, section, styled } from '../lines.js';
import { WORDS } from '../text.js';
import { utc } from '../view.js';
import { FRAMEWORK_WORDS } from './words.js';

/** What a renderer of an assessment is given. */
export interface Assessed {
  readonly framework: Framework;
  readonly assessment: Assessment;
}

/** An assessment as the text of one document. Pure: the same assessment gives the same bytes. */
export type AssessmentRenderer = (assessed: Assessed, language: Language, look: Look) => string;

/** The assessment for a terminal: what could not be seen first, then every requirement by section. */
export const renderAssessment: AssessmentRenderer = ({ framework, assessment }, language, look) => {
  const words = FRAMEWORK_WORDS[language];
  const { title, version, publisher, sections } = framework;
  const { scope } = assessment.run;
  return linesAsText(
    [
      [styled('bold', title[language])],
      [words.edition(version, publisher)],
      [
        `${WORDS[language].account} ${scope.account}  ${scope.regions.join(WORDS[language].comma)}  `,
        styled('dim', utc(scope.now)),
      ],
      ...standingOf(assessment, language).map((line): Line => [line]),
      countsOf(assessment, language),
      ...sections.flatMap((part) =>
        section(
          `${part.id}  ${part.title[language]}`,
          assessment.requirements
            .filter((result) => result.section === part.id)
            .flatMap((result) => resultLines(result, language)),
        ),
      ),
    ],
    look,
  );
};

/** The first sentences of every format: how many requirements are met, what was not seen, and to what the run was narrowed. */
export const standingOf = ({ summary, requirements, run }: Assessment, language: Language): string[] => {
  const words = FRAMEWORK_WORDS[language];
  const { findings, listings } = run.unseen;
  return [
    words.headline(summary.satisfied, requirements.length, summary.not_satisfied, summary.unknown),
    findings + listings === 0 ? words.complete : words.incomplete(findings, listings),
    ...(run.scope.selection === undefined ? [] : [WORDS[language].narrowed(run.controls.judged, run.controls.of)]),
  ];
};

/** How many requirements stand in each state, in one line; where none does, it is said of those that matter most. */
export const countsOf = ({ summary }: Assessment, language: Language): Line =>
  REQUIREMENT_STATES.filter((state) => summary[state] > 0 || ALWAYS.includes(state)).flatMap(
    (state, index): Piece[] => [
      index === 0 ? '' : '   ',
      styled(summary[state] === 0 ? 'dim' : TONE[state], `${FRAMEWORK_WORDS[language].state[state]} ${summary[state]}`),
    ],
  );

const ALWAYS: readonly RequirementState[] = ['not_satisfied', 'unknown', 'satisfied'];

const TONE: Readonly<Record<RequirementState, Style>> = {
  not_satisfied: 'red',
  unknown: 'magenta',
  unattested: 'cyan',
  accepted: 'yellow',
  satisfied: 'green',
  not_applicable: 'dim',
  undecidable: 'dim',
};

/** Why a requirement stands as it does, in one clause. */
export const reasonsOf = ({ reasons }: RequirementResult, language: Language): string =>
  reasons.map((reason) => FRAMEWORK_WORDS[language].reason[reason]).join(WORDS[language].semicolon);

/** Verdicts by their number, the worst first; those that none has are left out. */
export const verdictsOf = ({ verdicts }: Pick<RequirementResult, 'verdicts'>, language: Language): string => {
  const { verdict: names, comma } = WORDS[language];
  return (['fail', 'unknown', 'manual', 'waived', 'pass', 'not_applicable'] as const)
    .filter((verdict) => verdicts[verdict] > 0)
    .map((verdict) => `${names[verdict]} ${verdicts[verdict]}`)
    .join(comma);
};

const resultLines = (result: RequirementResult, language: Language): Line[] => {
  const words = FRAMEWORK_WORDS[language];
  const { colon, bracketed } = WORDS[language];
  const { requirement, title, state, controls, attestations } = result;
  const telling = controls.filter(({ judged, verdicts }) => !judged || verdicts.fail + verdicts.unknown > 0);
  return [
    ['  ', styled(TONE[state], words.state[state]), `  ${requirement}  ${title[language]}`],
    [`      ${reasonsOf(result, language)}`],
    ...telling.map(
      (answer): Line => [
        `      ${answer.control}${colon}${answer.judged ? verdictsOf(answer, language) : words.notJudged}`,
      ],
    ),
    ...attestations.map(
      ({ owner, date, expires, state: standing, statement }): Line => [
        `      ${words.attested(owner, date, expires)}${bracketed(words.attestation[standing])}${colon}${statement}`,
      ],
    ),
  ];
};
