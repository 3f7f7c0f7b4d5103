import { posix } from 'node:path';
import type { Parser } from 'web-tree-sitter';
import type { FileCoverage } from '../../model/finding.js';
import { byCodeUnit } from '../../model/json.js';
import type { Problem } from '../declaration.js';
import { Malformed } from '../malformed.js';
import { textIn } from '../text.js';
import { isTerraform } from './file-names.js';
import { parseJsonSyntax, parseJsonValues } from './json-syntax.js';
import type { HclResource } from './module.js';
import { parseExpression, parseHcl, parseTemplate } from './parse.js';
import { type ModuleSource, moduleSource, type NamedFile } from './source.js';
import type { Expression, SyntaxFile } from './syntax.js';

/** A file as it was found. */
export interface FileBytes {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const isModuleFile = (path: string): boolean => /\.(tf|tofu)(\.json)?$/.test(path);

/** The files of a folder that nobody named; undefined where nobody may look there. */
export type Folder = (path: string) => readonly FileBytes[] | undefined;

/** The files by folder, each parsed once, and what was told of each. */
export interface Tree {
  tell(problem: Problem): void;
  note(note: Problem): void;
  /** Folders that were named, in their order. */
  directories(): string[];
  /** Names of a folder's files as the user gave them. */
  filesOf(directory: string): string[];
  moduleAt(path: string): ModuleSource | undefined;
  templateIn(text: string): Expression;
  expressionIn(text: string): Expression;
  textAt(path: string): string | undefined;
  /** The values of a file of variables; undefined where there is none. */
  valuesOf(name: string): SyntaxFile | undefined;
  /** The files of values that Terraform reads by itself, in the order in which later ones win. */
  automatic(directory: string): string[];
  coverage(resources: readonly HclResource[]): FileCoverage[];
}

/** `a/b` of `./a/b/`. */
export const folderName = (path: string): string => posix.normalize(path).replace(/(?<=.)\/$/, '');

export const treeOf = (files: readonly FileBytes[], folder: Folder | undefined, parser: Parser): Tree => {
  const texts = new Map<string, string>();
  const names = new Map<string, string>();
  const folders = new Map<string, string[]>();
  const looked = new Set<string>();
  const modules = new Map<string, ModuleSource | undefined>();
  const problems = new Map<string, Problem[]>();
  const notes = new Map<string, Problem[]>();
  const values = new Map<string, SyntaxFile>();

  const add = ({ path, bytes }: FileBytes): void => {
    const name = folderName(path);
    if (names.has(name)) return;
    names.set(name, path);
    const directory = folderName(posix.dirname(path));
    if (isTerraform(path)) {
      const own = folders.get(directory) ?? [];
      folders.set(directory, own);
      own.push(name);
    }
    try {
      texts.set(name, textIn(bytes));
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      if (isTerraform(path)) tell({ file: path, message: error.message });
    }
  };

  const tell = (problem: Problem): void => {
    remember(problems, problem);
  };

  const note = (note: Problem): void => {
    remember(notes, note);
  };

  /** Folders that were named, in their order. */
  const directories = (): string[] => {
    return [...folders]
      .filter(([folder, files]) => !looked.has(folder) && files.some(isModuleFile))
      .map(([folder]) => folder)
      .sort(byCodeUnit);
  };

  /** Names of a folder's files as the user gave them. */
  const filesOf = (directory: string): string[] => {
    return namesIn(directory).map((name) => names.get(name) ?? name);
  };

  const namesIn = (directory: string): string[] => {
    return (folders.get(directory) ?? []).toSorted(byCodeUnit);
  };

  const moduleAt = (path: string): ModuleSource | undefined => {
    const directory = folderName(path);
    if (modules.has(directory)) return modules.get(directory);
    if (!folders.has(directory)) {
      looked.add(directory);
      for (const file of folder?.(directory) ?? []) add(file);
    }
    const all = namesIn(directory).filter(isModuleFile);
    const isReplaced = (name: string): boolean =>
      /\.tf(\.json)?$/.test(name) && all.includes(name.replace(/\.tf(?=\.json$|$)/, '.tofu'));
    const files = all.flatMap((name): NamedFile[] => {
      const path = names.get(name) ?? name;
      if (isReplaced(name)) {
        note({ file: path, message: 'OpenTofu reads the .tofu file of the same name in the place of this one' });
        return [];
      }
      const text = texts.get(name);
      return text === undefined ? [] : [{ path, syntax: parsed(name, text) }];
    });
    const source = all.length === 0 ? undefined : moduleSource(directory, files);
    for (const problem of source?.problems ?? []) tell(problem);
    modules.set(directory, source);
    return source;
  };

  const parsed = (name: string, text: string): SyntaxFile => {
    if (!name.endsWith('.json')) return parseHcl(text, parser);
    return parseJsonSyntax(text, {
      template: (inner) => templateIn(inner),
      expression: (inner) => parseExpression(inner, parser),
    });
  };

  const templateIn = (text: string) => {
    return parseTemplate(text, parser);
  };

  const expressionIn = (text: string) => {
    return parseExpression(text, parser);
  };

  const textAt = (path: string): string | undefined => {
    const text = texts.get(folderName(path));
    return text?.includes('\u0000') ? undefined : text;
  };

  /** The values of a file of variables. */
  const valuesOf = (name: string): SyntaxFile | undefined => {
    const text = texts.get(folderName(name));
    if (text === undefined) return undefined;
    const before = values.get(name);
    if (before !== undefined) return before;
    const syntax = name.endsWith('.json') ? parseJsonValues(text) : parseHcl(text, parser);
    const file = names.get(folderName(name)) ?? name;
    for (const problem of syntax.problems) tell({ file, ...problem });
    values.set(name, syntax);
    return syntax;
  };

  /** The files of values that Terraform reads by itself, in the order in which later ones win. */
  const automatic = (directory: string): string[] => {
    const all = namesIn(directory);
    const base = (name: string): string => posix.basename(name);
    return [
      ...all.filter((name) => base(name) === 'terraform.tfvars'),
      ...all.filter((name) => base(name) === 'terraform.tfvars.json'),
      ...all.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name)),
    ];
  };

  const coverage = (resources: readonly HclResource[]): FileCoverage[] => {
    const counts = new Map<string, number>();
    for (const { place } of resources) counts.set(place.file, (counts.get(place.file) ?? 0) + 1);
    const own = [...folders.values()].flat().map((name) => names.get(name) ?? name);
    // What was told of others is told all the same.
    return [...new Set([...own, ...problems.keys(), ...notes.keys()])].map((file): FileCoverage => {
      const unread = notes.get(file) ?? [];
      return {
        file,
        kind: 'terraform',
        resources: counts.get(file) ?? 0,
        problems: (problems.get(file) ?? []).map(withoutFile),
        ...(unread.length > 0 && { unread: unread.map(withoutFile) }),
      };
    });
  };
  for (const file of files) add(file);
  return {
    tell,
    note,
    directories,
    filesOf,
    moduleAt,
    templateIn,
    expressionIn,
    textAt,
    valuesOf,
    automatic,
    coverage,
  };
};

const withoutFile = ({ line, message }: Problem) => ({ ...(line !== undefined && { line }), message });

/** Each is told once, though a module may be called many times. */
const remember = (all: Map<string, Problem[]>, problem: Problem): void => {
  const own = all.get(problem.file) ?? [];
  all.set(problem.file, own);
  if (!own.some(({ line, message }) => line === problem.line && message === problem.message)) own.push(problem);
};
