import type { Language, Severity } from '../../model/control.js';
import type { Evaluation, Evidence } from '../../model/finding.js';
import { isFileSource } from '../../model/resource.js';
import type { Verdict } from '../../model/verdict.js';
import type { Assessed } from '../framework/assessment.js';
import type { AnsweringRenderer } from '../renderer.js';
import { visible } from '../untrusted.js';
import { actionsOf, groupsOf, isSeenWhole, unseenOf, wholeMessageOf } from '../view.js';

/**
 * One OCSF 1.6.0 Compliance Finding (class 2003, https://schema.ocsf.io/1.6.0/classes/compliance_finding) a line, as SIEMs and
 * Amazon Security Lake take them. Times are milliseconds since the epoch. What nobody could see is a Warning, by
 * the class's own words a check without a result for want of information, and never a Pass; the first line says of the run as
 * a whole what it did not see. By a framework, each finding names the requirements that it answers.
 */
export const renderOcsf: AnsweringRenderer = (...given) => [...ocsfPieces(...given)].join('');

/** The same in pieces, one an event. */
export function* ocsfPieces(
  ...[evaluation, catalogue, language, assessed]: Parameters<AnsweringRenderer>
): Iterable<string> {
  const lineOf = linesOf(evaluation);
  const answers = answersOf(assessed, language);
  yield lineOf(standing(evaluation));
  for (const { id, text, findings } of groupsOf(evaluation, catalogue, language))
    for (const finding of findings) {
      const { resource, verdict, severity, theme, gaps, evidence, waivers = [] } = finding;
      const message = wholeMessageOf(finding, text, language);
      const needs = actionsOf(gaps);
      yield lineOf({
        severity_id: SEVERITY[severity],
        severity: `${severity.slice(0, 1).toUpperCase()}${severity.slice(1)}`,
        ...STATUS[verdict],
        message: visible(message),
        finding_info: {
          uid: finding.fingerprint,
          title: text.title,
          desc: text.description,
          types: [theme],
        },
        compliance: {
          control: id,
          ...answers.get(id),
          ...COMPLIANCE[verdict],
          status_code: finding.reason ?? verdict,
          status_details: [
            visible(message),
            ...gaps.map(({ pointer, reason, detail }) => visible(`${reason} ${pointer}: ${detail}`)),
            ...(needs.length === 0 ? [] : [`needs ${needs.join(', ')}`]),
            ...waivers.map(({ reason, expires, approver }) =>
              visible(`waived until ${expires} by ${approver}: ${reason}`),
            ),
          ],
        },
        resources: [
          {
            uid: visible(resource.id),
            type: resource.type,
            region: resource.region,
            cloud_partition: evaluation.scope.partition,
          },
        ],
        ...(text.remediation !== '' && { remediation: { desc: text.remediation } }),
        ...(evidence.length > 0 && { evidences: evidence.map(artifactOf) }),
        cloud: {
          provider: 'AWS',
          region: resource.region,
          account: { uid: resource.account, type: 'AWS Account', type_id: 10 },
        },
      });
    }
}

/** Of each control that a framework asks for: the framework, and which of its requirements. */
const answersOf = (assessed: Assessed | undefined, language: Language) => {
  const answers = new Map<string, { readonly standards: readonly string[]; readonly requirements: string[] }>();
  if (assessed === undefined) return answers;
  const { title, version, requirements } = assessed.framework;
  const standards = [visible(`${title[language]} ${version}`)];
  for (const { id, controls } of requirements)
    for (const control of controls) {
      const known = answers.get(control);
      if (known === undefined) answers.set(control, { standards, requirements: [visible(id)] });
      else known.requirements.push(visible(id));
    }
  return answers;
};

/** Writes events of a run, each as one line; what all of them have is written once, before what is an event's own. */
const linesOf = (evaluation: Evaluation): ((event: object) => string) => {
  const common = JSON.stringify(eventOf(evaluation)).slice(0, -1);
  return (event) => `${common},${JSON.stringify(event).slice(1)}\n`;
};

const SEVERITY: Readonly<Record<Severity, number>> = { low: 2, medium: 3, high: 4, critical: 5 };

/** The life of a finding is set by whoever receives it; known here is what is new to act on, and what was waived. */
const STATUS: Readonly<Record<Verdict, { readonly status_id?: number; readonly status?: string }>> = {
  fail: { status_id: 1, status: 'New' },
  unknown: { status_id: 1, status: 'New' },
  manual: { status_id: 1, status: 'New' },
  waived: { status_id: 3, status: 'Suppressed' },
  pass: {},
  not_applicable: {},
};

const COMPLIANCE: Readonly<Record<Verdict, { readonly status_id: number; readonly status: string }>> = {
  fail: { status_id: 3, status: 'Fail' },
  waived: { status_id: 3, status: 'Fail' },
  unknown: { status_id: 2, status: 'Warning' },
  manual: { status_id: 2, status: 'Warning' },
  pass: { status_id: 1, status: 'Pass' },
  not_applicable: { status_id: 99, status: 'Not applicable' },
};

/** What every event of a run has. */
const eventOf = ({ scope, kansa }: Evaluation) => ({
  class_uid: 2003,
  class_name: 'Compliance Finding',
  category_uid: 2,
  category_name: 'Findings',
  activity_id: 1,
  activity_name: 'Create',
  type_uid: 200_301,
  type_name: 'Compliance Finding: Create',
  time: scope.now,
  metadata: {
    version: '1.6.0',
    profiles: ['cloud'],
    product: { name: 'kansa', vendor_name: 'kansa', version: kansa },
  },
});

/** The run itself as a finding: it passes only where everything that controls ask for was seen. */
const standing = (evaluation: Evaluation) => {
  const { scope, coverage } = evaluation;
  const unseen = unseenOf(evaluation);
  const verdict = isSeenWhole(unseen) ? 'pass' : 'unknown';
  const message = unseen.isEmpty
    ? 'nothing was judged'
    : `${unseen.verdicts} verdicts unknown, ${unseen.lists} lists incomplete, ${unseen.places} places not seen, ${unseen.calls} calls in trouble, ${unseen.files} files not read whole, ${unseen.controls} controls not judged${unseen.isNarrowed ? ', narrowed' : ''}`;
  return {
    severity_id: 1,
    severity: 'Informational',
    ...STATUS[verdict],
    message,
    finding_info: { uid: `kansa/coverage/${scope.partition}/${scope.account}`, title: 'Coverage of the run' },
    compliance: {
      control: 'kansa/coverage',
      ...COMPLIANCE[verdict],
      status_details: [
        message,
        ...coverage.listings
          .filter(({ state }) => state !== 'complete')
          .map(({ type, region }) => visible(`not listed whole: ${type} in ${region}`)),
      ],
    },
    resources: [{ uid: scope.account, type: 'AWS::::Account', cloud_partition: scope.partition }],
    cloud: { provider: 'AWS', account: { uid: scope.account, type: 'AWS Account', type_id: 10 } },
  };
};

/** Where the fact stands, what stands there, and which calls showed it. */
const artifactOf = ({ pointer, value, omitted, source }: Evidence) => ({
  name: visible(pointer),
  data: {
    ...(value !== undefined && { value }),
    ...(omitted !== undefined && { omitted }),
    source: source.map((one) => (isFileSource(one) ? `${visible(one.file)}:${one.line}` : one)),
  },
});
