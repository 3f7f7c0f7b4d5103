import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEMO, freshFolder, kansa as run } from './kansa.js';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A directory to work in, with a kansa.yaml where one is given. */
const directory = (yaml?: string): string => {
  const path = freshFolder();
  if (yaml !== undefined) writeFileSync(join(path, 'kansa.yaml'), yaml);
  return path;
};

const kansa = async (
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> => {
  const { code, stdout, stderr } = await run(args, { cwd, env });
  return { code, out: stdout, err: stderr };
};

const shown = async (cwd: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) => {
  const { out } = await kansa(cwd, ['config', 'show', '--json', ...args], env);
  const rows: readonly { option: string; value: unknown; origin: string }[] = JSON.parse(out);
  return (name: string) => rows.find(({ option }) => option === name);
};

describe('settings', () => {
  const cwd = directory('failOn: low\nlanguage: ja\nsince: 10d\nout: runs/{date}\n');

  it('of a flag outweigh the environment, that the file, and that the default; each says who said it', async () => {
    const setting = await shown(cwd, ['--lang', 'en'], { KANSA_LANG: 'ja', KANSA_FAIL_ON: 'none' });
    expect(['lang', 'fail-on', 'since', 'fail-on-unknown', 'out'].map(setting)).toEqual([
      { option: 'lang', value: 'en', origin: 'flag' },
      { option: 'fail-on', value: 'none', origin: 'KANSA_FAIL_ON' },
      { option: 'since', value: '10d', origin: 'kansa.yaml' },
      { option: 'fail-on-unknown', value: 'critical', origin: 'default' },
      { option: 'out', value: join(cwd, 'runs/{date}'), origin: 'kansa.yaml' },
    ]);
  });

  it('name a kubeconfig beside the file of settings, or the service account of the pod', async () => {
    const place = directory('kubeconfig: audit.kubeconfig');
    const row = { option: 'kubeconfig', origin: 'kansa.yaml' };
    expect((await shown(place))('kubeconfig')).toEqual({ ...row, value: join(place, 'audit.kubeconfig') });
    const pod = directory('kubeconfig: in-cluster');
    expect((await shown(pod))('kubeconfig')).toEqual({ ...row, value: 'in-cluster' });
  });

  it('say whether the inside of clusters is seen', async () => {
    const inside = async (yaml: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
      (await shown(directory(yaml), args, env))('no-kubernetes');
    expect(await inside('language: en')).toEqual({ option: 'no-kubernetes', value: true, origin: 'default' });
    expect(await inside('kubernetes: false')).toEqual({ option: 'no-kubernetes', value: false, origin: 'kansa.yaml' });
    expect(await inside('', ['--no-kubernetes'])).toEqual({ option: 'no-kubernetes', value: false, origin: 'flag' });
    expect(await inside('', [], { KANSA_NO_KUBERNETES: '1' })).toEqual({
      option: 'no-kubernetes',
      value: false,
      origin: 'KANSA_NO_KUBERNETES',
    });
  });

  it('come from no file where none is wanted', async () => {
    expect((await shown(cwd, ['--no-config']))('since')).toEqual({ option: 'since', value: '90d', origin: 'default' });
  });

  it.each<[string, string, string]>([
    [
      'an unknown key, with its line and the nearest',
      'failOn: low\ncontrols:\n  servces: [eks]\n',
      'kansa.yaml:3: unknown key "servces"; did you mean services?',
    ],
    [
      'an unknown parameter, with its line',
      'params:\n  retention:\n    audit_trial_years: 3\n',
      'kansa.yaml:3: unknown key "audit_trial_years"; did you mean audit_trail_years?',
    ],
    [
      'a value that is none',
      'language: en\nfailOn: hgh\n',
      'kansa.yaml:2: /failOn must be one of critical, high, medium, low, none, not "hgh"',
    ],
    ['what is no YAML', 'failOn: [low\n', 'kansa.yaml:2: '],
    ['a key that is said twice', 'failOn: low\nfailOn: high\n', 'kansa.yaml:2: Map keys must be unique'],
  ])('are refused for %s', async (_, yaml, sentence) => {
    const { code, err } = await kansa(directory(yaml), ['config', 'show']);
    expect(code).toBe(2);
    expect(err).toContain(`kansa: ${sentence}`);
  });

  it('are written once, and what is written is valid', async () => {
    const fresh = directory();
    expect(await kansa(fresh, ['init'])).toMatchObject({ code: 0, err: 'wrote kansa.yaml\n' });
    expect((await shown(fresh))('since')).toMatchObject({ value: '90d', origin: 'kansa.yaml' });
    // Every key that is commented out is one that the format knows.
    const path = join(fresh, 'kansa.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/^# (?=\s*(- )?[a-zA-Z_-]+:( |$))/gm, ''));
    expect(await kansa(fresh, ['config', 'show'])).toMatchObject({ code: 0 });
    expect((await shown(fresh))('role-arn')).toMatchObject({ origin: 'kansa.yaml' });
    expect(await kansa(fresh, ['init'])).toMatchObject({ code: 2 });
  });
});

it('of a gate are shown with what only its file can say, and its own thresholds', async () => {
  const cwd = directory(
    'failOn: low\nlanguage: ja\nregions: [us-east-1]\ngate: {account: "123456789012", parameters: {Stage: prod}, failOn: medium}\n',
  );
  const { code, out } = await kansa(cwd, ['config', 'show-gate', '--json', '--region', 'ap-northeast-1'], {
    KANSA_LANG: 'en',
  });
  expect(code).toBe(0);
  const rows: readonly { option: string; value: unknown; origin: string }[] = JSON.parse(out);
  expect(rows.filter(({ origin }) => origin !== 'default')).toEqual([
    { option: 'account', value: '123456789012', origin: 'kansa.yaml' },
    { option: 'region', value: 'ap-northeast-1', origin: 'flag' },
    { option: 'parameter', value: { Stage: 'prod' }, origin: 'kansa.yaml' },
    { option: 'lang', value: 'en', origin: 'KANSA_LANG' },
    { option: 'fail-on', value: 'medium', origin: 'kansa.yaml' },
  ]);
});

describe('a scan', () => {
  it('takes its settings, and leaves to a recording what that decides', async () => {
    const cwd = directory(
      'since: 1d\nregions: [us-east-1]\ncontrols: {services: [kms]}\nout: runs/{account}\nformats: [csv]\nfailOn: none\n',
    );
    expect(await kansa(cwd, ['scan', '--replay', DEMO])).toMatchObject({ code: 0 });
    const run = join(cwd, 'runs/123456789012');
    const { scope } = JSON.parse(readFileSync(join(run, 'evaluation.json'), 'utf8'));
    expect(scope).toMatchObject({ regions: ['ap-northeast-1', 'ap-northeast-3'], since: scope.now - 90 * 86_400_000 });
    expect(scope.selection).toBeUndefined();
    expect(existsSync(join(run, 'report.csv'))).toBe(true);
  });

  it('keeps in the run what steered it and who said so, without secrets', async () => {
    const cwd = directory('failOn: none\n');
    const address = 'http://user:hush@127.0.0.1:1/aws?key=hush';
    const scan = ['scan', '--replay', DEMO, '--service', 'kms'];
    expect(
      await kansa(cwd, [...scan, '--out', 'run', '--external-id', 'hush', '--endpoint-url', address]),
    ).toMatchObject({ code: 0 });
    const text = readFileSync(join(cwd, 'run/inputs/settings.json'), 'utf8');
    const settings: { option: string }[] = JSON.parse(text);
    const of = (...names: string[]) => settings.filter(({ option }) => names.includes(option));
    expect(of('external-id', 'endpoint-url', 'role-arn', 'service', 'fail-on')).toEqual([
      { option: 'role-arn', origin: 'default' },
      { option: 'external-id', origin: 'flag', value: '(given)' },
      { option: 'endpoint-url', origin: 'flag', value: 'http://127.0.0.1:1/aws' },
      { option: 'service', origin: 'flag', value: ['kms'] },
      { option: 'fail-on', origin: 'kansa.yaml', value: 'none' },
    ]);
    expect(text).not.toContain('hush');

    expect(await kansa(cwd, [...scan, '--out', 'other'])).toMatchObject({ code: 0 });
    const others: { option: string }[] = JSON.parse(readFileSync(join(cwd, 'other/inputs/settings.json'), 'utf8'));
    expect(others.find(({ option }) => option === 'external-id')).toEqual({ option: 'external-id', origin: 'default' });
  });

  it('is narrowed by flags, and its report says so', async () => {
    const cwd = directory();
    const { code, err } = await kansa(cwd, [
      'scan',
      '--replay',
      DEMO,
      '--out',
      'run',
      '--control',
      'eks/*',
      '--severity',
      'high',
    ]);
    expect(code).toBe(1);
    expect(err).toMatch(/A narrowed scan: only \d+ of \d+ controls were judged \(--control eks\/\* --severity high\)/);
    expect((await kansa(cwd, ['report', 'run', '--format', 'html'])).out).toContain('A narrowed scan: only');
  });

  it.each<[string, readonly string[], string]>([
    ['an unknown service', ['--service', 'sagemakr'], 'did you mean sagemaker?'],
    ['a format that is none', ['--format', 'cvs'], 'did you mean csv?'],
    ['a time to come', ['--since', '2999-01-01'], '--since and --replay exclude each other'],
    ['ways into clusters that nobody asks', ['--kubeconfig', 'config'], '--kubeconfig and --replay exclude each other'],
    ['a resumption beside a replay', ['--resume', 'run'], '--resume and --replay exclude each other'],
  ])('is refused for %s', async (_, args, sentence) => {
    const { code, err } = await kansa(directory(), ['scan', '--replay', DEMO, '--out', 'run', ...args]);
    expect([code, err.includes(sentence)]).toEqual([2, true]);
  });

  it.each([
    ['--pii-max-objects', '5'],
    ['--pii-max-bytes', '1MB'],
    ['--pii-max-object-bytes', '1MB'],
    ['--pii-max-pages', '5'],
    ['--pii-max-read-usd', '1'],
    ['--pii-seed', 'audit'],
    ['--pii-patterns', 'own.yaml'],
    ['--pii-key', 'key'],
  ])('is refused with %s where nobody is to look into the data', async (flag, value) => {
    expect(await kansa(directory(), ['scan', '--out', 'run', flag, value])).toEqual({
      code: 2,
      out: '',
      err: `kansa: ${flag} needs --pii, without which nobody looks into the data: add it, or leave ${flag} out\n`,
    });
  });

  it('takes how the data would be looked at from the file of settings and the environment, and --pii from either', async () => {
    const cwd = directory();
    const refused = 'kansa: --pii-seed needs --pii';
    const scanned = async (settings: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
      writeFileSync(join(cwd, 'kansa.yaml'), settings);
      // Ends before anything is asked: a format that is none comes after the line was read.
      return (await kansa(cwd, ['scan', '--out', 'run', '--format', 'cvs', ...args], env)).err.split(', ')[0];
    };
    const further = await scanned('', []);
    expect(further).not.toContain('--pii');
    expect([
      await scanned('pii:\n  maxObjects: 5\n', [], { KANSA_PII_SEED: 'audit' }),
      await scanned('pii:\n  look: true\n', ['--pii-seed', 'audit']),
      await scanned('', ['--pii-seed', 'audit'], { KANSA_PII: '1' }),
      await scanned('pii:\n  maxObjects: 5\n', ['--pii-seed', 'audit']),
    ]).toEqual([further, further, further, refused]);
  });

  it('is kept as the file of settings says, whatever the recording was kept as', async () => {
    const cwd = directory();
    writeFileSync(join(cwd, 'kansa.yaml'), 'out: run\nlockYears: 3\nlock: false\n');
    await kansa(cwd, ['scan', '--replay', DEMO, '--service', 'kms', '--fail-on', 'none']);
    const settings: readonly { option: string; value: unknown; origin: string }[] = JSON.parse(
      readFileSync(join(cwd, 'run/inputs/settings.json'), 'utf8'),
    );
    const origin = 'kansa.yaml';
    expect(settings.filter(({ option }) => ['out', 'lock-years', 'no-lock'].includes(option))).toEqual([
      { option: 'out', value: join(cwd, 'run'), origin },
      { option: 'lock-years', value: 3, origin },
      { option: 'no-lock', value: false, origin },
    ]);
  });

  it.each([
    ['--lock-years', '3'],
    ['--no-lock', undefined],
  ])('goes on with a run under the lock that it was to have: no %s', async (flag, value) => {
    const args = ['scan', '--resume', 'run', flag, ...(value === undefined ? [] : [value])];
    expect(await kansa(directory(), args)).toMatchObject({
      code: 2,
      err: `kansa: ${flag} and --resume exclude each other: the recording says what was asked; leave ${flag} out\n`,
    });
  });

  it('needs a run directory', async () => {
    expect(await kansa(directory(), ['scan'])).toMatchObject({
      code: 2,
      err: 'kansa: no run directory: name one with --out\n',
    });
  });
});

describe('a stored run', () => {
  it('is rendered to stdout or to a file, and nothing is written that was not asked for', async () => {
    const cwd = directory();
    await kansa(cwd, ['scan', '--replay', DEMO, '--out', 'run', '--service', 'kms']);
    const { code, out } = await kansa(cwd, ['report', 'run', '--format', 'csv', '--lang', 'ja']);
    expect([code, out.startsWith('"verdict","severity"')]).toEqual([0, true]);
    expect(await kansa(cwd, ['report', 'run', '--format', 'json', '--output', 'copy.json'])).toMatchObject({
      code: 0,
      out: '',
    });
    expect(readFileSync(join(cwd, 'copy.json'), 'utf8')).toBe(readFileSync(join(cwd, 'run/evaluation.json'), 'utf8'));
  });

  it('that is none, or is not of the format, is a mistake', async () => {
    const cwd = directory();
    writeFileSync(join(cwd, 'evaluation.json'), '{"schemaVersion":1}');
    expect(await kansa(cwd, ['report', 'nothing'])).toMatchObject({ code: 2, out: '' });
    const { code, err } = await kansa(cwd, ['report', '.']);
    expect([code, err]).toEqual([2, 'kansa: evaluation.json: the document lacks the member "kansa"\n']);
  });
});

describe('what is judged, and by what,', () => {
  it('can be listed and shown, in both languages', async () => {
    const cwd = directory();
    expect((await kansa(cwd, ['controls', 'list', '--service', 'kms', '--lang', 'ja'])).out).toMatch(
      /^統制 .*\n(kms\/\w+ .*\n)*kms\/key_policy_separation .*\nkms\/key_rotation .*\n$/,
    );
    const listed = JSON.parse((await kansa(cwd, ['controls', 'list', '--severity', 'critical', '--json'])).out);
    expect(new Set(listed.map(({ severity }: { severity: string }) => severity))).toEqual(new Set(['critical']));
    const [control] = JSON.parse((await kansa(cwd, ['controls', 'show', 'kms/key_rotation', '--json'])).out);
    expect(control).toMatchObject({ id: 'kms/key_rotation', types: ['AWS::KMS::Key'] });
    expect(control.permissions).toContain('kms:GetKeyRotationStatus');
    expect(await kansa(cwd, ['controls', 'show', 'kms/key_rotatin'])).toMatchObject({ code: 2, out: '' });
  });

  it('has parameters whose defaults and origins are shown', async () => {
    const cwd = directory('params: {retention: {audit_trail_years: 10}}\n');
    const rows: readonly { param: string }[] = JSON.parse((await kansa(cwd, ['params', 'show', '--json'])).out);
    expect(rows.filter(({ param }) => param.startsWith('retention.'))).toEqual([
      {
        param: 'retention.audit_trail_years',
        value: 10,
        default: 7,
        origin: 'kansa.yaml: params',
        meaning: "Years for which CloudTrail's log files must be kept unalterable.",
      },
      expect.objectContaining({ param: 'retention.invocation_log_years', value: 7, origin: 'default' }),
      expect.objectContaining({ param: 'retention.cluster_audit_log_years', value: 7, origin: 'default' }),
      expect.objectContaining({ param: 'retention.job_log_years', value: 7, origin: 'default' }),
      expect.objectContaining({ param: 'retention.flow_log_years', value: 1, origin: 'default' }),
      expect.objectContaining({ param: 'retention.access_log_years', value: 1, origin: 'default' }),
      expect.objectContaining({ param: 'retention.data_capture_days', value: 365, origin: 'default' }),
    ]);
    const { out } = await kansa(cwd, ['params', 'show', '--lang', 'ja']);
    expect(out.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^パラメーター +値 +既定値 +設定元 +意味$/),
      expect.stringMatching(
        /^retention\.audit_trail_years +10 +7 +kansa\.yaml: params +CloudTrail のログファイルを改変不能な状態で保管すべき年数。$/,
      ),
    ]);
  });
});
