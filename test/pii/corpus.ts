/**
 * A labelled corpus, made anew each time from a seed: lines, rows and documents of which it is known what each holds. All
 * values are invented: numbers are random with their check digits computed here, by other code than that which is measured.
 */
import type { PiiTextFormat, PiiType } from '../../src/model/pii.js';

/** A line, a row or a document in one line: what it holds, and each value as it stands there. */
interface Labelled {
  readonly line: number;
  readonly types: readonly PiiType[];
  readonly values: readonly string[];
}

export interface Document {
  readonly name: string;
  readonly format: PiiTextFormat;
  readonly content: string;
  readonly labelled: readonly Labelled[];
}

/** mulberry32: the same numbers on every machine. */
const randomOf = (seed: number) => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const digits = (length: number): string => Array.from({ length }, () => below(10)).join('');
  const hex = (length: number): string => Array.from({ length }, () => below(16).toString(16)).join('');
  const letters = (length: number, alphabet: string): string =>
    Array.from({ length }, () => alphabet[below(alphabet.length)]).join('');
  return { next, below, pick, digits, hex, letters };
};
type Random = ReturnType<typeof randomOf>;

const wide = (text: string): string =>
  text.replaceAll(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const grouped = (digits: string, lengths: readonly number[], separator: string): string => {
  const starts = lengths.map((_, index) => lengths.slice(0, index).reduce((sum, length) => sum + length, 0));
  return lengths.map((length, index) => digits.slice(starts[index], (starts[index] ?? 0) + length)).join(separator);
};
const pad = (number: number): string => String(number).padStart(2, '0');

/** By the formula of the Order, digit by digit as it is written there. */
const myNumberOf = (random: Random): string => {
  const body = random.digits(11);
  let sum = 0;
  for (let n = 1; n <= 11; n += 1) sum += Number(body[11 - n]) * (n <= 6 ? n + 1 : n - 5);
  const rest = sum % 11;
  return body + (rest <= 1 ? '0' : String(11 - rest));
};

const corporateOf = (random: Random): string => {
  const body = `0${1 + random.below(5)}${random.digits(10)}`;
  let sum = 0;
  for (let n = 1; n <= 12; n += 1) sum += Number(body[12 - n]) * (n % 2 === 1 ? 1 : 2);
  return `${9 - (sum % 9)}${body}`;
};

const luhnOf = (body: string): string => {
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
};

const cardOf = (random: Random): readonly [digits: string, groups: readonly number[]] => {
  const [prefix, length] = random.pick([
    ['4', 16],
    ['51', 16],
    ['54', 16],
    ['3530', 16],
    ['3567', 16],
    ['37', 15],
    ['36', 14],
    ['6011', 16],
  ] as const);
  const digits = luhnOf(prefix + random.digits(length - prefix.length - 1));
  return [digits, length === 16 ? [4, 4, 4, 4] : length === 15 ? [4, 6, 5] : [4, 6, 4]];
};

const ibanOf = (random: Random): string => {
  const [country, bban] = random.pick([
    ['DE', random.digits(18)],
    ['CH', `0${random.digits(16)}`],
    ['AT', random.digits(16)],
    ['NL', `ABNA${random.digits(10)}`],
    ['GB', `NWBK${random.digits(14)}`],
  ] as const);
  const numeric = `${bban}${country}00`.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return `${country}${String(98n - (BigInt(numeric) % 97n)).padStart(2, '0')}${bban}`;
};

const licenceOf = (random: Random): string => {
  const body = `${random.pick(['30', '43', '45', '62', '54', '90'])}${random.digits(8)}`;
  const weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return `${body}${(11 - (sum % 11)) % 10}${random.below(3)}`;
};

const FAMILY = [
  '佐藤',
  '鈴木',
  '高橋',
  '田中',
  '渡辺',
  '伊藤',
  '長谷川',
  '森',
  '小鳥遊',
  '御手洗',
  '勅使河原',
  '四月一日',
] as const;
const GIVEN = ['太郎', '花子', '健', '美咲', '翔太', 'さくら', '一郎', '結衣', '大輔', '陽菜'] as const;
const KANA = ['サトウ', 'スズキ', 'タカハシ', 'タナカ', 'ワタナベ', 'ミタライ'] as const;
const KANA_GIVEN = ['タロウ', 'ハナコ', 'ケン', 'ミサキ', 'ショウタ'] as const;
const LATIN_GIVEN = ['James', 'Mary', 'Robert', 'Linda', 'Taro', 'Hanako', 'Priya', 'Oluwaseun', 'Zoë'] as const;
const LATIN_FAMILY = ['Smith', 'Johnson', 'Garcia', 'Tanaka', 'Suzuki', 'Okonkwo', "O'Brien", 'Venkataraman'] as const;

const nameJa = (random: Random): string => `${random.pick(FAMILY)}${random.pick(['', ' ', '　'])}${random.pick(GIVEN)}`;
const nameKana = (random: Random): string =>
  `${random.pick(KANA)}${random.pick([' ', '　'])}${random.pick(KANA_GIVEN)}`;
const nameLatin = (random: Random): string => `${random.pick(LATIN_GIVEN)} ${random.pick(LATIN_FAMILY)}`;

const emailOf = (random: Random): string =>
  `${random.pick(['taro.yamada', 'h_suzuki', 'info', 'j.smith+news', 'x', 'mary-ann', 'k2'])}${random.below(1000)}@${random.pick(['example.jp', 'example.co.jp', 'mail.example.com', 'example.org', 'sub.domain.example.net'])}`;

const phoneOf = (random: Random): string => {
  const mobile = `${random.pick(['090', '080', '070'])}${1 + random.below(9)}${random.digits(7)}`;
  return random.pick([
    grouped(mobile, [3, 4, 4], '-'),
    grouped(`03${random.pick(['3', '5', '6'])}${random.digits(7)}`, [2, 4, 4], '-'),
    grouped(`06${random.pick(['6', '4'])}${random.digits(7)}`, [2, 4, 4], '-'),
    grouped(`045${random.pick(['2', '3', '6'])}${random.digits(6)}`, [3, 3, 4], '-'),
    `03(3${random.digits(3)})${random.digits(4)}`,
    `+81-${grouped(mobile.slice(1), [2, 4, 4], '-')}`,
    wide(grouped(mobile, [3, 4, 4], '-')),
    grouped(mobile, [3, 4, 4], '−'),
    mobile,
  ]);
};
const phoneUs = (random: Random): string => {
  const [area, office, line] = [
    random.pick(['415', '212', '206']),
    `${2 + random.below(7)}${random.pick(['23', '45', '67'])}`,
    random.digits(4),
  ];
  return random.pick([`(${area}) ${office}-${line}`, `${area}-${office}-${line}`, `+1 ${area} ${office} ${line}`]);
};

const PLACES = [
  ['東京都', '千代田区', '丸の内'],
  ['東京都', '八王子市', '元横山町'],
  ['大阪府', '大阪市北区', '梅田'],
  ['北海道', '札幌市中央区', '北一条西'],
  ['神奈川県', '横浜市西区', 'みなとみらい'],
  ['京都府', '京都市上京区', '下立売通新町西入'],
  ['沖縄県', '那覇市', '泉崎'],
  ['愛知県', '名古屋市中区', '三の丸'],
] as const;
const addressJa = (random: Random): string => {
  const [prefecture, city, town] = random.pick(PLACES);
  const [a, b, c] = [1 + random.below(9), 1 + random.below(30), 1 + random.below(20)];
  const block = random.pick([
    `${a}-${b}-${c}`,
    `${a}丁目${b}番${c}号`,
    wide(`${a}-${b}-${c}`),
    `${a}丁目${b}-${c}`,
    `${b}番地`,
  ]);
  return `${prefecture}${city}${town}${block}${random.pick(['', '', ' コーポ桜 203号室', '　第一ビル5階'])}`;
};
const addressUs = (random: Random): string =>
  `${1 + random.below(9999)} ${random.pick(['Main', 'Oak', 'Maple', 'Martin Luther King', 'Elm'])} ${random.pick(['Street', 'St', 'Ave', 'Road', 'Blvd', 'Lane'])}, ${random.pick(['Springfield', 'San Jose', 'Seattle'])}, ${random.pick(['IL', 'CA', 'WA'])} ${random.pick(['62704', '95112', '98101'])}`;

const birthOf = (random: Random): string => {
  const [year, month, day] = [1940 + random.below(70), 1 + random.below(12), 1 + random.below(28)];
  return random.pick([
    `${year}-${pad(month)}-${pad(day)}`,
    `${year}/${month}/${day}`,
    `${year}年${month}月${day}日`,
    `${year}${pad(month)}${pad(day)}`,
    ...(year < 1989
      ? [`昭和${year - 1925}年${month}月${day}日`, `S${year - 1925}.${month}.${day}`]
      : [`平成${year - 1988}年${month}月${day}日`]),
    `${pad(month)}/${pad(day)}/${year}`,
    `${wide(String(year))}年${wide(String(month))}月${wide(String(day))}日`,
  ]);
};
const birthUs = (random: Random): string =>
  random.pick([
    `${pad(1 + random.below(12))}/${pad(1 + random.below(28))}/${1940 + random.below(70)}`,
    `${random.pick(['January', 'Mar', 'August'])} ${1 + random.below(28)}, ${1940 + random.below(70)}`,
    `${1940 + random.below(70)}-${pad(1 + random.below(12))}-${pad(1 + random.below(28))}`,
  ]);

const ssnOf = (random: Random): string =>
  `${pad(10 + random.below(50))}${1 + random.below(9)}-${pad(1 + random.below(99))}-${String(1 + random.below(9999)).padStart(4, '0')}`;

const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const WORD = `${CAPITALS}${CAPITALS.toLowerCase()}0123456789`;

/** How one type is written: a value, and sentences around it; `hard` ones are known to be beyond the detectors, and count. */
interface Kind {
  readonly type: PiiType;
  readonly value: (random: Random) => string;
  readonly sentences: readonly string[];
  readonly hard?: readonly string[];
  /** Names of a column or member. */
  readonly fields: readonly string[];
}

const KINDS: readonly Kind[] = [
  {
    type: 'my_number',
    value: (random) => {
      const number = myNumberOf(random);
      return random.pick([number, grouped(number, [4, 4, 4], ' '), grouped(number, [4, 4, 4], '-'), wide(number)]);
    },
    sentences: [
      '個人番号：{}',
      'マイナンバーは {} です。',
      '扶養親族の個人番号（{}）を届け出る',
      'My Number: {}',
      '本人のマイナンバー\n{}',
      '【個人番号】{}',
    ],
    hard: ['届出書に記載の番号は次のとおり確認済みです {}', 'お知らせした番号 {} を控える'],
    fields: ['個人番号', 'マイナンバー', 'my_number', 'myNumber', 'MYNUMBER', 'individual_number'],
  },
  {
    type: 'corporate_number',
    value: (random) => random.pick([corporateOf(random), `T${corporateOf(random)}`]),
    sentences: ['法人番号：{}', '登録番号 {}', '適格請求書発行事業者の登録番号は{}です', 'Corporate Number: {}'],
    fields: ['法人番号', 'corporate_number'],
  },
  {
    type: 'driver_licence',
    value: licenceOf,
    sentences: [
      '運転免許証番号：{}',
      '免許証の番号 第{}号',
      "Driver's license number: {}",
      '本人確認書類（運転免許証）{}',
    ],
    hard: ['免許を確認した。番号の控えは別紙のとおりで、当該番号として {} を記録した'],
    fields: ['運転免許証番号', '免許証番号', 'driver_license_number', 'licenseNumber'],
  },
  {
    type: 'passport',
    value: (random) => `${random.pick(['TK', 'TR', 'MU', 'NH'])}${random.digits(7)}`,
    sentences: ['旅券番号：{}', 'パスポート番号 {} を確認', 'Passport No. {}', 'passport number: {}'],
    fields: ['旅券番号', 'パスポート番号', 'passport_no', 'passportNumber'],
  },
  {
    type: 'pension_number',
    value: (random) => random.pick([grouped(random.digits(10), [4, 6], '-'), random.digits(10)]),
    sentences: ['基礎年金番号：{}', '年金手帳の基礎年金番号は{}', '基礎年金番号（{}）'],
    fields: ['基礎年金番号', 'pension_number', '年金番号'],
  },
  {
    type: 'health_insurance',
    value: (random) => luhnOf(`${random.pick(['06', '01', '31'])}13${random.digits(3)}`),
    sentences: ['保険者番号：{}', '被保険者証の保険者番号 {}', '被保険者番号：{}'],
    fields: ['保険者番号', '被保険者番号', 'insurance_number'],
  },
  {
    type: 'credit_card',
    value: (random) => {
      const [digits, groups] = cardOf(random);
      return random.pick([
        digits,
        grouped(digits, groups, ' '),
        grouped(digits, groups, '-'),
        wide(grouped(digits, groups, '-')),
      ]);
    },
    sentences: [
      'カード番号：{}',
      '{} で決済しました',
      'Card number: {}',
      'ご利用カード {} 1回払い',
      'charged to {} today',
    ],
    fields: ['カード番号', 'card_number', 'creditCard', 'memo', '備考'],
  },
  {
    type: 'iban',
    value: (random) => {
      const iban = ibanOf(random);
      return random.pick([iban, iban.replaceAll(/(.{4})(?=.)/g, '$1 ')]);
    },
    sentences: ['IBAN: {}', 'please wire to {}', '送金先 {} まで'],
    fields: ['iban', 'account', '備考'],
  },
  {
    type: 'bank_account',
    value: (random) => random.digits(7).replace(/^(\d)\1{6}$/, '1234567'),
    sentences: ['口座番号：{}', 'みずほ銀行 本店 普通 {}', '振込先口座 {}', '普通預金 {}', 'bank account number: {}'],
    hard: ['お振込みは下記まで。支店 001 店番 {}'],
    fields: ['口座番号', 'account_number', 'bankAccount'],
  },
  {
    type: 'us_ssn',
    value: ssnOf,
    sentences: ['SSN: {}', 'Social Security Number {}', 'his social security number is {}', 'applicant {} verified'],
    fields: ['ssn', 'SSN', 'social_security_number'],
  },
  {
    type: 'email',
    value: emailOf,
    sentences: [
      'メール：{}',
      '連絡は{}までお願いします',
      'Contact {} for details.',
      '<{}>',
      'mailto:{}',
      'From: "Taro" <{}>',
    ],
    fields: ['メールアドレス', 'email', 'contact', 'note'],
  },
  {
    type: 'phone',
    value: phoneOf,
    sentences: ['電話：{}', 'TEL {}', '携帯 {} にご連絡ください', '担当者の番号は{}です', '（{}）'],
    fields: ['電話番号', 'phone', 'tel', 'mobile', '備考'],
  },
  {
    type: 'phone',
    value: phoneUs,
    sentences: ['Phone: {}', 'call me at {}', 'Tel. {} (office)'],
    fields: ['phone', 'phoneNumber'],
  },
  {
    type: 'postal_code',
    value: (random) => grouped(`${1 + random.below(9)}${random.digits(6)}`, [3, 4], '-'),
    sentences: ['〒{}', '郵便番号：{}', '郵便番号 {}', '〒 {}'],
    hard: ['送付先は{}の本社です'],
    fields: ['郵便番号', 'postal_code', 'zip'],
  },
  {
    type: 'address',
    value: addressJa,
    sentences: ['住所：{}', '{}に在住', '送付先 {}', '現住所は{}です', '所在地：{}'],
    fields: ['住所', 'address', '備考'],
  },
  {
    type: 'address',
    value: addressUs,
    sentences: ['Address: {}', 'He lives at {}.', 'ship to {}'],
    fields: ['address', 'street_address'],
  },
  {
    type: 'name',
    value: nameJa,
    sentences: ['氏名：{}', 'お名前: {}', '担当者：{}', '申込者氏名：{}', '契約者名:{}'],
    hard: ['本件の担当は{}です'],
    fields: ['氏名', '名前', '顧客氏名', 'full_name', 'customer_name'],
  },
  {
    type: 'name',
    value: nameKana,
    sentences: ['フリガナ：{}', '氏名（カナ）：{}'],
    fields: ['フリガナ', '氏名カナ', 'name_kana'],
  },
  {
    type: 'name',
    value: nameLatin,
    sentences: ['Full name: {}', 'Customer name: {}', 'Patient Name: {}'],
    hard: ['I met {} yesterday'],
    fields: ['full_name', 'customerName', 'patient_name', 'name'],
  },
  {
    type: 'birth_date',
    value: birthOf,
    sentences: ['生年月日：{}', '生年月日 {}', '誕生日は{}です', '生年月日（{}）'],
    hard: ['{}生まれの男性'],
    fields: ['生年月日', 'birth_date', 'dob'],
  },
  {
    type: 'birth_date',
    value: birthUs,
    sentences: ['DOB: {}', 'Date of birth: {}', 'birthday: {}'],
    fields: ['dob', 'dateOfBirth', 'birthday'],
  },
  {
    type: 'aws_access_key_id',
    value: (random) => `${random.pick(['AKIA', 'ASIA'])}${random.letters(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
    sentences: ['aws_access_key_id = {}', 'export AWS_ACCESS_KEY_ID={}', '鍵は {} です'],
    fields: ['access_key', 'AccessKeyId'],
  },
  {
    type: 'github_token',
    value: (random) => `ghp_${random.letters(36, WORD)}`,
    sentences: ['git clone with {}', 'トークン {}'],
    fields: ['note', '備考'],
  },
  {
    type: 'slack_token',
    value: (random) => `xoxb-${random.digits(11)}-${random.letters(24, WORD)}`,
    sentences: ['bot {}', 'Slack: {}'],
    fields: ['note'],
  },
  {
    type: 'json_web_token',
    value: (random) => `eyJ${random.letters(17, WORD)}.eyJ${random.letters(40, WORD)}.${random.letters(43, WORD)}`,
    sentences: ['Authorization: Bearer {}', 'cookie {}'],
    fields: ['note', 'authorization'],
  },
  {
    type: 'assigned_secret',
    value: (random) => random.letters(14, `${WORD}!#%`),
    sentences: ['password = {}', 'DB_PASSWORD={}', 'api_key: "{}"'],
    fields: ['password', 'apiKey', 'client_secret'],
  },
  {
    type: 'confidential_label',
    value: (random) => random.pick(['社外秘', '極秘', 'CONFIDENTIAL', '部外秘']),
    sentences: ['【{}】経営会議資料', '{}', '※{}　取扱いに注意すること', '── {} ──'],
    fields: ['区分', 'classification'],
  },
];

/** What resembles a value and is none. `{}` is what the function gives. */
const MISSES: readonly { readonly name: string; readonly line: (random: Random) => string }[] = [
  { name: 'order number', line: (random) => `注文番号：${random.digits(12)}` },
  { name: 'order number', line: (random) => `Order #${grouped(random.digits(16), [4, 4, 4, 4], '-')} has shipped` },
  { name: 'order number', line: (random) => `order id ${random.digits(16)} confirmed` },
  { name: 'bare digits', line: (random) => `受領 ${random.digits(12)} 完了` },
  { name: 'bare digits', line: (random) => `お知らせした番号 ${random.digits(12)} を控える` },
  { name: 'number of another licence', line: (random) => `教員免許を確認した。番号は ${random.digits(12)} である` },
  { name: 'number of a tax', line: (random) => `登録免許税を納付した。番号は ${random.digits(12)} である` },
  { name: 'number of a parcel', line: (random) => `免許証の写しを返送した。伝票番号は ${random.digits(12)} である` },
  { name: 'number of a paper', line: (random) => `届出書の受付番号：${random.digits(12)}` },
  { name: 'number of a paper', line: (random) => `源泉徴収票 整理番号 ${grouped(random.digits(12), [4, 4, 4], '-')}` },
  { name: 'bare digits', line: (random) => `batch ${random.digits(13)} of ${random.digits(5)}` },
  { name: 'ARN', line: (random) => `arn:aws:iam::${random.digits(12)}:role/ml-platform-${random.hex(6)}` },
  { name: 'AWS account', line: (random) => `AWS アカウント ID ${grouped(random.digits(12), [4, 4, 4], '-')}` },
  { name: 'AWS account', line: (random) => `account id: ${random.digits(12)}` },
  { name: 'timestamp', line: (random) => `at 17${random.digits(11)} the job ended` },
  {
    name: 'timestamp',
    line: (random) =>
      `2026-${pad(1 + random.below(12))}-${pad(1 + random.below(28))}T${pad(random.below(24))}:${pad(random.below(60))}:${pad(random.below(60))}.${random.digits(3)}Z INFO started`,
  },
  {
    name: 'timestamp',
    line: (random) => `20261129${pad(random.below(24))}${pad(random.below(60))}${pad(random.below(60))} 処理開始`,
  },
  {
    name: 'UUID',
    line: (random) => `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`,
  },
  {
    name: 'UUID',
    line: (random) =>
      `request ${random.digits(8)}-${random.digits(4)}-4${random.digits(3)}-8${random.digits(3)}-${random.digits(12)}`,
  },
  { name: 'hash', line: (random) => `sha256:${random.hex(64)}` },
  { name: 'hash', line: (random) => `commit ${random.hex(40)}` },
  { name: 'barcode', line: (random) => `JANコード 49${random.digits(11)}` },
  { name: 'grouped digits', line: (random) => `受領 ${grouped(random.digits(12), [4, 4, 4], ' ')} 完了` },
  { name: 'grouped digits', line: (random) => `lot ${grouped(random.digits(9), [3, 2, 4], '-')} passed` },
  { name: 'order number with a Luhn digit', line: (random) => `注文番号 ${luhnOf(`4${random.digits(14)}`)}` },
  { name: 'part number', line: (random) => `品番 03-3${random.digits(3)}-${random.digits(4)}` },
  { name: 'department', line: () => '担当者：営業部' },
  { name: 'company', line: () => '契約者名：佐藤商事株式会社' },
  {
    name: 'vessel',
    line: (random) =>
      `Vessel name: ${random.pick(['Mary Celeste', 'Queen Elizabeth', 'Nippon Maru', 'Black Pearl', 'Ever Given'])}`,
  },
  { name: 'place', line: () => '千葉県柏市の事業所' },
  { name: 'document', line: () => '本規程は機密文書の管理を定める' },
  { name: 'tracking', line: (random) => `お問い合わせ番号 ${grouped(random.digits(12), [4, 4, 4], '-')}` },
  { name: 'money', line: (random) => `合計 ${1 + random.below(99)},${random.digits(3)},${random.digits(3)} 円` },
  { name: 'decimal', line: (random) => `0.${random.digits(16)}` },
  { name: 'coordinates', line: (random) => `緯度 35.${random.digits(8)} 経度 139.${random.digits(8)}` },
  {
    name: 'version',
    line: (random) =>
      `version ${random.below(20)}.${random.below(30)}.${random.digits(4)} built 2026-11-2${random.below(10)}`,
  },
  {
    name: 'IP address',
    line: (random) => `IP address 10.${random.below(256)}.${random.below(256)}.${random.below(256)} refused`,
  },
  { name: 'package', line: (random) => `npm install lodash@4.17.${random.below(30)} and icon@2x.png` },
  { name: 'remote', line: () => 'git clone git@github.com:example/repository.git' },
  { name: 'name of a thing', line: (random) => `Model name: Random Forest ${random.below(9)}` },
  { name: 'name of a thing', line: () => '商品名：高級緑茶' },
  { name: 'name of a thing', line: () => '氏名：必須' },
  { name: 'prefecture alone', line: () => '東京都の人口は増加している' },
  { name: 'rule', line: () => '機密性の高い情報の取扱いについて、個人番号の利用目的を定める。' },
  { name: 'rule', line: () => 'メールアドレス、電話番号及び住所を収集しない。' },
  { name: 'date', line: (random) => `契約日：2026年${1 + random.below(12)}月${1 + random.below(28)}日` },
  { name: 'reference to a secret', line: () => `password: \${DB_PASSWORD}` },
  { name: 'serial', line: (random) => `シリアル番号 AB${random.digits(7)}` },
  { name: 'part number', line: (random) => `品番 ${random.digits(3)}-${random.digits(4)}` },
  { name: 'short numbers', line: (random) => `${random.digits(3)}-${random.digits(2)} 号室、${random.digits(4)} 件` },
  {
    name: 'Luhn-bad card',
    line: (random) =>
      `カード番号 4${random.digits(14).replace(/^(.*)$/, (body) => `${body}${(Number(luhnOf(`4${body}`).at(-1)) + 3) % 10}`)}`,
  },
];

const filled = (sentence: string, value: string): string => sentence.replace('{}', () => value);

/** The corpus. `size` values of each kind in sentences, as many in a table and in JSON, and as many lines of each near miss. */
export const corpus = (size: number, seed = 20261129): readonly Document[] => [
  sentences(size, randomOf(seed)),
  table(size, randomOf(seed + 1)),
  json(size, randomOf(seed + 2)),
  misses(size, randomOf(seed + 3)),
];

const sentences = (size: number, random: Random): Document => {
  const lines: string[] = [];
  const labelled: Labelled[] = [];
  for (const { type, value, sentences: easy, hard = [] } of KINDS)
    for (let index = 0; index < size; index += 1) {
      const written = value(random);
      // One in ten is of the hard ones, where there are any.
      const sentence = hard.length > 0 && index % 10 === 9 ? random.pick(hard) : random.pick(easy);
      const before = filled(sentence, '\u0000').split('\u0000')[0] ?? '';
      labelled.push({ line: lines.length + before.split('\n').length, types: [type], values: [written] });
      // A line without meaning between them: a word speaks of the line after it, too.
      lines.push(...filled(sentence, written).split('\n'), '----');
    }
  return { name: 'sentences', format: 'text', content: `${lines.join('\n')}\n`, labelled };
};

/** One table a kind would be too easy: each row has an id, a time, a value and a remark. */
const table = (size: number, random: Random): Document => {
  const rows: string[] = [];
  const labelled: Labelled[] = [];
  const columns = KINDS.map(({ fields }) => random.pick(fields));
  // Columns of the same name cannot be told apart.
  const header = columns.map((name, index) => (columns.indexOf(name) === index ? name : `${name}_${index}`));
  rows.push(['order_id', 'created_at', ...header, 'sku', 'amount'].map(quoted).join(','));
  for (let index = 0; index < size; index += 1) {
    const values = KINDS.map(({ value }) => value(random));
    const cells = [
      random.digits(12),
      `2026-11-29T00:00:${pad(index % 60)}Z`,
      ...values,
      random.digits(13),
      random.digits(5),
    ];
    rows.push(cells.map(quoted).join(','));
    labelled.push({ line: rows.length, types: KINDS.map(({ type }) => type), values });
  }
  return { name: 'table', format: 'csv', content: `${rows.join('\r\n')}\r\n`, labelled };
};

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

const json = (size: number, random: Random): Document => {
  const lines: string[] = [];
  const labelled: Labelled[] = [];
  for (let index = 0; index < size; index += 1)
    for (const { type, value, fields } of KINDS) {
      const written = value(random);
      const record = {
        id: random.digits(12),
        at: `2026-11-29T00:00:${pad(index % 60)}Z`,
        account: { [random.pick(fields)]: written, tags: [random.hex(32)] },
      };
      lines.push(JSON.stringify(record));
      labelled.push({ line: lines.length, types: [type], values: [written] });
    }
  return { name: 'json', format: 'jsonl', content: `${lines.join('\n')}\n`, labelled };
};

const misses = (size: number, random: Random): Document => {
  const lines: string[] = [];
  for (let index = 0; index < size; index += 1) for (const { line } of MISSES) lines.push(line(random), '----');
  return {
    name: 'near misses',
    format: 'text',
    content: `${lines.join('\n')}\n`,
    labelled: lines.map((_, index) => ({ line: index + 1, types: [], values: [] })),
  };
};
