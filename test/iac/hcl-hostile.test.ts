// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform interpolates with what JavaScript does
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settled } from '../../src/iac/unknown.js';
import { read } from './terraform-files.js';

/** Five seconds of the processor, however busy it is with others. */
const soon = async <T>(work: () => Promise<T>): Promise<T> => {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(5);
  return result;
};

const addresses = async (text: string) => {
  const { resources, problems } = await read(text);
  return { resources: resources.map(({ address }) => address), problems };
};

describe('a syntax error', () => {
  test('costs no other block, and is told with its line', async () => {
    const text = `resource "x" "a" {
  a = 1
}
resource "x" "b" {
  a = = 2
  b = 3
}
resource "x" "c" {
  a = [1, 2
}
resource "x" "d" {
  a = "open
}
resource "x" "e" {
  a = 5
}
`;
    const { resources, problems } = await read(text);
    expect(resources.filter(({ address }) => /[ae]$/.test(address)).map(({ attributes }) => attributes)).toEqual([
      { a: 1 },
      { a: 5 },
    ]);
    const lines = new Set(problems.map((problem) => Number(/:(\d+)/.exec(problem)?.[1])));
    // Of each of the three broken blocks something is told.
    expect(
      [
        [4, 7],
        [8, 10],
        [11, 13],
      ].map(([from = 0, to = 0]) => [...lines].some((line) => line >= from && line <= to)),
    ).toEqual([true, true, true]);
  });

  test('hides the value that it stands in', async () => {
    const { resources, problems } = await read('resource "x" "r" {\n  a = "${1 +}"\n  b = 2\n}\n');
    expect(problems.length).toBeGreaterThan(0);
    expect(resources.flatMap(({ attributes }) => settled(attributes, '').value)).not.toContainEqual(
      expect.objectContaining({ a: expect.anything() }),
    );
  });
});

test.each<[string, string, string[], string[]]>([
  ['a byte order mark', '\ufeffresource "x" "r" {}', ['x.r'], []],
  ['lines that end as on Windows', 'resource "x" "r" {\r\n  a = 1\r\n}\r\n', ['x.r'], []],
  ['a NUL', 'resource "x" "r" {}\n\u0000', [], ['main.tf:2 the file holds a NUL character: it is no text']],
  ['nothing', '', [], []],
  ['comments only', '# a\n// b\n/* c\n */', [], []],
])('a file with %s is read, or refused with a sentence', async (_, text, resources, problems) => {
  expect(await addresses(text)).toEqual({ resources, problems });
});

test('a file in another encoding is refused with a sentence', async () => {
  const { readConfiguration } = await import('../../src/iac/hcl/configuration.js');
  const bytes = Uint8Array.from([0x23, 0x83, 0x82, 0x0a]);
  const destination = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };
  const { files } = await readConfiguration(
    [{ path: 'main.tf', bytes }],
    { destination, given: {} },
    () => () => undefined,
  );
  expect(files).toEqual([
    {
      file: 'main.tf',
      kind: 'terraform',
      resources: 0,
      problems: [{ message: 'the file is not encoded in UTF-8; convert it first' }],
    },
  ]);
});

const deep = (open: string, inner: string, close: string, levels: number) =>
  `${open.repeat(levels)}${inner}${close.repeat(levels)}`;

const times = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

