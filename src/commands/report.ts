import { assess } from '../engine/assess.js';
import type { Language } from '../model/control.js';
import { UsageError } from '../model/errors.js';
import { didYouMean } from '../model/suggest.js';
import {
  ANSWERING_RENDERERS,
  ASSESSMENT_RENDERERS,
  EDITION_FORMATS,
  isAnsweringFormat,
  isAssessmentFormat,
  isEditionFormat,
  isReportFormat,
  PIECES,
  RENDERERS,
  type ReportFormat,
} from '../reports/index.js';
import { readBundle } from '../store/bundle-files.js';
import { readEvaluation } from '../store/evaluation-file.js';
import { readFrameworks } from '../store/frameworks.js';
import { writeWhole } from '../store/run-directory.js';
import { refuseInsideSealedRun } from '../store/run-files.js';
import { validator } from '../store/validate.js';

/** The report format of that name. Throws {@link UsageError} where there is none. */
export const formatOf = (name: string): ReportFormat => {
  if (isReportFormat(name)) return name;
  const known = Object.keys(RENDERERS);
  throw new UsageError(
    `--format ${JSON.stringify(name)} is unknown${didYouMean(name, known)} (known: ${known.join(', ')})`,
  );
};

export interface ReportOptions {
  /** The usual one where nobody says it: HTML, or text where a framework is named. */
  readonly format?: string;
  /** Frameworks by which the run is told: ids of shipped ones, files, or folders. */
  readonly frameworks: readonly string[];
  /** Of the auditor's report: an earlier run of the account, whose changes are told. */
  readonly previous?: string;
  readonly language: Language;
  /** How a text may look. */
  readonly terminal: { readonly colour: boolean; readonly width: number };
  /** The file to write; `-` is nobody's file: the document is for stdout. */
  readonly output: string;
  /** Stdout is a screen, which bytes would garble. */
  readonly isScreen?: boolean;
}

/** A stored run (its directory, or its `evaluation.json`) as one document: what is left to print. Nothing is judged again. */
export const report = async (run: string, options: ReportOptions): Promise<string | Uint8Array | Iterable<string>> => {
  const { format = 'html', frameworks, previous, language, output, isScreen = false } = options;
  if (format === 'pdf' && frameworks.length > 0 && output === '-' && isScreen)
    throw new UsageError('--format pdf is no text for a terminal: name a file with --output, or send it to a program');
  if (frameworks.length > 0) {
    if (output !== '-') refuseInsideSealedRun(output);
    const document = await assessment(run, options);
    if (output === '-') return document;
    writeWhole(output, document);
    return '';
  }
  if (format === 'pdf')
    throw new UsageError('--format pdf is the auditor’s report by a framework: name one with --framework');
  if (previous !== undefined)
    throw new UsageError(
      '--previous is of the auditor’s report: add --framework with --format html or pdf, or use kansa diff',
    );
  const name = formatOf(format);
  const render = PIECES[name] ?? RENDERERS[name];
  return deliver(output, () => render(readEvaluation(run), readBundle().catalogue, language));
};

/** A document written to a file beside runs, never into one, or, for `-`, as what is left to print. */
export const deliver = <Document extends string | Iterable<string>>(
  output: string,
  document: () => Document,
): Document | '' => {
  if (output === '-') return document();
  refuseInsideSealedRun(output);
  writeWhole(output, document());
  return '';
};

/** A stored run by what a framework asks. */
const assessment = async (run: string, options: ReportOptions): Promise<string | Uint8Array | Iterable<string>> => {
  const { format = 'text', frameworks, previous, language, terminal } = options;
  if (!isAssessmentFormat(format) && !isAnsweringFormat(format) && !isEditionFormat(format)) {
    const known = [...Object.keys(ASSESSMENT_RENDERERS), ...Object.keys(ANSWERING_RENDERERS), ...EDITION_FORMATS];
    throw new UsageError(
      `--format ${JSON.stringify(format)} is none of a framework's${didYouMean(format, known)} (known: ${known.join(', ')})`,
    );
  }
  const { catalogue } = readBundle();
  const ids = catalogue.controls.map(({ id }) => id);
  const [file, another] = readFrameworks(frameworks, ids);
  if (file === undefined || another !== undefined)
    throw new UsageError('--framework: a report is of one framework; name one');
  const evaluation = readEvaluation(run);
  if (evaluation.coverage.files !== undefined)
    throw new UsageError(`${run} is the result of a gate: a framework is answered by the run of an account`);
  const { framework } = file;
  const assessed = { framework, assessment: assess(framework, evaluation) };
  validator('assessment')(JSON.parse(JSON.stringify(assessed.assessment)), 'the assessment');
  if (isEditionFormat(format)) {
    const { editionFor } = await import('./edition.js');
    const look = terminal;
    return editionFor(run, evaluation, {
      ...assessed,
      format,
      language,
      look,
      ...(previous !== undefined && { previous }),
    });
  }
  if (previous !== undefined)
    throw new UsageError(`--previous is of --format ${EDITION_FORMATS.join(' and ')}: leave it out, or use kansa diff`);
  if (!isAnsweringFormat(format)) return ASSESSMENT_RENDERERS[format](assessed, language, terminal);
  const render = PIECES[format] ?? ANSWERING_RENDERERS[format];
  return render(evaluation, catalogue, language, assessed);
};
