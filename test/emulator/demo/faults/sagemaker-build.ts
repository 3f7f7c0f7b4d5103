import type { DemoFault } from './fault.js';

const on =
  (resource: string) =>
  (control: string, why: string): DemoFault => ({ control: `sagemaker/${control}`, resource, why });

const legacyNotebook = on('legacy-analysis');
const labDomain = on('domain/d-example0lab');
const sandboxModel = on('sandbox-scoring');
const adhocProcessing = on('adhoc-eda-export');
const adhocTraining = on('assistant-finetune-test');

/** What is wrong with SageMaker before anything is served. */
export const sagemakerBuildFaults: readonly DemoFault[] = [
  legacyNotebook('notebook_direct_internet', 'DirectInternetAccess is Enabled'),
  legacyNotebook('notebook_in_vpc', 'no SubnetId'),
  legacyNotebook('notebook_root_access', 'RootAccess is Enabled'),
  legacyNotebook('notebook_cmk', 'no KmsKeyId'),
  legacyNotebook('notebook_imdsv2', 'MinimumInstanceMetadataServiceVersion is 1'),
  legacyNotebook('notebook_supported_platform', 'notebook-al2-v2 is past its end of support'),
  legacyNotebook('notebook_role_scoped', 'ml-sandbox-all is attached to its role'),
  on('legacy-setup')('notebook_lifecycle_no_personal_data', 'a comment bears a My Number'),
  on('old-proxy')('studio_lifecycle_no_personal_data', 'a comment bears a My Number'),
  on('old-proxy')('studio_lifecycle_no_secrets', 'it exports a password'),
  adhocTraining('training_job_no_personal_data', 'a hyperparameter bears a My Number'),
  on('legacy-setup')('notebook_lifecycle_no_secrets', 'OnStart exports a key id and a password, and clones by a token'),
  labDomain('domain_vpc_only', 'AppNetworkAccessType is PublicInternetOnly'),
  labDomain('domain_cmk', 'no KmsKeyId'),
  labDomain('domain_sso', 'AuthMode is IAM'),
  labDomain('domain_idle_shutdown', 'JupyterLab may idle for a year, Code Editor for ever'),
  on('space/d-example0lab/ito-editor')('space_idle_shutdown', 'it sets a week'),
  on('space/d-example0lab/ito-editor')('space_remote_access', 'RemoteAccess is ENABLED'),
  on('space/d-example0lab/everybody')('space_private', 'SharingType is Shared'),
  on('user-profile/d-example0lab/ito')('user_profile_role_not_shared', 'it has the role of the domain, as kato has'),
  on('user-profile/d-example0lab/kato')('user_profile_role_not_shared', 'it has the role of the domain, as ito has'),
  sandboxModel('model_network_isolation', 'EnableNetworkIsolation is false'),
  sandboxModel('model_in_vpc', 'no VpcConfig'),
  sandboxModel('model_private_registry', 'its container names no RepositoryAccessMode'),
  adhocTraining('training_job_intercontainer_encryption', 'two instances, and traffic in the clear'),
  adhocTraining('training_job_network_isolation', 'EnableNetworkIsolation is false'),
  adhocTraining('training_job_in_vpc', 'no VpcConfig'),
  adhocTraining('training_job_time_bound', 'it may run for 28 days'),
  adhocTraining('training_job_reproducible', 'its image is llm-finetune:latest'),
  adhocTraining('training_input_masked_prefix', 'it reads the prompts of the invocation log'),
  adhocTraining('training_input_bucket_macie_clean', 'Macie gives the bucket of the invocation log a score of 91'),
  adhocProcessing('processing_job_encryption', 'neither VolumeKmsKeyId nor KmsKeyId'),
  adhocProcessing('processing_job_in_vpc', 'no NetworkConfig'),
  on('campaign-scores-test')('transform_job_encryption', 'its output names no KmsKeyId'),
  on('churn-algorithms')('tuning_job_encryption', 'the second definition names no key for its output'),
  on('canvas-quick-build')('automl_job_isolation', 'no VpcConfig, and traffic in the clear'),
];
