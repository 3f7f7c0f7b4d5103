import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEMO, freshFolder, kansa, refusal } from './kansa.js';

/** The modules of the database among all that V8 saw while the command ran. */
const databaseIn = async (args: readonly string[], code: number): Promise<number> => {
  const coverage = freshFolder();
  const outcome = await kansa(args, { env: { NODE_V8_COVERAGE: coverage } });
  expect(outcome.code).toBe(code);
  const urls = readdirSync(coverage).flatMap(
    (file): { readonly url: string }[] => JSON.parse(readFileSync(join(coverage, file), 'utf8')).result,
  );
  expect(urls.some(({ url }) => url.endsWith('/dist/cli.js'))).toBe(true);
  return urls.filter(({ url }) => url.includes('/node_modules/@duckdb/')).length;
};

describe('kansa history', () => {
  const folder = freshFolder();
  const runs = join(folder, 'runs');
  const SCAN = ['scan', '--replay', DEMO, '--service', 'kms', '--fail-on', 'none', '--fail-on-unknown', 'never'];
  let scanLoaded = NaN;

  beforeAll(async () => {
    scanLoaded = await databaseIn([...SCAN, '--out', join(runs, 'today')], 0);
  });

  it('alone loads the database: neither a scan nor a gate does, nor does whoever asks for help', async () => {
    expect([
      scanLoaded,
      await databaseIn(['gate', 'fixtures/iac/cloudformation/notebook.yaml'], 1),
      await databaseIn(['history', '--help'], 0),
      await databaseIn(['verify', join(runs, 'today')], 0),
      (await databaseIn(['history', '--runs', runs], 0)) > 0,
    ]).toEqual([0, 0, 0, 0, true]);
  });

  it('tells the folder `runs` where none is named, in either language, and keeps what it learned beside the runs', async () => {
    const { code, stdout, stderr } = await kansa(['history', '--lang', 'ja'], { cwd: folder });
    expect([code, stderr, stdout.split('\n')[0]]).toEqual([
      0,
      '',
      expect.stringMatching(/^アカウント 123456789012 {2}実行 1 回 {2}/),
    ]);
    expect(readdirSync(runs)).toEqual(['.history', 'today']);
    expect(readdirSync(join(runs, 'today'))).not.toContain('.history');
    // The run still stands as it was sealed.
    expect((await kansa(['verify', join(runs, 'today')])).code).toBe(0);
  });

  it('leaves nothing behind where runs are named', async () => {
    const cwd = freshFolder();
    const env = { TMPDIR: freshFolder() };
    const { code, stdout } = await kansa(['history', join(runs, 'today'), '--format', 'json'], { cwd, env });
    expect([code, JSON.parse(stdout).accounts.length, readdirSync(cwd), readdirSync(env.TMPDIR)]).toEqual([
      0,
      1,
      [],
      [],
    ]);
  });

  it('ends with 3 where a run is missing, damaged or cut off, and tells the rest', async () => {
    mkdirSync(join(folder, 'some/cut'), { recursive: true });
    const { code } = await kansa([...SCAN, '--out', join(folder, 'some/whole')]);
    expect(code).toBe(0);
    writeFileSync(join(folder, 'some/cut/recording.ndjson.gz.part'), '');
    const told = await kansa(['history', '--runs', join(folder, 'some')]);
    expect([told.code, told.stdout.split('\n').slice(0, 2)]).toEqual([
      3,
      ['Not in this history: 1', '  [unfinished] cut: it has no evaluation.json: the scan was cut off'],
    ]);
    expect(told.stdout).toContain('Account 123456789012  1 run  ');
  });

  it.each<[string, readonly string[], string]>([
    [
      'runs and their folder',
      ['runs/today', '--runs', 'runs'],
      'runs and --runs exclude each other: name runs, or the folder that holds them',
    ],
    ['no folder', [], 'folder of runs runs: there is none; name it with --runs'],
    [
      'another form',
      ['--format', 'pdf'],
      "option '--format <format>' argument 'pdf' is invalid. Allowed choices are text, json, csv.\n(kansa history --help shows the options)",
    ],
    [
      'an empty folder',
      ['--runs', ''],
      "option '--runs <dir>' argument '' is invalid. It is empty.\n(kansa history --help shows the options)",
    ],
  ])('is refused for %s', async (_, args, sentence) => {
    expect(await kansa(['history', ...args], { cwd: freshFolder() })).toEqual(refusal(sentence));
  });
});
