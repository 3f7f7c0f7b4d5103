import { DescribeVpcEndpointsCommand } from '@aws-sdk/client-ec2';
import { ListClustersCommand } from '@aws-sdk/client-eks';
import { clients } from './demo/clients.js';
import { seedEks } from './demo/eks.js';
import { seedIam, seedPodRoles } from './demo/iam.js';
import { seedKeys, seedRecoveryKey } from './demo/kms.js';
import { seedLogs } from './demo/logs.js';
import { OSAKA, TOKYO } from './demo/names.js';
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
  await seedEks(tokyo, network, keys.data);
  await seedPodRoles(tokyo.iam);
  await seedRecovery(osaka.sagemaker, await seedRecoveryKey(osaka.kms));
};

const control = async (endpoint: string, command: string): Promise<void> => {
  const { ok, status } = await fetch(`${endpoint}/moto-api/${command}`, { method: 'POST' });
  if (!ok) throw new Error(`seed the demo account: moto answered ${status} to ${command}`);
};
