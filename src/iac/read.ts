import type { FileCoverage, TemplateKind } from '../model/finding.js';
import { by, byCodeUnit, isObject } from '../model/json.js';
import { memberOf } from '../model/pointer.js';
import { isFileSource, type Resource } from '../model/resource.js';
import type { Declaration, Destination, Problem } from './declaration.js';
import type { DocumentReading } from './documents.js';
import type { PlanSource } from './hcl/configuration.js';
import { isTerraform } from './hcl/file-names.js';
import { Malformed } from './malformed.js';
import { type RuntimeMembers, resourcesOf } from './resources.js';
import { isPlan, looksLikePlan, readPlan } from './terraform/plan.js';
import { textIn } from './text.js';
import { throughJson } from './unknown.js';
import type { ParsedDocument } from './yaml.js';

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
  /** Files of values of Terraform variables, beside those that Terraform reads by itself. */
  readonly variableFiles?: readonly string[];
  /** The files of a folder that a Terraform module is called from and that nobody named; undefined where there is none. */
  folder?(path: string): readonly TemplateBytes[] | undefined;
  /** What rules read of a running account, by type. */
  readonly runtimeMembers: RuntimeMembers;
  /** Takes secrets, and texts that people write, out of the JSON of a resource of that type. */
  scrub(json: string, type: string): string | Promise<string>;
}

export interface ReadFiles {
  /** What the templates would make. */
  readonly resources: readonly Resource[];
  readonly files: readonly FileCoverage[];
  /** Names of the parameters and variables that whoever deploys may give values to. */
  readonly parameters: readonly string[];
}

/**
 * Everything that the files declare. What cannot be read is told of each file, and never left out silently. The readers of a
 * form are loaded by the first file of it: a plan needs a third of the modules.
 */
export const readFiles = async (files: readonly TemplateBytes[], options: ReadOptions): Promise<ReadFiles> => {
  const isHcl = ({ path }: TemplateBytes): boolean =>
    (options.kind === undefined || options.kind === 'terraform') && isTerraform(path);
  const sources =
    files.some(isHcl) && files.some(isLikePlan)
      ? await (await import('./hcl/configuration.js')).planSources(files, options.folder)
      : [];
  const parsed: ParsedFile[] = [];
  for (const file of files)
    if (!isHcl(file)) parsed.push({ path: file.path, ...(await contentsOf(file, options, sources)) });
  const planned = new Map(
    parsed.flatMap(({ path, source }) => (source === undefined ? [] : [[source, path] as const])),
  );
  // What a configuration reads beside its own files (a policy) stands among the others.
  const terraform = files.some(isHcl)
    ? await (await import('./hcl/declarations.js')).readTerraform(files, { ...options, planned })
    : { declarations: [], files: [], variables: [] };
  const read: DocumentReading = parsed.some(({ documents }) => documents.length > 0)
    ? await (await import('./documents.js')).readDocuments(parsed, options)
    : { declarations: [], problems: [], objects: [], parameters: [] };
  const declared = await Promise.all(
    [...read.declarations, ...terraform.declarations, ...parsed.flatMap((file) => file.declarations)].map(
      (declaration) => scrubbed(declaration, options),
    ),
  );
  const problems = [...parsed.flatMap((file) => file.problems), ...read.problems];
  const placed = [
    ...declared.map(({ place }) => place.file),
    ...read.objects.flatMap(({ source }) => source.filter(isFileSource).map(({ file }) => file)),
  ];
  return {
    resources: [...resourcesOf(declared, options.destination, options.runtimeMembers), ...read.objects],
    files: [
      ...terraform.files.map((coverage) => ({
        ...coverage,
        resources: terraform.declarations.filter(({ place }) => place.file === coverage.file).length,
      })),
      ...parsed.map(({ path, kind, declarations }) => {
        const own = problems.filter(({ file }) => file === path);
        const unread = own.filter(({ isElsewhere }) => isElsewhere).map(toldOf);
        return {
          file: path,
          kind,
          // What a plan declares may stand in the files of its configuration.
          resources: kind === 'terraform-plan' ? declarations.length : placed.filter((file) => file === path).length,
          problems: own.filter(({ isElsewhere }) => !isElsewhere).map(toldOf),
          ...(unread.length > 0 && { unread }),
        };
      }),
    ].sort(by(({ file }) => file)),
    parameters: [...new Set([...read.parameters, ...terraform.variables])].sort(byCodeUnit),
  };
};

