import type { Catalogue, Language, Severity } from '../../model/control.js';
import type { Evaluation, Finding } from '../../model/finding.js';
import { by } from '../../model/json.js';
import { VERDICTS, type Verdict } from '../../model/verdict.js';
import { type Assessed, countsOf } from '../framework/assessment.js';
import { FRAMEWORK_WORDS } from '../framework/words.js';
import { capped, type Line, type Look, linesAsText, type Piece, type Style, section, styled } from '../lines.js';
import { exitMeaning, WORDS, type Words } from '../text.js';
import {
  actionsOf,
  type ControlGroup,
  curesOf,
  groupsOf,
  narrowedTo,
  placeListed,
  placeUnlisted,
  shortName,
  TROUBLES,
  utc,
  wholeMessageOf,
} from '../view.js';
import { matterOf, waiversToSee } from '../waivers.js';

export interface SummaryOptions extends Look {
  readonly language: Language;
  /** The frameworks by which the run was told. */
  readonly assessed?: readonly Assessed[];
}

/**
 * What a person reads in the terminal after a scan: the counts, what fails, what could not be seen and which IAM
 * actions would show it, and why the command ends as it does. Lines never hold a control character from the account.
 */
export const renderSummary = (
  evaluation: Evaluation,
  catalogue: Catalogue,
  { language, assessed = [], ...look }: SummaryOptions,
): string => {
  const words = WORDS[language];
  const groups = groupsOf(evaluation, catalogue, language);
  const lines: Line[] = [
    ...heading(evaluation, words),
    ...section(words.failing, controlsWith('fail', groups, words, language)),
    ...section(words.verdict.unknown, controlsWith('unknown', groups, words, language)),
    ...section(words.incompleteLists, listings(evaluation, words)),
    ...section(words.trouble, trouble(evaluation, words)),
    ...section(words.cures, cures(evaluation, words)),
    ...section(words.gate.waivers, waiversAmiss(evaluation, words)),
    ...section(FRAMEWORK_WORDS[language].attestations.title, attestationsAmiss(evaluation, language)),
    ...section(
      FRAMEWORK_WORDS[language].byFramework,
      assessed.flatMap(({ framework, assessment }): Line[] => [
        ['  ', styled('bold', framework.title[language])],
        ['    ', ...countsOf(assessment, language)],
      ]),
    ),
    ...ending(evaluation, words),
  ];
  return linesAsText(lines, look);
};

const TONE: Readonly<Record<Verdict, Style>> = {
  fail: 'red',
  unknown: 'magenta',
  manual: 'cyan',
  waived: 'yellow',
  not_applicable: 'dim',
  pass: 'green',
};

const heading = (evaluation: Evaluation, words: Words): Line[] => {
  const { scope, summary, findings } = evaluation;
  const narrowing = narrowedTo(evaluation, words);
  return [
    [
      styled('bold', `${words.account} ${scope.account}`),
      `  ${scope.regions.join(words.comma)}  `,
      styled('dim', utc(scope.now)),
    ],
    [styled('bold', words.headline(summary.fail, summary.unknown, findings.length))],
    VERDICTS.flatMap((verdict, index): Piece[] => [
      index === 0 ? '' : '   ',
      styled(summary[verdict] === 0 ? 'dim' : TONE[verdict], `${words.verdict[verdict]} ${summary[verdict]}`),
    ]),
    ...(narrowing === undefined ? [] : [[styled('yellow', narrowing)]]),
  ];
};

/** Controls and resources that a terminal shows before it says "and N more". */
const MOST_CONTROLS = 10;
const MOST_RESOURCES = 5;

const controlsWith = (
  verdict: 'fail' | 'unknown',
  groups: readonly ControlGroup[],
  words: Words,
  language: Language,
): Line[] => {
  const own = groups
    .map((group) => ({ ...group, findings: group.findings.filter((finding) => finding.verdict === verdict) }))
    .filter(({ findings }) => findings.length > 0);
  return capped(own, MOST_CONTROLS, '  ', words).flatMap((group) =>
    'more' in group
      ? [group.more]
      : [
          [
            '  ',
            styled(TONE[verdict], severityOf(group.severity, words)),
            ` ${group.text.title} `,
            styled('dim', group.id),
          ],
          ...capped(group.findings, MOST_RESOURCES, '      ', words).flatMap((finding) =>
            'more' in finding ? [finding.more] : resourceLines(finding, group, words, language),
          ),
        ],
  );
};

