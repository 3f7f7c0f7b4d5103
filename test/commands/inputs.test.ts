import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { waivedIn, waiversOfRun } from '../../src/commands/inputs.js';
import { loadBundle } from '../../src/engine/bundle.js';
import { digestOf, evaluate } from '../../src/engine/evaluate.js';
import { readRecording } from '../../src/evidence/recording.js';
import { EVERYTHING, selectControls } from '../../src/model/selection.js';
import { readBundle } from '../../src/store/bundle-files.js';
import { openSnapshot } from '../../src/store/snapshot-files.js';
import { DEMO, replayDemo } from './demo.js';

const SELECTION = { ...EVERYTHING, controls: ['s3/*'] };

it('a run’s snapshot, judged again with the waivers that the run kept, gives the findings of the run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kansa-test-'));
  writeFileSync(
    join(folder, 'accepted.yaml'),
    `waivers:
  - { control: s3/ai_bucket_cmk, resource: "*", reason: demo, owner: a, approver: b, expires: "2099-12-31" }
  - { control: s3/ai_bucket_versioning, tags: { env: prod }, reason: demo, owner: a, approver: b, expires: "2099-12-31" }
`,
  );
  const run = join(folder, 'run');
  const evaluation = await replayDemo(undefined, {
    out: run,
    selection: SELECTION,
    waivers: join(folder, 'accepted.yaml'),
  });
  expect(evaluation.summary.waived).toBeGreaterThan(0);

  const { wasm, catalogue } = readBundle();
  const bundle = await loadBundle(wasm, { ...catalogue, controls: selectControls(catalogue.controls, SELECTION) });
  const snapshot = openSnapshot(join(run, 'snapshot'));
  const ids = catalogue.controls.map(({ id }) => id);
  const judged = evaluate(snapshot, bundle, (await readRecording(DEMO)).header.params);
  const { findings } = waivedIn(snapshot, judged, waiversOfRun(run, ids));
  snapshot.close();
  expect(digestOf(findings)).toBe(evaluation.digests.findings);
});

it('a run without waivers has none', () => {
  expect(waiversOfRun(mkdtempSync(join(tmpdir(), 'kansa-test-')), [])).toEqual([]);
});
