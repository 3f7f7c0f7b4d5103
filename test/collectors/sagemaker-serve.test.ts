import { describe, expect, test } from 'vitest';
import { scalableTargets } from '../../src/collectors/application-autoscaling/scalable-target.js';
import { scalingPolicies } from '../../src/collectors/application-autoscaling/scaling-policy.js';
import { alarms } from '../../src/collectors/cloudwatch/alarm.js';
import { compositeAlarms } from '../../src/collectors/cloudwatch/composite-alarm.js';
import type { Collector } from '../../src/collectors/collector.js';
import { eventRules } from '../../src/collectors/events/rule.js';
import { dataQualityJobDefinitions } from '../../src/collectors/sagemaker/data-quality-job-definition.js';
import { featureGroups } from '../../src/collectors/sagemaker/feature-group.js';
import { inferenceComponents } from '../../src/collectors/sagemaker/inference-component.js';
import { modelBiasJobDefinitions } from '../../src/collectors/sagemaker/model-bias-job-definition.js';
import { modelCards } from '../../src/collectors/sagemaker/model-card.js';
import { modelExplainabilityJobDefinitions } from '../../src/collectors/sagemaker/model-explainability-job-definition.js';
import { modelPackages } from '../../src/collectors/sagemaker/model-package.js';
import { modelPackageGroups } from '../../src/collectors/sagemaker/model-package-group.js';
import { modelQualityJobDefinitions } from '../../src/collectors/sagemaker/model-quality-job-definition.js';
import { monitoringSchedules } from '../../src/collectors/sagemaker/monitoring-schedule.js';
import { pipelines } from '../../src/collectors/sagemaker/pipeline.js';
import type { JsonObject } from '../../src/model/json.js';
import { arn, sagemaker } from './answers/sagemaker.js';
import { serving } from './answers/sagemaker-serve.js';
import { complete, explore, pages, REGION, refused } from './expedition.js';
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
    modelPackageGroups,
    ['sagemaker:ListModelPackageGroups', 'sagemaker:DescribeModelPackageGroup', 'sagemaker:GetModelPackageGroupPolicy'],
    [
      [
        arn('model-package-group', 'fraud'),
        ['fraud'],
        {
          ModelPackageGroupName: 'fraud',
          ModelPackageGroupDescription: 'Fraud scores',
          ModelPackageGroupPolicy: {
            Statement: [
              { Effect: 'Allow', Principal: { AWS: ['444455556666'] }, Action: ['sagemaker:*'], Resource: ['*'] },
            ],
          },
        },
        { CreationTime: 1_760_000_000_000, CreatedBy: {}, ModelPackageGroupStatus: 'Completed' },
      ],
    ],
  ],
  [
    modelCards,
    ['sagemaker:ListModelCards', 'sagemaker:DescribeModelCard'],
    [
      [
        arn('model-card', 'fraud-3'),
        ['fraud-3'],
        {
          ModelCardName: 'fraud-3',
          ModelCardStatus: 'Approved',
          Content: {
            IntendedUses: { PurposeOfModel: 'scores', IntendedUses: 'card payments', RiskRating: 'High' },
            ModelPackageDetails: { ModelPackageArn: arn('model-package', 'fraud/3') },
          },
        },
        { ModelCardVersion: 2, CreationTime: 1_770_000_000_000 },
      ],
    ],
  ],
  [
    featureGroups,
    ['sagemaker:ListFeatureGroups', 'sagemaker:DescribeFeatureGroup'],
    [
      [
        arn('feature-group', 'people'),
        ['people'],
        {
          FeatureGroupName: 'people',
          OnlineStoreConfig: {
            EnableOnlineStore: true,
            SecurityConfig: { KmsKeyId: 'alias/online' },
            StorageType: 'Standard',
          },
          OfflineStoreConfig: { S3StorageConfig: { S3Uri: 's3://features', KmsKeyId: 'alias/offline' } },
        },
        { FeatureGroupStatus: 'Created', CreationTime: 1_770_000_000_000, ResolvedOutputS3Uri: 's3://features/x' },
      ],
    ],
  ],
  [
    pipelines,
    ['sagemaker:ListPipelines', 'sagemaker:DescribePipeline', 'sagemaker:ListPipelineExecutions'],
    [
      [
        arn('pipeline', 'fraud'),
        ['fraud'],
        { PipelineName: 'fraud', RoleArn: 'arn:aws:iam::111122223333:role/Pipeline' },
        {
          PipelineStatus: 'Active',
          CreationTime: 1_770_000_000_000,
          Registrations: [{ Name: 'Register', ModelApprovalStatus: 'Approved', IsConditional: false }],
          Executions: [{ PipelineExecutionStatus: 'Succeeded', StartTime: 1_774_000_000_000 }],
        },
      ],
    ],
  ],
  [
    eventRules,
    ['eventbridge:ListRules', 'eventbridge:ListTargetsByRule'],
    [
      [
        'arn:aws:events:eu-west-1:111122223333:rule/approvals',
        ['approvals'],
        {
          Name: 'approvals',
          State: 'ENABLED',
          EventPattern: { source: ['aws.sagemaker'] },
          Targets: [{ Id: 'mail', Arn: 'arn:aws:sns:eu-west-1:111122223333:approvals' }],
        },
        {},
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
          MetricName: 'Invocation5XXErrors',
          ComparisonOperator: 'GreaterThanOrEqualToThreshold',
          Threshold: 5,
          EvaluationPeriods: 3,
          DatapointsToAlarm: 2,
          TreatMissingData: 'notBreaching',
        },
        {
          StateValue: 'OK',
          EndpointMetrics: [{ Namespace: 'AWS/SageMaker', MetricName: 'Invocation5XXErrors', EndpointName: 'fraud' }],
          Metrics: [{ Namespace: 'AWS/SageMaker', MetricName: 'Invocation5XXErrors' }],
        },
      ],
      [
        'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:slow-share',
        ['slow-share'],
        { AlarmName: 'slow-share', ActionsEnabled: false },
        {
          StateValue: 'OK',
          EndpointMetrics: [{ Namespace: 'AWS/SageMaker', MetricName: 'ModelLatency', EndpointName: 'fraud' }],
          Metrics: [{ Namespace: 'AWS/SageMaker', MetricName: 'ModelLatency' }],
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

test('a model package group without a policy has none, and one whose policy can’t be read has a gap there', async () => {
  const none = refused('ValidationException', 'Cannot find resource policy for: fraud');
  const seen = await Promise.all(
    [none, { ResourcePolicy: '{' }].map((policy) =>
      explore(modelPackageGroups, { ...serving, 'sagemaker:GetModelPackageGroupPolicy': policy }),
    ),
  );
  expect(seen.flatMap(({ resources }) => resources.map(({ gaps }) => gaps.map(({ pointer }) => pointer)))).toEqual([
    ['/tags'],
    ['/properties/ModelPackageGroupPolicy', '/tags'],
  ]);
  expect(seen.flatMap(({ resources }) => resources.map(({ properties }) => Object.keys(properties)))).toEqual([
    ['ModelPackageGroupName', 'ModelPackageGroupDescription'],
    ['ModelPackageGroupName', 'ModelPackageGroupDescription'],
  ]);
});

test('a model package tells how it was evaluated, and what its own card says', async () => {
  const report = { ContentType: 'application/json', S3Uri: 's3://reports/quality.json' };
  const card = (ModelCardContent: string) => ({
    ...sagemaker,
    'sagemaker:DescribeModelPackage': {
      ModelPackageName: 'fraud/3',
      ModelPackageArn: arn('model-package', 'fraud/3'),
      CreationTime: 1_770_000_000,
      ModelPackageStatus: 'Completed',
      ModelPackageStatusDetails: { ValidationStatuses: [] },
      ModelMetrics: { ModelQuality: { Statistics: report } },
      DriftCheckBaselines: { ModelDataQuality: { Statistics: report } },
      ModelCard: { ModelCardStatus: 'Draft', ModelCardContent },
    },
  });
  const [whole] = (await explore(modelPackages, card('{"intended_uses":{"intended_uses":"card payments"}}'))).resources;
  expect(whole?.properties).toEqual({
    ModelMetrics: { ModelQuality: { Statistics: report } },
    DriftCheckBaselines: { ModelDataQuality: { Statistics: report } },
    ModelCard: { ModelCardStatus: 'Draft' },
  });
  expect(whole?.runtime.ModelCardContent).toEqual({
    IntendedUses: { IntendedUses: 'card payments' },
    ModelPackageDetails: {},
  });
  const [broken] = (await explore(modelPackages, card('{"intended_uses":{"intended_uses":7}}'))).resources;
  expect(broken?.gaps.map(({ pointer, reason }) => [pointer, reason])).toEqual([
    ['/runtime/ModelCardContent', 'parse_error'],
    ['/tags', 'not_collected'],
  ]);
});

describe('a pipeline', () => {
  const defined = async (definition: unknown) => {
    const { resources } = await explore(pipelines, {
      ...serving,
      'sagemaker:DescribePipeline': {
        PipelineName: 'fraud',
        PipelineArn: arn('pipeline', 'fraud'),
        PipelineDefinition: typeof definition === 'string' ? definition : JSON.stringify(definition),
      },
    });
    return resources.map(({ runtime, gaps }) => [runtime.Registrations, gaps.map(({ pointer }) => pointer)])[0];
  };
  const register = (Arguments: JsonObject) => ({ Name: 'Register', Type: 'RegisterModel', Arguments });

  test('registers in the branches of its conditions, too', async () => {
    const inner = { Name: 'Better', Type: 'Condition', Arguments: { IfSteps: [register({})], ElseSteps: [] } };
    const outer = { Name: 'Good', Type: 'Condition', Arguments: { IfSteps: [], ElseSteps: [inner] } };
    expect(await defined({ Steps: [outer, { Name: 'Train', Type: 'Training', Arguments: {} }] })).toEqual([
      [{ Name: 'Register', ModelApprovalStatus: 'PendingManualApproval', IsConditional: true }],
      ['/tags'],
    ]);
  });

  test('may leave the status to a parameter', async () => {
    const Parameters = [
      { Name: 'Free', Type: 'String' },
      { Name: 'Tied', Type: 'String', DefaultValue: 'Rejected', EnumValues: ['Rejected', 'PendingManualApproval'] },
    ];
    const Steps = ['Free', 'Tied'].map((name) => register({ ModelApprovalStatus: { Get: `Parameters.${name}` } }));
    expect(await defined({ Parameters, Steps })).toEqual([
      [
        { Name: 'Register', Parameter: 'Free', IsConditional: false },
        {
          Name: 'Register',
          Parameter: 'Tied',
          ModelApprovalStatus: 'Rejected',
          Choices: ['Rejected', 'PendingManualApproval'],
          IsConditional: false,
        },
      ],
      ['/tags'],
    ]);
  });

  test.each([
    ['no JSON', '{'],
    ['no list of steps', { Steps: 'none' }],
    ['a step that is none', { Steps: [register({}), 7] }],
    ['a branch that is no list', { Steps: [{ Type: 'Condition', Arguments: { IfSteps: {} } }] }],
    ['a status that only a run shows', { Steps: [register({ ModelApprovalStatus: { Get: 'Steps.Ask.Status' } })] }],
    ['a parameter that is not declared', { Steps: [register({ ModelApprovalStatus: { Get: 'Parameters.Gone' } })] }],
  ])('with %s is not taken for one that registers nothing', async (_, definition) => {
    expect(await defined(definition)).toEqual([undefined, ['/runtime/Registrations', '/tags']]);
  });

  test('of which too many executions failed has a gap where the last success would stand', async () => {
    const failed = { PipelineExecutionSummaries: [{ PipelineExecutionStatus: 'Failed', StartTime: 1 }] };
    const { resources } = await explore(pipelines, {
      ...serving,
      'sagemaker:ListPipelineExecutions': pages([failed, failed]),
    });
    expect(resources[0]?.gaps.map(({ pointer, reason }) => [pointer, reason])).toEqual([
      ['/runtime/Executions', 'budget'],
      ['/tags', 'not_collected'],
    ]);
  });
});

test('rules and targets come in pages, and a pattern that can’t be read is a gap', async () => {
  const rule = (Name: string, EventPattern: string) => ({
    Name,
    Arn: `arn:aws:events:eu-west-1:111122223333:rule/${Name}`,
    State: 'ENABLED',
    EventPattern,
  });
  const { resources } = await explore(eventRules, {
    'eventbridge:ListRules': pages([{ Rules: [rule('one', '{}')] }, { Rules: [rule('two', '[')] }]),
    'eventbridge:ListTargetsByRule': pages([
      { Targets: [{ Id: 'a', Arn: 'a' }] },
      { Targets: [{ Id: 'b', Arn: 'b' }] },
    ]),
  });
  const Targets = [
    { Id: 'a', Arn: 'a' },
    { Id: 'b', Arn: 'b' },
  ];
  expect(resources.map(({ properties, gaps }) => [properties, gaps.map(({ pointer }) => pointer)])).toEqual([
    [{ Name: 'one', State: 'ENABLED', EventPattern: {}, Targets }, ['/tags']],
    [{ Name: 'two', State: 'ENABLED', Targets }, ['/properties/EventPattern', '/tags']],
  ]);
});
