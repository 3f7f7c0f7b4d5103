import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DoctorOptions, doctor } from '../../src/commands/doctor.js';
import { type Scanned, type ScanOptions, scan } from '../../src/commands/scan.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { seedDemoAccount } from '../emulator/demo-account.js';
import { SERVICE_ACCOUNT_TOKEN } from '../emulator/kubernetes.js';
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

afterEach(() => proxy.faults([]));

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
  });
});

describe('the doctor', () => {
  const asked = (options: Partial<DoctorOptions> = {}) =>
    doctor({
      regions: ['ap-northeast-1'],
      selection: { ...EVERYTHING, services: ['eks'] },
      endpoint: proxy.url,
      maxAttempts: 1,
      now: Date.now(),
      nodeVersion: '20.19.0',
      format: 'json',
      language: 'en',
      ...options,
    });
  const checked = async (options: Partial<DoctorOptions> = {}) => {
    const { document, exitCode } = await asked(options);
    const checks: readonly { subject: string; name: string; state: string; controls: readonly string[] }[] =
      JSON.parse(document);
    return { exitCode, checks, of: (name: string) => checks.find((check) => check.name === name) };
  };

  type Checks = Awaited<ReturnType<typeof checked>>['checks'];
  const amiss = (checks: Checks) => checks.filter(({ state }) => state !== 'ok' && state !== 'untried');
  const untried = (checks: Checks) => checks.filter(({ state }) => state === 'untried').map(({ name }) => name);

  it('finds nothing amiss where a scan would see everything', async () => {
    const { exitCode, checks, of } = await checked();
    expect(amiss(checks)).toEqual([]);
    // The node group that is met first names its launch template, and Ray is installed in the second cluster only.
    expect(untried(checks)).toEqual([
      'ec2:DescribeLaunchTemplates',
      'k8s:list rayclusters.ray.io',
      'k8s:list rayjobs.ray.io',
      'k8s:list rayservices.ray.io',
    ]);
    expect([exitCode, of('123456789012')?.subject, of('eks:DescribeCluster')?.state]).toEqual([0, 'account', 'ok']);
  });

  it('names each permission that is missing, and the controls that it would leave unknown', async () => {
    proxy.faults([{ service: 'eks', operation: 'DescribeNodegroup', kind: 'deny' }]);
    const { exitCode, checks } = await checked();
    expect(exitCode).toBe(3);
    expect(amiss(checks)).toEqual([
      expect.objectContaining({
        subject: 'permission',
        name: 'eks:DescribeNodegroup',
        state: 'missing',
        controls: expect.arrayContaining(['eks/nodegroup_remote_access']),
      }),
    ]);
  });

  it('names each list of Kubernetes that is refused', async () => {
    proxy.kubernetes.faults([{ resource: 'jobs.batch', status: 403 }]);
    const { checks } = await checked();
    proxy.kubernetes.faults([]);
    expect(amiss(checks).map(({ name, state }) => [name, state])).toEqual([['k8s:list jobs.batch', 'missing']]);
  });

  it('says which region the account has not enabled, and that an old Node will not do', async () => {
    const { exitCode, of } = await checked({ regions: ['ap-east-1', 'ap-northeast-1'], nodeVersion: '18.20.0' });
    expect([exitCode, of('ap-east-1')?.state, of('ap-northeast-1')?.state, of('18.20.0')?.state]).toEqual([
      3,
      'missing',
      'ok',
      'failed',
    ]);
  });

  it('tries the reading of tags where a scan would need it', async () => {
    const selection = { ...EVERYTHING, services: ['eks'], resourceTags: [{ key: 'team', value: 'ml' }] };
    const { of } = await checked({ selection });
    expect(of('tag:GetResources')).toMatchObject({ subject: 'permission', state: 'ok' });
  });

  it('comes to an end where nobody can be asked', async () => {
    proxy.faults([{ service: 'sts', kind: 'deny' }]);
    const { exitCode, checks } = await checked();
    expect([exitCode, checks.map(({ subject, state }) => [subject, state])]).toEqual([
      3,
      [
        ['node', 'ok'],
        ['account', 'failed'],
      ],
    ]);
  });

  it('says it in Japanese, too, and names some of many controls', async () => {
    proxy.faults([{ service: 'sts', kind: 'deny' }]);
    const { document } = await asked({ format: 'table', language: 'ja', selection: EVERYTHING });
    const [head, node, account, ...rest] = document.split('\n');
    expect([head, node, account, rest]).toEqual([
      expect.stringMatching(/^状態 +対象 +名称 +詳細$/),
      expect.stringMatching(/^良 +Node +20\.19\.0$/),
      expect.stringMatching(
        /^失敗 +アカウント .*；不足時に確認不能となる統制：(\w+\/\w+、){7}\w+\/\w+、ほか \d+ 件（--format json で全件を表示）$/,
      ),
      [''],
    ]);
  });
});

describe('the inside of a cluster', () => {
  const inside = async (options: Partial<ScanOptions> = {}) => {
    const { findings } = (await scanned(options)).evaluation;
    return findings
      .filter(({ resource }) => resource.type.startsWith('Kubernetes::'))
      .map(({ control, verdict, reason, resource: { id } }) => [control, id, verdict, reason].join(' '));
  };

  /** A kubeconfig that leads into the first of the clusters. */
  const kubeconfig = (user: object): string => {
    const path = join(mkdtempSync(join(tmpdir(), 'kansa-access-')), 'config');
    const [cluster] = proxy.kubernetes.clusters;
    const entry = { server: cluster?.endpoint, 'certificate-authority-data': cluster?.certificateAuthority };
    const config = {
      clusters: [{ name: 'audited', cluster: entry }],
      contexts: [{ name: 'audit', context: { cluster: 'audited', user: 'auditor' } }],
      users: [{ name: 'auditor', user }],
    };
    writeFileSync(path, JSON.stringify(config));
    return path;
  };

  it('is the same whoever is let in: the scanning role, or the user of a kubeconfig', async () => {
    const seen = await inside();
    expect(seen.length).toBeGreaterThan(0);
    expect(await inside({ kubeconfig: kubeconfig({ token: SERVICE_ACCOUNT_TOKEN }) })).toEqual(seen);
    expect(await inside({ kubeconfig: kubeconfig({ exec: { command: '/bin/false' } }) })).toEqual(seen);
  });

  it('is unknown where the user of a kubeconfig is not let in, and the other cluster is seen', async () => {
    const [cluster] = proxy.kubernetes.clusters;
    const isInFirst = (line: string) => line.includes(` ${cluster?.name}/`);
    const seen = await inside();
    const now = await inside({ kubeconfig: kubeconfig({ token: 'expired' }) });
    expect(now.filter((line) => !isInFirst(line))).toEqual(seen.filter((line) => !isInFirst(line)));
    const unseen = seen.filter(isInFirst).map((line) => `${line.split(' ')[0]} ${cluster?.name}/* unknown not_listed`);
    expect(now.filter(isInFirst)).toEqual([...new Set(unseen)]);
  });
});

describe('a scan by tags', () => {
  it('judges only resources that bear one, and those whose tags nobody could see stay unknown', async () => {
    const { findings, scope } = (
      await scanned({ selection: { ...EVERYTHING, resourceTags: [{ key: 'no-such-key', value: 'x' }] } })
    ).evaluation;
    expect(scope.selection?.resourceTags).toEqual([{ key: 'no-such-key', value: 'x' }]);
    expect(findings.filter(({ verdict }) => verdict !== 'unknown')).toEqual([]);
    expect(findings.filter(({ resource }) => resource.type === 'AWS::EKS::Cluster')).toEqual([]);
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
