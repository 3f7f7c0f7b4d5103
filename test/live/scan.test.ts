import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ScanOptions, scan } from '../../src/commands/scan.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { DEMO_FAULTS } from '../emulator/demo/faults/index.js';
import { seedDemoAccount } from '../emulator/demo-account.js';
import { type Moto, startMoto } from '../emulator/moto.js';
import { type OverlayProxy, startProxy } from '../emulator/proxy.js';

const PARAMS = new URL('../../fixtures/recordings/demo.params.yaml', import.meta.url).pathname;

let moto: Moto;
let proxy: OverlayProxy;

beforeAll(async () => {
  process.env.AWS_ACCESS_KEY_ID = 'EMULATED';
  process.env.AWS_SECRET_ACCESS_KEY = 'emulated';
  moto = await startMoto();
  proxy = await startProxy({ moto: moto.url });
  await seedDemoAccount({ endpoint: proxy.url });
});

afterAll(async () => {
  await proxy?.stop();
  await moto?.stop();
});

const run = async (options: Partial<ScanOptions>) => {
  const out = mkdtempSync(join(tmpdir(), 'kansa-live-'));
  const { evaluation } = await scan({
    out,
    overwrite: true,
    regions: [],
    selection: EVERYTHING,
    formats: [],
    maxAttempts: 2,
    failOn: 'high',
    failOnUnknown: 'critical',
    language: 'en',
    terminal: { colour: false, width: 100 },
    version: '0.1.0',
    now: Date.now(),
    progress: () => undefined,
    ...options,
  });
  return { out, evaluation };
};

test('a scan over the wire finds as many faults of each control as were seeded, and its recording says the same', async () => {
  const live = await run({ regions: ['ap-northeast-1', 'ap-northeast-3'], endpoint: proxy.url, params: PARAMS });
  const failing = live.evaluation.findings.filter(({ verdict }) => verdict === 'fail');
  expect(failing.map(({ control }) => control).sort()).toEqual(DEMO_FAULTS.map(({ control }) => control).sort());

  const replayed = await run({ replay: join(live.out, 'recording.ndjson.gz') });
  expect(replayed.evaluation.digests).toEqual(live.evaluation.digests);
  expect(replayed.evaluation.summary).toEqual(live.evaluation.summary);
});
