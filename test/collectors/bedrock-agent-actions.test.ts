import { expect, test } from 'vitest';
import { agentActionGroups } from '../../src/collectors/bedrock/agent-action-group.js';
import { ACCOUNT, complete, explore, REGION, seenBy } from './expedition.js';
import { byInput, denied, unmodelled } from './written.js';

/** Written from the Bedrock agent API model of 2023-06-05 (@aws-sdk/client-bedrock-agent 3.1138.0). */
const TYPE = 'AWS::Bedrock::AgentActionGroup';
const MARK = 'kansa:scrubbed:0123456789abcdef:found=none:personal=credit_card*1*90*';
const here = { account: ACCOUNT, region: REGION };
/** A schema says what an agent may do, and so it is not taken out. */
const UNSEARCHED = {
  pointer: '/runtime/PersonalData/-',
  kind: 'missing',
  reason: 'redacted',
  detail: 'the text of ApiSchema/Payload was not searched for personal data',
};
const refusal = (operation: string) => ({
  reason: 'denied',
  detail: `bedrock-agent:${operation} in ${REGION} was denied (AccessDeniedException): not authorized`,
  action: `bedrock:${operation}`,
});
const answers = {
  'bedrock-agent:ListAgents': { agentSummaries: [{ agentId: 'A' }] },
  'bedrock-agent:ListAgentAliases': {
    agentAliasSummaries: [
      { agentAliasId: 'LIVE', routingConfiguration: [{ agentVersion: '2' }, {}] },
      { agentAliasId: 'ALSO', routingConfiguration: [{ agentVersion: '2' }] },
      { agentAliasId: 'NEW' },
      { agentAliasId: 'TSTALIASID', routingConfiguration: [{ agentVersion: 'DRAFT' }] },
    ],
  },
  'bedrock-agent:ListAgentActionGroups': byInput({
    '{"agentId":"A","agentVersion":"2"}': { actionGroupSummaries: [{ actionGroupId: 'G' }] },
  }),
};
const group = (more: object) => ({
  agentActionGroup: { agentId: 'A', agentVersion: '2', actionGroupId: 'G', actionGroupName: 'orders', ...more },
});

test('action groups are listed once for each version that an alias routes to, without descriptions', async () => {
  const { resources, listings } = await explore(agentActionGroups, {
    ...answers,
    'bedrock-agent:GetAgentActionGroup': byInput({
      '{"actionGroupId":"G","agentId":"A","agentVersion":"2"}': group({
        actionGroupState: 'ENABLED',
        actionGroupExecutor: { customControl: 'RETURN_CONTROL' },
        functionSchema: {
          functions: [
            { name: 'getOrder', description: MARK, parameters: {}, requireConfirmation: 'DISABLED' },
            { name: 'cancelOrder', requireConfirmation: 'ENABLED', askTwice: true },
          ],
        },
      }),
    }),
  });
  expect(resources).toEqual([
    {
      type: TYPE,
      id: 'A/2/G',
      names: [],
      ...here,
      tags: {},
      properties: {
        agentId: 'A',
        agentVersion: '2',
        actionGroupName: 'orders',
        actionGroupState: 'ENABLED',
        actionGroupExecutor: { customControl: 'RETURN_CONTROL' },
        functionSchema: {
          functions: [
            { name: 'getOrder', requireConfirmation: 'DISABLED' },
            { name: 'cancelOrder', requireConfirmation: 'ENABLED' },
          ],
        },
      },
      runtime: {
        PersonalData: [
          { Place: 'FunctionSchema/Functions/getOrder/Description', Type: 'credit_card', Count: 1, Confidence: 0.9 },
        ],
      },
      source: seenBy('bedrock-agent:ListAgentActionGroups', 'bedrock-agent:GetAgentActionGroup'),
      gaps: [
        unmodelled('/runtime/PersonalData/-', 'askTwice'),
        unmodelled('/properties/functionSchema/functions/1/askTwice'),
      ],
    },
  ]);
  expect(listings).toEqual([complete(TYPE)]);
});

