import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { report } from '../../src/commands/report.js';
import { verify } from '../../src/commands/verify.js';
import { loadBundle } from '../../src/engine/bundle.js';
import { readBundle } from '../../src/store/bundle-files.js';
import { readEvaluation } from '../../src/store/evaluation-file.js';
import { keptReleases, keptRun } from './packed-run.js';

const { version }: { version: string } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

const look = { colour: false, width: 100 };

it('a run of this release is kept', () => {
  expect(keptReleases()).toContain(version);
});

describe.each(keptReleases())('the run that kansa %s sealed', (release) => {
  const { run, publicKey } = keptRun(release);

  it('is verified whole by a later kansa, and its findings are the same again', async () => {
    const { document, exitCode } = await verify({
      runs: [run],
      reperform: true,
      publicKeys: [publicKey],
      json: true,
      language: 'en',
      terminal: look,
      version: 'later',
    });
    const [verified] = JSON.parse(document).runs;
    expect([exitCode, verified]).toMatchObject([
      0,
      {
        account: '123456789012',
        kansa: release,
        state: 'verified',
        differences: [],
        ignored: [],
        signature: { state: 'valid' },
        reperformance: { findings: { state: 'same' }, snapshot: { state: 'other_version' } },
      },
    ]);
  });

  it('has a bundle that answers of a control alone what it answers of all together', async () => {
    const { wasm, catalogue } = readBundle(join(run, 'bundle'));
    const bundle = await loadBundle(wasm, catalogue);
    const type = 'AWS::KMS::Key';
    const controls = catalogue.controls.filter(({ resource }) => resource === type);
    const input = JSON.stringify({ resource: { type, properties: {}, runtime: {} }, refs: {}, params: {}, now: 0 });
    const together = [...bundle.ask(type, controls, input)];
    expect(together.filter(([, answer]) => 'error' in answer)).toEqual([]);
    expect(controls.map((control) => [control.id, bundle.askAlone(control, input)])).toEqual(together);
  });

  it('has violations, passes and a waiver that was in force', () => {
    const { summary } = readEvaluation(run);
    expect([summary.fail > 0, summary.pass > 0, summary.waived]).toEqual([true, true, 1]);
  });

  it('is printed as a report', async () => {
    const html = await report(run, { frameworks: [], language: 'ja', terminal: look, output: '-' });
    expect(html).toContain('123456789012');
    expect(html).toContain('kms/key_policy_not_public');
  });
});
