import type { Catalogue, Language } from '../model/control.js';
import type { Evaluation, Finding, Violation } from '../model/finding.js';
import { by } from '../model/json.js';
import { type FileSource, isFileSource } from '../model/resource.js';
import { capped, type Line, type Look, linesAsText, section, styled } from './lines.js';
import { exitMeaning, WORDS, type Words } from './text.js';
import { type ControlGroup, groupsOf, messageOf, violationText } from './view.js';

export interface GateReportOptions extends Look {
  readonly language: Language;
  /** The text of a line of a file, where it is known. */
  lineOf(file: string, line: number): string | undefined;
}

/**
 * What an engineer reads after a gate: each violation at its line with the line itself, what could not be known, what
 * could not be read, and why the command ends as it does.
 */
export const renderGate = (
  evaluation: Evaluation,
  catalogue: Catalogue,
  { language, lineOf, ...look }: GateReportOptions,
): string => {
  const words = WORDS[language];
  const groups = groupsOf(evaluation, catalogue, language);
  const lines: Line[] = [
    ...heading(evaluation, words),
    ...section(words.failing, violations(groups, language, lineOf)),
    ...section(words.verdict.unknown, unknowns(groups, words, language)),
    ...section(words.gate.unreadable, problems(evaluation)),
    ...ending(evaluation, words),
  ];
  return linesAsText(lines, look);
};

const heading = ({ coverage, summary, findings }: Evaluation, words: Words): Line[] => {
  const files = (coverage.files ?? []).filter(({ kind }) => kind !== 'ignored');
  const resources = files.reduce((sum, file) => sum + file.resources, 0);
  return [
    [styled('bold', words.gate.read(files.length, resources))],
    [styled('bold', words.headline(summary.fail, summary.unknown, findings.length))],
    ...((coverage.liveOnly ?? []).length === 0
      ? []
      : [[styled('dim', words.gate.liveOnly(coverage.liveOnly?.length ?? 0))]]),
  ];
};

/** Where the first fact stands that shows it: in the subject, or in what it refers to. */
const placeOf = ({ evidence }: Pick<Violation, 'evidence'>): FileSource | undefined =>
  evidence.flatMap(({ source }) => source.filter(isFileSource).slice(-1))[0];

const violations = (
  groups: readonly ControlGroup[],
  language: Language,
  lineOf: GateReportOptions['lineOf'],
): Line[] => {
  const all = groups.flatMap((group) =>
    group.findings
      .filter(({ verdict }) => verdict === 'fail')
      .flatMap((finding) => finding.violations.map((violation) => ({ group, violation, place: placeOf(violation) }))),
  );
  const words = WORDS[language];
  return all
    .sort(
      by(
        ({ place }) => place?.file ?? '',
        ({ place }) => String(place?.line ?? 0).padStart(9, '0'),
      ),
    )
    .flatMap(({ group, violation, place }): Line[] => {
      const source = place === undefined ? undefined : lineOf(place.file, place.line);
      return [
        [
          '  ',
          styled('bold', place === undefined ? group.id : `${place.file}:${place.line}`),
          place === undefined ? '' : `  ${place.address}`,
        ],
        ...(source === undefined
          ? []
          : [[styled('dim', `    ${String(place?.line)} | ${source.trim().slice(0, 160)}`)]]),
        [
          '    ',
          styled('red', `[${words.severity[group.severity]}]`),
          ` ${violationText(violation, group.text, language)} `,
          styled('dim', group.id),
        ],
        [`    ${words.remediation}${words.colon}${group.text.remediation}`],
      ];
    });
};

const MOST_UNKNOWN = 20;

const unknowns = (groups: readonly ControlGroup[], words: Words, language: Language): Line[] => {
  const all = groups.flatMap((group) =>
    group.findings.filter(({ verdict }) => verdict === 'unknown').map((finding) => ({ group, finding })),
  );
  return capped(all, MOST_UNKNOWN, '  ', words).flatMap((one): Line[] => {
    if ('more' in one) return [one.more];
    const { group, finding } = one;
    return [
      [
        '  ',
        styled('magenta', `[${words.severity[group.severity]}]`),
        ` ${addressOf(finding)} · ${group.text.title} `,
        styled('dim', group.id),
      ],
      [
        `    ${messageOf(finding, group.text, language)} ${[...new Set(finding.gaps.map(({ detail }) => detail))].join('; ')}`,
      ],
    ];
  });
};

const addressOf = ({ resource, place }: Finding): string =>
  place === undefined ? resource.id : `${place.file}:${place.line} ${place.address}`;

const problems = ({ coverage }: Evaluation): Line[] =>
  (coverage.files ?? []).flatMap(({ file, problems: own }) =>
    own.map(({ line, message }): Line => [`  ${file}${line === undefined ? '' : `:${line}`}  `, message]),
  );

const ending = ({ exitCode }: Evaluation, words: Words): Line[] => [
  [],
  [styled('bold', `${words.exitCode} ${exitCode}`), `${words.colon}${exitMeaning(words, exitCode)}`],
];
