import type { AttestationState } from '../../model/attestation.js';
import type { Language } from '../../model/control.js';
import type { Automation, RequirementReason, RequirementState } from '../../model/framework.js';
import { counted } from '../counted.js';

const en = {
  state: {
    not_satisfied: 'Not satisfied',
    unknown: 'Unknown',
    unattested: 'Not attested',
    accepted: 'Risk accepted',
    satisfied: 'Satisfied',
    not_applicable: 'Not applicable',
    undecidable: 'Not decidable',
  } satisfies Record<RequirementState, string>,
  reason: {
    violations: 'a control found a violation',
    attestation_expired: 'its attestation has expired',
    unknown_findings: 'something that matters could not be seen',
    controls_not_judged: 'a control was not judged in this run',
    attestation_missing: 'nobody has attested it',
    attestation_not_yet: 'its attestation bears a later date',
    risk_accepted: 'a violation is waived',
    controls_passed: 'its controls passed',
    attested: 'it is attested',
    nothing_to_judge: 'there is nothing to which it applies',
    nobody_can_decide: 'neither an account nor its owner can decide it',
  } satisfies Record<RequirementReason, string>,
  automation: {
    automated: 'automated',
    partly: 'partly',
    manual: 'manual',
    undecidable: 'undecidable',
  } satisfies Record<Automation, string>,
  automationMeaning: {
    automated: 'controls decide it alone',
    partly: 'controls decide a part, an attestation the rest',
    manual: 'an attestation decides it',
    undecidable: 'nobody can decide it',
  } satisfies Record<Automation, string>,
  attestation: { in_force: 'in force', expired: 'expired', not_yet: 'of a later date' } satisfies Record<
    AttestationState,
    string
  >,
  headline: (satisfied: number, all: number, wrong: number, unknown: number): string =>
    `${satisfied} of ${counted(all, 'requirement')} satisfied, ${wrong} not satisfied, ${unknown} unknown.`,
  incomplete: (findings: number, listings: number): string =>
    `Not everything was seen: ${counted(findings, 'verdict')} could not be reached, ${counted(listings, 'list')} not seen whole.`,
  complete: 'Every verdict was reached, and every list was seen whole.',
  edition: (version: string, publisher: string): string => `${version}, ${publisher}`,
  scope: 'What of the source stands here',
  requirements: (count: number): string => counted(count, 'requirement'),
  controls: (count: number): string => counted(count, 'control'),
  section: 'section',
  all: 'all',
  asks: 'Asks',
  attest: 'To attest',
  why: 'Why not by the account alone',
  answeredBy: 'Controls',
  notJudged: 'not judged',
  attested: (owner: string, date: string, expires: string): string => `${owner}, ${date}, until ${expires}`,
  attestations: {
    head: ['line', 'state', 'expires', 'requirement', 'owner', 'statement'],
    count: (inForce: number, all: number): string => `${inForce} of ${counted(all, 'attestation')} in force`,
    expired: (day: string): string => `expired on ${day}: the requirement is not satisfied`,
    title: 'Attestations that have expired',
  },
  byFramework: 'By framework',
  requirementHead: 'Requirement',
  stateHead: 'State',
  titleHead: 'What it asks',
  reasonHead: 'Why',
  findingsHead: 'Findings',
};

type FrameworkWords = Omit<typeof en, 'attestations'> & {
  readonly attestations: Omit<(typeof en)['attestations'], 'head'> & { readonly head: readonly string[] };
};

const ja: FrameworkWords = {
  state: {
    not_satisfied: '未充足',
    unknown: '確認不能',
    unattested: '未表明',
    accepted: 'リスク受容',
    satisfied: '充足',
    not_applicable: '対象外',
    undecidable: '判定対象外',
  },
  reason: {
    violations: '統制に不適合がある',
    attestation_expired: '表明が失効している',
    unknown_findings: '判定に必要な事実を確認できない',
    controls_not_judged: '今回判定していない統制がある',
    attestation_missing: '表明がない',
    attestation_not_yet: '表明の日付が未到来である',
    risk_accepted: '不適合が例外承認されている',
    controls_passed: '統制に適合している',
    attested: '表明がある',
    nothing_to_judge: '該当するものがない',
    nobody_can_decide: 'アカウントからも表明によっても判定できない',
  },
  automation: { automated: '自動', partly: '一部自動', manual: '手動', undecidable: '判定不可' },
  automationMeaning: {
    automated: '統制のみで判定する',
    partly: '一部を統制が、残りを表明が判定する',
    manual: '表明が判定する',
    undecidable: '誰にも判定できない',
  },
  attestation: { in_force: '有効', expired: '失効', not_yet: '日付未到来' },
  headline: (satisfied, all, wrong, unknown) =>
    `要件 ${all} 件のうち充足 ${satisfied} 件、未充足 ${wrong} 件、確認不能 ${unknown} 件。`,
  incomplete: (findings, listings) =>
    `確認できなかった範囲がある：到達できなかった判定 ${findings} 件、全件を確認できなかった一覧 ${listings} 件。`,
  complete: 'すべての判定に到達し、すべての一覧を全件確認した。',
  edition: (version, publisher) => `${version}、${publisher}`,
  scope: '本一覧が扱う範囲',
  requirements: (count) => `要件 ${count} 件`,
  controls: (count) => `統制 ${count} 件`,
  section: '区分',
  all: '計',
  asks: '要求',
  attest: '表明すべき事項',
  why: 'アカウントのみで判定できない理由',
  answeredBy: '統制',
  notJudged: '未判定',
  attested: (owner, date, expires) => `${owner}、${date}、${expires} まで`,
  attestations: {
    head: ['行', '状態', '期限', '要件', '責任者', '表明'],
    count: (inForce, all) => `表明 ${all} 件のうち ${inForce} 件が有効`,
    expired: (day) => `${day} に失効しており、要件は未充足である`,
    title: '失効した表明',
  },
  byFramework: 'フレームワーク別',
  requirementHead: '要件',
  stateHead: '状態',
  titleHead: '要求事項',
  reasonHead: '理由',
  findingsHead: '判定',
};

/** What frameworks, assessments and attestations are told with. */
export const FRAMEWORK_WORDS: Readonly<Record<Language, FrameworkWords>> = { en, ja };
