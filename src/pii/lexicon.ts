import { holdsKnownName } from './known-names.js';

/** What the words beside a value, or the name of its field, say that it is. */
export type LabelKind =
  | 'my_number'
  | 'corporate_number'
  | 'driver_licence'
  | 'passport'
  | 'pension_number'
  | 'health_insurance'
  | 'credit_card'
  | 'iban'
  | 'bank_account'
  | 'us_ssn'
  | 'email'
  | 'phone'
  | 'postal_code'
  | 'address'
  | 'name'
  | 'some_name'
  | 'birth_date'
  | 'secret'
  /** A number or name of something that is nobody: an order, a product, an account of AWS. */
  | 'other';

/**
 * In the order in which they are tried at one place: a longer word before the one that it begins with. `_`, `-` and a blank
 * are the same, and a word of Latin letters stands alone.
 */
const WORDS: readonly (readonly [LabelKind, string])[] = [
  [
    'other',
    '(?:product|item|file|bucket|host|domain|table|column|class|function|model|role|resource|key|company|event|service|server|user|login|screen|display|package|project|team|group|job|step|stack|image|city|country|product line|metric|queue|topic|index|field|attribute|operation|policy|region|parameter)[ _-]?names?',
  ],
  ['other', '(?:ip|mac|ipv4|ipv6|memory|wallet|url|web|server)[ _-]?address(?:es)?'],
  [
    'other',
    'account[ _-]?ids?|(?:order|invoice|tracking|ticket|transaction|trace|request|session|product|item|part|serial|lot|batch|job|build|reference|ref|case|message|event|customer|user|employee|document|version|revision|model)[ _-]?(?:ids?|no|nos|number|numbers|num|code|codes)|order|invoice|tracking|ticket|transaction|serial|lot|batch|reference|ref|sku|isbn|jan|ean|upc|asin',
  ],
  [
    'other',
    'timestamp|epoch|unix[ _-]?time|created[ _-]?at|updated[ _-]?at|hash|digest|checksum|sha256|sha1|md5|etag|uuid|guid|arn|aws:[a-z0-9-]*:[a-z0-9-]*:|amount|price|total|latitude|longitude|size|bytes|offset|id|ids',
  ],
  [
    'other',
    '(?:ご?注文|受注|発注|伝票|追跡|送り状|お?問い?合わ?せ|受付|管理|整理|商品|製品|部品|社員|従業員|顧客|会員|取引|請求書?|契約|案件|文書|資産|機器|製造|ロット|バーコード|シリアル|予約|診察券|学籍|図面|型)(?:ID|コード|番号|No)|品番|型番|JAN(?:コード)?|(?:AWS ?)?アカウント ?(?:ID|番号)|(?:商品|製品|会社|法人|店舗|部署|ファイル|テーブル|項目|施設|件|品|書類|サーバー?)名|金額|数量|単価|緯度|経度',
  ],
  ['my_number', '個人番号|マイ ?ナンバー|my[ _-]?number|individual[ _-]?number|kojin[ _-]?bang?ou?'],
  [
    'corporate_number',
    '(?:会社)?法人(?:等)?番号|インボイス(?:登録)?番号|適格請求書発行事業者|登録番号|corporate[ _-]?number|houjin[ _-]?bangou?',
  ],
  [
    'driver_licence',
    "(?:運転)?免許証?(?:の)?番号|運転免許証?|driver'?s?[ _-]?licen[cs]e(?:[ _-]?(?:no|number|num))?|licen[cs]e[ _-]?(?:no|number|num)",
  ],
  ['passport', '旅券(?:番号)?|パスポート(?:番号)?|passport(?:[ _-]?(?:no|number|num))?'],
  ['pension_number', '基礎年金番号|年金(?:手帳)?番号|年金手帳|(?:basic[ _-]?)?pension[ _-]?(?:no|number|num)|nenkin'],
  [
    'health_insurance',
    '(?:被保険者|保険者|保険証)(?:証)?(?:等)?(?:の)?(?:記号)?[・･]?(?:番号)?|(?:health[ _-]?)?insur(?:ance|ed|er)[ _-]?(?:card[ _-]?)?(?:no|number|num|id)',
  ],
  [
    'credit_card',
    '(?:クレジット)?カード(?:番号)?|(?:credit|debit|payment)[ _-]?card(?:[ _-]?(?:no|number|num))?|card[ _-]?(?:no|number|num)|cc[ _-]?(?:no|number|num)',
  ],
  ['iban', 'iban'],
  [
    'bank_account',
    '(?:振込先?|振替)?口座(?:番号)?|(?:普通|当座|貯蓄)(?:預金|口座)?|bank[ _-]?account(?:[ _-]?(?:no|number|num))?|account[ _-]?(?:no|number|num)',
  ],
  ['us_ssn', 'ssn|social[ _-]?security(?:[ _-]?(?:no|number|num))?'],
  ['email', '(?:電子)?メール(?:アドレス)?|e-?mail(?:[ _-]?address)?'],
  [
    'phone',
    '電話(?:番号)?|携帯(?:電話)?(?:番号)?|連絡先|ファッ?クス|(?:cell|mobile|home|work|tele|contact)?[ _-]?phone(?:[ _-]?(?:no|number|num))?|mobile|(?:tel|fax)(?:[ _-]?(?:no|number|num))?',
  ],
  ['postal_code', '郵便番号|〒|(?:zip|postal|post)[ _-]?codes?|zip'],
  [
    'address',
    String.raw`(?:現|自宅|勤務先|送付先|届け?先|本籍)?住所|所在地|居住地|(?:street|home|mailing|shipping|billing|postal)[ _-]?address(?:[ _-]?\d)?|address(?:[ _-]?(?:line)?[ _-]?\d)?|addr`,
  ],
  ['birth_date', '生年月日|誕生日|(?:date[ _-]?of[ _-]?birth|birth[ _-]?(?:date|day)|birthday|dob)'],
  [
    'name',
    '(?:お客様?|顧客|患者|社員|従業員|申込者|契約者|受取人|届出人|担当者|代表者|保護者|世帯主|被保険者|本人|請求者)?(?:ご?氏名|お?名前|姓名)(?: ?[(（]?(?:漢字|カナ|フリガナ|かな|ローマ字|英字)[)）]?)?|(?:契約者|申込者|患者|受取人|担当者|代表者|顧客)名|(?:氏名)?(?:フリガナ|ふりがな|カナ)|カナ氏名|names?[ _-]?(?:kana|kanji|romaji)|(?:full|first|last|given|family|middle|maiden|customer|patient|employee|person|contact|client|member|student|guest|sur)[ _-]?names?(?:[ _-]?(?:kana|kanji|romaji))?|姓|担当者|代表者|世帯主',
  ],
  ['some_name', 'names?'],
  [
    'secret',
    'password|passwd|passphrase|secret(?:[ _-]?(?:access[ _-]?)?key)?|api[ _-]?key|(?:access|auth|bearer|refresh|api)[ _-]?token|token',
  ],
];

