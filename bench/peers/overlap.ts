/** A control of kansa and a check of Prowler that ask the same. */
export interface Overlap {
  readonly control: string;
  readonly check: string;
  /** By what their subjects are one: the last name of their ids, the name before (an alias by its agent), the region, or the account. */
  readonly of: 'name' | 'parent' | 'region' | 'account';
}

/** The services that both look at. */
export const SERVICES = ['sagemaker', 'bedrock', 'eks', 'kms', 'cloudtrail'] as const;

const named = (control: string, check: string): Overlap => ({ control, check, of: 'name' });
const regional = (control: string, check: string): Overlap => ({ control, check, of: 'region' });

export const OVERLAP: readonly Overlap[] = [
  named('sagemaker/notebook_direct_internet', 'sagemaker_notebook_instance_without_direct_internet_access_configured'),
  named('sagemaker/notebook_root_access', 'sagemaker_notebook_instance_root_access_disabled'),
  named('sagemaker/notebook_cmk', 'sagemaker_notebook_instance_encryption_enabled'),
  named('sagemaker/notebook_in_vpc', 'sagemaker_notebook_instance_vpc_settings_configured'),
  named('sagemaker/training_job_encryption', 'sagemaker_training_jobs_volume_and_output_encryption_enabled'),
  named(
    'sagemaker/training_job_intercontainer_encryption',
    'sagemaker_training_jobs_intercontainer_encryption_enabled',
  ),
  named('sagemaker/training_job_network_isolation', 'sagemaker_training_jobs_network_isolation_enabled'),
  named('sagemaker/training_job_in_vpc', 'sagemaker_training_jobs_vpc_settings_configured'),
  named('sagemaker/model_network_isolation', 'sagemaker_models_network_isolation_enabled'),
  named('sagemaker/model_in_vpc', 'sagemaker_models_vpc_settings_configured'),
  named('sagemaker/endpoint_config_cmk', 'sagemaker_endpoint_config_kms_encryption_enabled'),
  named('sagemaker/domain_sso', 'sagemaker_domain_sso_configured'),
  regional('sagemaker/endpoint_monitored', 'sagemaker_models_monitor_enabled'),
  named('bedrock/guardrail_pii', 'bedrock_guardrail_sensitive_information_filter_enforced'),
  named('bedrock/guardrail_prompt_attack', 'bedrock_guardrail_prompt_attack_filter_enabled'),
  named('bedrock/guardrail_grounding', 'bedrock_guardrail_contextual_grounding_filter_enabled'),
  { control: 'bedrock/agent_alias_guardrail', check: 'bedrock_agent_guardrail_enabled', of: 'parent' },
  named('bedrock/agent_role_not_shared', 'bedrock_agent_role_not_shared_across_agents'),
  named('bedrock/custom_model_cmk', 'bedrock_custom_model_encrypted_with_cmk'),
  named('bedrock/knowledge_base_data_source_cmk', 'bedrock_knowledge_base_encrypted_with_cmk'),
  named('bedrock/prompt_cmk', 'bedrock_prompt_encrypted_with_cmk'),
  regional('bedrock/invocation_logging', 'bedrock_model_invocation_logging_enabled'),
  regional('bedrock/invocation_logs_cmk', 'bedrock_model_invocation_logs_encryption_enabled'),
  { control: 'cloudtrail/bedrock_data_events_complete', check: 'cloudtrail_bedrock_logging_enabled', of: 'account' },
  regional('cloudtrail/multi_region_trail', 'cloudtrail_multi_region_enabled'),
  named('cloudtrail/trail_cmk', 'cloudtrail_kms_encryption_enabled'),
  named('cloudtrail/log_file_validation', 'cloudtrail_log_file_validation_enabled'),
  named('cloudtrail/bucket_not_public', 'cloudtrail_logs_s3_bucket_is_not_publicly_accessible'),
  named('cloudtrail/bucket_access_logging', 'cloudtrail_logs_s3_bucket_access_logging_enabled'),
  named('kms/key_rotation', 'kms_cmk_rotation_enabled'),
  named('kms/key_policy_not_public', 'kms_key_not_publicly_accessible'),
  named('kms/key_not_pending_deletion', 'kms_cmk_not_deleted_unintentionally'),
  named('eks/cluster_public_access', 'eks_cluster_not_publicly_accessible'),
  named('eks/control_plane_logs', 'eks_control_plane_logging_all_types_enabled'),
  named('eks/deletion_protection', 'eks_cluster_deletion_protection_enabled'),
  named('eks/private_endpoint', 'eks_cluster_private_nodes_enabled'),
  named('eks/secrets_cmk', 'eks_cluster_kms_cmk_encryption_in_secrets_enabled'),
  named('eks/supported_version', 'eks_cluster_uses_a_supported_version'),
];

