import {
  type AwsVpcConfiguration,
  type ContainerDefinition,
  CreateClusterCommand,
  CreateServiceCommand,
  type ECSClient,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
} from '@aws-sdk/client-ecs';
import type { IAMClient } from '@aws-sdk/client-iam';
import { createRole, readModels, scopedService } from './iam.js';
import { ACCOUNT, image, roleArn, SECRETS, TOKYO } from './names.js';
import type { Network } from './network.js';

/** Roles that tasks take, and the one by which ECS starts them. */
export const seedTaskRoles = async (iam: IAMClient): Promise<void> => {
  const trust = scopedService('ecs-tasks.amazonaws.com');
  await createRole(iam, { name: 'RerankTask', department: 'リスク分析部', trust, permissions: [readModels] });
  await createRole(iam, {
    name: 'PrototypeTask',
    department: '新規事業部',
    trust,
    permissions: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
  });
  await createRole(iam, {
    name: 'TaskExecution',
    department: '基盤チーム',
    trust,
    permissions: [
      {
        Effect: 'Allow',
        Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Resource: `arn:aws:ecr:${TOKYO}:${ACCOUNT}:repository/summary`,
      },
    ],
  });
};

/** `rerank` is as it should be, in both of its revisions; what is wrong with the others stands in faults/ecs.ts. */
export const seedTasks = async (ecs: ECSClient, { subnets, securityGroup, sandbox }: Network): Promise<void> => {
  await ecs.send(new CreateClusterCommand({ clusterName: 'ml-serving' }));
  for (const version of ['2.0.1', '2.0.2']) await register(ecs, rerank(version));
  await service(ecs, 'rerank', {
    subnets: [...subnets],
    securityGroups: [securityGroup],
    assignPublicIp: 'DISABLED',
  });
  await register(ecs, PROMPT_GATEWAY);
  await service(ecs, 'prompt-gateway', {
    subnets: [sandbox.subnet],
    securityGroups: [sandbox.securityGroup],
    assignPublicIp: 'ENABLED',
  });
  await register(ecs, GPU_SANDBOX);
};

const register = (ecs: ECSClient, definition: RegisterTaskDefinitionCommandInput) =>
  ecs.send(new RegisterTaskDefinitionCommand({ executionRoleArn: roleArn('TaskExecution'), ...definition }));

/** It goes on running its family's first revision when there are others. */
const service = (ecs: ECSClient, name: string, awsvpcConfiguration: AwsVpcConfiguration) =>
  ecs.send(
    new CreateServiceCommand({
      cluster: 'ml-serving',
      serviceName: name,
      taskDefinition: `${name}:1`,
      desiredCount: 2,
      networkConfiguration: { awsvpcConfiguration },
    }),
  );

const logged = (name: string): Pick<ContainerDefinition, 'logConfiguration'> => ({
  logConfiguration: {
    logDriver: 'awslogs',
    options: { 'awslogs-group': `/ecs/${name}`, 'awslogs-region': TOKYO, 'awslogs-stream-prefix': name },
  },
});

const rerank = (version: string): RegisterTaskDefinitionCommandInput => ({
  family: 'rerank',
  requiresCompatibilities: ['EC2'],
  networkMode: 'awsvpc',
  taskRoleArn: roleArn('RerankTask'),
  containerDefinitions: [
    {
      name: 'serve',
      image: `${image(TOKYO, 'summary')}:${version}`,
      memory: 8192,
      user: '1000',
      readonlyRootFilesystem: true,
      environment: [{ name: 'MODEL', value: 'rerank-large' }],
      secrets: [
        { name: 'API_KEY', valueFrom: `arn:aws:secretsmanager:${TOKYO}:${ACCOUNT}:secret:rerank/api-key-AbCdEf` },
      ],
      resourceRequirements: [{ type: 'GPU', value: '1' }],
      ...logged('rerank'),
    },
  ],
});

const PROMPT_GATEWAY: RegisterTaskDefinitionCommandInput = {
  family: 'prompt-gateway',
  requiresCompatibilities: ['FARGATE'],
  networkMode: 'awsvpc',
  cpu: '512',
  memory: '1024',
  taskRoleArn: roleArn('PrototypeTask'),
  containerDefinitions: [
    {
      name: 'gateway',
      image: 'public.ecr.aws/example/prompt-gateway:latest',
      // Not real: to prove that nothing of this kind reaches a report or a recording.
      environment: [
        { name: 'PROVIDER_API_KEY', value: SECRETS.token },
        { name: 'TEST_MY_NUMBER', value: SECRETS.myNumber },
      ],
      command: ['serve', '--admin-password', SECRETS.password],
    },
  ],
};

const GPU_SANDBOX: RegisterTaskDefinitionCommandInput = {
  family: 'gpu-sandbox',
  requiresCompatibilities: ['EC2'],
  networkMode: 'awsvpc',
  taskRoleArn: roleArn('PrototypeTask'),
  containerDefinitions: [
    {
      name: 'shell',
      image: `${image(TOKYO, 'sandbox-scoring')}:1.0.0`,
      memory: 4096,
      readonlyRootFilesystem: true,
      privileged: true,
      ...logged('gpu-sandbox'),
    },
  ],
};
