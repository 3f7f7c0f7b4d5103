import * as network from '../../model/kubernetes/network.js';
import * as rbac from '../../model/kubernetes/rbac.js';
import { workloads as workloadType } from '../../model/kubernetes/workload.js';
import { collectorOf } from './objects.js';

/** The inside of clusters: what an object shows is the same in a cluster and in a manifest (model/kubernetes). */
export const ingresses = collectorOf(network.ingresses);
export const namespaces = collectorOf(network.namespaces);
export const networkPolicies = collectorOf(network.networkPolicies);
export const roleBindings = collectorOf(rbac.roleBindings);
export const roles = collectorOf(rbac.roles);
export const serviceAccounts = collectorOf(rbac.serviceAccounts);
export const services = collectorOf(network.services);
export const workloads = collectorOf(workloadType);
