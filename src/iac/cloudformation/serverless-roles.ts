import { isObject } from '../../model/json.js';
import { unknown } from '../unknown.js';
import { POLICY_TEMPLATES } from './policy-templates.js';

export type Properties = Readonly<Record<string, unknown>>;

/** Resources by their logical ids, as a template writes them. */
export type Made = Readonly<Record<string, { readonly Type: string; readonly Properties: Properties }>>;

/** `Ref`, or any of `Fn::…`. */
export const isFunction = (value: Properties): boolean =>
  Object.keys(value).length === 1 && Object.keys(value).every((key) => key === 'Ref' || key.startsWith('Fn::'));

/** What calls a function or a state machine, by the names that the template gives them. */
export const eventsOf = ({
  Events,
}: Properties): { readonly name: string; readonly type: unknown; readonly properties: Properties }[] =>
  Object.entries(isObject(Events) ? Events : {}).flatMap(([name, event]) =>
    isObject(event) ? [{ name, type: event.Type, properties: isObject(event.Properties) ? event.Properties : {} }] : [],
  );

/** The ARN of the role that is made for a resource. */
export const roleArn = (id: string): Properties => ({ 'Fn::GetAtt': [`${id}Role`, 'Arn'] });

/**
 * The role of a function that names none: what the transform lets every function do, and what its tracing, network, events and
 * destinations need (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html).
 */
export const functionRole = (id: string, written: Properties): Made => {
  const { Tracing, VpcConfig, DurableConfig, DeadLetterQueue, EventInvokeConfig, RolePath, PermissionsBoundary } =
    written;
  const events = eventsOf(written);
  const { arns, policies } = policiesIn(id, written.Policies);
  const pulled = events.flatMap(({ type }) => (typeof type === 'string' ? (PULLED[type] ?? []) : []));
  return role(`${id}Role`, written.AssumeRolePolicyDocument ?? trust('lambda.amazonaws.com'), {
    ManagedPolicyArns: [
      managed(
        `service-role/${DurableConfig === undefined ? 'AWSLambdaBasicExecutionRole' : 'AWSLambdaBasicDurableExecutionRolePolicy'}`,
      ),
      ...(Tracing === undefined || Tracing === 'Disabled' ? [] : [XRAY]),
      ...(VpcConfig === undefined ? [] : [managed('service-role/AWSLambdaVPCAccessExecutionRole')]),
      ...arns,
      ...[...new Set(pulled)].map((name) => managed(`service-role/${name}`)),
    ],
    Policies: [
      ...(DeadLetterQueue === undefined ? [] : [deadLetters(DeadLetterQueue)]),
      ...policies,
      ...destinationsIn(id, EventInvokeConfig),
      ...events.flatMap(({ name, type, properties }) =>
        isWithoutPolicy(type, properties) ? [] : [{ PolicyName: `${id}${name}Policy`, PolicyDocument: OF_EVENTS }],
      ),
    ],
    ...(RolePath !== undefined && { Path: RolePath }),
    ...(PermissionsBoundary !== undefined && { PermissionsBoundary }),
  });
};

/** The policies of AWS that functions need for what they read from. */
const PULLED: Readonly<Record<string, string>> = {
  DynamoDB: 'AWSLambdaDynamoDBExecutionRole',
  Kinesis: 'AWSLambdaKinesisExecutionRole',
  MSK: 'AWSLambdaMSKExecutionRole',
  SQS: 'AWSLambdaSQSQueueExecutionRole',
};

/** Events of which no policy of the function speaks, but those of {@link PULLED}. */
const PUSHED: ReadonlySet<unknown> = new Set([
  'AlexaSkill',
  'Api',
  'CloudWatchEvent',
  'CloudWatchLogs',
  'Cognito',
  'EventBridgeRule',
  'HttpApi',
  'IoTRule',
  'S3',
  'SNS',
  'Schedule',
  'ScheduleV2',
]);

