import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installed, type PythonTool } from './python.js';

/** The emulator of AWS (https://docs.getmoto.org). */
export const MOTO: PythonTool = { name: 'moto', version: '5.2.5', distribution: 'moto[server]' };
const READY_WITHIN_MS = 60_000;

/**
 * moto's server. It judges a bucket's policy without its conditions, so that "deny what does not come over TLS" denies every
 * object: a statement with conditions says nothing here.
 */
const SERVER = `
import json, sys
from moto.s3.models import FakeBucket
from moto.server import main

judged = FakeBucket.get_permission

def get_permission(self, action, resource):
    own = self.policy
    if own is None:
        return judged(self, action, resource)
    document = json.loads(own)
    document["Statement"] = [one for one in document["Statement"] if "Condition" not in one]
    try:
        self.policy = json.dumps(document).encode()
        return judged(self, action, resource)
    finally:
        self.policy = own

FakeBucket.get_permission = get_permission
sys.exit(main())
`;

export type Moto = { readonly url: string; readonly stop: () => Promise<void> };

/** An AWS account that is not one (https://docs.getmoto.org/en/latest/docs/server_mode.html), empty, on a free loopback port. */
export const startMoto = async (): Promise<Moto> => {
  const programs = await installed(MOTO);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(join(programs, 'python'), ['-c', SERVER, '-H', '127.0.0.1', '-p', String(port)], {
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
      throw new Error(`start moto ${MOTO.version}: no answer at ${url}; it said: ${said.join('').trim() || 'nothing'}`);
    }
    await sleep(200);
  }
  return { url, stop };
};

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
