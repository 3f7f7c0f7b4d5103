import { expect, test } from 'vitest';
import { httpApis } from '../../src/collectors/apigatewayv2/api.js';
import { httpApiStages } from '../../src/collectors/apigatewayv2/stage.js';
import { ACCOUNT, complete, explore, REGION, seenBy } from './expedition.js';
import { byInput, denied } from './written.js';

/** Written from the API Gateway V2 API model of 2018-11-29 (@aws-sdk/client-apigatewayv2 3.1164.0). */
const arn = (id: string) => `arn:aws:apigateway:${REGION}::/apis/${id}`;
const chat = { apiId: 'chat1', name: 'chat', protocolType: 'HTTP', tags: { team: 'ml' } };
const apis = { 'apigatewayv2:GetApis': byInput({ '{}': { items: [chat] } }) };

test('an API shows how each route asks who calls, over all pages', async () => {
  const { resources, listings } = await explore(httpApis, {
    ...apis,
    'apigatewayv2:GetRoutes': byInput({
      '{"ApiId":"chat1"}': { items: [{ routeKey: 'POST /chat', authorizationType: 'JWT' }], nextToken: 'more' },
      '{"ApiId":"chat1","NextToken":"more"}': { items: [{ routeKey: '$default', authorizationType: 'NONE' }] },
    }),
  });
  expect(resources).toEqual([
    {
      type: httpApis.type,
      id: arn('chat1'),
      names: ['chat1'],
      account: ACCOUNT,
      region: REGION,
      tags: { team: 'ml' },
      properties: { Name: 'chat', ProtocolType: 'HTTP' },
      runtime: {
        Routes: [
          { RouteKey: 'POST /chat', AuthorizationType: 'JWT' },
          { RouteKey: '$default', AuthorizationType: 'NONE' },
        ],
      },
      source: seenBy('apigatewayv2:GetApis', 'apigatewayv2:GetRoutes', 'apigatewayv2:GetRoutes'),
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete(httpApis.type)]);
});

test('routes that may not be read, or of which a page is refused, are a gap', async () => {
  const refused = await explore(httpApis, { ...apis, 'apigatewayv2:GetRoutes': denied });
  const cut = await explore(httpApis, {
    ...apis,
    'apigatewayv2:GetRoutes': byInput({ '{"ApiId":"chat1"}': { items: [], nextToken: 'more' }, else: denied }),
  });
  for (const { resources } of [refused, cut])
    expect(resources.map(({ gaps }) => gaps.map(({ pointer, reason, action }) => [pointer, reason, action]))).toEqual([
      [['/runtime/Routes', 'denied', 'apigateway:GET']],
    ]);
});

test('a stage shows its access log, and its settings in general and by route', async () => {
  const { resources, listings } = await explore(httpApiStages, {
    ...apis,
    'apigatewayv2:GetStages': byInput({
      '{"ApiId":"chat1"}': {
        items: [
          {
            stageName: '$default',
            accessLogSettings: { destinationArn: 'arn:logs', format: '$context.requestId' },
            defaultRouteSettings: { detailedMetricsEnabled: true, throttlingRateLimit: 100 },
            routeSettings: { 'POST /chat': { dataTraceEnabled: true, loggingLevel: 'INFO' } },
            tags: { team: 'ml' },
          },
        ],
        nextToken: 'more',
      },
      '{"ApiId":"chat1","NextToken":"more"}': { items: [{ stageName: 'bare' }] },
    }),
  });
  const stage = { type: httpApiStages.type, names: [], account: ACCOUNT, region: REGION, runtime: {}, gaps: [] };
  expect(resources).toEqual([
    {
      ...stage,
      id: `${arn('chat1')}/stages/$default`,
      tags: { team: 'ml' },
      properties: {
        ApiId: 'chat1',
        StageName: '$default',
        AccessLogSettings: { DestinationArn: 'arn:logs' },
        DefaultRouteSettings: { ThrottlingRateLimit: 100 },
        RouteSettings: { 'POST /chat': { DataTraceEnabled: true } },
      },
      source: seenBy('apigatewayv2:GetStages'),
    },
    {
      ...stage,
      id: `${arn('chat1')}/stages/bare`,
      tags: {},
      properties: { ApiId: 'chat1', StageName: 'bare' },
      source: seenBy('apigatewayv2:GetStages'),
    },
  ]);
  expect(listings).toEqual([complete(httpApiStages.type)]);
});

test('stages of one API that may not be listed leave the list in part, and those of the others there', async () => {
  const { resources, listings } = await explore(httpApiStages, {
    'apigatewayv2:GetApis': { items: [chat, { ...chat, apiId: 'closed' }] },
    'apigatewayv2:GetStages': byInput({ '{"ApiId":"chat1"}': { items: [{ stageName: 'prod' }] }, else: denied }),
  });
  expect(resources.map(({ properties }) => properties.ApiId)).toEqual(['chat1']);
  expect(listings.map(({ state }) => state)).toEqual(['partial']);
});
