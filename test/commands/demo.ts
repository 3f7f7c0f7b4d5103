import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ScanOptions, scan } from '../../src/commands/scan.js';
import { type Recording, readRecording } from '../../src/evidence/recording.js';
import type { Exchange, ExchangeKey } from '../../src/model/exchange.js';
import type { Evaluation } from '../../src/model/finding.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { errorAnswer } from '../emulator/errors.js';

/** The recorded demo account (`npm run record-demo` makes it from the emulator). */
export const DEMO = new URL('../../fixtures/recordings/demo.ndjson.gz', import.meta.url).pathname;

/** How tests scan, where nothing else matters: nothing of it is shown, and the run says by its verdicts what it deserves. */
export const SCAN = {
  overwrite: false,
  regions: [],
  formats: [],
  selection: EVERYTHING,
  maxAttempts: 1,
  failOn: 'high',
  failOnUnknown: 'critical',
  language: 'en',
  terminal: { colour: false, width: 100 },
  version: '0.1.0',
  now: 0,
  progress: () => undefined,
} as const satisfies Partial<ScanOptions>;

/** Replays the demo account in process; `answer` may put something else in the place of a recorded answer, and options replace the usual ones. */
export const replayDemo = async (
  answer: (key: ExchangeKey, recorded: Exchange | undefined) => Exchange | undefined = (_, recorded) => recorded,
  options: Partial<ScanOptions> = {},
): Promise<Evaluation> => {
  const recording = await readRecording(DEMO);
  const replay: Recording = { ...recording, answer: (key) => answer(key, recording.answer(key)) };
  const { evaluation } = await scan({
    ...SCAN,
    replay,
    // In a folder of its own: a run is linked with those that lie beside it.
    out: join(mkdtempSync(join(tmpdir(), 'kansa-test-')), 'run'),
    ...options,
  });
  return evaluation;
};

/** What the emulator calls the services that the SDK names otherwise. */
const EMULATED: Readonly<Record<string, string>> = {
  'application-auto-scaling': 'application-autoscaling',
  'cloudwatch-logs': 'logs',
  'config-service': 'config',
  'cost-explorer': 'ce',
  eventbridge: 'events',
  opensearchserverless: 'aoss',
  sfn: 'states',
};

/** The name by which the emulator knows a service. */
export const emulatedAs = (service: string): string => EMULATED[service] ?? service;

/** The call, refused as the service itself refuses it. */
export const refused = (key: ExchangeKey): Exchange => {
  if (key.service === 'kubernetes') return forbidden(key);
  const service = emulatedAs(key.service);
  const input = typeof key.input === 'object' && key.input !== null ? { ...key.input } : {};
  const call = { service, operation: key.operation, region: key.region, input };
  const { status, headers, body } = errorAnswer('deny', call, '00000000-0000-4000-8000-000000000000');
  return { ...key, time: 0, attempts: 1, answer: { status, headers: { ...headers }, body: body } };
};

/** The Kubernetes API says so by a Status. */
const forbidden = (key: ExchangeKey): Exchange => ({
  ...key,
  time: 0,
  attempts: 1,
  answer: {
    status: 403,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'Status', reason: 'Forbidden', message: `${key.operation} is forbidden`, code: 403 }),
  },
});
