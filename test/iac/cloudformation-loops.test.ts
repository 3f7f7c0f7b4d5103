import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTemplate, readTemplates } from '../../src/iac/cloudformation/template.js';
import { SOME_ACCOUNT, SOME_REGION } from '../../src/iac/declaration.js';
import { settled } from '../../src/iac/unknown.js';
import { parsedDocuments } from '../../src/iac/yaml.js';

const read = (text: string, given: Readonly<Record<string, string>> = {}) => {
  const { declarations, problems } = readTemplates({
    templates: new Map(parsedDocuments(text).map((document) => ['stack.yaml', document])),
    destinationOf: () => ({ partition: 'aws', account: SOME_ACCOUNT, region: SOME_REGION }),
    given,
  });
  return {
    declared: Object.fromEntries(
      declarations.map(({ address, properties, place }) => [
        address,
        { line: place.line, ...settled(properties, '/properties') },
      ]),
    ),
    problems,
  };
};

const LOOP = `Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList, Default: 'red-1, blue'}
  Stage: {Type: String}
Mappings:
  Keys: {prod: {names: [a, b]}}
Resources:
  Fn::ForEach::Notebooks:
    - Name
    - COLLECTION
    - Notebook&{Name}:
        Type: AWS::SageMaker::NotebookInstance
        Properties:
          NotebookInstanceName: !Ref Name
          SubnetId: !Sub 'subnet-\${Name}'
          RoleArn: 'arn:aws:iam::000000000000:role/\${Name}'
`;