test.each([
  [
    'JSON',
    JSON.stringify({
      paths: {
        '/orders': {
          summary: 'Orders',
          get: { operationId: 'findOrders' },
          POST: { operationId: 'createOrder', 'x-requireConfirmation': 'ENABLED' },
        },
      },
    }),
  ],
  [
    'YAML',
    'paths:\n  /orders:\n    summary: Orders\n    get: {operationId: findOrders}\n    POST:\n      operationId: createOrder\n      x-requireConfirmation: ENABLED\n',
  ],
])('an OpenAPI schema in %s shows its operations', async (_, payload) => {
  const { resources } = await explore(agentActionGroups, {
    ...answers,
    'bedrock-agent:GetAgentActionGroup': group({ apiSchema: { payload } }),
  });
  expect(resources.map(({ runtime, gaps }) => ({ runtime, gaps }))).toEqual([
    {
      runtime: {
        PersonalData: [],
        Operations: [
          { method: 'get', path: '/orders', operationId: 'findOrders' },
          { method: 'post', path: '/orders', operationId: 'createOrder', requireConfirmation: 'ENABLED' },
        ],
      },
      gaps: [UNSEARCHED],
    },
  ]);
});

test.each([
  ['neither JSON nor YAML', '{"paths": ', 'the OpenAPI schema is neither JSON nor YAML'],
  ['no object', '"paths"', 'the OpenAPI schema is no object'],
  ['without paths', '{}', 'paths of the OpenAPI schema is no object'],
  ['with a path that is none', '{"paths":{"/a":"b"}}', 'a path of the OpenAPI schema is no object'],
  ['with an operation that is none', '{"paths":{"/a":{"get":1}}}', 'an operation of the OpenAPI schema is no object'],
])('a schema that is %s is a gap', async (_, payload, detail) => {
  const { resources } = await explore(agentActionGroups, {
    ...answers,
    'bedrock-agent:GetAgentActionGroup': group({ apiSchema: { payload } }),
  });
  expect(resources.flatMap(({ gaps }) => gaps)).toEqual([
    UNSEARCHED,
    { pointer: '/runtime/Operations', kind: 'missing', reason: 'parse_error', detail },
  ]);
});

test('a schema in S3 is not read, and so a gap', async () => {
  const { resources } = await explore(agentActionGroups, {
    ...answers,
    'bedrock-agent:GetAgentActionGroup': group({ apiSchema: { s3: { s3BucketName: 'b', s3ObjectKey: 'k' } } }),
  });
  expect(resources.flatMap(({ gaps }) => gaps)).toEqual([
    {
      pointer: '/runtime/Operations',
      kind: 'missing',
      reason: 'not_collected',
      detail: 'the OpenAPI schema of the action group orders lies in S3, and objects are not read',
    },
    {
      pointer: '/runtime/PersonalData/-',
      kind: 'missing',
      reason: 'not_collected',
      detail: 'the text of ApiSchema/S3 lies in S3, and is not read',
    },
  ]);
});

test.each(['ListAgents', 'ListAgentAliases', 'ListAgentActionGroups'])(
  'a refused %s leaves the list open',
  async (operation) => {
    const { resources, listings } = await explore(agentActionGroups, {
      ...answers,
      [`bedrock-agent:${operation}`]: denied,
    });
    expect(resources).toEqual([]);
    expect(listings).toEqual([
      { type: TYPE, ...here, state: operation === 'ListAgents' ? 'missing' : 'partial', cause: refusal(operation) },
    ]);
  },
);

test('an action group that may not be read is a stub', async () => {
  const { resources, listings } = await explore(agentActionGroups, {
    ...answers,
    'bedrock-agent:GetAgentActionGroup': denied,
  });
  expect(resources.map(({ id, gaps }) => [id, gaps[0]])).toEqual([
    ['A/2/G', { pointer: '', kind: 'missing', ...refusal('GetAgentActionGroup') }],
  ]);
  expect(listings).toEqual([complete(TYPE)]);
});

test.each([
  ['orders', {}, []],
  ['orders:live', { Qualifier: 'live' }, []],
  ['orders:7', { Qualifier: '7' }, ['/runtime/Qualifier not_collected']],
  ['orders:$LATEST', { Qualifier: '$LATEST' }, ['/runtime/Qualifier not_collected']],
])('the function %s is named without its qualifier, by which its policy goes', async (name, qualifier, holes) => {
  const { resources } = await explore(agentActionGroups, {
    ...answers,
    'bedrock-agent:GetAgentActionGroup': group({
      actionGroupExecutor: { lambda: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}` },
    }),
  });
  expect(
    resources.map(({ runtime: { PersonalData: _, ...runtime }, gaps }) => [
      runtime,
      gaps.map(({ pointer, reason }) => `${pointer} ${reason}`),
    ]),
  ).toEqual([[{ FunctionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:orders`, ...qualifier }, holes]]);
});
