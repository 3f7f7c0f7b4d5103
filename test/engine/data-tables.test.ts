import { describe, expect, it } from 'vitest';
import { tablesNamed } from '../../src/engine/data-tables.js';
import { placeUri } from '../../src/model/data-place.js';
import type { Json, JsonObject } from '../../src/model/json.js';
import type { Resource } from '../../src/model/resource.js';
import { memorySnapshot, resource, SCOPE } from './memory-snapshot.js';

const ROLE = `arn:aws:iam::${SCOPE.account}:role`;
const tableArn = (name: string, region = 'ap-northeast-1') =>
  `arn:aws:dynamodb:${region}:${SCOPE.account}:table/${name}`;
const table = (name: string, more: Partial<Resource> = {}) =>
  resource({ type: 'AWS::DynamoDB::Table', id: tableArn(name), properties: { TableName: name }, ...more });
const statement = (Action: readonly string[], Resource: readonly string[], more: JsonObject = {}): JsonObject => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const role = (name: string, service: string, statements: readonly Json[], more: JsonObject = {}) =>
  resource({
    type: 'AWS::IAM::Role',
    id: `${ROLE}/${name}`,
    region: 'global',
    properties: {
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Principal: { Service: [service] }, Action: ['sts:AssumeRole'] }],
      },
      Policies: [{ PolicyName: 'own', PolicyDocument: { Statement: statements } }],
      ...more,
    },
  });

const told = (...resources: readonly Resource[]) => {
  const { named, unseen } = tablesNamed(memorySnapshot(resources, []));
  return [
    named.map(({ place, user }) => [placeUri(place), user.id, user.pointer]),
    unseen.map(({ id, detail }) => [id, detail]),
  ];
};

const READ = ['dynamodb:GetItem'];
const OPEN =
  'its policies allow it every table of DynamoDB, and do not tell which it uses; name those with dynamodb://region/table';
const at = (index: number) => `/properties/Policies/0/PolicyDocument/Statement/${index}/Resource/0`;

describe('tables that may serve models', () => {
  it('are those that policies name for roles that SageMaker and Bedrock assume', () => {
    const tables = [table('sessions'), table('sessions-old'), table('orders')];
    expect(
      told(
        ...tables,
        role('trains', 'sagemaker.amazonaws.com', [statement(READ, [tableArn('sessions')])]),
        role('answers', 'bedrock.amazonaws.com', [
          statement(['DynamoDB:Qu*'], [`arn:aws:dynamodb:*:*:table/sess*`]),
          statement(['s3:GetObject', 'dynamodb:DescribeTable'], [tableArn('orders')]),
          statement(READ, [tableArn('orders')], { Effect: 'Deny' }),
        ]),
        role('sells', 'ec2.amazonaws.com', [statement(READ, [tableArn('orders')])]),
      ),
    ).toEqual([
      [
        ['dynamodb://ap-northeast-1/sessions', `${ROLE}/trains`, at(0)],
        ['dynamodb://ap-northeast-1/sessions', `${ROLE}/answers`, at(0)],
        ['dynamodb://ap-northeast-1/sessions-old', `${ROLE}/answers`, at(0)],
      ],
      [],
    ]);
  });

  it('may lie in a region that was not scanned, be meant by their indexes, or by a policy that is attached', () => {
    const attached = resource({
      type: 'AWS::IAM::ManagedPolicy',
      id: `arn:aws:iam::${SCOPE.account}:policy/reads`,
      region: 'global',
      properties: { PolicyDocument: { Statement: [statement(['dynamodb:*'], [tableArn('far', 'eu-west-1')])] } },
    });
    expect(
      told(
        table('sessions'),
        attached,
        role('trains', 'sagemaker.amazonaws.com', [statement(READ, [`${tableArn('sessions')}/index/*`])], {
          ManagedPolicyArns: [attached.id, 'arn:aws:iam::aws:policy/AmazonBedrockReadOnly'],
        }),
      ),
    ).toEqual([
      [
        ['dynamodb://ap-northeast-1/sessions', `${ROLE}/trains`, at(0)],
        ['dynamodb://eu-west-1/far', attached.id, '/properties/PolicyDocument/Statement/0/Resource/0'],
      ],
      [],
    ]);
  });

  it('are those of the functions that agents call', () => {
    const name = `arn:aws:lambda:ap-northeast-1:${SCOPE.account}:function:lookup`;
    const lambda = (properties: JsonObject) => resource({ type: 'AWS::Lambda::Function', id: name, properties });
    const group = resource({
      type: 'AWS::Bedrock::AgentActionGroup',
      id: 'agent/1/lookup',
      runtime: { FunctionArn: name },
    });
    const runs = role('lookup', 'lambda.amazonaws.com', [statement(READ, [tableArn('sessions')])]);
    expect(told(group, runs, lambda({ Role: runs.id }))).toEqual([
      [['dynamodb://ap-northeast-1/sessions', runs.id, at(0)]],
      [],
    ]);
    expect(told(group, runs, lambda({}))).toEqual([
      [],
      [[name, 'the run does not hold where its data lie, which AWS always tells; scan again']],
    ]);
  });

  it('are those whose own policy lets such a role in', () => {
    const open = (AWS: string) => ({
      properties: {
        ResourcePolicy: {
          PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { AWS: [AWS] }, Action: READ }] },
        },
      },
    });
    expect(
      told(
        role('trains', 'sagemaker.amazonaws.com', []),
        table('sessions', open(`${ROLE}/trains`)),
        table('orders', open(`${ROLE}/sells`)),
      ),
    ).toEqual([
      [
        [
          'dynamodb://ap-northeast-1/sessions',
          tableArn('sessions'),
          '/properties/ResourcePolicy/PolicyDocument/Statement/0/Principal',
        ],
      ],
      [],
    ]);
  });

  it('cannot be told where a role is allowed every table', () => {
    const every = (name: string, ...statements: readonly Json[]) => role(name, 'sagemaker.amazonaws.com', statements);
    const attached = role('by-aws', 'bedrock-agentcore.amazonaws.com', [], {
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess'],
    });
    expect(
      told(
        table('sessions'),
        every('star', statement(['*'], ['*'])),
        every('tables', statement(READ, ['arn:aws:dynamodb:*:*:table/*'])),
        every('not', { Effect: 'Allow', NotAction: ['iam:*'], Resource: ['*'] }),
        every('but', { Effect: 'Allow', Action: READ, NotResource: [tableArn('orders')] }),
        attached,
      ),
    ).toEqual([[], ['star', 'tables', 'not', 'but', 'by-aws'].map((name) => [`${ROLE}/${name}`, OPEN])]);
  });

  it('may be hidden by what nobody could read', () => {
    const gap = (pointer: string) => ({ pointer, kind: 'missing', reason: 'parse_error', detail: pointer }) as const;
    const hidden = {
      ...role('trains', 'sagemaker.amazonaws.com', []),
      gaps: [gap('/properties/Policies/0/PolicyDocument')],
    };
    const untold = { ...role('who', 'ec2.amazonaws.com', []), gaps: [gap('/properties/AssumeRolePolicyDocument')] };
    const closed = table('sessions', { gaps: [gap('/properties/ResourcePolicy')] });
    expect(told(hidden, untold, closed)[1]).toEqual([
      [untold.id, '/properties/AssumeRolePolicyDocument'],
      [hidden.id, '/properties/Policies/0/PolicyDocument'],
      [closed.id, '/properties/ResourcePolicy'],
    ]);
  });
});
