import { describe, expect, it } from 'vitest';
import { readRecording } from '../../src/evidence/recording.js';
import type { DemoFault } from '../emulator/demo/faults/fault.js';
import { DEMO_FAULTS } from '../emulator/demo/faults/index.js';
import { DEMO, replayDemo } from './demo.js';

/** Faults that the seed names by what people call the resource, and findings by its id, which the seed makes repeat. */
const IDS: Readonly<Record<string, string>> = {
  'internal-assistant': 'guardrail/exampleintl1',
  '/bedrock/model-invocations': '123456789012/ap-northeast-1',
  'com.amazonaws.ap-northeast-1.bedrock-agent': 'vpce-13000ab2ee3e2f562',
  'bedrock/vpc_endpoint_policy_scoped com.amazonaws.ap-northeast-1.bedrock-agent-runtime': 'vpce-0f597a60e1eb0396a',
  'cloudtrail/event_data_store_cmk store ad-hoc-queries': 'eventdatastore/00000000-0000-4000-9001-000000000002',
  'cloudtrail/event_data_store_retention store ad-hoc-queries': 'eventdatastore/00000000-0000-4000-9001-000000000002',
  'sandbox VPC': 'vpc/vpc-218461cd38616ea76',
  'sandbox group': 'security-group/sg-61be4670ba3c83006',
  'sandbox subnet': 'subnet/subnet-bc5fa86938b08857c',
  'iam/access_key_rotated key of legacy-etl': 'OHQ2UQN3',
  'iam/access_key_unused key of legacy-etl': 'OHQ2UQN3',
  'kms/grants_scoped grant labeling': 'be898736',
  'kms/key_not_pending_deletion alias/retired-project': 'key/54b4a482-6858-4eba-aa34-c85410714d51',
  'kms/key_policy_not_public alias/benchmark-drop': 'key/bf85bf0e-ad64-456c-a10f-aa3ff0bbac67',
  'kms/key_policy_separation alias/sandbox-data': 'key/f264accc-79ac-4b1e-a8e5-6e0c20de435d',
  'kms/key_rotation alias/legacy-models': 'key/e5d7b875-6dad-46c7-95a7-6d79bf3c4c06',
};

describe('the replayed demo account', async () => {
  const evaluation = await replayDemo();
  const failing = evaluation.findings.filter(({ verdict }) => verdict === 'fail');
  const idOf = ({ control, resource }: DemoFault) => IDS[`${control} ${resource}`] ?? IDS[resource] ?? resource;

  it('shows every fault that was put into it, and no other', () => {
    const found = failing.map(({ control, resource: { id } }) => {
      const fault = DEMO_FAULTS.find((candidate) => candidate.control === control && id.endsWith(idOf(candidate)));
      return fault === undefined ? `unexpected: ${control} ${id}` : `${control} ${fault.resource}`;
    });
    expect(found.sort()).toEqual(DEMO_FAULTS.map(({ control, resource }) => `${control} ${resource}`).sort());
  });

  it('calls unknown only what CloudTrail no longer keeps', () => {
    const unknown = evaluation.findings.filter(({ verdict }) => verdict === 'unknown');
    expect(unknown.map(({ control, gaps }) => [control, [...new Set(gaps.map(({ reason }) => reason))]])).toEqual([
      ['sagemaker/endpoint_created_after_approval', ['out_of_window']],
      ['sagemaker/endpoint_created_after_approval', ['out_of_window']],
    ]);
  });

  it('answers every call that the collectors make, so that nothing was skipped', () => {
    const outcomes = new Set(evaluation.coverage.calls.flatMap((call) => Object.keys(call.outcomes)));
    expect([...outcomes].sort()).toEqual(['absent', 'ok']);
    expect(evaluation.coverage.controlsWithoutSubject).toEqual([]);
  });

  it('gives the same digest each time', async () => {
    expect((await replayDemo()).digests).toEqual(evaluation.digests);
  });

  it('holds none of the secrets that were seeded', async () => {
    const { exchanges } = await readRecording(DEMO);
    const text = JSON.stringify([exchanges, evaluation]);
    for (const secret of ['not-a-real-password', 'not-a-real-token', 'AKIAIOSFODNN7EXAMPLE', 'IyEvYmluL2Jhc2'])
      expect(text).not.toContain(secret);
    expect(text).toContain('kansa:scrubbed:');
  });
});
