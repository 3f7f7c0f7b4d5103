/**
 * `npm run bench:history`: 1,000 sealed runs of 10,000 findings each, told over time. It measures how long a run takes to be
 * taken in (once), how long `kansa history` then takes as a whole process, and how much Parquet there is. `--write` puts the
 * table into bench/README.md; `--runs N` and `--findings N` measure less. 1,000 runs take about 5 GB of the temporary folder
 * while it lasts. The findings are those of the demo account, repeated, with little evidence.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { manifestText, sha256Of } from '../src/evidence/manifest.js';
import type { Evaluation, Finding, Violation } from '../src/model/finding.js';
import { MANIFEST, type Manifest } from '../src/model/manifest.js';
import { type Taken, taken } from './process.js';
import { median, replaceBetween, table } from './tables.js';

const ROOT = resolve(import.meta.dirname, '..');
const CLI = join(ROOT, 'dist/cli.js');
const ROUNDS = 7;
const HOUR = 3_600_000;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    findings: { type: 'string', default: '10000' },
    write: { type: 'boolean', default: false },
  },
});
const [RUNS, FINDINGS] = [Number(values.runs), Number(values.findings)];

/** A finding in its two states, as they stand in a file. */
interface Pair {
  readonly fail: string;
  readonly pass: string;
}

const CODE: Violation = {
  code: 'bench',
  args: {},
  message: 'it is not as it should be',
  evidence: [],
  fingerprint: '',
};

const pairOf = (finding: Finding, index: number): Pair => {
  const { reason: _, evidence, ...rest } = finding;
  const resource = { ...finding.resource, id: `${finding.resource.id}-${index}` };
  const fingerprint = sha256Of(`${finding.control} ${index}`);
  const base = {
    ...rest,
    resource,
    fingerprint,
    evidence: evidence.slice(0, 1),
    unproven: [],
    gaps: [],
    violations: [],
  };
  return {
    fail: JSON.stringify({ ...base, verdict: 'fail', violations: [{ ...CODE, fingerprint }] }),
    pass: JSON.stringify({ ...base, verdict: 'pass' }),
  };
};

/** A fifth fails at a time; each finding changes once in so many runs, each at its own time. */
const CYCLE = 400;
const isFailing = (index: number, run: number): boolean => (index * 7919 + run) % CYCLE < CYCLE / 5;

const makeRun = (
  folder: string,
  run: number,
  pairs: readonly Pair[],
  base: Evaluation,
  previous?: Manifest['previous'],
) => {
  const scope = { ...base.scope, now: base.scope.now + run * 24 * HOUR };
  const shell = JSON.stringify({ ...base, scope, findings: [] });
  const findings = pairs.map(({ fail, pass }, index) => (isFailing(index, run) ? fail : pass)).join(',');
  const text = shell.replace('"findings":[]', () => `"findings":[${findings}]`);
  const file = { path: 'evaluation.json', sha256: sha256Of(text), size: Buffer.byteLength(text) };
  const manifest: Manifest = {
    schemaVersion: 1,
    kansa: base.kansa,
    scope,
    digests: base.digests,
    ...(previous !== undefined && { previous }),
    files: [file],
  };
  const name = `run-${String(run).padStart(4, '0')}`;
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'evaluation.json'), text);
  writeFileSync(join(folder, name, MANIFEST), manifestText(manifest));
  return { run: name, sha256: sha256Of(manifestText(manifest)) };
};

const bytesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

const folder = mkdtempSync(join(tmpdir(), 'kansa-bench-history-'));
try {
  const demo = join(folder, 'demo');
  const scan = ['scan', '--replay', 'fixtures/recordings/demo.ndjson.gz', '--out', demo, '--fail-on', 'none'];
  spawnSync(process.execPath, [CLI, ...scan, '--fail-on-unknown', 'never'], { cwd: ROOT });
  const base: Evaluation = JSON.parse(readFileSync(join(demo, 'evaluation.json'), 'utf8'));
  const pairs = Array.from({ length: FINDINGS }, (_, index) => {
    const finding = base.findings[index % base.findings.length];
    if (finding === undefined) throw new RangeError('the demo account has no findings');
    return pairOf(finding, index);
  });
  const small: Evaluation = { ...base, lineage: [], findings: [] };
  const runs = join(folder, 'runs');
  mkdirSync(runs);
  let previous: Manifest['previous'];
  for (let run = 0; run < RUNS - 1; run += 1) previous = makeRun(runs, run, pairs, small, previous);
  const tell = (): Promise<Taken> => taken(process.execPath, [CLI, 'history', '--runs', runs], { cwd: ROOT });
  const all = await tell();
  // The usual case: one more run since the last time.
  makeRun(runs, RUNS - 1, pairs, small, previous);
  const nightly = await tell();
  const answers: Taken[] = [];
  for (let round = 0; round < ROUNDS; round += 1) answers.push(await tell());
  const row = (name: string, seconds: number, peak: number): string[] => [
    name,
    `${Math.round(seconds * 1000)} ms`,
    `${Math.round(peak)} MiB`,
  ];
  const body = [
    `${cpus().length} cores, Node ${process.version}; ${RUNS} runs of ${FINDINGS.toLocaleString('en')} findings, each day one; ${Math.round(bytesIn(join(runs, '.history')) / 1024 ** 2)} MiB of Parquet.`,
    '',
    table(
      ['kansa history, whole process', 'wall time', 'peak memory'],
      [
        row(`nothing is kept yet, a run (of ${RUNS - 1})`, all.seconds / (RUNS - 1), all.peakMiB),
        row('one new run', nightly.seconds, nightly.peakMiB),
        row(
          `nothing new, median of ${ROUNDS}`,
          median(answers.map(({ seconds }) => seconds)),
          median(answers.map(({ peakMiB }) => peakMiB)),
        ),
      ],
    ),
  ].join('\n');
  process.stdout.write(`${body}\n`);
  const page = join(ROOT, 'bench/README.md');
  if (values.write) writeFileSync(page, replaceBetween(readFileSync(page, 'utf8'), 'history', body));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
