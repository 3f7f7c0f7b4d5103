import { APIGatewayClient, GetStagesCommand, type MethodSetting } from '@aws-sdk/client-api-gateway';
import { type Collector, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';
import { restApiArn, restApiIds } from './rest-api.js';

/** Stages of REST APIs: where they log, what they let through, and the web ACL before them, which CloudFormation keeps elsewhere. */
export const restApiStages: Collector = {
  type: 'AWS::ApiGateway::Stage',
  scope: 'region',
  permissions: ['apigateway:GET'],

  async *collect({ client, region, partition, each, under }) {
    const gateway = client(APIGatewayClient);
    yield* under(restApiIds(gateway), async function* (restApiId) {
      const { item } = await gateway.send(new GetStagesCommand({ restApiId }));
      yield* each(
        item,
        ({ stageName }) => `${restApiArn(partition, region, restApiId)}/stages/${required(stageName, 'stage name')}`,
        ({ stageName, accessLogSettings, methodSettings = {}, webAclArn, tags = {} }) => ({
          properties: {
            RestApiId: restApiId,
            StageName: stageName,
            AccessLogSetting: accessLogSettings && {
              DestinationArn: accessLogSettings.destinationArn,
              ...marksOf(accessLogSettings),
            },
            MethodSettings: Object.entries(methodSettings).map(settingOf),
          },
          runtime: { WebAclArn: webAclArn },
          tags,
        }),
      );
    });
  },
};

/** The key is the path, its slashes escaped as in a JSON pointer, and the method: `~1chat/POST`, or `*` and `*` for all. */
const settingOf = ([key, setting]: [string, MethodSetting]) => {
  const end = key.lastIndexOf('/');
  const path = key.slice(0, end).replaceAll('~1', '/').replaceAll('~0', '~');
  return {
    ResourcePath: path === '*' ? '/*' : path,
    HttpMethod: key.slice(end + 1),
    DataTraceEnabled: setting.dataTraceEnabled,
    LoggingLevel: setting.loggingLevel,
    ThrottlingRateLimit: setting.throttlingRateLimit,
    ...marksOf(setting),
  };
};
