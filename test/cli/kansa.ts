import { type ChildProcessByStdio, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** The checkout, and the command line that `npm run build` made of it. */
export const ROOT = new URL('../../', import.meta.url).pathname;
const CLI = join(ROOT, 'dist/cli.js');
export const DEMO = join(ROOT, 'fixtures/recordings/demo.ndjson.gz');

/** A new folder that other users may enter; it goes after the last test (test/setup/scratch.ts). */
export const freshFolder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'kansa-e2e-'));
  chmodSync(path, 0o755);
  return path;
};

/** Nothing of the machine's own AWS configuration, and nobody at the instance metadata address. */
const BARE = { PATH: process.env.PATH ?? '', HOME: freshFolder(), AWS_EC2_METADATA_DISABLED: 'true' } as const;
/** Keys that open nothing. */
export const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' } as const;

/** Variables beside {@link BARE}, and another command line than the built one. */
export interface Surroundings extends Pick<SpawnOptions, 'cwd' | 'uid' | 'gid'> {
  readonly env?: Readonly<Record<string, string>>;
  readonly cli?: string;
  /** A line of the shell that runs the command, which is its `"$@"`. */
  readonly through?: string;
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line as a user's shell would, without a terminal. */
export const kansa = (args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> =>
  start(args, surroundings).outcome;

/** The same, but its process is at hand while it runs. */
export const start = (
  args: readonly string[],
  { env = {}, cli = CLI, through = 'exec "$@"', ...options }: Surroundings = {},
): { readonly child: ChildProcessByStdio<null, Readable, Readable>; readonly outcome: Promise<Outcome> } => {
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  const child = spawn('sh', ['-c', through, 'sh', process.execPath, cli, ...args], {
    ...options,
    env: { ...BARE, ...env },
    stdio,
  });
  const outcome = Promise.all([text(child.stdout).catch(() => ''), text(child.stderr), once(child, 'close')]).then(
    ([stdout, stderr]) => ({ code: child.exitCode, stdout, stderr }),
  );
  return { child, outcome };
};

/** What a command says that could not do what was asked: one sentence on stderr, nothing on stdout. */
export const refusal = (sentence: string, code = 2): Outcome => ({ code, stdout: '', stderr: `kansa: ${sentence}\n` });
