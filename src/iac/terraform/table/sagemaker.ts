import { document, each, group, isSet, made, one, references } from '../mapping.js';
import { type Mapping, part, resource, TAGS } from './mappings.js';

const GROUP = 'AWS::SageMaker::ModelPackageGroup';

const VPC = one('vpc_config', { SecurityGroupIds: references('security_group_ids'), Subnets: references('subnets') });

const NETWORK = one('network_config', {
  EnableInterContainerTrafficEncryption: 'enable_inter_container_traffic_encryption',
  EnableNetworkIsolation: 'enable_network_isolation',
  VpcConfig: VPC,
});

const CONTAINER = {
  ContainerHostname: 'container_hostname',
  Environment: 'environment',
  Image: 'image',
  ImageConfig: one('image_config', { RepositoryAccessMode: 'repository_access_mode' }),
  ModelDataUrl: document('model_data_url'),
  ModelPackageName: 'model_package_name',
};

const VARIANT = {
  VariantName: 'variant_name',
  ModelName: 'model_name',
  InstanceType: 'instance_type',
  InitialInstanceCount: 'initial_instance_count',
  ManagedInstanceScaling: one('managed_instance_scaling', {
    MaxInstanceCount: 'max_instance_count',
    MinInstanceCount: 'min_instance_count',
    Status: 'status',
  }),
  ServerlessConfig: one('serverless_config', {
    MaxConcurrency: 'max_concurrency',
    MemorySizeInMB: 'memory_size_in_mb',
  }),
};

const IDLE = {
  AppLifecycleManagement: one('app_lifecycle_management', {
    IdleSettings: one('idle_settings', {
      IdleTimeoutInMinutes: 'idle_timeout_in_minutes',
      LifecycleManagement: 'lifecycle_management',
    }),
  }),
};

const SPACE_IDLE = {
  AppLifecycleManagement: one('app_lifecycle_management', {
    IdleSettings: one('idle_settings', { IdleTimeoutInMinutes: 'idle_timeout_in_minutes' }),
  }),
};

/** One script a hook. */
const script = (attribute: string) =>
  made([attribute], ({ [attribute]: Content }) => (isSet(Content) ? [{ Content }] : undefined));

const USER = {
  ExecutionRole: 'execution_role',
  SecurityGroups: references('security_groups'),
  CodeEditorAppSettings: one('code_editor_app_settings', IDLE),
  JupyterLabAppSettings: one('jupyter_lab_app_settings', IDLE),
};

const CAPACITY = { Type: 'type', Value: 'value' };

