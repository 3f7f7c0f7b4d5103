import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEMO, freshFolder, kansa, type Outcome, ROOT, refusal, type Surroundings } from './kansa.js';
import { demoLines, recordingOf, sealed, withHeader } from './recordings.js';

/** Replays into a new place, which a refused replay leaves as it was. */
const refused = async (
  args: readonly string[],
  { out = join(freshFolder(), 'run'), ...surroundings }: Surroundings & { readonly out?: string } = {},
): Promise<Outcome> => {
  const before = readdirSync(dirname(out), { recursive: true });
  const outcome = await kansa(['scan', '--out', out, ...args], surroundings);
  expect(readdirSync(dirname(out), { recursive: true })).toEqual(before);
  return outcome;
};

const fileOf = (name: string, content: string | Uint8Array): string => {
  const path = join(freshFolder(), name);
  writeFileSync(path, content);
  return path;
};

const altered = (lines: readonly string[]): string[] =>
  lines.map((line) => line.replace('"operation":"ListKeys"', '"operation":"ListKey"'));

describe('a recording that cannot be trusted', () => {
  const CURE = 'restore the file or record the account again';
  const GO_ON = `go on with its run (kansa scan --resume), ${CURE}`;
  it.concurrent.each<[string, () => string, (path: string) => string]>([
    [
      'is not there',
      () => join(freshFolder(), 'none.gz'),
      (path) => `recording ${path}: there is no such file; ${CURE}`,
    ],
    [
      'is no gzip',
      () => fileOf('plain.gz', 'plain text'),
      (path) => `recording ${path}: it cannot be read (incorrect header check); ${CURE}`,
    ],
    [
      'lacks its second half',
      () => {
        const bytes = readFileSync(DEMO);
        return fileOf('half.gz', bytes.subarray(0, bytes.length / 2));
      },
      (path) => `recording ${path}: it is cut off before its end; ${GO_ON}`,
    ],
    [
      'lacks its end',
      () => recordingOf(demoLines().slice(0, -1)),
      (path) => `recording ${path}: it is cut off before its end; ${GO_ON}`,
    ],
    [
      'has an altered line',
      () => recordingOf(altered(demoLines())),
      (path) => `recording ${path}: its content does not match the digest at its end; ${CURE}`,
    ],
    [
      'goes on after its end',
      () => recordingOf([...demoLines(), ...demoLines().slice(1, 2)]),
      (path) => `recording ${path}: it goes on after its end; ${CURE}`,
    ],
    [
      'is of another version of the format',
      () => withHeader({ schemaVersion: 2 }),
      (path) =>
        `recording ${path}: its format has version 2, and this kansa reads version 1; replay it with the kansa that recorded it`,
    ],
    [
      'names an unknown region',
      () => withHeader({ regions: ['mars-1'] }),
      () => 'the recording names the unknown region "mars-1"; replay it with the kansa that recorded it',
    ],
    [
      'names no region',
      () => withHeader({ regions: [] }),
      (path) => `recording ${path}: line 1: /regions must NOT have fewer than 1 items, not []; ${CURE}`,
    ],
    [
      'names an account that would be a path',
      () => withHeader({ account: '../../elsewhere' }),
      (path) => `recording ${path}: line 1: /account must match pattern "^[0-9]{12}$", not "../../elsewhere"; ${CURE}`,
    ],
    [
      'holds a line of another kind',
      () => recordingOf(sealed([...demoLines().slice(0, 1), '{"kind":"\u009b2J"}', ...demoLines().slice(1)])),
      (path) => `recording ${path}: line 2: /kind must be one of header, exchange, end, not "\\u009b2J"; ${CURE}`,
    ],
  ])('%s', async (_, make, sentence) => {
    const path = make();
    expect(await refused(['--replay', path])).toEqual(refusal(sentence(path)));
  });
});

