import type { Language } from '../model/control.js';
import {
  type Difference,
  type ReperformanceStep,
  type RunVerification,
  STORAGE_NOTES,
  type Storage,
  type StorageNote,
  type Verification,
} from '../model/verification.js';
import { visible } from '../model/visible.js';

export interface VerificationLook {
  readonly language: Language;
  readonly colour: boolean;
}

/** What a person is told of verified runs. Each run's state comes first, and what could not be verified stands beside what was. */
export const renderVerification = (
  { runs, exitCode }: Verification,
  { language, colour }: VerificationLook,
): string => {
  const texts = TEXTS[language];
  return [...runs.map((run) => ofRun(run, texts, colour)), texts.exit[String(exitCode)] ?? '', ''].join('\n');
};

const ofRun = (verification: RunVerification, texts: Texts, colour: boolean): string => {
  const { run, state, manifest, account, now, kansa, sealed, differences, ignored, reperformance, storage } =
    verification;
  const [on, off] = colour ? [`\u001b[1;${COLOURS[state]}m`, '\u001b[0m'] : ['', ''];
  const about =
    sealed === undefined || now === undefined
      ? []
      : [texts.about(visible(account ?? ''), new Date(now).toISOString(), visible(kansa ?? ''))];
  return [
    `${on}${texts.states[state]}${off}  ${visible(run)}`,
    ...about,
    ...(manifest === undefined
      ? [texts.notSealed]
      : [texts.manifest(manifest), ...(sealed === undefined ? [] : [texts.sealed(sealed.files, sealed.bytes)])]),
    ...differences.map((difference) => `  ! ${differenceText(difference, texts)}`),
    ...ignored.map((path) => texts.ignored(visible(path))),
    texts.signature[verification.signature.state](
      verification.signature.keyId ?? '',
      visible(verification.signature.detail ?? ''),
    ),
    texts.chain[verification.chain.state](visible(verification.chain.run ?? '')),
    ...(storage === undefined ? [] : storageLines(storage, texts)),
    ...(reperformance === undefined
      ? [texts.notReperformed]
      : [
          texts.findingsAgain(stepText(reperformance.findings, texts)),
          texts.snapshotAgain(stepText(reperformance.snapshot, texts)),
          ...(reperformance.today === undefined
            ? []
            : [texts.today(reperformance.today.new, reperformance.today.fixed, reperformance.today.becameUnknown)]),
        ]),
    '',
  ].join('\n');
};

const COLOURS = { verified: 32, differs: 31, incomplete: 33 } as const;

const differenceText = (difference: Difference, texts: Texts): string => {
  const path = visible(difference.path);
  switch (difference.kind) {
    case 'changed':
      return `${texts.changed(path, difference.sealedSize, difference.size)}${
        difference.contentOf === undefined ? '' : texts.contentOf(visible(difference.contentOf))
      }`;
    case 'missing':
      return `${texts.missing(path)}${difference.foundAs === undefined ? '' : texts.foundAs(visible(difference.foundAs))}`;
    case 'added':
      return texts.added(path, difference.size);
    case 'irregular':
      return texts.irregular(path);
    case 'manifest':
      return `${path}: ${visible(difference.detail)}`;
  }
};

/** So many objects of one kind are named; the JSON names all. */
const MOST_NAMED = 10;

const storageLines = ({ objects, lock, notes }: Storage, texts: Texts): string[] => {
  const day = (time: number) => new Date(time).toISOString();
  return [
    lock === undefined
      ? texts.storedUnasked(objects)
      : texts.stored(objects, lock.locked, lock.wanted === undefined ? texts.unknownEnd : day(lock.wanted)),
    ...(lock?.earliest === undefined ? [] : [texts.firstEnd(day(lock.earliest))]),
    ...STORAGE_NOTES.flatMap((kind) => {
      const ofKind = notes.filter((note) => note.kind === kind);
      const named = ofKind.slice(0, MOST_NAMED).map(({ path, versions = 0, mode = '', until, detail = '' }) => {
        const end = until === undefined ? '' : day(until);
        return `  ! ${texts.notes[kind](visible(path), { versions, mode: visible(mode), end, detail: visible(detail) })}`;
      });
      return ofKind.length > MOST_NAMED ? [...named, texts.more(ofKind.length - MOST_NAMED)] : named;
    }),
  ];
};

const stepText = ({ state, detail }: ReperformanceStep, texts: Texts): string =>
  `${texts.steps[state]}${detail === undefined ? '' : texts.because(visible(detail))}`;

interface NoteText {
  readonly versions: number;
  readonly mode: string;
  readonly end: string;
  readonly detail: string;
}

