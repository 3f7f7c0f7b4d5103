import { describe, expect, test } from 'vitest';
import { scalableTargets } from '../../src/collectors/application-autoscaling/scalable-target.js';
import { scalingPolicies } from '../../src/collectors/application-autoscaling/scaling-policy.js';
import { alarms } from '../../src/collectors/cloudwatch/alarm.js';
import { compositeAlarms } from '../../src/collectors/cloudwatch/composite-alarm.js';
import type { Collector } from '../../src/collectors/collector.js';
import { dataQualityJobDefinitions } from '../../src/collectors/sagemaker/data-quality-job-definition.js';
import { inferenceComponents } from '../../src/collectors/sagemaker/inference-component.js';
import { modelBiasJobDefinitions } from '../../src/collectors/sagemaker/model-bias-job-definition.js';
import { modelExplainabilityJobDefinitions } from '../../src/collectors/sagemaker/model-explainability-job-definition.js';
import { modelQualityJobDefinitions } from '../../src/collectors/sagemaker/model-quality-job-definition.js';
import { monitoringSchedules } from '../../src/collectors/sagemaker/monitoring-schedule.js';
import type { JsonObject } from '../../src/model/json.js';
import { arn } from './answers/sagemaker.js';
import { serving } from './answers/sagemaker-serve.js';
import { complete, explore, REGION } from './expedition.js';
import { denied, noTags } from './written.js';

/** What a collector shows of the written answers: id, names, properties and runtime, in this order. */
type Shown = readonly [id: string, names: readonly string[], properties: JsonObject, runtime: JsonObject];

const definition = (kind: string, more: JsonObject = {}): Shown => [
  arn(`${kind}-job-definition`, 'fraud'),
  ['fraud'],
  {
    JobDefinitionName: 'fraud',
    JobResources: {
      ClusterConfig: { InstanceCount: 2, InstanceType: 'ml.m5.large', VolumeSizeInGB: 20, VolumeKmsKeyId: 'alias/ml' },
    },
    NetworkConfig: { EnableNetworkIsolation: true, EnableInterContainerTrafficEncryption: true },
    ...more,
  },
  { CreationTime: 1_770_000_000_000 },
];

const scaled = {
  ServiceNamespace: 'sagemaker',
  ResourceId: 'endpoint/fraud/variant/main',
  ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
};

