import type { Language } from '../../model/control.js';
import { counted } from '../counted.js';
import type { Unseen } from '../view.js';

const en = {
  title: (account: string) => `kansa: assessment results of account ${account}`,
  templates: 'kansa: assessment results of templates',
  result: (account: string, regions: string) =>
    `Policies as code judged the configuration of account ${account} in ${regions} as the APIs of AWS told it.`,
  resultOfTemplates: 'Policies as code judged what templates declare, before anything of it is deployed.',
  nothing: 'Nothing was judged.',
  whole: 'Everything that the controls ask for was seen.',
  unseen: ({ verdicts, lists, places, calls, files, controls }: Unseen) =>
    `Not everything was seen: ${counted(verdicts, 'verdict')} unknown, ${counted(lists, 'list')} not seen whole, ${counted(places, 'place')} hidden, ${counted(calls, 'call')} denied, throttled or failed, ${counted(files, 'file')} not read whole, ${counted(controls, 'control')} not judged.`,
  judged: 'The controls of kansa that were judged, those that met nothing to judge among them.',
  asked: (framework: string, version: string) => `The requirements of ${framework}, ${version}.`,
  notViolated: (state: string) => `OSCAL knows satisfied and not-satisfied only; to kansa it is "${state}".`,
  tool: 'kansa, a scanner that judges AWS AI/ML platforms by policies as code.',
  plan: 'Assessment plan',
  planNote:
    'There is no assessment plan in OSCAL. The objectives are the controls of kansa, or the requirements of the framework, that findings name; they were judged by the policy bundle whose digest stands here.',
  run: 'The run of kansa',
  runNote:
    'The run that this was made of: evaluation.json has every verdict and its evidence, manifest.json names every file by its digest.',
  violation: 'A violation that was found',
  accepted: 'A violation that somebody accepted for a time',
  remediation: 'What mends it',
};

type OscalWords = typeof en;

const ja: OscalWords = {
  title: (account) => `kansa：アカウント ${account} の評価結果`,
  templates: 'kansa：テンプレートの評価結果',
  result: (account, regions) =>
    `AWS の API が示したアカウント ${account}（${regions}）の構成を、コード化したポリシーで判定した。`,
  resultOfTemplates: 'デプロイ前のテンプレートの記述を、コード化したポリシーで判定した。',
  nothing: '判定したものがない。',
  whole: '統制が求める事実をすべて確認した。',
  unseen: ({ verdicts, lists, places, calls, files, controls }) =>
    `確認できなかった範囲がある：確認不能の判定 ${verdicts} 件、全件を確認できなかった一覧 ${lists} 件、確認できなかった箇所 ${places} 件、拒否・抑制・失敗した呼び出し ${calls} 件、全体を読み取れなかったファイル ${files} 件、判定していない統制 ${controls} 件。`,
  judged: '判定した kansa の統制。判定対象がなかった統制を含む。',
  asked: (framework, version) => `${framework}（${version}）の要件。`,
  notViolated: (state) => `OSCAL の状態は satisfied と not-satisfied に限られる。kansa での状態は「${state}」である。`,
  tool: 'AWS AI/ML 基盤をコード化したポリシーで判定する監査スキャナー kansa。',
  plan: '評価計画',
  planNote:
    'OSCAL 形式の評価計画はない。評価目標は、各 finding が示す kansa の統制またはフレームワークの要件であり、ここに示すダイジェストのポリシーバンドルで判定した。',
  run: 'kansa の実行記録',
  runNote:
    '本文書の元となった実行記録。evaluation.json が全判定とその証拠を、manifest.json が各ファイルのダイジェストを示す。',
  violation: '検出した不適合',
  accepted: '期限付きで受容された不適合',
  remediation: '是正方法',
};

/** The sentences of the OSCAL report. */
export const OSCAL_WORDS: Readonly<Record<Language, OscalWords>> = { en, ja };
