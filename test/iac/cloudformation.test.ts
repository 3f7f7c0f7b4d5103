import { describe, expect, test } from 'vitest';
import { stacksIn } from '../../src/iac/cloudformation/cloud-assembly.js';
import { readTemplates } from '../../src/iac/cloudformation/template.js';
import { SOME_ACCOUNT, SOME_REGION } from '../../src/iac/declaration.js';
import { Malformed } from '../../src/iac/malformed.js';
import { settled } from '../../src/iac/unknown.js';
import { parsedDocuments } from '../../src/iac/yaml.js';

const DESTINATION = { partition: 'aws', account: SOME_ACCOUNT, region: SOME_REGION };

const read = (text: string) =>
  readTemplates({
    templates: new Map(parsedDocuments(text).map((document) => ['stack.yaml', document])),
    destinationOf: () => DESTINATION,
    given: {},
  });

/** The properties of the resource called R in a template with these other sections. */
const propertiesOf = (properties: string, sections = '') => {
  const { declarations } = read(`${sections}
Resources:
  Key: {Type: AWS::KMS::Key}
  R:
    Type: AWS::SageMaker::NotebookInstance
    Properties:
      ${properties}
`);
  const { value, gaps } = settled(declarations.find(({ address }) => address === 'R')?.properties ?? {}, '/properties');
  return { value, gaps: gaps.map(({ pointer, reason }) => [pointer, reason]) };
};

describe('a function of CloudFormation', () => {
  test.each([
    ['a reference to a resource', 'KmsKeyId: !Ref Key', { KmsKeyId: 'stack-Key' }],
    [
      'an ARN of a resource',
      'KmsKeyId: !GetAtt Key.Arn',
      { KmsKeyId: 'arn:aws:kms:xx-unknown-0:000000000000:key/stack-Key' },
    ],
    ['text with references', `KmsKeyId: !Sub 'alias/\${Env}-\${!literal}'`, { KmsKeyId: `alias/prod-\${literal}` }],
    ['joined text', "KmsKeyId: !Join ['/', [alias, !Ref Env]]", { KmsKeyId: 'alias/prod' }],
    ['an element of a split text', "KmsKeyId: !Select [1, !Split ['/', 'a/b']]", { KmsKeyId: 'b' }],
    ['an entry of a map', 'InstanceType: !FindInMap [Sizes, !Ref Env, type]', { InstanceType: 'ml.t3.medium' }],
    [
      'a condition that the parameters decide',
      'RootAccess: !If [IsProd, Disabled, Enabled]',
      { RootAccess: 'Disabled' },
    ],
    ['no value', 'RootAccess: !If [IsProd, !Ref AWS::NoValue, Enabled]', {}],
  ])('is resolved: %s', (_, properties, expected) => {
    const sections = `
Parameters: {Env: {Type: String, Default: prod}}
Mappings: {Sizes: {prod: {type: ml.t3.medium}}}
Conditions: {IsProd: !Equals [!Ref Env, prod]}`;
    expect(propertiesOf(properties, sections)).toEqual({ value: expected, gaps: [] });
  });

  test.each([
    ['a parameter without default', 'SubnetId: !Ref Subnet', 'unresolved_expression'],
    ['an import', 'SubnetId: !ImportValue subnet', 'unresolved_expression'],
    ['a dynamic reference', "SubnetId: '{{resolve:ssm:/subnet}}'", 'unresolved_expression'],
    ['what only AWS knows', 'SubnetId: !GetAtt Key.Wonder', 'known_after_apply'],
    ['text around what is not known', `SubnetId: !Sub 'subnet-\${Subnet}'`, 'unresolved_expression'],
    ['a condition that nobody can decide', 'SubnetId: !If [Unknown, a, b]', 'unresolved_expression'],
    ['a condition that needs itself', 'SubnetId: !If [Loop, a, b]', 'unresolved_expression'],
    ['a macro', 'SubnetId: {Fn::Transform: {Name: Mine}}', 'unresolved_expression'],
  ])('is a gap and no guess: %s', (_, properties, reason) => {
    const sections = `
Parameters: {Subnet: {Type: String}}
Conditions: {Unknown: !Equals [!Ref Subnet, x], Loop: !Not [!Condition Loop]}`;
    expect(propertiesOf(properties, sections)).toEqual({ value: {}, gaps: [['/properties/SubnetId', reason]] });
  });

  test('gives the same either way', () => {
    const sections = 'Parameters: {X: {Type: String}}\nConditions: {U: !Equals [!Ref X, y]}';
    expect(propertiesOf('RootAccess: !If [U, Disabled, Disabled]', sections)).toEqual({
      value: { RootAccess: 'Disabled' },
      gaps: [],
    });
  });
});

