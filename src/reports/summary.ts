import type { Catalogue, Language, Severity } from '../model/control.js';
import { type Evaluation, type Finding, VERDICTS, type Verdict } from '../model/finding.js';
import { by } from '../model/json.js';
import { exitMeaning, WORDS, type Words } from './text.js';
import { visible } from './untrusted.js';
import {
  actionsOf,
  type ControlGroup,
  curesOf,
  groupsOf,
  narrowedTo,
  shortName,
  TROUBLES,
  utc,
  wholeMessageOf,
} from './view.js';
import { columns, WIDE } from './width.js';

export interface SummaryOptions {
  readonly language: Language;
  readonly colour: boolean;
  /** Columns of the terminal, in which lines are wrapped. */
  readonly width: number;
}

/**
 * What a person reads in the terminal after a scan: the counts, what fails, what could not be seen and which IAM
 * actions would show it, and why the command ends as it does. Lines never hold a control character from the account.
 */
export const renderSummary = (
  evaluation: Evaluation,
  catalogue: Catalogue,
  { language, colour, width }: SummaryOptions,
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
    ...ending(evaluation, words),
  ];
  return lines
    .flatMap((line) => wrapped(line, width))
    .map((line) => `${painted(line, colour)}\n`)
    .join('');
};

/** A line as pieces, each with the style in which it stands. */
type Line = readonly Piece[];
type Piece = string | { readonly text: string; readonly style: Style };
type Style = keyof typeof ANSI;

const ANSI = { bold: '1', dim: '2', red: '1;31', magenta: '1;35', green: '32', yellow: '33', cyan: '36' } as const;

const styled = (style: Style, text: string): Piece => ({ text, style });

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

const section = (title: string, lines: readonly Line[]): Line[] =>
  lines.length === 0 ? [] : [[], [styled('bold', title)], ...lines];

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
  const name = finding.reason === 'not_listed' ? words.everyUnlisted(type, region) : `${shortName(id)} · ${region}`;
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
          `  ${listing.type} · ${listing.region}${words.colon}${words.listing[listing.state]}`,
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

const ending = ({ exitCode }: Evaluation, words: Words): Line[] => [
  [],
  [styled('bold', `${words.exitCode} ${exitCode}`), `${words.colon}${exitMeaning(words, exitCode)}`],
];

/** The first of many, and a line that says how many are left. */
const capped = <T extends object>(
  items: readonly T[],
  most: number,
  indent: string,
  words: Words,
): (T | { readonly more: Line })[] =>
  items.length <= most
    ? [...items]
    : [...items.slice(0, most), { more: [`${indent}… ${words.andMore(items.length - most)}`] }];

/** One line as so many as the terminal needs, the further ones set in a little; every piece is inert from here on. */
const wrapped = (line: Line, width: number): Line[] => {
  const indent = ' '.repeat(line.map(textOf).join('').search(/\S|$/) + 2);
  const room = Math.max(width - indent.length, NARROWEST);
  const lines: Piece[][] = [[]];
  let used = 0;
  for (const piece of line) {
    let text = '';
    const put = () => lines.at(-1)?.push(typeof piece === 'string' ? text : { ...piece, text });
    for (const unit of unbroken(visible(textOf(piece)), room)) {
      if (used > indent.length && used + columns(unit.trimEnd()) > indent.length + room) {
        put();
        lines.push([indent]);
        text = '';
        used = indent.length;
      }
      text += unit;
      used += columns(unit);
    }
    put();
  }
  return lines;
};

/** Below this nobody could read; the terminal then breaks lines itself. */
const NARROWEST = 20;

const textOf = (piece: Piece): string => (typeof piece === 'string' ? piece : piece.text);

/** Words and single wide characters, with the punctuation and spaces that must not begin a line; longer words in parts. */
const unbroken = (text: string, longest: number): string[] =>
  (text.match(UNBROKEN) ?? []).flatMap((unit) =>
    columns(unit.trimEnd()) <= longest ? [unit] : (unit.match(new RegExp(`.{1,${longest}}`, 'gu')) ?? []),
  );

const UNBROKEN = new RegExp(
  ` +|[（「『]*[${WIDE}][、。，．：；）」』ーっゃゅょッャュョ]* *|[^${WIDE} ]+[、。，．：；）」』]* *`,
  'gu',
);
const painted = (line: Line, colour: boolean): string =>
  line
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      return colour && piece.text !== '' ? `\u001b[${ANSI[piece.style]}m${piece.text}\u001b[0m` : piece.text;
    })
    .join('')
    .trimEnd();
