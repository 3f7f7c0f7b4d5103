import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Language } from '../model/control.js';
import { EXIT, UsageError } from '../model/errors.js';
import { type MaskManifest, PII_TYPES, type PiiType } from '../model/pii.js';
import { isS3 } from '../model/run-place.js';
import { SourceFailure } from '../model/source.js';
import { organisationDetector } from '../pii/detectors/organisation.js';
import { encodingOfCopy, type MaskOptions, remainingIn } from '../pii/masked-copy.js';
import { keyIdOf, LEAST_KEY, pseudonymsBy } from '../pii/pseudonyms.js';
import { MASK_RENDERERS, type MaskOutput, piiProblemText } from '../reports/index.js';
import { openFile } from '../store/data-files.js';
import { writeNewText } from '../store/masked-files.js';
import { readPiiPatterns } from '../store/pii-patterns.js';
import { readSecretKey } from '../store/secret-key.js';
import { validator } from '../store/validate.js';
import { copyMasked } from './mask-copy.js';
import { type Access, withObject } from './mask-object.js';

export interface MaskCommandOptions extends Access {
  /** A file, or one object as s3://bucket/key. */
  readonly file: string;
  /** Where the copy is written, and beside it its manifest. Neither is there yet. */
  readonly out: string;
  /** A file of at least 32 secret bytes. */
  readonly key?: string;
  /** None: all but marks of confidentiality. */
  readonly types: readonly PiiType[];
  readonly format: MaskOutput;
  readonly minConfidence: number;
  /** A file of the organisation's own words and patterns. */
  readonly patterns?: string;
  readonly language: Language;
  readonly version: string;
}

/**
 * Writes a masked copy of a file or an object, and a manifest of it. The file itself is only read, of an object nothing is written but the
 * copy, and no value leaves this function.
 */
export const mask = async (
  options: MaskCommandOptions,
): Promise<{ readonly document: string; readonly exitCode: number }> => {
  const { file, out, format, minConfidence, language, version } = options;
  const key = options.key === undefined ? undefined : readSecretKey(options.key, LEAST_KEY, 'mask');
  const types = typesOf(options.types);
  const masking: MaskOptions = {
    minConfidence,
    types: new Set(types),
    pseudonym: pseudonymsBy(key),
    further: options.patterns === undefined ? [] : [organisationDetector(readPiiPatterns(options.patterns))],
  };
  for (const path of [out, manifestOf(out)])
    if (statSync(path, { throwIfNoEntry: false }) !== undefined)
      throw new UsageError(`mask: ${path} exists already, and nothing is overwritten; name another file by --out`);

  const made = isS3(file)
    ? await withObject(file, options, ({ key, ...object }, source) =>
        // Each part is asked for under the condition that the object is still the one that was listed.
        copyMasked({ source, name: key, isBound: true, object }, out, masking),
      )
    : await withFile(file, (source) => copyMasked({ source, name: file, isBound: false }, out, masking));
  if ('problems' in made)
    return {
      document: made.problems
        .map((problem) => `${REFUSED[language](file, piiProblemText(problem, language))}\n`)
        .join(''),
      exitCode: EXIT.incomplete,
    };

  const { plan, input, output, object } = made;
  const remaining = await withFile(out, (source) => remainingIn(source, plan, masking));
  if (remaining === undefined)
    throw new UsageError(
      `mask: the copy ${out} could not be read to its end, so that nobody knows what it still holds; remove it, and try again`,
    );
  const written = encodingOfCopy(plan.encoding);
  const manifest: MaskManifest = {
    schemaVersion: 1,
    kansa: version,
    exitCode: remaining.size === 0 ? EXIT.ok : EXIT.violation,
    minConfidence,
    types,
    ...(key !== undefined && { key: keyIdOf(key) }),
    input: {
      name: basename(file),
      ...input,
      ...(object !== undefined && { object: { place: file, etag: object.etag, lastModified: object.lastModified } }),
    },
    output: { name: basename(out), ...output },
    format: plan.format,
    encoding: plan.encoding,
    ...(written !== plan.encoding && { writtenAs: written }),
    ...(plan.compression !== undefined && { compression: plan.compression }),
    masked: plan.masked.toSorted((a, b) => PII_TYPES.indexOf(a.type) - PII_TYPES.indexOf(b.type)),
    below: plan.below,
    remaining: [...remaining].map(([type, count]) => ({ type, count })),
  };
  validator('mask')(JSON.parse(JSON.stringify(manifest)), 'the manifest');
  writeNewText(manifestOf(out), MASK_RENDERERS.json(manifest, language));
  return { document: MASK_RENDERERS[format](manifest, language), exitCode: manifest.exitCode };
};

const manifestOf = (out: string): string => `${out}.manifest.json`;

/** A mark of confidentiality warns whoever reads the copy. */
const typesOf = (types: readonly PiiType[]): readonly PiiType[] =>
  PII_TYPES.filter((type) => (types.length === 0 ? type !== 'confidential_label' : types.includes(type)));

const REFUSED: Readonly<Record<Language, (file: string, problem: string) => string>> = {
  en: (file, problem) => `${file}: ${problem}; no copy was written, as what was not read cannot be masked`,
  ja: (file, problem) => `${file}：${problem}。読み取れない部分はマスキングできないため、複製を作成していない`,
};

const withFile = async <T>(
  path: string,
  use: (source: Awaited<ReturnType<typeof openFile>>['source']) => Promise<T>,
): Promise<T> => {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new UsageError(`mask: ${path} is a folder; name one file`);
  const file = await openFile(path).catch((error: unknown) => {
    if (error instanceof SourceFailure)
      throw new UsageError(`mask: ${path} cannot be read (${error.code}); name a file`);
    throw error;
  });
  try {
    return await use(file.source);
  } finally {
    await file.close();
  }
};
