import { OSAKA, packageArn, roleArn } from '../names.js';
import type { DemoFault } from './fault.js';

/** What is wrong with how SageMaker's models are released, served and monitored in the demo account. */
export const sagemakerServeFaults: readonly DemoFault[] = [
  {
    control: 'sagemaker/data_quality_isolation',
    resource: 'churn-data-quality',
    why: 'EnableNetworkIsolation is false',
  },
  {
    control: 'sagemaker/data_quality_traffic_encryption',
    resource: 'churn-data-quality',
    why: 'EnableInterContainerTrafficEncryption is false',
  },
  {
    control: 'sagemaker/data_quality_volume_cmk',
    resource: 'churn-data-quality',
    why: 'VolumeKmsKeyId is the AWS managed key',
  },
  { control: 'sagemaker/data_quality_output_cmk', resource: 'churn-data-quality', why: 'no KmsKeyId for the reports' },
  {
    control: 'sagemaker/model_quality_isolation',
    resource: 'churn-model-quality',
    why: 'EnableNetworkIsolation is false',
  },
  {
    control: 'sagemaker/model_quality_traffic_encryption',
    resource: 'churn-model-quality',
    why: 'EnableInterContainerTrafficEncryption is false',
  },
  { control: 'sagemaker/model_bias_isolation', resource: 'churn-bias', why: 'EnableNetworkIsolation is false' },
  {
    control: 'sagemaker/model_bias_traffic_encryption',
    resource: 'churn-bias',
    why: 'two instances, EnableInterContainerTrafficEncryption is false',
  },
  {
    control: 'sagemaker/model_explainability_isolation',
    resource: 'churn-explainability',
    why: 'EnableNetworkIsolation is false',
  },
  {
    control: 'sagemaker/model_explainability_traffic_encryption',
    resource: 'churn-explainability',
    why: 'two instances, EnableInterContainerTrafficEncryption is false',
  },
  {
    control: 'sagemaker/monitoring_schedule_network_isolation',
    resource: 'churn-data-quality-daily',
    why: 'its definition is not isolated',
  },
  {
    control: 'sagemaker/monitoring_schedule_traffic_encryption',
    resource: 'churn-data-quality-daily',
    why: 'its definition does not encrypt',
  },
  {
    control: 'sagemaker/monitor_schedule_recent',
    resource: 'churn-data-quality-daily',
    why: 'its two newest executions failed',
  },
  { control: 'sagemaker/endpoint_monitored', resource: 'legacy-scoring', why: 'neither captured nor scheduled' },
  { control: 'sagemaker/endpoint_monitored', resource: 'fraud-detector-canary', why: 'captured, but no schedule' },
  { control: 'sagemaker/endpoint_two_instances', resource: 'legacy-scoring', why: 'one instance' },
  { control: 'sagemaker/endpoint_auto_rollback', resource: 'legacy-scoring', why: 'never deployed with alarms' },
  {
    control: 'sagemaker/endpoint_auto_rollback',
    resource: 'churn-scoring',
    why: 'names the alarm churn-scoring-errors, which does not exist',
  },
  { control: 'sagemaker/endpoint_blue_green', resource: 'legacy-scoring', why: 'never deployed with a traffic policy' },
  { control: 'sagemaker/endpoint_blue_green', resource: 'churn-scoring', why: 'ALL_AT_ONCE' },
  { control: 'sagemaker/endpoint_autoscaling', resource: 'legacy-scoring', why: 'no scalable target' },
  { control: 'sagemaker/endpoint_autoscaling', resource: 'churn-scoring', why: 'MinCapacity 1' },
  { control: 'sagemaker/endpoint_alarms', resource: 'legacy-scoring', why: 'no alarm' },
  {
    control: 'sagemaker/endpoint_alarms',
    resource: 'churn-scoring',
    why: 'the actions of the alarm on ModelLatency are off',
  },
  {
    control: 'sagemaker/data_capture_encrypted_and_bounded',
    resource: 'churn-scoring-v1',
    why: 'captured into the bucket of models, which has no lifecycle',
  },
  {
    control: 'sagemaker/endpoint_serves_approved_package',
    resource: 'shared-inference',
    why: 'its inference component translator brings an image of its own',
  },
  {
    control: 'sagemaker/package_not_born_approved',
    resource: packageArn('fraud-detector', 2),
    why: 'sato.jiro registered it as Approved',
  },
  {
    control: 'sagemaker/package_approval_evidence',
    resource: packageArn('churn-predictor', 1),
    why: 'approved without a description',
  },
  { control: 'sagemaker/package_evaluated', resource: packageArn('churn-predictor', 1), why: 'no ModelMetrics' },
  {
    control: 'sagemaker/drift_baseline_registered',
    resource: packageArn('churn-predictor', 1),
    why: 'no DriftCheckBaselines',
  },
  { control: 'sagemaker/model_card_approved', resource: packageArn('churn-predictor', 1), why: 'its card is a draft' },
  {
    control: 'sagemaker/previous_approved_version',
    resource: 'model-package-group/churn-predictor',
    why: 'one approved version',
  },
  {
    control: 'sagemaker/package_group_policy_scoped',
    resource: 'model-package-group/churn-predictor',
    why: 'lets in account 210987654321, which is not declared',
  },
  { control: 'sagemaker/approval_events_notified', resource: OSAKA, why: 'a registry, and no rule' },
  {
    control: 'sagemaker/approval_role_restricted',
    resource: roleArn('MlEngineer'),
    why: 'ml-sandbox-all allows sagemaker:*',
  },
  {
    control: 'sagemaker/pipeline_has_approval_gate',
    resource: 'churn-training',
    why: 'registers as Approved, without a condition',
  },
  { control: 'sagemaker/pipeline_run_recent', resource: 'churn-training', why: 'its last success is 210 days old' },
  { control: 'sagemaker/feature_group_offline_cmk', resource: 'churn-features', why: 'no key' },
  { control: 'sagemaker/feature_group_online_cmk', resource: 'churn-features', why: 'no key' },
  {
    control: 'sagemaker/approval_user_restricted',
    resource: 'analyst.temp',
    why: 'AmazonSageMakerModelRegistryFullAccess by the group genai-workshop',
  },
  { control: 'sagemaker/approval_role_restricted', resource: 'GenAiPrototype', why: 'AdministratorAccess' },
  {
    control: 'sagemaker/approval_role_restricted',
    resource: 'PlatformAdmin',
    why: 'break-glass-admin allows everything',
  },
  {
    control: 'sagemaker/approval_role_restricted',
    resource: roleArn('LegacyNotebookRole'),
    why: 'AmazonSageMakerFullAccess lets it approve any package',
  },
  {
    control: 'sagemaker/endpoint_two_zones',
    resource: 'legacy-scoring',
    why: 'both instances of its model would stand in the one zone of its subnet',
  },
];