const TABLE: readonly (readonly [collector: Collector, calls: readonly string[], shown: readonly Shown[]])[] = [
  [
    dataQualityJobDefinitions,
    ['sagemaker:ListDataQualityJobDefinitions', 'sagemaker:DescribeDataQualityJobDefinition'],
    [
      definition('data-quality', {
        DataQualityJobOutputConfig: {
          KmsKeyId: 'alias/reports',
          MonitoringOutputs: [{ S3Output: { S3Uri: 's3://reports/fraud', LocalPath: '/opt/ml/processing/output' } }],
        },
      }),
    ],
  ],
  [
    modelQualityJobDefinitions,
    ['sagemaker:ListModelQualityJobDefinitions', 'sagemaker:DescribeModelQualityJobDefinition'],
    [definition('model-quality')],
  ],
  [
    modelBiasJobDefinitions,
    ['sagemaker:ListModelBiasJobDefinitions', 'sagemaker:DescribeModelBiasJobDefinition'],
    [definition('model-bias')],
  ],
  [
    modelExplainabilityJobDefinitions,
    ['sagemaker:ListModelExplainabilityJobDefinitions', 'sagemaker:DescribeModelExplainabilityJobDefinition'],
    [definition('model-explainability')],
  ],
  [
    monitoringSchedules,
    ['sagemaker:ListMonitoringSchedules', 'sagemaker:DescribeMonitoringSchedule', 'sagemaker:ListMonitoringExecutions'],
    [
      [
        arn('monitoring-schedule', 'fraud-daily'),
        ['fraud-daily'],
        {
          MonitoringScheduleName: 'fraud-daily',
          EndpointName: 'fraud',
          MonitoringScheduleConfig: {
            MonitoringJobDefinitionName: 'fraud',
            MonitoringType: 'DataQuality',
            ScheduleConfig: { ScheduleExpression: 'cron(0 3 ? * * *)' },
          },
        },
        {
          MonitoringScheduleStatus: 'Scheduled',
          CreationTime: 1_770_000_000_000,
          PeriodMilliseconds: 86_400_000,
          Executions: [{ MonitoringExecutionStatus: 'CompletedWithViolations', ScheduledTime: 1_774_926_000_000 }],
        },
      ],
    ],
  ],
  [
    inferenceComponents,
    ['sagemaker:ListInferenceComponents', 'sagemaker:DescribeInferenceComponent'],
    [
      [
        arn('inference-component', 'llm'),
        ['llm'],
        {
          InferenceComponentName: 'llm',
          EndpointName: 'fraud',
          VariantName: 'main',
          Specification: { ModelName: 'llm-7', Container: { ArtifactUrl: 's3://artifacts/llm' } },
        },
        { InferenceComponentStatus: 'InService', CreationTime: 1_770_000_000_000 },
      ],
    ],
  ],
  [
    scalableTargets,
    ['application-auto-scaling:DescribeScalableTargets'],
    [
      [
        'arn:aws:application-autoscaling:eu-west-1:111122223333:scalable-target/0123abcd',
        ['endpoint/fraud/variant/main'],
        { ...scaled, MinCapacity: 2, MaxCapacity: 6, SuspendedState: { DynamicScalingOutSuspended: false } },
        { CreationTime: 1_770_000_000_000, EndpointName: 'fraud' },
      ],
    ],
  ],
  [
    scalingPolicies,
    ['application-auto-scaling:DescribeScalingPolicies'],
    [
      [
        'arn:aws:autoscaling:eu-west-1:111122223333:scalingPolicy:1:resource/sagemaker/fraud:policyName/load',
        ['load'],
        { ...scaled, PolicyName: 'load', PolicyType: 'TargetTrackingScaling' },
        { CreationTime: 1_770_000_000_000, EndpointName: 'fraud' },
      ],
    ],
  ],
  [
    alarms,
    ['cloudwatch:DescribeAlarms'],
    [
      [
        'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:fraud-errors',
        ['fraud-errors'],
        {
          AlarmName: 'fraud-errors',
          ActionsEnabled: true,
          AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:on-call'],
        },
        {
          StateValue: 'OK',
          EndpointMetrics: [{ Namespace: 'AWS/SageMaker', MetricName: 'Invocation5XXErrors', EndpointName: 'fraud' }],
        },
      ],
      [
        'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:slow-share',
        ['slow-share'],
        { AlarmName: 'slow-share', ActionsEnabled: false },
        {
          StateValue: 'OK',
          EndpointMetrics: [{ Namespace: 'AWS/SageMaker', MetricName: 'ModelLatency', EndpointName: 'fraud' }],
        },
      ],
    ],
  ],
  [
    compositeAlarms,
    ['cloudwatch:DescribeAlarms'],
    [
      [
        'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:fraud-health',
        ['fraud-health'],
        { AlarmName: 'fraud-health' },
        { StateValue: 'OK' },
      ],
    ],
  ],
];

describe.each(TABLE.map(([collector, calls, shown]) => ({ type: collector.type, collector, calls, shown })))(
  '$type',
  ({ type, collector, calls, shown }) => {
    test('is listed and described, by these calls and no others', async () => {
      const seen = await explore(collector, serving);
      expect(seen.resources.map(({ id, names, properties, runtime }) => [id, names, properties, runtime])).toEqual(
        shown,
      );
      expect(seen.resources.map(({ gaps }) => gaps)).toEqual(shown.map(() => [noTags(type)]));
      expect(seen.listings).toEqual([complete(type)]);
      expect(seen.calls).toEqual(calls.map((call) => `${call} ${REGION} ok`));
      expect(collector.permissions.length).toBe(calls.length);
    });

    test.each(calls)('without %s nothing looks like an absence', async (call) => {
      const { resources, listings } = await explore(collector, { ...serving, [call]: denied });
      const holes = [...resources.flatMap(({ gaps }) => gaps), ...listings.flatMap(({ cause }) => cause ?? [])];
      expect(holes.filter(({ reason }) => reason === 'denied')).toHaveLength(1);
    });
  },
);

