import { wordOf } from './objects.js';

/** The words of the DaemonSets by which a cluster may enforce network policies. */
export const networkPolicyEnginesOf = (cluster: string): string[] =>
  ENGINES.map(([namespace, name]) => wordOf(cluster, namespace, 'DaemonSet', name));

/** The VPC CNI, Calico by manifest and by its operator, Cilium. */
const ENGINES = [
  ['kube-system', 'aws-node'],
  ['kube-system', 'calico-node'],
  ['calico-system', 'calico-node'],
  ['kube-system', 'cilium'],
] as const;
