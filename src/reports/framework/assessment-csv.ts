import type { Language } from '../../model/control.js';
import type { RequirementResult } from '../../model/framework.js';
import { csvDocument } from '../csv.js';
import { type Assessed, type AssessmentRenderer, reasonsOf } from './assessment.js';

type Cell = (result: RequirementResult, assessed: Assessed, language: Language) => string;

/** In this order for good: a new column goes to the end. */
const COLUMNS: Readonly<Record<string, Cell>> = {
  framework: (_, { framework }) => framework.id,
  version: (_, { framework }) => framework.version,
  section: ({ section }) => section,
  requirement: ({ requirement }) => requirement,
  title: ({ title }, _, language) => title[language],
  automation: ({ automation }) => automation,
  state: ({ state }) => state,
  reason: (result, _, language) => reasonsOf(result, language),
  fail: ({ verdicts }) => String(verdicts.fail),
  unknown: ({ verdicts }) => String(verdicts.unknown),
  waived: ({ verdicts }) => String(verdicts.waived),
  pass: ({ verdicts }) => String(verdicts.pass),
  not_applicable: ({ verdicts }) => String(verdicts.not_applicable),
  controls: ({ controls }) => controls.map(({ control }) => control).join(' '),
  controls_not_judged: ({ controls }) =>
    controls
      .filter(({ judged }) => !judged)
      .map(({ control }) => control)
      .join(' '),
  attested_by: ({ attestations }) => attestations.map(({ owner }) => owner).join('; '),
  attested_until: ({ attestations }) => attestations.map(({ expires }) => expires).join('; '),
  account: (_, { assessment }) => assessment.run.scope.account,
  verdicts_not_reached: (_, { assessment }) => String(assessment.run.unseen.findings),
  lists_not_whole: (_, { assessment }) => String(assessment.run.unseen.listings),
};

/** One requirement a line; what the run could not see stands on each, so that no filtered sheet loses it. */
export const renderAssessmentCsv: AssessmentRenderer = (assessed, language) =>
  csvDocument(
    Object.keys(COLUMNS),
    assessed.assessment.requirements.map((result) =>
      Object.values(COLUMNS).map((cell) => cell(result, assessed, language)),
    ),
    language,
  );
