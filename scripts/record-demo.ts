/**
 * `npm run record-demo`: records the demo account anew from the emulator (needs Python 3). The recording is the embedded
 * demo and the fixture of the end-to-end tests; commit it when the seed, the written answers or the collectors' calls change.
 */
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { scan } from '../src/commands/scan.js';
import { EVERYTHING } from '../src/model/selection.js';
import { seedDemoAccount } from '../test/emulator/demo-account.js';
import { startMoto } from '../test/emulator/moto.js';
import { startProxy } from '../test/emulator/proxy.js';

const FIXTURES = join(resolve(import.meta.dirname, '..'), 'fixtures/recordings');

process.env.AWS_ACCESS_KEY_ID = 'EMULATED';
process.env.AWS_SECRET_ACCESS_KEY = 'emulated';
const moto = await startMoto();
const proxy = await startProxy({ moto: moto.url });
try {
  await seedDemoAccount({ endpoint: proxy.url });
  const out = mkdtempSync(join(tmpdir(), 'kansa-demo-'));
  const { summary } = await scan({
    out,
    overwrite: true,
    regions: ['ap-northeast-1', 'ap-northeast-3'],
    formats: [],
    selection: EVERYTHING,
    endpoint: proxy.url,
    maxAttempts: 2,
    params: join(FIXTURES, 'demo.params.yaml'),
    scrubKey: 'the demo account has no secrets',
    failOn: 'high',
    failOnUnknown: 'critical',
    language: 'en',
    terminal: { colour: false, width: 120 },
    version: '0.1.0',
    now: Date.now(),
    progress: (text) => process.stderr.write(`${text}\n`),
  });
  copyFileSync(join(out, 'recording.ndjson.gz'), join(FIXTURES, 'demo.ndjson.gz'));
  process.stderr.write(summary);
} finally {
  await proxy.stop();
  await moto.stop();
}
