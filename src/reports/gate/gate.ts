import type { Evaluation } from '../../model/finding.js';
import { by } from '../../model/json.js';
import {
  addressOf,
  type GateRenderer,
  type GateReportOptions,
  headlineOf,
  type Issue,
  isRead,
  issuesIn,
  narrowedGate,
  unreadIn,
} from '../issues.js';
import { capped, type Line, linesAsText, section, styled } from '../lines.js';
import { gateExitMeaning, WORDS, type Words } from '../text.js';
import { acceptance, matterOf, waiversToSee } from '../waivers.js';

/**
 * What an engineer reads after a gate: each violation at its line with the line itself, what could not be known, what
 * could not be read, which waivers need a look, and why the command ends as it does.
 */
export const renderGate: GateRenderer = (evaluation, catalogue, { language, lineOf, ...look }) => {
  const words = WORDS[language];
  const issues = issuesIn(evaluation, catalogue, language).filter(({ known }) => !known);
  const of = (...verdicts: Issue['verdict'][]) => issues.filter(({ verdict }) => verdicts.includes(verdict));
  const lines: Line[] = [
    ...heading(evaluation, words),
    ...section(words.failing, violations(of('fail'), words, lineOf)),
    ...section(words.verdict.unknown, unknowns(of('unknown', 'manual'), words)),
    ...section(words.verdict.waived, waived(of('waived'), words)),
    ...section(words.gate.waivers, waivers(evaluation, words)),
    ...section(
      words.gate.unreadable,
      unreadIn(evaluation).map(({ file, line, message }) => [`  ${at(file, line)}  `, message]),
    ),
    ...ending(evaluation, words),
  ];
  return linesAsText(lines, look);
};

const heading = (evaluation: Evaluation, words: Words): Line[] => {
  const { coverage } = evaluation;
  const files = (coverage.files ?? []).filter(isRead);
  const resources = files.reduce((sum, file) => sum + file.resources, 0);
  const { liveOnly = [], baseline } = coverage;
  const narrowing = narrowedGate(evaluation, words);
  return [
    [styled('bold', words.gate.read(files.length, resources))],
    [styled('bold', headlineOf(evaluation, words))],
    ...(baseline === undefined ? [] : [[`${words.gate.known(baseline.known)}${words.bracketed(baseline.file)}`]]),
    ...(narrowing === undefined ? [] : [[narrowing]]),
    ...(liveOnly.length === 0 ? [] : [[styled('dim', words.gate.liveOnly(liveOnly.length))]]),
  ];
};

const at = (file: string, line: number | undefined): string => (line === undefined ? file : `${file}:${line}`);

/** Nobody reads more in a terminal; other forms hold them all. */
const MOST_VIOLATIONS = 1_000;

/** The most severe of them by their place. */
const violations = (issues: readonly Issue[], words: Words, lineOf: GateReportOptions['lineOf']): Line[] => [
  ...issues
    .slice(0, MOST_VIOLATIONS)
    .sort(
      by(
        ({ place }) => place?.file ?? '',
        ({ place }) => String(place?.line ?? 0).padStart(9, '0'),
      ),
    )
    .flatMap(({ group, message, place }): Line[] => {
      const source = place === undefined ? undefined : lineOf(place.file, place.line);
      return [
        [
          '  ',
          styled('bold', place === undefined ? group.id : at(place.file, place.line)),
          place === undefined ? '' : `  ${place.address}`,
        ],
        ...(source === undefined
          ? []
          : [[styled('dim', `    ${String(place?.line)} | ${source.trim().slice(0, 160)}`)]]),
        ['    ', styled('red', `[${words.severity[group.severity]}]`), ` ${message} `, styled('dim', group.id)],
        [`    ${words.remediation}${words.colon}${group.text.remediation}`],
      ];
    }),
  ...(issues.length > MOST_VIOLATIONS ? [[`  … ${words.andMore(issues.length - MOST_VIOLATIONS)}`]] : []),
];

const MOST_UNKNOWN = 20;

const unknowns = (issues: readonly Issue[], words: Words): Line[] =>
  capped(issues, MOST_UNKNOWN, '  ', words).flatMap((one): Line[] => {
    if ('more' in one) return [one.more];
    const { group, place, message } = one;
    return [
      [
        '  ',
        styled('magenta', `[${words.severity[group.severity]}]`),
        ` ${place === undefined ? addressOf(one) : `${at(place.file, place.line)} ${place.address}`} · ${group.text.title} `,
        styled('dim', group.id),
      ],
      [`    ${message}`],
    ];
  });

const waived = (issues: readonly Issue[], words: Words): Line[] =>
  issues.flatMap((issue): Line[] => [
    [
      '  ',
      styled('yellow', `[${words.severity[issue.group.severity]}]`),
      ` ${issue.place === undefined ? '' : `${at(issue.place.file, issue.place.line)} `}${addressOf(issue)} · ${issue.message} `,
      styled('dim', issue.group.id),
    ],
    ...(issue.finding.waivers ?? []).map((waiver): Line => [`    ${acceptance(waiver, words)}`]),
  ]);

const waivers = (evaluation: Evaluation, words: Words): Line[] =>
  waiversToSee(evaluation).map((waiver): Line => {
    const { control, resource, origin, state } = waiver;
    return [
      `  ${at(origin.file, origin.line)}  `,
      styled(state === 'expired' ? 'red' : 'yellow', matterOf(waiver, words)),
      ` ${resource === undefined ? '' : `${resource} `}`,
      styled('dim', control),
    ];
  });

const ending = ({ exitCode }: Evaluation, words: Words): Line[] => [
  [],
  [styled('bold', `${words.exitCode} ${exitCode}`), `${words.colon}${gateExitMeaning(words, exitCode)}`],
];
