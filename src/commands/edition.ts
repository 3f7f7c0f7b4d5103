import { statSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../evidence/manifest.js';
import type { Language } from '../model/control.js';
import type { Attachment } from '../model/document.js';
import { UsageError } from '../model/errors.js';
import type { Evaluation } from '../model/finding.js';
import type { Assessment, Framework } from '../model/framework.js';
import { MANIFEST, SIGNATURE } from '../model/manifest.js';
import type { SealStanding } from '../model/seal.js';
import {
  ASSESSMENT_RENDERERS,
  type AttachedFile,
  EDITION_WORDS,
  type EditionFormat,
  editionOf,
  oscalPieces,
  RENDERERS,
  renderEditionHtml,
} from '../reports/index.js';
import { readBundle } from '../store/bundle-files.js';
import { readEvaluation } from '../store/evaluation-file.js';
import { digestOfFile, storedManifest, storedSignature } from '../store/run-files.js';

export interface EditionOptions {
  readonly format: EditionFormat;
  readonly framework: Framework;
  readonly assessment: Assessment;
  /** An earlier run of the account, with which this one is compared. */
  readonly previous?: string;
  readonly language: Language;
  readonly look: { readonly colour: boolean; readonly width: number };
}

/** Open findings that are told one by one: what a person still reads on paper, and what a browser still lays out. */
const MOST_FINDINGS: Readonly<Record<EditionFormat, number>> = { html: 2000, pdf: 100 };

/** A stored run as the auditor's edition by one framework: a page of HTML, or the bytes of a PDF with its sources inside. */
export const editionFor = async (
  run: string,
  evaluation: Evaluation,
  { format, framework, assessment, previous, language, look }: EditionOptions,
): Promise<string | Buffer> => {
  const { catalogue } = readBundle();
  const assessed = { framework, assessment };
  const files: EmbeddedFile[] =
    format === 'html'
      ? []
      : [
          {
            name: 'findings.csv',
            holds: 'findings',
            mediaType: 'text/csv',
            relationship: 'data',
            content: () => [RENDERERS.csv(evaluation, catalogue, language)],
          },
          {
            name: 'assessment.json',
            holds: 'assessment',
            mediaType: 'application/json',
            relationship: 'source',
            content: () => [ASSESSMENT_RENDERERS.json(assessed, language, look)],
          },
          {
            name: 'assessment-results.oscal.json',
            holds: 'oscal',
            mediaType: 'application/json',
            relationship: 'data',
            content: () => oscalPieces(evaluation, catalogue, language, assessed),
          },
          ...sealFiles(run),
        ];
  const document = editionOf(
    {
      ...assessed,
      evaluation,
      catalogue,
      seal: sealOf(run),
      ...(previous !== undefined && { previous: earlierOf(previous, run, evaluation) }),
      mostFindings: MOST_FINDINGS[format],
      attached: files.map(({ name, holds }) => ({ name, holds })),
    },
    language,
  );
  if (format === 'html') return renderEditionHtml(document);
  const { pdfOf } = await import('../typeset/pdf.js');
  const described = files.map(
    ({ holds, ...file }): Attachment => ({ ...file, description: EDITION_WORDS[language].attachment[holds] }),
  );
  return pdfOf(document, described);
};

type EmbeddedFile = Omit<Attachment, 'description'> & AttachedFile;

/** What seals the run, byte for byte. */
const sealFiles = (run: string): EmbeddedFile[] => {
  const manifest = isFolder(run) ? storedManifest(run)?.text : undefined;
  const signature = isFolder(run) ? storedSignature(run) : undefined;
  const file = (name: string, holds: AttachedFile['holds'], mediaType: string, text: string): EmbeddedFile => ({
    name,
    holds,
    mediaType,
    relationship: 'supplement',
    content: () => [text],
  });
  return [
    ...(manifest === undefined ? [] : [file(MANIFEST, 'manifest', 'application/json', manifest)]),
    ...(signature === undefined ? [] : [file(SIGNATURE, 'signature', 'application/json', signature)]),
  ];
};

const isFolder = (run: string): boolean => statSync(run, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** What reading shows of the seal: whether it is good, only `kansa verify` says. */
const sealOf = (run: string): SealStanding => {
  const stored = isFolder(run) ? storedManifest(run) : undefined;
  if (stored === undefined) return { state: 'unsealed' };
  const manifest = sha256Of(stored.text);
  const sealed = stored.manifest?.files.find(({ path }) => path === EVALUATION);
  if (sealed === undefined || sealed.sha256 !== digestOfFile(join(run, EVALUATION)).sha256)
    return { state: 'altered', manifest };
  return { state: storedSignature(run) === undefined ? 'unsigned' : 'signed', manifest };
};

const EVALUATION = 'evaluation.json';

const earlierOf = (previous: string, run: string, { scope: { account } }: Evaluation): Evaluation => {
  const before = readEvaluation(previous);
  if (before.scope.account !== account)
    throw new UsageError(
      `--previous ${previous} is a run of account ${before.scope.account} and ${run} one of ${account}: name two runs of one account`,
    );
  return before;
};
