import type { Language } from '../model/control.js';
import { UsageError } from '../model/errors.js';
import { RETENTION_RENDERERS, type RetentionFormat } from '../reports/index.js';
import { readEvaluation } from '../store/evaluation-file.js';
import { deliver } from './report.js';

export interface RetentionOptions {
  readonly format: RetentionFormat;
  readonly language: Language;
  /** How a text may look. */
  readonly terminal: { readonly colour: boolean; readonly width: number };
  /** The file to write; `-` is nobody's file: the document is for stdout. */
  readonly output: string;
}

/**
 * How the evidence of a stored run's account is kept, as one document: what is left to print. Nothing is asked or
 * judged again.
 */
export const retention = (run: string, { format, language, terminal, output }: RetentionOptions): string =>
  deliver(output, () => {
    const { retention: kept, ...evaluation } = readEvaluation(run);
    if (kept === undefined)
      throw new UsageError(
        `${run} does not tell how evidence is kept: it was narrowed, or made by an earlier kansa; scan the whole account, or replay its recording`,
      );
    if (format === 'calendar-csv' && kept.calendars === undefined)
      throw new UsageError(`${run} has no calendar of logs: nobody asked for one; scan with --log-inventory`);
    if (format === 'digests-csv' && kept.digests === undefined)
      throw new UsageError(`${run} validated no digest files: nobody asked for it; scan with --log-digests`);
    return RETENTION_RENDERERS[format]({ ...evaluation, retention: kept }, { language, ...terminal });
  });
