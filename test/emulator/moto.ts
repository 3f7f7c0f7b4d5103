import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const VERSION = '5.2.5';
const HOME = fileURLToPath(new URL('../../.tools/moto', import.meta.url));
/** Written last, so that an install that was cut short is done again. */
const STAMP = join(HOME, `installed-${VERSION}`);
const READY_WITHIN_MS = 60_000;

const run = promisify(execFile);

export type Moto = { readonly url: string; readonly stop: () => Promise<void> };

/** An AWS account that is not one (https://docs.getmoto.org/en/latest/docs/server_mode.html), empty, on a free loopback port. */
export const startMoto = async (): Promise<Moto> => {
  await install();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(join(HOME, 'bin/moto_server'), ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // AWS's own policies, such as AdministratorAccess, exist only when they are asked for.
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' },
  });
  const said: string[] = [];
  // The pipe is drained for as long as the server lives: a full one would block it.
  server.stderr.setEncoding('utf8').on('data', (text: string) => said.splice(0, Math.max(0, said.push(text) - 20)));
  const closed = once(server, 'close');
  // A test run that ends early must not leave a server behind.
  const kill = () => server.kill();
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    process.off('exit', kill);
    kill();
    await closed;
  };

  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answers(url))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`start moto ${VERSION}: no answer at ${url}; it said: ${said.join('').trim() || 'nothing'}`);
    }
    await sleep(200);
  }
  return { url, stop };
};

const install = async (): Promise<void> => {
  if (await exists(STAMP)) return;
  await rm(HOME, { recursive: true, force: true });
  await mkdir(HOME, { recursive: true });
  await step('create the virtual environment of moto (needs python3 3.10 or later with venv)', 'python3', [
    '-m',
    'venv',
    HOME,
  ]);
  await step(`install moto ${VERSION}`, join(HOME, 'bin/python'), [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    `moto[server]==${VERSION}`,
  ]);
  await writeFile(STAMP, '');
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

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/moto-api/`).then(
    (response) => response.ok,
    () => false,
  );

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('find a free loopback port: none was given');
  return address.port;
};
