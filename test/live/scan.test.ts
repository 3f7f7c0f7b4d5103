import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reperform } from '../../src/commands/reperform.js';
import type { Evaluation, Finding } from '../../src/model/finding.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { openSnapshot } from '../../src/store/snapshot-files.js';
import { FAULT_NAMES, faultsFound } from '../emulator/demo/faults/index.js';
import { OSAKA, SECRETS, TOKYO } from '../emulator/demo/names.js';
import { CREDENTIALS, DEMO_PARAMS, type DemoAccount, type DemoScan, startDemoAccount } from '../emulator/demo-scan.js';
import { leastCalls } from './least-calls.js';

let account: DemoAccount;
let scanned: DemoScan;
/** What the clusters were asked. */
let asked: readonly string[];
/** Requests by `service:Operation`. */
let requests: ReadonlyMap<string, number>;

beforeAll(async () => {
  account = await startDemoAccount();
  scanned = await account.scan();
  asked = [...account.proxy.kubernetes.requests];
  requests = counted(account.proxy.requests.map(({ service, operation }) => `${service}:${operation}`));
});

afterAll(() => account?.stop());

test('a scan of the demo account fails what was put into it, and nothing else', () => {
  expect(faultsIn(scanned.out, scanned.evaluation)).toEqual(FAULT_NAMES);
});

test('it was answered whatever it asked, so that no fault hides behind a gap', () => {
  const { calls, listings, controlsWithoutSubject } = scanned.evaluation.coverage;
  const isLogs = ({ operation }: { operation: string }) => operation === 'FilterLogEvents';
  const ended = (some: typeof calls) => [...new Set(some.flatMap(({ outcomes }) => Object.keys(outcomes)))].sort();
  expect(ended(calls.filter((call) => !isLogs(call)))).toEqual(['absent', 'ok']);
  // Groups are named to which nothing was logged yet.
  expect(ended(calls.filter(isLogs))).toEqual(['gone', 'ok']);
  expect(listings.filter(({ cause }) => cause !== undefined).map(({ type, cause }) => [type, cause?.reason])).toEqual([
    ['AWS::CloudTrail::Event', 'out_of_window'],
    ['AWS::CloudTrail::Event', 'out_of_window'],
    // Not every table that an administrator may read is looked into.
    ['Kansa::PersonalDataInventory', 'not_collected'],
  ]);
  expect(controlsWithoutSubject).toEqual([]);
});

test('a second scan of the same account gives the same digest', async () => {
  expect((await account.scan()).evaluation.digests).toEqual(scanned.evaluation.digests);
});

test('the replay of its recording gives the same verdicts and the same digest', async () => {
  account.proxy.clear();
  const before = account.proxy.kubernetes.requests.length;
  const replay = await account.scan({ replay: join(scanned.out, 'recording.ndjson.gz') });
  expect(replay.evaluation.findings.map(verdictOf)).toEqual(scanned.evaluation.findings.map(verdictOf));
  expect(replay.evaluation.digests).toEqual(scanned.evaluation.digests);
  expect([account.proxy.requests, account.proxy.kubernetes.requests.length - before]).toEqual([[], 0]);
});

test('it asks each cluster once for what is installed, and for no page twice', () => {
  expect(asked.filter((request) => request.endsWith(' /apis')).sort()).toEqual(
    account.proxy.kubernetes.clusters.map(({ name }) => `${name} /apis`).sort(),
  );
  expect(asked.filter((request, index) => asked.indexOf(request) < index)).toEqual([]);
});

test('it makes no more calls than it takes to see what there is', () => {
  const snapshot = openSnapshot(join(scanned.out, 'snapshot'));
  const told = [...requests].map(([operation, made]) => ({ operation, made, least: leastCalls(snapshot, operation) }));
  snapshot.close();
  const untold = told.filter(({ least }) => least === undefined).map(({ operation, made }) => `${operation} ${made}`);
  expect(untold, 'say in test/live/least-calls.ts how few calls show what there is').toEqual([]);
  const rows = told.map(({ operation, made, least = { calls: 0, why: '' } }) => ({ operation, made, ...least }));
  const total = sum(rows, ({ made }) => made);
  const least = sum(rows, ({ calls }) => calls);
  const table = rows.map(
    ({ operation, made, calls, why, excess }) =>
      `${operation}: ${made}, least ${calls} (${why})${excess === undefined ? '' : `; ${excess.calls} more: ${excess.why}`}`,
  );
  process.stdout.write(`API calls of one scan: ${total}, least possible ${least}\n  ${table.sort().join('\n  ')}\n`);
  expect(rows.map(({ operation, made }) => `${operation} ${made}`)).toEqual(
    rows.map(({ operation, calls, excess }) => `${operation} ${calls + (excess?.calls ?? 0)}`),
  );
});

