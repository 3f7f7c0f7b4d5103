import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRecording } from '../../src/evidence/recording.js';
import { DEMO } from '../commands/demo.js';
import { newlyUnknown } from '../commands/promises.js';
import { type DemoAccount, type DemoScan, startDemoAccount } from '../emulator/demo-scan.js';
import { harmDone, KINDS } from '../live/troubles.js';

/** Every operation that a scan of the demo account calls; signing names, as the proxy has them. */
const { exchanges } = await readRecording(DEMO);
const OPERATIONS = [
  ...new Set(
    exchanges.map(({ service, operation }) => `${service === 'cloudwatch-logs' ? 'logs' : service}:${operation}`),
  ),
].sort();
const IDENTITY = 'sts:GetCallerIdentity';

let account: DemoAccount;
let whole: DemoScan;
/** How many findings each trouble left unknown, by operation. */
const unknowns = new Map<string, number[]>();

beforeAll(async () => {
  account = await startDemoAccount();
  whole = await account.scan();
});

afterAll(async () => {
  await account?.stop();
  const lines = [...unknowns].map(
    ([operation, counts]) => `${operation.padEnd(52)}${counts.map((n) => `${n}`.padStart(14)).join('')}`,
  );
  process.stdout.write(
    `\nunknown findings by operation and trouble\n${''.padEnd(52)}${KINDS.map((kind) => kind.padStart(14)).join('')}\n${lines.join('\n')}\n`,
  );
});

test('these are the operations that a scan calls', () => {
  const called = new Set(account.proxy.requests.map(({ service, operation }) => `${service}:${operation}`));
  expect([...called].sort()).toEqual(OPERATIONS);
});

describe.each(OPERATIONS.filter((operation) => operation !== IDENTITY))('%s', (name) => {
  const [service = '', operation = ''] = name.split(':');

  test.each(KINDS)('%s: what was seen stands, and what was not is unknown for that reason', async (kind) => {
    const trouble = { service, operation, kind };
    account.proxy.faults([trouble]);
    const less = await account.scan();
    const unknown = newlyUnknown(whole.evaluation, less.evaluation).length;
    unknowns.set(name, [...(unknowns.get(name) ?? []), unknown]);
    expect(harmDone(whole.evaluation, less.evaluation, trouble)).toEqual([]);
  });
});
