import { afterAll, beforeAll, expect, test } from 'vitest';
import { actionOf } from '../../src/collectors/permissions.js';
import { iamPolicy } from '../../src/commands/permissions.js';
import { readRecording } from '../../src/evidence/recording.js';
import { controlsAsking, narrowed, selecting } from '../commands/asking.js';
import { DEMO, emulatedAs } from '../commands/demo.js';
import { brokenPromises, newlyUnknown } from '../commands/promises.js';
import { type DemoAccount, type DemoScan, startDemoAccount } from '../emulator/demo-scan.js';

const { Statement } = JSON.parse(await iamPolicy());
const ACTIONS: readonly string[] = Statement[0].Action;
const { exchanges } = await readRecording(DEMO);

let account: DemoAccount;
let whole: DemoScan;
/** How many findings say that they need an action. */
const naming: [action: string, findings: number][] = [];

beforeAll(async () => {
  account = await startDemoAccount();
  whole = await account.scan();
});

afterAll(async () => {
  await account?.stop();
  const lines = naming.map(([action, findings]) => `  ${action.padEnd(52)}${`${findings}`.padStart(4)}`);
  process.stdout.write(`\nfindings that are unknown without an action, and name it\n${lines.join('\n')}\n`);
});

test.each(ACTIONS)('without %s a scan says what it needs, and nothing that it may not', async (action) => {
  const needing = exchanges.filter(({ service, operation }) => actionOf(service, operation) === action);
  account.proxy.faults(
    needing.map(({ service, operation }) => ({ service: emulatedAs(service), operation, kind: 'deny' })),
  );
  const asking = controlsAsking(action);
  const { evaluation } = await account.scan({ selection: selecting(asking) });
  const former = narrowed(whole.evaluation, asking);
  expect(brokenPromises(former, evaluation)).toEqual([]);
  const unknown = newlyUnknown(former, evaluation);
  naming.push([action, unknown.length]);
  expect(unknown.filter(({ gaps }) => !gaps.some((gap) => gap.action === action))).toEqual([]);
  const denied = evaluation.coverage.calls.filter(({ outcomes }) => outcomes.denied !== undefined);
  expect(new Set(denied.map((call) => actionOf(call.service, call.operation)))).toEqual(new Set([action]));
});
