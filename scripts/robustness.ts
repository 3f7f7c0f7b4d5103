/**
 * `npm run robustness`: the gate over templates that other people wrote, out of published packages. Printed is how much of
 * them was read; it fails where the gate crashes, hangs, or is silent about a file.
 *
 * Packages are fetched into `.tools/robustness` on the first run (needs Python 3 with pip); nothing of them is run but
 * what pip runs to name a source package.
 */
import { type ExecFileSyncOptions, execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Evaluation, FileCoverage } from '../src/model/finding.js';

const ROOT = resolve(import.meta.dirname, '..');
const STORE = join(ROOT, '.tools/robustness');
const CLI = join(ROOT, 'dist/cli.js');

type Form = 'npm' | 'sdist' | 'wheel';

/** Packages with templates in them: of linters and parsers (their own fixtures), and of AI platforms (what they deploy). */
const PACKAGES: readonly (readonly [form: Form, name: string, version: string])[] = [
  ['sdist', 'cfn-lint', '1.58.0'],
  ['sdist', 'cfripper', '1.22.1'],
  ['sdist', 'dask-kubernetes', '2026.3.0'],
  ['wheel', 'determined', '0.38.1'],
  ['wheel', 'mlstacks', '0.10.0'],
  ['wheel', 'nebari', '2025.10.1'],
  ['wheel', 'runway', '2.8.4'],
  ['wheel', 'skypilot', '0.14.1'],
  ['npm', 'aws-cdk', '2.1148.1'],
];

/** Longer than any package takes on a busy machine: only a hang is stopped by it. */
const HANG_MS = 600_000;

/** The folder of an unpacked package. */
const fetched = ([form, name, version]: (typeof PACKAGES)[number]): string => {
  const folder = join(STORE, `${name.replace(/[@/]+/g, '_')}-${version}`);
  if (existsSync(folder)) return folder;
  const parts = `${folder}.part`;
  rmSync(parts, { recursive: true, force: true });
  mkdirSync(join(parts, 'archive'), { recursive: true });
  mkdirSync(join(parts, 'content'));
  const quiet: ExecFileSyncOptions = { stdio: ['ignore', 'ignore', 'inherit'] };
  const archives = join(parts, 'archive');
  if (form === 'npm')
    execFileSync('npm', ['pack', '--silent', `${name}@${version}`, '--pack-destination', archives], quiet);
  else
    execFileSync(
      'python3',
      [
        ...['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps'],
        ...[form === 'sdist' ? '--no-binary' : '--only-binary', ':all:', '--dest', archives, `${name}==${version}`],
      ],
      quiet,
    );
  const [archive] = readdirSync(archives);
  if (archive === undefined) throw new Error(`fetching ${name} ${version} gave no archive`);
  const content = join(parts, 'content');
  const unpack: readonly [string, ...string[]] =
    form === 'wheel'
      ? ['python3', '-m', 'zipfile', '-e', join(archives, archive), content]
      : ['tar', '-xzf', join(archives, archive), '-C', content];
  execFileSync(unpack[0], unpack.slice(1), quiet);
  renameSync(content, folder);
  rmSync(parts, { recursive: true });
  return folder;
};

/** Files that say of themselves that they are templates, found without any of the gate's code. */
const lookLikeTemplates = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !/(^|\/)(node_modules|\.git|\.terraform|\.venv)\//.test(path))
    .filter((path) =>
      SIGNS.some(([name, text]) => name.test(path) && text.test(readFileSync(join(folder, path), 'utf8'))),
    );

const SIGNS: readonly (readonly [name: RegExp, text: RegExp])[] = [
  [/\.(tf|tofu)$/, /^\s*(resource|module|data|variable|output|provider|locals|terraform)\b/m],
  [/\.(ya?ml|json|template)$/, /^\s*"?Resources"?\s*:[\s\S]*^\s*["']?Type["']?\s*:\s*["']?AWS::/m],
  [/\.ya?ml$/, /^apiVersion:[\s\S]*^kind:|^kind:[\s\S]*^apiVersion:/m],
];