const alone = (words: string): string => (/[a-z]/.test(words) ? `(?<![a-z])(?:${words})(?![a-z])` : `(?:${words})`);
const LABEL = new RegExp(WORDS.map(([, words]) => alone(words)).join('|'), 'gi');
const BY_KIND = WORDS.map(([kind, words]) => ({ kind, pattern: new RegExp(`^(?:${words})$`, 'i') }));

/** What a word says that the pattern found. There are few, and each is met often: groups for all kinds would cost more. */
const kindOf = (word: string): LabelKind => {
  const known = kinds.get(word);
  if (known !== undefined) return known;
  const kind = BY_KIND.find(({ pattern }) => pattern.test(word))?.kind ?? 'other';
  if (kinds.size > 10_000) kinds.clear();
  kinds.set(word, kind);
  return kind;
};

const kinds = new Map<string, LabelKind>();

/** A word that says what a value is, and where it ends. */
interface Label {
  readonly kind: LabelKind;
  readonly start: number;
  readonly end: number;
}

const labelsIn = (text: string): readonly Label[] => {
  const labels: Label[] = [];
  if (text === '') return labels;
  // Not `matchAll`: it makes a new pattern each time, and this one is long.
  LABEL.lastIndex = 0;
  for (let match = LABEL.exec(text); match !== null; match = LABEL.exec(text))
    labels.push({ kind: kindOf(match[0]), start: match.index, end: LABEL.lastIndex });
  return labels;
};

/** What the last word says that stands in the text before a value; undefined where none does. */
export const labelBefore = (text: string): LabelKind | undefined => labelsIn(text).at(-1)?.kind;

/** What a bracket behind a value says: `… (個人番号)`. */
export const labelBehind = (text: string): LabelKind | undefined => {
  const [, inside] = /^ ?[(（【[]([^)）】\]\n]{1,20})/.exec(text) ?? [];
  return inside === undefined ? undefined : labelsIn(inside).at(0)?.kind;
};

/** What the name of a field says of its values: `customerEmail`, `電話番号`. */
export const labelOfField = (name: string): LabelKind | undefined => {
  const known = fields.get(name);
  if (known !== undefined || fields.has(name)) return known;
  // A map that grew with the keys of a hostile file would be a leak.
  if (fields.size > 10_000) fields.clear();
  const kind = labelBefore(wordsOf(name));
  fields.set(name, kind);
  return kind;
};

const fields = new Map<string, LabelKind | undefined>();

/** `phoneNumber` and `PHONE_NUMBER` as `phone number`. */
const wordsOf = (name: string): string =>
  name
    .slice(0, 80)
    .normalize('NFKC')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_\-.\s]+/g, ' ');

/**
 * May the name of a field be shown? Only what names a field everywhere, or an identifier of ASCII letters that is no known
 * name of a person: data is often kept by whose it is.
 */
export const isFieldName = (name: string): boolean => {
  const words = wordsOf(name).trim();
  const [label, ...others] = labelsIn(words);
  if (label !== undefined && others.length === 0 && label.start === 0 && label.end === words.length) return true;
  return /^[A-Za-z_$][A-Za-z_]{0,39}\d{0,2}$/.test(name) && !holdsKnownName(words.split(' '));
};
