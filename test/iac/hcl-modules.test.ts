// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform interpolates with what JavaScript does
import { describe, expect, test } from 'vitest';
import { SOME_ACCOUNT } from '../../src/iac/declaration.js';
import { planSources } from '../../src/iac/hcl/configuration.js';
import { settled } from '../../src/iac/unknown.js';
import { filesOf, read, type Texts } from './terraform-files.js';

/** Of each resource the known attributes, by address. */
const known = async (texts: string | Texts, options: Parameters<typeof read>[1] = {}) => {
  const { resources } = await read(texts, options);
  return Object.fromEntries(resources.map(({ address, attributes }) => [address, settled(attributes, '').value]));
};

test('what a configuration makes in the words of others is told once, where it is made', async () => {
  const texts = {
    'main.tf':
      'module "a" { source = "./m" }\nmodule "b" { source = "./m" }\nresource "helm_release" "none" { count = 0 }\nresource "kubernetes_config_map" "c" {}\n',
    'm/main.tf': 'resource "aws_kms_key" "k" {}\nresource "kubernetes_manifest" "m" {\n  manifest = {}\n}\n',
  };
  expect((await read(texts)).unread).toEqual([
    'm/main.tf:2 kubernetes_manifest.m: what it puts into the cluster was not looked at: judge the manifests, as helm template or kubectl writes them',
  ]);
});

describe('a block that stands for several resources', () => {
  test('by count, each with its number', async () => {
    expect(
      await known('resource "x" "r" {\n count = 2\n a = count.index\n}\nresource "x" "s" { a = x.r[*].a }'),
    ).toEqual({
      'x.r[0]': { a: 0 },
      'x.r[1]': { a: 1 },
      'x.s': { a: [0, 1] },
    });
  });

  test('by for_each, each with its key', async () => {
    const text =
      'resource "x" "r" {\n for_each = { b = 1, a = 2 }\n a = "${each.key}${each.value}"\n}\nresource "x" "s" {\n for_each = toset(["q"])\n a = [each.value, x.r["a"].a]\n}';
    expect(await known(text)).toEqual({
      'x.r["a"]': { a: 'a2' },
      'x.r["b"]': { a: 'b1' },
      'x.s["q"]': { a: ['q', 'a2'] },
    });
  });

  test('or for none', async () => {
    expect(await known('resource "x" "r" { count = 0 }\nresource "x" "s" { for_each = {} }')).toEqual({});
  });

  test('in a number that nobody knows is judged once, and nothing is known of the others', async () => {
    const text =
      'variable "n" {}\nresource "x" "r" {\n count = var.n\n a = 1\n b = count.index\n}\nresource "x" "s" {\n a = x.r[0].arn\n b = x.r[*].arn\n c = length(x.r)\n}';
    expect(await known(text)).toEqual({ 'x.r': { a: 1 }, 'x.s': {} });
  });

  test('in too great a number is told and judged once', async () => {
    const { resources, problems } = await read('resource "x" "r" {\n count = 100000000\n}\n');
    expect(resources.map(({ address }) => address)).toEqual(['x.r']);
    expect(problems).toEqual([
      'main.tf:2 x.r stands for 100000000 instances, more than the 1000 that are judged of one block',
    ]);
  });
});

describe('nested blocks', () => {
  test('are lists, with the lines of what stands in them', async () => {
    const { resources } = await read(
      'resource "x" "r" {\n  rule {\n    a = 1\n  }\n  rule {\n    a = 2\n  }\n  tags = {\n    k = "v"\n  }\n}',
    );
    expect(resources.map(({ attributes }) => attributes)).toEqual([{ rule: [{ a: 1 }, { a: 2 }], tags: { k: 'v' } }]);
    expect([...(resources[0]?.lines ?? [])]).toEqual([
      ['/tags', 8],
      ['/tags/k', 9],
      ['/rule', 2],
      ['/rule/0', 2],
      ['/rule/0/a', 3],
      ['/rule/1', 5],
      ['/rule/1/a', 6],
    ]);
  });

  test('can be made of a list', async () => {
    const text =
      'resource "x" "r" {\n dynamic "rule" {\n for_each = ["p", "q"]\n iterator = it\n content {\n a = "${it.key}${it.value}"\n dynamic "inner" {\n for_each = { k = 1 }\n content { b = inner.key }\n }\n }\n }\n}';
    expect(await known(text)).toEqual({
      'x.r': {
        rule: [
          { a: '0p', inner: [{ b: 'k' }] },
          { a: '1q', inner: [{ b: 'k' }] },
        ],
      },
    });
  });

  test('of a list that nobody knows are not known, and neither are those beside them', async () => {
    const text =
      'variable "l" {}\nresource "x" "r" {\n rule { a = 1 }\n dynamic "rule" {\n for_each = var.l\n content {}\n }\n}';
    const { resources } = await read(text);
    const { value, gaps } = settled(resources[0]?.attributes ?? {}, '');
    expect([value, gaps.map(({ pointer }) => pointer)]).toEqual([{}, ['/rule']]);
  });

  test('of the meta-arguments are no attributes', async () => {
    const text =
      'resource "x" "r" {\n a = 1\n depends_on = [x.s]\n provider = aws.us\n lifecycle { prevent_destroy = true }\n}';
    expect(await known(text)).toEqual({ 'x.r': { a: 1 } });
  });
});