interface Row {
  readonly name: string;
  readonly files: number;
  readonly whole: number;
  readonly partly: number;
  readonly nothing: number;
  readonly resources: number;
  readonly faults: readonly string[];
  readonly problems: readonly string[];
}

const judged = (entry: (typeof PACKAGES)[number]): Row => {
  const folder = fetched(entry);
  const name = `${entry[1]} ${entry[2]}`;
  const run = spawnSync(
    process.execPath,
    [CLI, 'gate', '.', '--format', 'json', '--fail-on', 'none', '--fail-on-unknown', 'critical'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 30, timeout: HANG_MS },
  );
  const nothing = { name, files: 0, whole: 0, partly: 0, nothing: 0, resources: 0, problems: [] };
  if (run.signal !== null) return { ...nothing, faults: [`${name}: hung, and was stopped by ${run.signal}`] };
  if (run.status !== 0 && run.status !== 3)
    return { ...nothing, faults: [`${name}: ended with ${run.status}: ${run.stderr.slice(0, 500)}`] };
  const { coverage }: Evaluation = JSON.parse(run.stdout);
  const told = new Map((coverage.files ?? []).map((file) => [file.file.replace(/^\.\//, ''), file]));
  const isWhole = ({ problems, unread = [] }: FileCoverage) => problems.length + unread.length === 0;
  const files = [...told.values()];
  const faults = lookLikeTemplates(folder).flatMap((path) => {
    const file = told.get(path);
    if (file === undefined) return [`${name}: ${path} is in no list`];
    return file.kind === 'ignored' && isWhole(file) ? [`${name}: ${path} looks like a template and was left out`] : [];
  });
  const templates = files.filter((file) => file.kind !== 'ignored' || !isWhole(file));
  if (templates.some((file) => !isWhole(file)) && run.status === 0)
    faults.push(`${name}: was green, though something was not read`);
  return {
    name,
    files: templates.length,
    whole: templates.filter(isWhole).length,
    partly: templates.filter((file) => !isWhole(file) && file.resources > 0).length,
    nothing: templates.filter((file) => !isWhole(file) && file.resources === 0).length,
    resources: files.reduce((sum, file) => sum + file.resources, 0),
    problems: templates.flatMap((file) =>
      [...file.problems, ...(file.unread ?? [])].map(({ message }) => `${file.file}: ${message}`),
    ),
    faults,
  };
};

const percent = (part: number, of: number): string => (of === 0 ? '–' : `${((100 * part) / of).toFixed(1)} %`);
const told = (row: Omit<Row, 'faults' | 'problems'>): string =>
  [
    row.name.padEnd(46),
    ...[row.files, row.whole, row.partly, row.nothing, row.resources].map((count) => String(count).padStart(9)),
    percent(row.whole, row.files).padStart(9),
  ].join('');

const titles = ['templates', 'whole', 'in part', 'not read', 'resources', 'whole'];
process.stdout.write(`${'package'.padEnd(46)}${titles.map((title) => title.padStart(9)).join('')}\n`);
const rows = PACKAGES.map((entry) => {
  const row = judged(entry);
  process.stdout.write(`${told(row)}\n`);
  return row;
});
const sum = (member: 'files' | 'whole' | 'partly' | 'nothing' | 'resources') =>
  rows.reduce((total, row) => total + row[member], 0);
process.stdout.write(
  `${told({ name: 'all', files: sum('files'), whole: sum('whole'), partly: sum('partly'), nothing: sum('nothing'), resources: sum('resources') })}\n`,
);
if (process.argv.includes('--problems'))
  for (const problem of rows.flatMap((row) => row.problems)) process.stdout.write(`  ${problem}\n`);
const faults = rows.flatMap((row) => row.faults);
for (const fault of faults) process.stderr.write(`robustness: ${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
