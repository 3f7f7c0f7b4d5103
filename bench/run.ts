/**
 * `npm run bench`: what the README claims about speed, measured. Figures are medians of one run on one machine; quote the
 * ratios. `--write` puts the tables into bench/README.md.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { loadBundle } from '../src/engine/bundle.js';
import { judge } from '../src/engine/verdict.js';
import type { Control } from '../src/model/control.js';
import { isObject } from '../src/model/json.js';
import { readBundle } from '../src/store/bundle-files.js';

const ROOT = resolve(import.meta.dirname, '..');
const ROUNDS = 7;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Seconds of each round, after one that does not count. */
const timed = (work: () => void): number => {
  const seconds: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
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

const commandLine = (): string => {
  const wall = (args: readonly string[]): number =>
    timed(() => {
      const { error, status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
      if (error || status !== 0) throw error ?? new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
    }) * 1000;
  const node = wall(['-e', '0']);
  const row = (name: string, ms: number) => [name, `${ms.toFixed(0)} ms`, (ms / node).toFixed(1)];
  return table(
    ['whole process', 'median', 'ratio to an empty Node'],
    [
      row('node -e 0', node),
      row('kansa --help', wall(['dist/cli.js', '--help'])),
      row(
        'kansa scan --replay (the demo account)',
        wall([
          'dist/cli.js',
          'scan',
          '--replay',
          'fixtures/recordings/demo.ndjson.gz',
          '--out',
          'runs/bench',
          '--overwrite',
          '--fail-on',
          'none',
          '--fail-on-unknown',
          'never',
        ]),
      ),
    ],
  );
};

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

const tables = [
  `${cpus().length} cores, Node ${process.version}; median of ${ROUNDS} rounds.`,
  await engine(),
  commandLine(),
].join('\n\n');
process.stdout.write(`${tables}\n`);

if (process.argv.includes('--write')) {
  const path = join(ROOT, 'bench/README.md');
  const [before = '', rest = ''] = readFileSync(path, 'utf8').split('<!-- measured -->');
  const [, after = ''] = rest.split('<!-- end -->');
  writeFileSync(path, `${before}<!-- measured -->\n\n${tables}\n\n<!-- end -->${after}`);
}
