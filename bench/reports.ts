/**
 * `npm run bench:reports`: each form of a report over a run with 100,000 findings, as a whole process. `--write` puts the table into
 * bench/README.md; `--findings N` takes another number. The findings are those of the demo account, repeated: of each
 * resource as many as it has there, about four, and with each repetition under another name.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256Of } from '../src/evidence/manifest.js';
import { countVerdicts } from '../src/model/coverage.js';
import type { Evaluation, Finding } from '../src/model/finding.js';
import { taken } from './process.js';
import { replaceBetween, table } from './tables.js';

const ROOT = resolve(import.meta.dirname, '..');
const CLI = join(ROOT, 'dist/cli.js');

const { values } = parseArgs({
  options: { findings: { type: 'string', default: '100000' }, write: { type: 'boolean', default: false } },
});
const FINDINGS = Number(values.findings);

const FORMATS: readonly (readonly string[])[] = [
  ...['html', 'csv', 'json', 'markdown', 'ocsf', 'openmetrics', 'oscal'].map((format) => ['--format', format]),
  ...['text', 'csv', 'html', 'pdf', 'oscal'].map((format) => ['--format', format, '--framework', 'ai-ml-platform']),
];

const folder = mkdtempSync(join(tmpdir(), 'kansa-bench-reports-'));
const run = join(folder, 'run');
const recording = join(ROOT, 'fixtures/recordings/demo.ndjson.gz');
const never = ['--fail-on', 'none', '--fail-on-unknown', 'never'];
const { status, stderr } = spawnSync(process.execPath, [CLI, 'scan', '--replay', recording, '--out', run, ...never], {
  encoding: 'utf8',
});
if (status !== 0) throw new Error(`the demo account could not be scanned: ${stderr}`);

const path = join(run, 'evaluation.json');
const evaluation: Evaluation = JSON.parse(readFileSync(path, 'utf8'));
const findings = Array.from({ length: FINDINGS }, (_, index): Finding[] => {
  const finding = evaluation.findings[index % evaluation.findings.length];
  if (finding === undefined) return [];
  const fingerprint = sha256Of(`${finding.fingerprint} ${index}`);
  const copy = Math.floor(index / evaluation.findings.length);
  return [{ ...finding, fingerprint, resource: { ...finding.resource, id: `${finding.resource.id}-${copy}` } }];
}).flat();
writeFileSync(path, JSON.stringify({ ...evaluation, findings, summary: countVerdicts(findings) }));

const rows: string[][] = [];
for (const format of FORMATS) {
  const output = join(folder, 'report');
  const { seconds, peakMiB } = await taken(process.execPath, [CLI, 'report', run, ...format, '--output', output], {
    cwd: ROOT,
  });
  const MiB = statSync(output).size / 2 ** 20;
  const name = format.filter((word) => !word.startsWith('--')).join(' by ');
  rows.push([name, `${seconds.toFixed(1)} s`, `${peakMiB.toFixed(0)} MiB`, `${MiB.toFixed(1)} MiB`]);
  process.stderr.write(`${rows.at(-1)?.join('  ')}\n`);
}
rmSync(folder, { recursive: true });

const text = table([`a report of ${FINDINGS} findings, whole process`, 'wall time', 'peak memory', 'size'], rows);
process.stdout.write(`${text}\n`);
if (values.write) {
  const readme = join(ROOT, 'bench/README.md');
  writeFileSync(readme, replaceBetween(readFileSync(readme, 'utf8'), 'reports', text));
}
