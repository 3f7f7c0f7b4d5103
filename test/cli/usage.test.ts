import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/model/errors.js';
import { freshFolder, kansa, type Outcome, ROOT, refusal, start } from './kansa.js';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The sentence, and where to read on. */
const misused = (sentence: string, hint: string): Outcome => refusal(`${sentence}\n(${hint})`);
const COMMANDS = 'kansa --help shows the commands';
const OPTIONS = 'kansa scan --help shows the options';
const inScan = (sentence: string): Outcome => misused(sentence, OPTIONS);

describe('kansa --help', async () => {
  const coverage = freshFolder();
  const help = await kansa(['--help'], { env: { NODE_V8_COVERAGE: coverage } });

  it('shows the commands on stdout', () => {
    expect([help.code, help.stderr]).toEqual([0, '']);
    expect(help.stdout).toMatch(/^Usage: kansa \[options\] \[command\]\n/);
    const commands = [...help.stdout.matchAll(/^ {2}([a-z]+)(?: [[<]| {2})/gm)].map(([, name]) => name);
    const isDocumented = (name = '') => new RegExp(`\`(kansa )?${name}[ \`]`).test(README) || name === 'help';
    expect(commands).toContain('scan');
    expect(commands.filter((name) => !isDocumented(name))).toEqual([]);
  });

  it('loads nothing but the model and the reader of options, least of all an SDK', () => {
    // What V8 measured while the command ran names each script that was loaded.
    const [file = ''] = readdirSync(coverage);
    const { result }: { result: readonly { url: string }[] } = JSON.parse(readFileSync(join(coverage, file), 'utf8'));
    const loaded = result
      .filter(({ url }) => url.startsWith('file:'))
      .map(({ url }) => relative(ROOT, fileURLToPath(url)));
    expect(loaded).toContain('dist/cli.js');
    expect(
      loaded.filter((path) => !/^(dist\/cli(\.js|\/.*)|dist\/model\/.*|node_modules\/commander\/.*)$/.test(path)),
    ).toEqual([]);
  });
});

describe('kansa scan --help', async () => {
  const help = await kansa(['scan', '--help']);

  it('names no option that the README does not', () => {
    expect([help.code, help.stderr]).toEqual([0, '']);
    const options = [...help.stdout.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, name]) => name);
    const documented = [...README.matchAll(/`(--[a-z-]+)/g)].map(([, name]) => name);
    expect(options).toContain('--out');
    expect(options.filter((name) => !documented.includes(name))).toEqual([]);
  });

  it('names the exit codes that the README names, and every one there is', () => {
    const shown = [...help.stdout.matchAll(/^ {2}(\d[\d, ]*?) {2}/gm)].flatMap(([, codes = '']) => codes.split(', '));
    const documented = [...README.matchAll(/^\|\s*(\d[\d, ]*?)\s*\|/gm)].flatMap(([, codes = '']) => codes.split(', '));
    expect([shown, documented]).toEqual([Object.values(EXIT).map(String), Object.values(EXIT).map(String)]);
  });
});

it('kansa --version is the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(await kansa(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

it('kansa alone shows the commands as an error', async () => {
  const { code, stdout, stderr } = await kansa([]);
  expect([code, stdout, stderr.split('\n').at(0), stderr.split('\n').at(-2)]).toEqual([
    2,
    '',
    'Usage: kansa [options] [command]',
    'kansa: name one of these commands',
  ]);
});

describe('a misused command line', () => {
  it.concurrent.each<[string, readonly string[], Outcome]>([
    ['an unknown command', ['audit'], misused("unknown command 'audit'", COMMANDS)],
    ['a gate of nothing', ['gate'], misused("missing required argument 'path'", 'kansa gate --help shows the options')],
    ['a misspelt command', ['scna'], misused("unknown command 'scna'\n(Did you mean scan?)", COMMANDS)],
    ['an unknown option', ['--quiet'], misused("unknown option '--quiet'", COMMANDS)],
    ['an unknown option of scan', ['scan', '--quiet', '--out', 'x'], inScan("unknown option '--quiet'")],
    ['a misspelt option', ['scan', '--otu', 'x'], inScan("unknown option '--otu'\n(Did you mean --out?)")],
    ['no --out', ['scan'], refusal('no run directory: name one with --out')],
    ['an empty --out', ['scan', '--out', ''], inScan("option '--out <dir>' argument '' is invalid. It is empty.")],
    [
      'a word too much',
      ['scan', 'runs/today', '--out', 'x'],
      inScan("too many arguments for 'scan'. Expected 0 arguments but got 1."),
    ],
    [
      'an unknown language',
      ['scan', '--out', 'x', '--lang', 'fr'],
      inScan("option '--lang <language>' argument 'fr' is invalid. Allowed choices are en, ja."),
    ],
    [
      'an unknown severity',
      ['scan', '--out', 'x', '--fail-on', 'severe'],
      inScan(
        "option '--fail-on <severity>' argument 'severe' is invalid. Allowed choices are critical, high, medium, low, none.",
      ),
    ],
    [
      'an unknown severity of unknowns',
      ['scan', '--out', 'x', '--fail-on-unknown', 'none'],
      inScan(
        "option '--fail-on-unknown <severity>' argument 'none' is invalid. Allowed choices are critical, high, medium, low, never.",
      ),
    ],
    [
      'no attempt',
      ['scan', '--out', 'x', '--max-attempts', '0'],
      inScan("option '--max-attempts <n>' argument '0' is invalid. Give a whole number from 1 on."),
    ],
    [
      'an address without its scheme',
      ['scan', '--out', 'x', '--endpoint-url', 'localhost:4566'],
      inScan(
        "option '--endpoint-url <url>' argument 'localhost:4566' is invalid. Give an http:// or https:// address.",
      ),
    ],
    [
      'an empty region',
      ['scan', '--out', 'x', '--region', 'ap-northeast-1,'],
      inScan("option '--region <region>' argument 'ap-northeast-1,' is invalid. It is empty."),
    ],
    [
      'an empty control, which would be all of them',
      ['scan', '--out', 'x', '--control', ''],
      inScan("option '--control <id>' argument '' is invalid. It is empty."),
    ],
    [
      'a comparison with nothing',
      ['diff', 'runs/today'],
      misused("missing required argument 'after'", 'kansa diff --help shows the options'),
    ],
    [
      'an unknown form of the policy',
      ['permissions', '--format', 'pulumi'],
      refusal('--format "pulumi" is unknown (known: iam, cloudformation, kubernetes, terraform)'),
    ],
    [
      'an option of a command below another',
      ['controls', 'list', '--services', 'kms'],
      misused("unknown option '--services'\n(Did you mean --service?)", 'kansa controls list --help shows the options'),
    ],
  ])('%s is refused in one sentence that says where to read on', async (_, args, expected) => {
    const cwd = freshFolder();
    expect(await kansa(args, { cwd })).toEqual(expected);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

it('a variable that a pipeline set to nothing is no value', async () => {
  const out = join(freshFolder(), 'run');
  const env = { KANSA_FAIL_ON: '', KANSA_REGION: '', KANSA_ENDPOINT_URL: '' };
  expect(await kansa(['scan', '--out', out], { env })).toEqual(
    refusal('no region: name one with --region, or set AWS_REGION, or a region in the profile'),
  );
  expect(await kansa(['scan', '--out', out], { env: { ...env, KANSA_FAIL_ON: 'severe' } })).toEqual(
    inScan(
      "option '--fail-on <severity>' value 'severe' from env 'KANSA_FAIL_ON' is invalid. Allowed choices are critical, high, medium, low, none.",
    ),
  );
});

describe('a document on stdout', () => {
  it('may be left by its reader', async () => {
    const { child, outcome } = start(['permissions']);
    child.stdout.destroy();
    expect(await outcome).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it.runIf(existsSync('/dev/full'))('that cannot be written is told', async () => {
    expect(await kansa(['permissions'], { through: '"$@" > /dev/full' })).toEqual(
      refusal('cannot write to stdout (ENOSPC: no space left on device, write)'),
    );
  });
});

it("an error of kansa's own ends with its own code and its stack, though nobody waited for it", async () => {
  const copy = freshFolder();
  for (const part of ['dist', 'package.json', 'policies/dist', 'schemas'])
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const planted = "\nqueueMicrotask(() => { throw new Error('planted \\u001b[2J'); });\n";
  appendFileSync(join(copy, 'dist/model/errors.js'), planted);
  const { code, stderr } = await kansa(['permissions'], { cli: join(copy, 'dist/cli.js') });
  expect(code).toBe(5);
  expect(stderr).toMatch(/^kansa: internal error, please report it: Error: planted \\u001b\[2J\n {4}at /);
});
