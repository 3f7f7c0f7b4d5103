import { expect, test } from 'vitest';
import { restApis } from '../../src/collectors/apigateway/rest-api.js';
import { restApiStages } from '../../src/collectors/apigateway/stage.js';
import { ACCOUNT, complete, explore, REGION, seenBy } from './expedition.js';
import { byInput, denied } from './written.js';

/** Written from the API Gateway API model of 2015-07-09 (@aws-sdk/client-api-gateway 3.1142.0): lists are named `item`. */
const arn = (id: string) => `arn:aws:apigateway:${REGION}::/restapis/${id}`;
const policy = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*' },
};
const apis = (...item: readonly { readonly id: string }[]) => ({
  'api-gateway:GetRestApis': byInput({ '{"limit":500}': { item: item.map((api) => ({ ...api })) } }),
});
const chat = { id: 'chat1', name: 'chat', endpointConfiguration: { types: ['PRIVATE'] }, tags: { team: 'ml' } };

test('a REST API shows its policy, escaped as API Gateway sends it, and how each method asks who calls', async () => {
  const { resources, listings } = await explore(restApis, {
    ...apis({ ...chat, ...{ policy: JSON.stringify(JSON.stringify(policy)).slice(1, -1) } }),
    'api-gateway:GetResources': byInput({
      '{"embed":["methods"],"limit":500,"restApiId":"chat1"}': {
        item: [
          { id: 'r', path: '/' },
          {
            id: 'c',
            path: '/chat',
            resourceMethods: { POST: { httpMethod: 'POST', authorizationType: 'AWS_IAM', apiKeyRequired: false } },
          },
        ],
      },
    }),
  });
  expect(resources).toEqual([
    {
      type: restApis.type,
      id: arn('chat1'),
      names: ['chat1'],
      account: ACCOUNT,
      region: REGION,
      tags: { team: 'ml' },
      properties: {
        Name: 'chat',
        EndpointConfiguration: { Types: ['PRIVATE'] },
        Policy: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['execute-api:Invoke'], Resource: ['*'] }],
        },
      },
      runtime: {
        Methods: [{ Path: '/chat', HttpMethod: 'POST', AuthorizationType: 'AWS_IAM', ApiKeyRequired: false }],
      },
      source: seenBy('api-gateway:GetRestApis', 'api-gateway:GetResources'),
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete(restApis.type)]);
});

test.each([
  ['plain', JSON.stringify(policy), []],
  ['neither plain nor escaped', '{\\"Version\\": "', ['/properties/Policy parse_error']],
])('a policy that is %s', async (_, text, gaps) => {
  const { resources } = await explore(restApis, {
    ...apis({ ...chat, ...{ policy: text } }),
    'api-gateway:GetResources': { item: [] },
  });
  expect(resources.flatMap((api) => api.gaps.map(({ pointer, reason }) => `${pointer} ${reason}`))).toEqual(gaps);
});

test('methods that may not be read are a gap', async () => {
  const { resources } = await explore(restApis, { ...apis(chat), 'api-gateway:GetResources': denied });
  expect(resources[0]?.gaps.map(({ pointer, reason, action }) => [pointer, reason, action])).toEqual([
    ['/runtime/Methods', 'denied', 'apigateway:GET'],
  ]);
});

test('a stage shows its settings by path and method, its access log and its web ACL', async () => {
  const { resources, listings } = await explore(restApiStages, {
    ...apis(chat),
    'api-gateway:GetStages': byInput({
      '{"restApiId":"chat1"}': {
        item: [
          {
            stageName: 'prod',
            accessLogSettings: { destinationArn: 'arn:logs', format: '$context.requestId' },
            webAclArn: 'arn:acl',
            methodSettings: {
              '*/*': { dataTraceEnabled: false, throttlingRateLimit: 100 },
              '~1a~1{b~0c}/POST': { dataTraceEnabled: true, loggingLevel: 'INFO', throttlingRateLimit: -1 },
            },
          },
        ],
      },
    }),
  });
  expect(resources).toEqual([
    {
      type: restApiStages.type,
      id: `${arn('chat1')}/stages/prod`,
      names: [],
      account: ACCOUNT,
      region: REGION,
      tags: {},
      properties: {
        RestApiId: 'chat1',
        StageName: 'prod',
        AccessLogSetting: { DestinationArn: 'arn:logs' },
        MethodSettings: [
          { ResourcePath: '/*', HttpMethod: '*', DataTraceEnabled: false, ThrottlingRateLimit: 100 },
          {
            ResourcePath: '/a/{b~c}',
            HttpMethod: 'POST',
            DataTraceEnabled: true,
            LoggingLevel: 'INFO',
            ThrottlingRateLimit: -1,
          },
        ],
      },
      runtime: { WebAclArn: 'arn:acl' },
      source: seenBy('api-gateway:GetStages'),
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete(restApiStages.type)]);
});
