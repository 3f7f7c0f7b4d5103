import { posix } from 'node:path';
import type { Parser } from 'web-tree-sitter';
import type { FileCoverage } from '../../model/finding.js';
import { byCodeUnit } from '../../model/json.js';
import type { Destination, Place, Problem } from '../declaration.js';
import { textIn } from '../text.js';
import { Malformed } from '../yaml.js';
import { type Scope, valueIn } from './evaluate.js';
import { terraformParser } from './grammar.js';
import { parseJsonSyntax, parseJsonValues } from './json-syntax.js';
import { evaluateModule, type HclResource, type Identify, type World } from './module.js';
import { parseExpression, parseHcl, parseTemplate } from './parse.js';
import { attributeOf, type ModuleSource, moduleSource, type NamedFile, type Written } from './source.js';
import type { Block, SyntaxFile } from './syntax.js';
import { Effort, unresolved, type Value } from './values.js';

/** A file as it was found. */
interface FileBytes {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface ConfigurationOptions {
  readonly destination: Destination;
  /** Values of variables of the root modules, as they are given on a command line. */
  readonly given: Readonly<Record<string, string>>;
  /** Folders of configurations of which there is a plan, with its name: the plan is judged in their place. */
  readonly planned?: ReadonlyMap<string, string>;
  /** Files of values beside those that Terraform reads by itself; later ones win. */
  readonly variableFiles?: readonly string[];
  /** The files of a folder that a module is called from and that was not named; undefined where nobody may look there. */
  folder?(path: string): readonly FileBytes[] | undefined;
}

export interface Configuration {
  readonly roots: readonly RootModule[];
  readonly files: readonly FileCoverage[];
}

interface RootModule {
  readonly directory: string;
  readonly resources: readonly HclResource[];
}

/** Files of which a Terraform configuration consists. */
export const isTerraform = (path: string): boolean => /\.(tf|tofu|tfvars)(\.json)?$/.test(path);

const isModuleFile = (path: string): boolean => /\.(tf|tofu)(\.json)?$/.test(path);

/** Evaluation steps in one reading: some seconds, and far more than any configuration asks for. */
const MOST_STEPS = 5_000_000;

/** More resources than this no account holds of what is judged. */
const MOST_RESOURCES = 20_000;

/**
 * Every resource that the Terraform configurations among the files make. A folder with `.tf` files is a module; one that
 * another calls is read with the values that it is called with, and not a second time as a root.
 */
export const readConfiguration = async (
  files: readonly FileBytes[],
  options: ConfigurationOptions,
  identifyIn: (root: string | undefined) => Identify,
): Promise<Configuration> => {
  const tree = new Tree(files, options, await terraformParser());
  const effort = new Effort(MOST_STEPS);
  const sources = rootsOf(tree);
  const roots: RootModule[] = [];
  let made = 0;
  for (const root of sources) {
    const plan = options.planned?.get(root.directory);
    if (plan !== undefined) {
      for (const file of tree.filesOf(root.directory))
        tree.note({ file, message: `${plan} is a plan of it, and judged in its place` });
      continue;
    }
    const world: World = {
      destination: options.destination,
      effort,
      // Of a single root the names need not say whose they are.
      identify: identifyIn(sources.length > 1 ? root.directory : undefined),
      moduleAt: (directory) => tree.moduleAt(directory),
      textAt: (path) => tree.textAt(path),
      parseTemplate: (text) => tree.parseTemplate(text),
      tell: (problem) => tree.tell(problem),
      note: (note) => tree.note(note),
      admits: () => {
        made += 1;
        return made <= MOST_RESOURCES;
      },
      isFull: () => made > MOST_RESOURCES || effort.isSpent,
    };
    const values = variableValues(root.directory, tree, options, effort);
    const call = {
      source: root,
      prefix: '',
      input: (name: string) => values(name, root),
      providers: new Map(),
      root: root.directory,
      above: [],
    };
    roots.push({ directory: root.directory, resources: evaluateModule(call, world).resources() });
    const [file] = tree.filesOf(root.directory);
    if (file === undefined) continue;
    if (effort.isSpent)
      tree.tell({ file, message: 'the configuration asks for more evaluation than is done in one gate' });
    if (made > MOST_RESOURCES)
      tree.tell({ file, message: `the configuration makes more than ${MOST_RESOURCES} resources` });
  }
  return { roots, files: tree.coverage(roots.flatMap(({ resources }) => resources)) };
};

/** A configuration as the source of a plan: where it declares what. */
export interface PlanSource {
  readonly directory: string;
  /** Where the block of an address stands; instance keys do not count. */
  locate(address: string): Place | undefined;
  /** Addresses of what stands in the root module itself, data sources and module calls among them, in their order. */
  readonly declared: readonly string[];
}

/** More calls of modules than this are not followed to find lines. */
const MOST_CALLS = 10_000;

/** The configurations among the files, for who knows addresses only. */
export const planSources = async (
  files: readonly FileBytes[],
  folder?: ConfigurationOptions['folder'],
): Promise<PlanSource[]> => {
  const options = { destination: { partition: '', account: '', region: '' }, given: {}, ...(folder && { folder }) };
  const tree = new Tree(files, options, await terraformParser());
  let calls = 0;
  return rootsOf(tree).map((root): PlanSource => {
    const places = new Map<string, Place>();
    const walk = (source: ModuleSource, prefix: string, above: readonly string[]): void => {
      for (const [name, { file, item }] of declaredIn(source))
        places.set(`${prefix}${name}`, { file, line: item.line });
      for (const [name, target] of calledBy(source)) {
        const module = tree.moduleAt(target);
        calls += 1;
        if (module !== undefined && !above.includes(target) && calls <= MOST_CALLS)
          walk(module, `${prefix}module.${name}.`, [...above, target]);
      }
    };
    walk(root, '', [root.directory]);
    return {
      directory: root.directory,
      declared: declaredIn(root)
        .map(([name]) => name)
        .sort(byCodeUnit),
      locate: (address) => places.get(address.replaceAll(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '')),
    };
  });
};

const declaredIn = (source: ModuleSource): [string, Written<Block>][] =>
  (
    [
      ['resource', ''],
      ['data', 'data.'],
      ['module', 'module.'],
    ] as const
  ).flatMap(([kind, prefix]) =>
    [...(source.blocks.get(kind) ?? [])].map(([name, written]): [string, Written<Block>] => [
      `${prefix}${name}`,
      written,
    ]),
  );

/** Modules that no other calls; of those that call each other in a circle, the first. */
const rootsOf = (tree: Tree): ModuleSource[] => {
  const directories = tree.directories();
  const called = new Set<string>();
  for (const directory of directories)
    for (const [, target] of calledBy(tree.moduleAt(directory))) if (target !== directory) called.add(target);
  const reached = new Set<string>();
  const reach = (directory: string): void => {
    if (reached.has(directory)) return;
    reached.add(directory);
    for (const [, target] of calledBy(tree.moduleAt(directory))) reach(target);
  };
  const roots = directories.filter((directory) => !called.has(directory));
  for (const root of roots) reach(root);
  for (const directory of directories)
    if (!reached.has(directory)) {
      roots.push(directory);
      reach(directory);
    }
  return roots.flatMap((directory) => tree.moduleAt(directory) ?? []);
};

/** The folders of the local modules that a module calls, by the name of the call. */
const calledBy = (source: ModuleSource | undefined): [string, string][] =>
  [...(source?.blocks.get('module') ?? [])].flatMap(([name, { item }]) => {
    const written = attributeOf(item.body, 'source')?.value;
    const path = written?.kind === 'literal' ? written.value : undefined;
    return source !== undefined && typeof path === 'string' && /^\.\.?(\/|$)/.test(path)
      ? [[name, folderName(posix.join(source.directory, path))]]
      : [];
  });

/** `a/b` of `./a/b/`. */
const folderName = (path: string): string => posix.normalize(path).replace(/(?<=.)\/$/, '');

/** The files by folder, each parsed once, and what was told of each. */
class Tree {
  readonly #texts = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #folders = new Map<string, string[]>();
  readonly #looked = new Set<string>();
  readonly #modules = new Map<string, ModuleSource | undefined>();
  readonly #problems = new Map<string, Problem[]>();
  readonly #notes = new Map<string, Problem[]>();
  readonly #values = new Map<string, SyntaxFile>();
  readonly #options: ConfigurationOptions;
  readonly #parser: Parser;

