import { execFile } from 'node:child_process';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A program of Python's package index, which lives in `.tools/<name>`. */
export interface PythonTool {
  readonly name: string;
  readonly version: string;
  /** What is installed, e.g. `moto[server]`. */
  readonly distribution: string;
}

const run = promisify(execFile);

/** Installs it the first time (needs python3 with venv), and gives the folder of its programs. */
export const installed = async ({ name, version, distribution }: PythonTool): Promise<string> => {
  const home = fileURLToPath(new URL(`../../.tools/${name}`, import.meta.url));
  // Written last, so that an install that was cut short is done again.
  const stamp = join(home, `installed-${version}`);
  const programs = join(home, 'bin');
  if (await exists(stamp)) return programs;
  await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  await step(`create the virtual environment of ${name} (needs python3 3.10 or later with venv)`, 'python3', [
    '-m',
    'venv',
    home,
  ]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `${distribution}==${version}`];
  await step(`install ${name} ${version}`, join(programs, 'python'), pip);
  await writeFile(stamp, '');
  return programs;
};

const step = async (name: string, command: string, args: readonly string[]): Promise<void> => {
  try {
    await run(command, args);
  } catch (cause) {
    throw new Error(`${name}: ${command} ${args.join(' ')} failed`, { cause });
  }
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
