import type { DemoFault } from './fault.js';

/** What is wrong inside the clusters of the demo account: all of it in ray-sandbox (kubernetes/ray-sandbox.yaml). */
export const kubernetesFaults: readonly DemoFault[] = [
  {
    control: 'eks/ai_dashboards_not_exposed',
    resource: 'ray-sandbox/ray/Service/sandbox-head-svc',
    why: 'a load balancer without the word internal opens Ray’s dashboard and client port to the internet',
  },
  {
    control: 'eks/ai_dashboards_not_exposed',
    resource: 'ray-sandbox/ray/Service/mlflow',
    why: 'an internet-facing ALB leads to MLflow',
  },
  { control: 'eks/ai_image_pinned', resource: 'ray-sandbox/ray/RayCluster/sandbox', why: 'the head runs a tag' },
  {
    control: 'eks/ai_pods_not_privileged',
    resource: 'ray-sandbox/ray/RayCluster/sandbox',
    why: 'the head is privileged, and workers mount /dev/shm of their node',
  },
  {
    control: 'eks/ai_service_account_own',
    resource: 'ray-sandbox/ray/Deployment/vllm',
    why: 'its pods carry a token of the default account',
  },
  {
    control: 'eks/workload_environment_no_personal_data',
    resource: 'ray-sandbox/ray/Deployment/vllm',
    why: 'TEST_MY_NUMBER',
  },
  {
    control: 'eks/irsa_role_scoped',
    resource: 'ray-sandbox/ray/ServiceAccount/ray-data',
    why: 'the inline policy of its role RayDataIrsa allows s3:* on *',
  },
  {
    control: 'eks/namespace_network_policy',
    resource: 'ray-sandbox/Namespace/ray',
    why: 'no network policy, nothing on the nodes that would enforce one, and a Fargate profile that takes its pods',
  },
  { control: 'eks/namespace_pod_security', resource: 'ray-sandbox/Namespace/ray', why: 'no enforce label' },
  {
    control: 'eks/notebook_sa_secrets',
    resource: 'ray-sandbox/ray/ServiceAccount/jupyter',
    why: 'its role gets and lists secrets',
  },
  {
    control: 'eks/rbac_cluster_admin_bindings',
    resource: 'ray-sandbox/ClusterRoleBinding/kuberay-admin',
    why: 'a service account is cluster-admin',
  },
  {
    control: 'eks/rbac_no_anonymous_bindings',
    resource: 'ray-sandbox/ClusterRoleBinding/everyone-views',
    why: 'system:authenticated has the role view',
  },
  {
    control: 'eks/rbac_no_wildcard',
    resource: 'ray-sandbox/ClusterRole/ray-everything',
    why: 'every verb on every resource',
  },
];
