import {
  CreateRepositoryCommand,
  type ECRClient,
  PutLifecyclePolicyCommand,
  PutRegistryScanningConfigurationCommand,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr';
import { ACCOUNT, policy } from './names.js';

/** Repositories of the models' images: those of the platform as they should be, and one of before. */
export const seedRepositories = async (ecr: ECRClient, key: string, names: readonly string[]): Promise<void> => {
  await ecr.send(
    new PutRegistryScanningConfigurationCommand({
      scanType: 'BASIC',
      rules: [
        {
          scanFrequency: 'SCAN_ON_PUSH',
          repositoryFilters: names.map((filter) => ({ filter, filterType: 'WILDCARD' })),
        },
      ],
    }),
  );
  for (const repositoryName of names) {
    await ecr.send(
      new CreateRepositoryCommand({
        repositoryName,
        imageTagMutability: 'IMMUTABLE',
        encryptionConfiguration: { encryptionType: 'KMS', kmsKey: key },
      }),
    );
    await ecr.send(
      new SetRepositoryPolicyCommand({
        repositoryName,
        policyText: policy({
          Sid: 'Pull',
          Effect: 'Allow',
          Principal: { Service: 'sagemaker.amazonaws.com' },
          Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
          Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
        }),
      }),
    );
    await ecr.send(new PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText: UNTAGGED_EXPIRE }));
  }
};

/** A tag keeps an image for as long as a rollback may need it. */
const UNTAGGED_EXPIRE = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      description: 'untagged for a fortnight',
      selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 },
      action: { type: 'expire' },
    },
  ],
});

/** What is wrong with it stands in faults/ecr.ts. */
export const seedLegacyRepository = async (ecr: ECRClient): Promise<void> => {
  const repositoryName = 'legacy-scoring';
  await ecr.send(new CreateRepositoryCommand({ repositoryName }));
  await ecr.send(
    new SetRepositoryPolicyCommand({
      repositoryName,
      policyText: policy({
        Sid: 'Everybody',
        Effect: 'Allow',
        Principal: '*',
        Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      }),
    }),
  );
};