const isWithoutPolicy = (type: unknown, { DestinationConfig, SqsSubscription }: Properties): boolean =>
  (PUSHED.has(type) || (typeof type === 'string' && PULLED[type] !== undefined)) &&
  DestinationConfig === undefined &&
  SqsSubscription === undefined;

const OF_EVENTS = unknown(
  'unresolved_expression',
  'a policy that the transform of AWS SAM writes for what calls the function',
);

/** What a function may do where its calls end: at queues, topics, functions, buses. */
const deadLetters = (queue: unknown): Properties => {
  const { Type, TargetArn } = isObject(queue) ? queue : {};
  return sending('DeadLetterQueuePolicy', Type, TargetArn);
};

const destinationsIn = (id: string, config: unknown): Properties[] => {
  if (config === undefined) return [];
  const { DestinationConfig: destinations = {} } = isObject(config) ? config : {};
  if (!isObject(destinations) || isFunction(destinations))
    return [sending(`${id}EventInvokeConfigPolicy`, undefined, undefined)];
  return Object.entries(destinations).map(([end, destination]) => {
    const { Type, Destination } = isObject(destination) ? destination : {};
    return sending(`${id}EventInvokeConfig${end}Policy`, Type, Destination);
  });
};

const SENDING: Readonly<Record<string, string>> = {
  EventBridge: 'events:PutEvents',
  Lambda: 'lambda:InvokeFunction',
  SNS: 'sns:Publish',
  SQS: 'sqs:SendMessage',
};

const sending = (PolicyName: string, type: unknown, target: unknown): Properties => {
  const action = typeof type === 'string' && Object.hasOwn(SENDING, type) ? SENDING[type] : undefined;
  return action === undefined || target === undefined
    ? {
        PolicyName,
        PolicyDocument: unknown(
          'unresolved_expression',
          'the policy is for a place that the template does not write out',
        ),
      }
    : inline(PolicyName, action, target);
};

/** The role of a state machine that names none. */
export const stateMachineRole = (
  id: string,
  { Policies, Tracing, RolePath, PermissionsBoundary }: Properties,
): Made => {
  const { arns, policies } = policiesIn(id, Policies);
  return role(`${id}Role`, trust('states.amazonaws.com'), {
    ManagedPolicyArns: [...(isObject(Tracing) && Tracing.Enabled !== false ? [XRAY] : []), ...arns],
    Policies: policies,
    ...(RolePath !== undefined && { Path: RolePath }),
    ...(PermissionsBoundary !== undefined && { PermissionsBoundary }),
  });
};

/** The roles by which schedules call a function. */
export const functionEventRoles = (id: string, written: Properties): Made =>
  Object.assign(
    {},
    ...eventsOf(written).flatMap(({ name, type, properties }) =>
      type === 'ScheduleV2' && properties.RoleArn === undefined
        ? [
            calling(
              `${id}${name}Role`,
              'scheduler.amazonaws.com',
              'lambda:InvokeFunction',
              { 'Fn::GetAtt': [id, 'Arn'] },
              properties,
            ),
          ]
        : [],
    ),
  );

/** The roles by which events and APIs start a state machine. */
export const stateMachineEventRoles = (id: string, written: Properties): Made =>
  Object.assign(
    {},
    ...eventsOf(written).flatMap(({ name, type, properties }) => {
      const service = typeof type === 'string' ? STARTERS[type] : undefined;
      return service === undefined || properties.RoleArn !== undefined
        ? []
        : [calling(`${id}${name}Role`, service, 'states:StartExecution', { Ref: id }, properties)];
    }),
  );

const STARTERS: Readonly<Record<string, string>> = {
  Api: 'apigateway.amazonaws.com',
  CloudWatchEvent: 'events.amazonaws.com',
  EventBridgeRule: 'events.amazonaws.com',
  Schedule: 'events.amazonaws.com',
  ScheduleV2: 'scheduler.amazonaws.com',
};

