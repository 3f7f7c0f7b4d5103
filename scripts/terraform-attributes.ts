/**
 * Checks the attributes of the Terraform table against the provider's own, as its generated bindings name them, and
 * writes those that the table uses: after `npm install @cdktn/provider-aws` in some folder outside (it takes half a
 * gigabyte), `npx tsx scripts/terraform-attributes.ts FOLDER/node_modules/@cdktn/provider-aws`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attributesUsed, TERRAFORM_TYPES } from '../src/iac/terraform/table/index.js';

const [folder = ''] = process.argv.slice(2);

type Member = readonly [name: string, maker: string];

/** `{ a: …, b: … }` that the named function returns: each name with what makes its value. */
const membersOf = (text: string, head: string): Member[] => {
  const start = text.indexOf(head);
  if (start < 0) return [];
  const body = text.slice(text.indexOf('return {', start));
  return [...body.slice(0, body.indexOf('};')).matchAll(/^\s+(\w+): (.*),$/gm)].map(([, name = '', maker = '']) => [
    name,
    maker,
  ]);
};

const pathsIn = (text: string, members: readonly Member[], prefix = ''): string[] =>
  members.flatMap(([name, maker]) => {
    const block = /(\w+ToTerraform)\b/.exec(maker.replaceAll(/cdktn\.\w+ToTerraform/g, ''))?.[1];
    const below = block === undefined ? [] : membersOf(text, `function ${block}(struct)`);
    return [`${prefix}${name}`, ...pathsIn(text, below, `${prefix}${name}.`)];
  });

/** What only AWS gives (arn, id) has a getter and nothing that sets it. */
const gettersIn = (text: string): string[] =>
  [
    ...text
      .slice(text.lastIndexOf(' extends cdktn.Terraform'))
      .matchAll(/(?:get\w+Attribute\(|new cdktn\.\w+\(this, )["'](\w+)["']/g),
  ].map(([, attribute = '']) => attribute);

const attributes = new Map<string, ReadonlySet<string>>();
for (const { name } of readdirSync(join(folder, 'lib'), { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
)) {
  const text = readFileSync(join(folder, 'lib', name, 'index.js'), 'utf8');
  const type = / tfResourceType = "(\w+)"/.exec(text)?.[1];
  // A data source has its type's name, too.
  if (type === undefined || name.startsWith('data-') || !TERRAFORM_TYPES.includes(type)) continue;
  attributes.set(type, new Set([...pathsIn(text, membersOf(text, 'synthesizeAttributes()')), ...gettersIn(text)]));
}

const strangers = TERRAFORM_TYPES.flatMap((type) =>
  attributesUsed(type).flatMap((path) => (attributes.get(type)?.has(path) === true ? [] : [`${type}.${path}`])),
);
if (strangers.length > 0) {
  process.stderr.write(`the provider has no such attributes:\n${strangers.join('\n')}\n`);
  process.exit(1);
}
const version = /provider version (\S+)/.exec(readFileSync(join(folder, 'README.md'), 'utf8'))?.[1];
const resources = Object.fromEntries(TERRAFORM_TYPES.map((type) => [type, attributesUsed(type)]));
writeFileSync(
  join(import.meta.dirname, '../test/iac/terraform-attributes.json'),
  `${JSON.stringify({ provider: `hashicorp/aws ${version}`, resources }, null, 2)}\n`,
);
