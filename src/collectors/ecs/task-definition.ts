import {
  type ContainerDefinition,
  DescribeTaskDefinitionCommand,
  type DescribeTaskDefinitionResponse,
  ECSClient,
  paginateListTaskDefinitions,
  type Volume,
} from '@aws-sdk/client-ecs';
import { ownImages } from '../../model/image.js';
import { secretsIn } from '../../model/scrubbed.js';
import { type Collector, type Facts, type ItemTools, required } from '../collector.js';
import { allOf } from '../pages.js';
import { personalData } from '../personal-data.js';
import { renamed } from '../rename.js';
import { marksOf } from '../unmodelled.js';
import { clusterArns, describedService, PAGE, serviceArns, tagsOf } from './service.js';

/**
 * What tasks are made of: the newest active revision of each family, by which the next task starts, and every revision
 * that a service runs. Values of environment variables are scrubbed: what the search found in them remains.
 */
export const taskDefinitions: Collector = {
  type: 'AWS::ECS::TaskDefinition',
  scope: 'region',
  permissions: [
    'ecs:ListTaskDefinitions',
    'ecs:DescribeTaskDefinition',
    'ecs:ListClusters',
    'ecs:ListServices',
    'ecs:DescribeServices',
  ],

  async *collect({ account, partition, client, attempt, each, under }) {
    const ecs = client(ECSClient);
    const seen = new Set<string>();
    const described = (arns: readonly string[]) => {
      const unseen = [...new Set(arns)].filter((arn) => !seen.has(arn));
      for (const arn of unseen) seen.add(arn);
      return each(
        unseen,
        (arn) => arn,
        async (arn, tools) => {
          const answer = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn, include: ['TAGS'] }));
          return factsOf(answer, account, partition, tools);
        },
      );
    };

    // Neither way to them shuts the other.
    const pages = await attempt(() =>
      allOf(paginateListTaskDefinitions({ client: ecs, pageSize: PAGE }, { status: 'ACTIVE' })),
    );
    if (pages !== undefined)
      yield* described(newest(pages.flatMap(({ taskDefinitionArns = [] }) => taskDefinitionArns)));
    yield* under(clusterArns(ecs), (cluster) =>
      under(serviceArns(ecs, cluster), async function* (arn) {
        const { taskDefinition, deployments = [], taskSets = [] } = await describedService(ecs, cluster, arn);
        const run = [taskDefinition, ...[...deployments, ...taskSets].map((one) => one.taskDefinition)];
        yield* described(run.filter((revision) => revision !== undefined));
      }),
    );
  },
};

const factsOf = (
  { taskDefinition, tags }: DescribeTaskDefinitionResponse,
  account: string,
  partition: string,
  tools: ItemTools,
): Facts => {
  const definition = required(taskDefinition, 'task definition');
  const containers = definition.containerDefinitions ?? [];
  const images = containers.map(({ image }) => image);
  return {
    properties: {
      Family: definition.family,
      RequiresCompatibilities: definition.requiresCompatibilities,
      RuntimePlatform: renamed(definition.runtimePlatform),
      NetworkMode: definition.networkMode,
      PidMode: definition.pidMode,
      IpcMode: definition.ipcMode,
      TaskRoleArn: definition.taskRoleArn,
      ExecutionRoleArn: definition.executionRoleArn,
      ContainerDefinitions: containers.map(containerOf),
      Volumes: definition.volumes?.map(volumeOf),
    },
    runtime: {
      status: definition.status,
      Images: ownImages(images, account, partition),
      Secrets: secretsOf(containers, tools),
      PersonalData: personalData('AWS::ECS::TaskDefinition', { containerDefinitions: containers }, tools),
    },
    tags: tagsOf(tags),
  };
};

/** The last revision of each family: `…:task-definition/<family>:<revision>`. */
const newest = (arns: readonly string[]): readonly string[] => {
  const revisions = new Map<string, { readonly arn: string; readonly revision: number }>();
  for (const arn of arns) {
    const at = arn.lastIndexOf(':');
    const family = arn.slice(0, at);
    const revision = Number(arn.slice(at + 1));
    if (revision > (revisions.get(family)?.revision ?? 0)) revisions.set(family, { arn, revision });
  }
  return [...revisions.values()].map(({ arn }) => arn);
};

const containerOf = (container: ContainerDefinition) => ({
  Name: container.name,
  Image: container.image,
  User: container.user,
  Privileged: container.privileged,
  ReadonlyRootFilesystem: container.readonlyRootFilesystem,
  LinuxParameters: container.linuxParameters && {
    Capabilities: renamed(container.linuxParameters.capabilities),
    ...marksOf(container.linuxParameters),
  },
  LogConfiguration: container.logConfiguration && {
    LogDriver: container.logConfiguration.logDriver,
    ...marksOf(container.logConfiguration),
  },
  ...marksOf(container),
});

const volumeOf = (volume: Volume) => ({ Name: volume.name, Host: renamed(volume.host), ...marksOf(volume) });

/** What was found in the variables of each container, and in what it runs. What an environment file in S3 holds, nobody read. */
const secretsOf = (containers: readonly ContainerDefinition[], { unseen }: ItemTools) =>
  containers.flatMap((container) => {
    const { name: Container, environment = [], environmentFiles = [] } = container;
    for (const { value } of environmentFiles)
      unseen('/runtime/Secrets/-', {
        reason: 'not_collected',
        detail: `the container ${Container} takes variables from ${value}, which is not read`,
      });
    const ofPrograms = [
      ['Command', container.command],
      ['EntryPoint', container.entryPoint],
    ] as const;
    const inWords = ofPrograms.flatMap(([Member, words = []]) => {
      const found = words.filter((word) => word !== '').map(secretsIn);
      if (found.includes(undefined))
        unseen('/runtime/Secrets/-', {
          reason: 'redacted',
          detail: `the ${Member} of the container ${Container} was not searched`,
        });
      return found.flatMap((counts = []) =>
        counts.map(({ kind, count }) => ({ Container, Member, Kind: kind, Count: count })),
      );
    });
    const inVariables = environment.flatMap(({ name: Variable, value = '' }) => {
      const found = value === '' ? [] : secretsIn(value);
      if (found === undefined)
        unseen('/runtime/Secrets/-', {
          reason: 'redacted',
          detail: `the variable ${Variable} of the container ${Container} was taken out without being searched`,
        });
      return (found ?? []).map(({ kind, count }) => ({ Container, Variable, Kind: kind, Count: count }));
    });
    return [...inVariables, ...inWords];
  });
