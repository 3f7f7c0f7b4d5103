import type { Attribute, Block, Body, SyntaxFile } from './syntax.js';

/** Something of a module with the file that says it. */
export interface Written<T> {
  readonly file: string;
  readonly item: T;
}

/** The files of one folder as the one module that they are. */
export interface ModuleSource {
  readonly directory: string;
  /** `resource`, `data`, `variable`, `module`, `output` and `provider` blocks by their labels: `aws_s3_bucket.models`. */
  readonly blocks: ReadonlyMap<string, ReadonlyMap<string, Written<Block>>>;
  readonly locals: ReadonlyMap<string, Written<Attribute>>;
  /** Provider blocks: several may configure the same one. */
  readonly providers: readonly Written<Block>[];
  readonly problems: readonly { readonly file: string; readonly line: number; readonly message: string }[];
}

export interface NamedFile {
  readonly path: string;
  readonly syntax: SyntaxFile;
}

/** How many labels a block is named by. Others configure no resources. */
const LABELS: Readonly<Record<string, number>> = { resource: 2, data: 2, variable: 1, module: 1, output: 1 };

/** Joins the files of a folder; those that override come last and change what the others say. */
export const moduleSource = (directory: string, files: readonly NamedFile[]): ModuleSource => {
  const blocks = new Map<string, Map<string, Written<Block>>>();
  const locals = new Map<string, Written<Attribute>>();
  const providers: Written<Block>[] = [];
  const problems = files.flatMap(({ path, syntax }) => syntax.problems.map((problem) => ({ file: path, ...problem })));
  for (const { path, syntax } of [...files.filter(isPlain), ...files.filter((file) => !isPlain(file))]) {
    const isOverride = !isPlain({ path });
    const tell = (line: number, message: string) => problems.push({ file: path, line, message });
    for (const block of syntax.body.blocks) {
      const written = { file: path, item: block };
      if (block.type === 'provider') providers.push(written);
      if (block.type === 'locals')
        for (const local of block.body.attributes) {
          if (locals.has(local.name) && !isOverride) tell(local.line, `local.${local.name} is declared twice`);
          locals.set(local.name, { file: path, item: local });
        }
      const count = Object.hasOwn(LABELS, block.type) ? LABELS[block.type] : undefined;
      if (count === undefined) continue;
      if (block.labels.length !== count) {
        tell(block.line, `a ${block.type} block has ${count} labels, this one has ${block.labels.length}`);
        continue;
      }
      const named = blocks.get(block.type) ?? new Map<string, Written<Block>>();
      blocks.set(block.type, named);
      const name = block.labels.join('.');
      const before = named.get(name);
      if (before === undefined) named.set(name, written);
      else if (isOverride) named.set(name, { ...before, item: overridden(before.item, block) });
      else tell(block.line, `${block.type} ${name} is declared twice`);
    }
    for (const { name, line } of syntax.body.attributes) tell(line, `${name} stands outside of every block`);
  }
  return { directory, blocks, locals, providers, problems };
};

/** https://developer.hashicorp.com/terraform/language/files/override */
const isPlain = ({ path }: { readonly path: string }): boolean => !/(^|[/_])override\.(tf|tofu)(\.json)?$/.test(path);

const overridden = (base: Block, by: Block): Block => {
  const attributes = new Set(by.body.attributes.map(({ name }) => name));
  const types = new Set(by.body.blocks.map(({ type }) => type));
  const body: Body = {
    attributes: [...base.body.attributes.filter(({ name }) => !attributes.has(name)), ...by.body.attributes],
    blocks: [...base.body.blocks.filter(({ type }) => !types.has(type)), ...by.body.blocks],
  };
  return { ...base, body };
};

export const attributeOf = ({ attributes }: Body, name: string): Attribute | undefined =>
  attributes.find((attribute) => attribute.name === name);
