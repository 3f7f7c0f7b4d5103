import type { Language } from '../model/control.js';
import { UsageError } from '../model/errors.js';
import { didYouMean } from '../model/suggest.js';
import { isReportFormat, RENDERERS, type ReportFormat } from '../reports/index.js';
import { readBundle } from '../store/bundle-files.js';
import { readEvaluation } from '../store/evaluation-file.js';
import { writeWhole } from '../store/run-directory.js';
import { refuseInsideSealedRun } from '../store/run-files.js';

/** The report format of that name. Throws {@link UsageError} where there is none. */
export const formatOf = (name: string): ReportFormat => {
  if (isReportFormat(name)) return name;
  const known = Object.keys(RENDERERS);
  throw new UsageError(
    `--format ${JSON.stringify(name)} is unknown${didYouMean(name, known)} (known: ${known.join(', ')})`,
  );
};

export interface ReportOptions {
  readonly format: string;
  readonly language: Language;
  /** The file to write; `-` is nobody's file: the document is for stdout. */
  readonly output: string;
}

/** A stored run (its directory, or its `evaluation.json`) as one document: what is left to print. Nothing is judged again. */
export const report = (run: string, { format, language, output }: ReportOptions): string => {
  if (output !== '-') refuseInsideSealedRun(output);
  const render = RENDERERS[formatOf(format)];
  const document = render(readEvaluation(run), readBundle().catalogue, language);
  if (output === '-') return document;
  writeWhole(output, document);
  return '';
};
