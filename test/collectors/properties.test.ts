import { expect, test } from 'vitest';
import type { Collector } from '../../src/collectors/collector.js';
import { COLLECTORS } from '../../src/collectors/index.js';
import { notebookInstances } from '../../src/collectors/sagemaker/notebook-instance.js';
import { sagemaker } from './answers/sagemaker.js';
import { isInCloudFormation, strangersIn } from './cloudformation.js';
import { explore } from './expedition.js';

test('the types that CloudFormation lacks are known', async () => {
  const collectors = await Promise.all(COLLECTORS.map((load) => load()));
  expect(collectors.map(({ type }) => type).filter((type) => !isInCloudFormation(type))).toEqual([
    'AWS::Bedrock::AgentActionGroup',
    'AWS::Bedrock::AgentVersion',
    'AWS::Bedrock::CustomModel',
    'AWS::Bedrock::FoundationModel',
    'AWS::Bedrock::ImportedModel',
    'AWS::Bedrock::InferenceProfile',
    'AWS::Bedrock::ModelCustomizationJob',
    'AWS::Bedrock::ModelInvocation',
    'AWS::Bedrock::ModelInvocationJob',
    'AWS::Bedrock::ModelInvocationLogging',
    'AWS::Bedrock::ProvisionedModelThroughput',
    'AWS::CloudTrail::Event',
    'AWS::EKS::ClusterVersion',
    'AWS::IAM::AccountSummary',
    'AWS::IAM::PolicyDetail',
    'AWS::IAM::ServiceSpecificCredential',
    'AWS::KMS::Grant',
    'AWS::Macie::BucketMetadata',
    'AWS::Organizations::EffectivePolicy',
    'AWS::Organizations::ServiceControl',
    'AWS::S3::AccountPublicAccessBlock',
    'AWS::SageMaker::AutoMLJob',
    'AWS::SageMaker::HyperParameterTuningJob',
    'AWS::SageMaker::ModelPackageLineage',
    'AWS::SageMaker::TrainingJob',
    'AWS::SageMaker::TransformJob',
    'Kubernetes::Ingress',
    'Kubernetes::Namespace',
    'Kubernetes::NetworkPolicy',
    'Kubernetes::Role',
    'Kubernetes::RoleBinding',
    'Kubernetes::Service',
    'Kubernetes::ServiceAccount',
    'Kubernetes::Workload',
  ]);
});

test('collectors stand in the order of their types', async () => {
  const types = (await Promise.all(COLLECTORS.map((load) => load()))).map(({ type }) => type);
  expect(types).toEqual(types.toSorted());
});

test('a name that CloudFormation does not know is found at any depth', () => {
  const properties = {
    ModelName: 'fraud',
    Title: 'Fraud',
    PrimaryContainer: { Image: 'fraud:1', Environment: { ANY: 'name' }, ImageConfig: { Mode: 'Vpc' } },
    Containers: [{ Image: 'fraud:1' }, { Picture: 'fraud:1' }],
    VpcConfig: 'vpc-1',
  };
  expect(strangersIn({ type: 'AWS::SageMaker::Model', properties })).toEqual([
    '/Title',
    '/PrimaryContainer/ImageConfig/Mode',
    '/Containers/1/Picture',
    '/VpcConfig',
  ]);
});

test('an expedition refuses names that are not CloudFormation’s, and calls that no permission covers', async () => {
  const renamed: Collector = {
    ...notebookInstances,
    async *collect(context) {
      for await (const found of notebookInstances.collect(context)) yield { ...found, properties: { Name: 'lab' } };
    },
  };
  const unpermitted: Collector = { ...notebookInstances, permissions: ['sagemaker:ListNotebookInstances'] };
  await expect(explore(renamed, sagemaker)).rejects.toThrow('AWS::SageMaker::NotebookInstance has no /Name');
  await expect(explore(unpermitted, sagemaker)).rejects.toThrow('sagemaker:DescribeNotebookInstance');
});