describe('a params file', () => {
  const CURE = 'name a YAML file of the form of schemas/params.schema.json';
  it.concurrent.each<[string, string | undefined, string]>([
    ['that is not there', undefined, `there is no such file; ${CURE}`],
    [
      'that is no YAML',
      'retention: [7',
      `Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 14; ${CURE}`,
    ],
    [
      'with an unknown member',
      'retention:\n  audit_trail_year: 10\n',
      '/retention has a member that the format does not know: "audit_trail_year" (it knows audit_trail_years, invocation_log_years, cluster_audit_log_years, job_log_years, flow_log_years, access_log_years, data_capture_days)',
    ],
    [
      'with a value of another type',
      'retention:\n  audit_trail_years: seven\n',
      '/retention/audit_trail_years must be number, not "seven"',
    ],
    ['with a tag that YAML does not know', '!!js/function x', 'the document must be object, not "x"'],
  ])('%s is refused', async (_, content, problem) => {
    const path = content === undefined ? join(freshFolder(), 'none.yaml') : fileOf('params.yaml', content);
    expect(await refused(['--replay', DEMO, '--params', path])).toEqual(refusal(`parameters ${path}: ${problem}`));
  });
});

describe('the output directory', () => {
  const folderWith = (...names: readonly string[]): string => {
    const folder = join(freshFolder(), 'run');
    for (const name of names) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), 'kept');
    }
    return folder;
  };

  it.concurrent.each<[string, string, readonly string[], (out: string) => string]>([
    [
      'that is not empty',
      folderWith('notes.txt'),
      [],
      (out) =>
        `output directory ${out} is not empty: choose another with --out, or replace a former run with --overwrite`,
    ],
    [
      'that is a former run',
      folderWith('evaluation.json', 'report.html', 'snapshot/scope.json'),
      [],
      (out) =>
        `output directory ${out} is not empty: choose another with --out, or replace a former run with --overwrite`,
    ],
    [
      'that is no run, even to be overwritten',
      folderWith('thesis.txt', 'snapshot/scope.json'),
      ['--overwrite'],
      (out) =>
        `output directory ${out} holds "thesis.txt", which is no part of a run: nothing was overwritten; choose another with --out`,
    ],
    [
      'that is a file',
      fileOf('run', 'kept'),
      ['--overwrite'],
      (out) => `output directory ${out} is a file: choose another with --out`,
    ],
    [
      'below a file',
      join(fileOf('file', 'kept'), 'run'),
      [],
      (out) => `cannot write ${out}: a part of the path is no directory; choose another place`,
    ],
    [
      'with a name that no system takes',
      join(freshFolder(), 'x'.repeat(300)),
      [],
      (out) => `cannot write ${out}: the name is too long; choose another place`,
    ],
  ])('%s is refused, and stays as it was', async (_, out, args, sentence) => {
    const outcome = await kansa(['scan', '--replay', DEMO, '--out', out, ...args]);
    expect(outcome).toEqual(refusal(sentence(out)));
    const [folder = ''] = relative(tmpdir(), out).split(sep);
    const kept = readdirSync(join(tmpdir(), folder), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    for (const { parentPath, name } of kept) expect(readFileSync(join(parentPath, name), 'utf8')).toBe('kept');
  });

  it('is not replaced when the recording to replay lies in it', async () => {
    const out = folderWith('snapshot/scope.json');
    const recording = join(out, 'recording.ndjson.gz');
    copyFileSync(DEMO, recording);
    expect(await refused(['--overwrite', '--replay', recording], { out })).toEqual(
      refusal(
        `output directory ${out} holds ${recording}, which this run reads: nothing was overwritten; choose another with --out`,
      ),
    );
    expect(readFileSync(recording)).toEqual(readFileSync(DEMO));
  });

  // Nothing is forbidden to root, who becomes nobody for once, where nobody may read the checkout and run this Node.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const mayRead = (path: string): boolean =>
    (statSync(path).mode & 0o5) === 0o5 && (dirname(path) === path || mayRead(dirname(path)));
  it.skipIf('uid' in nobody && !(mayRead(ROOT) && mayRead(realpathSync(process.execPath))))(
    'that may not be written is told by what would help',
    async () => {
      const folder = freshFolder();
      chmodSync(folder, 0o555);
      const out = join(folder, 'run');
      expect(await refused(['--replay', DEMO], { out, ...nobody })).toEqual(
        refusal(`cannot write ${out}: permission is denied; choose another place`),
      );
    },
  );

  it('that takes no more is told by what would help, and holds nothing that looks finished', async () => {
    const out = join(freshFolder(), 'run');
    // A limit of the shell in the place of a full disk, in blocks of 512 bytes: more than any part of the snapshot, less than the report.
    const { code, stdout, stderr } = await kansa(['scan', '--replay', DEMO, '--out', out], {
      through: 'ulimit -f 400; exec "$@"',
    });
    expect([code, stdout, stderr.split('\n').slice(-2)]).toEqual([
      2,
      '',
      [
        'kansa: cannot write: the file would be larger than this system allows; raise the limit, or choose another place',
        '',
      ],
    ]);
    expect(readdirSync(out).sort()).toEqual(['report.html.part', 'snapshot']);
  });
});