interface Texts {
  readonly states: Readonly<Record<RunVerification['state'], string>>;
  readonly exit: Readonly<Record<string, string>>;
  readonly about: (account: string, time: string, kansa: string) => string;
  readonly notSealed: string;
  readonly manifest: (sha256: string) => string;
  readonly sealed: (files: number, bytes: number) => string;
  readonly changed: (path: string, before: number, after: number) => string;
  readonly contentOf: (path: string) => string;
  readonly missing: (path: string) => string;
  readonly foundAs: (path: string) => string;
  readonly added: (path: string, size: number) => string;
  readonly irregular: (path: string) => string;
  readonly ignored: (path: string) => string;
  readonly signature: Readonly<
    Record<RunVerification['signature']['state'], (keyId: string, detail: string) => string>
  >;
  readonly chain: Readonly<Record<RunVerification['chain']['state'], (run: string) => string>>;
  readonly stored: (objects: number, locked: number, wanted: string) => string;
  readonly storedUnasked: (objects: number) => string;
  readonly unknownEnd: string;
  readonly firstEnd: (end: string) => string;
  readonly notes: Readonly<Record<StorageNote['kind'], (path: string, note: NoteText) => string>>;
  readonly more: (count: number) => string;
  readonly notReperformed: string;
  readonly findingsAgain: (state: string) => string;
  readonly snapshotAgain: (state: string) => string;
  readonly steps: Readonly<Record<ReperformanceStep['state'], string>>;
  readonly because: (detail: string) => string;
  readonly today: (added: number, fixed: number, lost: number) => string;
}

