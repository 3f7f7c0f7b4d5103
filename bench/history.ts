/**
 * `npm run bench:history`: 1,000 sealed runs of 10,000 findings each, told over time. It measures how long a run takes to be
 * taken in (by some of them), and how long `kansa history` takes as a whole process once the others are known, too: their
 * ledger is made by the command's own functions, without reading each file back, which would take an hour. `--write` puts the
 * table into bench/README.md; `--runs N` and `--findings N` measure less. 1,000 runs take about 5 GB of the temporary folder
 * while it lasts. The findings are those of the demo account, repeated, with little evidence.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runOf } from '../src/commands/history.js';
import { manifestText, sha256Of } from '../src/evidence/manifest.js';
import type { Evaluation, Finding, Violation } from '../src/model/finding.js';
import { advance, changeOf, controlCounts, type Episode } from '../src/model/history.js';
import { MANIFEST, type Manifest } from '../src/model/manifest.js';
import { type LedgerRun, type LedgerStep, openHistoryFiles } from '../src/store/history-files.js';
import { HISTORY, runAt } from '../src/store/run-folder.js';
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
  readonly fail: State;
  readonly pass: State;
}

interface State {
  readonly finding: Finding;
  readonly text: string;
}

const stateOf = (finding: Finding): State => ({ finding, text: JSON.stringify(finding) });

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
    fail: stateOf({ ...base, verdict: 'fail', violations: [{ ...CODE, fingerprint }] }),
    pass: stateOf({ ...base, verdict: 'pass' }),
  };
};

/** A fifth fails at a time; each finding changes once in so many runs, each at its own time. */
const CYCLE = 400;
const isFailing = (index: number, run: number): boolean => (index * 7919 + run) % CYCLE < CYCLE / 5;

const scopeOf = ({ scope }: Evaluation, run: number) => ({ ...scope, now: scope.now + run * 24 * HOUR });

const makeRun = (
  folder: string,
  run: number,
  pairs: readonly Pair[],
  base: Evaluation,
  previous?: Manifest['previous'],
) => {
  const scope = scopeOf(base, run);
  const shell = JSON.stringify({ ...base, scope, findings: [] });
  const findings = pairs.map(({ fail, pass }, index) => (isFailing(index, run) ? fail : pass).text).join(',');
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

type Made = ReturnType<typeof makeRun>;

/** Leaves the side folder as the command would, but that all runs share the Parquet of one. */
const fillLedger = async (
  folder: string,
  made: readonly Made[],
  pairs: readonly Pair[],
  base: Evaluation,
  shared: string,
) => {
  const side = join(folder, HISTORY);
  const { ledger, close } = await openHistoryFiles(side, true);
  const { account } = base.scope;
  const runs: LedgerRun[] = [];
  let steps: LedgerStep[] = [];
  let open: ReadonlyMap<string, Episode> = new Map();
  let former: { readonly name: string; readonly evaluation: Evaluation } | undefined;
  for (const [index, { run: name, sha256 }] of made.entries()) {
    const findings = pairs.map(({ fail, pass }, at) => (isFailing(at, index) ? fail : pass).finding);
    const evaluation = { ...base, scope: scopeOf(base, index), findings };
    const found = runAt(join(folder, name), name);
    if (found === undefined) throw new RangeError(`${name} is no run`);
    const change = former && changeOf(former.name, former.evaluation, evaluation);
    const before = made[index - 1];
    const run: LedgerRun = {
      stamp: found.stamp,
      ...(before !== undefined && { previous: before }),
      run: { ...runOf(found, { sha256, sealed: true, evaluation }), ...(change !== undefined && { change }) },
    };
    const step = advance(open, name, evaluation);
    open = step.open;
    former = { name, evaluation };
    runs.push(run);
    steps.push({ ...run, counts: controlCounts(evaluation), fixed: step.fixed });
    if (steps.length === 100 || index === made.length - 1) {
      await ledger.add(account, steps, open.values());
      steps = [];
    }
    const day = new Date(evaluation.scope.now).toISOString().slice(0, 10).replaceAll('-', '');
    const file = join(side, 'v1/findings', `accountId=${account}`, `eventDay=${day}`, `${sha256}.parquet`);
    mkdirSync(dirname(file), { recursive: true });
    linkSync(shared, file);
  }
  await ledger.save(runs);
  close();
};

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

const bytesIn = (folder: string): number => filesIn(folder).reduce((sum, file) => sum + statSync(file).size, 0);

/** So many are taken in one after the other from nothing. */
const TAKEN_IN = 20;

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
  const made: Made[] = [];
  for (let run = 0; run < RUNS - 1; run += 1) made.push(makeRun(runs, run, pairs, small, made.at(-1)));
  const tell = (folder: string): Promise<Taken> =>
    taken(process.execPath, [CLI, 'history', '--runs', folder], { cwd: ROOT });
  const few = made.slice(0, TAKEN_IN);
  const begun = join(folder, 'begun');
  for (const { run } of few) cpSync(join(runs, run), join(begun, run), { recursive: true });
  const taking = await tell(begun);
  const [shared = ''] = filesIn(join(begun, HISTORY, 'v1/findings'));
  await fillLedger(runs, made, pairs, small, shared);
  // The usual case: one more run since the last time.
  makeRun(runs, RUNS - 1, pairs, small, made.at(-1));
  const nightly = await tell(runs);
  // In turns, so that whatever else the machine does slows both.
  const empty: Taken[] = [];
  const answers: Taken[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    empty.push(await taken(process.execPath, ['-e', '0'], { cwd: ROOT }));
    answers.push(await tell(runs));
  }
  const mebibytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(1);
  const row = (name: string, seconds: number, peak: number): string[] => [
    name,
    `${Math.round(seconds * 1000)} ms`,
    `${Math.round(peak)} MiB`,
  ];
  const body = [
    `${cpus().length} cores, Node ${process.version}; ${RUNS} runs of ${FINDINGS.toLocaleString('en')} findings, each day one. Parquet: ${mebibytes(statSync(shared).size)} MiB of findings a run, ${mebibytes(bytesIn(join(runs, HISTORY, 'v1/ledger')))} MiB of ledger.`,
    '',
    table(
      ['whole process', 'wall time', 'peak memory'],
      [
        row('node -e 0', median(empty.map(({ seconds }) => seconds)), median(empty.map(({ peakMiB }) => peakMiB))),
        row(`kansa history, nothing is kept yet, each of ${few.length}`, taking.seconds / few.length, taking.peakMiB),
        row('kansa history, one new run', nightly.seconds, nightly.peakMiB),
        row(
          `kansa history, nothing new, median of ${ROUNDS}`,
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
