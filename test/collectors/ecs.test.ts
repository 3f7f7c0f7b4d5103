import { expect, test } from 'vitest';
import { ecsServices } from '../../src/collectors/ecs/service.js';
import { taskDefinitions } from '../../src/collectors/ecs/task-definition.js';
import { scrubbedMark } from '../../src/model/scrubbed.js';
import { ACCOUNT, complete, explore, REGION, seenBy } from './expedition.js';
import { byInput, denied } from './written.js';

/** Written from the ECS API model of 2014-11-13 (@aws-sdk/client-ecs 3.1164.0). */
const arn = (resource: string) => `arn:aws:ecs:${REGION}:${ACCOUNT}:${resource}`;
const cluster = arn('cluster/serving');
const rerank = arn('service/serving/rerank');
const revision = (name: string) => arn(`task-definition/${name}`);

const network = {
  awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' },
};
const NETWORK = {
  AwsvpcConfiguration: { Subnets: ['subnet-1'], SecurityGroups: ['sg-1'], AssignPublicIp: 'DISABLED' },
};
const service = {
  serviceArn: rerank,
  serviceName: 'rerank',
  clusterArn: cluster,
  status: 'ACTIVE',
  taskDefinition: revision('rerank:1'),
  networkConfiguration: network,
  deployments: [{ id: 'ecs-svc/1', status: 'PRIMARY', taskDefinition: revision('rerank:1') }],
  tags: [{ key: 'team', value: 'ml' }],
};
const asked = { cluster, include: ['TAGS'], services: [rerank] };
const listed = {
  'ecs:ListClusters': byInput({ '{"maxResults":100}': { clusterArns: [cluster] } }),
  'ecs:ListServices': byInput({ [JSON.stringify({ cluster, maxResults: 100 })]: { serviceArns: [rerank] } }),
};
const services = (one: object) => ({
  ...listed,
  'ecs:DescribeServices': byInput({ [JSON.stringify(asked)]: { services: [{ ...one }], failures: [] } }),
});

