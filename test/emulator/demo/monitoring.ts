import { PutScalingPolicyCommand, RegisterScalableTargetCommand } from '@aws-sdk/client-application-auto-scaling';
import { PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { PutBucketLifecycleConfigurationCommand } from '@aws-sdk/client-s3';
import {
  CreateDataQualityJobDefinitionCommand,
  CreateModelBiasJobDefinitionCommand,
  CreateModelExplainabilityJobDefinitionCommand,
  CreateModelQualityJobDefinitionCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { Clients } from './clients.js';
import type { Keys } from './kms.js';
import { CAPTURE_BUCKET, image, ON_CALL, roleArn, TOKYO } from './names.js';

/**
 * How Tokyo's endpoints are watched and scaled. `fraud-detector-prod` and `shared-inference` lack nothing; `churn-*` is
 * watched badly, `legacy-scoring` not at all. The schedules and their executions stand in answers/sagemaker-serve.json.
 */
export const seedMonitoring = async (
  { s3, sagemaker, cloudwatch, autoscaling }: Clients,
  keys: Keys,
): Promise<void> => {
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket: CAPTURE_BUCKET,
      LifecycleConfiguration: {
        Rules: [
          {
            ID: 'forget',
            Status: 'Enabled',
            Filter: { Prefix: '' },
            Expiration: { Days: 90 },
            NoncurrentVersionExpiration: { NoncurrentDays: 7 },
          },
        ],
      },
    }),
  );
  await definitions(sagemaker, 'fraud', 'fraud-detector-prod', true, { volume: keys.data, output: keys.data });
  await definitions(sagemaker, 'churn', 'churn-scoring', false, { volume: keys.sagemakerDefault });

  const alarm = (endpoint: string, MetricName: string, ActionsEnabled = true) =>
    cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: `${endpoint}-${MetricName}`,
        Namespace: 'AWS/SageMaker',
        MetricName,
        Dimensions: [
          { Name: 'EndpointName', Value: endpoint },
          { Name: 'VariantName', Value: 'AllTraffic' },
        ],
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 3,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanThreshold',
        ActionsEnabled,
        AlarmActions: [ON_CALL],
      }),
    );
  for (const endpoint of ['fraud-detector-prod', 'fraud-detector-canary', 'shared-inference']) {
    await alarm(endpoint, 'Invocation5XXErrors');
    await alarm(endpoint, 'ModelLatency');
  }
  await alarm('churn-scoring', 'Invocation5XXErrors');
  await alarm('churn-scoring', 'ModelLatency', false);

  for (const [endpoint, MinCapacity] of [
    ['fraud-detector-prod', 2],
    ['fraud-detector-canary', 2],
    ['churn-scoring', 1],
  ] as const) {
    const target = {
      ServiceNamespace: 'sagemaker' as const,
      ResourceId: `endpoint/${endpoint}/variant/AllTraffic`,
      ScalableDimension: 'sagemaker:variant:DesiredInstanceCount' as const,
    };
    await autoscaling.send(new RegisterScalableTargetCommand({ ...target, MinCapacity, MaxCapacity: 6 }));
    await autoscaling.send(
      new PutScalingPolicyCommand({
        ...target,
        PolicyName: `${endpoint}-load`,
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 70,
          PredefinedMetricSpecification: { PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance' },
        },
      }),
    );
  }
};

/** One definition of each kind; a guarded one is isolated and encrypts its traffic. */
const definitions = async (
  sagemaker: SageMakerClient,
  name: string,
  EndpointName: string,
  isGuarded: boolean,
  { volume, output }: { readonly volume: string; readonly output?: string },
) => {
  const outputs = {
    MonitoringOutputs: [
      { S3Output: { S3Uri: `s3://${CAPTURE_BUCKET}/reports/${name}`, LocalPath: '/opt/ml/processing/output' } },
    ],
    ...(output && { KmsKeyId: output }),
  };
  const shared = {
    RoleArn: roleArn('SageMakerExecution'),
    JobResources: {
      ClusterConfig: {
        InstanceCount: 2,
        InstanceType: 'ml.m5.xlarge' as const,
        VolumeSizeInGB: 20,
        VolumeKmsKeyId: volume,
      },
    },
    NetworkConfig: { EnableNetworkIsolation: isGuarded, EnableInterContainerTrafficEncryption: isGuarded },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  };
  const EndpointInput = { EndpointName, LocalPath: '/opt/ml/processing/input' };
  const GroundTruthS3Input = { S3Uri: `s3://${CAPTURE_BUCKET}/truth/${name}` };
  const ImageUri = image(TOKYO, 'model-monitor:1');
  const ConfigUri = `s3://${CAPTURE_BUCKET}/clarify/${name}.json`;
  await sagemaker.send(
    new CreateDataQualityJobDefinitionCommand({
      ...shared,
      JobDefinitionName: `${name}-data-quality`,
      DataQualityAppSpecification: { ImageUri },
      DataQualityJobInput: { EndpointInput },
      DataQualityJobOutputConfig: outputs,
    }),
  );
  await sagemaker.send(
    new CreateModelQualityJobDefinitionCommand({
      ...shared,
      JobDefinitionName: `${name}-model-quality`,
      ModelQualityAppSpecification: { ImageUri, ProblemType: 'BinaryClassification' },
      ModelQualityJobInput: { EndpointInput, GroundTruthS3Input },
      ModelQualityJobOutputConfig: outputs,
    }),
  );
  await sagemaker.send(
    new CreateModelBiasJobDefinitionCommand({
      ...shared,
      JobDefinitionName: `${name}-bias`,
      ModelBiasAppSpecification: { ImageUri, ConfigUri },
      ModelBiasJobInput: { EndpointInput, GroundTruthS3Input },
      ModelBiasJobOutputConfig: outputs,
    }),
  );
  await sagemaker.send(
    new CreateModelExplainabilityJobDefinitionCommand({
      ...shared,
      JobDefinitionName: `${name}-explainability`,
      ModelExplainabilityAppSpecification: { ImageUri, ConfigUri },
      ModelExplainabilityJobInput: { EndpointInput },
      ModelExplainabilityJobOutputConfig: outputs,
    }),
  );
};
