import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecording } from '../../src/evidence/recording.js';
import { openSnapshot } from '../../src/store/snapshot-files.js';
import { FAULT_NAMES, faultsFound } from '../emulator/demo/faults/index.js';
import { SECRETS } from '../emulator/demo/names.js';
import { DEMO, replayDemo } from './demo.js';

describe('the replayed demo account', async () => {
  const out = mkdtempSync(join(tmpdir(), 'kansa-test-'));
  const evaluation = await replayDemo(undefined, { out });

  it('shows every fault that was put into it, and no other', () => {
    const snapshot = openSnapshot(join(out, 'snapshot'));
    expect(faultsFound(evaluation.findings, snapshot)).toEqual(FAULT_NAMES);
    snapshot.close();
  });

  it('calls unknown only what CloudTrail no longer keeps, and of data what nobody looked at', () => {
    const unknown = evaluation.findings.filter(({ verdict }) => verdict === 'unknown');
    const reasons = unknown.map(({ control, gaps }) => [
      control,
      [...new Set(gaps.map(({ reason }) => reason))].sort(),
    ]);
    expect(reasons).toEqual([
      // Nothing was logged yet to one of the groups, and what an administrator may read is not looked into.
      ['pii/captured_data_protected', ['unavailable']],
      ['pii/captured_data_protected', ['not_collected']],
      ['pii/deidentified_prefix_clean', ['not_collected']],
      // A guardrail has an expression that cannot be tried on an example.
      ['pii/guardrail_covers_found_types', ['parse_error', 'unavailable']],
      ['pii/guardrail_covers_found_types', ['parse_error']],
      ['pii/guardrail_covers_found_types', ['not_collected']],
      ['pii/knowledge_base_data_no_personal_data', ['not_collected']],
      ['pii/model_data_class_allowed', ['not_collected']],
      // To these groups nothing was logged yet either.
      ...Array(12).fill(['pii/personal_data_classified', ['unavailable']]),
      ['pii/personal_data_classified', ['not_collected']],
      ['pii/personal_data_retention_bounded', ['not_collected']],
      ['pii/training_data_no_personal_data', ['not_collected']],
      ['sagemaker/endpoint_created_after_approval', ['out_of_window']],
      ['sagemaker/endpoint_created_after_approval', ['out_of_window']],
    ]);
  });

  it('answers every call that the collectors make, so that nothing was skipped', () => {
    const outcomes = new Set(evaluation.coverage.calls.flatMap((call) => Object.keys(call.outcomes)));
    // Log groups are named to which nothing was logged yet.
    expect([...outcomes].sort()).toEqual(['absent', 'gone', 'ok']);
    expect(evaluation.coverage.controlsWithoutSubject).toEqual([]);
  });

  it('gives the same digest each time', async () => {
    expect((await replayDemo()).digests).toEqual(evaluation.digests);
  });

  it('holds none of the secrets that were seeded', async () => {
    const { exchanges } = await readRecording(DEMO);
    const text = JSON.stringify([exchanges, evaluation]);
    for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
    expect(text).toContain('kansa:scrubbed:');
  });
});
