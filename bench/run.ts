/**
 * `npm run bench`: what the README claims about speed, and how well and how fast the detectors of personal data read, measured.
 * Figures are medians of one run on one machine; quote the ratios. `--write` puts the tables into bench/README.md and docs/pii.md.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { loadBundle } from '../src/engine/bundle.js';
import { evaluate } from '../src/engine/evaluate.js';
import { judge } from '../src/engine/verdict.js';
import type { Control } from '../src/model/control.js';
import { isObject, type JsonObject } from '../src/model/json.js';
import { DEFAULT_PARAMS } from '../src/model/params.js';
import { readBundle } from '../src/store/bundle-files.js';
import { createSnapshotWriter, openSnapshot } from '../src/store/snapshot-files.js';
import { measuredDetectors, writeDetectors } from './detectors.js';
import { type Taken, taken } from './process.js';
import { median, replaceBetween, table } from './tables.js';

const ROOT = resolve(import.meta.dirname, '..');
const ROUNDS = 7;

/** Seconds of each round, after one that does not count. */
const timed = (work: () => void, rounds = ROUNDS): number => {
  const seconds: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const start = performance.now();
    work();
    if (round > 0) seconds.push((performance.now() - start) / 1000);
  }
  return median(seconds);
};

/** Inputs of the real controls' tests, repeated: real shapes, every verdict among them. */
const inputsByType = (controls: readonly Control[], wanted: number): ReadonlyMap<string, readonly object[]> => {
  const cases: unknown = JSON.parse(readFileSync(join(ROOT, 'fixtures/policy-cases.json'), 'utf8'));
  const types = new Map<string, object[]>();
  for (const entry of Array.isArray(cases) ? cases : []) {
    const control = controls.find(({ id }) => isObject(entry) && id === entry.control);
    if (control === undefined || !isObject(entry) || !isObject(entry.input)) continue;
    types.set(control.resource, [...(types.get(control.resource) ?? []), entry.input]);
  }
  const each = Math.ceil(wanted / types.size);
  return new Map(
    [...types].map(([type, inputs]) => [
      type,
      Array.from({ length: each }, (_, index) => inputs[index % inputs.length] ?? {}),
    ]),
  );
};

const engine = async (): Promise<string> => {
  const { wasm, catalogue } = readBundle();
  const bundle = await loadBundle(wasm, catalogue);
  const inputs = inputsByType(catalogue.controls, 10_000);
  const count = [...inputs.values()].reduce((sum, list) => sum + list.length, 0);
  const controlsOf = (type: string) => catalogue.controls.filter(({ resource }) => resource === type);

  const together = timed(() => {
    for (const [type, list] of inputs) {
      const controls = controlsOf(type);
      for (const input of list) {
        const answers = bundle.ask(type, controls, JSON.stringify(input));
        for (const control of controls)
          judge({ control, answer: answers.get(control.id) ?? { error: 'none' }, input, gaps: [], mode: 'live' });
      }
    }
  });
  const apart = timed(() => {
    for (const [type, list] of inputs)
      for (const control of controlsOf(type))
        for (const input of list) {
          const answers = bundle.askAlone(control, JSON.stringify(input));
          judge({ control, answer: answers, input, gaps: [], mode: 'live' });
        }
  });
  const verdicts = [...inputs].reduce((sum, [type, list]) => sum + list.length * controlsOf(type).length, 0);
  return table(
    ['engine, one core, real bundle', 'resources/s', 'verdicts/s', 'time, ratio'],
    [
      ['one call a resource (as kansa does)', whole(count / together), whole(verdicts / together), '1.00'],
      ['one call a control', whole(count / apart), whole(verdicts / apart), (apart / together).toFixed(2)],
    ],
  );
};

/** How often each resource of the demo account stands in the large one. */
const COPIES = 60;