describe('a variable', () => {
  const MAIN = 'variable "v" {\n type = string\n default = "default"\n}\nresource "x" "r" { a = var.v }';

  test.each<[string, Texts, Readonly<Record<string, string>>, string]>([
    ['its default', {}, {}, 'default'],
    ['what terraform.tfvars says', { 'terraform.tfvars': 'v = "file"' }, {}, 'file'],
    [
      'what a file that is read by itself says',
      { 'terraform.tfvars': 'v = "file"', 'a.auto.tfvars': 'v = "auto"' },
      {},
      'auto',
    ],
    ['what JSON says', { 'terraform.tfvars.json': '{"v": "json ${literal}"}' }, {}, 'json ${literal}'],
    ['what was given', { 'a.auto.tfvars': 'v = "auto"' }, { v: 'given' }, 'given'],
    ['its default, and not what another file says', { 'prod.tfvars': 'v = "prod"' }, {}, 'default'],
  ])('has %s', async (_, files, given, expected) => {
    expect(await known({ 'main.tf': MAIN, ...files }, { given })).toEqual({ 'x.r': { a: expected } });
  });

  test('has what a file that was named says', async () => {
    const texts = { 'main.tf': MAIN, 'prod.tfvars': 'v = "prod"' };
    expect(await known(texts, { variableFiles: ['prod.tfvars'] })).toEqual({ 'x.r': { a: 'prod' } });
  });

  test('is told of where a file that was named is not there', async () => {
    expect((await read(MAIN, { variableFiles: ['none.tfvars'] })).problems).toEqual([
      'none.tfvars:undefined the file of values is not among those that were read',
    ]);
  });

  test('has the type that it is declared with', async () => {
    const text = `
variable "list" { type = list(string) }
variable "object" {
  type    = object({ a = number, b = optional(bool, true), c = optional(string) })
  default = { a = "1", more = 2 }
}
variable "set" {
  type    = set(string)
  default = ["b", "a", "b"]
}
variable "text" {
  type    = string
  default = 5
}
resource "x" "r" {
  a = var.list
  b = var.object
  c = [for key, value in var.set : "\${key}\${value}"]
  d = var.text
}`;
    expect(await known(text, { given: { list: '["p", "q"]' } })).toEqual({
      'x.r': { a: ['p', 'q'], b: { a: 1, b: true }, c: ['aa', 'bb'], d: '5' },
    });
  });
});

