import type { JsonObject } from '../../../src/model/json.js';
import type { Answers } from '../expedition.js';
import { arn } from './sagemaker.js';

/**
 * One of each, written from the API models of SageMaker (2017-07-24, @aws-sdk/client-sagemaker 3.1142.0), Application
 * Auto Scaling (2016-02-06, 3.1141.0), CloudWatch (2010-08-01, 3.1164.0) and EventBridge (2015-10-07, 3.1143.0): names, required members and enumerations
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

  'sagemaker:ListModelPackageGroups': {
    ModelPackageGroupSummaryList: [
      {
        ModelPackageGroupName: 'fraud',
        ModelPackageGroupArn: arn('model-package-group', 'fraud'),
        CreationTime: 1_760_000_000,
        ModelPackageGroupStatus: 'Completed',
      },
    ],
  },
  'sagemaker:DescribeModelPackageGroup': {
    ModelPackageGroupName: 'fraud',
    ModelPackageGroupArn: arn('model-package-group', 'fraud'),
    ModelPackageGroupDescription: 'Fraud scores',
    CreationTime: 1_760_000_000,
    CreatedBy: {},
    ModelPackageGroupStatus: 'Completed',
  },
  'sagemaker:GetModelPackageGroupPolicy': {
    ResourcePolicy: JSON.stringify({
      Statement: { Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 'sagemaker:*', Resource: '*' },
    }),
  },

  'sagemaker:ListModelCards': {
    ModelCardSummaries: [
      {
        ModelCardName: 'fraud-3',
        ModelCardArn: arn('model-card', 'fraud-3'),
        ModelCardStatus: 'Approved',
        CreationTime: 1_770_000_000,
      },
    ],
  },
  'sagemaker:DescribeModelCard': {
    ModelCardName: 'fraud-3',
    ModelCardArn: arn('model-card', 'fraud-3'),
    ModelCardVersion: 2,
    ModelCardStatus: 'Approved',
    Content: JSON.stringify({
      model_overview: { model_name: 'fraud' },
      model_package_details: { model_package_arn: arn('model-package', 'fraud/3') },
      intended_uses: { purpose_of_model: 'scores', intended_uses: 'card payments', risk_rating: 'High' },
    }),
    CreationTime: 1_770_000_000,
    CreatedBy: {},
  },

  'sagemaker:ListFeatureGroups': {
    FeatureGroupSummaries: [
      { FeatureGroupName: 'people', FeatureGroupArn: arn('feature-group', 'people'), CreationTime: 1_770_000_000 },
    ],
  },
  'sagemaker:DescribeFeatureGroup': {
    FeatureGroupName: 'people',
    FeatureGroupArn: arn('feature-group', 'people'),
    RecordIdentifierFeatureName: 'id',
    EventTimeFeatureName: 'at',
    FeatureDefinitions: [{ FeatureName: 'id', FeatureType: 'String' }],
    CreationTime: 1_770_000_000,
    OnlineStoreConfig: {
      EnableOnlineStore: true,
      SecurityConfig: { KmsKeyId: 'alias/online' },
      StorageType: 'Standard',
    },
    OfflineStoreConfig: {
      S3StorageConfig: { S3Uri: 's3://features', KmsKeyId: 'alias/offline', ResolvedOutputS3Uri: 's3://features/x' },
      DisableGlueTableCreation: true,
    },
    FeatureGroupStatus: 'Created',
  },

  'sagemaker:ListPipelines': {
    PipelineSummaries: [{ PipelineName: 'fraud', PipelineArn: arn('pipeline', 'fraud'), CreationTime: 1_770_000_000 }],
  },
  'sagemaker:DescribePipeline': {
    PipelineName: 'fraud',
    PipelineArn: arn('pipeline', 'fraud'),
    PipelineDefinition: JSON.stringify({
      Version: '2020-12-01',
      Steps: [{ Name: 'Register', Type: 'RegisterModel', Arguments: { ModelApprovalStatus: 'Approved' } }],
    }),
    RoleArn: 'arn:aws:iam::111122223333:role/Pipeline',
    PipelineStatus: 'Active',
    CreationTime: 1_770_000_000,
  },
  'sagemaker:ListPipelineExecutions': {
    PipelineExecutionSummaries: [
      {
        PipelineExecutionArn: arn('pipeline', 'fraud/execution/abcdefghijkl'),
        StartTime: 1_774_000_000,
        PipelineExecutionStatus: 'Succeeded',
      },
    ],
  },

  'eventbridge:ListRules': {
    Rules: [
      { Name: 'nightly', Arn: 'arn:aws:events:eu-west-1:111122223333:rule/nightly', ScheduleExpression: 'rate(1 day)' },
      {
        Name: 'approvals',
        Arn: 'arn:aws:events:eu-west-1:111122223333:rule/approvals',
        State: 'ENABLED',
        EventPattern: '{"source":["aws.sagemaker"]}',
      },
    ],
  },
  'eventbridge:ListTargetsByRule': {
    Targets: [{ Id: 'mail', Arn: 'arn:aws:sns:eu-west-1:111122223333:approvals', InputPath: '$.detail' }],
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
              ComparisonOperator: 'GreaterThanOrEqualToThreshold',
              Threshold: 5,
              EvaluationPeriods: 3,
              DatapointsToAlarm: 2,
              TreatMissingData: 'notBreaching',
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
