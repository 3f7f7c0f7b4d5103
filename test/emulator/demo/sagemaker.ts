import {
  type ContainerDefinition,
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateModelPackageCommand,
  CreateModelPackageGroupCommand,
  CreateNotebookInstanceCommand,
  type DataCaptureConfig,
  type SageMakerClient,
  UpdateModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import type { Keys } from './kms.js';
import {
  ACCOUNT,
  CAPTURE_BUCKET,
  given,
  image,
  MODEL_BUCKET,
  OSAKA,
  packageArn,
  roleArn,
  SECRETS,
  TOKYO,
} from './names.js';
import type { Network } from './network.js';
import { seedTrainingJobs } from './training.js';

const EXECUTION = roleArn('SageMakerExecution');
const KMS_ALIAS = `arn:aws:kms:${TOKYO}:${ACCOUNT}:alias/platform-data`;

/** Tokyo's notebooks, training jobs, registry, models and endpoints; who made and approved what stands in the overlay. */
export const seedSageMaker = async (sagemaker: SageMakerClient, keys: Keys, network: Network): Promise<void> => {
  await seedNotebooks(sagemaker, keys, network);
  await seedTrainingJobs(sagemaker, keys, network);
  await seedRegistry(sagemaker);
  await seedModels(sagemaker, network);
  await seedEndpoints(sagemaker, keys);
};

const seedNotebooks = async (sagemaker: SageMakerClient, keys: Keys, { subnets, securityGroup, sandbox }: Network) => {
  const shared = {
    InstanceType: 'ml.t3.medium' as const,
    RoleArn: EXECUTION,
    SubnetId: given(subnets[0], 'subnet for notebooks'),
    SecurityGroupIds: [securityGroup],
    KmsKeyId: keys.data,
    RootAccess: 'Disabled' as const,
  };
  await sagemaker.send(
    new CreateNotebookInstanceCommand({
      ...shared,
      NotebookInstanceName: 'fraud-research',
      DirectInternetAccess: 'Disabled',
      Tags: [{ Key: '部門', Value: 'リスク分析部' }],
    }),
  );
  await sagemaker.send(
    new CreateNotebookInstanceCommand({
      ...shared,
      SubnetId: sandbox.subnet,
      SecurityGroupIds: [sandbox.securityGroup],
      NotebookInstanceName: 'quick-experiments',
      DirectInternetAccess: 'Enabled',
      // Hostile on purpose: whoever prints a tag must not run it.
      Tags: [
        { Key: 'owner', Value: '<script>alert(1)</script>' },
        { Key: 'note', Value: '=HYPERLINK("http://example.test")' },
      ],
    }),
  );
  // As the console made it years ago; its platform and metadata service stand in the overlay.
  await sagemaker.send(
    new CreateNotebookInstanceCommand({
      NotebookInstanceName: 'legacy-analysis',
      InstanceType: 'ml.t3.medium',
      RoleArn: roleArn('LegacyNotebookRole'),
      DirectInternetAccess: 'Enabled',
      RootAccess: 'Enabled',
      LifecycleConfigName: 'legacy-setup',
    }),
  );
};

const seedRegistry = async (sagemaker: SageMakerClient) => {
  for (const [group, description] of [
    ['fraud-detector', '不正検知モデル'],
    ['churn-predictor', '解約予測モデル'],
  ] as const) {
    await sagemaker.send(
      new CreateModelPackageGroupCommand({ ModelPackageGroupName: group, ModelPackageGroupDescription: description }),
    );
  }
  await modelPackage(sagemaker, 'fraud-detector', 1, 'Approved');
  await modelPackage(sagemaker, 'fraud-detector', 2, 'Approved');
  await modelPackage(sagemaker, 'fraud-detector', 3, 'PendingManualApproval');
  await modelPackage(sagemaker, 'churn-predictor', 1, 'Approved');
};

const modelPackage = async (
  sagemaker: SageMakerClient,
  group: string,
  version: number,
  status: 'Approved' | 'PendingManualApproval',
) => {
  const { ModelPackageArn } = await sagemaker.send(
    new CreateModelPackageCommand({
      ModelPackageGroupName: group,
      ModelApprovalStatus: 'PendingManualApproval',
      InferenceSpecification: {
        Containers: [
          {
            Image: image(TOKYO, `${group}:${version}`),
            ModelDataUrl: `s3://${MODEL_BUCKET}/${group}/${version}/model.tar.gz`,
          },
        ],
        SupportedContentTypes: ['application/json'],
        SupportedResponseMIMETypes: ['application/json'],
      },
      ...(group === 'fraud-detector' && evaluation(group, version)),
    }),
  );
  if (status !== 'PendingManualApproval') {
    await sagemaker.send(new UpdateModelPackageCommand({ ModelPackageArn, ModelApprovalStatus: status }));
  }
};

/** What an evaluation leaves with a package: its reports, and the baselines for monitoring. */
const evaluation = (group: string, version: number) => {
  const report = (name: string) => ({
    ContentType: 'application/json',
    S3Uri: `s3://${MODEL_BUCKET}/${group}/${version}/${name}.json`,
  });
  return {
    ModelMetrics: {
      ModelQuality: { Statistics: report('quality') },
      Bias: { Report: report('bias') },
      Explainability: { Report: report('explainability') },
    },
    DriftCheckBaselines: {
      ModelDataQuality: { Statistics: report('statistics'), Constraints: report('constraints') },
    },
  };
};

const PRIVATE_REGISTRY = { RepositoryAccessMode: 'Vpc' } as const;

const seedModels = async (sagemaker: SageMakerClient, { subnets, securityGroup }: Network) => {
  const VpcConfig = { SecurityGroupIds: [securityGroup], Subnets: [...subnets] };
  // All of the oldest model stands in one zone.
  const placed = (ModelName: string) =>
    ModelName === 'legacy-scoring' ? { ...VpcConfig, Subnets: subnets.slice(0, 1) } : VpcConfig;
  const model = (ModelName: string, ...Containers: ContainerDefinition[]) =>
    sagemaker.send(
      new CreateModelCommand({ ModelName, ExecutionRoleArn: EXECUTION, VpcConfig: placed(ModelName), Containers }),
    );
  const packaged = (group: string, version: number): ContainerDefinition => ({
    ModelPackageName: packageArn(group, version),
    ImageConfig: PRIVATE_REGISTRY,
  });
  await model('fraud-detector-v1', packaged('fraud-detector', 1));
  await model('fraud-detector-v3', packaged('fraud-detector', 3));
  await model('churn-predictor-v1', packaged('churn-predictor', 1));
  await model('legacy-scoring', {
    Image: image(TOKYO, 'legacy-scoring:latest'),
    ModelDataUrl: `s3://${MODEL_BUCKET}/legacy/model.tar.gz`,
    ImageConfig: PRIVATE_REGISTRY,
    // Not real: to prove that nothing of this kind reaches a report or a recording.
    Environment: {
      DB_PASSWORD: SECRETS.password,
      AWS_ACCESS_KEY_ID: SECRETS.accessKeyId,
      TEST_MY_NUMBER: SECRETS.myNumber,
    },
  });
  await model(
    'document-pipeline',
    { ContainerHostname: 'ocr', Image: image(TOKYO, 'ocr:2.0'), ImageConfig: PRIVATE_REGISTRY },
    {
      ContainerHostname: 'summary',
      Image: image(TOKYO, 'summary:2.0'),
      ImageConfig: { RepositoryAccessMode: 'Platform' },
    },
  );
  await sagemaker.send(
    new CreateModelCommand({
      ModelName: 'sandbox-scoring',
      ExecutionRoleArn: EXECUTION,
      Containers: [{ Image: image(TOKYO, 'sandbox-scoring:latest') }],
    }),
  );
};

const seedEndpoints = async (sagemaker: SageMakerClient, keys: Keys) => {
  const captured = (bucket: string) => ({
    EnableCapture: true,
    InitialSamplingPercentage: 100,
    DestinationS3Uri: `s3://${bucket}/captures`,
    KmsKeyId: keys.data,
    CaptureOptions: [{ CaptureMode: 'Input' as const }, { CaptureMode: 'Output' as const }],
  });
  await endpointConfig(sagemaker, 'fraud-detector-prod-v1', 'fraud-detector-v1', keys.data, captured(CAPTURE_BUCKET));
  await endpointConfig(sagemaker, 'fraud-detector-canary-v3', 'fraud-detector-v3', keys.data, captured(CAPTURE_BUCKET));
  await endpointConfig(sagemaker, 'churn-scoring-v1', 'churn-predictor-v1', KMS_ALIAS, captured(MODEL_BUCKET));
  await endpointConfig(sagemaker, 'legacy-scoring', 'legacy-scoring', undefined, undefined, 1);
  await endpointConfig(sagemaker, 'document-pipeline', 'document-pipeline', keys.sagemakerDefault);
  // moto knows no variant without a model: answers/sagemaker-serve.json takes it away.
  await endpointConfig(sagemaker, 'shared-inference', 'fraud-detector-v1', keys.data, captured(CAPTURE_BUCKET));
  // In the order of their ages in the answers, which moto's list keeps.
  for (const [EndpointName, EndpointConfigName] of [
    ['legacy-scoring', 'legacy-scoring'],
    ['fraud-detector-prod', 'fraud-detector-prod-v1'],
    ['churn-scoring', 'churn-scoring-v1'],
    ['shared-inference', 'shared-inference'],
    ['fraud-detector-canary', 'fraud-detector-canary-v3'],
  ] as const) {
    await sagemaker.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName }));
  }
};

