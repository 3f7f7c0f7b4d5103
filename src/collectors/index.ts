import type { Collector } from './collector.js';

/** Every collector, one line a resource type; a service's SDK is loaded only when one of its collectors is. */
export const COLLECTORS: readonly (() => Promise<Collector>)[] = [
  async () => (await import('./bedrock/agent.js')).agents,
  async () => (await import('./bedrock/agent-alias.js')).agentAliases,
  async () => (await import('./bedrock/agent-version.js')).agentVersions,
  async () => (await import('./bedrock/guardrail.js')).guardrails,
  async () => (await import('./bedrock/model-invocation-logging.js')).modelInvocationLogging,
  async () => (await import('./cloudtrail/event.js')).events,
  async () => (await import('./cloudtrail/trail.js')).trails,
  async () => (await import('./ec2/vpc-endpoint.js')).vpcEndpoints,
  async () => (await import('./eks/access-entry.js')).accessEntries,
  async () => (await import('./eks/cluster.js')).clusters,
  async () => (await import('./eks/nodegroup.js')).nodegroups,
  async () => (await import('./iam/managed-policy.js')).managedPolicies,
  async () => (await import('./iam/role.js')).roles,
  async () => (await import('./kms/key.js')).keys,
  async () => (await import('./logs/log-group.js')).logGroups,
  async () => (await import('./s3/bucket.js')).buckets,
  async () => (await import('./sagemaker/endpoint.js')).endpoints,
  async () => (await import('./sagemaker/endpoint-config.js')).endpointConfigs,
  async () => (await import('./sagemaker/model.js')).models,
  async () => (await import('./sagemaker/model-package.js')).modelPackages,
  async () => (await import('./sagemaker/model-package-group.js')).modelPackageGroups,
  async () => (await import('./sagemaker/notebook-instance.js')).notebookInstances,
  async () => (await import('./sagemaker/notebook-lifecycle-config.js')).notebookLifecycleConfigs,
  async () => (await import('./sagemaker/training-job.js')).trainingJobs,
];
