import type { Pointer } from '../model/pointer.js';

/**
 * How a subject reaches what it refers to. The name is what a control reads under `input.refs`.
 * `one`: a single resource. `byName`: an object keyed by the word that the referrer uses. `all`: every resource of a
 * type in the subject's region (`scope: 'region'`) or account, as an array.
 */
export type Relation =
  | {
      readonly kind: 'one' | 'byName';
      readonly type: string;
      /** Where the references stand, `*` for every member: below the subject, or below an earlier relation. */
      readonly from: readonly Pointer[];
      /** The references are S3 URIs, whose bucket is meant. */
      readonly uri?: 's3';
      /** The region in which the target lives; the subject's own where nothing is said. */
      readonly region?: 'global' | 'any';
      /** Names of the type are unique in all of AWS: a name that a complete list lacks belongs to somebody else. */
      readonly globalNames?: true;
    }
  | { readonly kind: 'all'; readonly type: string; readonly scope: 'region' | 'account' }
  /** Every resource of a type in the subject's region that names the subject (or what stands at `of`) at `by`, as an array. */
  | { readonly kind: 'referrers'; readonly type: string; readonly by: Pointer; readonly of?: readonly Pointer[] };

/** The synthetic subjects, which exist whether or not anything was listed: controls of the kind "there must be one". */
export const SYNTHETIC = { region: 'Kansa::Region', account: 'Kansa::Account' } as const;

const ROLLBACK_ALARM = '/resource/properties/DeploymentConfig/AutoRollbackConfiguration/Alarms/*/AlarmName';

const SCHEDULED_DEFINITION = '/resource/properties/MonitoringScheduleConfig/MonitoringJobDefinitionName';

