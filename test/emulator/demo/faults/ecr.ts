import type { DemoFault } from './fault.js';

/** What is wrong with ECR in the demo account. */
export const ecrFaults: readonly DemoFault[] = [
  { control: 'ecr/repository_cmk', resource: 'repository/legacy-scoring', why: 'AES256' },
  { control: 'ecr/repository_lifecycle', resource: 'repository/legacy-scoring', why: 'no lifecycle policy' },
  { control: 'ecr/repository_not_public', resource: 'repository/legacy-scoring', why: 'anyone may pull' },
  { control: 'ecr/repository_scanned', resource: 'repository/legacy-scoring', why: 'nothing scans on push' },
  { control: 'ecr/repository_tags_immutable', resource: 'repository/legacy-scoring', why: 'MUTABLE' },
  {
    control: 'sagemaker/model_image_pinned',
    resource: 'model/legacy-scoring',
    why: 'the tag latest of a repository whose tags can be moved',
  },
];
