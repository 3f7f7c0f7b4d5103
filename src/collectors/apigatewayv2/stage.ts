import { ApiGatewayV2Client, GetStagesCommand, type RouteSettings } from '@aws-sdk/client-apigatewayv2';
import { type Collector, required } from '../collector.js';
import { itemsOf } from '../pages.js';
import { marksOf } from '../unmodelled.js';
import { apiArn, apisOf } from './api.js';

/** Stages of HTTP and WebSocket APIs: where they log, and what they let through, in general and route by route. */
export const httpApiStages: Collector = {
  type: 'AWS::ApiGatewayV2::Stage',
  scope: 'region',
  permissions: ['apigateway:GET'],

  async *collect({ client, region, partition, each, under }) {
    const gateway = client(ApiGatewayV2Client);
    for await (const apis of apisOf(gateway))
      yield* under(apis, async function* ({ ApiId: id }) {
        const ApiId = required(id, 'API id');
        for await (const stages of itemsOf((NextToken) => gateway.send(new GetStagesCommand({ ApiId, NextToken }))))
          yield* each(
            stages,
            ({ StageName }) => `${apiArn(partition, region, ApiId)}/stages/${required(StageName, 'stage name')}`,
            ({ StageName, AccessLogSettings: log, DefaultRouteSettings, RouteSettings: routes, Tags = {} }) => ({
              properties: {
                ApiId,
                StageName,
                AccessLogSettings: log && { DestinationArn: log.DestinationArn, ...marksOf(log) },
                DefaultRouteSettings: DefaultRouteSettings && settingsOf(DefaultRouteSettings),
                RouteSettings:
                  routes && Object.fromEntries(Object.entries(routes).map(([key, own]) => [key, settingsOf(own)])),
              },
              tags: Tags,
            }),
          );
      });
  },
};

const settingsOf = (settings: RouteSettings) => ({
  DataTraceEnabled: settings.DataTraceEnabled,
  ThrottlingRateLimit: settings.ThrottlingRateLimit,
  ...marksOf(settings),
});
