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
  { control: 'eks/nodegroup_remote_access', resource: 'ray-workers', why: 'ec2SshKey without sourceSecurityGroups' },
];
