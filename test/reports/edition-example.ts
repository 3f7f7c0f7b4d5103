import { assess } from '../../src/engine/assess.js';
import type { Evaluation } from '../../src/model/finding.js';
import type { Framework } from '../../src/model/framework.js';
import type { Edition } from '../../src/reports/edition/draft.js';
import { calendarsExample } from './calendar-example.js';
import { digestsExample } from './digests-example.js';
import { catalogue, evaluationOf } from './example.js';

const texts = (en: string, ja: string) => ({ en, ja });

/** Chapters that the controls of the example answer, a statement of a person, and what nobody can decide. */
const framework: Framework = {
  id: 'example',
  version: '2026-01',
  title: texts('Example checklist', '例示チェックリスト'),
  publisher: 'Example Corp.',
  url: 'https://example.com/checklist',
  scope: texts('Chapters 1 and 2, every item.', '第 1 章および第 2 章の全項目を扱う。'),
  sections: [
    { id: '1', title: texts('Access and data', 'アクセスとデータ') },
    { id: '2', title: texts('Evidence', '証跡') },
  ],
  requirements: [
    {
      id: '1.1',
      section: '1',
      title: texts('Notebooks', 'ノートブック'),
      asks: texts('Notebooks stay inside.', 'ノートブックは外部に接続しない。'),
      automation: 'automated',
      controls: ['sagemaker/notebook_direct_internet', 'sagemaker/notebook_kms_key'],
    },
    {
      id: '1.2',
      section: '1',
      title: texts('Personal data', '個人情報'),
      asks: texts('Personal data is masked.', '個人情報を秘匿する。'),
      automation: 'automated',
      controls: ['bedrock/guardrail_pii'],
    },
    {
      id: '1.3',
      section: '1',
      title: texts('Keys', '鍵'),
      asks: texts('Keys are the customer’s.', '鍵は自ら管理する。'),
      automation: 'automated',
      controls: ['sagemaker/notebook_kms_key'],
    },
    {
      id: '2.1',
      section: '2',
      title: texts('Approval', '承認'),
      asks: texts('Somebody else approves.', '作成者以外が承認する。'),
      automation: 'partly',
      controls: ['sagemaker/model_approval'],
      attest: texts('The board has met.', '会議が開かれた。'),
      why: texts('Minutes are on paper.', '議事録は紙である。'),
    },
    {
      id: '2.2',
      section: '2',
      title: texts('Review', 'レビュー'),
      asks: texts('Costs are reviewed.', 'コストを見直す。'),
      automation: 'manual',
      controls: [],
      attest: texts('The review took place.', 'レビューを実施した。'),
    },
    {
      id: '2.3',
      section: '2',
      title: texts('Authority', '当局'),
      asks: texts('The authority looks.', '当局が確認する。'),
      automation: 'undecidable',
      controls: [],
      why: texts('A duty of the authority.', '当局の責務である。'),
    },
  ],
};

/** The example run as an auditor's edition has it, with every chapter filled; `named` says what things are called. */
export const editionExample = (named: (name: string) => string, rest: Partial<Edition> = {}): Edition => {
  const base = evaluationOf(named);
  const [kept, ...others] = base.findings;
  const evaluation: Evaluation = {
    ...base,
    coverage: {
      ...base.coverage,
      waivers: [
        {
          control: 'eks/endpoint_public_access',
          resource: named('arn:aws:eks:us-east-1:123456789012:cluster/demo'),
          reason: named('The demo ends in March'),
          ticket: named('GOV-7'),
          owner: named('team-ml@example.com'),
          approver: named('ciso@example.com'),
          expires: '2026-03-31',
          state: 'applied',
          violations: 1,
          origin: { file: 'kansa.waivers.yaml', line: 3 },
        },
      ],
    },
    retention: {
      chains: base.retention?.chains ?? [],
      calendars: calendarsExample(named),
      digests: digestsExample(named),
    },
    attestations: [
      {
        requirement: 'example 2.2',
        statement: `${named('Costs were reviewed')}\nSee the minutes.`,
        evidence: [{ file: named('minutes/2026-01.pdf'), sha256: 'e'.repeat(64), size: 48_213 }],
        owner: named('Suzuki Hanako'),
        date: '2026-01-10',
        expires: '2026-07-10',
        origin: { file: 'kansa.attestations.yaml', line: 2 },
        state: 'in_force',
      },
    ],
  };
  const before: Evaluation = {
    ...base,
    scope: { ...base.scope, now: base.scope.now - 7 * 86_400_000 },
    findings: [...others, ...(kept === undefined ? [] : [{ ...kept, verdict: 'pass' as const, violations: [] }])],
  };
  return {
    framework,
    assessment: assess(framework, evaluation),
    evaluation,
    catalogue,
    seal: { state: 'signed', manifest: 'd'.repeat(64) },
    previous: before,
    mostFindings: 6,
    attached: [
      { name: 'findings.csv', holds: 'findings' },
      { name: 'manifest.json', holds: 'manifest' },
    ],
    ...rest,
  };
};
