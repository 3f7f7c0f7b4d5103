import { describe, expect, test } from 'vitest';
import { autoMLJobs } from '../../src/collectors/sagemaker/automl-job.js';
import { domains } from '../../src/collectors/sagemaker/domain.js';
import { endpoints } from '../../src/collectors/sagemaker/endpoint.js';
import { endpointConfigs } from '../../src/collectors/sagemaker/endpoint-config.js';
import { models } from '../../src/collectors/sagemaker/model.js';
import { modelPackages } from '../../src/collectors/sagemaker/model-package.js';
import { notebookInstances } from '../../src/collectors/sagemaker/notebook-instance.js';
import { notebookLifecycleConfigs } from '../../src/collectors/sagemaker/notebook-lifecycle-config.js';
import { processingJobs } from '../../src/collectors/sagemaker/processing-job.js';
import { spaces } from '../../src/collectors/sagemaker/space.js';
import { studioLifecycleConfigs } from '../../src/collectors/sagemaker/studio-lifecycle-config.js';
import { trainingJobs } from '../../src/collectors/sagemaker/training-job.js';
import { transformJobs } from '../../src/collectors/sagemaker/transform-job.js';
import { tuningJobs } from '../../src/collectors/sagemaker/tuning-job.js';
import { userProfiles } from '../../src/collectors/sagemaker/user-profile.js';
import type { JsonObject } from '../../src/model/json.js';
import { arn, container, sagemaker, trainingJob } from './answers/sagemaker.js';
import { ACCOUNT, type Answers, complete, explore, pages, REGION, refused, seenBy } from './expedition.js';

const place = { account: ACCOUNT, region: REGION };
const untagged = (type: string) => ({
  pointer: '/tags',
  kind: 'missing',
  reason: 'not_collected',
  detail: `tags of ${type} are not collected`,
});
const user = {
  UserProfileArn: arn('user-profile', 'd-abc123/ana'),
  UserProfileName: 'ana',
  DomainId: 'd-abc123',
  IamIdentity: { Arn: 'arn:aws:sts::111122223333:assumed-role/Studio/SageMaker', PrincipalId: 'AROAEXAMPLE:SageMaker' },
};