export const SAGEMAKER: Readonly<Record<string, Mapping>> = {
  aws_sagemaker_data_quality_job_definition: resource('AWS::SageMaker::DataQualityJobDefinition', ['name', 'id'], {
    ...TAGS,
    JobDefinitionName: 'name',
    RoleArn: 'role_arn',
    NetworkConfig: NETWORK,
    JobResources: one('job_resources', {
      ClusterConfig: one('cluster_config', {
        InstanceCount: 'instance_count',
        InstanceType: 'instance_type',
        VolumeKmsKeyId: 'volume_kms_key_id',
        VolumeSizeInGB: 'volume_size_in_gb',
      }),
    }),
    DataQualityJobOutputConfig: one('data_quality_job_output_config', { KmsKeyId: 'kms_key_id' }),
  }),
  aws_sagemaker_domain: resource('AWS::SageMaker::Domain', ['id'], {
    ...TAGS,
    DomainName: 'domain_name',
    AuthMode: 'auth_mode',
    AppNetworkAccessType: 'app_network_access_type',
    KmsKeyId: 'kms_key_id',
    VpcId: 'vpc_id',
    SubnetIds: references('subnet_ids'),
    DefaultUserSettings: one('default_user_settings', USER),
    DomainSettings: one('domain_settings', { ExecutionRoleIdentityConfig: 'execution_role_identity_config' }),
  }),
  aws_sagemaker_endpoint: resource('AWS::SageMaker::Endpoint', ['name', 'id'], {
    ...TAGS,
    EndpointName: 'name',
    EndpointConfigName: 'endpoint_config_name',
    DeploymentConfig: one('deployment_config', {
      AutoRollbackConfiguration: one('auto_rollback_configuration', {
        Alarms: each('alarms', { AlarmName: 'alarm_name' }),
      }),
      BlueGreenUpdatePolicy: one('blue_green_update_policy', {
        TrafficRoutingConfiguration: one('traffic_routing_configuration', { Type: 'type' }),
      }),
      RollingUpdatePolicy: one('rolling_update_policy', { MaximumBatchSize: one('maximum_batch_size', CAPACITY) }),
    }),
  }),
  aws_sagemaker_endpoint_configuration: resource('AWS::SageMaker::EndpointConfig', ['name', 'id'], {
    ...TAGS,
    EndpointConfigName: 'name',
    KmsKeyId: 'kms_key_arn',
    DataCaptureConfig: one('data_capture_config', {
      DestinationS3Uri: document('destination_s3_uri'),
      EnableCapture: 'enable_capture',
      InitialSamplingPercentage: 'initial_sampling_percentage',
      KmsKeyId: 'kms_key_id',
    }),
    ProductionVariants: each('production_variants', VARIANT),
    ShadowProductionVariants: each('shadow_production_variants', VARIANT),
  }),
  aws_sagemaker_feature_group: resource('AWS::SageMaker::FeatureGroup', ['feature_group_name', 'id'], {
    ...TAGS,
    FeatureGroupName: 'feature_group_name',
    RoleArn: 'role_arn',
    OfflineStoreConfig: one('offline_store_config', {
      S3StorageConfig: one('s3_storage_config', { KmsKeyId: 'kms_key_id', S3Uri: document('s3_uri') }),
    }),
    OnlineStoreConfig: one('online_store_config', {
      EnableOnlineStore: 'enable_online_store',
      SecurityConfig: one('security_config', { KmsKeyId: 'kms_key_id' }),
      StorageType: 'storage_type',
    }),
  }),
  aws_sagemaker_model: resource('AWS::SageMaker::Model', ['name', 'id'], {
    ...TAGS,
    ModelName: 'name',
    ExecutionRoleArn: 'execution_role_arn',
    EnableNetworkIsolation: 'enable_network_isolation',
    PrimaryContainer: one('primary_container', CONTAINER),
    Containers: each('container', CONTAINER),
    VpcConfig: VPC,
  }),
  aws_sagemaker_model_card: resource(
    'AWS::SageMaker::ModelCard',
    ['model_card_name'],
    { ...TAGS, ModelCardName: 'model_card_name', ModelCardStatus: 'model_card_status' },
    { arns: ['model_card_arn'] },
  ),
  aws_sagemaker_model_package_group: resource(GROUP, ['model_package_group_name', 'id'], {
    ...TAGS,
    ModelPackageGroupName: 'model_package_group_name',
  }),
  aws_sagemaker_model_package_group_policy: part([{ type: GROUP, by: 'model_package_group_name' }], {
    ModelPackageGroupPolicy: document('resource_policy'),
  }),
  aws_sagemaker_monitoring_schedule: resource('AWS::SageMaker::MonitoringSchedule', ['name', 'id'], {
    ...TAGS,
    MonitoringScheduleName: 'name',
    MonitoringScheduleConfig: one('monitoring_schedule_config', {
      MonitoringJobDefinitionName: 'monitoring_job_definition_name',
      MonitoringType: 'monitoring_type',
      MonitoringJobDefinition: one('monitoring_job_definition', { NetworkConfig: NETWORK, RoleArn: 'role_arn' }),
    }),
  }),
  aws_sagemaker_notebook_instance: resource('AWS::SageMaker::NotebookInstance', ['name', 'id'], {
    ...TAGS,
    NotebookInstanceName: 'name',
    InstanceType: 'instance_type',
    DirectInternetAccess: 'direct_internet_access',
    RootAccess: 'root_access',
    RoleArn: 'role_arn',
    KmsKeyId: 'kms_key_id',
    PlatformIdentifier: 'platform_identifier',
    SubnetId: 'subnet_id',
    SecurityGroupIds: references('security_groups'),
    LifecycleConfigName: 'lifecycle_config_name',
    InstanceMetadataServiceConfiguration: one('instance_metadata_service_configuration', {
      MinimumInstanceMetadataServiceVersion: 'minimum_instance_metadata_service_version',
    }),
  }),
  aws_sagemaker_notebook_instance_lifecycle_configuration: resource(
    'AWS::SageMaker::NotebookInstanceLifecycleConfig',
    ['name', 'id'],
    {
      ...TAGS,
      NotebookInstanceLifecycleConfigName: 'name',
      OnCreate: script('on_create'),
      OnStart: script('on_start'),
    },
  ),
  aws_sagemaker_pipeline: resource('AWS::SageMaker::Pipeline', ['pipeline_name', 'id'], {
    ...TAGS,
    PipelineName: 'pipeline_name',
    PipelineDefinition: group({ PipelineDefinitionBody: document('pipeline_definition') }),
    RoleArn: 'role_arn',
  }),
  aws_sagemaker_space: resource('AWS::SageMaker::Space', ['space_name'], {
    ...TAGS,
    SpaceName: 'space_name',
    DomainId: 'domain_id',
    OwnershipSettings: one('ownership_settings', { OwnerUserProfileName: 'owner_user_profile_name' }),
    SpaceSettings: one('space_settings', {
      AppType: 'app_type',
      CodeEditorAppSettings: one('code_editor_app_settings', SPACE_IDLE),
      JupyterLabAppSettings: one('jupyter_lab_app_settings', SPACE_IDLE),
    }),
    SpaceSharingSettings: one('space_sharing_settings', { SharingType: 'sharing_type' }),
  }),
  aws_sagemaker_studio_lifecycle_config: resource(
    'AWS::SageMaker::StudioLifecycleConfig',
    ['studio_lifecycle_config_name', 'id'],
    {
      ...TAGS,
      StudioLifecycleConfigName: 'studio_lifecycle_config_name',
      StudioLifecycleConfigAppType: 'studio_lifecycle_config_app_type',
      StudioLifecycleConfigContent: 'studio_lifecycle_config_content',
    },
  ),
  aws_sagemaker_user_profile: resource('AWS::SageMaker::UserProfile', ['user_profile_name'], {
    ...TAGS,
    UserProfileName: 'user_profile_name',
    DomainId: 'domain_id',
    UserSettings: one('user_settings', USER),
  }),
};
