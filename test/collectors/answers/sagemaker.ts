import type { JsonObject } from '../../../src/model/json.js';
import type { Answers } from '../expedition.js';

/**
 * One of each, written from the SageMaker API model of 2017-07-24 (@aws-sdk/client-sagemaker 3.1142.0): names, required
 * members and enumerations as there, times in epoch seconds as JSON 1.1 sends them.
 */
export const arn = (kind: string, name: string, region = 'eu-west-1') =>
  `arn:aws:sagemaker:${region}:111122223333:${kind}/${name}`;

export const container: JsonObject = {
  Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/fraud:1.4',
  ImageConfig: { RepositoryAccessMode: 'Vpc' },
  Mode: 'SingleModel',
  Environment: { LOG_LEVEL: '' },
  ModelPackageName: arn('model-package', 'fraud/3'),
};

const user: JsonObject = {
  UserProfileArn: arn('user-profile', 'd-abc123/ana'),
  UserProfileName: 'ana',
  DomainId: 'd-abc123',
  IamIdentity: { Arn: 'arn:aws:sts::111122223333:assumed-role/Studio/SageMaker', PrincipalId: 'AROAEXAMPLE:SageMaker' },
};

const summaries: Readonly<Record<'version' | 'unversioned', JsonObject>> = {
  version: {
    ModelPackageGroupName: 'fraud',
    ModelPackageVersion: 3,
    ModelPackageArn: arn('model-package', 'fraud/3'),
    CreationTime: 1_770_000_000,
    ModelPackageStatus: 'Completed',
    ModelApprovalStatus: 'Approved',
  },
  unversioned: {
    ModelPackageName: 'old-style',
    ModelPackageArn: arn('model-package', 'old-style'),
    CreationTime: 1_600_000_000,
    ModelPackageStatus: 'Completed',
  },
};

const PACKAGES: Readonly<Record<string, JsonObject>> = {
  [arn('model-package', 'fraud/3')]: {
    ModelPackageName: 'fraud/3',
    ModelPackageGroupName: 'fraud',
    ModelPackageVersion: 3,
    ModelPackageArn: arn('model-package', 'fraud/3'),
    CreationTime: 1_770_000_000,
    CreatedBy: user,
    LastModifiedTime: 1_770_000_600.5,
    ModelPackageStatus: 'Completed',
    ModelPackageStatusDetails: { ValidationStatuses: [], ImageScanStatuses: [] },
    CertifyForMarketplace: false,
    ModelApprovalStatus: 'Approved',
    ApprovalDescription: 'CHG-1234, four eyes',
    InferenceSpecification: {
      Containers: [{ Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/fraud:1.4', ImageDigest: 'sha256:0123abcd' }],
      SupportedContentTypes: ['text/csv'],
      SupportedResponseMIMETypes: ['text/csv'],
    },
  },
  [arn('model-package', 'old-style')]: {
    ModelPackageName: 'old-style',
    ModelPackageArn: arn('model-package', 'old-style'),
    CreationTime: 1_600_000_000,
    ModelPackageStatus: 'Completed',
    ModelPackageStatusDetails: { ValidationStatuses: [] },
  },
};

export const trainingJob: JsonObject = {
  TrainingJobName: 'fraud-2026-03',
  ModelArtifacts: { S3ModelArtifacts: 's3://ml-models/fraud-2026-03/output/model.tar.gz' },
  TrainingJobArn: arn('training-job', 'fraud-2026-03'),
  TrainingJobStatus: 'Completed',
  SecondaryStatus: 'Completed',
  HyperParameters: { password: 'kansa:scrubbed:0123456789abcdef:found=none:personal=my_number*1*97*' },
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
    { ChannelName: 'corpus', DataSource: { FileSystemDataSource: { FileSystemId: 'fs-1', DirectoryPath: '/corpus' } } },
  ],
  RoleArn: 'arn:aws:iam::111122223333:role/Trainer',
  OutputDataConfig: { KmsKeyId: 'alias/output', S3OutputPath: 's3://artifacts/fraud' },
  ResourceConfig: {
    InstanceType: 'ml.m5.xlarge',
    InstanceCount: 2,
    VolumeSizeInGB: 50,
    VolumeKmsKeyId: 'alias/volume',
  },
  VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] },
  StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  CreationTime: 1_772_000_000,
  EnableNetworkIsolation: true,
  EnableInterContainerTrafficEncryption: true,
  Tags: [{ Key: 'owner', Value: 'risk' }],
};