test.each([
  ['brackets without end', `a = ${deep('[', '1', ']', 20_000)}`, ''],
  ['parentheses without end', `a = ${deep('(', '1', ')', 20_000)}`, ''],
  ['conditionals without end', `a = ${deep('true ? 1 : ', '1', '', 5_000)}`, ''],
  ['a sum without end', `a = ${deep('1 + ', '1', '', 20_000)}`, ''],
  ['negations without end', `a = ${deep('!', 'true', '', 20_000)}`, ''],
  ['interpolations without end', `a = ${deep('"${', '1', '}"', 3_000)}`, ''],
  ['blocks without end', deep('b {\n', '', '}\n', 5_000), ''],
  [
    'a text that doubles',
    'a = local.t40',
    `locals {\n t0 = "xxxxxxxx"\n${times(40, (i) => ` t${i + 1} = "\${local.t${i}}\${local.t${i}}"`)}\n}`,
  ],
  [
    'a list that doubles',
    'a = local.t40',
    `locals {\n t0 = ["x"]\n${times(40, (i) => ` t${i + 1} = [local.t${i}, local.t${i}]`)}\n}`,
  ],
  [
    'JSON that doubles',
    'a = jsonencode(local.t40)',
    `locals {\n t0 = ["x"]\n${times(40, (i) => ` t${i + 1} = [local.t${i}, local.t${i}]`)}\n}`,
  ],
  [
    'a list that grows ever faster',
    'a = local.t40',
    `locals {\n t0 = ["x"]\n${times(40, (i) => ` t${i + 1} = concat(local.t${i}, local.t${i})`)}\n}`,
  ],
  [
    'loops in loops',
    'a = [for a in local.r : [for b in local.r : [for c in local.r : c]]]',
    'locals {\n r = range(1000)\n}',
  ],
  ['a chain of locals', 'a = local.t0', `locals {\n${times(5_000, (i) => ` t${i} = local.t${i + 1}`)}\n t5000 = 1\n}`],
  [
    'values within values',
    'a = local.t2000',
    `locals {\n t0 = 1\n${times(2_000, (i) => ` t${i + 1} = [local.t${i}]`)}\n}`,
  ],
  ['a resource that needs itself', 'a = x.r.a', ''],
  ['a count that needs itself', 'count = length(x.r)\na = count.index', ''],
  ['a member called as a prototype', 'a = { __proto__ = 1 }.__proto__ == 2 ? 1 : constructor', ''],
])('%s: a value or a gap comes of it, and soon', async (_, body, around) => {
  const { resources, problems } = await soon(() =>
    read(`${around}\nresource "x" "r" {\n${body}\n}\nresource "x" "s" { a = 1 }\n`),
  );
  expect(resources.map(({ address }) => address)).toContain('x.s');
  const [r] = resources;
  // Whoever gives no value says why.
  const gaps = resources.flatMap(({ attributes }) => settled(attributes, '').gaps);
  expect(r?.attributes.a !== undefined || gaps.length > 0 || problems.length > 0).toBe(true);
  expect(JSON.stringify(resources.map(({ attributes }) => attributes)).length).toBeLessThan(50_000_000);
});

test('modules that call each other many times over end soon', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [
      `m${i}/main.tf`,
      `module "a" {\n source = "../m${i + 1}"\n count = 10\n}\nresource "x" "r" {}`,
    ]),
  );
  const { problems } = await soon(() => read({ ...files, 'm12/main.tf': 'resource "x" "r" {}' }));
  expect(problems).toContainEqual(expect.stringMatching(/more (evaluation|than 20000 resources)/));
});

const MODELS = ['main.tf', 'variables.tf', 'terraform.tfvars', 'modules/store/main.tf'].map(
  (path) =>
    [path, readFileSync(new URL(`../../fixtures/iac/terraform/models/${path}`, import.meta.url), 'utf8')] as const,
);

test('a configuration altered anywhere is read or told, never a crash', async () => {
  const whole = Object.fromEntries(MODELS);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...MODELS.map(([path]) => path)),
      fc.nat(),
      fc.nat(40),
      fc.oneof(
        fc.string({ maxLength: 6 }),
        fc.constantFrom('{', '}', '"', '${', '<<EOT\n', '[', '(', '*', '%{ if ', '\u0000', '\r'),
      ),
      async (path, at, removed, added) => {
        const text = whole[path] ?? '';
        const place = at % (text.length + 1);
        const altered = text.slice(0, place) + added + text.slice(place + removed);
        const { resources, problems } = await read({ ...whole, [path]: altered });
        // What is lost is told, or the file is still one that Terraform reads.
        if (resources.length < 4 && path === 'main.tf' && removed === 0) expect(problems).not.toEqual([]);
        for (const { attributes } of resources) settled(attributes, '');
      },
    ),
    { numRuns: 150 },
  );
});

/** A JSON value as Terraform writes it. */
const written = (value: unknown): string => {
  if (typeof value === 'string')
    return JSON.stringify(value)
      .replaceAll('${', () => '$${')
      .replaceAll('%{', '%%{');
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, member]) => `${written(key)} = ${written(member)}`)
      .join(', ')} }`;
  return String(value);
};

const text = fc
  .string({ unit: fc.constantFrom('a', 'B', '0', ' ', '"', '\\', '$', '{', '}', '%', '\n', 'é', '漢', '-', '.') })
  // How a dollar before an escaped one is read Terraform does not document.
  .filter((value) => !/[$]{2}\{|%{2}\{/.test(value));
const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(text, tie('value'), { maxKeys: 3 }),
  ),
}));

test('every value is read as it was written, also through JSON', async () => {
  await fc.assert(
    fc.asyncProperty(anything, async (value) => {
      const body = `a = ${written(value)}\n  b = jsondecode(jsonencode(${written(value)}))`;
      const { resources, problems } = await read(`resource "x" "r" {\n  ${body}\n}\n`);
      expect(problems).toEqual([]);
      expect(resources.map(({ attributes }) => attributes)).toEqual([{ a: value, b: value }]);
    }),
    { numRuns: 200 },
  );
});