test('a resource whose condition is false is none', () => {
  const text = `
Conditions: {Never: !Equals [a, b]}
Resources:
  R: {Type: AWS::KMS::Key, Condition: Never}
  S: {Type: AWS::KMS::Key}`;
  expect(read(text).declarations.map(({ address }) => address)).toEqual(['S']);
});

test('an account id that begins with a zero stays twelve digits, and a date stays text', () => {
  const { value } = propertiesOf('Tags: [{Key: account, Value: 012345678901}, {Key: day, Value: 2012-10-17}]');
  expect(value).toEqual({
    Tags: [
      { Key: 'account', Value: '012345678901' },
      { Key: 'day', Value: '2012-10-17' },
    ],
  });
});

test('lines are known of the resource and of what stands in it', () => {
  const [declaration] = read(`Resources:
  R:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: false
      Tags:
        - {Key: a, Value: b}`).declarations;
  expect(declaration?.place).toEqual({ file: 'stack.yaml', line: 2 });
  expect([...(declaration?.lines ?? [])]).toEqual([
    ['/properties/EnableKeyRotation', 5],
    ['/properties/Tags', 6],
    ['/properties/Tags/0', 7],
    ['/properties/Tags/0/Key', 7],
    ['/properties/Tags/0/Value', 7],
  ]);
});

test.each([
  [
    'an alias bomb',
    ['a: &a [x,x]', ...'bcdefghi'.split('').map((n, i) => `${n}: &${n} [${Array(9).fill(`*${'abcdefghi'[i]}`)}]`)].join(
      '\n',
    ),
  ],
  ['a document that breaks off', 'Resources: {R: {Type: AWS::KMS::Key'],
  ['the same key twice', 'Resources: {}\nResources: {}'],
])('%s is refused with a sentence', (_, text) => {
  expect(() => parsedDocuments(text)).toThrow(Malformed);
});

