import { packageArn } from '../names.js';
import type { DemoFault } from './fault.js';

/** What is wrong with SageMaker in the demo account. */
export const sagemakerFaults: readonly DemoFault[] = [
  {
    control: 'sagemaker/notebook_direct_internet',
    resource: 'quick-experiments',
    why: 'DirectInternetAccess is Enabled',
  },
  { control: 'sagemaker/endpoint_config_cmk', resource: 'legacy-scoring', why: 'no KmsKeyId' },
  { control: 'sagemaker/endpoint_config_cmk', resource: 'document-pipeline', why: 'KmsKeyId is the AWS managed key' },
  {
    control: 'sagemaker/package_lineage',
    resource: packageArn('churn-predictor', 1),
    why: 'registered by hand: neither a training job nor data on record',
  },
  { control: 'sagemaker/model_environment_no_personal_data', resource: 'legacy-scoring', why: 'TEST_MY_NUMBER' },
  { control: 'sagemaker/training_job_encryption', resource: 'churn-adhoc-train', why: 'no OutputDataConfig.KmsKeyId' },
  {
    control: 'sagemaker/endpoint_serves_approved_package',
    resource: 'fraud-detector-canary',
    why: `serves ${packageArn('fraud-detector', 3)}, PendingManualApproval`,
  },
  {
    control: 'sagemaker/endpoint_serves_approved_package',
    resource: 'legacy-scoring',
    why: 'its model comes from no model package',
  },
  {
    control: 'sagemaker/approver_not_author',
    resource: packageArn('fraud-detector', 2),
    why: 'sato.jiro made it and approved it',
  },
  {
    control: 'sagemaker/endpoint_created_after_approval',
    resource: 'churn-scoring',
    why: `created three days before ${packageArn('churn-predictor', 1)} was approved`,
  },
  {
    control: 'sagemaker/model_private_registry',
    resource: 'document-pipeline',
    why: 'its second container has RepositoryAccessMode Platform',
  },
];