  constructor(files: readonly FileBytes[], options: ConfigurationOptions, parser: Parser) {
    this.#options = options;
    this.#parser = parser;
    for (const file of files) this.#add(file);
  }

  #add({ path, bytes }: FileBytes): void {
    const name = folderName(path);
    if (this.#names.has(name)) return;
    this.#names.set(name, path);
    const folder = folderName(posix.dirname(path));
    if (isTerraform(path)) {
      const own = this.#folders.get(folder) ?? [];
      this.#folders.set(folder, own);
      own.push(name);
    }
    try {
      this.#texts.set(name, textIn(bytes));
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      if (isTerraform(path)) this.tell({ file: path, message: error.message });
    }
  }

  tell(problem: Problem): void {
    remember(this.#problems, problem);
  }

  note(note: Problem): void {
    remember(this.#notes, note);
  }

  /** Folders that were named, in their order. */
  directories(): string[] {
    return [...this.#folders]
      .filter(([folder, files]) => !this.#looked.has(folder) && files.some(isModuleFile))
      .map(([folder]) => folder)
      .sort(byCodeUnit);
  }

  /** Names of a folder's files as the user gave them. */
  filesOf(directory: string): string[] {
    return this.#namesIn(directory).map((name) => this.#names.get(name) ?? name);
  }

  #namesIn(directory: string): string[] {
    return (this.#folders.get(directory) ?? []).toSorted(byCodeUnit);
  }

  moduleAt(path: string): ModuleSource | undefined {
    const directory = folderName(path);
    if (this.#modules.has(directory)) return this.#modules.get(directory);
    if (!this.#folders.has(directory)) {
      this.#looked.add(directory);
      for (const file of this.#options.folder?.(directory) ?? []) this.#add(file);
    }
    const all = this.#namesIn(directory).filter(isModuleFile);
    const isReplaced = (name: string): boolean =>
      /\.tf(\.json)?$/.test(name) && all.includes(name.replace(/\.tf(?=\.json$|$)/, '.tofu'));
    const files = all.flatMap((name): NamedFile[] => {
      const path = this.#names.get(name) ?? name;
      if (isReplaced(name)) {
        this.note({ file: path, message: 'OpenTofu reads the .tofu file of the same name in the place of this one' });
        return [];
      }
      const text = this.#texts.get(name);
      return text === undefined ? [] : [{ path, syntax: this.#parsed(name, text) }];
    });
    const source = all.length === 0 ? undefined : moduleSource(directory, files);
    for (const problem of source?.problems ?? []) this.tell(problem);
    this.#modules.set(directory, source);
    return source;
  }

  #parsed(name: string, text: string): SyntaxFile {
    if (!name.endsWith('.json')) return parseHcl(text, this.#parser);
    return parseJsonSyntax(text, {
      template: (inner) => this.parseTemplate(inner),
      expression: (inner) => parseExpression(inner, this.#parser),
    });
  }

  parseTemplate(text: string) {
    return parseTemplate(text, this.#parser);
  }

  parseExpression(text: string) {
    return parseExpression(text, this.#parser);
  }

  textAt(path: string): string | undefined {
    const text = this.#texts.get(folderName(path));
    return text?.includes('\u0000') ? undefined : text;
  }

  /** The values of a file of variables. */
  valuesOf(name: string): SyntaxFile | undefined {
    const text = this.#texts.get(folderName(name));
    if (text === undefined) return undefined;
    const before = this.#values.get(name);
    if (before !== undefined) return before;
    const values = name.endsWith('.json') ? parseJsonValues(text) : parseHcl(text, this.#parser);
    const file = this.#names.get(folderName(name)) ?? name;
    for (const problem of values.problems) this.tell({ file, ...problem });
    this.#values.set(name, values);
    return values;
  }

  /** The files of values that Terraform reads by itself, in the order in which later ones win. */
  automatic(directory: string): string[] {
    const all = this.#namesIn(directory);
    const base = (name: string): string => posix.basename(name);
    return [
      ...all.filter((name) => base(name) === 'terraform.tfvars'),
      ...all.filter((name) => base(name) === 'terraform.tfvars.json'),
      ...all.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name)),
    ];
  }

  coverage(resources: readonly HclResource[]): FileCoverage[] {
    const counts = new Map<string, number>();
    for (const { place } of resources) counts.set(place.file, (counts.get(place.file) ?? 0) + 1);
    return [...this.#folders.values()].flat().map((name): FileCoverage => {
      const file = this.#names.get(name) ?? name;
      const unread = this.#notes.get(file) ?? [];
      return {
        file,
        kind: 'terraform',
        resources: counts.get(file) ?? 0,
        problems: (this.#problems.get(file) ?? []).map(withoutFile),
        ...(unread.length > 0 && { unread: unread.map(withoutFile) }),
      };
    });
  }
}

const withoutFile = ({ line, message }: Problem) => ({ ...(line !== undefined && { line }), message });

/** Each is told once, though a module may be called many times. */
const remember = (all: Map<string, Problem[]>, problem: Problem): void => {
  const own = all.get(problem.file) ?? [];
  all.set(problem.file, own);
  if (!own.some(({ line, message }) => line === problem.line && message === problem.message)) own.push(problem);
};

/** The values that a root's variables are given (https://developer.hashicorp.com/terraform/language/values/variables). */
const variableValues = (
  directory: string,
  tree: Tree,
  { given, variableFiles = [] }: ConfigurationOptions,
  effort: Effort,
): ((name: string, source: ModuleSource) => Value | undefined) => {
  const nothing: Scope = {
    effort,
    named: () => undefined,
    fileText: () => unresolved('files of values read no others'),
    rendered: () => unresolved('files of values read no others'),
  };
  const values = new Map<string, Value>();
  for (const name of [...tree.automatic(directory), ...variableFiles])
    for (const attribute of tree.valuesOf(name)?.body.attributes ?? [])
      values.set(attribute.name, valueIn(attribute.value, nothing));
  return (name, source) => {
    if (!Object.hasOwn(given, name)) return values.get(name);
    const text = given[name] ?? '';
    const declared = source.blocks.get('variable')?.get(name)?.item.body;
    const type = declared && attributeOf(declared, 'type')?.value;
    const isText = type === undefined || (type.kind === 'variable' && /^(string|any)$/.test(type.name));
    return isText ? text : valueIn(tree.parseExpression(text), nothing);
  };
};
