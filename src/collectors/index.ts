import type { Collector } from './collector.js';

/** Every collector, one line a resource type; a service's SDK is loaded only when one of its collectors is. */
export const COLLECTORS: readonly (() => Promise<Collector>)[] = [
  async () => (await import('./cloudtrail/event.js')).events,
  async () => (await import('./cloudtrail/trail.js')).trails,
  async () => (await import('./kms/key.js')).keys,
  async () => (await import('./s3/bucket.js')).buckets,
  async () => (await import('./sagemaker/endpoint.js')).endpoints,
  async () => (await import('./sagemaker/endpoint-config.js')).endpointConfigs,
  async () => (await import('./sagemaker/model.js')).models,
  async () => (await import('./sagemaker/model-package.js')).modelPackages,
  async () => (await import('./sagemaker/model-package-group.js')).modelPackageGroups,
  async () => (await import('./sagemaker/notebook-instance.js')).notebookInstances,
  async () => (await import('./sagemaker/training-job.js')).trainingJobs,
];
