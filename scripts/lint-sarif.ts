/** Judges the SARIF of a real gate by Microsoft's validator and its rules for GitHub, installed on its first use into `.tools`. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const TOOLS = join(ROOT, '.tools/sarif');
const VERSION = '5.7.0';
const program = join(TOOLS, 'node_modules/.bin/sarif-multitool');

if (!existsSync(program)) {
  mkdirSync(TOOLS, { recursive: true });
  const wanted = `@microsoft/sarif-multitool@${VERSION}`;
  execFileSync('npm', ['install', '--prefix', TOOLS, '--no-save', '--no-audit', '--no-fund', wanted], {
    stdio: 'inherit',
  });
}

const folder = mkdtempSync(join(tmpdir(), 'kansa-sarif-'));
const logs = ['en', 'ja'].map((language) => {
  const log = join(folder, `${language}.sarif`);
  const args = ['gate', 'fixtures/iac', '--lang', language, '--format', `sarif=${log}`];
  spawnSync(process.execPath, [join(ROOT, 'dist/cli.js'), ...args], { cwd: ROOT });
  return log;
});
// Its own starter hands the words to a shell, hence the quotes. Its other levels ask for more than anybody needs: snippets, a home page, names of arguments.
const judged = spawnSync(program, ['validate', ...logs, '--rule-kind', '"Sarif;Ghas"', '--level', 'Error'], {
  encoding: 'utf8',
  // The validator is a .NET program that looks for a library of languages which many machines lack.
  env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
});
process.stdout.write(judged.stdout + judged.stderr);
const isWhole = judged.stdout.includes(`Done. ${logs.length} files scanned.`);
process.exitCode = judged.status === 0 && isWhole && !/: error /.test(judged.stdout) ? 0 : 1;