test('the command line finds the same, and answers by its exit code', async () => {
  const out = join(scanned.out, '..', 'cli');
  const flags = [
    '--out',
    out,
    '--endpoint-url',
    account.proxy.url,
    '--region',
    `${TOKYO},${OSAKA}`,
    '--params',
    DEMO_PARAMS,
    '--pii',
  ];
  const ended = await promisify(execFile)('node', ['dist/cli.js', 'scan', ...flags], {
    env: { PATH: process.env.PATH, ...CREDENTIALS },
  }).catch((error: unknown) => error);
  expect(ended).toMatchObject({ code: 1 });
  const evaluation: Evaluation = JSON.parse(readFileSync(join(out, 'evaluation.json'), 'utf8'));
  expect(faultsIn(out, evaluation)).toEqual(FAULT_NAMES);
});

test.each([
  ['of the account', [TOKYO, OSAKA], []],
  [
    'of every region that is enabled, where one call was throttled and one refused',
    ['all'],
    [
      { service: 'kms', operation: 'DescribeKey', kind: 'throttle', times: 1 },
      { service: 'sagemaker', operation: 'ListModels', kind: 'deny' },
    ],
  ],
] as const)('the work of a scan %s is done again from what it kept', async (_, regions, faults) => {
  account.proxy.faults(faults);
  const { out, evaluation } = await account.scan({ regions });
  account.proxy.faults([]);
  expect(await reperform(out, evaluation, '0.1.0')).toEqual({
    findings: { state: 'same' },
    snapshot: { state: 'same' },
    today: { new: 0, fixed: 0, becameUnknown: 0 },
  });
});

test('a limit in money leaves places unseen, never clean, and a replay says and judges the same', async () => {
  const selection = { ...EVERYTHING, controls: ['pii/training_data_no_personal_data'] };
  const verdicts = ({ evaluation }: DemoScan) => [...new Set(evaluation.findings.map(({ verdict }) => verdict))].sort();
  const spent = ({ evaluation: { personalData = [] } }: DemoScan) => sum(personalData, ({ cost }) => cost?.usd ?? 1);
  const unlimited = await account.scan({ selection });
  expect(verdicts(unlimited)).toEqual(expect.arrayContaining(['fail', 'pass']));
  const piiMaxReadUsd = 0.0001;
  expect(spent(unlimited)).toBeGreaterThan(piiMaxReadUsd);
  const limited = await account.scan({ selection, piiMaxReadUsd });
  expect([verdicts(limited), spent(limited) <= piiMaxReadUsd]).toEqual([['not_applicable', 'unknown'], true]);
  const replay = await account.scan({ selection, replay: join(limited.out, 'recording.ndjson.gz') });
  expect(replay.evaluation.digests).toEqual(limited.evaluation.digests);
  expect(replay.evaluation.personalData).toEqual(limited.evaluation.personalData);
  const { findings } = await reperform(limited.out, limited.evaluation, '0.1.0');
  expect(findings).toEqual({ state: 'same' });
});

test('no secret that the account was seeded with reaches the disk, nor do the keys of the scan', () => {
  const files = readdirSync(scanned.out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((file) => {
    const bytes = readFileSync(join(file.parentPath, file.name));
    return { name: file.name, text: (file.name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8') };
  });
  const leaks = texts.flatMap(({ name, text }) =>
    [...Object.values(SECRETS), ...Object.values(CREDENTIALS)]
      .filter((secret) => text.includes(secret))
      .map((secret) => `${name} holds ${secret}`),
  );
  expect(leaks).toEqual([]);
  // They were there to be seen: something stands in the place of each.
  expect(texts.filter(({ text }) => text.includes('kansa:scrubbed:')).map(({ name }) => name)).toContain(
    'recording.ndjson.gz',
  );
});

const faultsIn = (run: string, { findings }: Evaluation): string[] => {
  const snapshot = openSnapshot(join(run, 'snapshot'));
  const found = faultsFound(findings, snapshot);
  snapshot.close();
  return found;
};

const counted = (words: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};

const sum = <T>(items: readonly T[], count: (item: T) => number): number =>
  items.reduce((total, item) => total + count(item), 0);

const verdictOf = ({ control, verdict, resource }: Finding) => ({ control, verdict, resource });