describe('an installation whose policy bundle', () => {
  const CURE = 'restore it, or rebuild it with "npm run policies"';

  /** The built command line with a bundle of its own. */
  const installation = (): { readonly cli: string; readonly bundle: string } => {
    const root = freshFolder();
    for (const part of ['dist', 'schemas', 'policies/dist', 'package.json'])
      cpSync(join(ROOT, part), join(root, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
    return { cli: join(root, 'dist/cli.js'), bundle: join(root, 'policies/dist/') };
  };

  it.concurrent('has one bit of its Wasm turned is refused by its digest', async () => {
    const { cli, bundle } = installation();
    const wasm = readFileSync(join(bundle, 'policy.wasm'));
    const middle = wasm.length >> 1;
    writeFileSync(join(bundle, 'policy.wasm'), wasm.fill((wasm[middle] ?? 0) ^ 1, middle, middle + 1));
    const { wasmDigest } = JSON.parse(readFileSync(join(bundle, 'catalogue.json'), 'utf8'));
    const digest = createHash('sha256').update(wasm).digest('hex');
    expect(await refused(['--replay', DEMO], { cli })).toEqual(
      refusal(
        `policy bundle: policy.wasm has sha256 ${digest}, but its catalogue names ${wasmDigest}; restore both files, or rebuild them with "npm run policies"`,
      ),
    );
  });

  it.concurrent('is not there is refused', async () => {
    const { cli, bundle } = installation();
    rmSync(bundle, { recursive: true });
    expect(await refused(['--replay', DEMO], { cli })).toEqual(
      refusal(
        `policy bundle ${bundle}: it cannot be read (ENOENT: no such file or directory, open '${bundle}catalogue.json'); ${CURE}`,
      ),
    );
  });

  it.concurrent('lacks a part of its catalogue is refused', async () => {
    const { cli, bundle } = installation();
    const { controls: _, ...rest } = JSON.parse(readFileSync(join(bundle, 'catalogue.json'), 'utf8'));
    writeFileSync(join(bundle, 'catalogue.json'), JSON.stringify(rest));
    expect(await refused(['--replay', DEMO], { cli })).toEqual(
      refusal(
        `policy bundle ${bundle}: it cannot be read (catalogue.json: the document lacks the member "controls"); ${CURE}`,
      ),
    );
  });

  it.concurrent('has a catalogue cut off in the middle is refused', async () => {
    const { cli, bundle } = installation();
    truncateSync(join(bundle, 'catalogue.json'), 1000);
    const { stderr, ...outcome } = await refused(['--replay', DEMO], { cli });
    expect([outcome, stderr.replace(/\(.* JSON .*\)/, '(why)')]).toEqual([
      { code: 2, stdout: '' },
      `kansa: policy bundle ${bundle}: it cannot be read (why); ${CURE}\n`,
    ]);
  });

  it.concurrent('is whole, but not what checks it, is refused', async () => {
    const { cli } = installation();
    rmSync(join(dirname(cli), 'schemas/catalogue.cjs'));
    expect(await refused(['--replay', DEMO], { cli })).toEqual(
      refusal(
        "dist/schemas/catalogue.cjs of kansa itself cannot be loaded (Cannot find module '../../dist/schemas/catalogue.cjs'); install kansa again",
      ),
    );
  });
});
