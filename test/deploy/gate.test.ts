import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../cli/kansa.js';

const KEY = 'Resources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties: {EnableKeyRotation: false}\n';

/** Rotation that is off is a violation of medium severity. */
const LOW = { KANSA_FAIL_ON: 'low' } as const;

/** A workspace with a template in a folder whose name has a space. */
const workspace = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'kansa-gate-'));
  mkdirSync(join(folder, 'infra structure'));
  writeFileSync(join(folder, 'infra structure/key.yaml'), KEY);
  return folder;
};

const written = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

/** Runs a line of a shell in a workspace, as its pipeline would. */
const run = (cwd: string, line: string, env: Readonly<Record<string, string>>) =>
  spawnSync('sh', ['-c', line], { cwd, encoding: 'utf8', env: { PATH: process.env.PATH, ...env } });

describe('the GitHub Action', () => {
  const action = parse(written('action.yml'));
  const [, judge] = action.runs.steps;

  const act = (inputs: Readonly<Record<string, string>>, cwd = workspace()) => {
    const output = join(cwd, '.output');
    const summary = join(cwd, '.summary');
    const env = { KANSA_HOME: ROOT, GATE_SARIF: 'kansa.sarif', GATE_COMMENT: 'kansa.md', ...inputs };
    const { status, stdout } = run(cwd, judge.run, { ...env, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary });
    const text = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
    return { status, stdout, output: text(output), summary: text(summary) };
  };

  it('annotates, writes SARIF and comment, and ends as the gate does', () => {
    const { status, stdout, output, summary } = act({
      GATE_PATHS: 'infra structure\n',
      KANSA_FAIL_ON: 'low',
      KANSA_WAIVERS: '',
    });
    expect(status).toBe(1);
    expect(stdout).toContain('::warning file=infra structure/key.yaml,line=4,');
    expect(output).toBe('exit-code=1\nsarif=kansa.sarif\ncomment=kansa.md\n');
    expect(summary.startsWith('<!-- kansa-gate -->\n')).toBe(true);
  });

  it('takes a path for a path, whatever it says', () => {
    const { status, output } = act({ GATE_PATHS: '--help\n$(touch pwned)\n*' });
    expect([status, output]).toEqual([2, 'exit-code=2\n']);
  });

  it('gives out no result of an earlier step', () => {
    const cwd = workspace();
    writeFileSync(join(cwd, 'kansa.md'), 'old');
    const { status, output, summary } = act({ GATE_PATHS: 'nowhere' }, cwd);
    expect([status, output, summary]).toEqual([2, 'exit-code=2\n', '']);
  });

  it('puts no input into a script', () => {
    for (const { run: script = '' } of action.runs.steps) expect(script).not.toContain('${{');
  });

  it('hands over every input', () => {
    const used = JSON.stringify(action.runs.steps);
    for (const name of Object.keys(action.inputs)) expect(used).toContain(`inputs.${name}`);
  });
});

describe('the GitLab job', () => {
  const { 'kansa-gate': job } = parse(written('deploy/gitlab/kansa-gate.yml'));

  it('writes the reports that it hands over', () => {
    const cwd = workspace();
    mkdirSync(join(cwd, 'bin'));
    writeFileSync(join(cwd, 'bin/kansa'), `#!/bin/sh\nexec node ${join(ROOT, 'dist/cli.js')} "$@"\n`, { mode: 0o755 });
    const env = {
      ...job.variables,
      ...LOW,
      KANSA_GATE_PATH: 'infra structure',
      PATH: `${cwd}/bin:${process.env.PATH}`,
    };
    const { status, stdout } = run(cwd, job.script[0], env);
    expect(stdout).toContain('infra structure/key.yaml:4  Key');
    expect(status).toBe(1);
    const { reports, paths } = job.artifacts;
    for (const path of [reports.codequality, reports.junit, ...paths]) expect(existsSync(join(cwd, path))).toBe(true);
    expect(JSON.parse(readFileSync(join(cwd, reports.codequality), 'utf8'))[0].check_name).toBe('kansa/exit_code');
  });
});

describe('the CodeBuild project', () => {
  const spec = parse(written('deploy/codebuild/buildspec.yml'));

  it('writes the report that it hands over', () => {
    const cwd = workspace();
    const env = { ...LOW, CODEBUILD_SRC_DIR_kansa: ROOT, KANSA_GATE_PATH: 'infra structure' };
    expect(run(cwd, spec.phases.build.commands[0], env).status).toBe(1);
    const { 'base-directory': folder, files } = spec.reports['kansa-gate'];
    expect(readFileSync(join(cwd, folder, files[0]), 'utf8')).toContain('<testsuites name="kansa gate"');
  });
});

describe('the pre-commit hook', () => {
  it('judges the folder that it names', () => {
    const [hook] = parse(written('.pre-commit-hooks.yaml'));
    const cwd = workspace();
    mkdirSync(join(cwd, 'bin'));
    symlinkSync(join(ROOT, 'dist/cli.js'), join(cwd, 'bin/kansa.js'));
    const entry = hook.entry.replace(/^kansa /, 'node bin/kansa.js ');
    const { status, stdout } = run(cwd, `${entry} ${hook.args.join(' ')} --fail-on low`, {});
    expect([status, stdout.includes('infra structure/key.yaml:4  Key')]).toEqual([1, true]);
  });
});