describe('a loop', () => {
  test('declares a resource for each item, at the line of its body', () => {
    const { declared, problems } = read(LOOP.replace('COLLECTION', '!Ref Names'));
    expect(problems).toEqual([]);
    const notebook = (name: string) => ({
      line: 11,
      value: {
        NotebookInstanceName: name,
        SubnetId: `subnet-${name}`,
        RoleArn: `arn:aws:iam::000000000000:role/${name}`,
      },
      gaps: [],
    });
    expect(declared).toEqual({ Notebookred1: notebook('red-1'), Notebookblue: notebook('blue') });
  });

  test.each([
    ['a list', '[x, 7]', ['Notebookx', 'Notebook7']],
    ['a map', '!FindInMap [Keys, prod, names]', ['Notebooka', 'Notebookb']],
    ['what a map has instead', "!FindInMap [Keys, test, names, {DefaultValue: ['c']}]", ['Notebookc']],
    ['nothing', '[]', []],
  ])('runs over %s', (_, collection, expected) => {
    const { declared, problems } = read(LOOP.replace('COLLECTION', collection));
    expect([Object.keys(declared), problems]).toEqual([expected, []]);
  });

  test('does not take the default of a map that a macro may add to', () => {
    const { declared, problems } = read(
      LOOP.replace('COLLECTION', "!FindInMap [Keys, test, names, {DefaultValue: ['c']}]").replace(
        'Keys: {',
        'Keys: {Fn::Transform: {Name: AWS::Include}, ',
      ),
    );
    expect([Object.keys(declared), problems.length]).toEqual([[], 1]);
  });

  test('over what only a deployment says is told, and is none once it was given', () => {
    const open = LOOP.replace('COLLECTION', '!FindInMap [Keys, !Ref Stage, names]');
    const message =
      'what Fn::ForEach::Notebooks runs over is known only at deployment: judge the template that it makes';
    expect(read(open)).toEqual({ declared: {}, problems: [{ file: 'stack.yaml', line: 8, message }] });
    expect(Object.keys(read(open, { Stage: 'prod' }).declared)).toEqual(['Notebooka', 'Notebookb']);
  });

  test('may stand in a loop, in properties, and in conditions', () => {
    const { declared, problems } = read(`Transform: AWS::LanguageExtensions
Conditions:
  Fn::ForEach::Each:
    - Env
    - [prod, test]
    - Is\${Env}: !Equals [!Ref Env, prod]
Resources:
  Fn::ForEach::Outer:
    - Env
    - [prod, test]
    - Fn::ForEach::Inner:
        - Kind
        - [a, b]
        - Bucket\${Env}\${Kind}:
            Type: AWS::S3::Bucket
            Condition: Is\${Env}
            Properties:
              BucketName: !Sub \${Env}-\${Kind}
              PublicAccessBlockConfiguration:
                Fn::ForEach::Blocks:
                  - Which
                  - [Acls, Policy]
                  - Block\${Which}: true
`);
    const bucket = (name: string) => ({
      line: 14,
      value: { BucketName: name, PublicAccessBlockConfiguration: { BlockAcls: true, BlockPolicy: true } },
      gaps: [],
    });
    expect(problems).toEqual([]);
    expect(declared).toEqual({ Bucketproda: bucket('prod-a'), Bucketprodb: bucket('prod-b') });
  });

  test('that nobody can run among properties hides what is missing there', () => {
    const { declared, problems } = read(`Parameters: {List: {Type: CommaDelimitedList}}
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration:
        Fn::ForEach::Blocks: [Which, !Ref List, {'Block\${Which}': true}]
`);
    expect(problems.map(({ line }) => line)).toEqual([7]);
    expect(declared.Bucket?.gaps.map(({ pointer, reason }) => [pointer, reason])).toEqual([
      ['/properties/PublicAccessBlockConfiguration', 'unresolved_expression'],
    ]);
  });

  test.each([
    ['is not written as one', 'Fn::ForEach::Bad: {Name: x}', 'Fn::ForEach::Bad is not written as a loop is'],
    [
      'makes one name twice',
      'Fn::ForEach::Bad: [Name, [p, q], {Same: {Type: AWS::S3::Bucket}}]',
      'Same is declared twice, by a loop',
    ],
  ])('that %s is told', (_, resource, message) => {
    expect(read(`Resources:\n  ${resource}\n`).problems).toEqual([{ file: 'stack.yaml', line: 2, message }]);
  });

  test('in loops without end ends soon, and is told', () => {
    const list = `[${Array.from({ length: 30 }, (_, item) => `i${item}`).join(', ')}]`;
    const nested = ['a', 'b', 'c', 'd', 'e'].reduceRight(
      (body, name) => `{'Fn::ForEach::${name}': [${name}, ${list}, ${body}]}`,
      `{'R\${a}\${b}\${c}\${d}\${e}': {Type: AWS::S3::Bucket}}`,
    );
    const { problems } = read(`Resources: ${nested}\n`);
    expect(problems.map(({ message }) => message)).toEqual([
      'loops take more than 5000 turns: judge the template that they make',
    ]);
  });

  test('of any shape is run or told, never passed over', () => {
    const part = fc.oneof(
      fc.constantFrom('Name', ['x', 'y'], [], { Ref: 'Name' }, { Ref: 'Nobody' }, null, 7, [['x']]),
      fc.constant({ 'R&{Name}': { Type: 'AWS::S3::Bucket' } }),
    );
    fc.assert(
      fc.property(fc.oneof(part, fc.array(part, { maxLength: 4 })), (loop) => {
        const text = JSON.stringify({ Resources: { 'Fn::ForEach::L': loop } });
        const { declared, problems } = read(text);
        const isEmpty = Array.isArray(loop) && Array.isArray(loop[1]) && loop[1].length === 0;
        expect(Object.keys(declared).length + problems.length > 0 || isEmpty).toBe(true);
      }),
    );
  });
});

test.each([
  ['only a loop', 'Resources: {"Fn::ForEach::L": [N, [a], {}]}'],
  ['only a macro', 'Resources: {"Fn::Transform": {Name: AWS::Include, Parameters: {Location: s3://x/y}}}'],
  ['resources without types', 'AWSTemplateFormatVersion: 2010-09-09\nResources: {A: {Properties: {}}}'],
])('a template with %s is one', (_, text) => {
  expect(isTemplate(parsedDocuments(text)[0]?.value)).toBe(true);
});