const endpointConfig = (
  sagemaker: SageMakerClient,
  name: string,
  model: string,
  key: string | undefined,
  capture?: DataCaptureConfig,
  instances = 2,
) =>
  sagemaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: name,
      ...(key && { KmsKeyId: key }),
      ...(capture && { DataCaptureConfig: capture }),
      ProductionVariants: [
        {
          VariantName: 'AllTraffic',
          ModelName: model,
          InstanceType: 'ml.m5.xlarge',
          InitialInstanceCount: instances,
          InitialVariantWeight: 1,
        },
      ],
    }),
  );

/** Osaka keeps a model and its endpoint configuration ready, and serves nothing; nobody hears of its registry. */
export const seedRecovery = async (sagemaker: SageMakerClient, key: string): Promise<void> => {
  await sagemaker.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: 'fraud-detector-dr' }));
  await sagemaker.send(
    new CreateModelCommand({
      ModelName: 'fraud-detector-dr',
      ExecutionRoleArn: EXECUTION,
      VpcConfig: { SecurityGroupIds: ['sg-0d000000000000000'], Subnets: ['subnet-0d000000000000000'] },
      Containers: [{ Image: image(OSAKA, 'fraud-detector:1'), ImageConfig: PRIVATE_REGISTRY }],
    }),
  );
  await endpointConfig(sagemaker, 'fraud-detector-dr', 'fraud-detector-dr', key);
};
