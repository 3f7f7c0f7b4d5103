import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reperform } from '../../src/commands/reperform.js';
import { digestOf } from '../../src/engine/evaluate.js';
import { readJournal, readRecording } from '../../src/evidence/recording.js';
import type { Evaluation } from '../../src/model/finding.js';
import { seedDemoAccount } from '../emulator/demo-account.js';
import { type Moto, startMoto } from '../emulator/moto.js';
import { type OverlayProxy, startProxy } from '../emulator/proxy.js';

const CLI = new URL('../../dist/cli.js', import.meta.url).pathname;

let moto: Moto;
let proxy: OverlayProxy;
let whole: Evaluation;
let found: string;
let wholeCalls: number;

beforeAll(async () => {
  moto = await startMoto();
  proxy = await startProxy({ moto: moto.url });
  await seedDemoAccount({ endpoint: proxy.url });
  const run = newRun();
  const before = asked();
  await ended(kansa('scan', '--out', run, ...REGIONS));
  wholeCalls = asked() - before;
  whole = evaluationIn(run);
  found = foundIn(run);
});

afterAll(async () => {
  await proxy?.stop();
  await moto?.stop();
});

const REGIONS = ['--region', 'ap-northeast-1,ap-northeast-3'];

/** How often the account and its clusters were asked. */
const asked = (): number => proxy.requests.length + proxy.kubernetes.requests.length;

const newRun = (): string => join(mkdtempSync(join(tmpdir(), 'kansa-resume-')), 'run');

const kansa = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [CLI, ...args, '--endpoint-url', proxy.url, '--max-attempts', '2'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      AWS_ACCESS_KEY_ID: 'EMULATED',
      AWS_SECRET_ACCESS_KEY: 'emulated',
      // Equal secrets must stay equal before and after the cut.
      KANSA_SCRUB_KEY: 'the emulated account has no secrets',
    },
  });

const ended = async (child: ChildProcess): Promise<{ code: number | null; said: string }> => {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  return { code, said };
};

const evaluationIn = (run: string): Evaluation => JSON.parse(readFileSync(join(run, 'evaluation.json'), 'utf8'));

/**
 * What was found, but for two times that no two scans share: their own "now", which is evidence of what is too old, and
 * the last delivery of a trail's log files, which moto puts at whenever it is asked.
 */
const foundIn = (run: string): string => {
  const { now } = evaluationIn(run).scope;
  const text = readFileSync(join(run, 'evaluation.json'), 'utf8')
    .replaceAll(/"LatestDeliveryTime": \d+/g, '"LatestDeliveryTime": 0')
    .replaceAll(new RegExp(`"value": ${now}\\b`, 'g'), '"value": 0');
  const { findings }: Evaluation = JSON.parse(text);
  return digestOf(findings);
};

/** Kills a scan as soon as the account has been asked so many times. */
const killedAfter = async (calls: number): Promise<string> => {
  const run = newRun();
  const before = asked();
  const child = kansa('scan', '--out', run, ...REGIONS);
  const end = ended(child);
  while (asked() - before < calls && child.exitCode === null) await sleep(5);
  child.kill('SIGKILL');
  expect(await end).toMatchObject({ code: null });
  // What it had asked is not counted as asked by whoever goes on.
  await proxy.idle();
  return run;
};

describe('a scan that was killed', () => {
  it.each([0.2, 0.6, 0.95])(
    'after %f of its calls is resumed to the same findings, asking only the rest',
    async (part) => {
      const run = await killedAfter(Math.floor(wholeCalls * part));
      expect(existsSync(join(run, 'evaluation.json'))).toBe(false);
      const journal = await readJournal(join(run, 'recording.ndjson.gz'), () => undefined);

      const before = asked();
      const { code, said } = await ended(kansa('scan', '--resume', run));
      const resumed = evaluationIn(run);
      expect({ code, found: foundIn(run) }).toEqual({ code: whole.exitCode, found });
      expect(resumed.coverage.calls).toEqual(whole.coverage.calls);
      expect(said).toContain(`(resumed after ${journal.exchanges.length - 1} answers)`);
      // Everything that was recorded but who is asking.
      expect(asked() - before).toBe(wholeCalls - (journal.exchanges.length - 1));
      expect(resumed.scope.now).toBe(journal.header.now);

      const replayed = newRun();
      await ended(kansa('scan', '--replay', join(run, 'recording.ndjson.gz'), '--out', replayed));
      expect(evaluationIn(replayed).digests).toEqual(resumed.digests);
    },
  );

  it('twice is resumed, too', async () => {
    const run = await killedAfter(Math.floor(wholeCalls * 0.3));
    const before = asked();
    const second = kansa('scan', '--resume', run);
    const end = ended(second);
    while (asked() - before < wholeCalls * 0.3 && second.exitCode === null) await sleep(5);
    second.kill('SIGKILL');
    await end;
    await ended(kansa('scan', '--resume', run));
    expect(foundIn(run)).toBe(found);
  });

  it('keeps what it was asked: its selection and its window', async () => {
    const run = newRun();
    const child = kansa('scan', '--out', run, ...REGIONS, '--service', 'sagemaker', '--since', '45d');
    const before = asked();
    const end = ended(child);
    while (asked() - before < 40 && child.exitCode === null) await sleep(5);
    child.kill('SIGKILL');
    await end;
    await ended(kansa('scan', '--resume', run));
    const { scope } = evaluationIn(run);
    expect(scope.selection?.services).toEqual(['sagemaker']);
    expect(scope.since).toBe(scope.now - 45 * 86_400_000);
  });
});

describe('a scan whose session expired', () => {
  it('ends with gaps, and a resumption asks again for what they hid', async () => {
    proxy.faults([{ service: 'kms', kind: 'expired_token' }]);
    const run = newRun();
    await ended(kansa('scan', '--out', run, ...REGIONS));
    expect(foundIn(run)).not.toBe(found);
    proxy.faults([]);
    await ended(kansa('scan', '--resume', run));
    expect(foundIn(run)).toBe(found);
    const { exchanges } = await readRecording(join(run, 'recording.ndjson.gz'));
    expect(exchanges.filter(({ answer }) => !('status' in answer) || answer.status >= 500)).toEqual([]);
    expect((await reperform(run, evaluationIn(run), '0.1.0')).snapshot).toEqual({ state: 'same' });
  });
});
