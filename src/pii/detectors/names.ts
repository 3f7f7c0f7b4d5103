import type { PiiReason } from '../../model/pii.js';
import type { Hit } from '../hit.js';
import { beginsWithFamilyName, holdsKnownName } from '../known-names.js';
import { labelOfField } from '../lexicon.js';
import type { Scene } from '../scene.js';

/** Names of people in fields and behind words that are called so. A name in a sentence is not looked for. */
export const namesIn = (scene: Scene): Hit[] => [...labelled(scene), ...addressed(scene), ...fields(scene)];

const KANJI = '[\\p{sc=Han}々ヶ]';
const KANA = '(?:[\\p{sc=Katakana}ー]{1,8}|[\\p{sc=Hiragana}ー]{1,8})';
const NAME_JA = `(?:${KANJI}{1,4}[ ]?(?:${KANJI}|\\p{sc=Hiragana}|\\p{sc=Katakana}){1,5}|${KANA} ${KANA}|[\\p{sc=Katakana}ー]{4,14})`;
const NAME_LATIN =
  "(?:\\p{Lu}[\\p{Ll}'’-]+(?: [A-Z]\\.)?(?: \\p{Lu}[\\p{L}'’-]+){1,2}|[A-Z]{2,14} [A-Z]{2,14}|[A-Z]{2,14}, [A-Z][A-Za-z]+)";

const LABELLED = new RegExp(
  `(?:氏名|お?名前|姓名|フリガナ|ふりがな|担当者?名?|代表者名?|契約者名?|申込者名?|患者名?|受取人名?|[Nn]ame|NAME)(?: ?[(（][^)）\\n]{1,8}[)）])?["']?(?: ?[:=|] ?|[ \\t]{2,}|\\t|</t[dh]>\\s{0,40}<td[^>\\n]{0,80}>|(?<line>[ \\t]?\\r?\\n[ \\t]{0,8}))["']?(?<value>${NAME_JA}|${NAME_LATIN})(?![\\p{L}\\p{N}_@])`,
  'gu',
);

/** Behind a colon, a bar, in the next cell or line: `氏名: 山田 太郎`, `Name: John Smith`. */
const labelled = (scene: Scene): Hit[] => {
  if (!/[名姓ナな者患人]|name/i.test(scene.text)) return [];
  return [...scene.text.matchAll(LABELLED)].flatMap(({ 0: whole, index, groups }) => {
    const value = groups?.value ?? '';
    const start = index + whole.length - value.length;
    const label = scene.labelOf(start, start + value.length);
    if (label?.kind !== 'name' && label?.kind !== 'some_name') return [];
    // In the next line anything may stand: only a name that is known is one.
    return hitOf(value, start, label.kind === 'name' && groups?.line === undefined, 'label_beside');
  });
};

const ADDRESSED = new RegExp(
  `(?<![\\p{sc=Han}\\p{sc=Katakana}])(?<value>${KANJI}{2,4} ?${KANJI}{0,3})(?= ?(?:様|殿)(?![\\p{sc=Han}々]))`,
  'gu',
);

/** Before 様 and 殿, where a family name is known: `お客様` is none. */
const addressed = (scene: Scene): Hit[] => {
  if (!/[様殿]/.test(scene.text)) return [];
  return [...scene.text.matchAll(ADDRESSED)].flatMap(({ 0: value, index: start }): Hit[] =>
    beginsWithFamilyName(value) || isFamilyName(value)
      ? [{ type: 'name', start, end: start + value.length, confidence: 0.7, reasons: ['known_name', 'label_beside'] }]
      : [],
  );
};

const isFamilyName = (value: string): boolean => beginsWithFamilyName(`${value}様`) && value.length > 1;

const WHOLE = new RegExp(`^(?:${NAME_JA}|${NAME_LATIN})$`, 'u');
/** A part of a name: a field of a family or given name. */
const PART =
  /^(?:[\p{sc=Han}々ヶ\p{sc=Hiragana}]{1,5}|[\p{sc=Katakana}ー]{2,10}|\p{Lu}[\p{Ll}'’-]{1,14}|[A-Z]{2,14})$/u;

const fields = (scene: Scene): Hit[] => [
  ...scene.fields('name').flatMap(({ start, end }) => {
    const value = scene.text.slice(start, end);
    return WHOLE.test(value) || PART.test(value) ? hitOf(value, start, true, 'field_name') : [];
  }),
  ...scene.fields('some_name').flatMap(({ start, end }) => {
    const value = scene.text.slice(start, end);
    return WHOLE.test(value) ? hitOf(value, start, false, 'field_name') : [];
  }),
];

const hitOf = (
  value: string,
  start: number,
  isOfPerson: boolean,
  reason: Extract<PiiReason, 'label_beside' | 'field_name'>,
): Hit[] => {
  // `氏名 | 住所`: the next label is no name.
  if (NO_NAME.test(value) || labelOfField(value) !== undefined) return [];
  const isKnown = beginsWithFamilyName(value) || holdsKnownName(value.split(/[ ,]+/));
  // `name` alone is what anything may be called.
  const confidence = isOfPerson ? (isKnown ? 0.95 : 0.8) : isKnown ? 0.8 : 0.35;
  const reasons: PiiReason[] = ['format', reason, ...(isKnown ? (['known_name'] as const) : [])];
  return [{ type: 'name', start, end: start + value.length, confidence, reasons }];
};

/** What stands in such a field where no name does, and companies. */
const NO_NAME =
  /必須|任意|未入力|未定|未登録|不明|なし|無し|非公開|匿名|同上|入力|記入|変更|確認|登録|省略|該当|株式|有限|会社|法人|銀行|大学|病院|支店|本店|本社|センター|部門|課長|部長|[部課室係]$|窓口|事務局|システム|サービス|データ|テスト|^(?:Unknown|None|Null|N\/?A|Required|Optional|Anonymous|Default|Test)\b|\b(?:Inc|Ltd|LLC|Corp|Company|Bank|University|Bucket|Model|Service|Server|Table|System|Project|Team)\b/i;
