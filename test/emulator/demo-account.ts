import { DescribeVpcEndpointsCommand } from '@aws-sdk/client-ec2';
import { ListClustersCommand } from '@aws-sdk/client-eks';
import { clients } from './demo/clients.js';
import { seedEks } from './demo/eks.js';
import { seedIam } from './demo/iam.js';
import { seedKeys, seedRecoveryKey } from './demo/kms.js';
import { seedLogs } from './demo/logs.js';
import { ACCOUNT, INVOCATION_LOG_GROUP, OSAKA, packageArn, roleArn, TOKYO } from './demo/names.js';
import { seedNetwork } from './demo/network.js';
import { seedRecovery, seedSageMaker } from './demo/sagemaker.js';

/**
 * Fills the emulated account with the demo platform: Tokyo whole, Osaka as a small recovery site. Writes go to moto, after
 * a reset; what moto cannot hold (guardrails, agents, access entries, events) is always there, in answers/.
 */
export const seedDemoAccount = async ({ endpoint }: { readonly endpoint: string }): Promise<void> => {
  const tokyo = clients(endpoint, TOKYO);
  const osaka = clients(endpoint, OSAKA);
  // EKS and the default networks draw random names when they are first asked for: before the seed, so that the ids of
  // keys, endpoints and subnets come out the same each time.
  await control(endpoint, 'reset');
  for (const { ec2, eks } of [tokyo, osaka]) {
    await ec2.send(new DescribeVpcEndpointsCommand({}));
    await eks.send(new ListClustersCommand({}));
  }
  await control(endpoint, 'seed?a=42');
  await seedIam(tokyo.iam);
  const keys = await seedKeys(tokyo.kms);
  await seedLogs(tokyo);
  const network = await seedNetwork(tokyo.ec2);
  await seedSageMaker(tokyo.sagemaker, keys, network);
  await seedEks(tokyo.eks, network);
  await seedRecovery(osaka.sagemaker, await seedRecoveryKey(osaka.kms));
};

const control = async (endpoint: string, command: string): Promise<void> => {
  const { ok, status } = await fetch(`${endpoint}/moto-api/${command}`, { method: 'POST' });
  if (!ok) throw new Error(`seed the demo account: moto answered ${status} to ${command}`);
};

export type DemoFault = {
  readonly control: string;
  /** Name or ARN; the region where the fault is that something lacks. */
  readonly resource: string;
  readonly why: string;
};

/** Every fault put into the demo account: a scan must find each, and nothing else. */
export const DEMO_FAULTS: readonly DemoFault[] = [
  {
    control: 'sagemaker/notebook_direct_internet',
    resource: 'quick-experiments',
    why: 'DirectInternetAccess is Enabled',
  },
  { control: 'sagemaker/endpoint_config_cmk', resource: 'legacy-scoring', why: 'no KmsKeyId' },
  { control: 'sagemaker/endpoint_config_cmk', resource: 'document-pipeline', why: 'KmsKeyId is the AWS managed key' },
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
  { control: 'bedrock/guardrail_pii', resource: 'internal-assistant', why: 'it lists the types with action NONE' },
  { control: 'bedrock/invocation_logging', resource: OSAKA, why: 'no logging configuration' },
  {
    control: 'bedrock/invocation_log_retention',
    resource: INVOCATION_LOG_GROUP,
    why: 'the log group keeps 365 days and the bucket 400, where seven years are required',
  },
  {
    control: 'bedrock/agent_alias_guardrail',
    resource: `arn:aws:bedrock:${TOKYO}:${ACCOUNT}:agent-alias/OPSAGENT01/OPSALIAS01`,
    why: 'alias prod of ops-agent is version 1, without guardrail',
  },
  { control: 'bedrock/vpc_endpoint_exists', resource: OSAKA, why: 'no bedrock-runtime endpoint' },
  {
    control: 'bedrock/vpc_endpoint_policy_scoped',
    resource: `com.amazonaws.${TOKYO}.bedrock-agent-runtime`,
    why: 'the default full-access policy',
  },
  {
    control: 'cloudtrail/trail_bucket_object_lock',
    resource: 'legacy-trail',
    why: 'its bucket is locked in GOVERNANCE mode for 365 days',
  },
  { control: 'eks/cluster_public_access', resource: 'ray-sandbox', why: '0.0.0.0/1 and 128.0.0.0/1' },
  {
    control: 'eks/access_entry_cluster_admin',
    resource: roleArn('MlEngineer'),
    why: 'AmazonEKSClusterAdminPolicy on the whole of ml-platform',
  },
  { control: 'eks/nodegroup_remote_access', resource: 'ray-workers', why: 'ec2SshKey without sourceSecurityGroups' },
  { control: 'iam/policy_ai_wildcard', resource: 'ml-sandbox-all', why: 'sagemaker:* and bedrock:* on *' },
  {
    control: 'iam/service_trust_scoped',
    resource: 'LegacyNotebookRole',
    why: 'trusts sagemaker.amazonaws.com without aws:SourceAccount',
  },
  { control: 'kms/key_rotation', resource: 'alias/legacy-models', why: 'rotation is off' },
  {
    control: 'kms/key_policy_separation',
    resource: 'alias/sandbox-data',
    why: 'MlEngineer administers the key and decrypts with it',
  },
];