/** Who is right where they disagree, by the documentation of the API: `<check> <subject>`. */
export const JUDGEMENTS: Readonly<Record<string, string>> = {
  'sagemaker_training_jobs_volume_and_output_encryption_enabled churn-adhoc-train':
    'The job names a key for its volume and none for its output, and without one S3’s default key of the role’s account is used ([OutputDataConfig](https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputDataConfig.html)); Prowler reads the volume’s only.',
  'sagemaker_endpoint_config_kms_encryption_enabled document-pipeline':
    'The key is there, and AWS manages it ([KeyMetadata](https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html), `KeyManager`): kansa asks for a key of the customer’s, Prowler for any.',
  'sagemaker_endpoint_config_kms_encryption_enabled shared-inference':
    'Its instances have local storage, which a `KmsKeyId` does not encrypt ([CreateEndpointConfig](https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html)): kansa does not ask for one, Prowler sees that one is named.',
  'sagemaker_models_monitor_enabled ap-northeast-1':
    'Two endpoints have no schedule that names them; Prowler is content with one schedule in the region ([MonitoringScheduleSummary](https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MonitoringScheduleSummary.html), `EndpointName`).',
  'sagemaker_models_monitor_enabled ap-northeast-3':
    'No endpoint serves there, so there is nothing to monitor ([ListEndpoints](https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListEndpoints.html) is empty).',
  'bedrock_guardrail_prompt_attack_filter_enabled exampleintl1':
    'The strength is HIGH and the action is NONE, which only detects ([GuardrailContentFilter](https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GuardrailContentFilter.html), `inputAction`); Prowler reads the strength.',
  'bedrock_agent_guardrail_enabled OPSAGENT01':
    'The draft has a guardrail, the version that the alias routes to has none ([GetAgentVersion](https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent_GetAgentVersion.html)); Prowler reads the draft, which nobody in production calls.',
  'kms_key_not_publicly_accessible 54b4a482-6858-4eba-aa34-c85410714d51':
    'The key waits for its deletion. Both are right: Prowler looks at enabled keys, kansa at every key whose policy [CancelKeyDeletion](https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html) would bring back.',
  'eks_cluster_not_publicly_accessible ray-sandbox':
    '0.0.0.0/1 and 128.0.0.0/1 together are every address ([VpcConfigResponse](https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigResponse.html), `publicAccessCidrs`); Prowler looks for 0.0.0.0/0.',
  'eks_cluster_kms_cmk_encryption_in_secrets_enabled ray-sandbox':
    'The list of encryption configurations is empty ([Cluster](https://docs.aws.amazon.com/eks/latest/APIReference/API_Cluster.html), `encryptionConfig`), and Prowler takes the member’s presence for a key. moto sends the empty list; where AWS leaves it out, both agree.',
  'eks_cluster_uses_a_supported_version ray-sandbox':
    'Kubernetes 1.31 is in extended support by what EKS itself answers ([DescribeClusterVersions](https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeClusterVersions.html)); Prowler compares with a number in its configuration, 1.28.',
};

/** What the peer says otherwise from run to run, of the same account: nothing that it can agree on. */
export const UNSTEADY: Readonly<Record<string, string>> = {
  'cloudtrail_bedrock_logging_enabled the account':
    'Prowler passed it in two of five runs in a row and failed it in three. kansa asks for every data event type of Bedrock, of which the trails and stores leave some out ([AdvancedFieldSelector](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html), `resources.type`); Prowler for management events or any one type.',
};

/** A call, and what judges by it. */
export interface Denial {
  readonly service: string;
  readonly operation: string;
  readonly controls: readonly string[];
  readonly checks: readonly string[];
}

/** Calls that are refused in turn. */
export const DENIALS: readonly Denial[] = [
  {
    service: 'sagemaker',
    operation: 'DescribeNotebookInstance',
    controls: ['sagemaker/notebook_direct_internet', 'sagemaker/notebook_root_access'],
    checks: [
      'sagemaker_notebook_instance_without_direct_internet_access_configured',
      'sagemaker_notebook_instance_root_access_disabled',
    ],
  },
  {
    service: 'eks',
    operation: 'DescribeCluster',
    controls: ['eks/cluster_public_access'],
    checks: ['eks_cluster_not_publicly_accessible'],
  },
  {
    service: 'bedrock',
    operation: 'GetGuardrail',
    controls: ['bedrock/guardrail_pii', 'bedrock/guardrail_prompt_attack'],
    checks: [
      'bedrock_guardrail_sensitive_information_filter_enforced',
      'bedrock_guardrail_prompt_attack_filter_enabled',
    ],
  },
  {
    service: 'sagemaker',
    operation: 'ListModels',
    controls: ['sagemaker/model_network_isolation'],
    checks: ['sagemaker_models_network_isolation_enabled'],
  },
  {
    service: 'kms',
    operation: 'GetKeyPolicy',
    controls: ['kms/key_policy_not_public'],
    checks: ['kms_key_not_publicly_accessible'],
  },
];
