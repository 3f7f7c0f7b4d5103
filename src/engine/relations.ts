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
      /** The target comes with its tags, of which no control may ask otherwise: collectors show them of few types. */
      readonly tags?: true;
    }
  | { readonly kind: 'all'; readonly type: string; readonly scope: 'region' | 'account' }
  /**
   * Every resource of a type in the subject's region (or in any, `scope: 'account'`) that names the subject (or what
   * stands at `of`) at `by`, as an array.
   */
  | {
      readonly kind: 'referrers';
      readonly type: string;
      readonly by: Pointer;
      readonly of?: readonly Pointer[];
      readonly scope?: 'account';
      /** What stands at `of` are S3 URIs, and whoever names a folder above one counts, too. */
      readonly uri?: 's3-folders';
      /** Those from before the scan's window matter as well: that nobody listed them is a gap. */
      readonly beforeWindow?: true;
    };

/** Are the tags of its targets joined as well? */
export const bringsTags = (relation: Relation): boolean => 'tags' in relation && relation.tags === true;

/** The synthetic subjects, which exist whether or not anything was listed: controls of the kind "there must be one". */
export const SYNTHETIC = { region: 'Kansa::Region', account: 'Kansa::Account' } as const;

const ROLLBACK_ALARM = '/resource/properties/DeploymentConfig/AutoRollbackConfiguration/Alarms/*/AlarmName';

const SCHEDULED_DEFINITION = '/resource/properties/MonitoringScheduleConfig/MonitoringJobDefinitionName';

/** From trails to alarms. The log group of a trail may stand in a region that nobody scanned, or in another account. */
const ALARMED = {
  trails: { kind: 'all', type: 'AWS::CloudTrail::Trail', scope: 'account' },
  trailLogGroups: {
    kind: 'byName',
    type: 'AWS::Logs::LogGroup',
    from: ['/refs/trails/*/properties/CloudWatchLogsLogGroupArn'],
  },
  metricFilters: { kind: 'all', type: 'AWS::Logs::MetricFilter', scope: 'account' },
  alarms: { kind: 'all', type: 'AWS::CloudWatch::Alarm', scope: 'account' },
} as const satisfies Readonly<Record<string, Relation>>;

/** The workloads of an AI platform that stand in a VPC: where each names its subnets and its security groups. */
const WORKLOADS: Readonly<
  Record<string, { readonly type: string; readonly subnets?: Pointer; readonly groups?: Pointer }>
> = {
  autoMLJobs: { type: 'AWS::SageMaker::AutoMLJob', ...vpcConfig('/properties/SecurityConfig/VpcConfig') },
  clusters: {
    type: 'AWS::EKS::Cluster',
    subnets: '/properties/ResourcesVpcConfig/SubnetIds/*',
    groups: '/properties/ResourcesVpcConfig/SecurityGroupIds/*',
  },
  // The group that EKS makes for the control plane and, where nobody says otherwise, for all nodes.
  clusterGroups: { type: 'AWS::EKS::Cluster', groups: '/runtime/ClusterSecurityGroupId' },
  customizationJobs: {
    type: 'AWS::Bedrock::ModelCustomizationJob',
    subnets: '/properties/vpcConfig/subnetIds/*',
    groups: '/properties/vpcConfig/securityGroupIds/*',
  },
  domains: {
    type: 'AWS::SageMaker::Domain',
    subnets: '/properties/SubnetIds/*',
    groups: '/properties/DefaultUserSettings/SecurityGroups/*',
  },
  endpointConfigs: { type: 'AWS::SageMaker::EndpointConfig', ...vpcConfig('/properties/VpcConfig') },
  fargateProfiles: { type: 'AWS::EKS::FargateProfile', subnets: '/properties/Subnets/*' },
  models: { type: 'AWS::SageMaker::Model', ...vpcConfig('/properties/VpcConfig') },
  nodegroups: { type: 'AWS::EKS::Nodegroup', subnets: '/properties/Subnets/*' },
  notebooks: {
    type: 'AWS::SageMaker::NotebookInstance',
    subnets: '/properties/SubnetId',
    groups: '/properties/SecurityGroupIds/*',
  },
  processingJobs: { type: 'AWS::SageMaker::ProcessingJob', ...vpcConfig('/properties/NetworkConfig/VpcConfig') },
  trainingJobs: { type: 'AWS::SageMaker::TrainingJob', ...vpcConfig('/properties/VpcConfig') },
  userProfiles: { type: 'AWS::SageMaker::UserProfile', groups: '/properties/UserSettings/SecurityGroups/*' },
  vpcEndpoints: {
    type: 'AWS::EC2::VPCEndpoint',
    subnets: '/properties/SubnetIds/*',
    groups: '/properties/SecurityGroupIds/*',
  },
};

