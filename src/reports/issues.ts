import type { Catalogue, Language } from '../model/control.js';
import { SEVERITIES } from '../model/control.js';
import type { Evaluation, FileCoverage, Finding } from '../model/finding.js';
import { sortedBy } from '../model/json.js';
import { leadsTo, type Pointer, segmentsOf } from '../model/pointer.js';
import { type FileSource, isFileSource } from '../model/resource.js';
import { flagsOf } from '../model/selection.js';
import type { Look } from './lines.js';
import { WORDS, type Words } from './text.js';
import { type ControlGroup, groupsOf, violationText, wholeMessageOf } from './view.js';

export interface GateReportOptions extends Look {
  readonly language: Language;
  /** The text of a line of a file, where it is known. */
  lineOf(file: string, line: number): string | undefined;
}

/** The result of a gate as the text of one document. Pure: the same evaluation gives the same bytes. */
export type GateRenderer = (evaluation: Evaluation, catalogue: Catalogue, options: GateReportOptions) => string;

/** One thing that a gate tells: a violation, or a verdict that could not be reached. */
export interface Issue {
  readonly verdict: 'fail' | 'unknown' | 'manual' | 'waived';
  readonly group: ControlGroup;
  readonly finding: Finding;
  /** In the reader's language, as it came: renderers make it inert. */
  readonly message: string;
  /** Where it stands in a template. */
  readonly place: FileSource | undefined;
  readonly fingerprint: string;
  /** The baseline has it already. */
  readonly known: boolean;
}

/** Everything that a gate has to tell, the most severe first, violations before unknowns, then by place. */
export const issuesIn = (evaluation: Evaluation, catalogue: Catalogue, language: Language): Issue[] =>
  sortedBy(
    groupsOf(evaluation, catalogue, language).flatMap((group) =>
      group.findings.flatMap((finding) => issuesOf(finding, group, language)),
    ),
    ({ group }) => String(SEVERITIES.indexOf(group.severity)),
    ({ verdict }) => String(ORDER.indexOf(verdict)),
    ({ place }) => place?.file ?? '',
    ({ place }) => String(place?.line ?? 0).padStart(9, '0'),
    ({ group }) => group.id,
    ({ fingerprint }) => fingerprint,
  );

const ORDER: readonly Issue['verdict'][] = ['fail', 'unknown', 'manual', 'waived'];

const issuesOf = (finding: Finding, group: ControlGroup, language: Language): Issue[] => {
  const { verdict, violations } = finding;
  if (verdict === 'pass' || verdict === 'not_applicable') return [];
  if (verdict === 'fail' || verdict === 'waived')
    return violations.map((violation) => ({
      verdict,
      group,
      finding,
      message: violationText(violation, group.text, language),
      place: placeOf(violation) ?? finding.place,
      fingerprint: violation.fingerprint,
      known: violation.known === true,
    }));
  const causes = [...new Set(finding.gaps.map(({ detail }) => detail))].join('; ');
  return [
    {
      verdict,
      group,
      finding,
      message: `${wholeMessageOf(finding, group.text, language)}${causes && WORDS[language].bracketed(causes)}`,
      place: finding.place,
      fingerprint: finding.fingerprint,
      known: finding.known === true,
    },
  ];
};

/** Where the fact stands that shows it most closely: in the subject, else in what it refers to. */
const placeOf = ({ evidence }: Finding['violations'][number]): FileSource | undefined => {
  const placed = evidence.flatMap(({ pointer, source }) =>
    source
      .filter(isFileSource)
      .slice(-1)
      .map((place) => ({ pointer, place })),
  );
  const own = placed.filter(({ pointer }) => leadsTo('/resource', pointer));
  const depth = ({ pointer }: { readonly pointer: Pointer }): number => segmentsOf(pointer).length;
  return (own.length > 0 ? own : placed).sort((a, b) => depth(a) - depth(b)).at(-1)?.place;
};

/** How people name the subject. */
export const addressOf = ({ finding, place }: Pick<Issue, 'finding' | 'place'>): string =>
  place?.address ?? finding.place?.address ?? finding.resource.id;

/** The result in one sentence. With a baseline it speaks of what is new. */
export const headlineOf = (evaluation: Evaluation, words: Words): string => {
  const { findings, coverage } = evaluation;
  const told = (verdict: string) => findings.filter((one) => one.verdict === verdict && one.known !== true).length;
  if (told('fail') + told('unknown') === 0 && findings.length > 0 && unreadIn(evaluation).length > 0)
    return words.gate.headlineUnread;
  return coverage.baseline === undefined || findings.length === 0
    ? words.headline(told('fail'), told('unknown'), findings.length)
    : words.gate.headlineNew(told('fail'), told('unknown'));
};

/** To what a gate was narrowed, as one line of the reader's language; undefined for a whole one. */
export const narrowedGate = ({ scope }: Evaluation, words: Words): string | undefined =>
  scope.selection && words.gate.narrowed(flagsOf(scope.selection));

/** One thing that could not be read, or that a file names and was not looked at. */
export interface Unread {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

export const unreadIn = ({ coverage }: Evaluation): Unread[] =>
  (coverage.files ?? []).flatMap(({ file, problems, unread = [] }) =>
    [...problems, ...unread].map((problem) => ({ file, ...problem })),
  );

/** Where something is told that stands in no file of its own: the first file that was read. */
export const anywhere = ({ coverage }: Evaluation): string =>
  (coverage.files ?? []).find(isRead)?.file ?? coverage.files?.[0]?.file ?? '.';

export const isRead = ({ kind }: FileCoverage): boolean => kind !== 'ignored';

/** A path as a URI reference relates to it: forward, without `./`, every other character than the unreserved ones encoded. */
export const uriOf = (file: string): string => {
  const path = tidy(file)
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  return path.startsWith('/') ? `file://${path}` : path;
};

/** A path as pipelines compare it with those of the repository. */
export const tidy = (file: string): string => file.replace(/^(\.\/+)+/, '');

/** The first characters of a text, never half of one. */
export const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