describe('a monitoring schedule', () => {
  const scheduled = async (config: JsonObject) => {
    const answer = {
      MonitoringScheduleArn: arn('monitoring-schedule', 'fraud-daily'),
      MonitoringScheduleName: 'fraud-daily',
      MonitoringScheduleStatus: 'Scheduled',
      CreationTime: 1_770_000_000,
      LastModifiedTime: 1_770_000_000,
      MonitoringScheduleConfig: config,
    };
    const { resources } = await explore(monitoringSchedules, {
      ...serving,
      'sagemaker:DescribeMonitoringSchedule': answer,
    });
    const [schedule] = resources;
    if (schedule === undefined) throw new Error('no schedule was seen');
    return schedule;
  };

  test.each([
    ['cron(0 * ? * * *)', 1],
    ['cron(0 0 ? * * *)', 24],
    ['cron(0 17/12 ? * * *)', 12],
    ['cron(0 00/01 ? * * *)', 1],
  ])('that says %s runs every %i hours', async (ScheduleExpression, hours) => {
    const { runtime, gaps } = await scheduled({ ScheduleConfig: { ScheduleExpression } });
    expect(runtime.PeriodMilliseconds).toBe(hours * 3_600_000);
    expect(gaps.map(({ pointer }) => pointer)).toEqual(['/tags']);
  });

  test('that says nothing runs every day, and one that says NOW has no period', async () => {
    expect((await scheduled({})).runtime.PeriodMilliseconds).toBe(86_400_000);
    const now = await scheduled({ ScheduleConfig: { ScheduleExpression: 'NOW' } });
    expect(now.runtime).not.toHaveProperty('PeriodMilliseconds');
    expect(now.gaps.map(({ pointer }) => pointer)).toEqual(['/tags']);
  });

  test.each(['cron(0 0/48 ? * * *)', 'cron(0 0/0 ? * * *)', 'cron(15 3 ? * MON *)', 'rate(1 day)', ''])(
    'that says %j has a period that nobody could read',
    async (ScheduleExpression) => {
      const { runtime, gaps } = await scheduled({ ScheduleConfig: { ScheduleExpression } });
      expect(runtime).not.toHaveProperty('PeriodMilliseconds');
      expect(gaps.map(({ pointer, reason }) => [pointer, reason])).toEqual([
        ['/runtime/PeriodMilliseconds', 'parse_error'],
        ['/tags', 'not_collected'],
      ]);
    },
  );

  test('that holds its job tells the job’s network, and the endpoint of its input', async () => {
    const { properties } = await scheduled({
      MonitoringJobDefinition: {
        MonitoringInputs: [{ EndpointInput: { EndpointName: 'fraud', LocalPath: '/opt/ml/processing/input' } }],
        MonitoringOutputConfig: { MonitoringOutputs: [] },
        MonitoringResources: { ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 20 } },
        MonitoringAppSpecification: { ImageUri: 'monitor:1' },
        NetworkConfig: { EnableNetworkIsolation: true },
        RoleArn: 'arn:aws:iam::111122223333:role/Monitor',
      },
    });
    expect(properties).toEqual({
      MonitoringScheduleName: 'fraud-daily',
      EndpointName: 'fraud',
      MonitoringScheduleConfig: {
        MonitoringJobDefinition: {
          MonitoringResources: { ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 20 } },
          NetworkConfig: { EnableNetworkIsolation: true },
        },
      },
    });
  });
});

test('an inference component with a specification for each instance type keeps them all', async () => {
  const { resources } = await explore(inferenceComponents, {
    ...serving,
    'sagemaker:DescribeInferenceComponent': {
      InferenceComponentName: 'llm',
      InferenceComponentArn: arn('inference-component', 'llm'),
      EndpointName: 'fraud',
      EndpointArn: arn('endpoint', 'fraud'),
      Specifications: [
        { ModelName: 'llm-7', InstanceType: 'ml.g5.2xlarge', Signature: 'none' },
        { ModelName: 'llm-8' },
      ],
    },
  });
  expect(resources.map(({ properties, gaps }) => [properties, gaps.map(({ pointer }) => pointer)])).toEqual([
    [
      {
        InferenceComponentName: 'llm',
        EndpointName: 'fraud',
        Specifications: [{ ModelName: 'llm-7' }, { ModelName: 'llm-8' }],
      },
      ['/properties/Specifications/0/Signature', '/tags'],
    ],
  ]);
});

test('a scalable target of an inference component names no endpoint', async () => {
  const { resources } = await explore(scalableTargets, {
    'application-auto-scaling:DescribeScalableTargets': {
      ScalableTargets: [
        {
          ServiceNamespace: 'sagemaker',
          ResourceId: 'inference-component/llm',
          ScalableDimension: 'sagemaker:inference-component:DesiredCopyCount',
          MinCapacity: 0,
          MaxCapacity: 4,
          RoleARN: 'arn:aws:iam::111122223333:role/Scaling',
          CreationTime: 1_770_000_000,
        },
      ],
    },
  });
  expect(resources.map(({ id, runtime }) => [id, runtime])).toEqual([
    ['inference-component/llm|sagemaker:inference-component:DesiredCopyCount', { CreationTime: 1_770_000_000_000 }],
  ]);
});
