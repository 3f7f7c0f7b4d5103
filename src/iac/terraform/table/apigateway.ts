import { type Attributes, isHidden, made, one, only } from '../mapping.js';
import { addition, type Mapping, resource, TAGS } from './mappings.js';

const STAGE = 'AWS::ApiGateway::Stage';

/** `path/METHOD`; the star stands for all paths, as in the collector. */
const methodOf = (attributes: Attributes) => {
  const settings = only(attributes.settings);
  const path = attributes.method_path;
  if (typeof settings === 'string') return [settings];
  if (settings === undefined || typeof path !== 'string') return undefined;
  const end = path.lastIndexOf('/');
  const resourcePath = path.slice(0, Math.max(end, 0));
  return [
    {
      ResourcePath: isHidden(path) ? path : resourcePath === '*' ? '/*' : `/${resourcePath.replace(/^\//, '')}`,
      HttpMethod: isHidden(path) ? path : path.slice(end + 1),
      DataTraceEnabled: settings.data_trace_enabled,
      LoggingLevel: settings.logging_level,
      MetricsEnabled: settings.metrics_enabled,
      ThrottlingBurstLimit: limitIn(settings.throttling_burst_limit),
      ThrottlingRateLimit: limitIn(settings.throttling_rate_limit),
    },
  ];
};

const SETTINGS = [
  'data_trace_enabled',
  'logging_level',
  'metrics_enabled',
  'throttling_burst_limit',
  'throttling_rate_limit',
];

/** The provider writes "no limit" as -1. */
const limitIn = (limit: unknown): unknown => (limit === -1 ? undefined : limit);

export const APIGATEWAY: Readonly<Record<string, Mapping>> = {
  aws_api_gateway_stage: resource(STAGE, [], {
    ...TAGS,
    RestApiId: 'rest_api_id',
    StageName: 'stage_name',
    AccessLogSetting: one('access_log_settings', { DestinationArn: 'destination_arn', Format: 'format' }),
    TracingEnabled: 'xray_tracing_enabled',
  }),
  aws_api_gateway_rest_api: resource('AWS::ApiGateway::RestApi', ['id'], { ...TAGS, Name: 'name' }),
  aws_api_gateway_method_settings: addition(
    [{ type: STAGE, where: { RestApiId: 'rest_api_id', StageName: 'stage_name' } }],
    { MethodSettings: made(['method_path', ...SETTINGS.map((name) => `settings.${name}`)], methodOf) },
  ),
};
