import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isSeq } from 'yaml';
import type { Attestation } from '../model/attestation.js';
import { UsageError } from '../model/errors.js';
import { type Framework, nameOf, needsAttestation } from '../model/framework.js';
import { didYouMean } from '../model/suggest.js';
import { isDay } from '../model/waiver.js';
import { faultIn } from './validate.js';
import { firstLine, sentenceOf, type YamlDocument, yamlDocument } from './yaml-document.js';

/** What a file of attestations says, and the evidence that it names, as both are now. */
export interface AttestationFile {
  readonly attestations: readonly Attestation[];
  /** The text of the file. */
  readonly text: string;
  /** Each file of evidence once, by the name under which a run keeps it: `<sha256>-<name>`. */
  readonly evidence: ReadonlyMap<string, Uint8Array>;
}

/** Ids of the frameworks that a file of attestations speaks of; what is wrong in it is told by {@link readAttestations}. */
export const attestedFrameworks = (path: string): string[] => {
  const { document } = parsed(path, textOf(path));
  const content: AttestationContent = document.toJS() ?? {};
  if (faultIn('attestations')(content) !== undefined) return [];
  return [...new Set(content.attestations.map(({ requirement }) => requirement.split(' ')[0] ?? ''))];
};

/**
 * Reads attestations and their evidence. `frameworks` are those whose requirements may be attested, `known` further ids, for
 * a mistyped one. Throws {@link UsageError} with the line of the first entry that is none: nothing of the file counts then.
 */
export const readAttestations = (
  path: string,
  frameworks: readonly Framework[],
  known: readonly string[] = [],
): AttestationFile => {
  const text = textOf(path);
  const { document, lineAt, lineOf } = parsed(path, text);
  const content: AttestationContent = document.toJS() ?? {};
  const fault = faultIn('attestations')(content);
  if (fault !== undefined) throw complaint(`${path}:${lineOf(fault)}`, sentenceOf(fault));
  const evidence = new Map<string, Uint8Array>();
  const attestations = content.attestations.map((entry, index): Attestation => {
    const line = lineAt(['attestations', index]);
    const problem = faultOf(entry, frameworks, known);
    if (problem !== undefined) throw complaint(`${path}:${line}`, problem);
    const files = entry.evidence.map((file) => {
      const bytes = evidenceAt(resolve(dirname(path), file), file, (what) => complaint(`${path}:${line}`, what));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      evidence.set(keptName(sha256, file), bytes);
      return { file, sha256, size: bytes.byteLength };
    });
    return { ...entry, evidence: files, origin: { file: path, line } };
  });
  return { attestations, text, evidence };
};

interface AttestationContent {
  readonly attestations: readonly Entry[];
}

/** An entry as a person writes it. */
export type Entry = Omit<Attestation, 'origin' | 'evidence'> & { readonly evidence: readonly string[] };

/** Why nobody can attest that; undefined where somebody can. */
export const faultOf = (
  { requirement, date, expires }: Pick<Entry, 'requirement' | 'date' | 'expires'>,
  frameworks: readonly Framework[],
  others: readonly string[] = [],
): string | undefined => {
  const [id = ''] = requirement.split(' ');
  const framework = frameworks.find((known) => known.id === id);
  if (framework === undefined) {
    const ids = [...new Set([...frameworks.map((known) => known.id), ...others])];
    return `no framework has the id ${JSON.stringify(id)}${didYouMean(id, ids)}; name the file of one of your own with --framework`;
  }
  const known = framework.requirements.find((candidate) => nameOf(framework, candidate) === requirement);
  if (known === undefined) {
    const names = framework.requirements.filter(needsAttestation).map((candidate) => nameOf(framework, candidate));
    return `no requirement is called ${JSON.stringify(requirement)}${didYouMean(requirement, names)}`;
  }
  if (known.automation === 'automated')
    return `the requirement ${requirement} is decided by its controls alone: accept a violation by a waiver instead`;
  if (known.automation === 'undecidable') return `the requirement ${requirement} is decided by nobody`;
  if (!isDay(date)) return `date ${date} is no day of the calendar`;
  if (!isDay(expires)) return `expires ${expires} is no day of the calendar`;
  return expires < date ? `expires ${expires} lies before date ${date}` : undefined;
};

/** The text of the file with one more entry at its end, comments and order of the others kept; of a new file where there is none. */
export const withAttestation = (path: string, entry: Entry): string => {
  const isThere = statSync(path, { throwIfNoEntry: false }) !== undefined;
  const { document } = parsed(path, isThere ? textOf(path) : NEW_FILE);
  const list = document.get('attestations');
  if (!isSeq(list)) throw complaint(path, 'there is no list of attestations');
  list.flow = false;
  list.add(document.createNode(entry));
  return document.toString({ lineWidth: 0 });
};

const NEW_FILE = `# What people state of requirements that no account can show; schemas/attestations.schema.json describes the file.
attestations: []
`;

/** A file of evidence as an entry of the file at `path` names it: from there, where it stands below. */
export const namedFrom = (path: string, file: string): string => {
  const name = relative(dirname(resolve(path)), resolve(file));
  return isAbsolute(name) || name.startsWith('..') ? resolve(file) : name.split(sep).join('/');
};

/** The bytes of a file of evidence. Throws {@link UsageError}, as `complain` makes it of the sentence, where it is none. */
export const evidenceAt = (path: string, named: string, complain: (what: string) => UsageError): Uint8Array => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw complain(`there is no file of evidence ${named}`);
  if (!found.isFile()) throw complain(`the evidence ${named} is no file`);
  if (found.size === 0) throw complain(`the file of evidence ${named} is empty`);
  if (found.size > LARGEST) throw complain(`the file of evidence ${named} is larger than 64 MiB`);
  try {
    return readFileSync(path);
  } catch (error) {
    throw complain(`the evidence ${named} cannot be read (${whyOf(error)})`);
  }
};

/** Bytes: a run is no archive of films. */
const LARGEST = 64 * 1024 * 1024;

/** Whatever a file is called, its copy lies in the run's folder and nowhere else. */
const keptName = (sha256: string, file: string): string =>
  `${sha256}-${basename(join('/', file.replaceAll('\\', '/')))
    .replaceAll(/[^\p{L}\p{N}._-]/gu, '_')
    .slice(-80)}`;

const complaint = (place: string, what: string): UsageError =>
  new UsageError(
    `${place}: ${what}; no attestation counts until it is mended (schemas/attestations.schema.json describes the file)`,
  );

const parsed = (path: string, text: string): YamlDocument => {
  const document = yamlDocument(text);
  if (document.error !== undefined) throw complaint(`${path}:${document.error.line}`, document.error.message);
  return document;
};

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`attestations ${path}: ${whyOf(error)}; name a file of attestations with --attestations`);
  }
};

const whyOf = (error: unknown): string => (error instanceof Error ? firstLine(error.message) : String(error));
