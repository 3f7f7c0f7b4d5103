/** Runs a linter of what is deployed, from PyPI (see below) or actionlint, installed on its first use into `.tools`. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const TOOLS = join(resolve(import.meta.dirname, '..'), '.tools');
const PYTHON = join(TOOLS, 'lint');

/** Packages of PyPI, each with the program of the same name. */
const PACKAGES: Readonly<Record<string, string>> = {
  'cfn-lint': '1.58.0',
  'kubernetes-validate': '1.37.0',
  'check-jsonschema': '0.39.0',
  'pre-commit': '4.7.0',
};
const ACTIONLINT = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.7';

const fromPyPI = (name: string): string => {
  const program = join(PYTHON, 'bin', name);
  if (existsSync(program)) return program;
  if (!existsSync(PYTHON)) execFileSync('python3', ['-m', 'venv', PYTHON], { stdio: 'inherit' });
  const wanted = `${name}==${PACKAGES[name]}`;
  const quiet = ['--quiet', '--disable-pip-version-check'];
  execFileSync(join(PYTHON, 'bin/python'), ['-m', 'pip', 'install', ...quiet, wanted], { stdio: 'inherit' });
  return program;
};

const actionlint = (): string => {
  const program = join(TOOLS, 'bin/actionlint');
  if (!existsSync(program))
    execFileSync('go', ['install', ACTIONLINT], {
      env: { ...process.env, GOBIN: join(TOOLS, 'bin') },
      stdio: 'inherit',
    });
  return program;
};

const [name = '', ...args] = process.argv.slice(2);
const { status } = spawnSync(name === 'actionlint' ? actionlint() : fromPyPI(name), args, { stdio: 'inherit' });
process.exitCode = status ?? 1;
