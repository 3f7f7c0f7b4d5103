import type { JsonObject } from '../../../src/model/json.js';
import type { Answers } from '../expedition.js';
import { arn } from './sagemaker.js';

/**
 * One of each, written from the API models of SageMaker (2017-07-24, @aws-sdk/client-sagemaker 3.1142.0), Application
 * Auto Scaling (2016-02-06, 3.1141.0) and CloudWatch (2010-08-01, 3.1164.0): names, required members and enumerations
 * as there, times in epoch seconds as JSON sends them.
 */
const definition = (kind: string): JsonObject => ({
  JobDefinitionArn: arn(`${kind}-job-definition`, 'fraud'),
  JobDefinitionName: 'fraud',
  JobResources: {
    ClusterConfig: { InstanceCount: 2, InstanceType: 'ml.m5.large', VolumeSizeInGB: 20, VolumeKmsKeyId: 'alias/ml' },
  },
  NetworkConfig: { EnableNetworkIsolation: true, EnableInterContainerTrafficEncryption: true },
  RoleArn: 'arn:aws:iam::111122223333:role/Monitor',
  CreationTime: 1_770_000_000,
});

const summary = (kind: string): JsonObject => ({
  JobDefinitionSummaries: [
    {
      MonitoringJobDefinitionName: 'fraud',
      MonitoringJobDefinitionArn: arn(`${kind}-job-definition`, 'fraud'),
      CreationTime: 1_770_000_000,
      EndpointName: 'fraud',
    },
  ],
});

const target: JsonObject = {
  ServiceNamespace: 'sagemaker',
  ResourceId: 'endpoint/fraud/variant/main',
  ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
};

