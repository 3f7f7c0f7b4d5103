import type { Evaluation } from '../../model/finding.js';
import {
  addressOf,
  type GateRenderer,
  headlineOf,
  type Issue,
  isRead,
  issuesIn,
  narrowedGate,
  tidy,
  unreadIn,
} from '../issues.js';
import { code, inert, tableRow } from '../markdown.js';
import { gateExitMeaning, WORDS, type Words } from '../text.js';
import { acceptance, matterOf, waiversToSee } from '../waivers.js';

/** By which the next run finds its own comment. */
const MARKER = '<!-- kansa-gate -->';

/** GitHub refuses longer comments. */
const LONGEST_COMMENT = 65_536;
/** Room for the line below each table that says how much of it was left out, and for what closes it. */
const RESERVE = 200;

/** A comment for a pull request (GitHub Flavored Markdown): what is wrong, what could not be known or read, what is waived. */
export const renderGateMarkdown: GateRenderer = (evaluation, catalogue, { language }) => {
  const words = WORDS[language];
  const issues = issuesIn(evaluation, catalogue, language).filter(({ known }) => !known);
  const of = (...verdicts: Issue['verdict'][]) => issues.filter(({ verdict }) => verdicts.includes(verdict));
  const tables: Table[] = [
    {
      title: words.gate.unreadable,
      head: [words.gate.place, words.gate.why],
      rows: unreadIn(evaluation).map(({ file, line, message }) => [where(file, line), inert(message)]),
    },
    {
      title: words.failing,
      head: [words.severityHead, words.gate.place, words.gate.what, words.control],
      rows: of('fail').map((issue) => [...row(issue, words), inert(issue.message), code(issue.group.id)]),
    },
    {
      title: words.verdict.unknown,
      head: [words.severityHead, words.gate.place, words.gate.why, words.control],
      rows: of('unknown', 'manual').map((issue) => [...row(issue, words), inert(issue.message), code(issue.group.id)]),
    },
    {
      title: words.gate.waivers,
      head: [words.gate.place, words.reason, words.control],
      rows: waiversToSee(evaluation).map((waiver) => [
        where(waiver.origin.file, waiver.origin.line),
        inert(matterOf(waiver, words)),
        code(waiver.control),
      ]),
    },
    {
      title: words.verdict.waived,
      head: [words.severityHead, words.gate.place, words.gate.what, words.reason],
      rows: of('waived').map((issue) => [
        ...row(issue, words),
        inert(issue.message),
        inert((issue.finding.waivers ?? []).map((waiver) => acceptance(waiver, words)).join(words.semicolon)),
      ]),
    },
  ];
  const head = [MARKER, '## kansa gate', '', ...summary(evaluation, words), ''].join('\n');
  return tables.reduce(
    (text, table, index) => text + rendered(table, LONGEST_COMMENT - text.length, tables.length - index, words),
    head,
  );
};

interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const summary = (evaluation: Evaluation, words: Words): string[] => {
  const narrowing = narrowedGate(evaluation, words);
  const { exitCode, coverage } = evaluation;
  const files = (coverage.files ?? []).filter(isRead);
  const resources = files.reduce((sum, file) => sum + file.resources, 0);
  return [
    `**${headlineOf(evaluation, words)}** ${words.gate.read(files.length, resources)}`,
    ...(narrowing === undefined ? [] : ['', inert(narrowing)]),
    ...(coverage.baseline === undefined ? [] : ['', words.gate.known(coverage.baseline.known)]),
    '',
    `${words.exitCode} **${exitCode}**${words.colon}${inert(gateExitMeaning(words, exitCode))}`,
  ];
};

/** As many rows as find room beside what the tables below it need at the least. */
const rendered = ({ title, head, rows }: Table, room: number, tablesLeft: number, words: Words): string => {
  if (rows.length === 0) return '';
  const top = `\n### ${title} (${rows.length})\n\n${tableRow(head)}${tableRow(head.map(() => '---'))}`;
  let text = top;
  const most = room - tablesLeft * RESERVE;
  let shown = 0;
  for (const cells of rows) {
    const next = tableRow(cells);
    if (text.length + next.length > most) break;
    text += next;
    shown += 1;
  }
  const left = rows.length - shown;
  if (left === 0) return text;
  // Where not even the head found room, its number still does.
  return shown === 0
    ? `\n### ${title} (${rows.length})\n\n${words.gate.cut(left)}\n`
    : `${text}\n${words.gate.cut(left)}\n`;
};

const row = (issue: Issue, words: Words): string[] => {
  const { group, place } = issue;
  const address = code(addressOf(issue));
  return [
    words.severity[group.severity],
    place === undefined ? address : `${where(place.file, place.line)} ${address}`,
  ];
};

const where = (file: string, position: number | undefined): string =>
  code(position === undefined ? tidy(file) : `${tidy(file)}:${position}`);
