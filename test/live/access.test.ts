import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scanned, type ScanOptions, scan } from '../../src/commands/scan.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { seedDemoAccount } from '../emulator/demo-account.js';
import { type Moto, startMoto } from '../emulator/moto.js';
import { type OverlayProxy, startProxy } from '../emulator/proxy.js';

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

const newRun = (): string => join(mkdtempSync(join(tmpdir(), 'kansa-access-')), 'run');

/** A scan of the emulated account for the controls of EKS. */
const scanned = (options: Partial<ScanOptions>): Promise<Scanned> =>
  scan({
    out: newRun(),
    overwrite: false,
    regions: ['ap-northeast-1'],
    selection: { ...EVERYTHING, services: ['eks'] },
    formats: [],
    endpoint: proxy.url,
    maxAttempts: 1,
    scrubKey: 'the emulated account has no secrets',
    failOn: 'none',
    failOnUnknown: 'critical',
    language: 'en',
    terminal: { colour: false, width: 100 },
    version: '0.1.0',
    now: Date.now(),
    progress: () => undefined,
    ...options,
  });

describe('the regions', () => {
  it('all are those that the account has enabled, and the others are named', async () => {
    const { evaluation } = await scanned({ regions: ['all'] });
    const { regions, regionsOff = [] } = evaluation.scope;
    expect(regions).toContain('ap-northeast-1');
    expect(regionsOff.length).toBeGreaterThan(0);
    expect(regions.filter((region) => regionsOff.includes(region))).toEqual([]);
    expect(regions.filter((region) => region.startsWith('cn-'))).toEqual([]);
  });

  it('all is a mistake where they cannot be listed', async () => {
    proxy.faults([{ service: 'ec2', operation: 'DescribeRegions', kind: 'deny' }]);
    await expect(scanned({ regions: ['all'] })).rejects.toThrow(/allow ec2:DescribeRegions, or name the regions/);
    proxy.faults([]);
  });
});

describe('a role', () => {
  it('is assumed first, and the run is its account’s', async () => {
    const role = { arn: 'arn:aws:iam::210987654321:role/kansa', externalId: 'audit' };
    const { evaluation } = await scanned({ role });
    expect(evaluation.scope.account).toBe('210987654321');
  });

  it('that cannot be assumed is a mistake', async () => {
    proxy.faults([{ service: 'sts', operation: 'AssumeRole', kind: 'deny' }]);
    await expect(scanned({ role: { arn: 'arn:aws:iam::123456789012:role/kansa' } })).rejects.toThrow(
      /^--role-arn arn:aws:iam::123456789012:role\/kansa cannot be assumed: /,
    );
    proxy.faults([]);
  });
});

describe('a time out', () => {
  it('leaves gaps of the reason budget, and resuming fills them', async () => {
    proxy.faults([{ service: 'eks', operation: 'ListClusters', kind: 'slow' }]);
    const out = newRun();
    const { evaluation } = await scanned({ out, timeout: '1s', failOnUnknown: 'low' });
    const reasons = new Set(evaluation.findings.flatMap(({ gaps }) => gaps.map(({ reason }) => reason)));
    expect([...reasons]).toEqual(['budget']);
    expect(evaluation.exitCode).toBe(3);

    const replayed = await scanned({ replay: join(out, 'recording.ndjson.gz') });
    expect(replayed.evaluation.digests).toEqual(evaluation.digests);

    proxy.faults([]);
    const { out: _, ...resumed } = { resume: out, out };
    const { evaluation: whole } = await scanned(resumed);
    expect(whole.findings.flatMap(({ gaps }) => gaps)).toEqual([]);
  });
});