/** What the collectors of one list and one describe show of the written answers, and how each is asked. */
const PLAIN = [
  {
    collector: processingJobs,
    list: 'ListProcessingJobs',
    member: 'ProcessingJobSummaries',
    describe: 'DescribeProcessingJob',
    resource: {
      id: arn('processing-job', 'mask'),
      names: ['mask'],
      properties: {
        ProcessingJobName: 'mask',
        RoleArn: 'arn:aws:iam::111122223333:role/Masker',
        ProcessingResources: {
          ClusterConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeKmsKeyId: 'alias/volume' },
        },
        ProcessingInputs: [
          {
            InputName: 'raw',
            S3Input: { S3Uri: 's3://ml-data/raw', LocalPath: '/in', S3DataType: 'S3Prefix', S3InputMode: 'File' },
          },
        ],
        ProcessingOutputConfig: {
          KmsKeyId: 'alias/output',
          Outputs: [
            {
              OutputName: 'masked',
              S3Output: { S3Uri: 's3://ml-data/masked', LocalPath: '/out', S3UploadMode: 'EndOfJob' },
            },
          ],
        },
        AppSpecification: { ImageUri: 'mask:1' },
        NetworkConfig: {
          EnableNetworkIsolation: true,
          VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] },
        },
      },
      runtime: {
        ProcessingJobStatus: 'Completed',
        CreationTime: 1_772_000_000_000,
        ProcessingEndTime: 1_772_000_600_000,
      },
    },
  },
  {
    collector: transformJobs,
    list: 'ListTransformJobs',
    member: 'TransformJobSummaries',
    describe: 'DescribeTransformJob',
    resource: {
      id: arn('transform-job', 'score'),
      names: ['score'],
      properties: {
        TransformJobName: 'score',
        ModelName: 'fraud',
        TransformInput: { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://ml-data/asked' } } },
        TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeKmsKeyId: 'alias/volume' },
        TransformOutput: { S3OutputPath: 's3://ml-data/scores', KmsKeyId: '' },
      },
      runtime: { TransformJobStatus: 'Completed', CreationTime: 1_772_000_000_000 },
    },
  },
  {
    collector: autoMLJobs,
    list: 'ListAutoMLJobs',
    member: 'AutoMLJobSummaries',
    describe: 'DescribeAutoMLJobV2',
    resource: {
      id: arn('automl-job', 'churn'),
      names: ['churn'],
      properties: {
        AutoMLJobName: 'churn',
        RoleArn: 'arn:aws:iam::111122223333:role/AutoML',
        AutoMLJobInputDataConfig: [
          { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://ml-data/churn' } } },
        ],
        SecurityConfig: {
          EnableInterContainerTrafficEncryption: true,
          VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] },
        },
      },
      runtime: { AutoMLJobStatus: 'Completed', CreationTime: 1_772_000_000_000 },
    },
  },
  {
    collector: domains,
    list: 'ListDomains',
    member: 'Domains',
    describe: 'DescribeDomain',
    resource: {
      id: arn('domain', 'd-abc123'),
      names: ['d-abc123'],
      properties: {
        DomainName: 'risk',
        AuthMode: 'SSO',
        AppNetworkAccessType: 'VpcOnly',
        VpcId: 'vpc-1',
        SubnetIds: ['subnet-1'],
        KmsKeyId: 'alias/studio',
        DomainSettings: { ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME' },
        DefaultUserSettings: {
          ExecutionRole: 'arn:aws:iam::111122223333:role/Studio',
          SecurityGroups: ['sg-1'],
          JupyterLabAppSettings: {
            AppLifecycleManagement: { IdleSettings: { LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 60 } },
          },
        },
      },
      runtime: { DomainId: 'd-abc123', Status: 'InService', CreationTime: 1_770_000_000_000 },
    },
  },
  {
    collector: userProfiles,
    list: 'ListUserProfiles',
    member: 'UserProfiles',
    describe: 'DescribeUserProfile',
    resource: {
      id: arn('user-profile', 'd-abc123/ana'),
      names: [],
      properties: {
        DomainId: 'd-abc123',
        UserProfileName: 'ana',
        UserSettings: { ExecutionRole: 'arn:aws:iam::111122223333:role/Ana', SecurityGroups: ['sg-1'] },
      },
      runtime: { Status: 'InService', CreationTime: 1_770_000_000_000 },
    },
  },
  {
    collector: spaces,
    list: 'ListSpaces',
    member: 'Spaces',
    describe: 'DescribeSpace',
    resource: {
      id: arn('space', 'd-abc123/lab'),
      names: [],
      properties: {
        DomainId: 'd-abc123',
        SpaceName: 'lab',
        SpaceSettings: {
          RemoteAccess: 'DISABLED',
          JupyterLabAppSettings: { AppLifecycleManagement: { IdleSettings: { IdleTimeoutInMinutes: 60 } } },
        },
        SpaceSharingSettings: { SharingType: 'Private' },
      },
      runtime: { Status: 'InService', CreationTime: 1_770_000_000_000 },
    },
  },
  {
    collector: notebookInstances,
    list: 'ListNotebookInstances',
    member: 'NotebookInstances',
    describe: 'DescribeNotebookInstance',
    resource: {
      id: arn('notebook-instance', 'lab'),
      names: ['lab'],
      properties: {
        NotebookInstanceName: 'lab',
        InstanceType: 'ml.t3.medium',
        DirectInternetAccess: 'Disabled',
        RootAccess: 'Disabled',
        SubnetId: 'subnet-1',
        SecurityGroupIds: ['sg-1'],
        KmsKeyId: 'alias/lab',
        RoleArn: 'arn:aws:iam::111122223333:role/Lab',
        LifecycleConfigName: 'idle-stop',
        PlatformIdentifier: 'notebook-al2-v2',
        InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
      },
      runtime: { NotebookInstanceStatus: 'InService', CreationTime: 1_770_000_000_000 },
    },
  },
  {
    collector: models,
    list: 'ListModels',
    member: 'Models',
    describe: 'DescribeModel',
    resource: {
      id: arn('model', 'fraud'),
      names: ['fraud'],
      properties: {
        ModelName: 'fraud',
        ExecutionRoleArn: 'arn:aws:iam::111122223333:role/Server',
        EnableNetworkIsolation: true,
        VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1', 'subnet-2'] },
        PrimaryContainer: container,
      },
      runtime: {
        CreationTime: 1_770_000_000_000,
        PersonalData: [],
        Images: [
          {
            Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/fraud:1.4',
            Repository: 'arn:aws:ecr:eu-west-1:111122223333:repository/fraud',
            Tag: '1.4',
          },
        ],
      },
    },
  },
  {
    collector: endpointConfigs,
    list: 'ListEndpointConfigs',
    member: 'EndpointConfigs',
    describe: 'DescribeEndpointConfig',
    resource: {
      id: arn('endpoint-config', 'fraud-v3'),
      names: ['fraud-v3'],
      properties: {
        EndpointConfigName: 'fraud-v3',
        KmsKeyId: 'alias/endpoints',
        ProductionVariants: [
          {
            VariantName: 'main',
            ModelName: 'fraud',
            InitialInstanceCount: 2,
            InstanceType: 'ml.m5.xlarge',
            InitialVariantWeight: 1,
          },
        ],
        ShadowProductionVariants: [
          { VariantName: 'shadow', ModelName: 'fraud', ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 5 } },
        ],
        DataCaptureConfig: {
          EnableCapture: true,
          InitialSamplingPercentage: 100,
          DestinationS3Uri: 's3://captures',
          KmsKeyId: 'alias/captures',
          CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
        },
        VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] },
      },
      runtime: { CreationTime: 1_770_000_000_000 },
    },
  },
  {
    collector: endpoints,
    list: 'ListEndpoints',
    member: 'Endpoints',
    describe: 'DescribeEndpoint',
    resource: {
      id: arn('endpoint', 'fraud'),
      names: ['fraud'],
      properties: { EndpointName: 'fraud', EndpointConfigName: 'fraud-v3' },
      runtime: {
        EndpointStatus: 'InService',
        CreationTime: 1_770_000_000_000,
        LastModifiedTime: 1_770_001_000_000,
      },
    },
  },
];

