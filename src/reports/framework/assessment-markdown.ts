import { REQUIREMENT_STATES } from '../../model/framework.js';
import { code, inert, tableRow } from '../markdown.js';
import { WORDS } from '../text.js';
import { utc } from '../view.js';
import { type AssessmentRenderer, reasonsOf, standingOf, verdictsOf } from './assessment.js';
import { FRAMEWORK_WORDS } from './words.js';

/** The assessment as GitHub Flavored Markdown: for a page of a wiki or an issue. */
export const renderAssessmentMarkdown: AssessmentRenderer = ({ framework, assessment }, language) => {
  const words = FRAMEWORK_WORDS[language];
  const { account, regions, now } = assessment.run.scope;
  const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
    [head, head.map(() => '---'), ...rows].map(tableRow).join('');
  const results = (section: string) => assessment.requirements.filter((result) => result.section === section);
  return [
    `# ${inert(framework.title[language])}\n\n`,
    `${inert(words.edition(framework.version, framework.publisher))}\n\n`,
    `${WORDS[language].account} ${inert(`${account} · ${regions.join(' ')} · ${utc(now)}`)}\n\n`,
    ...standingOf(assessment, language).map((sentence) => `**${inert(sentence)}**\n\n`),
    table(
      REQUIREMENT_STATES.map((state) => words.state[state]),
      [REQUIREMENT_STATES.map((state) => String(assessment.summary[state]))],
    ),
    ...framework.sections
      .filter(({ id }) => results(id).length > 0)
      .flatMap(({ id, title }) => [
        `\n## ${inert(`${id} ${title[language]}`)}\n\n`,
        table(
          [words.requirementHead, words.stateHead, words.titleHead, words.reasonHead, words.findingsHead],
          results(id).map((result) => [
            code(result.requirement),
            words.state[result.state],
            inert(result.title[language]),
            inert(reasonsOf(result, language)),
            inert(verdictsOf(result, language)),
          ]),
        ),
      ]),
  ].join('');
};
