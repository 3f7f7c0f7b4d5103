import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DEMO, freshFolder, kansa, ROOT, refusal } from './kansa.js';

const BY_CHECKLIST = ['--framework', 'ai-ml-platform'] as const;

describe("the auditor's report of a run", async () => {
  const cwd = freshFolder();
  for (const [run, ...args] of [
    ['before', '--control', 'kms/key_rotation'],
    ['run', '--control', 'kms/*'],
    ['odd', '--control', 'kms/*'],
  ])
    await kansa(['scan', '--replay', DEMO, '--out', run ?? '', '--fail-on', 'none', ...args], { cwd });
  const report = (...args: readonly string[]) => kansa(['report', 'run', ...args], { cwd });

  /** Scripts below the checkout that a command loaded. */
  const loadedBy = async (...args: readonly string[]): Promise<string[]> => {
    const coverage = freshFolder();
    const { code } = await kansa(['report', 'run', ...args], { cwd, env: { NODE_V8_COVERAGE: coverage } });
    const [file = ''] = readdirSync(coverage);
    const { result }: { result: readonly { url: string }[] } = JSON.parse(readFileSync(join(coverage, file), 'utf8'));
    expect(code).toBe(0);
    return result.filter(({ url }) => url.startsWith('file:')).map(({ url }) => relative(ROOT, fileURLToPath(url)));
  };

  it('is a PDF in a file, the same bytes every time', async () => {
    const outcomes = [
      await report(...BY_CHECKLIST, '--format', 'pdf', '--output', 'once.pdf'),
      await report(...BY_CHECKLIST, '--format', 'pdf', '--output', 'again.pdf'),
    ];
    expect(outcomes).toEqual([
      { code: 0, stdout: '', stderr: '' },
      { code: 0, stdout: '', stderr: '' },
    ]);
    const [once, again] = ['once.pdf', 'again.pdf'].map((name) => readFileSync(join(cwd, name)));
    expect(once?.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
    expect(again?.equals(once ?? Buffer.alloc(0))).toBe(true);
  });

  it('is a page, which tells what changed since another run and that this one was narrowed', async () => {
    const { code, stdout, stderr } = await report(...BY_CHECKLIST, '--format', 'html', '--previous', 'before');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Changes since an earlier run');
    expect(stdout).toContain('The run was narrowed');
  });

  it('loads the typesetter and its font for pages of paper alone', async () => {
    const heavy = (paths: readonly string[]): string[] =>
      paths.filter((path) => /^dist\/typeset\/|typst/.test(path)).map((path) => path.split('/').slice(0, 3).join('/'));
    expect(heavy(await loadedBy(...BY_CHECKLIST, '--format', 'html', '--output', 'page.html'))).toEqual([]);
    expect(heavy(await loadedBy('--format', 'html', '--output', 'run.html'))).toEqual([]);
    expect(heavy(await loadedBy(...BY_CHECKLIST, '--format', 'pdf', '--output', 'pages.pdf'))).toContain(
      'dist/typeset/pdf.js',
    );
  });

  it.each([
    [
      'a PDF without a framework',
      ['--format', 'pdf'],
      '--format pdf is the auditor’s report by a framework: name one with --framework',
    ],
    [
      'an earlier run without a framework',
      ['--previous', 'before'],
      '--previous is of the auditor’s report: add --framework with --format html or pdf, or use kansa diff',
    ],
    [
      'an earlier run beside a text',
      [...BY_CHECKLIST, '--previous', 'before'],
      '--previous is of --format html and pdf: leave it out, or use kansa diff',
    ],
    [
      'a format that is misspelt',
      [...BY_CHECKLIST, '--format', 'pfd'],
      `--format "pfd" is none of a framework's; did you mean pdf? (known: text, json, csv, markdown, ocsf, openmetrics, oscal, html, pdf)`,
    ],
  ])('is refused: %s', async (_, args, sentence) => {
    expect(await report(...args)).toEqual(refusal(sentence));
  });

  it.skipIf(!existsSync('/usr/bin/script'))('is not poured over a terminal', async () => {
    // As on a screen, where stderr stands beside stdout.
    const onScreen = { cwd, through: 'exec /usr/bin/script -qec "$*" /dev/null' };
    const args = ['report', 'run', ...BY_CHECKLIST, '--format', 'pdf'];
    const { code, stdout } = await kansa(args, onScreen);
    expect([code, stdout]).toEqual([
      2,
      'kansa: --format pdf is no text for a terminal: name a file with --output, or send it to a program\r\n',
    ]);
    expect((await kansa([...args, '--output', 'screen.pdf'], onScreen)).code).toBe(0);
  });

  it('is never written into a sealed run', async () => {
    const { code, stderr } = await report(...BY_CHECKLIST, '--format', 'pdf', '--output', 'run/audit.pdf');
    expect([code, stderr]).toEqual([2, expect.stringContaining('sealed')]);
  });

  it('warns on page one where the evaluation is not the one that was sealed', async () => {
    const path = join(cwd, 'odd/evaluation.json');
    writeFileSync(path, `${readFileSync(path, 'utf8')}\n`);
    const { stdout } = await kansa(['report', 'odd', ...BY_CHECKLIST, '--format', 'html'], { cwd });
    expect(stdout).toContain('do not rely on this report');
  });

  it('says what to install where there is no typesetter', async () => {
    const copy = freshFolder();
    for (const part of ['dist', 'package.json', 'policies/dist', 'policies/frameworks', 'schemas', 'typeset'])
      cpSync(join(ROOT, part), join(copy, part), { recursive: true });
    mkdirSync(join(copy, 'node_modules'));
    for (const name of readdirSync(join(ROOT, 'node_modules')))
      if (!/^@(myriaddreamin|expo-google-fonts)$|^\./.test(name))
        symlinkSync(join(ROOT, 'node_modules', name), join(copy, 'node_modules', name));
    const surroundings = { cwd, cli: join(copy, 'dist/cli.js') };
    const { code, stdout, stderr } = await kansa(['report', 'run', ...BY_CHECKLIST, '--format', 'pdf'], surroundings);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^kansa: --format pdf needs the typesetter and the font .* install kansa again without --omit=optional, or take --format html\n$/,
    );
    expect((await kansa(['report', 'run', ...BY_CHECKLIST, '--format', 'html'], surroundings)).code).toBe(0);
  });
});
