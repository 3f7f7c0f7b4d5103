import type { FileCoverage, TemplateKind } from '../model/finding.js';
import { by, isObject } from '../model/json.js';
import { isFileSource, type Resource } from '../model/resource.js';
import { stacksIn } from './cloudformation/cloud-assembly.js';
import { isTemplate, readTemplates } from './cloudformation/template.js';
import type { Declaration, Destination, Problem } from './declaration.js';
import { isManifest, readManifest } from './kubernetes/manifest.js';
import { type RuntimeMembers, resourcesOf } from './resources.js';
import { isPlan, looksLikePlan, readPlan } from './terraform/plan.js';
import { throughJson } from './unknown.js';
import { Malformed, type ParsedDocument, parsedDocuments } from './yaml.js';

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
  const parsed = files.map((file) => ({ path: file.path, ...contentsOf(file, options) }));
  const environments = new Map(
    parsed.flatMap(({ path, documents }) => documents.flatMap(({ value }) => stacksIn(path, value))),
  );
  const templates = readTemplates({
    templates: new Map(
      parsed.flatMap(({ path, kind, documents: [first] }) =>
        kind === 'cloudformation' && first !== undefined ? [[path, first] as const] : [],
      ),
    ),
    destinationOf: (file) => environments.get(file) ?? options.destination,
    given: options.given,
  });
  const manifests = parsed
    .filter(({ kind }) => kind === 'kubernetes')
    .flatMap(({ path, documents }) =>
      documents.map((document) => readManifest(path, document, options.destination, options.runtimeMembers)),
    );
  const declared = [...templates.declarations, ...parsed.flatMap((file) => file.declarations)].map((declaration) =>
    scrubbed(declaration, options),
  );
  const objects = manifests.flatMap(({ resources }) => resources);
  const problems = [
    ...parsed.flatMap((file) => file.problems),
    ...templates.problems,
    ...manifests.flatMap((read) => read.problems),
  ];
  const placed = [
    ...declared.map(({ place }) => place.file),
    ...objects.flatMap(({ source }) => source.filter(isFileSource).map(({ file }) => file)),
  ];
  return {
    resources: [...resourcesOf(declared, options.destination, options.runtimeMembers), ...objects],
    files: parsed
      .map(({ path, kind }) => ({
        file: path,
        kind,
        resources: placed.filter((file) => file === path).length,
        problems: problems
          .filter(({ file }) => file === path)
          .map(({ line, message }) => ({ ...(line !== undefined && { line }), message })),
      }))
      .sort(by(({ file }) => file)),
  };
};

/** People write passwords into templates: nothing after this sees one. */
const scrubbed = (declaration: Declaration, { scrub }: ReadOptions): Declaration => {
  const properties = throughJson(declaration.properties, scrub);
  return { ...declaration, properties: isObject(properties) ? properties : {} };
};

/** What a file holds, before it is known what lies beside it. */
interface Contents {
  readonly kind: FileCoverage['kind'];
  readonly documents: readonly ParsedDocument[];
  /** Of a plan, which needs nothing that lies beside it. */
  readonly declarations: readonly Declaration[];
  readonly problems: readonly Problem[];
}

const contentsOf = ({ path, bytes }: TemplateBytes, options: ReadOptions): Contents => {
  const { kind } = options;
  try {
    const text = textIn(bytes);
    if (kind === 'terraform-plan' || (kind === undefined && looksLikePlan(text))) {
      const plan = jsonIn(text);
      if (kind === 'terraform-plan' || isPlan(plan))
        return { kind: 'terraform-plan', documents: [], ...readPlan(path, plan, text, options) };
    }
    const documents = parsedDocuments(text);
    return { kind: kind ?? kindOf(documents), documents, declarations: [], problems: [] };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const place = { file: path, ...(error.line !== undefined && { line: error.line }) };
    return {
      kind: kind ?? 'ignored',
      documents: [],
      declarations: [],
      problems: [{ ...place, message: error.message }],
    };
  }
};

/** A template of CloudFormation is one document; manifests of Kubernetes may be many. */
const kindOf = (documents: readonly ParsedDocument[]): FileCoverage['kind'] => {
  if (isTemplate(documents[0]?.value)) return 'cloudformation';
  return documents.some(({ value }) => isManifest(value)) ? 'kubernetes' : 'ignored';
};

/** The parser's own message would quote from the plan, which holds secrets. */
const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Malformed('the plan is no JSON, or it breaks off');
  }
};

/** The text of a file. Throws {@link Malformed} on what is no UTF-8: read as something else it would say something else. */
const textIn = (bytes: Uint8Array): string => {
  if (SAVED_PLAN.every((byte, index) => bytes[index] === byte))
    throw new Malformed('a saved plan is in a form of its own: give the gate what terraform show -json prints of it');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Malformed('the file is not encoded in UTF-8; convert it first');
  }
};

/** What `terraform plan -out` writes is a ZIP file. */
const SAVED_PLAN = [0x50, 0x4b, 0x03, 0x04];
