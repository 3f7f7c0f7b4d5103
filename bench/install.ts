/**
 * `npm run bench:install`: what kansa, Prowler and Checkov (PyPI) take on the disk, each installed for itself, and how long each needs
 * to say its version. `--write` puts the table into bench/README.md.
 */
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { installed } from '../test/emulator/python.js';
import { CHECKOV, PROWLER } from './contestants.js';
import { type Taken, taken } from './process.js';
import { median, replaceBetween, table } from './tables.js';

const ROOT = resolve(import.meta.dirname, '..');
const ROUNDS = 5;

/** Bytes of all files below a folder; a file with several names counts once. */
const bytesBelow = (folder: string): number => {
  const seen = new Set<number>();
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const { ino, size } = lstatSync(join(entry.parentPath, entry.name));
    if (seen.has(ino)) continue;
    seen.add(ino);
    bytes += size;
  }
  return bytes;
};

/** As a user gets it: what npm packs, with what it depends on and without the tools of its development. */
const installKansa = (folder: string): string => {
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  writeFileSync(join(folder, 'package.json'), '{"private": true}');
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', join(folder, packed.trim())], { cwd: folder });
  return join(folder, 'node_modules');
};

const folder = mkdtempSync(join(tmpdir(), 'kansa-bench-install-'));
const modules = installKansa(folder);
const prowler = await installed(PROWLER);
const checkov = await installed(CHECKOV);
const contestants = [
  { name: 'kansa', home: modules, command: process.execPath, args: [join(modules, 'kansa/dist/cli.js'), '--version'] },
  {
    name: `prowler ${PROWLER.version}`,
    home: join(prowler, '..'),
    command: join(prowler, 'prowler'),
    args: ['--version'],
  },
  {
    name: `checkov ${CHECKOV.version}`,
    home: join(checkov, '..'),
    command: join(checkov, 'checkov'),
    args: ['--version'],
  },
] as const;

const rounds = new Map<string, Taken[]>(contestants.map(({ name }) => [name, []]));
// In turns, so that what else the machine does hits all of them; the first round fills the disk's cache.
for (let round = 0; round <= ROUNDS; round += 1)
  for (const { name, command, args } of contestants) {
    const cost = await taken(command, args, { cwd: folder });
    if (round > 0) rounds.get(name)?.push(cost);
  }

const rows = contestants.map(({ name, home }) => ({
  name,
  MiB: bytesBelow(home) / 2 ** 20,
  seconds: median((rounds.get(name) ?? []).map(({ seconds }) => seconds)),
}));
rmSync(folder, { recursive: true });
const own = rows[0]?.seconds ?? Number.NaN;
const text = table(
  [`installed, and asked for its version, median of ${ROUNDS}`, 'on the disk', 'start-up', 'ratio to kansa'],
  rows.map(({ name, MiB, seconds }) => [
    name,
    `${MiB.toFixed(0)} MiB`,
    `${(seconds * 1000).toFixed(0)} ms`,
    (seconds / own).toFixed(1),
  ]),
);
process.stdout.write(`${text}\n`);
if (process.argv.includes('--write')) {
  const path = join(ROOT, 'bench/README.md');
  writeFileSync(path, replaceBetween(readFileSync(path, 'utf8'), 'install', text));
}
