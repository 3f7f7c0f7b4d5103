import { isObject } from '../../../model/json.js';
import { type Attributes, isHidden, made, mapped, one, only } from '../mapping.js';
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

const ROUTE = {
  DataTraceEnabled: 'data_trace_enabled',
  LoggingLevel: 'logging_level',
  ThrottlingBurstLimit: 'throttling_burst_limit',
  ThrottlingRateLimit: 'throttling_rate_limit',
};

/** CloudFormation keeps the routes as names, the provider as a member. */
const routesOf = ({ route_settings: routes }: Attributes): unknown => {
  if (!Array.isArray(routes)) return isHidden(routes) ? routes : undefined;
  if (routes.length === 0) return undefined;
  return Object.fromEntries(
    routes.flatMap((route: unknown): [string, unknown][] => {
      if (isObject(route) && typeof route.route_key === 'string') return [[route.route_key, mapped(ROUTE, route)]];
      return isHidden(route) ? [[route, '']] : [];
    }),
  );
};

export const APIGATEWAY: Readonly<Record<string, Mapping>> = {
  aws_apigatewayv2_stage: resource('AWS::ApiGatewayV2::Stage', [], {
    ...TAGS,
    ApiId: 'api_id',
    StageName: 'name',
    AccessLogSettings: one('access_log_settings', { DestinationArn: 'destination_arn', Format: 'format' }),
    DefaultRouteSettings: one('default_route_settings', ROUTE),
    RouteSettings: made(
      ['route_settings.route_key', ...Object.values(ROUTE).map((name) => `route_settings.${name}`)],
      routesOf,
    ),
  }),
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
