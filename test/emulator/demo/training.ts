import {
  CreateTrainingJobCommand,
  type CreateTrainingJobRequest,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { Keys } from './kms.js';
import { INVOCATION_LOG_BUCKET, image, MODEL_BUCKET, roleArn, SECRETS, TOKYO } from './names.js';
import type { Network } from './network.js';

const DIGEST = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Three jobs of the platform, of which one leaves its output to AWS's key, and one that a data scientist ran by hand. */
export const seedTrainingJobs = async (
  sagemaker: SageMakerClient,
  { data }: Keys,
  { subnets, securityGroup }: Network,
): Promise<void> => {
  const run = (TrainingJobName: string, job: Partial<CreateTrainingJobRequest> = {}) =>
    sagemaker.send(
      new CreateTrainingJobCommand({
        TrainingJobName,
        RoleArn: roleArn('SageMakerExecution'),
        AlgorithmSpecification: { TrainingImage: image(TOKYO, `fraud-training@${DIGEST}`), TrainingInputMode: 'File' },
        InputDataConfig: channels(`s3://${MODEL_BUCKET}/data/masked/train`),
        OutputDataConfig: { S3OutputPath: `s3://${MODEL_BUCKET}/output`, KmsKeyId: data },
        ResourceConfig: {
          InstanceType: 'ml.p3.2xlarge',
          InstanceCount: 2,
          VolumeSizeInGB: 200,
          VolumeKmsKeyId: data,
        },
        StoppingCondition: { MaxRuntimeInSeconds: 7200 },
        VpcConfig: { SecurityGroupIds: [securityGroup], Subnets: [...subnets] },
        EnableInterContainerTrafficEncryption: true,
        EnableNetworkIsolation: true,
        ...job,
      }),
    );
  await run('fraud-detector-train-v1');
  await run('fraud-detector-train-v2');
  await run('churn-adhoc-train', { OutputDataConfig: { S3OutputPath: `s3://${MODEL_BUCKET}/output` } });
  await run('assistant-finetune-test', {
    AlgorithmSpecification: { TrainingImage: image(TOKYO, 'llm-finetune:latest'), TrainingInputMode: 'File' },
    InputDataConfig: channels(`s3://${INVOCATION_LOG_BUCKET}/tokyo/AWSLogs`),
    HyperParameters: { epochs: '3', evaluator_my_number: SECRETS.myNumber },
    StoppingCondition: { MaxRuntimeInSeconds: 28 * 86_400 },
    VpcConfig: undefined,
    EnableInterContainerTrafficEncryption: false,
    EnableNetworkIsolation: false,
  });
};

const channels = (S3Uri: string): CreateTrainingJobRequest['InputDataConfig'] => [
  { ChannelName: 'train', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri } } },
];
