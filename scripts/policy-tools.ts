import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const BIN = join(ROOT, '.tools', 'bin');

/** OPA or Regal: from `OPA_BIN`/`REGAL_BIN`, else built once from its pinned Go module into `.tools/bin`. */
export const policyTool = (name: 'opa' | 'regal'): string => {
  const chosen = process.env[`${name.toUpperCase()}_BIN`];
  if (chosen) return chosen;
  const built = join(BIN, name);
  if (existsSync(built)) return built;
  if (!isOnPath('go'))
    throw new Error(
      `${name} is needed to build policies: install Go 1.26 (it builds the pinned ${name} by itself), or name a binary in ${name.toUpperCase()}_BIN`,
    );
  process.stderr.write(`building ${name} from tools/${name}/go.mod …\n`);
  execFileSync('go', ['install', '-mod=mod', `github.com/open-policy-agent/${name}`], {
    cwd: join(ROOT, 'tools', name),
    env: { ...process.env, GOBIN: BIN, CGO_ENABLED: '0' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return built;
};

/** Runs a policy tool and gives its stdout; what it complains of becomes the error. */
export const run = (tool: 'opa' | 'regal', ...args: readonly string[]): string => {
  const { status, stdout, stderr, error } = spawnSync(policyTool(tool), args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${tool} ${args.slice(0, 2).join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
};

export const isOnPath = (command: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, command)));