const severityOf = (severity: Severity, words: Words): string => `[${words.severity[severity]}]`;

const resourceLines = (finding: Finding, { text }: ControlGroup, words: Words, language: Language): Line[] => {
  const { type, id, region } = finding.resource;
  const name =
    finding.reason === 'not_listed'
      ? words.everyUnlisted(type, placeUnlisted(finding.resource))
      : `${shortName(id)} · ${region}`;
  const needs = actionsOf(finding.gaps);
  const message = wholeMessageOf(finding, text, language);
  const why = [...new Set(finding.gaps.map(({ reason }) => words.gapReason[reason]))].join(words.comma);
  return [
    [`      ${name}`],
    [`        ${message}${why === '' ? '' : words.bracketed(why)}`],
    ...(needs.length === 0
      ? []
      : [[`        ${words.needs}${words.colon}`, styled('cyan', needs.join(words.comma))] satisfies Line]),
  ];
};

const listings = ({ coverage }: Evaluation, words: Words): Line[] =>
  capped(
    coverage.listings.filter(({ state }) => state !== 'complete'),
    MOST_CONTROLS,
    '  ',
    words,
  ).map((listing) =>
    'more' in listing
      ? listing.more
      : [
          `  ${listing.type} · ${placeListed(listing)}${words.colon}${words.listing[listing.state]}`,
          listing.cause === undefined ? '' : words.bracketed(words.gapReason[listing.cause.reason]),
        ],
  );

const trouble = ({ coverage }: Evaluation, words: Words): Line[] => {
  const rows = TROUBLES.flatMap((outcome) =>
    coverage.calls
      .map(({ service, operation, region, outcomes }) => ({
        call: `${service}:${operation}`,
        region,
        count: outcomes[outcome] ?? 0,
        outcome,
      }))
      .filter(({ count }) => count > 0)
      .sort(
        by(
          ({ call }) => call,
          ({ region }) => region,
        ),
      ),
  );
  return capped(rows, MOST_CONTROLS * 2, '  ', words).map((row) =>
    'more' in row
      ? row.more
      : [
          '  ',
          styled('magenta', words.outcome[row.outcome]),
          ` ${row.call} · ${row.region}${words.bracketed(words.troubleCalls(row.count))}`,
        ],
  );
};

const cures = (evaluation: Evaluation, words: Words): Line[] =>
  capped(curesOf(evaluation), MOST_CONTROLS * 2, '  ', words).map((cure) =>
    'more' in cure
      ? cure.more
      : [
          '  ',
          styled('cyan', cure.action),
          cure.verdicts === 0 ? '' : words.bracketed(`${words.verdicts} ${cure.verdicts}`),
        ],
  );

const waiversAmiss = (evaluation: Evaluation, words: Words): Line[] =>
  capped(waiversToSee(evaluation), MOST_CONTROLS, '  ', words).map((waiver) =>
    'more' in waiver
      ? waiver.more
      : [
          '  ',
          styled('yellow', `${waiver.origin.file}:${waiver.origin.line}`),
          ` ${waiver.control}${words.colon}${matterOf(waiver, words)}`,
        ],
  );

/** One that was renewed is no news. */
const attestationsAmiss = ({ attestations = [] }: Evaluation, language: Language): Line[] => {
  const held = new Set(attestations.filter(({ state }) => state === 'in_force').map(({ requirement }) => requirement));
  return attestations
    .filter(({ state, requirement }) => state === 'expired' && !held.has(requirement))
    .map(({ origin, requirement, expires }) => [
      '  ',
      styled('red', requirement),
      `${WORDS[language].colon}${FRAMEWORK_WORDS[language].attestations.expired(expires)}`,
      styled('dim', WORDS[language].bracketed(`${origin.file}:${origin.line}`)),
    ]);
};

const ending = ({ exitCode }: Evaluation, words: Words): Line[] => [
  [],
  [styled('bold', `${words.exitCode} ${exitCode}`), `${words.colon}${exitMeaning(words, exitCode)}`],
];
