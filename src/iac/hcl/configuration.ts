import { posix } from 'node:path';
import type { FileCoverage } from '../../model/finding.js';
import { byCodeUnit } from '../../model/json.js';
import type { Destination, Place } from '../declaration.js';
import { type Scope, valueIn } from './evaluate.js';
import { terraformParser } from './grammar.js';
import { evaluateModule, type HclResource, type Identify, type World } from './module.js';
import { attributeOf, type ModuleSource, type Written } from './source.js';
import type { Block } from './syntax.js';
import { type FileBytes, type Folder, folderName, type Tree, treeOf } from './tree.js';
import { type Effort, effortOf, unresolved, type Value } from './values.js';

export interface ConfigurationOptions {
  readonly destination: Destination;
  /** Values of variables of the root modules, as they are given on a command line. */
  readonly given: Readonly<Record<string, string>>;
  /** Folders of configurations of which there is a plan, with its name: the plan is judged in their place. */
  readonly planned?: ReadonlyMap<string, string>;
  /** Files of values beside those that Terraform reads by itself; later ones win. */
  readonly variableFiles?: readonly string[];
  /** The files of a folder that a module is called from and that was not named; undefined where nobody may look there. */
  readonly folder?: Folder;
}

export interface Configuration {
  readonly roots: readonly RootModule[];
  readonly files: readonly FileCoverage[];
  /** Names of the variables of the root modules, planned ones among them. */
  readonly variables: readonly string[];
}

interface RootModule {
  readonly directory: string;
  readonly resources: readonly HclResource[];
}

/** Evaluation steps in one reading: a second of a processor, and far more than any configuration asks for. */
const MOST_STEPS = 2_000_000;

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
  const tree = treeOf(files, options.folder, await terraformParser());
  const effort = effortOf(MOST_STEPS);
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
      parseTemplate: (text) => tree.templateIn(text),
      tell: (problem) => tree.tell(problem),
      note: (note) => tree.note(note),
      admits: () => {
        made += 1;
        return made <= MOST_RESOURCES;
      },
      isFull: () => made > MOST_RESOURCES || effort.isSpent(),
    };
    const values = variableValues(root.directory, tree, options, effort);
    const call = {
      source: root,
      prefix: '',
      input: (name: string) => values(name, root),
      providers: new Map(),
      root: root.directory,
      isUncertain: false,
      above: [],
    };
    roots.push({ directory: root.directory, resources: evaluateModule(call, world).resources() });
    const [file] = tree.filesOf(root.directory);
    if (file === undefined) continue;
    if (effort.isSpent())
      tree.tell({ file, message: 'the configuration asks for more evaluation than is done in one gate' });
    if (made > MOST_RESOURCES)
      tree.tell({ file, message: `the configuration makes more than ${MOST_RESOURCES} resources` });
  }
  return {
    roots,
    files: tree.coverage(roots.flatMap(({ resources }) => resources)),
    variables: sources.flatMap(({ blocks }) => [...(blocks.get('variable')?.keys() ?? [])]),
  };
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
export const planSources = async (files: readonly FileBytes[], folder?: Folder): Promise<PlanSource[]> => {
  const tree = treeOf(files, folder, await terraformParser());
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
  for (const name of [...tree.automatic(directory), ...variableFiles]) {
    const syntax = tree.valuesOf(name);
    if (syntax === undefined)
      tree.tell({ file: name, message: 'the file of values is not among those that were read' });
    for (const attribute of syntax?.body.attributes ?? [])
      values.set(attribute.name, valueIn(attribute.value, nothing));
  }
  return (name, source) => {
    if (!Object.hasOwn(given, name)) return values.get(name);
    const text = given[name] ?? '';
    const declared = source.blocks.get('variable')?.get(name)?.item.body;
    const type = declared && attributeOf(declared, 'type')?.value;
    const isText = type === undefined || (type.kind === 'variable' && /^(string|any)$/.test(type.name));
    return isText ? text : valueIn(tree.expressionIn(text), nothing);
  };
};
