import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../deploy/nightly.sh', import.meta.url));

/** Runs the script with a stand-in for kansa that writes down how it was called and ends as it is told to. */
const nightly = (codes: { readonly scan: number; readonly diff: number }, former: readonly string[] = []) => {
  const folder = mkdtempSync(join(tmpdir(), 'kansa-nightly-'));
  const runs = join(folder, 'runs');
  for (const run of former) {
    mkdirSync(join(runs, run), { recursive: true });
    if (!run.startsWith('2026-11-23')) writeFileSync(join(runs, run, 'evaluation.json'), '{}');
  }
  const kansa = join(folder, 'kansa');
  writeFileSync(
    kansa,
    `#!/bin/sh
echo "$@" >>"${folder}/calls"
if [ "$1" = scan ]; then mkdir -p "$3" && echo '{}' >"$3/evaluation.json"; exit ${codes.scan}; fi
exit ${codes.diff}
`,
  );
  chmodSync(kansa, 0o755);
  const { status } = spawnSync('sh', [SCRIPT, '--region', 'ap-northeast-1'], {
    env: { PATH: process.env.PATH, KANSA: kansa, KANSA_RUNS: runs },
  });
  const calls = readFileSync(join(folder, 'calls'), 'utf8').replaceAll(`${runs}/`, '').trim().split('\n');
  const made = readdirSync(runs).filter((run) => !former.includes(run));
  return { status, calls: calls.map((call) => call.replaceAll(made[0] ?? '', 'NEW')), made: made.length };
};

const FORMER = ['2026-11-21T171700Z', '2026-11-22T171700Z', '2026-11-23T171700Z'];

it('keeps the first run and compares it with none', () => {
  expect(nightly({ scan: 0, diff: 0 })).toEqual({
    status: 0,
    calls: ['scan --out NEW --region ap-northeast-1'],
    made: 1,
  });
});

it('compares with the last run that was finished', () => {
  expect(nightly({ scan: 0, diff: 0 }, FORMER)).toEqual({
    status: 0,
    calls: ['scan --out NEW --region ap-northeast-1', 'diff 2026-11-22T171700Z NEW'],
    made: 1,
  });
});

it("ends with the scan's code, and with the comparison's only where the scan was fine", () => {
  expect(
    [
      { scan: 1, diff: 0 },
      { scan: 3, diff: 2 },
      { scan: 0, diff: 2 },
    ].map((codes) => nightly(codes, FORMER).status),
  ).toEqual([1, 3, 2]);
});
