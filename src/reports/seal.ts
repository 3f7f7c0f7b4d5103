import type { Language } from '../model/control.js';
import type { Sealed } from '../model/seal.js';
import { visible } from '../model/visible.js';

/** What a person is told of a run that was sealed. */
export const renderSeal = ({ sha256, previous, keyId, unreadable, kept }: Sealed, language: Language): string => {
  const texts = TEXTS[language];
  return [
    texts.sealed,
    `  ${sha256}`,
    previous === undefined ? texts.first : texts.previous(visible(previous.run)),
    ...unreadable.map((run) => texts.unreadable(visible(run))),
    ...(keyId === undefined ? [texts.unsigned] : [texts.signed, `  ${keyId}`]),
    ...(kept === undefined ? [] : keptLines(kept, language)),
    '',
    '',
  ].join('\n');
};

/** What a person is told of a run that was sent to S3. */
export const renderKept = (kept: NonNullable<Sealed['kept']>, language: Language): string =>
  [...keptLines(kept, language), ''].join('\n');

const keptLines = ({ uri, until }: NonNullable<Sealed['kept']>, language: Language): string[] => {
  const texts = TEXTS[language];
  return [texts.kept(visible(uri)), until === undefined ? texts.unlocked : texts.locked(new Date(until).toISOString())];
};

const TEXTS = {
  en: {
    sealed: 'sealed by manifest.json, sha256',
    first: 'previous run: none, the chain begins here',
    previous: (run: string) => `previous run: ${run}`,
    unreadable: (run: string) => `not linked to: ${run}, whose manifest cannot be read`,
    signed: 'signed by the key',
    unsigned: 'not signed: whoever may write here can seal it anew (--sign-key)',
    kept: (uri: string) => `kept at ${uri}`,
    locked: (until: string) => `  each object locked until ${until} (Object Lock, COMPLIANCE)`,
    unlocked: '  NOT LOCKED: whoever may delete there can delete it (--no-lock)',
  },
  ja: {
    sealed: 'manifest.json で封印した。sha256：',
    first: '前回の実行：なし（ここから連鎖が始まる）',
    previous: (run: string) => `前回の実行：${run}`,
    unreadable: (run: string) => `連鎖から除外：${run}（マニフェストを読み取れない）`,
    signed: '署名鍵：',
    unsigned: '署名なし：書き込み権限があれば封印し直せる（--sign-key で署名する）',
    kept: (uri: string) => `保管先：${uri}`,
    locked: (until: string) => `  全オブジェクトを ${until} までロックした（Object Lock、COMPLIANCE モード）`,
    unlocked: '  ロックなし：削除権限があれば削除できる（--no-lock）',
  },
} as const satisfies Record<Language, unknown>;
