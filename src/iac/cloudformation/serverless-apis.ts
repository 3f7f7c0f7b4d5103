import { isObject } from '../../model/json.js';
import { unknown } from '../unknown.js';
import { eventsOf, isFunction, type Made, type Properties } from './serverless-roles.js';

/** Resources of the template by their logical ids, with what the template says of all of their type. */
type Resources = ReadonlyMap<string, unknown>;

/** A REST API and its stage (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html). */
export const restApi = (id: string, written: Properties): Made => {
  const { StageName, EndpointConfiguration, Auth, Name, Tags, AccessLogSetting, MethodSettings, TracingEnabled } =
    written;
  return {
    [id]: {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: given({
        Name,
        EndpointConfiguration: EndpointConfiguration === undefined ? undefined : endpointOf(EndpointConfiguration),
        Policy:
          isObject(Auth) && Auth.ResourcePolicy !== undefined
            ? unknown('unresolved_expression', 'the policy is one that the transform of AWS SAM writes')
            : undefined,
      }),
    },
    [stageId(id, StageName)]: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: given({ RestApiId: { Ref: id }, StageName, AccessLogSetting, MethodSettings, TracingEnabled, Tags }),
    },
  };
};

/** `PRIVATE`, or `{Type, VPCEndpointIds}`, where CloudFormation has a list of types. */
const endpointOf = (written: unknown): unknown => {
  if (!isObject(written)) return { Types: [written] };
  if (!isFunction(written)) return given({ Types: [written.Type], VpcEndpointIds: written.VPCEndpointIds });
  const branches = written['Fn::If'];
  const isType = (branch: unknown) => !isObject(branch) || (isFunction(branch) && !('Fn::If' in branch));
  return branches === undefined || (Array.isArray(branches) && branches.slice(1).every(isType))
    ? { Types: [written] }
    : { Types: [unknown('unresolved_expression', 'the kind of endpoint is one of several that the template writes')] };
};

/** An HTTP API and its stage (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html). */
export const httpApi = (id: string, written: Properties, all: Resources): Made => {
  const { StageName = '$default', RouteSettings } = written;
  const own = isObject(RouteSettings) ? RouteSettings : {};
  const routes = Object.fromEntries(
    callsOf(all).flatMap(({ type, properties }) => {
      const meant = type === 'HttpApi' ? mayMean(properties.ApiId, id, IMPLICIT.HttpApi.id) : undefined;
      return meant === undefined ? [] : routeOf(properties, meant === 'maybe');
    }),
  );
  const joined = isFunction(own) ? { ...routes, [UNKNOWN_ROUTE]: own } : { ...own, ...routes };
  return gatewayApi(id, 'HTTP', {
    ...written,
    StageName,
    ...(Object.keys(routes).length > 0 && { RouteSettings: joined }),
  });
};

/** A WebSocket API and its stage (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-websocketapi.html). */
export const webSocketApi = (id: string, { StageName = 'default', ...written }: Properties): Made =>
  gatewayApi(id, 'WEBSOCKET', { ...written, StageName });

const gatewayApi = (id: string, ProtocolType: string, written: Properties): Made => {
  const { StageName, Name, AccessLogSettings, DefaultRouteSettings, RouteSettings, Tags } = written;
  return {
    [id]: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: given({ Name, ProtocolType, Tags }),
    },
    [stageId(id, StageName)]: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: given({
        ApiId: { Ref: id },
        StageName,
        AccessLogSettings,
        DefaultRouteSettings,
        RouteSettings,
        Tags,
      }),
    },
  };
};

/** What the template says. */
const given = (properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));

/** Where a name is none of letters and digits, the transform ends the id with a hash of it, by which nobody calls the stage. */
const stageId = (id: string, name: unknown): string => {
  if (name === '$default') return `${id}ApiGatewayDefaultStage`;
  if (name === 'default') return `${id}DefaultStage`;
  return `${id}${typeof name === 'string' && /^[A-Za-z0-9]+$/.test(name) ? name : ''}Stage`;
};