describe.each(PLAIN)('$collector.type', ({ collector, list, member, describe: operation, resource }) => {
  const { type } = collector;
  const { id } = resource;
  const answerTo = (call: string): JsonObject => {
    const answer = sagemaker[`sagemaker:${call}`];
    if (typeof answer !== 'object' || 'refused' in answer || 'written' in answer)
      throw new Error(`no plain answer to ${call} is written`);
    return answer;
  };
  const denied = refused('AccessDeniedException', 'no identity-based policy allows it');
  const causeOf = (call: string) => ({
    reason: 'denied',
    detail: `sagemaker:${call} in ${REGION} was denied (AccessDeniedException): no identity-based policy allows it`,
    action: `sagemaker:${call}`,
  });
  const whole = {
    ...place,
    ...resource,
    type,
    tags: {},
    source: seenBy(`sagemaker:${list}`, `sagemaker:${operation}`),
    gaps: [untagged(type)],
  };

  test('is listed and described', async () => {
    expect(await explore(collector, sagemaker)).toEqual({
      resources: [whole],
      listings: [complete(type)],
      calls: [`sagemaker:${list} ${REGION} ok`, `sagemaker:${operation} ${REGION} ok`],
    });
  });

  test('needs the permissions that it asks for, and no others', () => {
    expect([...collector.permissions].sort()).toEqual([`sagemaker:${operation}`, `sagemaker:${list}`].sort());
  });

  test('is a stub where the describe call is denied', async () => {
    const { resources, listings } = await explore(collector, { ...sagemaker, [`sagemaker:${operation}`]: denied });
    expect(resources).toEqual([
      {
        ...place,
        type,
        id,
        names: resource.names,
        tags: {},
        properties: {},
        runtime: {},
        source: seenBy(`sagemaker:${list}`),
        gaps: [{ pointer: '', kind: 'missing', ...causeOf(operation) }, untagged(type)],
      },
    ]);
    expect(listings).toEqual([complete(type)]);
  });

  test('is left out when it is gone before it is described', async () => {
    const gone = refused('ValidationException', `Could not find ${id}.`);
    const seen = await explore(collector, { ...sagemaker, [`sagemaker:${operation}`]: gone });
    expect(seen).toEqual({
      resources: [],
      listings: [complete(type)],
      calls: [`sagemaker:${list} ${REGION} ok`, `sagemaker:${operation} ${REGION} gone`],
    });
  });

  test('is missing where the list is denied', async () => {
    const { resources, listings } = await explore(collector, { ...sagemaker, [`sagemaker:${list}`]: denied });
    expect(resources).toEqual([]);
    expect(listings).toEqual([{ ...place, type, state: 'missing', cause: causeOf(list) }]);
  });

  test('is partial where a later page fails', async () => {
    const firstPage = pages([answerTo(list), denied]);
    const { resources, listings } = await explore(collector, { ...sagemaker, [`sagemaker:${list}`]: firstPage });
    expect(resources).toEqual([whole]);
    expect(listings).toEqual([{ ...place, type, state: 'partial', cause: causeOf(list) }]);
  });

  test('may be none', async () => {
    const { resources, listings } = await explore(collector, { ...sagemaker, [`sagemaker:${list}`]: { [member]: [] } });
    expect(resources).toEqual([]);
    expect(listings).toEqual([complete(type)]);
  });
});

