import { expect, test } from 'vitest';
import { repositories } from '../../src/collectors/ecr/repository.js';
import { models } from '../../src/collectors/sagemaker/model.js';
import { ACCOUNT, complete, explore, REGION, refused, seenBy } from './expedition.js';
import { denied, noTags } from './written.js';

/** Written from the ECR API model of 2015-09-21 (@aws-sdk/client-ecr 3.1169.0). */
const { type } = repositories;
const arn = `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/fraud`;
const repository = {
  repositoryArn: arn,
  registryId: ACCOUNT,
  repositoryName: 'fraud',
  repositoryUri: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/fraud`,
  imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
  imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'dev-*' }],
  imageScanningConfiguration: { scanOnPush: false },
  encryptionConfiguration: { encryptionType: 'KMS', kmsKey: 'arn:aws:kms:eu-west-1:111122223333:key/1' },
};
const answers = {
  'ecr:DescribeRepositories': { repositories: [repository] },
  'ecr:GetRepositoryPolicy': refused('RepositoryPolicyNotFoundException'),
  'ecr:GetLifecyclePolicy': refused('LifecyclePolicyNotFoundException'),
  'ecr:BatchGetRepositoryScanningConfiguration': {
    scanningConfigurations: [{ repositoryArn: arn, scanOnPush: false, scanFrequency: 'CONTINUOUS_SCAN' }],
    failures: [],
  },
};

test('a repository shows its tags, key and policy, and the scanning in force', async () => {
  const { resources, listings } = await explore(repositories, answers);
  expect(resources).toEqual([
    {
      type,
      id: arn,
      names: ['fraud'],
      account: ACCOUNT,
      region: REGION,
      tags: {},
      properties: {
        RepositoryName: 'fraud',
        ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        ImageTagMutabilityExclusionFilters: [
          {
            ImageTagMutabilityExclusionFilterType: 'WILDCARD',
            ImageTagMutabilityExclusionFilterValue: 'dev-*',
          },
        ],
        EncryptionConfiguration: { EncryptionType: 'KMS', KmsKey: 'arn:aws:kms:eu-west-1:111122223333:key/1' },
      },
      runtime: { ScanOnPush: false, ScanFrequency: 'CONTINUOUS_SCAN' },
      source: seenBy(
        'ecr:DescribeRepositories',
        'ecr:GetRepositoryPolicy',
        'ecr:GetLifecyclePolicy',
        'ecr:BatchGetRepositoryScanningConfiguration',
      ),
      gaps: [noTags(type)],
    },
  ]);
  expect(listings).toEqual([complete(type)]);
});

test('what may not be read of a repository, or is not answered, is a gap and not an absence', async () => {
  const { resources } = await explore(repositories, {
    ...answers,
    'ecr:GetRepositoryPolicy': denied,
    'ecr:GetLifecyclePolicy': denied,
    'ecr:BatchGetRepositoryScanningConfiguration': { failures: [{ repositoryName: 'fraud', failureCode: 'X' }] },
  });
  expect(resources[0]?.gaps.map(({ pointer, reason }) => [pointer, reason])).toEqual([
    ['/properties/RepositoryPolicyText', 'denied'],
    ['/properties/LifecyclePolicy', 'denied'],
    ['/runtime/ScanOnPush', 'parse_error'],
    ['/runtime/ScanFrequency', 'parse_error'],
    ['/tags', 'not_collected'],
  ]);
});

test('a policy is normalised, and one that cannot be read is a gap', async () => {
  const policyText = JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*', Action: 'ecr:*' } });
  const seen = async (text: string) =>
    (await explore(repositories, { ...answers, 'ecr:GetRepositoryPolicy': { policyText: text } })).resources[0];
  expect((await seen(policyText))?.properties.RepositoryPolicyText).toEqual({
    Statement: [{ Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['ecr:*'] }],
  });
  expect((await seen('everybody'))?.gaps[0]?.pointer).toBe('/properties/RepositoryPolicyText');
});

test('a lifecycle policy shows its rules, and one that cannot be read is a gap', async () => {
  const policy = { rules: [{ rulePriority: 1, selection: { tagStatus: 'untagged' }, action: { type: 'expire' } }] };
  const seen = async (lifecyclePolicyText: string) =>
    (await explore(repositories, { ...answers, 'ecr:GetLifecyclePolicy': { lifecyclePolicyText } })).resources[0];
  expect((await seen(JSON.stringify(policy)))?.properties.LifecyclePolicy).toEqual({ LifecyclePolicyText: policy });
  expect((await seen('{"rules":'))?.gaps[0]).toEqual({
    pointer: '/properties/LifecyclePolicy',
    kind: 'missing',
    reason: 'parse_error',
    detail: 'the lifecycle policy is no JSON',
  });
});

/** Written from the SageMaker API model of 2017-07-24 (@aws-sdk/client-sagemaker 3.1142.0). */
test('a model names the images in the account’s own repositories, and no others', async () => {
  const registry = (account: string) => `${account}.dkr.ecr.${REGION}.amazonaws.com`;
  const digest = `sha256:${'0'.repeat(64)}`;
  const images = [
    `${registry(ACCOUNT)}/team/fraud:1.0`,
    `${registry(ACCOUNT)}/fraud`,
    `${registry(ACCOUNT)}/fraud@${digest}`,
    `${ACCOUNT}.dkr-ecr.${REGION}.on.aws/fraud:2`,
    `${registry('763104351884')}/pytorch-inference:2.6`,
    'docker.io/library/nginx',
  ];
  const { resources } = await explore(models, {
    'sagemaker:ListModels': { Models: [{ ModelName: 'm', ModelArn: 'arn:aws:sagemaker:eu-west-1:1:model/m' }] },
    'sagemaker:DescribeModel': { ModelName: 'm', Containers: [...images.map((Image) => ({ Image })), {}] },
  });
  expect(resources[0]?.runtime.Images).toEqual([
    { Image: images[0], Repository: `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/team/fraud`, Tag: '1.0' },
    { Image: images[1], Repository: arn, Tag: 'latest' },
    { Image: images[2], Repository: arn, Digest: digest },
    { Image: images[3], Repository: arn, Tag: '2' },
  ]);
});
