import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Scanned, type ScanOptions, scan } from '../../src/commands/scan.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { OSAKA, TOKYO } from './demo/names.js';
import { seedDemoAccount } from './demo-account.js';
import { startMoto } from './moto.js';
import { type OverlayProxy, startProxy } from './proxy.js';

/** What the organisation of the demo account decided for itself. */
export const DEMO_PARAMS = fileURLToPath(new URL('../../fixtures/recordings/demo.params.yaml', import.meta.url));

/** What a scan of the demo account signs with: obviously no key of anybody's. */
export const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'EMULATED', AWS_SECRET_ACCESS_KEY: 'emulated-secret-key' } as const;

/** The demo account, served and seeded, with the means to scan it as the command line does. */
export interface DemoAccount {
  readonly proxy: OverlayProxy;
  /** Scans it, at one "now" for all scans, so that nothing but what was seen tells two of them apart. */
  scan(options?: Partial<ScanOptions>): Promise<DemoScan>;
  stop(): Promise<void>;
}

export interface DemoScan extends Scanned {
  /** The run directory; it goes when the account stops. */
  readonly out: string;
}

export const startDemoAccount = async (): Promise<DemoAccount> => {
  Object.assign(process.env, CREDENTIALS);
  const now = Date.now();
  const moto = await startMoto();
  const proxy = await startProxy({ moto: moto.url, now });
  await seedDemoAccount({ endpoint: proxy.url });
  proxy.clear();
  const runs = mkdtempSync(join(tmpdir(), 'kansa-demo-'));
  let scans = 0;
  return {
    proxy,
    async scan(options = {}) {
      const out = join(runs, `${++scans}`);
      const scanned = await scan({
        out,
        overwrite: true,
        regions: [TOKYO, OSAKA],
        formats: [],
        pii: true,
        selection: EVERYTHING,
        endpoint: proxy.url,
        maxAttempts: 2,
        params: DEMO_PARAMS,
        scrubKey: 'the demo account has no secrets',
        failOn: 'high',
        failOnUnknown: 'critical',
        language: 'en',
        terminal: { colour: false, width: 120 },
        version: '0.1.0',
        now,
        progress: () => undefined,
        ...options,
      });
      return { ...scanned, out };
    },
    async stop() {
      await proxy.stop();
      await moto.stop();
      rmSync(runs, { recursive: true });
    },
  };
};
