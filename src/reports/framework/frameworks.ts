import type { Language } from '../../model/control.js';
import { AUTOMATIONS, type Framework, type Requirement } from '../../model/framework.js';
import { type Line, type Look, linesAsText, section, styled } from '../lines.js';
import { renderTable } from '../table.js';
import { WORDS } from '../text.js';
import { FRAMEWORK_WORDS } from './words.js';

/** How far an account can answer some requirements, and by how many controls. */
export interface Reach {
  readonly requirements: number;
  readonly automated: number;
  readonly partly: number;
  readonly manual: number;
  readonly undecidable: number;
  readonly controls: number;
}

export const reachOf = (requirements: readonly Requirement[]): Reach => {
  const count = (automation: Requirement['automation']) =>
    requirements.filter((requirement) => requirement.automation === automation).length;
  return {
    requirements: requirements.length,
    automated: count('automated'),
    partly: count('partly'),
    manual: count('manual'),
    undecidable: count('undecidable'),
    controls: new Set(requirements.flatMap(({ controls }) => controls)).size,
  };
};

/** The frameworks, with how much of each an account can answer. */
export const renderFrameworks = (frameworks: readonly Framework[], language: Language, look: Look): string => {
  const words = FRAMEWORK_WORDS[language];
  const { comma, colon, semicolon } = WORDS[language];
  return linesAsText(
    frameworks.flatMap(({ id, version, title, publisher, requirements }, index): Line[] => {
      const reach = reachOf(requirements);
      const parts = AUTOMATIONS.filter((automation) => reach[automation] > 0).map(
        (automation) => `${words.automation[automation]} ${reach[automation]}`,
      );
      return [
        ...(index === 0 ? [] : [[]]),
        [styled('bold', id)],
        [`  ${title[language]}`],
        [`  ${words.edition(version, publisher)}`],
        [
          `  ${words.requirements(reach.requirements)}${colon}${parts.join(comma)}${semicolon}${words.controls(reach.controls)}`,
        ],
      ];
    }),
    look,
  );
};

/** One framework whole: what of its source stands here, how far each section is answered, and every requirement. */
export const renderFramework = (framework: Framework, language: Language, look: Look): string => {
  const words = FRAMEWORK_WORDS[language];
  const { id, version, title, publisher, url, scope, sections, requirements } = framework;
  const head: Line[] = [
    [styled('bold', title[language]), `  ${id}`],
    [words.edition(version, publisher)],
    ...(url === undefined ? [] : [[url]]),
    ...section(words.scope, [[`  ${scope[language]}`]]),
    [],
  ];
  const body = sections.flatMap((part): Line[] => [
    ...section(
      `${part.id}  ${part.title[language]}`,
      requirements.filter((requirement) => requirement.section === part.id).flatMap((one) => detailOf(one, language)),
    ),
  ]);
  return `${linesAsText(head, look)}${renderReach(framework, language)}${linesAsText(body, look)}`;
};

/** The coverage matrix: sections by how far they are answered. */
const renderReach = ({ sections, requirements }: Framework, language: Language): string => {
  const words = FRAMEWORK_WORDS[language];
  const row = (name: string, own: readonly Requirement[]): string[] => {
    const reach = reachOf(own);
    return [name, ...AUTOMATIONS.map((automation) => String(reach[automation])), String(reach.controls)];
  };
  return renderTable(
    [words.section, ...AUTOMATIONS.map((automation) => words.automation[automation]), words.answeredBy],
    [
      ...sections.map(({ id }) =>
        row(
          id,
          requirements.filter((requirement) => requirement.section === id),
        ),
      ),
      row(words.all, requirements),
    ],
  );
};

const detailOf = (requirement: Requirement, language: Language): Line[] => {
  const words = FRAMEWORK_WORDS[language];
  const { id, title, asks, automation, controls, attest, why } = requirement;
  const { colon, bracketed } = WORDS[language];
  return [
    ['  ', styled('bold', `${id}  ${title[language]}`), bracketed(words.automation[automation])],
    [`    ${asks[language]}`],
    ...controls.map((control): Line => ['      ', styled('dim', control)]),
    ...(attest === undefined ? [] : [[`    ${words.attest}${colon}${attest[language]}`]]),
    ...(why === undefined ? [] : [[`    ${words.why}${colon}${why[language]}`]]),
  ];
};
