import { type AssessmentRenderer, renderAssessment } from './framework/assessment.js';
import { renderAssessmentCsv } from './framework/assessment-csv.js';
import { renderAssessmentJson } from './framework/assessment-json.js';
import { renderAssessmentMarkdown } from './framework/assessment-markdown.js';
import { oscalPieces, renderOscal } from './oscal/oscal.js';
import { type MaskRenderer, renderMask, renderMaskJson } from './pii/mask.js';
import { type PiiRenderer, renderPii, renderPiiJson } from './pii/pii.js';
import type { AnsweringRenderer, Renderer, RetentionRenderer } from './renderer.js';
import { renderCalendarCsv } from './retention/calendar.js';
import { renderDigestsCsv } from './retention/digests.js';
import { renderRetentionHtml } from './retention/html.js';
import { renderRetention, renderRetentionCsv, renderRetentionJson } from './retention/retention.js';
import { renderCsv } from './run/csv.js';
import { type HistoryRenderer, renderHistory, renderHistoryCsv, renderHistoryJson } from './run/history.js';
import { renderHtml } from './run/html.js';
import { jsonPieces, renderJson } from './run/json.js';
import { renderRunMarkdown } from './run/markdown.js';
import { ocsfPieces, renderOcsf } from './run/ocsf.js';
import { renderOpenMetrics } from './run/openmetrics.js';

/** Every format of a report. */
export const RENDERERS = {
  csv: renderCsv,
  html: renderHtml,
  json: renderJson,
  markdown: renderRunMarkdown,
  ocsf: renderOcsf,
  openmetrics: renderOpenMetrics,
  oscal: renderOscal,
} as const satisfies Record<string, Renderer>;

export type ReportFormat = keyof typeof RENDERERS;

/** The same where a report may be longer than any text, in pieces. */
export const PIECES: Partial<Record<ReportFormat, (...given: Parameters<AnsweringRenderer>) => Iterable<string>>> = {
  json: jsonPieces,
  ocsf: ocsfPieces,
  oscal: oscalPieces,
};

/** What the file of a report in a run is called: by the extension that its readers look for. */
export const REPORT_FILES: Readonly<Record<ReportFormat, `report.${string}`>> = {
  csv: 'report.csv',
  html: 'report.html',
  json: 'report.json',
  markdown: 'report.md',
  ocsf: 'report.ocsf.ndjson',
  openmetrics: 'report.prom',
  oscal: 'report.oscal.json',
};

export const isReportFormat = (name: string): name is ReportFormat => Object.hasOwn(RENDERERS, name);

/** Every form of an assessment: the answer to one framework. */
export const ASSESSMENT_RENDERERS = {
  text: renderAssessment,
  json: renderAssessmentJson,
  csv: renderAssessmentCsv,
  markdown: renderAssessmentMarkdown,
} as const satisfies Record<string, AssessmentRenderer>;

export type AssessmentFormat = keyof typeof ASSESSMENT_RENDERERS;

/** Forms of a run that tell it by a framework, too. */
export const ANSWERING_RENDERERS = {
  ocsf: renderOcsf,
  openmetrics: renderOpenMetrics,
  oscal: renderOscal,
} as const satisfies Partial<Record<ReportFormat, AnsweringRenderer>>;

export const isAnsweringFormat = (name: string): name is keyof typeof ANSWERING_RENDERERS =>
  Object.hasOwn(ANSWERING_RENDERERS, name);

export const isAssessmentFormat = (name: string): name is AssessmentFormat => Object.hasOwn(ASSESSMENT_RENDERERS, name);

/** Forms of an assessment for an auditor, which tell the run as well: reports/edition.ts. */
export const EDITION_FORMATS = ['html', 'pdf'] as const;

export type EditionFormat = (typeof EDITION_FORMATS)[number];

export const isEditionFormat = (name: string): name is EditionFormat => EDITION_FORMATS.some((known) => known === name);

/** Every form of how evidence is kept. */
export const RETENTION_RENDERERS = {
  text: renderRetention,
  json: renderRetentionJson,
  csv: renderRetentionCsv,
  'calendar-csv': renderCalendarCsv,
  'digests-csv': renderDigestsCsv,
  html: renderRetentionHtml,
} as const satisfies Record<string, RetentionRenderer>;

export type RetentionFormat = keyof typeof RETENTION_RENDERERS;

/** Every form of what `kansa pii` found. */
export const PII_RENDERERS = { text: renderPii, json: renderPiiJson } as const satisfies Record<string, PiiRenderer>;

export type PiiOutput = keyof typeof PII_RENDERERS;

/** Every form of what `kansa mask` did. */
export const MASK_RENDERERS = { text: renderMask, json: renderMaskJson } as const satisfies Record<
  string,
  MaskRenderer
>;

export type MaskOutput = keyof typeof MASK_RENDERERS;

/** Every form of runs over time. */
export const HISTORY_RENDERERS = {
  text: renderHistory,
  json: renderHistoryJson,
  csv: renderHistoryCsv,
} as const satisfies Record<string, HistoryRenderer>;

export type HistoryFormat = keyof typeof HISTORY_RENDERERS;

export { renderAttestations, renderExpiredAttestations } from './attestations.js';
export { renderCatalogue, renderControl } from './catalogue.js';
export type { AttachedFile } from './edition/draft.js';
export { editionOf } from './edition/edition.js';
export { renderEditionHtml } from './edition/html.js';
export { EDITION_WORDS } from './edition/words.js';
export { reachOf, renderFramework, renderFrameworks } from './framework/frameworks.js';
export { oscalPieces } from './oscal/oscal.js';
export { piiProblemText } from './pii/pii.js';
export { type FurtherStatement, POLICY_FORMATS, renderPolicy } from './policy.js';
export { renderDiff, renderDiffJson } from './run/diff.js';
export { jsonPieces } from './run/json.js';
export { renderSummary } from './run/summary.js';
export { renderSeal } from './seal.js';
export { renderTable } from './table.js';
export { renderVerification } from './verification.js';
export { isSeenWholeIn } from './view.js';