test('a service shows the addresses of its tasks, and those of task sets that something else deploys', async () => {
  const { resources, listings } = await explore(
    ecsServices,
    services({ ...service, taskSets: [{ id: 'ecs-svc/2', networkConfiguration: network }] }),
  );
  expect(resources).toEqual([
    {
      type: ecsServices.type,
      id: rerank,
      names: [],
      account: ACCOUNT,
      region: REGION,
      tags: { team: 'ml' },
      properties: {
        ServiceName: 'rerank',
        Cluster: cluster,
        TaskDefinition: revision('rerank:1'),
        NetworkConfiguration: NETWORK,
      },
      runtime: { status: 'ACTIVE', TaskSets: [{ Id: 'ecs-svc/2', NetworkConfiguration: NETWORK }] },
      source: seenBy('ecs:ListServices', 'ecs:DescribeServices'),
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete(ecsServices.type)]);
});

test('a service that ECS does not find, and services that may not be listed, are gaps', async () => {
  const missing = await explore(ecsServices, {
    ...listed,
    'ecs:DescribeServices': { services: [], failures: [{ arn: rerank, reason: 'MISSING' }] },
  });
  expect(missing.resources.map(({ id, gaps }) => [id, gaps[0]?.pointer, gaps[0]?.reason])).toEqual([
    [rerank, '', 'parse_error'],
  ]);
  const refused = await explore(ecsServices, { ...listed, 'ecs:ListServices': denied });
  expect(refused.listings.map(({ state }) => state)).toEqual(['partial']);
});

const serve = {
  name: 'serve',
  image: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/rerank:1.0`,
  user: '1000',
  privileged: false,
  readonlyRootFilesystem: true,
  linuxParameters: { capabilities: { add: ['SYS_PTRACE'], drop: ['ALL'] }, sharedMemorySize: 64 },
  logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/rerank' } },
  environment: [
    { name: 'DB_PASSWORD', value: scrubbedMark('0123456789abcdef', [{ kind: 'assigned_secret', count: 1 }], []) },
    {
      name: 'MODEL',
      value: scrubbedMark('fedcba9876543210', [], [{ type: 'email', count: 1, confidence: 0.97, sample: 't***@***' }]),
    },
    { name: 'EMPTY', value: '' },
  ],
};
const definition = (name: string, rest: object = {}) => ({
  taskDefinition: {
    taskDefinitionArn: revision(name),
    family: name.split(':')[0] ?? '',
    requiresCompatibilities: ['EC2'],
    networkMode: 'awsvpc',
    pidMode: 'task',
    ipcMode: 'none',
    taskRoleArn: 'arn:aws:iam::111122223333:role/Rerank',
    executionRoleArn: 'arn:aws:iam::111122223333:role/Execution',
    status: 'ACTIVE',
    containerDefinitions: [serve],
    volumes: [{ name: 'cache', host: { sourcePath: '/var/cache' } }],
    ...rest,
  },
  tags: [{ key: 'team', value: 'ml' }],
});
const described = (...names: readonly string[]) => ({
  'ecs:DescribeTaskDefinition': byInput(
    Object.fromEntries(
      names.map((name) => [
        JSON.stringify({ include: ['TAGS'], taskDefinition: revision(name) }),
        { ...definition(name) },
      ]),
    ),
  ),
});
const families = (...names: readonly string[]) => ({
  'ecs:ListTaskDefinitions': byInput({
    '{"maxResults":100,"status":"ACTIVE"}': { taskDefinitionArns: names.map(revision) },
  }),
});

test('a task definition shows what its containers may do, its roles, and which variables hold secrets', async () => {
  const { resources, listings } = await explore(taskDefinitions, {
    'ecs:ListClusters': { clusterArns: [] },
    ...families('rerank:1'),
    ...described('rerank:1'),
  });
  expect(resources).toEqual([
    {
      type: taskDefinitions.type,
      id: revision('rerank:1'),
      names: [],
      account: ACCOUNT,
      region: REGION,
      tags: { team: 'ml' },
      properties: {
        Family: 'rerank',
        RequiresCompatibilities: ['EC2'],
        NetworkMode: 'awsvpc',
        PidMode: 'task',
        IpcMode: 'none',
        TaskRoleArn: 'arn:aws:iam::111122223333:role/Rerank',
        ExecutionRoleArn: 'arn:aws:iam::111122223333:role/Execution',
        ContainerDefinitions: [
          {
            Name: 'serve',
            Image: serve.image,
            User: '1000',
            Privileged: false,
            ReadonlyRootFilesystem: true,
            LinuxParameters: { Capabilities: { Add: ['SYS_PTRACE'], Drop: ['ALL'] } },
            LogConfiguration: { LogDriver: 'awslogs' },
          },
        ],
        Volumes: [{ Name: 'cache', Host: { SourcePath: '/var/cache' } }],
      },
      runtime: {
        status: 'ACTIVE',
        Images: [{ Image: serve.image, Repository: `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/rerank`, Tag: '1.0' }],
        Secrets: [{ Container: 'serve', Variable: 'DB_PASSWORD', Kind: 'assigned_secret', Count: 1 }],
        PersonalData: [
          {
            Place: 'ContainerDefinitions/serve/Environment/MODEL/Value',
            Type: 'email',
            Count: 1,
            Confidence: 0.97,
            Sample: 't***@***',
          },
        ],
      },
      source: seenBy('ecs:ListTaskDefinitions', 'ecs:DescribeTaskDefinition'),
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete(taskDefinitions.type)]);
});

test('every revision that a service runs is described, and of the others the newest of each family, each once', async () => {
  const { resources, calls } = await explore([ecsServices, taskDefinitions], {
    ...services({ ...service, taskSets: [{ id: 'ecs-svc/2', taskDefinition: revision('rerank:9') }] }),
    ...families('rerank:2', 'rerank:9', 'rerank:10', 'ocr:3'),
    ...described('rerank:1', 'rerank:9', 'rerank:10', 'ocr:3'),
  });
  expect(resources.filter(({ type }) => type === taskDefinitions.type).map(({ id }) => id)).toEqual(
    ['rerank:10', 'ocr:3', 'rerank:1', 'rerank:9'].map(revision),
  );
  expect(calls.filter((call) => call.startsWith('ecs:DescribeServices'))).toHaveLength(1);
});

test('where it cannot be seen what services run, or what is active, the list is not whole', async () => {
  const seen = async (answers: Parameters<typeof explore>[1]) => {
    const { resources, listings } = await explore(taskDefinitions, {
      ...services(service),
      ...families('ocr:3'),
      ...described('rerank:1', 'ocr:3'),
      ...answers,
    });
    return [resources.length, ...listings.map(({ state }) => state)];
  };
  expect(await seen({})).toEqual([2, 'complete']);
  expect(await seen({ 'ecs:DescribeServices': denied })).toEqual([1, 'partial']);
  expect(await seen({ 'ecs:ListServices': denied })).toEqual([1, 'partial']);
  expect(await seen({ 'ecs:ListClusters': denied })).toEqual([1, 'partial']);
  expect(await seen({ 'ecs:ListTaskDefinitions': denied })).toEqual([1, 'partial']);
  expect(await seen({ 'ecs:ListClusters': denied, 'ecs:ListTaskDefinitions': denied })).toEqual([0, 'missing']);
});

test('what a container runs shows what was found in it, and is open where nobody searched it', async () => {
  const found = 'kansa:scrubbed:0123456789abcdef:found=assigned_secret*1:personal=my_number*1*97*';
  const containerDefinitions = [
    { name: 'serve', image: serve.image, entryPoint: [found, ''], command: [found] },
    { name: 'old', image: serve.image, command: ['sh', '-c', 'serve'] },
  ];
  const { resources } = await explore(taskDefinitions, {
    'ecs:ListClusters': { clusterArns: [] },
    ...families('rerank:1'),
    'ecs:DescribeTaskDefinition': definition('rerank:1', { containerDefinitions }),
  });
  const fact = { Type: 'my_number', Count: 1, Confidence: 0.97 };
  const gap = (member: string, detail: string) => ({
    pointer: `/runtime/${member}/-`,
    kind: 'missing',
    reason: 'redacted',
    detail,
  });
  expect(resources.map(({ runtime: { Secrets, PersonalData }, gaps }) => ({ Secrets, PersonalData, gaps }))).toEqual([
    {
      Secrets: ['Command', 'EntryPoint'].map((Member) => ({
        Container: 'serve',
        Member,
        Kind: 'assigned_secret',
        Count: 1,
      })),
      PersonalData: ['Command', 'EntryPoint'].map((word) => ({ Place: `ContainerDefinitions/serve/${word}`, ...fact })),
      gaps: [
        gap('Secrets', 'the Command of the container old was not searched'),
        gap('PersonalData', 'the text of ContainerDefinitions/old/Command was not searched for personal data'),
      ],
    },
  ]);
});

test('variables that nobody searched, and those of a file, are a gap, and what was found remains', async () => {
  const containerDefinitions = [
    { ...serve, environmentFiles: [{ value: 'arn:aws:s3:::conf/prod.env', type: 's3' }] },
    { name: 'log', environment: [{ name: 'OLD', value: scrubbedMark('0123456789abcdef') }] },
  ];
  const { resources } = await explore(taskDefinitions, {
    'ecs:ListClusters': { clusterArns: [] },
    ...families('rerank:1'),
    'ecs:DescribeTaskDefinition': definition('rerank:1', { containerDefinitions }),
  });
  expect(resources[0]?.runtime.Secrets).toHaveLength(1);
  expect(resources[0]?.gaps).toEqual([
    {
      pointer: '/runtime/Secrets/-',
      kind: 'missing',
      reason: 'not_collected',
      detail: 'the container serve takes variables from arn:aws:s3:::conf/prod.env, which is not read',
    },
    {
      pointer: '/runtime/Secrets/-',
      kind: 'missing',
      reason: 'redacted',
      detail: 'the variable OLD of the container log was taken out without being searched',
    },
    {
      pointer: '/runtime/PersonalData/-',
      kind: 'missing',
      reason: 'redacted',
      detail: 'the text of ContainerDefinitions/log/Environment/OLD/Value was not searched for personal data',
    },
    {
      pointer: '/runtime/PersonalData/-',
      kind: 'missing',
      reason: 'not_collected',
      detail: 'the text of ContainerDefinitions/serve/EnvironmentFiles/0 lies in S3, and is not read',
    },
  ]);
});