/** Every relation that controls may read, by subject type. One line a relation; targets are joined by the host. */
export const RELATIONS: Readonly<Record<string, Readonly<Record<string, Relation>>>> = {
  'AWS::SageMaker::EndpointConfig': {
    key: { kind: 'one', type: 'AWS::KMS::Key', from: ['/resource/properties/KmsKeyId'] },
    captureKey: { kind: 'one', type: 'AWS::KMS::Key', from: ['/resource/properties/DataCaptureConfig/KmsKeyId'] },
    captureBucket: {
      kind: 'one',
      type: 'AWS::S3::Bucket',
      from: ['/resource/properties/DataCaptureConfig/DestinationS3Uri'],
      uri: 's3',
      region: 'any',
      globalNames: true,
    },
  },
  'AWS::SageMaker::Endpoint': {
    config: {
      kind: 'one',
      type: 'AWS::SageMaker::EndpointConfig',
      from: ['/resource/properties/EndpointConfigName'],
    },
    // A variant that names no model serves inference components, and an instance pool may override the variant's model.
    components: { kind: 'referrers', type: 'AWS::SageMaker::InferenceComponent', by: '/properties/EndpointName' },
    models: {
      kind: 'byName',
      type: 'AWS::SageMaker::Model',
      from: [
        '/refs/config/properties/ProductionVariants/*/ModelName',
        '/refs/config/properties/ProductionVariants/*/InstancePools/*/ModelNameOverride',
        '/refs/config/properties/ShadowProductionVariants/*/ModelName',
        '/refs/config/properties/ShadowProductionVariants/*/InstancePools/*/ModelNameOverride',
        '/refs/components/*/properties/Specification/ModelName',
        '/refs/components/*/properties/Specifications/*/ModelName',
      ],
    },
    packages: {
      kind: 'byName',
      type: 'AWS::SageMaker::ModelPackage',
      from: [
        '/refs/models/*/properties/PrimaryContainer/ModelPackageName',
        '/refs/models/*/properties/Containers/*/ModelPackageName',
      ],
    },
    events: {
      kind: 'referrers',
      type: 'AWS::CloudTrail::Event',
      by: '/properties/modelPackageArn',
      of: ['/refs/packages/*/id'],
    },
    alarms: { kind: 'referrers', type: 'AWS::CloudWatch::Alarm', by: '/runtime/EndpointMetrics/*/EndpointName' },
    rollbackAlarms: { kind: 'byName', type: 'AWS::CloudWatch::Alarm', from: [ROLLBACK_ALARM] },
    rollbackCompositeAlarms: { kind: 'byName', type: 'AWS::CloudWatch::CompositeAlarm', from: [ROLLBACK_ALARM] },
    scalableTargets: {
      kind: 'referrers',
      type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      by: '/runtime/EndpointName',
    },
    scalingPolicies: {
      kind: 'referrers',
      type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      by: '/runtime/EndpointName',
    },
    schedules: { kind: 'referrers', type: 'AWS::SageMaker::MonitoringSchedule', by: '/properties/EndpointName' },
  },
  'AWS::SageMaker::Model': {
    repositories: { kind: 'byName', type: 'AWS::ECR::Repository', from: ['/resource/runtime/Images/*/Repository'] },
  },
  'AWS::SageMaker::ModelPackage': {
    events: {
      kind: 'referrers',
      type: 'AWS::CloudTrail::Event',
      by: '/properties/modelPackageArn',
    },
    cards: {
      kind: 'referrers',
      type: 'AWS::SageMaker::ModelCard',
      by: '/properties/Content/ModelPackageDetails/ModelPackageArn',
    },
  },
  'AWS::SageMaker::ModelPackageGroup': {
    versions: { kind: 'referrers', type: 'AWS::SageMaker::ModelPackage', by: '/properties/ModelPackageGroupName' },
  },
  'AWS::SageMaker::FeatureGroup': {
    offlineKey: {
      kind: 'one',
      type: 'AWS::KMS::Key',
      from: ['/resource/properties/OfflineStoreConfig/S3StorageConfig/KmsKeyId'],
    },
    onlineKey: {
      kind: 'one',
      type: 'AWS::KMS::Key',
      from: ['/resource/properties/OnlineStoreConfig/SecurityConfig/KmsKeyId'],
    },
  },
  'AWS::SageMaker::DataQualityJobDefinition': {
    volumeKey: {
      kind: 'one',
      type: 'AWS::KMS::Key',
      from: ['/resource/properties/JobResources/ClusterConfig/VolumeKmsKeyId'],
    },
    outputKey: {
      kind: 'one',
      type: 'AWS::KMS::Key',
      from: ['/resource/properties/DataQualityJobOutputConfig/KmsKeyId'],
    },
  },
  // A schedule names its definition, and by its MonitoringType which of the four kinds that is.
  'AWS::SageMaker::MonitoringSchedule': {
    dataQuality: { kind: 'one', type: 'AWS::SageMaker::DataQualityJobDefinition', from: [SCHEDULED_DEFINITION] },
    modelQuality: { kind: 'one', type: 'AWS::SageMaker::ModelQualityJobDefinition', from: [SCHEDULED_DEFINITION] },
    modelBias: { kind: 'one', type: 'AWS::SageMaker::ModelBiasJobDefinition', from: [SCHEDULED_DEFINITION] },
    modelExplainability: {
      kind: 'one',
      type: 'AWS::SageMaker::ModelExplainabilityJobDefinition',
      from: [SCHEDULED_DEFINITION],
    },
  },
  'AWS::SageMaker::ProcessingJob': {
    volumeKey: {
      kind: 'one',
      type: 'AWS::KMS::Key',
      from: ['/resource/properties/ProcessingResources/ClusterConfig/VolumeKmsKeyId'],
    },
    outputKey: { kind: 'one', type: 'AWS::KMS::Key', from: ['/resource/properties/ProcessingOutputConfig/KmsKeyId'] },
  },
  'AWS::SageMaker::TransformJob': {
    volumeKey: { kind: 'one', type: 'AWS::KMS::Key', from: ['/resource/properties/TransformResources/VolumeKmsKeyId'] },
    outputKey: { kind: 'one', type: 'AWS::KMS::Key', from: ['/resource/properties/TransformOutput/KmsKeyId'] },
  },
  'AWS::SageMaker::HyperParameterTuningJob': {
    keys: {
      kind: 'byName',
      type: 'AWS::KMS::Key',
      from: ['TrainingJobDefinition', 'TrainingJobDefinitions/*'].flatMap((definition) => [
        `/resource/properties/${definition}/ResourceConfig/VolumeKmsKeyId`,
        `/resource/properties/${definition}/HyperParameterTuningResourceConfig/VolumeKmsKeyId`,
        `/resource/properties/${definition}/OutputDataConfig/KmsKeyId`,
      ]),
    },
  },
  'AWS::SageMaker::Domain': {
    key: { kind: 'one', type: 'AWS::KMS::Key', from: ['/resource/properties/KmsKeyId'] },
  },
  'AWS::SageMaker::UserProfile': {
    domain: { kind: 'one', type: 'AWS::SageMaker::Domain', from: ['/resource/properties/DomainId'] },
    profiles: { kind: 'all', type: 'AWS::SageMaker::UserProfile', scope: 'region' },
  },
  'AWS::SageMaker::NotebookInstance': {
    key: { kind: 'one', type: 'AWS::KMS::Key', from: ['/resource/properties/KmsKeyId'] },
    role: { kind: 'one', type: 'AWS::IAM::Role', from: ['/resource/properties/RoleArn'], region: 'global' },
    policies: {
      kind: 'byName',
      type: 'AWS::IAM::ManagedPolicy',
      from: ['/refs/role/properties/ManagedPolicyArns/*'],
      region: 'global',
    },
  },
  'AWS::SageMaker::TrainingJob': {
    volumeKey: { kind: 'one', type: 'AWS::KMS::Key', from: ['/resource/properties/ResourceConfig/VolumeKmsKeyId'] },
    outputKey: { kind: 'one', type: 'AWS::KMS::Key', from: ['/resource/properties/OutputDataConfig/KmsKeyId'] },
    inputs: {
      kind: 'byName',
      type: 'AWS::Macie::BucketMetadata',
      from: ['/resource/runtime/InputBuckets/*'],
      region: 'any',
      globalNames: true,
    },
  },
  'AWS::Bedrock::Guardrail': {
    keys: { kind: 'byName', type: 'AWS::KMS::Key', from: ['/resource/properties/KmsKeyArn'] },
  },
  'AWS::Bedrock::AgentActionGroup': {
    functions: { kind: 'byName', type: 'AWS::Lambda::Function', from: ['/resource/runtime/FunctionArn'] },
  },
  'AWS::Bedrock::AgentAlias': {
    versions: {
      kind: 'byName',
      type: 'AWS::Bedrock::AgentVersion',
      from: ['/resource/runtime/RoutedVersions/*'],
    },
    agentVersions: { kind: 'all', type: 'AWS::Bedrock::AgentVersion', scope: 'region' },
    profiles: {
      kind: 'byName',
      type: 'AWS::Bedrock::InferenceProfile',
      from: ['/refs/versions/*/properties/foundationModel'],
    },
    applicationProfiles: {
      kind: 'byName',
      type: 'AWS::Bedrock::ApplicationInferenceProfile',
      from: ['/refs/versions/*/properties/foundationModel'],
    },
    models: {
      kind: 'byName',
      type: 'AWS::Bedrock::FoundationModel',
      from: [
        '/refs/versions/*/properties/foundationModel',
        '/refs/profiles/*/runtime/FoundationModelIds/*',
        '/refs/applicationProfiles/*/runtime/FoundationModelIds/*',
      ],
    },
    roles: {
      kind: 'byName',
      type: 'AWS::IAM::Role',
      from: ['/refs/versions/*/properties/agentResourceRoleArn'],
      region: 'global',
    },
    rolePolicies: {
      kind: 'byName',
      type: 'AWS::IAM::ManagedPolicy',
      from: ['/refs/roles/*/properties/ManagedPolicyArns/*'],
      region: 'global',
    },
  },
  'AWS::Bedrock::CustomModel': {
    keys: { kind: 'byName', type: 'AWS::KMS::Key', from: ['/resource/properties/modelKmsKeyArn'] },
  },
  'AWS::Bedrock::ImportedModel': {
    keys: { kind: 'byName', type: 'AWS::KMS::Key', from: ['/resource/properties/modelKmsKeyArn'] },
  },
  'AWS::Bedrock::ModelInvocationJob': {
    buckets: {
      kind: 'byName',
      type: 'AWS::S3::Bucket',
      from: ['/resource/runtime/OutputBucket'],
      region: 'any',
      globalNames: true,
    },
    keys: {
      kind: 'byName',
      type: 'AWS::KMS::Key',
      from: [
        '/resource/properties/outputDataConfig/s3OutputDataConfig/s3EncryptionKeyId',
        '/refs/buckets/*/properties/BucketEncryption/ServerSideEncryptionConfiguration/*/ServerSideEncryptionByDefault/KMSMasterKeyID',
      ],
    },
  },
  'AWS::Bedrock::KnowledgeBase': {
    collections: {
      kind: 'byName',
      type: 'AWS::OpenSearchServerless::Collection',
      from: ['/resource/properties/StorageConfiguration/OpensearchServerlessConfiguration/CollectionArn'],
    },
    domains: {
      kind: 'byName',
      type: 'AWS::OpenSearchService::Domain',
      from: ['/resource/properties/StorageConfiguration/OpensearchManagedClusterConfiguration/DomainArn'],
    },
    networkPolicies: { kind: 'all', type: 'AWS::OpenSearchServerless::SecurityPolicy', scope: 'region' },
    roles: { kind: 'byName', type: 'AWS::IAM::Role', from: ['/resource/properties/RoleArn'], region: 'global' },
    rolePolicies: {
      kind: 'byName',
      type: 'AWS::IAM::ManagedPolicy',
      from: ['/refs/roles/*/properties/ManagedPolicyArns/*'],
      region: 'global',
    },
  },
  'AWS::OpenSearchService::Domain': {
    keys: { kind: 'byName', type: 'AWS::KMS::Key', from: ['/resource/properties/EncryptionAtRestOptions/KmsKeyId'] },
  },
  'AWS::OpenSearchServerless::Collection': {
    keys: { kind: 'byName', type: 'AWS::KMS::Key', from: ['/resource/runtime/KmsKeyArn'] },
    networkPolicies: { kind: 'all', type: 'AWS::OpenSearchServerless::SecurityPolicy', scope: 'region' },
    accessPolicies: { kind: 'all', type: 'AWS::OpenSearchServerless::AccessPolicy', scope: 'region' },
  },
  'AWS::Bedrock::DataSource': {
    keys: {
      kind: 'byName',
      type: 'AWS::KMS::Key',
      from: ['/resource/properties/ServerSideEncryptionConfiguration/KmsKeyArn'],
    },
  },
  'AWS::Bedrock::FlowAlias': {
    versions: { kind: 'byName', type: 'AWS::Bedrock::FlowVersion', from: ['/resource/runtime/RoutedVersions/*'] },
  },
  'AWS::Bedrock::Prompt': {
    keys: { kind: 'byName', type: 'AWS::KMS::Key', from: ['/resource/properties/CustomerEncryptionKeyArn'] },
  },
  'AWS::Bedrock::Agent': {
    keys: { kind: 'byName', type: 'AWS::KMS::Key', from: ['/resource/properties/CustomerEncryptionKeyArn'] },
    agents: { kind: 'all', type: 'AWS::Bedrock::Agent', scope: 'account' },
    versions: { kind: 'all', type: 'AWS::Bedrock::AgentVersion', scope: 'account' },
  },
  'AWS::CloudTrail::Trail': {
    bucket: {
      kind: 'one',
      type: 'AWS::S3::Bucket',
      from: ['/resource/properties/S3BucketName'],
      region: 'any',
      globalNames: true,
    },
    bucketPolicy: {
      kind: 'one',
      type: 'AWS::S3::BucketPolicy',
      from: ['/resource/properties/S3BucketName'],
      region: 'any',
      globalNames: true,
    },
    accountBlocks: { kind: 'all', type: 'AWS::S3::AccountPublicAccessBlock', scope: 'account' },
    key: { kind: 'one', type: 'AWS::KMS::Key', from: ['/resource/properties/KMSKeyId'] },
  },
  'AWS::CloudTrail::EventDataStore': {
    key: { kind: 'one', type: 'AWS::KMS::Key', from: ['/resource/properties/KmsKeyId'] },
  },
  'AWS::DynamoDB::Table': {
    keys: { kind: 'byName', type: 'AWS::KMS::Key', from: ['/resource/properties/SSESpecification/KMSMasterKeyId'] },
  },
  'AWS::StepFunctions::StateMachine': {
    keys: { kind: 'byName', type: 'AWS::KMS::Key', from: ['/resource/properties/EncryptionConfiguration/KmsKeyId'] },
  },
  'AWS::ECR::Repository': {
    keys: { kind: 'byName', type: 'AWS::KMS::Key', from: ['/resource/properties/EncryptionConfiguration/KmsKey'] },
  },
  'AWS::IAM::Role': {
    policies: {
      kind: 'byName',
      type: 'AWS::IAM::ManagedPolicy',
      from: ['/resource/properties/ManagedPolicyArns/*'],
      region: 'global',
    },
  },
  'AWS::IAM::User': {
    groups: { kind: 'byName', type: 'AWS::IAM::Group', from: ['/resource/properties/Groups/*'], region: 'global' },
    policies: {
      kind: 'byName',
      type: 'AWS::IAM::ManagedPolicy',
      from: ['/resource/properties/ManagedPolicyArns/*', '/refs/groups/*/properties/ManagedPolicyArns/*'],
      region: 'global',
    },
  },
  'AWS::Lambda::Function': {
    keys: { kind: 'byName', type: 'AWS::KMS::Key', from: ['/resource/properties/KmsKeyArn'] },
  },
  'AWS::S3::Bucket': {
    policy: {
      kind: 'one',
      type: 'AWS::S3::BucketPolicy',
      from: ['/resource/properties/BucketName'],
      region: 'any',
      globalNames: true,
    },
    accountBlocks: { kind: 'all', type: 'AWS::S3::AccountPublicAccessBlock', scope: 'account' },
    key: {
      kind: 'one',
      type: 'AWS::KMS::Key',
      from: [
        '/resource/properties/BucketEncryption/ServerSideEncryptionConfiguration/*/ServerSideEncryptionByDefault/KMSMasterKeyID',
      ],
    },
    destinations: {
      kind: 'byName',
      type: 'AWS::S3::Bucket',
      from: ['/resource/properties/ReplicationConfiguration/Rules/*/Destination/Bucket'],
      region: 'any',
      globalNames: true,
    },
  },
  [SYNTHETIC.region]: {
    eventRules: { kind: 'all', type: 'AWS::Events::Rule', scope: 'region' },
    modelPackageGroups: { kind: 'all', type: 'AWS::SageMaker::ModelPackageGroup', scope: 'region' },
    eventDataStores: { kind: 'all', type: 'AWS::CloudTrail::EventDataStore', scope: 'account' },
    recorders: { kind: 'all', type: 'AWS::Config::ConfigurationRecorder', scope: 'region' },
    trails: { kind: 'all', type: 'AWS::CloudTrail::Trail', scope: 'account' },
    vpcEndpoints: { kind: 'all', type: 'AWS::EC2::VPCEndpoint', scope: 'region' },
    invocations: { kind: 'all', type: 'AWS::Bedrock::ModelInvocation', scope: 'region' },
    invocationLogging: { kind: 'all', type: 'AWS::Bedrock::ModelInvocationLogging', scope: 'region' },
    invocationLogBuckets: {
      kind: 'byName',
      type: 'AWS::S3::Bucket',
      from: [
        '/refs/invocationLogging/*/properties/s3Config/bucketName',
        '/refs/invocationLogging/*/properties/cloudWatchConfig/largeDataDeliveryS3Config/bucketName',
      ],
      region: 'any',
      globalNames: true,
    },
    invocationLogGroups: {
      kind: 'byName',
      type: 'AWS::Logs::LogGroup',
      from: ['/refs/invocationLogging/*/properties/cloudWatchConfig/logGroupName'],
    },
    invocationLogKeys: {
      kind: 'byName',
      type: 'AWS::KMS::Key',
      from: [
        '/refs/invocationLogGroups/*/properties/KmsKeyId',
        '/refs/invocationLogBuckets/*/properties/BucketEncryption/ServerSideEncryptionConfiguration/*/ServerSideEncryptionByDefault/KMSMasterKeyID',
      ],
    },
  },
};
