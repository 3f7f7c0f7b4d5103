import { seedDemoAccount } from './demo-account.js';
import { startMoto } from './moto.js';
import { startProxy } from './proxy.js';

/** The demo account to play with: `npx tsx test/emulator/serve.ts` prints its address and runs until interrupted. */
const moto = await startMoto();
const proxy = await startProxy({ moto: moto.url });
await seedDemoAccount({ endpoint: proxy.url });
process.stdout.write(`${proxy.url}\n`);

const stop = async (): Promise<void> => {
  await proxy.stop();
  await moto.stop();
};
process.once('SIGINT', stop).once('SIGTERM', stop);
