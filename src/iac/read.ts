import type { FileCoverage, TemplateKind } from '../model/finding.js';
import { by, isObject } from '../model/json.js';
import type { Resource } from '../model/resource.js';
import { isTemplate, readTemplate } from './cloudformation/template.js';
import type { Declaration, Destination, Problem } from './declaration.js';
import { isManifest, readManifest } from './kubernetes/manifest.js';
import { type RuntimeMembers, resourcesOf } from './resources.js';
import { throughJson } from './unknown.js';
import { Malformed, parsedDocuments } from './yaml.js';

/** A file as it was found. */
export interface TemplateBytes {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface ReadOptions {
  readonly destination: Destination;
  /** What the files are read as; undefined where each tells itself. */
  readonly kind?: TemplateKind;
  /** Values of template parameters or variables, by name. */
  readonly given: Readonly<Record<string, string>>;
  /** What rules read of a running account, by type. */
  readonly runtimeMembers: RuntimeMembers;
  /** Takes secrets out of JSON. */
  scrub(json: string): string;
}

export interface ReadFiles {
  /** What the templates would make. */
  readonly resources: readonly Resource[];
  readonly files: readonly FileCoverage[];
}

/** Everything that the files declare. What cannot be read is told of each file, and never left out silently. */
export const readFiles = (files: readonly TemplateBytes[], options: ReadOptions): ReadFiles => {
  const read = files.map((file) => readFile(file, options));
  const declared = resourcesOf(
    read.flatMap(({ declarations }) => declarations).map((declaration) => scrubbed(declaration, options)),
    options.destination,
    options.runtimeMembers,
  );
  return {
    resources: [...declared, ...read.flatMap(({ resources }) => resources)],
    files: read.map(({ coverage }) => coverage).sort(by(({ file }) => file)),
  };
};

/** People write passwords into templates: nothing after this sees one. */
const scrubbed = (declaration: Declaration, { scrub }: ReadOptions): Declaration => {
  const properties = throughJson(declaration.properties, scrub);
  return { ...declaration, properties: isObject(properties) ? properties : {} };
};

interface ReadFile {
  readonly declarations: readonly Declaration[];
  readonly resources: readonly Resource[];
  readonly coverage: FileCoverage;
}

interface Contents {
  readonly kind: FileCoverage['kind'];
  readonly declarations?: readonly Declaration[];
  readonly resources?: readonly Resource[];
  readonly problems?: readonly Problem[];
}

const readFile = ({ path, bytes }: TemplateBytes, options: ReadOptions): ReadFile => {
  const { kind, declarations = [], resources = [], problems = [] } = contentsOf(path, bytes, options);
  return {
    declarations,
    resources,
    coverage: {
      file: path,
      kind,
      resources: declarations.length + resources.length,
      problems: problems.map(({ line, message }) => ({ ...(line !== undefined && { line }), message })),
    },
  };
};

const contentsOf = (path: string, bytes: Uint8Array, options: ReadOptions): Contents => {
  try {
    return documentsOf(path, textIn(bytes), options);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const place = { file: path, ...(error.line !== undefined && { line: error.line }) };
    return { kind: options.kind ?? 'ignored', problems: [{ ...place, message: error.message }] };
  }
};

/** A template of CloudFormation is one document; manifests of Kubernetes may be many. */
const documentsOf = (
  path: string,
  text: string,
  { kind, destination, given, runtimeMembers }: ReadOptions,
): Contents => {
  const documents = parsedDocuments(text);
  const [first] = documents;
  if (first !== undefined && (kind === 'cloudformation' || (kind === undefined && isTemplate(first.value))))
    return { kind: 'cloudformation', ...readTemplate(path, first, destination, given) };
  const manifests = documents.filter(({ value }) => isManifest(value));
  if (kind === 'kubernetes' || (kind === undefined && manifests.length > 0)) {
    const read = manifests.map((document) => readManifest(path, document, destination, runtimeMembers));
    return {
      kind: 'kubernetes',
      resources: read.flatMap(({ resources }) => resources),
      problems: read.flatMap(({ problems }) => problems),
    };
  }
  return { kind: 'ignored' };
};

/** The text of a file. Throws {@link Malformed} on what is no UTF-8: read as something else it would say something else. */
const textIn = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Malformed('the file is not encoded in UTF-8; convert it first');
  }
};
