import { ownImages } from '../../model/image.js';
import { isObject } from '../../model/json.js';
import { secretsIn } from '../../model/scrubbed.js';
import { foundInTexts } from '../texts.js';
import { unknown, unknownIn } from '../unknown.js';
import type { Form, Formed } from './form.js';
import { isKnownText, listIn } from './policies.js';

type Written = Readonly<Record<string, unknown>>;

/** Images of containers that lie in the account's own repositories; of one that nobody knows none is known. */
const imagesIn = (containers: readonly Written[], account: string, partition: string): unknown => {
  const images = containers.map(({ Image }) => Image);
  const hidden = images.find((image) => typeof image === 'string' && unknownIn(image) !== undefined);
  return (
    hidden ??
    ownImages(
      images.map((image) => (typeof image === 'string' ? image : undefined)),
      account,
      partition,
    )
  );
};

/** What scrubbing found in a text that it took out, and where; of a text that nobody knows, nobody knows it. */
export const foundIn = (value: unknown, where: Readonly<Record<string, unknown>> = {}): readonly unknown[] => {
  if (typeof value !== 'string') return [];
  if (unknownIn(value) !== undefined) return [value];
  return (secretsIn(value) ?? []).map(({ kind, count }) => ({ ...where, Kind: kind, Count: count }));
};

const containersIn = (value: unknown): readonly Written[] => listIn(value).filter(isObject);

const model: Form = ({ properties, identity, destination: { account, partition } }) => [
  {
    id: identity.arn,
    properties,
    runtime: {
      Images: imagesIn(
        [...containersIn(properties.PrimaryContainer), ...containersIn(properties.Containers)],
        account,
        partition,
      ),
    },
  },
];

/** As the collector shows it: of a container's environment and of what it runs only what was found in it. */
const taskDefinition: Form = ({ properties, identity, destination: { account, partition } }) => {
  const { ContainerDefinitions, Volumes, ...others } = properties;
  const containers = containersIn(ContainerDefinitions);
  const isHidden = typeof ContainerDefinitions === 'string';
  const readsFiles = containers.some(({ EnvironmentFiles }) => listIn(EnvironmentFiles).length > 0);
  return [
    {
      id: identity.arn,
      properties: {
        ...others,
        ContainerDefinitions: isHidden
          ? ContainerDefinitions
          : containers.map(({ Environment: _, Command: __, EntryPoint: ___, ...container }) => container),
        Volumes,
      },
      runtime: isHidden
        ? {}
        : {
            status: 'ACTIVE',
            Images: imagesIn(containers, account, partition),
            Secrets: [
              ...containers.flatMap(({ Name: Container, Environment, Command, EntryPoint }) => [
                ...containersIn(Environment).flatMap(({ Name: Variable, Value }) =>
                  foundIn(Value, { Container, Variable }),
                ),
                ...Object.entries({ Command, EntryPoint }).flatMap(([Member, words]) =>
                  listIn(words).flatMap((word) => foundIn(word, { Container, Member })),
                ),
              ]),
              ...(readsFiles
                ? [unknown('not_collected', 'a container takes variables from a file, which is not read')]
                : []),
            ],
          },
    },
  ];
};

/**
 * ECS itself starts no sets of tasks: they are those of a service that something else deploys
 * (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html).
 */
const service: Form = ({ properties: { DeploymentController: deployer, ...properties }, identity }) => [
  {
    id: identity.arn,
    properties,
    runtime: deployer === undefined || (isObject(deployer) && isEcs(deployer.Type)) ? { TaskSets: undefined } : {},
  },
];

const isEcs = (type: unknown): boolean => type === undefined || type === 'ECS';

/** What was found in the scripts of a notebook's lifecycle, which were taken out. */
const lifecycle: Form = ({ properties, identity }) => [
  {
    id: identity.arn,
    properties,
    runtime: {
      Secrets: ['OnCreate', 'OnStart'].flatMap((Hook) =>
        containersIn(properties[Hook]).flatMap(({ Content }) => foundIn(Content, { Hook })),
      ),
    },
  },
];

const studioLifecycle: Form = ({ properties, identity }) => [
  { id: identity.arn, properties, runtime: { Secrets: foundIn(properties.StudioLifecycleConfigContent) } },
];

/** What was found in the definition of a state machine, which was taken out. One written as an object was not searched. */
const stateMachine: Form = ({ properties: { DefinitionString, Definition, ...properties }, identity }) => [
  {
    id: identity.arn,
    properties,
    runtime: {
      status: 'ACTIVE',
      Secrets:
        typeof DefinitionString !== 'string'
          ? unknown('not_collected', 'the definition is not written as text, and was not searched')
          : foundIn(DefinitionString),
    },
  },
];

const ACTION_GROUP = 'AWS::Bedrock::AgentActionGroup';

/** Action groups are resources of their own, as the collector shows them: of these only what their texts hold. */
const agent: Form = ({ properties, identity }) => [
  { id: identity.arn, properties },
  ...listIn(properties.ActionGroups).map((group, index): Formed => {
    const name = isObject(group) && isKnownText(group.ActionGroupName) ? group.ActionGroupName : String(index);
    return {
      type: ACTION_GROUP,
      id: `${identity.name}/DRAFT/${name}`,
      properties: {},
      runtime: { PersonalData: isObject(group) ? foundInTexts(ACTION_GROUP, group) : group },
      gaps: [{ pointer: '/properties', kind: 'missing', reason: 'not_collected', detail: 'only its texts were read' }],
    };
  }),
];

/** What the working draft says of a flow stands with the draft, as the collector shows it. */
const flow: Form = ({ properties, identity }) => [
  { id: identity.arn, properties },
  {
    type: 'AWS::Bedrock::FlowVersion',
    id: `${identity.name}/DRAFT`,
    properties: { FlowArn: identity.arn },
    runtime: { Version: 'DRAFT', PersonalData: foundInTexts('AWS::Bedrock::Flow', properties) },
  },
];

/** A version is what its flow is when it is made. */
const flowVersion: Form = ({ properties, identity, ownerOf }) => {
  const of = ownerOf('AWS::Bedrock::Flow', properties.FlowArn);
  return [
    {
      id: identity.arn,
      properties,
      ...(of && { runtime: { PersonalData: foundInTexts('AWS::Bedrock::Flow', of.properties) } }),
    },
  ];
};

export const CONTAINER_FORMS: Readonly<Record<string, Form>> = {
  'AWS::Bedrock::Agent': agent,
  'AWS::Bedrock::Flow': flow,
  'AWS::Bedrock::FlowVersion': flowVersion,
  'AWS::ECS::Service': service,
  'AWS::ECS::TaskDefinition': taskDefinition,
  'AWS::SageMaker::Model': model,
  'AWS::SageMaker::NotebookInstanceLifecycleConfig': lifecycle,
  'AWS::SageMaker::StudioLifecycleConfig': studioLifecycle,
  'AWS::StepFunctions::StateMachine': stateMachine,
};