describe('a module', () => {
  const MODULE = 'variable "name" {}\nresource "x" "r" { a = var.name }\noutput "out" { value = x.r.arn }';

  test('of the same tree is read with what it is given, and not a second time as a root', async () => {
    const texts = {
      'live/main.tf':
        'module "m" {\n source = "../modules/m"\n for_each = { k = "v" }\n name = each.value\n}\nresource "y" "s" { a = module.m["k"].out }',
      'modules/m/main.tf': MODULE,
    };
    expect(await known(texts)).toEqual({
      'module.m["k"].x.r': { a: 'v' },
      'y.s': { a: 'arn of module.m["k"].x.r' },
    });
  });

  test('that was not named is read from its folder', async () => {
    const folder = (path: string) => (path === 'm' ? filesOf({ 'm/main.tf': MODULE }) : undefined);
    const { resources, files } = await read('module "m" {\n source = "./m"\n name = "n"\n}', { folder });
    expect(resources.map(({ address, place }) => [address, place])).toEqual([
      ['module.m.x.r', { file: 'm/main.tf', line: 2 }],
    ]);
    expect(files.map(({ file, resources: count }) => [file, count])).toEqual([
      ['main.tf', 0],
      ['m/main.tf', 1],
    ]);
  });

  test('that cannot be read is told', async () => {
    expect((await read('module "m" {\n source = "./m"\n}')).problems).toEqual([
      'main.tf:2 module m: the folder ./m holds no Terraform files, or some that only a link out of it leads to',
    ]);
  });

  test('of a registry is named as not looked at, and what it gives is not known', async () => {
    const text =
      'module "m" {\n source = "terraform-aws-modules/s3-bucket/aws"\n}\nresource "x" "r" { a = module.m.id }';
    const { problems, unread, resources } = await read(text);
    expect([problems, unread]).toEqual([
      [],
      [
        'main.tf:2 module m (terraform-aws-modules/s3-bucket/aws) comes from elsewhere and was not read: gate the plan to judge what it makes',
      ],
    ]);
    expect(settled(resources[0]?.attributes ?? {}, '').gaps.map(({ reason }) => reason)).toEqual([
      'unresolved_expression',
    ]);
  });

  test('that leads back to itself is told', async () => {
    const texts = {
      'a/main.tf': 'module "b" {\n source = "../b"\n}',
      'b/main.tf': 'module "a" {\n source = "../a"\n}\nresource "x" "r" {}',
    };
    const { problems, resources } = await read(texts);
    expect(problems).toEqual(['b/main.tf:2 module a leads back to a module that calls it']);
    expect(resources.map(({ address }) => address)).toEqual(['module.b.x.r']);
  });

  test('has the providers that it is given', async () => {
    const texts = {
      'main.tf': `
provider "aws" {
  region = "eu-west-1"
  default_tags {
    tags = { a = "1", b = "1" }
  }
}
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
module "m" {
  source    = "./m"
  providers = { aws = aws.us }
}
module "n" {
  source = "./m"
}
resource "x" "r" {
  provider = aws.us
  tags     = { b = "2" }
}
resource "x" "s" {
  tags = { b = "2" }
}`,
      'm/main.tf': 'data "aws_region" "here" {}\nresource "x" "r" { a = data.aws_region.here.region }',
    };
    const { resources } = await read(texts);
    expect(
      resources.map(({ address, destination, attributes }) => [
        address,
        destination.region,
        attributes.tags_all ?? attributes.a,
      ]),
    ).toEqual([
      ['x.r', 'us-east-1', undefined],
      ['x.s', 'eu-west-1', { a: '1', b: '2' }],
      ['module.m.x.r', 'us-east-1', 'us-east-1'],
      ['module.n.x.r', 'eu-west-1', { a: '1', b: '1' }],
    ]);
  });

  test('stands in the account and region of its provider, whatever a person named', async () => {
    const text = `
provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["111122223333"]
}
data "aws_caller_identity" "me" {}
resource "x" "r" { a = data.aws_caller_identity.me.account_id }`;
    const stand = async (destination?: { partition: string; account: string; region: string }) =>
      (await read(text, destination && { destination })).resources.map((resource) => [
        resource.destination.account,
        resource.destination.region,
        resource.attributes.a,
      ]);
    expect(await stand()).toEqual([['111122223333', 'eu-west-1', '111122223333']]);
    expect(await stand({ partition: 'aws', account: '123456789012', region: 'us-west-2' })).toEqual([
      ['111122223333', 'eu-west-1', '111122223333'],
    ]);
  });

  test('reads files of its own folder', async () => {
    const texts = {
      'main.tf': 'module "m" {\n source = "./m"\n}',
      'm/main.tf':
        'resource "x" "r" {\n a = jsondecode(file("${path.module}/a.json")).k\n b = templatefile("${path.module}/t.json", { who = "w" })\n c = file("${path.module}/../main.tf")\n}',
      'm/a.json': '{"k": "v"}',
      'm/t.json': 'for ${who}',
    };
    expect(await known(texts)).toEqual({ 'module.m.x.r': { a: 'v', b: 'for w' } });
  });
});

test('a policy document is the JSON that the provider would write', async () => {
  const text = `
data "aws_caller_identity" "me" {}
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Base"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "d" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["arn:aws:s3:::b/&{aws:username}"]
    principals {
      type        = "AWS"
      identifiers = [data.aws_caller_identity.me.account_id, "*"]
    }
    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.me.account_id]
    }
  }
  statement {
    actions = ["s3:ListBucket"]
    resources = ["*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
resource "x" "r" { a = jsondecode(data.aws_iam_policy_document.d.json) }`;
  expect(await known(text)).toEqual({
    'x.r': {
      a: {
        Version: '2012-10-17',
        Statement: [
          { Sid: 'Base', Effect: 'Deny', Action: 's3:*', Resource: '*' },
          {
            Effect: 'Allow',
            Action: ['s3:PutObject', 's3:GetObject'],
            Resource: 'arn:aws:s3:::b/${aws:username}',
            Principal: { AWS: [SOME_ACCOUNT, '*'], Service: 'sagemaker.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': SOME_ACCOUNT } },
          },
          { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*', Principal: '*' },
        ],
      },
    },
  });
});

