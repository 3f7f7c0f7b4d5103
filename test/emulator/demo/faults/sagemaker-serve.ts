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
];
