import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../src/iac/cloudformation/template.js';
import { SOME_ACCOUNT, SOME_REGION } from '../../src/iac/declaration.js';
import { settled } from '../../src/iac/unknown.js';
import { Malformed, parsedDocuments } from '../../src/iac/yaml.js';

const DESTINATION = { partition: 'aws', account: SOME_ACCOUNT, region: SOME_REGION };

const read = (text: string) =>
  parsedDocuments(text).map((document) => readTemplate('stack.yaml', document, DESTINATION))[0] ?? { declarations: [] };

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
  expect(declaration?.place).toEqual({ file: 'stack.yaml', line: 3 });
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