const calling = (
  id: string,
  service: string,
  action: string,
  target: unknown,
  { DeadLetterConfig, PermissionsBoundary }: Properties,
): Made =>
  role(id, trust(service), {
    Policies: [
      inline(`${id}Policy`, action, target),
      ...(service === 'scheduler.amazonaws.com' && isObject(DeadLetterConfig)
        ? [
            DeadLetterConfig.Arn === undefined
              ? unknown('unresolved_expression', 'the queue of dead letters is one that the transform of AWS SAM makes')
              : inline(`${id}SQSPolicy`, 'sqs:SendMessage', DeadLetterConfig.Arn),
          ]
        : []),
    ],
    ...(PermissionsBoundary !== undefined && { PermissionsBoundary }),
  });

const role = (id: string, AssumeRolePolicyDocument: unknown, properties: Properties): Made => ({
  [id]: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument, ...properties } },
});

const trust = (service: string): Properties => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: [service] }, Action: ['sts:AssumeRole'] }],
});

const inline = (PolicyName: string, Action: string, Resource: unknown): Properties => ({
  PolicyName,
  PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource }] },
});

const managed = (name: string): Properties => ({ 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${name}` });

/** In partitions other than `aws` it has another name, and says the same. */
const XRAY = managed('AWSXrayWriteOnlyAccess');

/** What a function or state machine is given: names and ARNs of policies, statements, and templates that stand for some. */
const policiesIn = (
  id: string,
  written: unknown,
): { readonly arns: readonly unknown[]; readonly policies: readonly unknown[] } => {
  const listed = written === undefined ? [] : Array.isArray(written) ? written : [written];
  const read = listed.map((policy, index): { readonly arn?: unknown; readonly policy?: unknown } => {
    const name = `${id}RolePolicy${index}`;
    if (isArn(policy)) return { arn: arnOf(policy) };
    const branches = isObject(policy) ? policy['Fn::If'] : undefined;
    const [condition, ...sides]: unknown[] = Array.isArray(branches) ? branches : [];
    const of = (make: (side: unknown) => unknown) => ({
      'Fn::If': [condition, ...sides.map((side) => (isNothing(side) ? side : make(side)))],
    });
    if (branches === undefined) return { policy: embedded(name, policy) };
    return sides.every(isArn) ? { arn: of(arnOf) } : { policy: of((side) => embedded(name, side)) };
  });
  return { arns: read.flatMap(({ arn }) => arn ?? []), policies: read.flatMap(({ policy }) => policy ?? []) };
};

const isNothing = (side: unknown): boolean => isObject(side) && side.Ref === 'AWS::NoValue';

const isArn = (policy: unknown): boolean =>
  typeof policy === 'string' || (isObject(policy) && isFunction(policy) && !('Fn::If' in policy));

const arnOf = (policy: unknown): unknown =>
  typeof policy === 'string' && !policy.startsWith('arn:') ? managed(policy) : policy;

const embedded = (PolicyName: string, policy: unknown): Properties => {
  if (isObject(policy) && policy.Statement !== undefined) return { PolicyName, PolicyDocument: policy };
  const [[name = '', given] = []] = Object.entries(isObject(policy) ? policy : {});
  const template = Object.hasOwn(POLICY_TEMPLATES, name) ? POLICY_TEMPLATES[name] : undefined;
  return {
    PolicyName,
    PolicyDocument: template
      ? { Statement: filled(template, new Map(Object.entries(isObject(given) ? given : {}))) }
      : unknown('unresolved_expression', 'a policy that only the transform of AWS SAM knows'),
  };
};

/** The statements of a template with what they refer to put in. */
const filled = (value: unknown, given: ReadonlyMap<string, unknown>): unknown => {
  if (Array.isArray(value)) return value.map((item) => filled(item, given));
  if (!isObject(value)) return value;
  if (typeof value.Ref === 'string' && given.has(value.Ref)) return given.get(value.Ref);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, filled(member, given)]));
};