describe('a nested stack', () => {
  const templates = (files: Readonly<Record<string, string>>) =>
    readTemplates({
      templates: new Map(
        Object.entries(files).flatMap(([path, text]) =>
          parsedDocuments(text).map((document) => [path, document] as const),
        ),
      ),
      destinationOf: () => DESTINATION,
      given: {},
    });

  const PARENT = `
Resources:
  Keys: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./keys.yaml, Parameters: {Rotate: 'true'}}}
  Notebook:
    Type: AWS::SageMaker::NotebookInstance
    Properties: {KmsKeyId: !GetAtt Keys.Outputs.Key, SubnetId: !GetAtt Keys.Outputs.None}`;
  const KEYS = `
Parameters: {Rotate: {Type: String}}
Resources: {Key: {Type: AWS::KMS::Key, Properties: {EnableKeyRotation: !Ref Rotate}}}
Outputs: {Key: {Value: !GetAtt Key.Arn}}`;

  test('is read once, with what its parent gives it and takes from it', () => {
    const { declarations, problems } = templates({ 'app/parent.yaml': PARENT, 'app/keys.yaml': KEYS });
    expect(problems).toEqual([]);
    expect(declarations.map(({ address, name, place }) => [address, name, place.file])).toEqual([
      ['Keys/Key', 'parent-Keys-Key', 'app/keys.yaml'],
      ['Notebook', 'parent-Notebook', 'app/parent.yaml'],
    ]);
    expect(declarations[0]?.properties).toEqual({ EnableKeyRotation: true });
    expect(settled(declarations[1]?.properties ?? {}, '')).toEqual({
      value: { KmsKeyId: 'arn:aws:kms:xx-unknown-0:000000000000:key/parent-Keys-Key' },
      gaps: [expect.objectContaining({ pointer: '/SubnetId', reason: 'known_after_apply' })],
    });
  });

  test('is made of an application of AWS SAM whose template is at hand, too', () => {
    const app = PARENT.replace('AWS::CloudFormation::Stack', 'AWS::Serverless::Application').replace(
      'TemplateURL: ./',
      'Location: ',
    );
    const { declarations, problems } = templates({ 'app/parent.yaml': app, 'app/keys.yaml': KEYS });
    expect(problems).toEqual([]);
    expect(declarations.map(({ address }) => address)).toEqual(['Keys/Key', 'Notebook']);
  });

  test('whose template is not at hand is told, and so is all else that deploys what stands elsewhere', () => {
    const { problems } = templates({
      'a.yaml': `
Parameters: {Bucket: {Type: String}}
Conditions: {Never: !Equals [a, b]}
Resources:
  Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: 'https://example.com/net.yaml?X-Amz-Signature=abc'}}
  Data: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: !Sub 'https://\${Bucket}/data.yaml'}}
  Shop: {Type: AWS::Serverless::Application, Properties: {Location: {ApplicationId: shop, SemanticVersion: 1.0.0}}}
  All: {Type: AWS::CloudFormation::StackSet, Properties: {StackSetName: all}}
  Mine: {Type: 'Mine::S3::Bucket::MODULE'}
  None: {Type: AWS::CloudFormation::Stack, Condition: Never, Properties: {TemplateURL: none.yaml}}`,
    });
    const absent = 'is not among the files: name it, too, where it is at hand';
    expect(problems.map(({ line, message }) => [line, message])).toEqual([
      [5, `the template of the nested stack Net (https://example.com/net.yaml) ${absent}`],
      [6, `the template of the nested stack Data ${absent}`],
      [7, `the template of the nested stack Shop ${absent}`],
      [8, 'what the stack set All deploys was not looked at: judge its template by itself'],
      [
        9,
        'what the module Mine (Mine::S3::Bucket::MODULE) puts in its place was not looked at: judge the template of the module',
      ],
    ]);
  });

  test('that deploys itself is a problem, and ends', () => {
    const again = 'Resources: {Again: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: a.yaml}}}';
    expect(templates({ 'a.yaml': again }).problems).toEqual([
      { file: 'a.yaml', line: 1, message: 'the nested stack Again deploys itself' },
    ]);
  });
});

test('templates that deploy only each other are read beside the others', () => {
  const stackOf = (url: string) =>
    `Resources: {Key: {Type: AWS::KMS::Key}, Next: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${url}}}}`;
  const { declarations, problems } = readTemplates({
    templates: new Map(
      Object.entries({
        'a.yaml': 'Resources: {K: {Type: AWS::KMS::Key}}',
        'b.yaml': stackOf('c.yaml'),
        'c.yaml': stackOf('b.yaml'),
      }).flatMap(([path, text]) => parsedDocuments(text).map((document) => [path, document] as const)),
    ),
    destinationOf: () => DESTINATION,
    given: {},
  });
  expect(declarations.map(({ address, place }) => [place.file, address])).toEqual([
    ['a.yaml', 'K'],
    ['b.yaml', 'Key'],
    ['c.yaml', 'Next/Key'],
  ]);
  expect(problems).toEqual([{ file: 'c.yaml', line: 1, message: 'the nested stack Next deploys itself' }]);
});

test.each([
  ['AWS::Serverless-2016-10-31', []],
  [
    '[AWS::LanguageExtensions, Mine]',
    ['the macro Mine rewrites the template when it is deployed: judge what it makes of it'],
  ],
  [
    '{Name: AWS::Include}',
    ['the macro AWS::Include rewrites the template when it is deployed: judge what it makes of it'],
  ],
])('a template that %s transforms', (transform, messages) => {
  const { problems } = read(`Transform: ${transform}\nResources: {K: {Type: AWS::KMS::Key}}`);
  expect(problems.map(({ message }) => message)).toEqual(messages);
});

test('a cloud assembly says where its stacks are deployed', () => {
  const manifest = {
    artifacts: {
      app: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://123456789012/cn-north-1',
        properties: { templateFile: 'app.template.json' },
      },
      anywhere: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://unknown-account/unknown-region',
        properties: { templateFile: 'any.template.json' },
      },
      assets: { type: 'cdk:asset-manifest', properties: { file: 'app.assets.json' } },
    },
  };
  expect(stacksIn('cdk.out/manifest.json', manifest)).toEqual([
    ['cdk.out/app.template.json', { partition: 'aws-cn', account: '123456789012', region: 'cn-north-1' }],
  ]);
});
