import type { FileCoverage, TemplateKind } from '../model/finding.js';
import { isTemplate, readTemplate } from './cloudformation/template.js';
import type { Declaration, Destination, Problem } from './declaration.js';
import { isPlan, looksLikePlan, readPlan } from './terraform/plan.js';
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
}

export interface ReadFiles {
  readonly declarations: readonly Declaration[];
  readonly files: readonly FileCoverage[];
}

/** Everything that the files declare. What cannot be read is told of each file, and never left out silently. */
export const readFiles = (files: readonly TemplateBytes[], options: ReadOptions): ReadFiles => {
  const read = files.map((file) => readFile(file, options));
  return {
    declarations: read.flatMap(({ declarations }) => declarations),
    files: read.map(({ coverage }) => coverage),
  };
};

interface ReadFile {
  readonly declarations: readonly Declaration[];
  readonly coverage: FileCoverage;
}

const readFile = ({ path, bytes }: TemplateBytes, options: ReadOptions): ReadFile => {
  const outcome = (kind: FileCoverage['kind'], declarations: readonly Declaration[], problems: readonly Problem[]) => ({
    declarations,
    coverage: {
      file: path,
      kind,
      resources: declarations.length,
      problems: problems.map(({ line, message }) => ({ ...(line !== undefined && { line }), message })),
    },
  });
  try {
    const text = textIn(bytes);
    if (options.kind === 'terraform-plan' || (options.kind === undefined && looksLikePlan(text))) {
      const plan = jsonIn(text);
      if (options.kind === 'terraform-plan' || isPlan(plan)) {
        const { declarations, problems } = readPlan(path, plan, text, options);
        return outcome('terraform-plan', declarations, problems);
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