function vpcConfig(place: Pointer) {
  return { subnets: `${place}/Subnets/*`, groups: `${place}/SecurityGroupIds/*` };
}

/** One relation for each kind of workload that names the subject (or what stands at `of`) as its subnet or group. */
const workloadsBy = (end: 'subnets' | 'groups', of?: readonly Pointer[]): Readonly<Record<string, Relation>> =>
  Object.fromEntries(
    Object.entries(WORKLOADS).flatMap(([name, { type, [end]: by }]) =>
      by === undefined ? [] : [[name, { kind: 'referrers', type, by, ...(of && { of }) }] as const],
    ),
  );

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
    subnets: {
      kind: 'byName',
      type: 'AWS::EC2::Subnet',
      from: ['/refs/models/*/properties/VpcConfig/Subnets/*'],
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
  'AWS::EC2::SecurityGroup': {
    ...workloadsBy('groups'),
    // A list that somebody else shares is in no list of the account's.
    prefixLists: {
      kind: 'byName',
      type: 'AWS::EC2::PrefixList',
      from: [
        '/resource/properties/SecurityGroupIngress/*/SourcePrefixListId',
        '/resource/properties/SecurityGroupEgress/*/DestinationPrefixListId',
      ],
      globalNames: true,
    },
  },
  'AWS::EC2::Subnet': {
    ...workloadsBy('subnets'),
    // An association of its own comes before the VPC's main table.
    routeTables: { kind: 'referrers', type: 'AWS::EC2::RouteTable', by: '/runtime/SubnetIds/*' },
    mainRouteTables: {
      kind: 'referrers',
      type: 'AWS::EC2::RouteTable',
      by: '/runtime/MainOf',
      of: ['/resource/properties/VpcId'],
    },
    flowLogs: {
      kind: 'referrers',
      type: 'AWS::EC2::FlowLog',
      by: '/properties/ResourceId',
      of: ['/resource/runtime/SubnetId', '/resource/properties/VpcId'],
    },
  },
  'AWS::EC2::VPC': {
    subnets: { kind: 'referrers', type: 'AWS::EC2::Subnet', by: '/properties/VpcId' },
    ...workloadsBy('subnets', ['/refs/subnets/*/runtime/SubnetId']),
    defaultGroups: { kind: 'referrers', type: 'AWS::EC2::SecurityGroup', by: '/runtime/DefaultOf' },
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
    profiles: {
      kind: 'referrers',
      type: 'AWS::SageMaker::UserProfile',
      by: '/properties/DomainId',
      of: ['/resource/properties/DomainId'],
    },
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
    // Those that wrote what the job reads.
    processingJobs: {
      kind: 'referrers',
      type: 'AWS::SageMaker::ProcessingJob',
      by: '/properties/ProcessingOutputConfig/Outputs/*/S3Output/S3Uri',
      of: ['/resource/properties/InputDataConfig/*/DataSource/S3DataSource/S3Uri'],
      scope: 'account',
      uri: 's3-folders',
      beforeWindow: true,
    },
  },
  'Kansa::PersonalDataInventory': {
    bucket: {
      kind: 'one',
      type: 'AWS::S3::Bucket',
      from: ['/resource/properties/Bucket'],
      region: 'any',
      globalNames: true,
      tags: true,
    },
    policy: {
      kind: 'one',
      type: 'AWS::S3::BucketPolicy',
      from: ['/resource/properties/Bucket'],
      region: 'any',
      globalNames: true,
    },
    accountBlocks: { kind: 'all', type: 'AWS::S3::AccountPublicAccessBlock', scope: 'account' },
    logGroup: { kind: 'one', type: 'AWS::Logs::LogGroup', from: ['/resource/properties/LogGroupName'], tags: true },
    table: { kind: 'one', type: 'AWS::DynamoDB::Table', from: ['/resource/properties/TableName'], tags: true },
    machine: {
      kind: 'one',
      type: 'AWS::StepFunctions::StateMachine',
      from: ['/resource/properties/StateMachineName'],
      tags: true,
    },
    collection: {
      kind: 'one',
      type: 'AWS::OpenSearchServerless::Collection',
      from: ['/resource/properties/CollectionArn'],
      tags: true,
    },
    domain: {
      kind: 'one',
      type: 'AWS::OpenSearchService::Domain',
      from: ['/resource/properties/DomainName'],
      tags: true,
    },
    // Whoever else uses the place is no such configuration, and simply absent.
    captures: { kind: 'byName', type: 'AWS::SageMaker::EndpointConfig', from: ['/resource/properties/Users/*/Id'] },
    keys: {
      kind: 'byName',
      type: 'AWS::KMS::Key',
      from: [
        '/refs/bucket/properties/BucketEncryption/ServerSideEncryptionConfiguration/*/ServerSideEncryptionByDefault/KMSMasterKeyID',
        '/refs/logGroup/properties/KmsKeyId',
        '/refs/captures/*/properties/DataCaptureConfig/KmsKeyId',
      ],
    },
    // Those of the region in which models are asked, which need not be that of their log.
    guardrails: { kind: 'all', type: 'AWS::Bedrock::Guardrail', scope: 'account' },
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
    agentVersions: {
      kind: 'referrers',
      type: 'AWS::Bedrock::AgentVersion',
      by: '/properties/agentId',
      of: ['/resource/properties/AgentId'],
    },
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
  'AWS::Bedrock::ProvisionedModelThroughput': {
    invocations: { kind: 'all', type: 'AWS::Bedrock::ModelInvocation', scope: 'region' },
    models: {
      kind: 'byName',
      type: 'AWS::Bedrock::FoundationModel',
      from: ['/resource/properties/foundationModelArn'],
    },
  },
  'AWS::Bedrock::Agent': {
    keys: { kind: 'byName', type: 'AWS::KMS::Key', from: ['/resource/properties/CustomerEncryptionKeyArn'] },
    agents: {
      kind: 'referrers',
      type: 'AWS::Bedrock::Agent',
      by: '/properties/AgentResourceRoleArn',
      of: ['/resource/properties/AgentResourceRoleArn'],
      scope: 'account',
    },
    versions: {
      kind: 'referrers',
      type: 'AWS::Bedrock::AgentVersion',
      by: '/properties/agentResourceRoleArn',
      of: ['/resource/properties/AgentResourceRoleArn'],
      scope: 'account',
    },
  },
  'AWS::EKS::Cluster': {
    secretKeys: {
      kind: 'byName',
      type: 'AWS::KMS::Key',
      from: ['/resource/properties/EncryptionConfig/*/Provider/KeyArn'],
    },
    logGroup: { kind: 'one', type: 'AWS::Logs::LogGroup', from: ['/resource/runtime/LogGroupName'] },
    version: { kind: 'one', type: 'AWS::EKS::ClusterVersion', from: ['/resource/properties/Version'] },
  },
  'AWS::EKS::FargateProfile': {
    role: {
      kind: 'one',
      type: 'AWS::IAM::Role',
      from: ['/resource/properties/PodExecutionRoleArn'],
      region: 'global',
    },
  },
  'AWS::EKS::Addon': {
    engines: { kind: 'byName', type: 'Kubernetes::Workload', from: ['/resource/runtime/NetworkPolicyEngines/*'] },
    associations: {
      kind: 'referrers',
      type: 'AWS::EKS::PodIdentityAssociation',
      by: '/properties/ClusterName',
      of: ['/resource/properties/ClusterName'],
    },
  },
  'AWS::EKS::PodIdentityAssociation': {
    roles: {
      kind: 'byName',
      type: 'AWS::IAM::Role',
      from: ['/resource/properties/RoleArn', '/resource/properties/TargetRoleArn'],
      region: 'global',
    },
    policies: {
      kind: 'byName',
      type: 'AWS::IAM::ManagedPolicy',
      from: ['/refs/roles/*/properties/ManagedPolicyArns/*'],
      region: 'global',
    },
  },
  'Kubernetes::Namespace': {
    workloads: { kind: 'referrers', type: 'Kubernetes::Workload', by: '/runtime/namespace' },
    networkPolicies: { kind: 'referrers', type: 'Kubernetes::NetworkPolicy', by: '/runtime/namespace' },
    engines: { kind: 'byName', type: 'Kubernetes::Workload', from: ['/resource/runtime/networkPolicyEngines/*'] },
    fargateProfiles: {
      kind: 'referrers',
      type: 'AWS::EKS::FargateProfile',
      by: '/properties/ClusterName',
      of: ['/resource/properties/cluster'],
    },
  },
  'Kubernetes::Service': {
    ingresses: { kind: 'referrers', type: 'Kubernetes::Ingress', by: '/runtime/services/*' },
  },
  'Kubernetes::Workload': {
    serviceAccounts: {
      kind: 'byName',
      type: 'Kubernetes::ServiceAccount',
      from: ['/resource/runtime/serviceAccounts/*'],
    },
  },
  'Kubernetes::ServiceAccount': {
    workloads: { kind: 'referrers', type: 'Kubernetes::Workload', by: '/runtime/serviceAccounts/*' },
    bindings: { kind: 'referrers', type: 'Kubernetes::RoleBinding', by: '/runtime/subjects/*' },
    roles: { kind: 'byName', type: 'Kubernetes::Role', from: ['/refs/bindings/*/runtime/role'] },
    iamRoles: { kind: 'byName', type: 'AWS::IAM::Role', from: ['/resource/properties/roleArn'], region: 'global' },
    iamPolicies: {
      kind: 'byName',
      type: 'AWS::IAM::ManagedPolicy',
      from: ['/refs/iamRoles/*/properties/ManagedPolicyArns/*'],
      region: 'global',
    },
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
  'AWS::ECS::TaskDefinition': {
    definitions: { kind: 'all', type: 'AWS::ECS::TaskDefinition', scope: 'region' },
    repositories: { kind: 'byName', type: 'AWS::ECR::Repository', from: ['/resource/runtime/Images/*/Repository'] },
    roles: { kind: 'byName', type: 'AWS::IAM::Role', from: ['/resource/properties/TaskRoleArn'], region: 'global' },
    rolePolicies: {
      kind: 'byName',
      type: 'AWS::IAM::ManagedPolicy',
      from: ['/refs/roles/*/properties/ManagedPolicyArns/*'],
      region: 'global',
    },
  },
  'AWS::IAM::Role': {
    oidcProviders: {
      kind: 'byName',
      type: 'AWS::IAM::OIDCProvider',
      from: ['/resource/properties/AssumeRolePolicyDocument/Statement/*/Principal/Federated/*'],
      region: 'global',
    },
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
  'AWS::ApiGateway::Stage': {
    api: { kind: 'one', type: 'AWS::ApiGateway::RestApi', from: ['/resource/properties/RestApiId'] },
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
  [SYNTHETIC.account]: {
    budgets: { kind: 'all', type: 'AWS::Budgets::Budget', scope: 'account' },
    anomalyMonitors: { kind: 'all', type: 'AWS::CE::AnomalyMonitor', scope: 'account' },
    anomalySubscriptions: { kind: 'all', type: 'AWS::CE::AnomalySubscription', scope: 'account' },
    eventRules: { kind: 'all', type: 'AWS::Events::Rule', scope: 'account' },
    ...ALARMED,
  },
  [SYNTHETIC.region]: {
    ...ALARMED,
    eventRules: { kind: 'all', type: 'AWS::Events::Rule', scope: 'region' },
    modelPackageGroups: { kind: 'all', type: 'AWS::SageMaker::ModelPackageGroup', scope: 'region' },
    eventDataStores: { kind: 'all', type: 'AWS::CloudTrail::EventDataStore', scope: 'account' },
    recorders: { kind: 'all', type: 'AWS::Config::ConfigurationRecorder', scope: 'region' },
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
