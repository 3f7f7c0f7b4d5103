import type { Catalogue, Language } from '../model/control.js';
import type { Evaluation } from '../model/finding.js';
import { renderCsv } from './csv.js';
import { renderHtml } from './html.js';
import { renderJson } from './json.js';

/** An evaluation as the text of one document. Pure: the same evaluation gives the same bytes. */
export type Renderer = (evaluation: Evaluation, catalogue: Catalogue, language: Language) => string;

/** Every format of a report. The name is also the file's extension. */
export const RENDERERS = { csv: renderCsv, html: renderHtml, json: renderJson } as const satisfies Record<
  string,
  Renderer
>;

export type ReportFormat = keyof typeof RENDERERS;

export const isReportFormat = (name: string): name is ReportFormat => Object.hasOwn(RENDERERS, name);

export { renderCatalogue, renderControl } from './catalogue.js';
export { renderDiff, renderDiffJson } from './diff.js';
export { renderGate } from './gate.js';
export { renderJson } from './json.js';
export { POLICY_FORMATS, renderPolicy } from './policy.js';
export { renderSummary } from './summary.js';
export { renderTable } from './table.js';
