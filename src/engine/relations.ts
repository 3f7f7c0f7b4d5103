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

/** Every relation that controls may read, by subject type. One line a relation; targets are joined by the host. */
export const RELATIONS: Readonly<Record<string, Readonly<Record<string, Relation>>>> = {
  'AWS::SageMaker::EndpointConfig': {
    key: { kind: 'one', type: 'AWS::KMS::Key', from: ['/resource/properties/KmsKeyId'] },
  },
  'AWS::SageMaker::Endpoint': {
    config: {
      kind: 'one',
      type: 'AWS::SageMaker::EndpointConfig',
      from: ['/resource/properties/EndpointConfigName'],
    },
    models: {
      kind: 'byName',
      type: 'AWS::SageMaker::Model',
      from: [
        '/refs/config/properties/ProductionVariants/*/ModelName',
        '/refs/config/properties/ShadowProductionVariants/*/ModelName',
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
  },
  'AWS::SageMaker::ModelPackage': {
    events: {
      kind: 'referrers',
      type: 'AWS::CloudTrail::Event',
      by: '/properties/modelPackageArn',
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
  'AWS::Bedrock::AgentAlias': {
    versions: {
      kind: 'byName',
      type: 'AWS::Bedrock::AgentVersion',
      from: ['/resource/runtime/RoutedVersions/*'],
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
    eventDataStores: { kind: 'all', type: 'AWS::CloudTrail::EventDataStore', scope: 'account' },
    recorders: { kind: 'all', type: 'AWS::Config::ConfigurationRecorder', scope: 'region' },
    trails: { kind: 'all', type: 'AWS::CloudTrail::Trail', scope: 'account' },
    vpcEndpoints: { kind: 'all', type: 'AWS::EC2::VPCEndpoint', scope: 'region' },
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
  },
};