const gapsAfter = async (collector: typeof models, answers: typeof sagemaker) => {
  const { resources } = await explore(collector, { ...sagemaker, ...answers });
  return resources.flatMap(({ gaps }) => gaps).filter(({ pointer }) => pointer !== '/tags');
};

describe('a member that the SDK does not know', () => {
  test('leaves a gap in the container that held it', async () => {
    const answer = {
      ModelName: 'fraud',
      ModelArn: arn('model', 'fraud'),
      Containers: [container, { ...container, ImageSignature: 'none' }],
      CreationTime: 1,
    };
    expect(await gapsAfter(models, { 'sagemaker:DescribeModel': answer })).toEqual(
      ['/runtime/PersonalData/-', '/properties/Containers/1/ImageSignature'].map((pointer) => ({
        pointer,
        kind: 'missing',
        reason: 'unmodelled',
        detail: "AWS answered with ImageSignature, which this version's model of the API does not know",
      })),
    );
  });

  test('leaves a gap in the variant that held it', async () => {
    const answer = {
      EndpointConfigName: 'fraud-v3',
      EndpointConfigArn: arn('endpoint-config', 'fraud-v3'),
      ProductionVariants: [{ VariantName: 'main', PublicAccess: true }],
      CreationTime: 1,
    };
    const gaps = await gapsAfter(endpointConfigs, { 'sagemaker:DescribeEndpointConfig': answer });
    expect(gaps.map(({ pointer, reason }) => [pointer, reason])).toEqual([
      ['/properties/ProductionVariants/0/PublicAccess', 'unmodelled'],
    ]);
  });

  test('leaves a gap in the settings of a domain that held it', async () => {
    const answer = {
      DomainId: 'd-abc123',
      DomainSettings: { Isolation: 'none' },
      DefaultUserSettings: { OpenDoor: true, JupyterLabAppSettings: { Terminal: 'root' } },
    };
    const gaps = await gapsAfter(domains, { 'sagemaker:DescribeDomain': answer });
    expect(gaps.map(({ pointer, reason }) => [pointer, reason])).toEqual([
      ['/properties/DomainSettings/Isolation', 'unmodelled'],
      ['/properties/DefaultUserSettings/OpenDoor', 'unmodelled'],
      ['/properties/DefaultUserSettings/JupyterLabAppSettings/Terminal', 'unmodelled'],
    ]);
  });

  test('leaves a gap in the part of a training job that held it', async () => {
    const answer = { Results: [{ TrainingJob: { ...trainingJob, VpcConfig: { Subnets: [], Egress: 'open' } } }] };
    const gaps = await gapsAfter(trainingJobs, { 'sagemaker:Search': answer });
    expect(gaps.map(({ pointer, reason }) => [pointer, reason])).toEqual([
      ['/properties/VpcConfig/Egress', 'unmodelled'],
    ]);
  });
});

test('a scrubbed environment variable stays where it stood, as a gap', async () => {
  const secret = 'kansa:scrubbed:0123456789abcdef';
  const answer = {
    ModelName: 'fraud',
    ModelArn: arn('model', 'fraud'),
    PrimaryContainer: { Image: 'fraud:1', Environment: { TOKEN: secret } },
    CreationTime: 1,
  };
  const { resources } = await explore(models, { ...sagemaker, 'sagemaker:DescribeModel': answer });
  expect(resources[0]?.properties.PrimaryContainer).toEqual({ Image: 'fraud:1', Environment: { TOKEN: secret } });
  expect(resources[0]?.gaps.map(({ pointer, reason }) => [pointer, reason])).toEqual([
    ['/runtime/PersonalData/-', 'redacted'],
    ['/properties/PrimaryContainer/Environment/TOKEN', 'redacted'],
    ['/tags', 'not_collected'],
  ]);
});

