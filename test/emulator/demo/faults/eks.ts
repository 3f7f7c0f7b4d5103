import { roleArn } from '../names.js';
import type { DemoFault } from './fault.js';

/** What is wrong with EKS in the demo account. */
export const eksFaults: readonly DemoFault[] = [
  { control: 'eks/cluster_public_access', resource: 'ray-sandbox', why: '0.0.0.0/1 and 128.0.0.0/1' },
  {
    control: 'eks/access_entry_cluster_admin',
    resource: roleArn('MlEngineer'),
    why: 'AmazonEKSClusterAdminPolicy on the whole of ml-platform',
  },
  { control: 'eks/private_endpoint', resource: 'ray-sandbox', why: 'endpointPrivateAccess is false' },
  { control: 'eks/secrets_cmk', resource: 'ray-sandbox', why: 'no encryption configuration' },
  { control: 'eks/control_plane_logs', resource: 'ray-sandbox', why: 'api and audit only' },
  { control: 'eks/audit_log_retention', resource: 'ray-sandbox', why: 'its log group keeps 90 days' },
  { control: 'eks/supported_version', resource: 'ray-sandbox', why: '1.31 is in extended support' },
  { control: 'eks/deletion_protection', resource: 'ray-sandbox', why: 'deletionProtection is false' },
  { control: 'eks/authentication_mode', resource: 'ray-sandbox', why: 'API_AND_CONFIG_MAP' },
  {
    control: 'eks/nodegroup_imds_blocked',
    resource: 'ray-workers',
    why: 'the launch template that EKS made asks for no token and allows two hops',
  },
  {
    control: 'eks/accelerated_nodegroup_bounded',
    resource: 'ray-workers',
    why: 'it may grow to 40 nodes, where 10 are allowed',
  },
  {
    control: 'eks/pod_identity_scoped',
    resource: 'RayHead',
    subject: ({ properties }) => properties.RoleArn === roleArn('RayHead'),
    why: 'its inline policy allows s3:* on *',
  },
  {
    control: 'eks/addon_healthy',
    resource: 'ray-sandbox/coredns',
    why: 'DEGRADED, for want of replicas',
  },
  {
    control: 'eks/addon_network_policy',
    resource: 'ray-sandbox/vpc-cni',
    why: 'its values set a target of addresses and nothing else',
  },
  {
    control: 'eks/addon_role_own',
    resource: 'ray-sandbox/aws-ebs-csi-driver',
    why: 'neither a service account role nor a Pod Identity association',
  },
  {
    control: 'eks/fargate_role_confined',
    resource: 'ray-sandbox/ray-jobs',
    why: 'RayFargate trusts Fargate for whomever, and nodes as well',
  },
  { control: 'eks/irsa_audience', resource: 'RayDataIrsa', why: 'no condition on the audience of the token' },
  { control: 'iam/oidc_trust_scoped', resource: 'RayDataIrsa', why: 'trusts every service account of a namespace' },
  { control: 'eks/nodegroup_remote_access', resource: 'ray-workers', why: 'ec2SshKey without sourceSecurityGroups' },
];
