// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform interpolates with what JavaScript does
import { describe, expect, test } from 'vitest';
import { SOME_ACCOUNT } from '../../src/iac/declaration.js';
import type { ConfigurationOptions } from '../../src/iac/hcl/configuration.js';
import { settled } from '../../src/iac/unknown.js';
import { read } from './terraform-files.js';

/** The attributes of the resource called `x.r` in a configuration. */
const attributesOf = async (body: string, around = '', options: Partial<ConfigurationOptions> = {}) => {
  const { resources } = await read(`${around}\nresource "x" "r" {\n${body}\n}\n`, options);
  const { value, gaps } = settled(resources.find(({ type }) => type === 'x')?.attributes ?? {}, '');
  return { value, gaps: gaps.map(({ pointer, reason }) => [pointer, reason]) };
};

const AROUND = `
variable "env" { default = "prod" }
variable "nothing" {}
locals {
  tags   = { team = "risk", env = var.env }
  list   = ["b", "a"]
  loop   = local.pool
  pool   = local.loop
}
resource "aws_kms_key" "k" { description = "d" }
`;

describe('an expression', () => {
  test.each<[string, string, unknown]>([
    ['a literal', '"text"', 'text'],
    ['a number', '1.5', 1.5],
    ['an escaped text', String.raw`"a\n\"b\" $${'$'}{x} \u00e9"`, 'a\n"b" ${x} é'],
    ['an interpolation', `"a-${'$'}{var.env}-z"`, 'a-prod-z'],
    ['a lone interpolation, which keeps its type', `"${'$'}{1 + 1}"`, 2],
    ['arithmetic', '2 + 3 * 4 - -1', 15],
    ['a comparison', 'var.env == "prod" && 1 < 2', true],
    ['a negation that binds closely', '!false == true', true],
    ['a conditional', 'var.env == "prod" ? "yes" : "no"', 'yes'],
    ['chained conditionals', 'var.env == "dev" ? 1 : var.env == "prod" ? 2 : 3', 2],
    ['a conditional in parentheses as a condition', '(true ? false : true) ? 1 : 2', 2],
    ['a list', '[1, "a", true,]', [1, 'a', true]],
    ['an object', '{ a = 1, "b" : 2\n (var.env) = 3 }', { a: 1, b: 2, prod: 3 }],
    ['a list of a for', '[for i, v in local.list : "${i}${v}" if v != "x"]', ['0b', '1a']],
    [
      'an object of a for, in the order of its keys',
      '{ for k, v in local.tags : upper(k) => v }',
      { ENV: 'prod', TEAM: 'risk' },
    ],
    ['a grouped for', '{ for v in ["a", "b", "ab"] : substr(v, 0, 1) => v... }', { a: ['a', 'ab'], b: ['b'] }],
    ['a splat', '[{ a = 1 }, { a = 2 }][*].a', [1, 2]],
    ['an old splat with an index', '[{ a = 1 }, { a = 2 }].*.a[1]', 2],
    ['an index', 'local.tags["team"]', 'risk'],
    ['a heredoc', '<<EOT\n  a ${var.env}\nb\nEOT', '  a prod\nb\n'],
    ['a heredoc without its margin', '<<-EOT\n    a\n      b ${var.env}\n\n    c\n  EOT', 'a\n  b prod\n\nc\n'],
    [
      'directives',
      '"%{ if var.env == "prod" }P%{ else }D%{ endif }%{ for v in local.list }<${v}>%{ endfor }"',
      'P<b><a>',
    ],
    ['stripped white space', '"a ${~ var.env ~} b"', 'aprodb'],
    ['JSON', 'jsonencode({ b = [1], a = null })', '{"a":null,"b":[1]}'],
    ['the first that holds', 'try(local.tags.none, local.tags.team, "x")', 'risk'],
    ['whether something holds', '[can(local.tags.none), can(local.tags.team)]', [false, true]],
    ['merged maps', 'merge(local.tags, { env = "dev" }, null)', { team: 'risk', env: 'dev' }],
    ['a looked up value', 'lookup(local.tags, "none", "default")', 'default'],
    ['a set', 'tolist(toset(["b", "a", "b"]))', ['a', 'b']],
    ['a spread list', 'concat([["a"], ["b"]]...)', ['a', 'b']],
    ['a formatted text', 'format("%s-%03d%%", "a", 7)', 'a-007%'],
    ['a joined list', 'join(",", sort(local.list))', 'a,b'],
    ['a flat list', 'flatten([["a", ["b"]], []])', ['a', 'b']],
    ['a reference to a resource', 'aws_kms_key.k.arn', 'arn of aws_kms_key.k'],
    ['what a resource sets itself', 'aws_kms_key.k.description', 'd'],
    ['the account', 'data.aws_caller_identity.me.account_id', SOME_ACCOUNT],
    ['a condition that nobody can decide and that makes no difference', 'var.nothing == "a" ? "x" : "x"', 'x'],
    ['a decided disjunction', 'var.nothing || true', true],
  ])('is evaluated: %s', async (_, expression, expected) => {
    const around = `${AROUND}data "aws_caller_identity" "me" {}`;
    expect(await attributesOf(`a = ${expression}`, around)).toEqual({ value: { a: expected }, gaps: [] });
  });

  test.each([
    ['a variable without a value', 'var.nothing', 'unresolved_expression'],
    ['a variable that is not declared', 'var.nowhere', 'unresolved_expression'],
    ['a local that needs itself', 'local.loop', 'unresolved_expression'],
    ['a text around what is not known', '"a-${var.nothing}"', 'unresolved_expression'],
    ['a comparison with what is not known', '"a-${var.nothing}" == "b"', 'unresolved_expression'],
    ['a conditional whose branches differ', 'var.nothing ? "a" : "b"', 'unresolved_expression'],
    ['a function that only Terraform knows', 'timestamp()', 'unresolved_expression'],
    ["a provider's function", 'provider::aws::arn_parse("x")', 'unresolved_expression'],
    ['what only AWS knows', 'aws_kms_key.k.creation_date', 'known_after_apply'],
    ['a resource that is not declared', 'aws_kms_key.none.arn', 'unresolved_expression'],
    ['a data source', 'data.aws_vpc.main.id', 'unresolved_expression'],
    ['a range that Terraform refuses', 'range(1000000)', 'unresolved_expression'],
    ['a number that no machine holds exactly', '123456789012345678901', 'parse_error'],
    ['the first that holds, when it is not known', 'try(var.nothing.a, "x")', 'unresolved_expression'],
    ['a length of what is not known', 'length(var.nothing)', 'unresolved_expression'],
    ['a file outside of the module', 'file("../secret.txt")', 'unresolved_expression'],
    ['an absolute file', 'file("/etc/hostname")', 'unresolved_expression'],
  ])('is a gap and no guess: %s', async (_, expression, reason) => {
    const { value, gaps } = await attributesOf(`a = ${expression}`, AROUND);
    expect(value).toEqual({});
    expect(gaps.map(([, why]) => why)).toEqual([reason]);
  });
});
