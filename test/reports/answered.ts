import { assess } from '../../src/engine/assess.js';
import type { AttestationOutcome } from '../../src/model/attestation.js';
import type { Evaluation } from '../../src/model/finding.js';
import type { Framework, Requirement } from '../../src/model/framework.js';

const NAMES: Readonly<Record<string, string>> = {
  'net.1': 'ノートブックの通信',
  'net.2': 'クラスターの通信',
  'net.3': '鍵',
  'Art. 9(2)': 'モデルの承認',
  第10条: '文書の見直し',
  'doc 2': '教育',
  'node/1': 'ノード',
  'law.1': '当局の義務',
};

const requirement = (
  id: string,
  title: string,
  rest: Pick<Requirement, 'automation'> & Partial<Requirement>,
): Requirement => ({
  id,
  section: id.startsWith('net') ? 'net' : 'people',
  title: { en: title, ja: NAMES[id] ?? title },
  asks: { en: `${title}: what must be true.`, ja: `${NAMES[id] ?? title}について定める。` },
  controls: [],
  ...rest,
});

/** A framework of which the example's run leaves a requirement in nearly each state. */
export const framework: Framework = {
  id: 'example',
  version: '2026',
  title: { en: 'Example framework', ja: '例のフレームワーク' },
  publisher: 'kansa',
  scope: { en: 'An example.', ja: '例である。' },
  sections: [
    { id: 'net', title: { en: 'Network', ja: 'ネットワーク' } },
    { id: 'people', title: { en: 'People', ja: '人' } },
  ],
  requirements: [
    requirement('net.1', 'Notebooks', {
      automation: 'automated',
      controls: ['sagemaker/notebook_direct_internet', 'sagemaker/notebook_kms_key'],
    }),
    requirement('net.2', 'Clusters', { automation: 'automated', controls: ['eks/endpoint_public_access'] }),
    requirement('net.3', 'Keys', { automation: 'partly', controls: ['sagemaker/notebook_kms_key'] }),
    requirement('Art. 9(2)', 'Approval', { automation: 'automated', controls: ['sagemaker/model_approval'] }),
    requirement('第10条', 'Review', { automation: 'manual' }),
    requirement('doc 2', 'Training', { automation: 'manual' }),
    requirement('node/1', 'Nodes', { automation: 'automated', controls: ['eks/logging'] }),
    requirement('law.1', 'Duty of authorities', { automation: 'undecidable' }),
  ],
};

const attestation = (text: string): AttestationOutcome => ({
  requirement: 'example 第10条',
  statement: `${text} reviewed the documents.`,
  evidence: [{ file: `minutes ${text}.pdf`, sha256: 'c'.repeat(64), size: 1_024 }],
  owner: text,
  date: '2026-01-01',
  expires: '2026-12-31',
  origin: { file: 'inputs/attestations.yaml', line: 2 },
  state: 'in_force',
});

/** What the framework says of a run, in which somebody of that name attested one requirement. */
export const answered = (evaluation: Evaluation, owner = 'data-office <b>') => {
  const attested = { ...evaluation, attestations: [attestation(owner)] };
  return { evaluation: attested, assessed: { framework, assessment: assess(framework, attested) } };
};
