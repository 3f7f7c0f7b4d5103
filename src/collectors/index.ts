import type { Collector } from './collector.js';

/** Every collector, one line a resource type; a service's SDK is loaded only when one of its collectors is. */
export const COLLECTORS: readonly (() => Promise<Collector>)[] = [
  async () => (await import('./sagemaker/notebook-instance.js')).notebookInstances,
];
