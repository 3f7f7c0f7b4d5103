import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../model/errors.js';
import type { Framework, Requirement } from '../model/framework.js';
import { byCodeUnit } from '../model/json.js';
import { didYouMean } from '../model/suggest.js';
import { faultIn } from './validate.js';
import { firstLine, sentenceOf, yamlDocument } from './yaml-document.js';

/** The frameworks that come with the package. */
const OWN = fileURLToPath(new URL('../../policies/frameworks/', import.meta.url));

/** A framework and the text of its file, as it stands there. */
export interface FrameworkFile {
  readonly framework: Framework;
  readonly path: string;
  readonly text: string;
}

/** Ids of the shipped frameworks. */
export const shippedFrameworks = (): string[] => filesIn(OWN).map((path) => basename(path, extname(path)));

/**
 * The frameworks that somebody names: the id of a shipped one, a file, or a folder of files. `controls` are the ids of the
 * catalogue. Throws {@link UsageError} with the line of what is wrong in a file, and for a control that does not exist.
 */
export const readFrameworks = (names: readonly string[], controls: readonly string[]): FrameworkFile[] => {
  const read = names.flatMap(pathsOf).map((path) => readFramework(path, controls));
  for (const [index, { framework, path }] of read.entries()) {
    const other = read.slice(0, index).find((former) => former.framework.id === framework.id);
    if (other !== undefined && other.path !== path)
      throw new UsageError(
        `frameworks ${other.path} and ${path} have the same id ${framework.id}; rename one of them, and its file`,
      );
  }
  return read.filter(({ path }, index) => read.findIndex((other) => other.path === path) === index);
};

const pathsOf = (name: string): string[] => {
  const shipped = shippedFrameworks();
  if (shipped.includes(name)) return [join(OWN, `${name}.yaml`)];
  const found = statSync(name, { throwIfNoEntry: false });
  if (found === undefined)
    throw new UsageError(
      `--framework ${JSON.stringify(name)} is neither a shipped framework nor a file or folder${didYouMean(name, shipped)} ("kansa frameworks list" prints them)`,
    );
  if (!found.isDirectory()) return [name];
  const files = filesIn(name);
  if (files.length === 0)
    throw new UsageError(`--framework ${JSON.stringify(name)} is a folder without any .yaml file; name another`);
  return files;
};

const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort(byCodeUnit)
    .map((file) => join(folder, file));

const readFramework = (path: string, controls: readonly string[]): FrameworkFile => {
  const text = textOf(path);
  const { document, error, lineAt, lineOf } = yamlDocument(text);
  if (error !== undefined) throw complaint(`${path}:${error.line}`, error.message);
  const content: FrameworkContent = document.toJS() ?? {};
  const fault = faultIn('framework')(content);
  if (fault !== undefined) throw complaint(`${path}:${lineOf(fault)}`, sentenceOf(fault));
  const framework: Framework = {
    ...content,
    requirements: content.requirements.map((requirement) => ({ ...requirement, controls: requirement.controls ?? [] })),
  };
  const name = basename(path, extname(path));
  if (framework.id !== name)
    throw complaint(`${path}:${lineAt(['id'])}`, `the id ${framework.id} is not the name of the file, ${name}`);
  const problem = problemIn(framework, controls);
  if (problem !== undefined) throw complaint(`${path}:${lineAt(problem.at)}`, problem.what);
  return { framework, path, text };
};

type FrameworkContent = Omit<Framework, 'requirements'> & {
  readonly requirements: readonly (Omit<Requirement, 'controls'> & Partial<Pick<Requirement, 'controls'>>)[];
};

interface Problem {
  readonly at: readonly (string | number)[];
  readonly what: string;
}

/** What a schema cannot say: that ids are there once, and lead to what is there. */
const problemIn = ({ sections, requirements }: Framework, controls: readonly string[]): Problem | undefined => {
  const known = new Set(controls);
  const sectionIds = sections.map(({ id }) => id);
  const repeated = sectionIds.findIndex((id, index) => sectionIds.indexOf(id) !== index);
  if (repeated >= 0) return { at: ['sections', repeated], what: `the section ${sectionIds[repeated]} is there twice` };
  const seen = new Set<string>();
  for (const [index, { id, section, controls: named }] of requirements.entries()) {
    const at = ['requirements', index];
    if (seen.has(id)) return { at: [...at, 'id'], what: `the requirement ${id} is there twice` };
    seen.add(id);
    if (!sectionIds.includes(section))
      return {
        at: [...at, 'section'],
        what: `no section has the id ${JSON.stringify(section)}${didYouMean(section, sectionIds)}`,
      };
    const stray = named.findIndex((control) => !known.has(control));
    const control = named[stray];
    if (control !== undefined)
      return {
        at: [...at, 'controls', stray],
        what: `no control has the id ${JSON.stringify(control)}${didYouMean(control, controls)}`,
      };
  }
  return undefined;
};

const complaint = (place: string, what: string): UsageError =>
  new UsageError(`${place}: ${what} (schemas/framework.schema.json describes the file)`);

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? firstLine(error.message) : String(error);
    throw new UsageError(`framework ${path}: ${why}; name a framework or a file of one with --framework`);
  }
};