test('a policy document keeps what is known beside what is not, and is unknown where a statement is', async () => {
  const text = `
variable "v" {}
data "aws_iam_policy_document" "a" {
  statement {
    actions   = ["s3:*", var.v]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "b" {
  dynamic "statement" {
    for_each = var.v
    content {
      actions = ["s3:*"]
    }
  }
}
resource "x" "r" {
  a = data.aws_iam_policy_document.a.json
  b = data.aws_iam_policy_document.b.json
}`;
  const { resources } = await read(text);
  const { a, b } = resources[0]?.attributes ?? {};
  const { Statement } = JSON.parse(String(a).replaceAll('\u0000', '\\u0000'));
  expect(settled({ Statement }, '')).toEqual({
    value: { Statement: [{ Effect: 'Allow', Action: ['s3:*', ''], Resource: '*' }] },
    gaps: [expect.objectContaining({ pointer: '/Statement/0/Action/1' })],
  });
  expect(settled({ b }, '').gaps.map(({ pointer }) => pointer)).toEqual(['/b']);
});

test('the JSON syntax says the same', async () => {
  const texts = {
    'main.tf.json': JSON.stringify(
      {
        '//': 'a comment',
        variable: { env: { type: 'string', default: 'prod' } },
        locals: { list: ['a', 'b'] },
        resource: {
          x: {
            r: {
              count: 1,
              name: 'n-${var.env}',
              whole: '${local.list}',
              literal: '$${x}',
              rule: [{ a: '${upper(var.env)}' }],
              dynamic: { more: { for_each: '${local.list}', content: { b: '${more.value}' } } },
            },
          },
        },
      },
      null,
      1,
    ),
  };
  const { resources, problems } = await read(texts);
  expect(problems).toEqual([]);
  expect(resources.map(({ address, attributes, place }) => [address, attributes, place])).toEqual([
    [
      'x.r[0]',
      { name: 'n-prod', whole: ['a', 'b'], literal: '${x}', rule: [{ a: 'PROD' }], more: [{ b: 'a' }, { b: 'b' }] },
      { file: 'main.tf.json', line: 17 },
    ],
  ]);
  expect(resources[0]?.lines.get('/rule/0/a')).toBe(24);
});

test('an override changes what the others say', async () => {
  const texts = { 'main.tf': 'resource "x" "r" {\n a = 1\n b = 1\n}', 'override.tf': 'resource "x" "r" { b = 2 }' };
  expect(await known(texts)).toEqual({ 'x.r': { a: 1, b: 2 } });
});

test("OpenTofu's file takes the place of Terraform's of the same name, and that is said", async () => {
  const texts = { 'main.tf': 'resource "x" "r" { a = 1 }', 'main.tofu': 'resource "x" "r" { a = 2 }' };
  expect(await known(texts)).toEqual({ 'x.r': { a: 2 } });
  expect((await read(texts)).unread).toEqual([
    'main.tf:undefined OpenTofu reads the .tofu file of the same name in the place of this one',
  ]);
});

test('what stands twice, or in no block, is told', async () => {
  const { problems } = await read('resource "x" "r" {}\nresource "x" "r" {}\nstray = 1\nresource "x" {}\n');
  expect(problems).toEqual([
    'main.tf:2 resource x.r is declared twice',
    'main.tf:4 a resource block has 2 labels, this one has 1',
    'main.tf:3 stray stands outside of every block',
  ]);
});

test('two configurations are two roots, and a folder of values alone is none', async () => {
  const texts = {
    'a/main.tf': 'resource "x" "r" { a = 1 }',
    'b/main.tf': 'resource "x" "r" { a = 2 }',
    'c/x.tfvars': 'v = 1',
  };
  const { resources } = await read(texts);
  expect(resources.map(({ attributes, place }) => [place.file, attributes.a])).toEqual([
    ['a/main.tf', 1],
    ['b/main.tf', 2],
  ]);
});

test('an address leads to where it is written, whatever its keys', async () => {
  const [source] = await planSources(
    filesOf({
      'main.tf': 'module "m" {\n source = "./m"\n}\nresource "x" "s" {}',
      'm/a.tf': '\nresource "x" "r" {}\ndata "y" "d" {}',
    }),
  );
  expect(
    ['module.m["a].b"].x.r[0]', 'module.m["a"].data.y.d', 'x.s', 'x.none'].map((to) => source?.locate(to)),
  ).toEqual([{ file: 'm/a.tf', line: 2 }, { file: 'm/a.tf', line: 3 }, { file: 'main.tf', line: 4 }, undefined]);
});
