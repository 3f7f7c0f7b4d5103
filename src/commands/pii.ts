import type { Language } from '../model/control.js';
import { EXIT } from '../model/errors.js';
import type { PiiFile, PiiResult } from '../model/pii.js';
import { problemOf } from '../pii/contents.js';
import { organisationDetector } from '../pii/detectors/organisation.js';
import { type LookOptions, look as lookAt, notSeen } from '../pii/look.js';
import { PII_RENDERERS, type PiiOutput } from '../reports/index.js';
import { type DataFile, dataFiles, type OpenFile, openFile } from '../store/data-files.js';
import { readPdfium } from '../store/pdfium.js';
import { readPiiPatterns } from '../store/pii-patterns.js';
import { validator } from '../store/validate.js';

export interface PiiOptions {
  /** Files and folders. */
  readonly paths: readonly string[];
  readonly format: PiiOutput;
  /** From which confidence on a value is told, 0 to 1. */
  readonly minConfidence: number;
  /** A file of the organisation's own words and patterns. */
  readonly patterns?: string;
  readonly language: Language;
  readonly terminal: { readonly colour: boolean; readonly width: number };
  readonly version: string;
}

/** Looks for personal and confidential data in files. Nothing leaves the machine, and no value leaves this function. */
export const pii = async (options: PiiOptions): Promise<{ readonly document: string; readonly exitCode: number }> => {
  const { paths, format, minConfidence, patterns, language, terminal, version } = options;
  const further = patterns === undefined ? [] : [organisationDetector(readPiiPatterns(patterns))];
  const files: PiiFile[] = [];
  const { files: found, leftOut } = dataFiles(paths);
  for (const file of found) files.push(...(await look(file, { minConfidence, further, pdfium: readPdfium })));
  const exitCode = exitCodeOf(files);
  const result: PiiResult = { schemaVersion: 1, kansa: version, exitCode, minConfidence, files, leftOut };
  validator('pii')(JSON.parse(JSON.stringify(result)), 'the result');
  return { document: PII_RENDERERS[format](result, { language, ...terminal }), exitCode };
};

/** What is found outweighs what could not be read, and nothing read is never clean. */
const exitCodeOf = (files: readonly PiiFile[]): PiiResult['exitCode'] => {
  if (files.some(({ detections }) => detections.length > 0)) return EXIT.violation;
  return files.length === 0 || files.some(({ state }) => state !== 'read') ? EXIT.incomplete : EXIT.ok;
};

const look = async ({ path, unread }: DataFile, options: LookOptions): Promise<readonly PiiFile[]> => {
  if (unread !== undefined) return [{ path, ...notSeen(unread) }];
  let file: OpenFile;
  try {
    file = await openFile(path);
  } catch (error) {
    return [{ path, ...notSeen(problemOf(error)) }];
  }
  try {
    return (await lookAt(file.source, path, options)).map((seen) => ({ path, ...seen }));
  } finally {
    await file.close();
  }
};
