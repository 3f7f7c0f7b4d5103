import type { Catalogue, ControlText, Language } from '../../model/control.js';
import type { Evaluation, Finding } from '../../model/finding.js';
import { csvDocument } from '../csv.js';
import { actionsOf, type ControlGroup, groupsOf, wholeMessageOf } from '../view.js';

/** In this order for good: a new column goes to the end. */
const COLUMNS: Readonly<Record<string, (finding: Finding, text: ControlText, language: Language) => string>> = {
  verdict: ({ verdict }) => verdict,
  severity: ({ severity }) => severity,
  theme: ({ theme }) => theme,
  control: ({ control }) => control,
  title: (_, { title }) => title,
  account: ({ resource }) => resource.account,
  region: ({ resource }) => resource.region,
  type: ({ resource }) => resource.type,
  resource: ({ resource }) => resource.id,
  message: wholeMessageOf,
  reason: ({ reason }) => reason ?? '',
  evidence: ({ evidence }) => evidence.map(({ pointer }) => pointer).join(' '),
  not_seen: ({ gaps }) => gaps.map(({ reason, detail }) => `${reason}: ${detail}`).join('; '),
  needs: ({ gaps }) => actionsOf(gaps).join(' '),
  remediation: ({ verdict }, { remediation }) =>
    verdict === 'pass' || verdict === 'not_applicable' ? '' : remediation,
  fingerprint: ({ fingerprint }) => fingerprint,
};

/**
 * One finding a line (RFC 4180, UTF-8, CRLF), for auditors who work in a spreadsheet. The header is the same in every
 * language. Japanese text comes with a byte order mark: without one, Excel in Japan reads it as Shift_JIS.
 */
export const renderCsv = (evaluation: Evaluation, catalogue: Catalogue, language: Language): string => {
  const groups = groupsOf(evaluation, catalogue, language);
  return csvDocument(Object.keys(COLUMNS), rowsOf(groups, language), language);
};

/** One after the other: all cells of a large run at once would fill the memory. */
function* rowsOf(groups: readonly ControlGroup[], language: Language): Iterable<readonly string[]> {
  const cells = Object.values(COLUMNS);
  for (const { findings, text } of groups)
    for (const finding of findings) yield cells.map((cell) => cell(finding, text, language));
}
