import { isObject } from '../../model/json.js';
import { unknown } from '../unknown.js';

type Properties = Readonly<Record<string, unknown>>;

/** A resource as a template writes it. */
interface Written {
  readonly Type: string;
  readonly Properties: Properties;
  readonly Condition?: unknown;
}

/**
 * The resources of a template with those of AWS SAM as what its transform makes of them, as far as controls look at it: the
 * function, table or state machine itself, and the role that is made where none is named
 * (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html).
 */
export const withoutServerless = (template: Properties): Properties => {
  const { Resources, Globals } = template;
  if (!isObject(Resources)) return template;
  return {
    ...template,
    Resources: Object.fromEntries(
      Object.entries(Resources).flatMap(([id, resource]): [string, unknown][] => {
        if (!isObject(resource) || typeof resource.Type !== 'string') return [[id, resource]];
        const made = MADE[resource.Type];
        if (made === undefined) return [[id, resource]];
        const kind = resource.Type.slice('AWS::Serverless::'.length);
        const globals = isObject(Globals) && isObject(Globals[kind]) ? Globals[kind] : {};
        const own = isObject(resource.Properties) ? resource.Properties : {};
        return Object.entries(made(id, merged(globals, own))).map(([name, written]) => [
          name,
          { ...resource, ...written },
        ]);
      }),
    ),
  };
};

/** What a resource says itself counts before what is said of all; maps are merged (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html#sam-specification-template-anatomy-globals-overrideable). */
const merged = (globals: Properties, own: Properties): Properties => ({
  ...globals,
  ...Object.fromEntries(
    Object.entries(own).map(([key, value]) => {
      const shared = globals[key];
      return [key, isObject(shared) && isObject(value) && !isFunction(value) ? merged(shared, value) : value];
    }),
  ),
});

const isFunction = (value: Properties): boolean =>
  Object.keys(value).length === 1 && Object.keys(value).every((key) => key === 'Ref' || key.startsWith('Fn::'));

const MADE: Readonly<Record<string, (id: string, properties: Properties) => Readonly<Record<string, Written>>>> = {
  'AWS::Serverless::Function': (id, { Policies, Role, ...properties }) => ({
    [id]: {
      Type: 'AWS::Lambda::Function',
      Properties: { ...properties, Role: Role ?? { 'Fn::GetAtt': [`${id}Role`, 'Arn'] } },
    },
    ...roleFor(id, Role, Policies, 'lambda.amazonaws.com'),
  }),
  'AWS::Serverless::SimpleTable': (id, { PrimaryKey: _, ...properties }) => ({
    [id]: { Type: 'AWS::DynamoDB::Table', Properties: properties },
  }),
  'AWS::Serverless::StateMachine': (id, { Policies, Role, Name, Type, Logging, ...properties }) => ({
    [id]: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        ...properties,
        ...(Name !== undefined && { StateMachineName: Name }),
        ...(Type !== undefined && { StateMachineType: Type }),
        ...(Logging !== undefined && { LoggingConfiguration: Logging }),
        RoleArn: Role ?? { 'Fn::GetAtt': [`${id}Role`, 'Arn'] },
      },
    },
    ...roleFor(id, Role, Policies, 'states.amazonaws.com'),
  }),
};

const roleFor = (id: string, named: unknown, policies: unknown, Service: string): Readonly<Record<string, Written>> => {
  if (named !== undefined) return {};
  const listed = policies === undefined ? [] : Array.isArray(policies) ? policies : [policies];
  const documents = listed.filter((policy) => isObject(policy) && policy.Statement !== undefined);
  const arns = listed.filter((policy) => typeof policy === 'string' || (isObject(policy) && isFunction(policy)));
  // A template of SAM's own (`S3ReadPolicy`) stands for statements that only its transform knows.
  const others = listed.length - documents.length - arns.length;
  return {
    [`${id}Role`]: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: [Service] }, Action: ['sts:AssumeRole'] }],
        },
        ManagedPolicyArns: arns.map((arn) =>
          typeof arn === 'string' && !arn.startsWith('arn:')
            ? { 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${arn}` }
            : arn,
        ),
        Policies: [
          ...documents.map((PolicyDocument, index) => ({ PolicyName: `${id}RolePolicy${index}`, PolicyDocument })),
          ...(others === 0
            ? []
            : [
                unknown(
                  'unresolved_expression',
                  'a policy template of AWS SAM stands for statements that its transform writes',
                ),
              ]),
        ],
      },
    },
  };
};
