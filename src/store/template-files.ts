import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { UsageError } from '../model/errors.js';
import { byCodeUnit } from '../model/json.js';

/** A file of templates: named below what the user named, or why it cannot be read. */
export interface TemplateFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What was found at and below the paths that the user named. */
export interface FoundTemplates {
  readonly files: readonly TemplateFile[];
  /** Links that lead to what was not read, each with the sentence that says so. */
  readonly unread: readonly { readonly path: string; readonly message: string }[];
}

/** Files that could declare something. Others are not opened. */
const TEMPLATE = /\.(ya?ml|json|template|tf|tfvars|tofu|tfplan)$/i;

/** What package managers and tools leave beside templates, and what nobody deploys from there. */
const LEFT_OUT = new Set(['node_modules', '.git', '.terraform', '.venv']);

/** By which a template is named that came through a pipe. */
const STDIN = '<stdin>';

/** Larger ones are no templates that a person wrote; a plan may be as large as memory allows. */
const LARGEST = 512 << 20;

/**
 * The files at and below the named paths, in the order of their names. A path that was named is always read; below a
 * folder only what could be a template is, and a link that leads out of it is not followed but told. `-` is what is piped in.
 */
export const templateFiles = (paths: readonly string[]): FoundTemplates => {
  const files = new Map<string, TemplateFile>();
  const links = new Set<string>();
  const add = (path: string): void => {
    if (files.has(path)) return;
    withinLimit(path, statSync(path).size);
    files.set(path, { path, bytes: readFileSync(path) });
  };
  for (const path of paths) {
    if (path === '-') {
      files.set(STDIN, files.get(STDIN) ?? { path: STDIN, bytes: stdin() });
      continue;
    }
    const named = look(path);
    if (named === 'file') add(path);
    else
      for (const { path: below, isFollowed } of entriesBelow(path)) {
        if (isFollowed) add(below);
        else links.add(below);
      }
  }
  const roots = paths.filter((path) => path !== '-').map((path) => realpathSync(path));
  return {
    files: [...files.values()].sort((a, b) => byCodeUnit(a.path, b.path)),
    unread: [...links]
      .filter((link) => !files.has(link) && !isReadAnyway(link, roots))
      .sort(byCodeUnit)
      .map((path) => ({ path, message: LEADS_OUT })),
  };
};

const LEADS_OUT =
  'a link that leads out of the named folder, or nowhere: what it leads to was not read; name that as well';

/** What a link leads to is read under its own name where that was named, or could be a template below a folder that was. */
const isReadAnyway = (link: string, roots: readonly string[]): boolean => {
  try {
    const target = realpathSync(link);
    if (roots.includes(target)) return true;
    if (!isFolder(target) && !TEMPLATE.test(target)) return false;
    return roots.some((root) => {
      const [above = '', ...way] = relative(root, target).split(sep);
      return above !== '..' && !isAbsolute(above) && ![above, ...way].some((part) => LEFT_OUT.has(part));
    });
  } catch {
    return false;
  }
};

/**
 * The files of a folder that a Terraform module is called from, though nobody named it; undefined where there is none that
 * can be read as a whole: links that lead out of the folder are not followed.
 */
export const moduleFolder = (folder: string): TemplateFile[] | undefined => {
  if (folder.split('/').some((part) => LEFT_OUT.has(part))) return undefined;
  try {
    if (lstatSync(folder).isSymbolicLink()) return undefined;
    const root = realpathSync(folder);
    const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => TEMPLATE.test(name));
    if (entries.some((entry) => entry.isSymbolicLink() && !leadsInside(join(folder, entry.name), root)))
      return undefined;
    return entries
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map(({ name }) => join(folder, name))
      .map((path) => ({ path, bytes: readFileSync(path) }));
  } catch {
    return undefined;
  }
};

/** Files of values of variables, each once, as they were named. Throws {@link UsageError} where one cannot be read. */
export const variableFiles = (paths: readonly string[]): TemplateFile[] =>
  [...new Set(paths)].map((path) => {
    try {
      withinLimit(path, statSync(path).size);
      return { path, bytes: readFileSync(path) };
    } catch (error) {
      if (error instanceof UsageError) throw error;
      const why = error instanceof Error ? error.message : String(error);
      throw new UsageError(`--var-file ${path} cannot be read (${why}); name a file of values (.tfvars)`);
    }
  });

const withinLimit = (path: string, size: number): void => {
  if (size > LARGEST)
    throw new UsageError(
      `gate: ${path} has ${Math.round(size / (1 << 20))} MB, more than ${LARGEST >> 20}; name a smaller file`,
    );
};

const stdin = (): Uint8Array => {
  try {
    const bytes = readFileSync(0);
    withinLimit(STDIN, bytes.length);
    return bytes;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`gate: ${STDIN} cannot be read (${why}); pipe a template into it, or name files`);
  }
};

const look = (path: string): 'file' | 'folder' => {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`gate: ${path} cannot be read (${why}); name a file, a folder, or - for stdin`);
  }
};

/** A file below a folder that could be a template, or a link that leads to one, to a folder, or nowhere. */
interface Below {
  readonly path: string;
  readonly isFollowed: boolean;
}

function* entriesBelow(folder: string): Iterable<Below> {
  const root = realpathSync(folder);
  const walk = function* (at: string): Iterable<Below> {
    for (const entry of entriesOf(at)) {
      const path = join(at, entry.name);
      if (LEFT_OUT.has(entry.name)) continue;
      if (entry.isDirectory()) yield* walk(path);
      else if (entry.isFile() && TEMPLATE.test(entry.name)) yield { path, isFollowed: true };
      else if (entry.isSymbolicLink() && (TEMPLATE.test(entry.name) || isFolder(path)))
        yield { path, isFollowed: leadsInside(path, root) };
    }
  };
  yield* walk(folder);
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

const entriesOf = (folder: string): Dirent[] => {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`gate: ${folder} cannot be read (${why}); make it readable, or name other paths`);
  }
};

/** A link to a file of the same tree is as good as the file. */
const leadsInside = (path: string, root: string): boolean => {
  try {
    const target = realpathSync(path);
    return target.startsWith(`${root}/`) && lstatSync(target).isFile();
  } catch {
    return false;
  }
};