export const serving: Answers = {
  'sagemaker:ListDataQualityJobDefinitions': summary('data-quality'),
  'sagemaker:DescribeDataQualityJobDefinition': {
    ...definition('data-quality'),
    DataQualityJobOutputConfig: {
      KmsKeyId: 'alias/reports',
      MonitoringOutputs: [{ S3Output: { S3Uri: 's3://reports/fraud', LocalPath: '/opt/ml/processing/output' } }],
    },
  },
  'sagemaker:ListModelQualityJobDefinitions': summary('model-quality'),
  'sagemaker:DescribeModelQualityJobDefinition': definition('model-quality'),
  'sagemaker:ListModelBiasJobDefinitions': summary('model-bias'),
  'sagemaker:DescribeModelBiasJobDefinition': definition('model-bias'),
  'sagemaker:ListModelExplainabilityJobDefinitions': summary('model-explainability'),
  'sagemaker:DescribeModelExplainabilityJobDefinition': definition('model-explainability'),

  'sagemaker:ListMonitoringSchedules': {
    MonitoringScheduleSummaries: [
      {
        MonitoringScheduleName: 'fraud-daily',
        MonitoringScheduleArn: arn('monitoring-schedule', 'fraud-daily'),
        CreationTime: 1_770_000_000,
        LastModifiedTime: 1_770_000_000,
        MonitoringScheduleStatus: 'Scheduled',
        EndpointName: 'fraud',
      },
    ],
  },
  'sagemaker:DescribeMonitoringSchedule': {
    MonitoringScheduleArn: arn('monitoring-schedule', 'fraud-daily'),
    MonitoringScheduleName: 'fraud-daily',
    MonitoringScheduleStatus: 'Scheduled',
    MonitoringType: 'DataQuality',
    EndpointName: 'fraud',
    CreationTime: 1_770_000_000,
    LastModifiedTime: 1_770_000_000,
    MonitoringScheduleConfig: {
      MonitoringJobDefinitionName: 'fraud',
      MonitoringType: 'DataQuality',
      ScheduleConfig: { ScheduleExpression: 'cron(0 3 ? * * *)' },
    },
  },
  'sagemaker:ListMonitoringExecutions': {
    MonitoringExecutionSummaries: [
      {
        MonitoringScheduleName: 'fraud-daily',
        ScheduledTime: 1_774_926_000,
        CreationTime: 1_774_926_300,
        LastModifiedTime: 1_774_927_000,
        MonitoringExecutionStatus: 'CompletedWithViolations',
        EndpointName: 'fraud',
      },
    ],
  },

  'sagemaker:ListInferenceComponents': {
    InferenceComponents: [
      {
        InferenceComponentName: 'llm',
        InferenceComponentArn: arn('inference-component', 'llm'),
        EndpointName: 'fraud',
        EndpointArn: arn('endpoint', 'fraud'),
        VariantName: 'main',
        InferenceComponentStatus: 'InService',
        CreationTime: 1_770_000_000,
        LastModifiedTime: 1_770_000_000,
      },
    ],
  },
  'sagemaker:DescribeInferenceComponent': {
    InferenceComponentName: 'llm',
    InferenceComponentArn: arn('inference-component', 'llm'),
    EndpointName: 'fraud',
    EndpointArn: arn('endpoint', 'fraud'),
    VariantName: 'main',
    Specification: {
      ModelName: 'llm-7',
      Container: { ArtifactUrl: 's3://artifacts/llm', Environment: { LEVEL: 'info' } },
      ComputeResourceRequirements: { MinMemoryRequiredInMb: 1024 },
    },
    InferenceComponentStatus: 'InService',
    CreationTime: 1_770_000_000,
    LastModifiedTime: 1_770_000_000,
  },

  'application-auto-scaling:DescribeScalableTargets': {
    ScalableTargets: [
      {
        ...target,
        MinCapacity: 2,
        MaxCapacity: 6,
        RoleARN: 'arn:aws:iam::111122223333:role/Scaling',
        CreationTime: 1_770_000_000,
        SuspendedState: { DynamicScalingOutSuspended: false },
        ScalableTargetARN: 'arn:aws:application-autoscaling:eu-west-1:111122223333:scalable-target/0123abcd',
      },
    ],
  },
  'application-auto-scaling:DescribeScalingPolicies': {
    ScalingPolicies: [
      {
        ...target,
        PolicyARN:
          'arn:aws:autoscaling:eu-west-1:111122223333:scalingPolicy:1:resource/sagemaker/fraud:policyName/load',
        PolicyName: 'load',
        PolicyType: 'TargetTrackingScaling',
        CreationTime: 1_770_000_000,
      },
    ],
  },

  'cloudwatch:DescribeAlarms': ({ AlarmTypes }) =>
    JSON.stringify(AlarmTypes) === '["CompositeAlarm"]'
      ? {
          CompositeAlarms: [
            {
              AlarmName: 'fraud-health',
              AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:fraud-health',
              AlarmRule: 'ALARM(fraud-errors)',
              StateValue: 'OK',
            },
          ],
        }
      : {
          MetricAlarms: [
            {
              AlarmName: 'fraud-errors',
              AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:fraud-errors',
              ActionsEnabled: true,
              AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:on-call'],
              StateValue: 'OK',
              Namespace: 'AWS/SageMaker',
              MetricName: 'Invocation5XXErrors',
              Dimensions: [
                { Name: 'EndpointName', Value: 'fraud' },
                { Name: 'VariantName', Value: 'main' },
              ],
            },
            {
              AlarmName: 'slow-share',
              AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:slow-share',
              ActionsEnabled: false,
              StateValue: 'OK',
              Metrics: [
                { Id: 'share', Expression: 'slow / 2' },
                {
                  Id: 'slow',
                  MetricStat: {
                    Metric: {
                      Namespace: 'AWS/SageMaker',
                      MetricName: 'ModelLatency',
                      Dimensions: [{ Name: 'EndpointName', Value: 'fraud' }],
                    },
                    Period: 60,
                    Stat: 'p99',
                  },
                  ReturnData: false,
                },
              ],
            },
          ],
        },
};
