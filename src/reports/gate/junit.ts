import type { Evaluation, Finding } from '../../model/finding.js';
import { type GateRenderer, type Issue, isRead, issuesIn, tidy, unreadIn } from '../issues.js';
import { gateExitMeaning, WORDS, type Words } from '../text.js';
import { visible } from '../untrusted.js';
import { groupsOf } from '../view.js';
import { acceptance, matterOf, waiversToSee } from '../waivers.js';

interface Case {
  readonly classname: string;
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
  /** What is inside: nothing for a success. */
  readonly outcome?: {
    readonly element: 'failure' | 'error' | 'skipped';
    readonly message: string;
    readonly text: string;
  };
}

/**
 * JUnit as Jenkins and GitLab read it: a control is a suite, a subject a case. A violation is a failure, what could not be
 * known or read an error, and only what is waived, known from the baseline or not applicable is skipped.
 */
export const renderJunit: GateRenderer = (evaluation, catalogue, { language }) => {
  const words = WORDS[language];
  const issues = new Map<Finding, Issue[]>();
  for (const issue of issuesIn(evaluation, catalogue, language))
    issues.set(issue.finding, [...(issues.get(issue.finding) ?? []), issue]);
  const suites = [
    suite('kansa/files', files(evaluation, words)),
    suite('kansa/waivers', waivers(evaluation, words)),
    ...groupsOf(evaluation, catalogue, language).map((group) =>
      suite(
        group.id,
        group.findings.map((finding) => caseOf(finding, issues.get(finding) ?? [], words)),
      ),
    ),
  ].filter(({ count }) => count.tests > 0);
  const total = (what: keyof Count) => suites.reduce((sum, { count }) => sum + count[what], 0);
  const { exitCode, scope } = evaluation;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites name="kansa gate" tests="${total('tests')}" failures="${total('failures')}" errors="${total('errors')}" skipped="${total('skipped')}" time="0">\n`,
    ...suites.map(({ xml }) =>
      xml(scope.now, { exitCode: String(exitCode), meaning: gateExitMeaning(words, exitCode) }),
    ),
    '</testsuites>\n',
  ].join('');
};

interface Count {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

const suite = (name: string, cases: readonly Case[]) => {
  const having = (element: string) => cases.filter(({ outcome }) => outcome?.element === element).length;
  const count: Count = {
    tests: cases.length,
    failures: having('failure'),
    errors: having('error'),
    skipped: having('skipped'),
  };
  return {
    count,
    xml: (now: number, properties: Readonly<Record<string, string>>): string =>
      [
        `  <testsuite${attributes({ name, ...count, time: 0, timestamp: new Date(now).toISOString().slice(0, 19) })}>\n`,
        '    <properties>\n',
        ...Object.entries(properties).map(([key, value]) => `      <property${attributes({ name: key, value })}/>\n`),
        '    </properties>\n',
        ...cases.map(xmlOf),
        '  </testsuite>\n',
      ].join(''),
  };
};

const xmlOf = ({ outcome, ...own }: Case): string => {
  const open = `    <testcase${attributes({ ...own, time: 0 })}`;
  if (outcome === undefined) return `${open}/>\n`;
  const { element, message, text } = outcome;
  return `${open}>\n      <${element}${attributes({ message })}>${escaped(text)}</${element}>\n    </testcase>\n`;
};

const attributes = (values: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');

/** XML 1.0 has no way to say control characters and the two that are none. */
const escaped = (text: string): string =>
  visible(text)
    .replaceAll(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');

const caseOf = (finding: Finding, issues: readonly Issue[], words: Words): Case => {
  const { control, place, resource, verdict } = finding;
  const own = {
    classname: control,
    name: place === undefined ? resource.id : `${place.address} (${tidy(place.file)})`,
    ...(place && { file: tidy(place.file), line: issues[0]?.place?.line ?? place.line }),
  };
  if (verdict === 'pass') return own;
  const outcome = (
    element: 'failure' | 'error' | 'skipped',
    shown: readonly Issue[],
    more: readonly string[] = [],
  ) => ({
    ...own,
    outcome: {
      element,
      message: shown.map(({ message }) => message).join(words.semicolon) || words.verdict[verdict],
      text: [...shown.map(lineOf), ...more].join(' | '),
    },
  });
  if (finding.known) return outcome('skipped', issues, [words.gate.known(issues.length)]);
  if (verdict === 'fail')
    return outcome(
      'failure',
      issues.filter(({ known }) => !known),
      issues.slice(0, 1).map(({ group }) => `${words.remediation}${words.colon}${group.text.remediation}`),
    );
  if (verdict === 'waived')
    return outcome(
      'skipped',
      issues,
      (finding.waivers ?? []).map((waiver) => acceptance(waiver, words)),
    );
  return outcome(verdict === 'not_applicable' ? 'skipped' : 'error', issues);
};

const lineOf = ({ group, place, message }: Issue): string =>
  `[${group.severity}] ${place === undefined ? '' : `${tidy(place.file)}:${place.line} `}${message}`;

const files = (evaluation: Evaluation, words: Words): Case[] => {
  const unread = unreadIn(evaluation);
  const cases = (evaluation.coverage.files ?? [])
    .filter((file) => isRead(file) || file.problems.length > 0)
    .map(({ file }): Case => {
      const own = unread.filter((problem) => problem.file === file);
      const text = own.map(({ line, message }) => (line === undefined ? message : `${line}: ${message}`)).join(' | ');
      return {
        classname: 'kansa/files',
        name: tidy(file),
        file: tidy(file),
        ...(own.length > 0 && { outcome: { element: 'error', message: words.gate.unreadable, text } }),
      };
    });
  if (evaluation.findings.length > 0) return cases;
  const nothing = words.headline(0, 0, 0);
  return [
    ...cases,
    { classname: 'kansa/files', name: 'kansa', outcome: { element: 'error', message: nothing, text: nothing } },
  ];
};

/** An expired waiver no longer hides anything; it fails no case of its own, and is not lost from sight either. */
const waivers = (evaluation: Evaluation, words: Words): Case[] =>
  waiversToSee(evaluation).map((waiver) => ({
    classname: 'kansa/waivers',
    name: `${waiver.control} (${tidy(waiver.origin.file)}:${waiver.origin.line})`,
    file: tidy(waiver.origin.file),
    line: waiver.origin.line,
    outcome: { element: 'skipped', message: matterOf(waiver, words), text: waiver.reason },
  }));
