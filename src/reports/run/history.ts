import { type Catalogue, fill, type Language, SEVERITIES, type Severity } from '../../model/control.js';
import { DAY_MS } from '../../model/days.js';
import {
  type AccountHistory,
  type BySeverity,
  type ControlPoint,
  type ControlTrend,
  type Episode,
  type History,
  type HistoryRun,
  totalOf,
} from '../../model/history.js';
import { canonicalJson } from '../../model/json.js';
import { flagsOf } from '../../model/selection.js';
import { VERDICTS } from '../../model/verdict.js';
import { csvDocument } from '../csv.js';
import { type Line, type Look, linesAsText, styled } from '../lines.js';
import { renderTable } from '../table.js';
import { WORDS } from '../text.js';
import { shortName, utc } from '../view.js';
import { HISTORY_WORDS, type HistoryWords } from './history-words.js';

/** Runs over time as one document. */
export type HistoryRenderer = (history: History, catalogue: Catalogue, language: Language, look: Look) => string;

/** As a person reads it in a terminal: what is not in it first. */
export const renderHistory: HistoryRenderer = (history, catalogue, language, look) => {
  const page: Page = { catalogue, language, look, words: HISTORY_WORDS[language] };
  return [troublesOf(history, page), ...history.accounts.map((account) => accountText(account, page))].join('');
};

/** The same for machines (schemas/history.schema.json). */
export const renderHistoryJson: HistoryRenderer = (history) => `${canonicalJson(history, 2)}\n`;

/** One run a line, those that could not be taken in as well. */
export const renderHistoryCsv: HistoryRenderer = ({ accounts, troubles }, _, language) => {
  const rows = [
    ...accounts.flatMap(({ runs }) => runs.map((run) => Object.values(COLUMNS).map((cell) => cell(run)))),
    ...troubles.map(({ run, kind, detail }) => {
      const told: Readonly<Record<string, string>> = { run, state: kind, detail };
      return Object.keys(COLUMNS).map((column) => told[column] ?? '');
    }),
  ];
  return csvDocument(Object.keys(COLUMNS), rows, language);
};

interface Page {
  readonly catalogue: Catalogue;
  readonly language: Language;
  readonly look: Look;
  readonly words: HistoryWords;
}

const bySeverityColumns = (
  name: string,
  counts: (run: HistoryRun) => BySeverity | undefined,
): Record<string, (run: HistoryRun) => string> =>
  Object.fromEntries(
    SEVERITIES.map((severity) => [`${name}_${severity}`, (run) => String(counts(run)?.[severity] ?? '')]),
  );

/** In this order for good: a new column goes to the end. */
const COLUMNS: Readonly<Record<string, (run: HistoryRun) => string>> = {
  state: () => 'ok',
  account: ({ account }) => account,
  run: ({ run }) => run,
  time: ({ now }) => new Date(now).toISOString(),
  regions: ({ regions }) => regions.join(' '),
  narrowed: ({ selection }) => (selection === undefined ? '' : flagsOf(selection)),
  sealed: ({ sealed }) => String(sealed),
  complete: ({ complete }) => String(complete),
  ...Object.fromEntries(VERDICTS.map((verdict) => [verdict, ({ verdicts }) => String(verdicts[verdict])])),
  ...bySeverityColumns('fail', ({ failing }) => failing),
  ...bySeverityColumns('unknown', ({ unknown }) => unknown),
  before: ({ change }) => change?.before ?? '',
  ...bySeverityColumns('new', ({ change }) => change?.new),
  ...bySeverityColumns('fixed', ({ change }) => change?.fixed),
  ...bySeverityColumns('still', ({ change }) => change?.still),
  ...bySeverityColumns('became_unknown', ({ change }) => change?.becameUnknown),
  bundle: ({ bundle }) => bundle,
  params: ({ params }) => params,
  sha256: ({ sha256 }) => sha256,
  detail: () => '',
};

const troublesOf = ({ troubles }: History, { words, look }: Page): string =>
  troubles.length === 0
    ? ''
    : linesAsText(
        [
          [styled('magenta', `${words.troubles}: ${troubles.length}`)],
          ...troubles.map(
            ({ run, kind, detail }): Line => [
              '  ',
              styled('magenta', `[${words.trouble[kind]}]`),
              ` ${run}: ${detail}`,
            ],
          ),
          [words.troubleMeaning],
          [],
        ],
        look,
      );

const accountText = (account: AccountHistory, page: Page): string => {
  const { look, words } = page;
  const { runs, beginsAfter } = account;
  const [first, last] = [runs[0], runs.at(-1)];
  const text = (...lines: readonly Line[]): string => linesAsText(lines, look);
  const period = first === undefined || last === undefined ? words.noRuns : `${utc(first.now)} → ${utc(last.now)}`;
  return [
    text([
      styled('bold', `${WORDS[page.language].account} ${account.account}`),
      `  ${words.runs(runs.length)}  ${period}`,
    ]),
    ...(beginsAfter === undefined ? [] : [text([styled('yellow', words.beginsAfter(beginsAfter))])]),
    ...(runs.length === 0 ? [] : ['\n', runsTable(runs, words), text([styled('dim', words.against)])]),
    text([], [styled('bold', words.timeToFix)]),
    timeTable(account, page),
    text([styled('dim', words.timeMeaning)]),
    openText(account.open, page),
    trendText(account.controls, page),
    '\n',
  ].join('');
};