const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    states: { verified: 'VERIFIED', differs: 'DIFFERS', incomplete: 'NOT FULLY VERIFIED' },
    exit: {
      0: 'Exit code 0: verified',
      1: 'Exit code 1: something departs from what was sealed, or is kept otherwise than wanted',
      3: 'Exit code 3: not everything could be verified',
    },
    about: (account, time, kansa) => `  run          account ${account}, ${time}, kansa ${kansa}`,
    notSealed: '  manifest     none: the run is not sealed (kansa seal)',
    manifest: (sha256) => `  manifest     sha256 ${sha256}`,
    sealed: (files, bytes) => `  sealed       ${files} files, ${bytes} bytes`,
    changed: (path, before, after) =>
      `changed: ${path} (${before === after ? `still ${after} bytes` : `${before} bytes, now ${after}`})`,
    contentOf: (path) => `; it has the sealed content of ${path}`,
    missing: (path) => `missing: ${path}`,
    foundAs: (path) => `; its content is in ${path}`,
    added: (path, size) => `added: ${path} (${size} bytes)`,
    irregular: (path) => `no regular file: ${path}`,
    ignored: (path) => `  ignored      ${path}, left by a desktop`,
    signature: {
      valid: (keyId) => `  signature    valid, by the key ${keyId}`,
      invalid: (_, detail) => `  signature    INVALID: ${detail}`,
      unknown_key: (keyId) => `  signature    by NONE of the keys given: it names the key ${keyId}`,
      unchecked: (keyId) => `  signature    NOT CHECKED: give the public key ${keyId} (--public-key)`,
      none: () => '  signature    none: whoever could write here could have sealed anew',
    },
    chain: {
      first: () => '  chain        names no run before it',
      linked: (run) => `  chain        linked to ${run}`,
      broken: (run) => `  chain        BROKEN: the manifest of ${run} is not the one that it links to`,
      not_given: (run) => `  chain        NOT CHECKED: ${run}, the run before it, was not given`,
      unlinked: () => '  chain        NOT LINKED to the earlier runs that were given',
    },
    stored: (objects, locked, wanted) =>
      `  kept in S3   ${objects} objects, ${locked} of them locked (COMPLIANCE) until ${wanted} or longer`,
    storedUnasked: (objects) => `  kept in S3   ${objects} objects; their locks were NOT ASKED FOR (--no-lock)`,
    unknownEnd: 'an unknown day',
    firstEnd: (end) => `               the first of these locks ends on ${end}`,
    notes: {
      overwritten: (path, { versions }) =>
        `overwritten: ${path} has ${versions} versions or delete markers beside the current`,
      deleted: (path, { versions }) =>
        `deleted: a delete marker hides ${path}; ${versions} versions or markers lie below it`,
      none: (path) => `not locked: ${path}`,
      not_compliance: (path, { mode, end }) => `not locked for everybody: ${path} (${mode} until ${end})`,
      too_short: (path, { end }) => `locked too short: ${path} (until ${end})`,
      unseen: (path, { detail }) => `lock NOT SEEN: ${path} (${detail})`,
    },
    more: (count) => `  ! … and ${count} more of this kind (--json names all)`,
    notReperformed: '  work         not done again (--reperform)',
    findingsAgain: (state) => `  findings     ${state} from the sealed snapshot, bundle and parameters`,
    snapshotAgain: (state) => `  snapshot     ${state} from the sealed recording`,
    steps: { same: 'the same', differs: 'DIFFERENT', impossible: 'NOT VERIFIED', other_version: 'not compared' },
    because: (detail) => ` (${detail})`,
    today: (added, fixed, lost) =>
      `  for information: today's bundle finds ${added} violations more, ${fixed} fewer, and loses ${lost} verdicts`,
  },
  ja: {
    states: { verified: '検証済み', differs: '不一致', incomplete: '検証が不完全' },
    exit: {
      0: '終了コード 0：検証済み',
      1: '終了コード 1：封印時の内容または求める保管の状態と一致しない箇所がある',
      3: '終了コード 3：検証できなかった事項がある',
    },
    about: (account, time, kansa) => `  実行          アカウント ${account}、${time}、kansa ${kansa}`,
    notSealed: '  マニフェスト  なし：封印されていない（kansa seal）',
    manifest: (sha256) => `  マニフェスト  sha256 ${sha256}`,
    sealed: (files, bytes) => `  封印対象      ファイル ${files} 件、${bytes} バイト`,
    changed: (path, before, after) =>
      `変更：${path}（${before === after ? `${after} バイトのまま` : `${before} バイトから ${after} バイト`}）`,
    contentOf: (path) => `。封印時の ${path} の内容である`,
    missing: (path) => `欠落：${path}`,
    foundAs: (path) => `。内容は ${path} にある`,
    added: (path, size) => `追加：${path}（${size} バイト）`,
    irregular: (path) => `通常のファイルではない：${path}`,
    ignored: (path) => `  対象外        ${path}（デスクトップ環境が残したもの）`,
    signature: {
      valid: (keyId) => `  署名          有効。鍵 ${keyId}`,
      invalid: (_, detail) => `  署名          無効：${detail}`,
      unknown_key: (keyId) => `  署名          指定された鍵によるものではない。署名が示す鍵 ${keyId}`,
      unchecked: (keyId) => `  署名          未検証：公開鍵 ${keyId} を指定する（--public-key）`,
      none: () => '  署名          なし：書き込み権限があれば封印し直せる',
    },
    chain: {
      first: () => '  連鎖          前回の実行を示していない',
      linked: (run) => `  連鎖          ${run} に連なる`,
      broken: (run) => `  連鎖          切断：${run} のマニフェストが、連鎖の示すものと異なる`,
      not_given: (run) => `  連鎖          未検証：前回の実行 ${run} が指定されていない`,
      unlinked: () => '  連鎖          指定された以前の実行に連なっていない',
    },
    stored: (objects, locked, wanted) =>
      `  S3 での保管   オブジェクト ${objects} 件。うち ${locked} 件が ${wanted} 以降までロックされている（COMPLIANCE）`,
    storedUnasked: (objects) => `  S3 での保管   オブジェクト ${objects} 件。ロックは確認していない（--no-lock）`,
    unknownEnd: '（不明な日）',
    firstEnd: (end) => `                最も早いロックの終了は ${end}`,
    notes: {
      overwritten: (path, { versions }) =>
        `上書き：${path} には現行のほかにバージョンまたは削除マーカーが ${versions} 件ある`,
      deleted: (path, { versions }) => `削除：${path} は削除マーカーで隠れている（その下に ${versions} 件ある）`,
      none: (path) => `ロックなし：${path}`,
      not_compliance: (path, { mode, end }) => `解除できるロック：${path}（${mode}、${end} まで）`,
      too_short: (path, { end }) => `ロック期間の不足：${path}（${end} まで）`,
      unseen: (path, { detail }) => `ロックを確認できない：${path}（${detail}）`,
    },
    more: (count) => `  ! ほかに同種のものが ${count} 件ある（--json で全件を示す）`,
    notReperformed: '  再実施        行っていない（--reperform）',
    findingsAgain: (state) => `  判定結果      ${state}（封印したスナップショット・バンドル・パラメータによる）`,
    snapshotAgain: (state) => `  スナップショット  ${state}（封印した記録による）`,
    steps: { same: '一致', differs: '不一致', impossible: '検証できない', other_version: '比較していない' },
    because: (detail) => `：${detail}`,
    today: (added, fixed, lost) =>
      `  参考：現在のバンドルでは、不適合が ${added} 件増え、${fixed} 件減り、判定を失うものが ${lost} 件ある`,
  },
};
