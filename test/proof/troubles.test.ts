import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actionOf } from '../../src/collectors/permissions.js';
import { readRecording } from '../../src/evidence/recording.js';
import { UsageError } from '../../src/model/errors.js';
import { controlsAsking, narrowed, selecting } from '../commands/asking.js';
import { DEMO } from '../commands/demo.js';
import { newlyUnknown } from '../commands/promises.js';
import { type DemoAccount, type DemoScan, startDemoAccount } from '../emulator/demo-scan.js';
import type { KubernetesFault } from '../emulator/kubernetes.js';
import { harmDone, KINDS, type Trouble, troubleWith } from '../live/troubles.js';

/** Every call that a scan of the demo account makes. */
const { exchanges } = await readRecording(DEMO);
const CALLS = [...new Set(exchanges.map(({ service, operation }) => `${service}:${operation}`))].sort();
const IDENTITY = 'sts:GetCallerIdentity';

/** Clusters answer for themselves, by the resource that is listed. */
const STATUS = {
  deny: 403,
  throttle: 429,
  server_error: 500,
  expired_token: 401,
  reset: 'reset',
  truncated: 'truncated',
  empty: 'empty',
  slow: 'slow',
} as const satisfies Record<(typeof KINDS)[number], KubernetesFault['status']>;

const makeTrouble = (trouble: Trouble): void => {
  const isInside = trouble.call.startsWith('kubernetes:');
  const resource = trouble.call.replace(/^kubernetes:(list|get) /, '');
  account.proxy.faults(isInside ? [] : [trouble]);
  const inside = KINDS.filter((kind) => isInside && kind === trouble.kind);
  account.proxy.kubernetes.faults(inside.map((kind) => ({ resource, status: STATUS[kind] })));
};

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

test('these are the calls that a scan makes', () => {
  const made = whole.evaluation.coverage.calls.map(({ service, operation }) => `${service}:${operation}`);
  expect([...new Set(made)].sort()).toEqual(CALLS);
});

describe.each(CALLS.filter((call) => call !== IDENTITY))('%s', (call) => {
  test.each(KINDS)('%s: what was seen stands, and what was not is unknown for that reason', async (kind) => {
    const trouble = troubleWith(call, kind);
    makeTrouble(trouble);
    const [service = '', operation = ''] = call.split(':');
    const asking = controlsAsking(actionOf(service, operation));
    const less = await account.scan({ selection: selecting(asking) });
    const former = narrowed(whole.evaluation, asking);
    unknowns.set(call, [...(unknowns.get(call) ?? []), newlyUnknown(former, less.evaluation).length]);
    expect(harmDone(former, less.evaluation, trouble)).toEqual([]);
  });
});

test.each(KINDS.filter((kind) => kind !== 'slow'))(
  '%s: an account that does not say who it is is not scanned',
  async (kind) => {
    account.proxy.faults([troubleWith(IDENTITY, kind)]);
    await expect(account.scan()).rejects.toThrow(UsageError);
  },
);