export const sagemaker: Answers = {
  'sagemaker:ListModels': {
    Models: [{ ModelName: 'fraud', ModelArn: arn('model', 'fraud'), CreationTime: 1_770_000_000 }],
  },
  'sagemaker:DescribeModel': {
    ModelName: 'fraud',
    ModelArn: arn('model', 'fraud'),
    PrimaryContainer: container,
    ExecutionRoleArn: 'arn:aws:iam::111122223333:role/Server',
    VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1', 'subnet-2'] },
    CreationTime: 1_770_000_000,
    EnableNetworkIsolation: true,
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
    CreatedBy: user,
    ModelPackageGroupStatus: 'Completed',
  },

  // Asked for neither, the service lists packages without a group alone.
  'sagemaker:ListModelPackages': ({ ModelPackageType }) => ({
    ModelPackageSummaryList: [...(ModelPackageType === 'Both' ? [summaries.version] : []), summaries.unversioned],
  }),
  'sagemaker:DescribeModelPackage': ({ ModelPackageName }) => PACKAGES[String(ModelPackageName)],

  'sagemaker:ListEndpointConfigs': {
    EndpointConfigs: [
      {
        EndpointConfigName: 'fraud-v3',
        EndpointConfigArn: arn('endpoint-config', 'fraud-v3'),
        CreationTime: 1_770_000_000,
      },
    ],
  },
  'sagemaker:DescribeEndpointConfig': {
    EndpointConfigName: 'fraud-v3',
    EndpointConfigArn: arn('endpoint-config', 'fraud-v3'),
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
    CreationTime: 1_770_000_000,
  },

  'sagemaker:ListEndpoints': {
    Endpoints: [
      {
        EndpointName: 'fraud',
        EndpointArn: arn('endpoint', 'fraud'),
        CreationTime: 1_770_000_000,
        LastModifiedTime: 1_770_001_000,
        EndpointStatus: 'InService',
      },
    ],
  },
  'sagemaker:DescribeEndpoint': {
    EndpointName: 'fraud',
    EndpointArn: arn('endpoint', 'fraud'),
    EndpointConfigName: 'fraud-v3',
    EndpointStatus: 'InService',
    CreationTime: 1_770_000_000,
    LastModifiedTime: 1_770_001_000,
  },

  'sagemaker:ListNotebookInstances': {
    NotebookInstances: [{ NotebookInstanceName: 'lab', NotebookInstanceArn: arn('notebook-instance', 'lab') }],
  },
  'sagemaker:DescribeNotebookInstance': {
    NotebookInstanceArn: arn('notebook-instance', 'lab'),
    NotebookInstanceName: 'lab',
    NotebookInstanceStatus: 'InService',
    InstanceType: 'ml.t3.medium',
    SubnetId: 'subnet-1',
    SecurityGroups: ['sg-1'],
    RoleArn: 'arn:aws:iam::111122223333:role/Lab',
    KmsKeyId: 'alias/lab',
    CreationTime: 1_770_000_000,
    NotebookInstanceLifecycleConfigName: 'idle-stop',
    DirectInternetAccess: 'Disabled',
    RootAccess: 'Disabled',
    PlatformIdentifier: 'notebook-al2-v2',
    InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
  },

  'sagemaker:ListNotebookInstanceLifecycleConfigs': {
    NotebookInstanceLifecycleConfigs: [
      {
        NotebookInstanceLifecycleConfigName: 'setup',
        NotebookInstanceLifecycleConfigArn: arn('notebook-instance-lifecycle-config', 'setup'),
      },
    ],
  },
  'sagemaker:ListDomains': {
    Domains: [{ DomainArn: arn('domain', 'd-abc123'), DomainId: 'd-abc123', DomainName: 'risk' }],
  },
  'sagemaker:DescribeDomain': {
    DomainArn: arn('domain', 'd-abc123'),
    DomainId: 'd-abc123',
    DomainName: 'risk',
    Status: 'InService',
    CreationTime: 1_770_000_000,
    AuthMode: 'SSO',
    AppNetworkAccessType: 'VpcOnly',
    VpcId: 'vpc-1',
    SubnetIds: ['subnet-1'],
    KmsKeyId: 'alias/studio',
    DomainSettings: { ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME', SecurityGroupIds: ['sg-1'] },
    DefaultUserSettings: {
      ExecutionRole: 'arn:aws:iam::111122223333:role/Studio',
      SecurityGroups: ['sg-1'],
      JupyterLabAppSettings: {
        DefaultResourceSpec: { InstanceType: 'ml.t3.medium' },
        AppLifecycleManagement: { IdleSettings: { LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 60 } },
      },
    },
  },

  'sagemaker:ListUserProfiles': {
    UserProfiles: [{ DomainId: 'd-abc123', UserProfileName: 'ana', Status: 'InService' }],
  },
  'sagemaker:DescribeUserProfile': {
    DomainId: 'd-abc123',
    UserProfileArn: arn('user-profile', 'd-abc123/ana'),
    UserProfileName: 'ana',
    Status: 'InService',
    CreationTime: 1_770_000_000,
    UserSettings: { ExecutionRole: 'arn:aws:iam::111122223333:role/Ana', SecurityGroups: ['sg-1'] },
  },

  'sagemaker:ListSpaces': {
    Spaces: [{ DomainId: 'd-abc123', SpaceName: 'lab', Status: 'InService' }],
  },
  'sagemaker:DescribeSpace': {
    DomainId: 'd-abc123',
    SpaceArn: arn('space', 'd-abc123/lab'),
    SpaceName: 'lab',
    Status: 'InService',
    CreationTime: 1_770_000_000,
    SpaceSettings: {
      AppType: 'JupyterLab',
      RemoteAccess: 'DISABLED',
      JupyterLabAppSettings: {
        DefaultResourceSpec: { InstanceType: 'ml.t3.medium' },
        AppLifecycleManagement: { IdleSettings: { IdleTimeoutInMinutes: 60 } },
      },
    },
    OwnershipSettings: { OwnerUserProfileName: 'ana' },
    SpaceSharingSettings: { SharingType: 'Private' },
  },

  'sagemaker:ListProcessingJobs': {
    ProcessingJobSummaries: [{ ProcessingJobName: 'mask', ProcessingJobArn: arn('processing-job', 'mask') }],
  },
  'sagemaker:DescribeProcessingJob': {
    ProcessingJobName: 'mask',
    ProcessingJobArn: arn('processing-job', 'mask'),
    ProcessingJobStatus: 'Completed',
    CreationTime: 1_772_000_000,
    ProcessingEndTime: 1_772_000_600,
    RoleArn: 'arn:aws:iam::111122223333:role/Masker',
    AppSpecification: { ImageUri: 'mask:1', ContainerArguments: ['--salt', 'x'] },
    ProcessingResources: {
      ClusterConfig: {
        InstancePreferences: [{ InstanceType: 'ml.m5.large', InstanceCount: 2, Priority: 1 }],
        SelectedInstanceType: 'ml.m5.large',
        SelectedInstanceCount: 2,
        VolumeSizeInGB: 50,
        VolumeKmsKeyId: 'alias/volume',
      },
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
    NetworkConfig: { EnableNetworkIsolation: true, VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] } },
  },

  'sagemaker:ListTransformJobs': {
    TransformJobSummaries: [{ TransformJobName: 'score', TransformJobArn: arn('transform-job', 'score') }],
  },
  'sagemaker:DescribeTransformJob': {
    TransformJobName: 'score',
    TransformJobArn: arn('transform-job', 'score'),
    TransformJobStatus: 'Completed',
    ModelName: 'fraud',
    TransformInput: { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://ml-data/asked' } } },
    TransformOutput: { S3OutputPath: 's3://ml-data/scores', KmsKeyId: '' },
    TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeKmsKeyId: 'alias/volume' },
    CreationTime: 1_772_000_000,
  },

  'sagemaker:ListAutoMLJobs': {
    AutoMLJobSummaries: [{ AutoMLJobName: 'churn', AutoMLJobArn: arn('automl-job', 'churn') }],
  },
  'sagemaker:DescribeAutoMLJobV2': {
    AutoMLJobName: 'churn',
    AutoMLJobArn: arn('automl-job', 'churn'),
    AutoMLJobStatus: 'Completed',
    RoleArn: 'arn:aws:iam::111122223333:role/AutoML',
    AutoMLJobInputDataConfig: [
      { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://ml-data/churn' } } },
    ],
    CreationTime: 1_772_000_000,
    SecurityConfig: {
      EnableInterContainerTrafficEncryption: true,
      VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] },
    },
  },

  // As scrubbing leaves it.
  'sagemaker:DescribeNotebookInstanceLifecycleConfig': {
    NotebookInstanceLifecycleConfigArn: arn('notebook-instance-lifecycle-config', 'setup'),
    NotebookInstanceLifecycleConfigName: 'setup',
    OnCreate: [{ Content: 'kansa:scrubbed:0123456789abcdef:found=none:personal=my_number*1*97*' }],
    OnStart: [{ Content: 'kansa:scrubbed:123456789abcdef0:found=assigned_secret*1,aws_access_key_id*2:personal=none' }],
    LastModifiedTime: 1_770_000_000,
    CreationTime: 1_760_000_000,
  },

  'sagemaker:Search': { Results: [{ TrainingJob: trainingJob }] },
};
