import { DescribeVpcEndpointsCommand } from '@aws-sdk/client-ec2';
import { ListClustersCommand } from '@aws-sdk/client-eks';
import { seedBedrock } from './demo/bedrock.js';
import { clients } from './demo/clients.js';
import { seedConfig } from './demo/config.js';
import { seedBudgets } from './demo/cost.js';
import { seedData } from './demo/data.js';
import { seedTables } from './demo/dynamodb.js';
import { seedLegacyRepository, seedRepositories } from './demo/ecr.js';
import { seedTaskRoles, seedTasks } from './demo/ecs.js';
import { seedEks } from './demo/eks.js';
import { seedIam, seedPodRoles } from './demo/iam.js';
import { seedKeys, seedRecoveryKey } from './demo/kms.js';
import { seedLogs } from './demo/logs.js';
import { seedMonitoring } from './demo/monitoring.js';
import { OSAKA, OVERSEAS_REGION, TOKYO } from './demo/names.js';
import { seedNetwork } from './demo/network.js';
import { seedRelease } from './demo/release.js';
import { seedBuckets } from './demo/s3.js';
import { seedRecovery, seedSageMaker } from './demo/sagemaker.js';
import { seedStateMachines } from './demo/stepfunctions.js';
import { seedLifecycleConfigs } from './demo/studio.js';
import { seedWatch } from './demo/watch.js';

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
  // Each service by a seed of its own, so that one more resource of one changes no id of another.
  await control(endpoint, 'seed?a=43');
  await seedIam(tokyo.iam);
  await control(endpoint, 'seed?a=42');
  const keys = await seedKeys(tokyo.kms);
  const recoveryKey = await seedRecoveryKey(osaka.kms);
  await control(endpoint, 'seed?a=44');
  await seedBuckets(tokyo, osaka, clients(endpoint, OVERSEAS_REGION), { tokyo: keys.data, osaka: recoveryKey });
  await seedData(tokyo.s3);
  await seedLogs(tokyo, keys.data);
  await seedConfig(tokyo.config);
  await control(endpoint, 'seed?a=45');
  const network = await seedNetwork(tokyo.ec2);
  await control(endpoint, 'seed?a=46');
  await seedSageMaker(tokyo.sagemaker, keys, network);
  await control(endpoint, 'seed?a=48');
  await seedMonitoring(tokyo, keys);
  await seedRelease(tokyo);
  await seedWatch(tokyo);
  await seedBudgets(tokyo.budgets);
  await control(endpoint, 'seed?a=47');
  await seedEks(tokyo, network, keys.data);
  await seedPodRoles(tokyo.iam);
  await seedRecovery(osaka.sagemaker, recoveryKey);
  await seedLifecycleConfigs(tokyo.sagemaker);
  await control(endpoint, 'seed?a=48');
  await seedBedrock(tokyo, network);
  await seedRepositories(tokyo.ecr, keys.data, ['ocr', 'summary', 'sandbox-scoring']);
  await seedLegacyRepository(tokyo.ecr);
  await control(endpoint, 'seed?a=49');
  await seedTables(tokyo.dynamodb, keys.data);
  await seedStateMachines(tokyo.sfn, keys.data);
  await seedRepositories(osaka.ecr, recoveryKey, ['fraud-detector']);
  await control(endpoint, 'seed?a=50');
  await seedTaskRoles(tokyo.iam);
  await seedTasks(tokyo.ecs, network);
};

const control = async (endpoint: string, command: string): Promise<void> => {
  const { ok, status } = await fetch(`${endpoint}/moto-api/${command}`, { method: 'POST' });
  if (!ok) throw new Error(`seed the demo account: moto answered ${status} to ${command}`);
};
