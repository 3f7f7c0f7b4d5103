import type { Catalogue, Language } from '../model/control.js';
import type { Evaluation } from '../model/finding.js';
import { type AssessmentRenderer, renderAssessment } from './assessment.js';
import { renderAssessmentCsv } from './assessment-csv.js';
import { renderAssessmentJson } from './assessment-json.js';
import { renderAssessmentMarkdown } from './assessment-markdown.js';
import { renderCalendarCsv } from './calendar.js';
import { renderCsv } from './csv.js';
import { renderGate } from './gate.js';
import { renderGithub } from './github.js';
import { renderGitlab } from './gitlab.js';
import { renderHtml } from './html.js';
import type { GateRenderer } from './issues.js';
import { renderJson } from './json.js';
import { renderJunit } from './junit.js';
import { renderMarkdown } from './markdown.js';
import { type RetentionRenderer, renderRetention, renderRetentionCsv, renderRetentionJson } from './retention.js';
import { renderRetentionHtml } from './retention-html.js';
import { renderSarif } from './sarif.js';

/** An evaluation as the text of one document. Pure: the same evaluation gives the same bytes. */
export type Renderer = (evaluation: Evaluation, catalogue: Catalogue, language: Language) => string;

/** Every format of a report. The name is also the file's extension. */
export const RENDERERS = { csv: renderCsv, html: renderHtml, json: renderJson } as const satisfies Record<
  string,
  Renderer
>;

export type ReportFormat = keyof typeof RENDERERS;

export const isReportFormat = (name: string): name is ReportFormat => Object.hasOwn(RENDERERS, name);

/** Every form of a gate's result. */
export const GATE_RENDERERS = {
  text: renderGate,
  json: renderJson,
  sarif: renderSarif,
  junit: renderJunit,
  github: renderGithub,
  gitlab: renderGitlab,
  markdown: renderMarkdown,
} as const satisfies Record<string, GateRenderer>;

export type GateFormat = keyof typeof GATE_RENDERERS;

export const isGateFormat = (name: string): name is GateFormat => Object.hasOwn(GATE_RENDERERS, name);

/** Every form of an assessment: the answer to one framework. */
export const ASSESSMENT_RENDERERS = {
  text: renderAssessment,
  json: renderAssessmentJson,
  csv: renderAssessmentCsv,
  markdown: renderAssessmentMarkdown,
} as const satisfies Record<string, AssessmentRenderer>;

export type AssessmentFormat = keyof typeof ASSESSMENT_RENDERERS;

export const isAssessmentFormat = (name: string): name is AssessmentFormat => Object.hasOwn(ASSESSMENT_RENDERERS, name);

/** Every form of how evidence is kept. */
export const RETENTION_RENDERERS = {
  text: renderRetention,
  json: renderRetentionJson,
  csv: renderRetentionCsv,
  'calendar-csv': renderCalendarCsv,
  html: renderRetentionHtml,
} as const satisfies Record<string, RetentionRenderer>;

export type RetentionFormat = keyof typeof RETENTION_RENDERERS;

export { renderAttestations, renderExpiredAttestations } from './attestations.js';
export { renderCatalogue, renderControl } from './catalogue.js';
export { renderDiff, renderDiffJson } from './diff.js';
export { reachOf, renderFramework, renderFrameworks } from './frameworks.js';
export { jsonPieces } from './json.js';
export { POLICY_FORMATS, renderPolicy } from './policy.js';
export { renderSeal } from './seal.js';
export { renderSummary } from './summary.js';
export { renderTable } from './table.js';
export { renderVerification } from './verification.js';
export { renderExpiredWaivers, renderWaivers } from './waivers.js';
