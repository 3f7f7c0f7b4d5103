import { isObject } from '../../model/json.js';
import { httpApi, implicitApis, restApi, webSocketApi } from './serverless-apis.js';
import {
  functionEventRoles,
  functionRole,
  isFunction,
  type Made,
  type Properties,
  roleArn,
  stateMachineEventRoles,
  stateMachineRole,
} from './serverless-roles.js';

/** A template without resources of AWS SAM. */
export interface Expanded {
  readonly template: Properties;
  /** Of each resource that the transform adds, the logical id of the one that it is made of. */
  readonly origins: ReadonlyMap<string, string>;
}

/**
 * The resources of a template with those of AWS SAM as what its transform makes of them, as far as controls look at it:
 * functions, tables, state machines, APIs with their stages (also those that are named nowhere and that the events of functions ask for), and
 * the roles that are made where none is named
 * (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html).
 */
export const withoutServerless = (template: Properties): Expanded => {
  const { Resources, Globals, Conditions } = template;
  const origins = new Map<string, string>();
  if (!isObject(Resources)) return { template, origins };
  const written = Object.entries(Resources).map(([id, resource]): [string, unknown] => {
    if (!isObject(resource) || typeof resource.Type !== 'string' || MADE[resource.Type] === undefined)
      return [id, resource];
    return [id, { ...resource, Properties: withGlobals(Globals, resource.Type, resource.Properties) }];
  });
  const implied = implicitApis(new Map(written));
  const apis = implied.apis.map(({ id, type, condition, origin, properties }): [string, unknown] => {
    origins.set(id, origin);
    const Properties = withGlobals(Globals, type, properties);
    return [id, { Type: type, Properties, ...(condition !== undefined && { Condition: condition }) }];
  });
  const all = new Map([...written, ...apis]);
  const made = [...all].flatMap(([id, resource]): [string, unknown][] => {
    if (!isObject(resource) || typeof resource.Type !== 'string') return [[id, resource]];
    const written = isObject(resource.Properties) ? resource.Properties : {};
    const parts = MADE[resource.Type]?.(id, written, all);
    if (parts === undefined) return [[id, resource]];
    for (const name of Object.keys(parts)) if (name !== id) origins.set(name, origins.get(id) ?? id);
    // What an include puts among the properties may be any of them, of each part.
    const open = Object.fromEntries(Object.entries(written).filter(([key]) => key.startsWith('Fn::')));
    return Object.entries(parts).map(([name, part]) => [
      name,
      { ...resource, ...part, Properties: { ...part.Properties, ...open } },
    ]);
  });
  const conditions = { ...(isObject(Conditions) ? Conditions : {}), ...implied.conditions };
  return { template: { ...template, Conditions: conditions, Resources: Object.fromEntries(made) }, origins };
};

/** Types of AWS SAM that make resources which controls judge, and are not taken apart here. */
export const isTakenApart = (type: string): boolean =>
  MADE[type] !== undefined || type === 'AWS::Serverless::LayerVersion' || type === 'AWS::Serverless::Application';

const withGlobals = (globals: unknown, type: string, own: unknown): Properties => {
  const kind = type.slice('AWS::Serverless::'.length);
  return merged(isObject(globals) && isObject(globals[kind]) ? globals[kind] : {}, isObject(own) ? own : {});
};

/** What a resource says itself counts before what is said of all; maps are merged, and lists are joined (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html#sam-specification-template-anatomy-globals-overrideable). */
const merged = (globals: Properties, own: Properties): Properties => ({
  ...globals,
  ...Object.fromEntries(
    Object.entries(own).map(([key, value]) => {
      const shared = globals[key];
      if (Array.isArray(shared) && Array.isArray(value)) return [key, [...shared, ...value]];
      return [key, isObject(shared) && isObject(value) && !isFunction(value) ? merged(shared, value) : value];
    }),
  ),
});

type Making = (id: string, properties: Properties, all: ReadonlyMap<string, unknown>) => Made;

const MADE: Readonly<Record<string, Making>> = {
  'AWS::Serverless::Api': restApi,
  'AWS::Serverless::HttpApi': httpApi,
  'AWS::Serverless::WebSocketApi': webSocketApi,
  'AWS::Serverless::Function': (id, written) => {
    const { Policies: _, AssumeRolePolicyDocument: __, ...properties } = written;
    return {
      [id]: { Type: 'AWS::Lambda::Function', Properties: { ...properties, Role: properties.Role ?? roleArn(id) } },
      ...(properties.Role === undefined && functionRole(id, written)),
      ...functionEventRoles(id, written),
    };
  },
  'AWS::Serverless::SimpleTable': (id, { PrimaryKey: _, ...properties }) => ({
    [id]: { Type: 'AWS::DynamoDB::Table', Properties: properties },
  }),
  'AWS::Serverless::StateMachine': (id, written) => {
    const { Policies: _, Role, Name, Type, Logging, DefinitionUri, ...properties } = written;
    return {
      [id]: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          ...properties,
          ...(Name !== undefined && { StateMachineName: Name }),
          ...(Type !== undefined && { StateMachineType: Type }),
          ...(Logging !== undefined && { LoggingConfiguration: Logging }),
          // A path on disk becomes an object in S3 when the template is packaged.
          ...(DefinitionUri !== undefined && { DefinitionS3Location: DefinitionUri }),
          RoleArn: Role ?? roleArn(id),
        },
      },
      ...(Role === undefined && stateMachineRole(id, written)),
      ...stateMachineEventRoles(id, written),
    };
  },
};