const toldOf = ({ line, message }: Problem) => ({ ...(line !== undefined && { line }), message });

const isLikePlan = ({ bytes }: TemplateBytes): boolean =>
  bytes.length < LARGEST_TEXT && looksLikePlan(Buffer.from(bytes).toString('latin1'));

/** No longer text can be held. */
const LARGEST_TEXT = 500 << 20;

/** People write passwords into templates: nothing after this sees one. */
const scrubbed = async (declaration: Declaration, { scrub }: ReadOptions): Promise<Declaration> => {
  const properties = await throughJson(declaration.properties, (json) => scrub(json, declaration.type));
  return { ...declaration, properties: isObject(properties) ? properties : {} };
};

/** What a file holds, before it is known what lies beside it. */
interface Contents {
  readonly kind: FileCoverage['kind'];
  readonly documents: readonly ParsedDocument[];
  /** Of a plan: the folder of the configuration that it is a plan of. */
  readonly source?: string;
  /** Of a plan, which needs nothing that lies beside it. */
  readonly declarations: readonly Declaration[];
  readonly problems: readonly Problem[];
}

interface ParsedFile extends Contents {
  readonly path: string;
}

const contentsOf = async (
  { path, bytes }: TemplateBytes,
  options: ReadOptions,
  sources: readonly PlanSource[],
): Promise<Contents> => {
  const { kind } = options;
  // Others stand there to be read by those that are.
  if (kind === 'terraform') return { kind: 'ignored', documents: [], declarations: [], problems: [] };
  try {
    const text = textIn(bytes);
    if (kind === 'terraform-plan' || (kind === undefined && looksLikePlan(text))) {
      const plan = jsonIn(text);
      if (kind === 'terraform-plan' || isPlan(plan)) {
        const source = sourceOf(plan, sources);
        const reading = readPlan(path, plan, text, { ...options, ...(source && { locate: source.locate }) });
        return { kind: 'terraform-plan', documents: [], ...reading, ...(source && { source: source.directory }) };
      }
    }
    const { kindOf, parsedDocuments } = await import('./documents.js');
    const documents = parsedDocuments(text);
    return { kind: kind ?? kindOf(documents), documents, declarations: [], problems: [] };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const place = { file: path, ...(error.line !== undefined && { line: error.line }) };
    return {
      kind: kind ?? 'ignored',
      documents: [],
      declarations: [],
      problems: [{ ...place, message: `${error.message}${isUnrendered(bytes) ? UNRENDERED : ''}` }],
    };
  }
};

/** Charts of Helm, and what Jinja fills in, are no YAML yet. */
const isUnrendered = (bytes: Uint8Array): boolean =>
  /\{\{[^{}]*\}\}/.test(Buffer.from(bytes.subarray(0, 1 << 20)).toString('latin1'));

const UNRENDERED =
  ' (it looks like a template of Helm or Jinja: judge what is rendered from it, `helm template … | kansa gate -`)';

/** The only configuration that declares what the plan's does; of two alike nobody knows whose plan it is. */
const sourceOf = (plan: unknown, sources: readonly PlanSource[]): PlanSource | undefined => {
  const root = memberOf(memberOf(plan, 'configuration'), 'root_module');
  const resources = memberOf(root, 'resources');
  const calls = memberOf(root, 'module_calls');
  const declared = [
    ...(Array.isArray(resources) ? resources.map((resource) => String(memberOf(resource, 'address'))) : []),
    ...(isObject(calls) ? Object.keys(calls).map((name) => `module.${name}`) : []),
  ];
  const wanted = JSON.stringify(declared.sort(byCodeUnit));
  const [source, ...others] = sources.filter((one) => JSON.stringify(one.declared) === wanted);
  return declared.length > 0 && others.length === 0 ? source : undefined;
};

/** The parser's own message would quote from the plan, which holds secrets. */
const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Malformed('the plan is no JSON, or it breaks off');
  }
};
