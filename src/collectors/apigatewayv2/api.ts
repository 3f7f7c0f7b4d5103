import { type Api, ApiGatewayV2Client, GetApisCommand, GetRoutesCommand } from '@aws-sdk/client-apigatewayv2';
import { type Collector, required } from '../collector.js';
import { allOf, itemsOf } from '../pages.js';
import { marksOf } from '../unmodelled.js';

/** HTTP and WebSocket APIs, and how each route asks callers who they are. The service names no largest page. */
export const httpApis: Collector = {
  type: 'AWS::ApiGatewayV2::Api',
  scope: 'region',
  permissions: ['apigateway:GET'],

  async *collect({ client, region, partition, each }) {
    const gateway = client(ApiGatewayV2Client);
    for await (const apis of apisOf(gateway))
      yield* each(
        apis,
        ({ ApiId }) => ({ id: apiArn(partition, region, required(ApiId, 'API id')), names: [ApiId] }),
        async ({ ApiId, Name, ProtocolType, Tags = {} }, { part }) => {
          const pages = await part('/runtime/Routes', () =>
            allOf(itemsOf((NextToken) => gateway.send(new GetRoutesCommand({ ApiId, NextToken })))),
          );
          return {
            properties: { Name, ProtocolType },
            runtime: {
              Routes: pages?.flat().map((route) => ({
                RouteKey: route.RouteKey,
                AuthorizationType: route.AuthorizationType,
                ...marksOf(route),
              })),
            },
            tags: Tags,
          };
        },
      );
  },
};

/** API Gateway's own ARNs hold no account. (https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html) */
export const apiArn = (partition: string, region: string, id: string): string =>
  `arn:${partition}:apigateway:${region}::/apis/${id}`;

/** All HTTP and WebSocket APIs of the client's region, page by page. */
export const apisOf = (gateway: ApiGatewayV2Client): AsyncIterable<Api[]> =>
  itemsOf((NextToken) => gateway.send(new GetApisCommand({ NextToken })));