const UNKNOWN_ROUTE = unknown('unresolved_expression', 'the route is one that the template does not write out');

/** The settings that an event gives its route. A route that nobody knows may be any. */
const routeOf = ({ Method, Path, RouteSettings }: Properties, isUnsure: boolean): [string, unknown][] => {
  if (RouteSettings === undefined) return [];
  if (isUnsure || [Method, Path].some((word) => word !== undefined && typeof word !== 'string'))
    return [[UNKNOWN_ROUTE, RouteSettings]];
  if (Method === undefined && Path === undefined) return [['$default', RouteSettings]];
  return [[`${String(Method ?? 'ANY').toUpperCase()} ${Path ?? '/'}`, RouteSettings]];
};

/** The APIs that the transform makes for events which name none. */
const IMPLICIT = {
  Api: { id: 'ServerlessRestApi', member: 'RestApiId', properties: { StageName: 'Prod' } },
  HttpApi: { id: 'ServerlessHttpApi', member: 'ApiId', properties: {} },
} as const;

interface Implicit {
  readonly id: string;
  readonly type: string;
  readonly properties: Properties;
  /** On which it is made; undefined where it always is. */
  readonly condition?: string;
  /** The first function that it is made for. */
  readonly origin: string;
}

/**
 * The APIs that stand nowhere in the template, and the conditions on which they are made: where every function that asks for one is made on a
 * condition, so is the API.
 */
export const implicitApis = (
  resources: Resources,
): { readonly apis: readonly Implicit[]; readonly conditions: Properties } => {
  const conditions: Record<string, unknown> = {};
  const apis = (['Api', 'HttpApi'] as const).flatMap((type): Implicit[] => {
    const { id, member, properties } = IMPLICIT[type];
    const asking = callsOf(resources).filter(
      (call) => call.type === type && call.properties[member] === undefined && isImplied(type, call.properties),
    );
    const [first] = asking;
    if (first === undefined || resources.has(id)) return [];
    const named = [...new Set(asking.map(({ condition }) => condition))];
    const known = named.filter((one) => one !== undefined);
    const condition = known.length < named.length ? undefined : known.length === 1 ? known[0] : `${id}Condition`;
    if (condition !== undefined && known.length > 1)
      conditions[condition] = { 'Fn::Or': known.map((one) => ({ Condition: one })) };
    return [
      {
        ...{ id, type: `AWS::Serverless::${type}`, properties, origin: first.id },
        ...(condition !== undefined && { condition }),
      },
    ];
  });
  return { apis, conditions };
};

/** An event of a REST API without properties is none; one of an HTTP API takes what no other route does. */
const isImplied = (type: 'Api' | 'HttpApi', properties: Properties): boolean =>
  type === 'HttpApi' || Object.keys(properties).length > 0;

interface Call {
  /** The function or state machine that is called. */
  readonly id: string;
  readonly type: unknown;
  readonly properties: Properties;
  readonly condition: string | undefined;
}

const callsOf = (resources: Resources): Call[] =>
  [...resources].flatMap(([id, resource]) => {
    if (!isObject(resource) || !isObject(resource.Properties)) return [];
    if (resource.Type !== 'AWS::Serverless::Function' && resource.Type !== 'AWS::Serverless::StateMachine') return [];
    const condition = typeof resource.Condition === 'string' ? resource.Condition : undefined;
    return eventsOf(resource.Properties).map(({ type, properties }) => ({ id, type, properties, condition }));
  });

/** Does an event mean this API? One that it does not name is the implicit one. */
const mayMean = (written: unknown, id: string, implicit: string): 'yes' | 'maybe' | undefined => {
  const named = isObject(written) && Object.keys(written).length === 1 ? written.Ref : written;
  if (written === undefined) return id === implicit ? 'yes' : undefined;
  if (typeof named === 'string') return named === id ? 'yes' : undefined;
  return 'maybe';
};
