import type { FileCoverage, TemplateKind } from '../model/finding.js';
import { by, byCodeUnit, isObject } from '../model/json.js';
import { memberOf } from '../model/pointer.js';
import { isTemplate, readTemplate } from './cloudformation/template.js';
import type { Declaration, Destination, Problem } from './declaration.js';
import { type PlanSource, planSources } from './hcl/configuration.js';
import { readTerraform } from './hcl/declarations.js';
import { isTerraform } from './hcl/tree.js';
import { isPlan, looksLikePlan, readPlan } from './terraform/plan.js';
import { textIn } from './text.js';
import { Malformed, parsedDocument } from './yaml.js';

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
}

export interface ReadFiles {
  readonly declarations: readonly Declaration[];
  readonly files: readonly FileCoverage[];
}

/** Everything that the files declare. What cannot be read is told of each file, and never left out silently. */
export const readFiles = async (files: readonly TemplateBytes[], options: ReadOptions): Promise<ReadFiles> => {
  const isHcl = ({ path }: TemplateBytes): boolean =>
    (options.kind === undefined || options.kind === 'terraform') && isTerraform(path);
  const sources = files.some(isHcl) && files.some(isLikePlan) ? await planSources(files, options.folder) : [];
  const read = files.filter((file) => !isHcl(file)).map((file) => readFile(file, options, sources));
  const planned = new Map(read.flatMap(({ source, coverage }) => (source ? [[source, coverage.file] as const] : [])));
  // What a configuration reads beside its own files (a policy) stands among the others.
  const terraform = files.some(isHcl)
    ? await readTerraform(files, { ...options, planned })
    : { declarations: [], files: [] };
  return {
    declarations: [...terraform.declarations, ...read.flatMap(({ declarations }) => declarations)],
    files: [...terraform.files, ...read.map(({ coverage }) => coverage)].sort(by(({ file }) => file)),
  };
};

const isLikePlan = ({ bytes }: TemplateBytes): boolean =>
  bytes.length < LARGEST_TEXT && looksLikePlan(Buffer.from(bytes).toString('latin1'));

/** No longer text can be held. */
const LARGEST_TEXT = 500 << 20;

interface ReadFile {
  /** The folder of the configuration that it is a plan of. */
  readonly source?: string;
  readonly declarations: readonly Declaration[];
  readonly coverage: FileCoverage;
}

const readFile = ({ path, bytes }: TemplateBytes, options: ReadOptions, sources: readonly PlanSource[]): ReadFile => {
  const outcome = (kind: FileCoverage['kind'], declarations: readonly Declaration[], problems: readonly Problem[]) => ({
    declarations,
    coverage: {
      file: path,
      kind,
      resources: declarations.length,
      problems: problems.map(({ line, message }) => ({ ...(line !== undefined && { line }), message })),
    },
  });
  // Others stand there to be read by those that are.
  if (options.kind === 'terraform') return outcome('ignored', [], []);
  try {
    const text = textIn(bytes);
    if (options.kind === 'terraform-plan' || (options.kind === undefined && looksLikePlan(text))) {
      const plan = jsonIn(text);
      if (options.kind === 'terraform-plan' || isPlan(plan)) {
        const source = sourceOf(plan, sources);
        const { declarations, problems } = readPlan(path, plan, text, {
          ...options,
          ...(source && { locate: source.locate }),
        });
        return { ...outcome('terraform-plan', declarations, problems), ...(source && { source: source.directory }) };
      }
    }
    const document = parsedDocument(text);
    if (options.kind === 'cloudformation' || isTemplate(document.value)) {
      const { declarations, problems } = readTemplate(path, document, options.destination, options.given);
      return outcome('cloudformation', declarations, problems);
    }
    return outcome('ignored', [], []);
  } catch (error) {
    if (error instanceof Malformed)
      return outcome(
        options.kind ?? 'ignored',
        [],
        [{ file: path, ...(error.line !== undefined && { line: error.line }), message: error.message }],
      );
    throw error;
  }
};

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