describe.each([
  { collector: processingJobs, list: 'ListProcessingJobs', member: 'ProcessingJobSummaries', kind: 'ProcessingJob' },
  { collector: transformJobs, list: 'ListTransformJobs', member: 'TransformJobSummaries', kind: 'TransformJob' },
  { collector: autoMLJobs, list: 'ListAutoMLJobs', member: 'AutoMLJobSummaries', kind: 'AutoMLJob' },
])('the list of $collector.type', ({ collector, list, member, kind }) => {
  test('is asked for the window of the scan, newest first', async () => {
    const asked: JsonObject[] = [];
    await explore(collector, {
      [`sagemaker:${list}`]: (input) => {
        asked.push(input);
        return { [member]: [] };
      },
    });
    expect(asked).toEqual([
      {
        CreationTimeAfter: '2025-12-31T12:00:00.000Z',
        SortBy: 'CreationTime',
        SortOrder: 'Descending',
        MaxResults: 100,
      },
    ]);
  });

  test('ends at 1,000, and what is beyond is said to be missing', async () => {
    const hundred = (page: number) =>
      Array.from({ length: 100 }, (_, index) => ({
        [`${kind}Name`]: `job-${page}-${index}`,
        [`${kind}Arn`]: arn('job', `job-${page}-${index}`),
      }));
    const { resources, listings } = await explore(collector, {
      ...sagemaker,
      [`sagemaker:${list}`]: pages(Array.from({ length: 11 }, (_, page) => ({ [member]: hundred(page) }))),
    });
    expect(resources).toHaveLength(1_000);
    expect(listings).toMatchObject([
      {
        state: 'partial',
        cause: { reason: 'budget', detail: expect.stringMatching(/^more than 1000 .* since 2025-12-31/) },
      },
    ]);
  });
});

describe('AWS::SageMaker::HyperParameterTuningJob', () => {
  const { type } = tuningJobs;
  const keys = {
    InputDataConfig: [
      { ChannelName: 'train', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://ml-data/trees' } } },
    ],
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeKmsKeyId: 'alias/volume' },
    OutputDataConfig: { S3OutputPath: 's3://artifacts', KmsKeyId: 'alias/output' },
  };
  const definition = {
    DefinitionName: 'trees',
    RoleArn: 'arn:aws:iam::111122223333:role/Trainer',
    ...keys,
    StaticHyperParameters: { token: 'kansa:scrubbed:0123456789abcdef' },
    StoppingCondition: { MaxRuntimeInSeconds: 60 },
  };
  const job = {
    HyperParameterTuningJobName: 'sweep',
    HyperParameterTuningJobArn: arn('hyper-parameter-tuning-job', 'sweep'),
    HyperParameterTuningJobStatus: 'Completed',
    CreationTime: 1_772_000_000,
    TrainingJobDefinitions: [definition, { ...definition, Sharing: 'open' }],
    Tags: [{ Key: 'owner', Value: 'risk' }],
  };

  test('is found by one search, with what its training jobs are started with', async () => {
    const shown = { DefinitionName: 'trees', RoleArn: 'arn:aws:iam::111122223333:role/Trainer', ...keys };
    expect(await explore(tuningJobs, { 'sagemaker:Search': { Results: [{ HyperParameterTuningJob: job }] } })).toEqual({
      resources: [
        {
          ...place,
          type,
          id: arn('hyper-parameter-tuning-job', 'sweep'),
          names: ['sweep'],
          tags: { owner: 'risk' },
          properties: { HyperParameterTuningJobName: 'sweep', TrainingJobDefinitions: [shown, shown] },
          runtime: { HyperParameterTuningJobStatus: 'Completed', CreationTime: 1_772_000_000_000 },
          source: seenBy('sagemaker:Search'),
          gaps: [
            {
              pointer: '/properties/TrainingJobDefinitions/1/Sharing',
              kind: 'missing',
              reason: 'unmodelled',
              detail: "AWS answered with Sharing, which this version's model of the API does not know",
            },
          ],
        },
      ],
      listings: [complete(type)],
      calls: [`sagemaker:Search ${REGION} ok`],
    });
  });
});

