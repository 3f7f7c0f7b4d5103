import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../cli/kansa.js';

/** What a build may copy: the paths that a .dockerignore lets in again after having left all out. */
const contextOf = (dockerignore: string): readonly string[] => {
  const [all, ...admitted] = readFileSync(join(ROOT, dockerignore), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (all !== '*' || !admitted.every((line) => /^![^*?]+$/.test(line)))
    throw new Error(`${dockerignore} says more than this test understands`);
  return admitted.map((line) => line.slice(1));
};

/** The root folders of the stages of a Dockerfile, by name (the last one is `''`), each made as its lines say. */
const built = (dockerfile: string): ReadonlyMap<string, string> => {
  const stages = new Map<string, string>();
  const context = contextOf(`${dockerfile}.dockerignore`);
  let root = '';
  let folder = '/';
  for (const line of readFileSync(join(ROOT, dockerfile), 'utf8').split('\n')) {
    const [instruction = '', ...words] = line.trim().split(/\s+/);
    if (instruction === 'FROM') {
      root = mkdtempSync(join(tmpdir(), 'kansa-image-'));
      stages.set(words[1]?.toLowerCase() === 'as' ? (words[2] ?? '') : '', root);
    } else if (instruction === 'WORKDIR') {
      folder = words[0] ?? '/';
      mkdirSync(join(root, folder), { recursive: true });
    } else if (instruction === 'COPY') {
      const [option = ''] = words;
      const from = option.startsWith('--from=') ? stages.get(option.slice('--from='.length)) : ROOT;
      const names = option.startsWith('--from=') ? words.slice(1) : words;
      const target = names.at(-1) ?? '';
      const inside = target.startsWith('/') ? join(root, target) : join(root, folder, target);
      for (const name of names.slice(0, -1)) {
        if (from === ROOT && !context.some((path) => name === path || name.startsWith(`${path}/`)))
          throw new Error(`${line}: ${name} is no part of the build's context`);
        cpSync(join(from ?? '', name), target.endsWith('/') ? join(inside, basename(name)) : inside, {
          recursive: true,
          verbatimSymlinks: true,
        });
      }
    } else if (instruction === 'RUN' && words[0] === 'npm') {
      const { status, stderr } = spawnSync('sh', ['-c', words.join(' ')], {
        cwd: join(root, folder),
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`${line} ended with ${status}: ${stderr}`);
    }
  }
  return stages;
};

// No Docker engine is asked for: what the image holds is files and npm's work, and both are done here as the file says.
describe('the container image', () => {
  let image = '';
  let path = '';

  beforeAll(() => {
    image = built('deploy/container/Dockerfile').get('') ?? '';
    // The RUN of its last stage makes a user's folder, too, which needs the image's own users.
    path = join(image, 'usr/local/bin');
    symlinkSync(join(image, 'kansa/dist/cli.js'), join(path, 'kansa'));
    chmodSync(join(image, 'kansa/dist/cli.js'), 0o755);
  });

  /** Runs a program of the image in a folder of its own, with nothing of the repository at hand. */
  const run = (program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const cwd = mkdtempSync(join(tmpdir(), 'kansa-in-image-'));
    const done = spawnSync(program, args, {
      cwd,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { PATH: `${path}:${process.env.PATH}`, ...env },
    });
    return { cwd, ...done };
  };

  it('holds what runs, and no more', () => {
    const inside = (name: string) => existsSync(join(image, 'kansa', name));
    expect(['src', 'test', 'node_modules/vitest', 'node_modules/typescript'].filter(inside)).toEqual([]);
    const { files }: { files: string[] } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(files.filter((name) => !inside(name))).toEqual([]);
  });

  it('scans every night, compares, and verifies what it has sealed', () => {
    const runs = mkdtempSync(join(tmpdir(), 'kansa-runs-'));
    const recording = join(ROOT, 'fixtures/recordings/demo.ndjson.gz');
    const scan = ['--replay', recording, '--service', 'kms', '--framework', 'ai-ml-platform', '--fail-on', 'none'];
    const night = run('sh', [join(image, 'usr/local/bin/kansa-nightly'), ...scan], { KANSA_RUNS: runs });
    expect([night.status, night.stderr]).toEqual([0, expect.stringContaining('By framework')]);
    const verified = run('sh', ['-c', `kansa verify --reperform ${runs}/*`]);
    expect([verified.status, verified.stderr]).toEqual([0, '']);
  });

  it('judges templates, those that need a grammar among them', () => {
    for (const kind of ['cloudformation', 'kubernetes', 'terraform']) {
      const gated = run('kansa', ['gate', join(ROOT, 'fixtures/iac', kind, 'disallowed'), '--format', 'json']);
      expect([kind, gated.status, gated.stderr]).toEqual([kind, 1, '']);
    }
  });
});