const runsTable = (runs: readonly HistoryRun[], { heads, ...words }: HistoryWords): string =>
  renderTable(
    [
      heads.when,
      heads.run,
      heads.regions,
      heads.failing,
      heads.unknown,
      heads.waived,
      heads.pass,
      heads.new,
      heads.fixed,
      heads.still,
      heads.lost,
      heads.notes,
    ],
    runs.map((run) => {
      const { now, regions, verdicts, failing, change, complete, selection, sealed } = run;
      const before = runs.find(({ run }) => run === change?.before);
      const isOtherRules = before !== undefined && (before.bundle !== run.bundle || before.params !== run.params);
      const counted = (counts: BySeverity | undefined): string =>
        counts === undefined ? '–' : String(totalOf(counts));
      return [
        utc(now).slice(0, 16),
        run.run,
        regions.length > 2 ? words.moreRegions(regions.length) : regions.join(' '),
        `${verdicts.fail} ${SEVERITIES.map((severity) => failing[severity]).join('/')}`,
        String(verdicts.unknown),
        String(verdicts.waived),
        String(verdicts.pass),
        counted(change?.new),
        counted(change?.fixed),
        counted(change?.still),
        counted(change?.becameUnknown),
        [
          complete ? words.whole : words.incomplete,
          ...(selection === undefined ? [] : [words.narrowed(flagsOf(selection))]),
          ...(sealed ? [] : [words.unsealed]),
          ...(isOtherRules ? [words.otherRules] : []),
        ].join(words.comma),
      ];
    }),
  );

const timeTable = ({ timeToFix }: AccountHistory, { words, language }: Page): string => {
  const days = (time: number | undefined): string =>
    time === undefined ? '–' : words.days((time / DAY_MS).toFixed(1));
  return renderTable(
    words.timeHeads,
    timeToFix.map(({ severity, fixed, mean, median, longest, open }) => [
      WORDS[language].severity[severity],
      String(fixed),
      days(mean),
      days(median),
      days(longest),
      String(open),
    ]),
  );
};

/** So many of them fit on a page. */
const MOST = 20;

const openText = (open: readonly Episode[], page: Page): string => {
  const { words, look, language } = page;
  if (open.length === 0) return '';
  const lines = open.slice(0, MOST).flatMap((episode): Line[] => {
    const { severity, control, resource, since, state, lastSeen } = episode;
    const seen = state === 'failing' ? '' : ` · ${words.fate[state]}${words.comma}${words.lastSeen(utc(lastSeen))}`;
    return [
      [
        '  ',
        styled(COLOURS[severity], `[${WORDS[language].severity[severity]}]`),
        ' ',
        ...titleOf(control, page).flatMap((title) => [title, ' ']),
        styled('dim', control),
      ],
      [`      ${shortName(resource.id)} · ${resource.region} · ${words.openSince(utc(since))}${seen}`],
      [`        ${messageIn(episode, page)}`],
    ];
  });
  return linesAsText([[], [styled('bold', `${words.open} ${open.length}`)], ...lines, ...rest(open, words)], look);
};

const COLOURS: Readonly<Record<Severity, 'red' | 'yellow' | 'dim'>> = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
  low: 'dim',
};

const trendText = (controls: readonly ControlTrend[], page: Page): string => {
  const { words, look, language } = page;
  const failing = controls.filter(({ most }) => most > 0);
  if (failing.length === 0) return '';
  const point = ({ failing, unknown }: ControlPoint): string =>
    `${failing}${unknown === 0 ? '' : words.andUnknown(unknown)}`;
  return [
    linesAsText([[], [styled('bold', words.trends)]], look),
    renderTable(
      words.trendHeads,
      failing
        .slice(0, MOST)
        .map(({ control, severity, first, last, most }) => [
          WORDS[language].severity[severity],
          point(first),
          point(last),
          String(most),
          [...titleOf(control, page), `(${control})`].join(' '),
        ]),
    ),
    linesAsText(rest(failing, words), look),
  ].join('');
};

const rest = (all: readonly unknown[], words: HistoryWords): Line[] =>
  all.length > MOST ? [[`  ${words.andMore(all.length - MOST)}`]] : [];

/** A run speaks English; the code and its arguments say the same in any language. */
const messageIn = ({ control, code, args, message }: Episode, { catalogue, language }: Page): string => {
  const template = catalogue.controls.find(({ id }) => id === control)?.text[language].messages[code];
  return template === undefined ? message : fill(template, args);
};

/** None where this kansa does not have the control any more. */
const titleOf = (control: string, { catalogue, language }: Page): string[] =>
  catalogue.controls.filter(({ id }) => id === control).map(({ text }) => text[language].title);