describe('AWS::SageMaker::NotebookInstanceLifecycleConfig', () => {
  const { type } = notebookLifecycleConfigs;
  const redacted = (hook: string) => ({
    pointer: `/properties/${hook}/0/Content`,
    kind: 'missing',
    reason: 'redacted',
    detail: 'a secret stood here and was taken out',
  });

  test('shows how many secrets its scripts hold, and not the scripts', async () => {
    expect(await explore(notebookLifecycleConfigs, sagemaker)).toEqual({
      resources: [
        {
          ...place,
          type,
          id: arn('notebook-instance-lifecycle-config', 'setup'),
          names: ['setup'],
          tags: {},
          properties: {
            NotebookInstanceLifecycleConfigName: 'setup',
            OnCreate: [{ Content: 'kansa:scrubbed:0123456789abcdef:found=none:personal=my_number*1*97*' }],
            OnStart: [
              { Content: 'kansa:scrubbed:123456789abcdef0:found=assigned_secret*1,aws_access_key_id*2:personal=none' },
            ],
          },
          runtime: {
            CreationTime: 1_760_000_000_000,
            LastModifiedTime: 1_770_000_000_000,
            Secrets: [
              { Hook: 'OnStart', Kind: 'assigned_secret', Count: 1 },
              { Hook: 'OnStart', Kind: 'aws_access_key_id', Count: 2 },
            ],
            PersonalData: [{ Place: 'OnCreate/0/Content', Type: 'my_number', Count: 1, Confidence: 0.97 }],
          },
          source: seenBy(
            'sagemaker:ListNotebookInstanceLifecycleConfigs',
            'sagemaker:DescribeNotebookInstanceLifecycleConfig',
          ),
          gaps: [redacted('OnCreate'), redacted('OnStart'), untagged(type)],
        },
      ],
      listings: [complete(type)],
      calls: [
        `sagemaker:ListNotebookInstanceLifecycleConfigs ${REGION} ok`,
        `sagemaker:DescribeNotebookInstanceLifecycleConfig ${REGION} ok`,
      ],
    });
  });

  test('does not take a script that nobody searched for one without secrets', async () => {
    const { resources } = await explore(notebookLifecycleConfigs, {
      ...sagemaker,
      'sagemaker:DescribeNotebookInstanceLifecycleConfig': {
        NotebookInstanceLifecycleConfigName: 'setup',
        OnCreate: [],
        OnStart: [{ Content: 'kansa:scrubbed:0123456789abcdef' }],
      },
    });
    expect(resources[0]?.gaps[0]).toEqual({
      pointer: '/runtime/Secrets',
      kind: 'missing',
      reason: 'redacted',
      detail: 'the OnStart script was taken out without being searched',
    });
  });
});

describe('AWS::SageMaker::StudioLifecycleConfig', () => {
  const { type } = studioLifecycleConfigs;
  const told = (StudioLifecycleConfigContent: string): Answers => ({
    'sagemaker:ListStudioLifecycleConfigs': {
      StudioLifecycleConfigs: [
        {
          StudioLifecycleConfigName: 'setup',
          StudioLifecycleConfigArn: arn('studio-lifecycle-config', 'setup'),
          StudioLifecycleConfigAppType: 'JupyterLab',
        },
      ],
    },
    'sagemaker:DescribeStudioLifecycleConfig': {
      StudioLifecycleConfigArn: arn('studio-lifecycle-config', 'setup'),
      StudioLifecycleConfigName: 'setup',
      StudioLifecycleConfigAppType: 'JupyterLab',
      StudioLifecycleConfigContent,
      CreationTime: 1_760_000_000,
      LastModifiedTime: 1_770_000_000,
    },
  });

  test('shows how many secrets its script holds, and not the script', async () => {
    const script = 'kansa:scrubbed:0123456789abcdef:found=assigned_secret*2:personal=my_number*1*97*';
    expect(await explore(studioLifecycleConfigs, told(script))).toEqual({
      resources: [
        {
          ...place,
          type,
          id: arn('studio-lifecycle-config', 'setup'),
          names: ['setup'],
          tags: {},
          properties: {
            StudioLifecycleConfigName: 'setup',
            StudioLifecycleConfigAppType: 'JupyterLab',
            StudioLifecycleConfigContent: script,
          },
          runtime: {
            CreationTime: 1_760_000_000_000,
            LastModifiedTime: 1_770_000_000_000,
            Secrets: [{ Kind: 'assigned_secret', Count: 2 }],
            PersonalData: [{ Place: 'StudioLifecycleConfigContent', Type: 'my_number', Count: 1, Confidence: 0.97 }],
          },
          source: seenBy('sagemaker:ListStudioLifecycleConfigs', 'sagemaker:DescribeStudioLifecycleConfig'),
          gaps: [
            {
              pointer: '/properties/StudioLifecycleConfigContent',
              kind: 'missing',
              reason: 'redacted',
              detail: 'a secret stood here and was taken out',
            },
            untagged(type),
          ],
        },
      ],
      listings: [complete(type)],
      calls: [
        `sagemaker:ListStudioLifecycleConfigs ${REGION} ok`,
        `sagemaker:DescribeStudioLifecycleConfig ${REGION} ok`,
      ],
    });
  });

  test('does not take a script that nobody searched for one without secrets', async () => {
    const { resources } = await explore(studioLifecycleConfigs, told('kansa:scrubbed:0123456789abcdef'));
    expect(resources[0]?.gaps.slice(0, 2)).toEqual([
      {
        pointer: '/runtime/Secrets',
        kind: 'missing',
        reason: 'redacted',
        detail: 'the script was taken out without being searched',
      },
      {
        pointer: '/runtime/PersonalData/-',
        kind: 'missing',
        reason: 'redacted',
        detail: 'the text of StudioLifecycleConfigContent was not searched for personal data',
      },
    ]);
  });
});

