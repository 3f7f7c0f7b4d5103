import type { Evaluation, Finding } from '../../model/finding.js';
import { VERDICTS } from '../../model/verdict.js';
import { unreadIn } from '../issues.js';
import { code, inert, tableRow } from '../markdown.js';
import type { Renderer } from '../renderer.js';
import { exitMeaning, WORDS, type Words } from '../text.js';
import { curesOf, groupsOf, narrowedTo, placeListed, placeUnlisted, TROUBLES, utc, wholeMessageOf } from '../view.js';
import { acceptance } from '../waivers.js';

/** Rows of a table: a page of a wiki, or an issue, is to be read. */
const MOST_ROWS = 100;

/**
 * A run as GitHub Flavored Markdown, for a page of a wiki or an issue: how it stands, what was not seen, and what fails, is
 * unknown or accepted. Passes are counted only.
 */
export const renderRunMarkdown: Renderer = (evaluation, catalogue, language) => {
  const words = WORDS[language];
  const { scope, summary, findings, exitCode } = evaluation;
  const narrowing = narrowedTo(evaluation, words);
  const rows = groupsOf(evaluation, catalogue, language).flatMap((group) =>
    group.findings.map((finding) => ({ group, finding, message: wholeMessageOf(finding, group.text, language) })),
  );
  const of = (...verdicts: Finding['verdict'][]) => rows.filter(({ finding }) => verdicts.includes(finding.verdict));
  const cells = ({ group, finding, message }: (typeof rows)[number], more = ''): string[] => [
    words.severity[group.severity],
    resourceIn(finding, words),
    inert(`${message}${more === '' ? '' : words.bracketed(more)}`),
    code(group.id),
  ];
  const head = [words.severityHead, words.gate.place, words.gate.what, words.control];
  return [
    `# ${words.account} ${inert(scope.account)}\n\n`,
    `**${inert(words.headline(summary.fail, summary.unknown, findings.length))}**\n\n`,
    `${inert(`${scope.regions.join(words.comma)} · ${utc(scope.now)}`)}\n\n`,
    narrowing === undefined ? '' : `**${inert(narrowing)}**\n\n`,
    `${words.exitCode} **${exitCode}**${words.colon}${inert(exitMeaning(words, exitCode))}\n`,
    table(words.incompleteLists, [words.gate.place, words.reason], unlisted(evaluation, words), words),
    table(words.trouble, [words.action, words.gate.place, words.reason], troubles(evaluation, words), words),
    table(
      words.gate.unreadable,
      [words.gate.place, words.reason],
      unreadIn(evaluation).map(({ file, line, message }) => [
        code(line === undefined ? file : `${file}:${line}`),
        inert(message),
      ]),
      words,
    ),
    table(
      words.cures,
      [words.action, words.verdicts],
      curesOf(evaluation).map(({ action, verdicts }) => [code(action), String(verdicts)]),
      words,
    ),
    '\n',
    tableRow(VERDICTS.map((verdict) => words.verdict[verdict])),
    tableRow(VERDICTS.map(() => '---')),
    tableRow(VERDICTS.map((verdict) => String(summary[verdict]))),
    table(
      words.failing,
      head,
      of('fail').map((row) => cells(row)),
      words,
    ),
    table(
      words.verdict.unknown,
      head,
      of('unknown', 'manual').map((row) => cells(row, needsOf(row.finding, words))),
      words,
    ),
    table(
      words.verdict.waived,
      head,
      of('waived').map((row) =>
        cells(row, (row.finding.waivers ?? []).map((waiver) => acceptance(waiver, words)).join(words.semicolon)),
      ),
      words,
    ),
  ].join('');
};

const table = (title: string, head: readonly string[], rows: readonly (readonly string[])[], words: Words): string => {
  if (rows.length === 0) return '';
  const left = rows.length - MOST_ROWS;
  return [
    `\n## ${title} (${rows.length})\n\n`,
    ...[head, head.map(() => '---'), ...rows.slice(0, MOST_ROWS)].map(tableRow),
    left > 0 ? `\n${words.gate.cut(left)}\n` : '',
  ].join('');
};

const resourceIn = ({ resource, reason }: Finding, words: Words): string =>
  reason === 'not_listed'
    ? inert(words.everyUnlisted(resource.type, placeUnlisted(resource)))
    : `${code(resource.id)} ${inert(resource.region)}`;

const needsOf = ({ gaps }: Finding, words: Words): string =>
  [...new Set(gaps.map(({ reason }) => words.gapReason[reason]))].join(words.comma);

const unlisted = ({ coverage }: Evaluation, words: Words): string[][] =>
  coverage.listings
    .filter(({ state }) => state !== 'complete')
    .map((listing) => [
      inert(`${listing.type} · ${placeListed(listing)}`),
      inert(
        [
          words.listing[listing.state],
          ...(listing.cause === undefined ? [] : [words.gapReason[listing.cause.reason]]),
        ].join(words.semicolon),
      ),
    ]);

const troubles = ({ coverage }: Evaluation, words: Words): string[][] =>
  coverage.calls.flatMap(({ service, operation, region, outcomes }) =>
    TROUBLES.filter((outcome) => (outcomes[outcome] ?? 0) > 0).map((outcome) => [
      code(`${service}:${operation}`),
      inert(region),
      inert(`${words.outcome[outcome]} ${words.troubleCalls(outcomes[outcome] ?? 0)}`),
    ]),
  );
