import type { Severity } from '../../model/control.js';
import type { Evaluation } from '../../model/finding.js';
import { canonicalJson } from '../../model/json.js';
import { addressOf, anywhere, cut, type GateRenderer, type Issue, issuesIn, unreadIn, uriOf } from '../issues.js';
import { gateExitMeaning, WORDS, type Words } from '../text.js';
import { visible } from '../untrusted.js';
import type { ControlGroup } from '../view.js';
import { acceptance, matterOf, waiversToSee } from '../waivers.js';

/** GitHub refuses a whole upload with more results in a run, or with a longer text of a rule. */
const MOST_RESULTS = 25_000;
const LONGEST_TEXT = 1_000;
const MOST_NOTIFICATIONS = 1_000;

const LEVEL = { critical: 'error', high: 'error', medium: 'warning', low: 'note' } as const satisfies Record<
  Severity,
  string
>;
/** What GitHub makes critical (over 9), high (from 7), medium (from 4) and low of. */
const SECURITY_SEVERITY = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' } as const satisfies Record<
  Severity,
  string
>;

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html). An unknown is `open` under a rule
 * of its own, so that its severity is not taken for that of a proven violation; the standard (3.27.10) leaves it no level
 * but `none`.
 */
export const renderSarif: GateRenderer = (evaluation, catalogue, { language }) => {
  const words = WORDS[language];
  const all = issuesIn(evaluation, catalogue, language);
  const issues = all.slice(0, MOST_RESULTS);
  const rules = rulesOf(issues, words);
  const ids = rules.map(({ id }) => id);
  const cutOff = all.length - issues.length;
  const notifications = notificationsOf(evaluation, cutOff, words);
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'kansa', semanticVersion: evaluation.kansa, rules } },
        language,
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: unreadIn(evaluation).length === 0 && evaluation.findings.length > 0,
            exitCode: evaluation.exitCode,
            exitCodeDescription: gateExitMeaning(words, evaluation.exitCode),
            toolExecutionNotifications: notifications,
          },
        ],
        results: issues.map((issue) => resultOf(issue, ids, evaluation, words)),
        properties: {
          digests: evaluation.digests,
          summary: evaluation.summary,
          ...(evaluation.scope.selection && { selection: evaluation.scope.selection }),
        },
      },
    ],
  };
  return `${canonicalJson(log, 2)}\n`;
};

const isDecided = ({ verdict }: Issue): boolean => verdict === 'fail' || verdict === 'waived';

const ruleIdOf = (issue: Issue): string => (isDecided(issue) ? issue.group.id : `${issue.group.id}/unknown`);

const rulesOf = (issues: readonly Issue[], words: Words) => {
  const rules = new Map(issues.map((issue) => [ruleIdOf(issue), ruleOf(issue, words)]));
  return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
};

const ruleOf = (issue: Issue, words: Words) => {
  const { severity, theme, text }: ControlGroup = issue.group;
  const title = isDecided(issue) ? text.title : words.gate.undecided(text.title);
  const shown = (sentence: string) => cut(visible(sentence), LONGEST_TEXT);
  return {
    id: ruleIdOf(issue),
    name: ruleIdOf(issue)
      .split(/[/_]/)
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(''),
    shortDescription: { text: shown(title) },
    fullDescription: { text: shown(text.description || title) },
    help: { text: shown(`${words.remediation}${words.colon}${text.remediation}`) },
    defaultConfiguration: { level: isDecided(issue) ? LEVEL[severity] : 'note' },
    properties: {
      tags: ['security', theme],
      ...(isDecided(issue) && { precision: 'very-high', 'security-severity': SECURITY_SEVERITY[severity] }),
    },
  };
};

const resultOf = (issue: Issue, rules: readonly string[], evaluation: Evaluation, words: Words) => {
  const { verdict, group, finding, place, fingerprint, known } = issue;
  const ruleId = ruleIdOf(issue);
  const decided = isDecided(issue);
  return {
    ruleId,
    ruleIndex: rules.indexOf(ruleId),
    kind: decided ? 'fail' : verdict === 'manual' ? 'review' : 'open',
    level: decided ? LEVEL[group.severity] : 'none',
    message: { text: plain(`${addressOf(issue)}: ${issue.message}`) },
    locations: [
      {
        ...physical(place?.file ?? anywhere(evaluation), place?.line),
        logicalLocations: [
          {
            fullyQualifiedName: cut(visible(finding.resource.id), LONGEST_TEXT),
            name: cut(visible(addressOf(issue)), LONGEST_TEXT),
            kind: 'resource',
          },
        ],
      },
    ],
    partialFingerprints: { 'kansaFinding/v1': fingerprint },
    ...(evaluation.coverage.baseline !== undefined && { baselineState: known ? 'unchanged' : 'new' }),
    ...(verdict === 'waived' && {
      suppressions: (finding.waivers ?? []).map((waiver) => ({
        kind: waiver.origin.target === undefined ? 'external' : 'inSource',
        status: 'accepted',
        justification: cut(visible(acceptance(waiver, words)), LONGEST_TEXT),
        location: physical(waiver.origin.file, waiver.origin.line),
      })),
    }),
    properties: { verdict, severity: group.severity },
  };
};

const physical = (file: string, line = 1) => ({
  physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } },
});

/** `[text](target)` is a link of a message (3.11.6), which no name may make. */
const plain = (text: string): string => {
  const shown = cut(visible(text), LONGEST_TEXT);
  return shown.includes('](') ? shown.replaceAll(/[[\]\\]/g, '\\$&') : shown;
};

const notificationsOf = (evaluation: Evaluation, cutOff: number, words: Words) => {
  const notification = (level: string, id: string, text: string, at?: { file: string; line?: number | undefined }) => ({
    level,
    descriptor: { id },
    message: { text: plain(text) },
    ...(at && { locations: [physical(at.file, at.line)] }),
  });
  return [
    ...(cutOff > 0 ? [notification('warning', 'kansa/cut', words.gate.cut(cutOff))] : []),
    ...(evaluation.findings.length === 0 ? [notification('error', 'kansa/nothing', words.headline(0, 0, 0))] : []),
    ...unreadIn(evaluation).map(({ message, ...place }) => notification('error', 'kansa/unread', message, place)),
    ...waiversToSee(evaluation).map((waiver) =>
      notification(
        'warning',
        `kansa/waiver_${waiver.state}`,
        `${waiver.control}: ${matterOf(waiver, words)}`,
        waiver.origin,
      ),
    ),
  ].slice(0, MOST_NOTIFICATIONS);
};