describe('AWS::SageMaker::ModelPackage', () => {
  const { type } = modelPackages;
  const version = {
    ...place,
    type,
    id: arn('model-package', 'fraud/3'),
    names: ['fraud/3'],
    tags: {},
    properties: {
      ModelPackageGroupName: 'fraud',
      ModelPackageVersion: 3,
      ModelApprovalStatus: 'Approved',
      ApprovalDescription: 'CHG-1234, four eyes',
      InferenceSpecification: {
        Containers: [
          { Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/fraud:1.4', ImageDigest: 'sha256:0123abcd' },
        ],
        SupportedContentTypes: ['text/csv'],
        SupportedResponseMIMETypes: ['text/csv'],
      },
    },
    runtime: {
      CreationTime: 1_770_000_000_000,
      LastModifiedTime: 1_770_000_600_500,
      CreatedBy: user,
      ModelPackageStatus: 'Completed',
    },
    source: seenBy('sagemaker:ListModelPackages', 'sagemaker:DescribeModelPackage'),
    gaps: [untagged(type)],
  };
  const unversioned = {
    ...version,
    id: arn('model-package', 'old-style'),
    names: ['old-style'],
    properties: {},
    runtime: { CreationTime: 1_600_000_000_000, ModelPackageStatus: 'Completed' },
  };

  test('is found in its group, and without one', async () => {
    expect(await explore(modelPackages, sagemaker)).toEqual({
      resources: [version, unversioned],
      listings: [complete(type)],
      calls: [
        `sagemaker:ListModelPackages ${REGION} ok`,
        `sagemaker:DescribeModelPackage ${REGION} ok`,
        `sagemaker:DescribeModelPackage ${REGION} ok`,
      ],
    });
  });

  test('is a stub where the describe call is denied', async () => {
    const denied = refused('AccessDeniedException', 'no');
    const { resources } = await explore(modelPackages, { ...sagemaker, 'sagemaker:DescribeModelPackage': denied });
    expect(resources.map(({ id, names, properties, gaps }) => [id, names, properties, gaps[0]?.action])).toEqual([
      [arn('model-package', 'fraud/3'), ['fraud/3'], {}, 'sagemaker:DescribeModelPackage'],
      [arn('model-package', 'old-style'), ['old-style'], {}, 'sagemaker:DescribeModelPackage'],
    ]);
  });

  test('is left out when it is gone before it is described', async () => {
    const { resources, listings } = await explore(modelPackages, {
      ...sagemaker,
      'sagemaker:DescribeModelPackage': refused('ValidationException', 'ModelPackage does not exist.'),
    });
    expect(resources).toEqual([]);
    expect(listings).toEqual([complete(type)]);
  });
});

describe('AWS::SageMaker::TrainingJob', () => {
  const { type } = trainingJobs;
  const job = {
    ...place,
    type,
    id: arn('training-job', 'fraud-2026-03'),
    names: ['fraud-2026-03'],
    tags: { owner: 'risk' },
    properties: {
      TrainingJobName: 'fraud-2026-03',
      RoleArn: 'arn:aws:iam::111122223333:role/Trainer',
      AlgorithmSpecification: { TrainingImage: 'train:1', TrainingInputMode: 'File' },
      InputDataConfig: [
        {
          ChannelName: 'train',
          DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://ml-data/masked/train' } },
        },
        {
          ChannelName: 'test',
          DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://ml-data/masked/test' } },
        },
        {
          ChannelName: 'corpus',
          DataSource: { FileSystemDataSource: { FileSystemId: 'fs-1', DirectoryPath: '/corpus' } },
        },
      ],
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      ResourceConfig: {
        InstanceType: 'ml.m5.xlarge',
        InstanceCount: 2,
        VolumeSizeInGB: 50,
        VolumeKmsKeyId: 'alias/volume',
      },
      OutputDataConfig: { KmsKeyId: 'alias/output', S3OutputPath: 's3://artifacts/fraud' },
      VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] },
      EnableNetworkIsolation: true,
      EnableInterContainerTrafficEncryption: true,
    },
    runtime: {
      TrainingJobStatus: 'Completed',
      CreationTime: 1_772_000_000_000,
      ModelArtifacts: { S3ModelArtifacts: 's3://ml-models/fraud-2026-03/output/model.tar.gz' },
      PersonalData: [{ Place: 'HyperParameters/password', Type: 'my_number', Count: 1, Confidence: 0.97 }],
      InputBuckets: ['ml-data'],
    },
    source: seenBy('sagemaker:Search'),
    gaps: [],
  };

  test('is found by one search over the last 90 days', async () => {
    const asked: JsonObject[] = [];
    const search = (input: JsonObject) => {
      asked.push(input);
      return { Results: [{ TrainingJob: trainingJob }] };
    };
    expect(await explore(trainingJobs, { 'sagemaker:Search': search })).toEqual({
      resources: [job],
      listings: [complete(type)],
      calls: [`sagemaker:Search ${REGION} ok`],
    });
    expect(asked).toEqual([
      {
        Resource: 'TrainingJob',
        SearchExpression: {
          Filters: [{ Name: 'CreationTime', Operator: 'GreaterThanOrEqualTo', Value: '2025-12-31T12:00:00' }],
        },
        SortBy: 'CreationTime',
        SortOrder: 'Descending',
        MaxResults: 100,
      },
    ]);
  });

  test.each(['ManifestFile', 'AugmentedManifestFile'])(
    'does not say what it reads where a channel names a manifest (%s)',
    async (S3DataType) => {
      const S3Uri = 's3://ml-data/masked/train.manifest';
      const InputDataConfig = [{ ChannelName: 'train', DataSource: { S3DataSource: { S3DataType, S3Uri } } }];
      const gaps = await gapsAfter(trainingJobs, {
        'sagemaker:Search': { Results: [{ TrainingJob: { ...trainingJob, InputDataConfig } }] },
      });
      expect(gaps.map(({ pointer, reason }) => [pointer, reason])).toEqual([
        ['/properties/InputDataConfig/0/DataSource/S3DataSource/S3Uri', 'not_collected'],
        ['/runtime/InputBuckets', 'not_collected'],
      ]);
    },
  );

  /** 100 jobs a page, as many pages as there are, each with a token for the next. */
  const searching = (jobs: number) => ({
    'sagemaker:Search': pages(
      Array.from({ length: Math.ceil(jobs / 100) }, (_, page) => ({
        Results: Array.from({ length: Math.min(100, jobs - page * 100) }, (_, index) => ({
          TrainingJob: {
            TrainingJobName: `job-${page}-${index}`,
            TrainingJobArn: arn('training-job', `job-${page}-${index}`),
          },
        })),
      })),
    ),
  });

  test('is counted up to 5,000, and what is beyond is said to be missing', async () => {
    const { resources, listings, calls } = await explore(trainingJobs, searching(5_001));
    expect(resources).toHaveLength(5_000);
    expect(resources.at(-1)?.id).toBe(arn('training-job', 'job-49-99'));
    expect(calls).toHaveLength(50);
    expect(listings).toEqual([
      {
        ...place,
        type,
        state: 'partial',
        cause: {
          reason: 'budget',
          detail: 'more than 5000 training jobs were made since 2025-12-31: the oldest of them were not looked at',
        },
      },
    ]);
  });

  test('is whole at 5,000', async () => {
    const { resources, listings } = await explore(trainingJobs, searching(5_000));
    expect(resources).toHaveLength(5_000);
    expect(listings).toEqual([complete(type)]);
  });

  test('is missing where the search is denied, and partial where a later page fails', async () => {
    const denied = refused('AccessDeniedException', 'no');
    const first = await explore(trainingJobs, { 'sagemaker:Search': denied });
    const second = await explore(trainingJobs, {
      'sagemaker:Search': pages([{ Results: [{ TrainingJob: trainingJob }] }, refused('ThrottlingException', 'slow')]),
    });
    expect(first.listings).toMatchObject([
      { state: 'missing', cause: { reason: 'denied', action: 'sagemaker:Search' } },
    ]);
    expect(second.resources).toEqual([job]);
    expect(second.listings).toMatchObject([{ state: 'partial', cause: { reason: 'throttled' } }]);
  });
});
