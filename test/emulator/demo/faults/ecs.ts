import type { DemoFault } from './fault.js';

/** What is wrong with ECS in the demo account. */
export const ecsFaults: readonly DemoFault[] = [
  { control: 'ecs/containers_logged', resource: 'task-definition/prompt-gateway:1', why: 'no logConfiguration' },
  {
    control: 'ecs/environment_no_personal_data',
    resource: 'task-definition/prompt-gateway:1',
    why: 'TEST_MY_NUMBER',
  },
  { control: 'ecs/environment_no_secrets', resource: 'task-definition/prompt-gateway:1', why: 'PROVIDER_API_KEY' },
  {
    control: 'ecs/image_pinned',
    resource: 'task-definition/prompt-gateway:1',
    why: 'the tag latest of a public registry',
  },
  {
    control: 'ecs/root_filesystem_read_only',
    resource: 'task-definition/prompt-gateway:1',
    why: 'no readonlyRootFilesystem',
  },
  { control: 'ecs/service_no_public_ip', resource: 'service/ml-serving/prompt-gateway', why: 'assignPublicIp ENABLED' },
  { control: 'ecs/task_not_privileged', resource: 'task-definition/gpu-sandbox:1', why: 'privileged' },
  ...['prompt-gateway:1', 'gpu-sandbox:1'].flatMap((definition) => [
    { control: 'ecs/task_role_own', resource: `task-definition/${definition}`, why: 'both act under PrototypeTask' },
    { control: 'ecs/task_role_scoped', resource: `task-definition/${definition}`, why: 'PrototypeTask allows s3:*' },
  ]),
];