/** The demo account's snapshot, many times over: judged from disk, joins, evidence and fingerprints included. */
const evaluation = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'kansa-bench-'));
  await replayed(join(folder, 'run'));
  const demo = openSnapshot(join(folder, 'run/snapshot'));
  const writer = createSnapshotWriter(join(folder, 'large'));
  const all = demo.types.flatMap((type) => [...demo.resources(type)]);
  const names = new Set(all.flatMap(({ id, names }) => [id, ...names]));
  for (const resource of all)
    for (let copy = 0; copy < COPIES; copy += 1) {
      const name = (text: string): string => (copy === 0 ? text : `${text}-${copy}`);
      // A copy refers to its own kind: every text that is a name gets the copy's, wherever it stands.
      const facts = (value: JsonObject): JsonObject =>
        JSON.parse(JSON.stringify(value), (_, text) => (names.has(text) ? name(text) : text));
      writer.resource({
        ...resource,
        id: name(resource.id),
        names: resource.names.map(name),
        properties: facts(resource.properties),
        runtime: facts(resource.runtime),
      });
    }
  for (const listing of demo.listings) writer.listing(listing);
  writer.end(demo.scope, demo.calls);
  demo.close();
  const { wasm, catalogue } = readBundle();
  const bundle = await loadBundle(wasm, catalogue);
  const open = openSnapshot(join(folder, 'large'));
  const seconds = timed(() => void evaluate(open, bundle, DEFAULT_PARAMS), 3);
  open.close();
  rmSync(folder, { recursive: true });
  return table(
    ['the demo account, enlarged, from disk', 'resources', 'resources/s'],
    [['join, judge, evidence, fingerprints', whole(all.length * COPIES), whole((all.length * COPIES) / seconds)]],
  );
};

const replayed = (out: string): Promise<Taken> =>
  taken(
    process.execPath,
    [
      'dist/cli.js',
      'scan',
      '--replay',
      'fixtures/recordings/demo.ndjson.gz',
      '--out',
      out,
      '--overwrite',
      '--fail-on',
      'none',
      '--fail-on-unknown',
      'never',
    ],
    { cwd: ROOT },
  );

const commandLine = async (): Promise<string> => {
  const rounds = async (once: () => Promise<Taken>): Promise<Taken> => {
    await once();
    const all: Taken[] = [];
    for (let round = 0; round < ROUNDS; round += 1) all.push(await once());
    return { seconds: median(all.map(({ seconds }) => seconds)), peakMiB: median(all.map(({ peakMiB }) => peakMiB)) };
  };
  const out = mkdtempSync(join(tmpdir(), 'kansa-bench-'));
  const empty = await rounds(() => taken(process.execPath, ['-e', '0'], { cwd: ROOT }));
  const row = async (name: string, once: () => Promise<Taken>) => {
    const { seconds, peakMiB } = await rounds(once);
    return [
      name,
      `${(seconds * 1000).toFixed(0)} ms`,
      (seconds / empty.seconds).toFixed(1),
      `${peakMiB.toFixed(0)} MiB`,
    ];
  };
  const rows = [
    ['node -e 0', `${(empty.seconds * 1000).toFixed(0)} ms`, '1.0', `${empty.peakMiB.toFixed(0)} MiB`],
    await row('kansa --help', () => taken(process.execPath, ['dist/cli.js', '--help'], { cwd: ROOT })),
    await row('kansa scan --replay (the demo account)', () => replayed(join(out, 'run'))),
  ];
  rmSync(out, { recursive: true });
  return table(['whole process', 'median', 'ratio to an empty Node', 'peak memory'], rows);
};

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

const tables = [
  `${cpus().length} cores, Node ${process.version}; median of ${ROUNDS} rounds.`,
  await engine(),
  await evaluation(),
  await commandLine(),
].join('\n\n');
const detectors = measuredDetectors();
process.stdout.write(`${[tables, detectors.quality, detectors.speeds].join('\n\n')}\n`);

if (process.argv.includes('--write')) {
  const path = join(ROOT, 'bench/README.md');
  writeFileSync(path, replaceBetween(readFileSync(path, 'utf8'), 'measured', tables));
  writeDetectors(detectors);
}
