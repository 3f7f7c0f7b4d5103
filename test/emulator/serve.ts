import { seedDemoAccount } from './demo-account.js';
import { startKubernetes } from './kubernetes.js';
import { startMoto } from './moto.js';
import { startProxy } from './proxy.js';

/** The demo account to play with: `npx tsx test/emulator/serve.ts` prints its address and runs until interrupted. */
const moto = await startMoto();
const kubernetes = await startKubernetes();
const proxy = await startProxy({ moto: moto.url, clusters: kubernetes.clusters });
await seedDemoAccount({ endpoint: proxy.url });
process.stdout.write(`${proxy.url}\n`);

const stop = async (): Promise<void> => {
  await proxy.stop();
  await kubernetes.stop();
  await moto.stop();
};
process.once('SIGINT', stop).once('SIGTERM', stop);
