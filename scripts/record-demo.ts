/**
 * `npm run record-demo`: records the demo account anew from the emulator (needs Python 3). The recording is the embedded
 * demo and the fixture of the end-to-end tests; commit it when the seed, the written answers or the collectors' calls change.
 */
import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startDemoAccount } from '../test/emulator/demo-scan.js';

const RECORDING = join(resolve(import.meta.dirname, '..'), 'fixtures/recordings/demo.ndjson.gz');

const account = await startDemoAccount();
try {
  const { out, summary } = await account.scan({ progress: (text) => process.stderr.write(`${text}\n`) });
  copyFileSync(join(out, 'recording.ndjson.gz'), RECORDING);
  process.stderr.write(summary);
} finally {
  await account.stop();
}
