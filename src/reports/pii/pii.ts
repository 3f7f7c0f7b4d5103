import type { Language } from '../../model/control.js';
import type { DataUse, DataUser } from '../../model/data-use.js';
import { canonicalJson } from '../../model/json.js';
import type {
  PiiDetection,
  PiiFile,
  PiiLocation,
  PiiPart,
  PiiPlace,
  PiiProblem,
  PiiReason,
  PiiResult,
  PiiTrouble,
  PiiType,
} from '../../model/pii.js';
import { visible } from '../../model/visible.js';
import { counted } from '../counted.js';
import { opinionLines, opinionProblems, opinionSummary } from './opinions.js';

interface PiiLook {
  readonly language: Language;
  readonly colour: boolean;
}

export type PiiRenderer = (result: PiiResult, look: PiiLook) => string;

export const renderPiiJson: PiiRenderer = (result) => `${canonicalJson(result, 2)}\n`;

/** What a person is told of files: first what was not read, then what was found, then how much was looked at. */
export const renderPii: PiiRenderer = (
  { files, exitCode, minConfidence, leftOut, plan, places = [], readCost, requests = {}, guardrail, cost },
  { language, colour },
) => {
  const texts = TEXTS[language];
  const bold = (text: string, code: number): string => (colour ? `\u001b[1;${code}m${text}\u001b[0m` : text);
  const unread = files.filter(({ state }) => state !== 'read');
  const holding = files.filter(
    ({ detections, opinions = [] }) => detections.length > 0 || opinions.some(({ types }) => types.length > 0),
  );
  const below = files.reduce((sum, file) => sum + file.below, 0);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const notSeen = (state: string, name: string, problems: readonly PiiTrouble[]): readonly string[] => [
    `${bold(state, 33)}  ${name}`,
    ...problems.map((problem) => `  ! ${visible(texts.problem(problem))}`),
  ];
  return [
    ...(plan?.unseen ?? []).map(
      ({ type, id, region, detail }) =>
        `${bold(texts.unseen, 33)}  ${visible([type, id, region].filter((part) => part !== undefined).join(' '))}\n  ! ${visible(detail)}`,
    ),
    ...places
      .filter(({ problems }) => problems.length > 0)
      .flatMap(({ place, problems }) => notSeen(texts.states.partial, visible(place), problems)),
    ...unread.flatMap((file) => notSeen(texts.states[file.state], nameOf(file, texts), file.problems)),
    ...files.flatMap((file) => {
      const problems = opinionProblems(file, language);
      if (problems.length === 0) return [];
      return [`${bold(texts.noOpinion, 33)}  ${nameOf(file, texts)}`, ...problems.map((one) => `  ! ${visible(one)}`)];
    }),
    ...holding.flatMap((file) => [
      `${bold(nameOf(file, texts), 31)}  ${formOf(file)}`,
      ...file.detections.flatMap((detection) => lines(detection, texts)),
      ...opinionLines(file, guardrail, texts.types, language),
    ]),
    texts.looked(files.length, bytes, unread.length),
    ...places.flatMap((place) => [
      visible(texts.place(place)),
      ...userLines(plan?.places.find((planned) => planned.place === place.place)?.users ?? [], texts),
    ]),
    ...opinionSummary(files, guardrail, cost, language),
    ...(readCost === undefined ? [] : [texts.readCost(readCost)]),
    ...(Object.keys(requests).length === 0
      ? []
      : [texts.requests(Object.entries(requests).map(([name, count]) => `${name} ${count}`))]),
    ...(leftOut.length === 0 ? [] : [texts.leftOut(leftOut.map(visible).join(texts.comma))]),
    ...(below === 0 ? [] : [texts.below(below, minConfidence)]),
    exitCode === 3 && files.some(({ opinions = [] }) => opinions.length > 0) ? texts.unasked : texts.exit[exitCode],
    '',
  ].join('\n');
};

const nameOf = ({ path, entry }: PiiFile, texts: Texts): string =>
  entry === undefined ? visible(path) : `${visible(path)}  ${texts.entry(entry.number)} (${visible(entry.name)})`;

const formOf = ({ format, encoding, compression }: PiiFile): string =>
  [format, encoding, compression].filter((part) => part !== undefined).join(', ');

const lines = (
  { type, id, count, confidence, reasons, sample, locations }: PiiDetection,
  texts: Texts,
): readonly string[] => [
  `  ${[`${texts.types[type]}${id === undefined ? '' : ` ${visible(id)}`}`, texts.count(count), confidence.toFixed(2), sample === undefined ? undefined : visible(sample), reasons.map((reason) => texts.reasons[reason]).join(texts.comma)].filter((part) => part !== undefined).join('  ')}`,
  `    ${locations.map((location) => placeText(location, texts)).join(texts.comma)}${count > locations.length ? texts.more : ''}`,
];

const placeText = (location: PiiLocation, texts: Texts): string => {
  const { record, time, line, column, page, sheet, sheetName, row, field, fieldName, pointer, part } = location;
  // As editors and compilers write it.
  if (column !== undefined) return `${line}:${column}`;
  const named = (number: string, name: string | undefined): string =>
    name === undefined ? number : `${number} (${visible(name)})`;
  return [
    ...(record === undefined ? [] : [texts.record(record)]),
    ...(time === undefined ? [] : [`(${timeText(time)})`]),
    ...(part === undefined ? [] : [texts.parts[part]]),
    ...(sheet === undefined ? [] : [named(texts.sheet(sheet), sheetName)]),
    ...(page === undefined ? [] : [texts.page(page)]),
    ...(row === undefined ? [] : [texts.row(row)]),
    ...(line === undefined ? [] : [texts.line(line)]),
    ...(field === undefined ? [] : [named(texts.field(field), fieldName)]),
    ...(pointer === undefined ? [] : [visible(pointer)]),
  ].join(' ');
};

/** So many of what names a place are named to a person. */
const MOST_USERS = 3;

/** What names a place, below the line that tells of it. */
const userLines = (users: readonly DataUser[], texts: Texts): readonly string[] => [
  ...users
    .slice(0, MOST_USERS)
    .map(({ use, type, id }) => `  ${texts.uses[use]}${texts.colon}${visible(`${type} ${id}`)}`),
  ...(users.length > MOST_USERS ? [`  ${texts.moreUsers(users.length - MOST_USERS)}`] : []),
];

interface Texts {
  readonly states: Readonly<Record<'partial' | 'not_read' | 'read', string>>;
  readonly problem: (problem: PiiTrouble) => string;
  readonly types: Readonly<Record<PiiType, string>>;
  readonly reasons: Readonly<Record<PiiReason, string>>;
  readonly count: (count: number) => string;
  readonly line: (line: number) => string;
  readonly field: (field: number) => string;
  readonly row: (row: number) => string;
  readonly sheet: (sheet: number) => string;
  readonly page: (page: number) => string;
  /** A log event, an item, a vector. */
  readonly record: (record: number) => string;
  readonly entry: (entry: number) => string;
  readonly parts: Readonly<Record<PiiPart, string>>;
  readonly comma: string;
  readonly more: string;
  readonly looked: (files: number, bytes: number, unread: number) => string;
  /** What may name further places and was not seen. */
  readonly unseen: string;
  /** What somebody was to be asked about and was not, or not whole. */
  readonly noOpinion: string;
  readonly uses: Readonly<Record<DataUse, string>>;
  readonly colon: string;
  readonly moreUsers: (count: number) => string;
  readonly place: (place: PiiPlace) => string;
  readonly readCost: (cost: NonNullable<PiiResult['readCost']>) => string;
  readonly requests: (counts: readonly string[]) => string;
  readonly leftOut: (folders: string) => string;
  readonly below: (count: number, minConfidence: number) => string;
  readonly exit: Readonly<Record<PiiResult['exitCode'], string>>;
  /** Exit 3 where somebody was to be asked. */
  readonly unasked: string;
}

/** What types of data and uses of places are called. */
export const piiWords = (language: Language): Pick<Texts, 'types' | 'uses'> => TEXTS[language];

/** Without an exponent, as small amounts would have. */
export const usdText = (usd: number): string => usd.toFixed(6).replace(/0{1,4}$/, '');

const timeText = (time: number): string => new Date(time).toISOString();

const schemeOf = (place: string): string => place.slice(0, place.indexOf(':'));

/** What lies at a place that is none in S3, by how its address begins. */
const RECORDS_EN: Readonly<Record<string, string>> = {
  logs: 'log event',
  dynamodb: 'item',
  s3vectors: 'vector',
  states: 'execution',
  opensearch: 'document',
};
const RECORDS_JA: Readonly<Record<string, string>> = {
  logs: 'ログイベント',
  dynamodb: '項目',
  s3vectors: 'ベクトル',
  states: '実行',
  opensearch: '文書',
};

const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    states: { partial: 'NOT READ WHOLE', not_read: 'NOT READ', read: 'read' },
    problem: ({ detail }) => detail,
    types: {
      my_number: 'My Number',
      driver_licence: "driver's licence number",
      passport: 'passport number',
      pension_number: 'basic pension number',
      health_insurance: 'health insurance number',
      credit_card: 'credit card number',
      iban: 'IBAN',
      bank_account: 'bank account number',
      us_ssn: 'US social security number',
      email: 'e-mail address',
      phone: 'telephone number',
      postal_code: 'postal code',
      address: 'postal address',
      name: "person's name",
      birth_date: 'date of birth',
      corporate_number: 'corporate number (not personal)',
      aws_access_key_id: 'AWS access key',
      private_key: 'private key',
      json_web_token: 'JSON Web Token',
      github_token: 'GitHub token',
      slack_token: 'Slack token',
      assigned_secret: 'password or secret in clear',
      url_credentials: 'credentials in an address',
      confidential_label: 'mark of confidentiality',
      organisation_term: "organisation's term",
      organisation_pattern: "organisation's pattern",
    },
    reasons: {
      format: 'form',
      checksum: 'check digits',
      issuer_range: 'range of an issuer',
      numbering_plan: 'numbering plan',
      calendar: 'a day of the calendar',
      grouping: 'grouping',
      series: 'check digits of all numbers in the same place',
      known_name: 'a common name',
      label_beside: 'word beside it',
      field_name: 'name of the field',
      marking: 'set apart as a mark',
      organisation: "organisation's own definition",
      toll_free: 'toll-free',
      other_label: 'called something else',
    },
    count: (count) => `× ${count}`,
    line: (line) => `line ${line}`,
    field: (field) => `column ${field}`,
    row: (row) => `row ${row}`,
    sheet: (sheet) => `sheet ${sheet}`,
    page: (page) => `page ${page}`,
    record: (record) => `record ${record}`,
    entry: (entry) => `entry ${entry}`,
    parts: {
      names: 'a name',
      metadata: 'metadata',
      comments: 'a comment',
      formula: 'a formula',
      drawing: 'a drawing or chart',
      layout: 'a header, rule or setting',
      form: 'a form field',
      link: 'a link',
      outline: 'a bookmark',
    },
    comma: ', ',
    more: ', …',
    unseen: 'PLACES NOT SEEN',
    noOpinion: 'OPINION LACKING',
    uses: {
      training: 'training data',
      processing: 'input of processing',
      transform: 'input of batch transform',
      features: 'offline feature store',
      knowledge_base: 'documents of a knowledge base',
      customization: 'data that a model is customised with',
      batch_inference: 'input of batch inference',
      capture: 'capture of an endpoint',
      invocation_logs: 'logs of model invocations',
      platform_logs: 'logs of jobs, endpoints, agents or knowledge bases',
      execution_logs: 'logs of workflow executions',
      executions: 'inputs and outputs of workflow executions',
      api_logs: 'logs of an API',
      vectors: 'vectors of a knowledge base',
      model_store: 'table that may serve models',
    },
    colon: ': ',
    moreUsers: (count) => `and ${count} more`,
    place: ({ place, region, window, seed, listed, looked }) =>
      [
        `${place} (${region}): ${looked.objects} of ${counted(listed.objects, RECORDS_EN[schemeOf(place)] ?? 'object')} looked at`,
        schemeOf(place) === 's3'
          ? `${looked.bytes} of ${counted(listed.bytes, 'byte')} read`
          : `${counted(listed.bytes, 'byte')} read`,
        ...(window === undefined ? [] : [`from ${timeText(window.since)} to ${timeText(window.until)}`]),
        `seed ${seed}`,
      ].join(', '),
    readCost: ({ usd, transfer, limit }) =>
      `looking at places in AWS cost at most USD ${usdText(usd)}${limit === undefined ? '' : ` of USD ${usdText(limit)} that may be spent`}; of that USD ${usdText(transfer)} is transfer to the internet, which costs nothing within a region`,
    requests: (counts) => `requests to AWS, which charges by its price list: ${counts.join(', ')}`,
    leftOut: (folders) => `not looked into, as no folder of your data: ${folders} (name it to have it read)`,
    looked: (files, bytes, unread) =>
      `${counted(files, 'file')}, ${counted(bytes, 'byte')} looked at${unread === 0 ? '' : `, ${unread} NOT READ WHOLE`}`,
    below: (count, minConfidence) =>
      `${counted(count, 'value')} below confidence ${minConfidence} ${count === 1 ? 'is' : 'are'} not shown (--min-confidence)`,
    exit: {
      0: 'exit 0: nothing found',
      1: 'exit 1: something was found',
      3: 'exit 3: nothing found, but not everything was read',
    },
    unasked: 'exit 3: nothing found, but not everything was read, or asked about',
  },
  ja: {
    states: { partial: '一部未読', not_read: '未読', read: '読取済み' },
    problem: ({ reason, what = '' }) => PROBLEMS_JA[reason](what),
    types: {
      my_number: '個人番号（マイナンバー）',
      driver_licence: '運転免許証番号',
      passport: '旅券番号',
      pension_number: '基礎年金番号',
      health_insurance: '保険者番号・被保険者番号',
      credit_card: 'クレジットカード番号',
      iban: 'IBAN',
      bank_account: '銀行口座番号',
      us_ssn: '米国社会保障番号',
      email: 'メールアドレス',
      phone: '電話番号',
      postal_code: '郵便番号',
      address: '住所',
      name: '氏名',
      birth_date: '生年月日',
      corporate_number: '法人番号（個人情報ではない）',
      aws_access_key_id: 'AWS アクセスキー',
      private_key: '秘密鍵',
      json_web_token: 'JSON Web Token',
      github_token: 'GitHub トークン',
      slack_token: 'Slack トークン',
      assigned_secret: '平文のパスワード・秘密情報',
      url_credentials: 'URL 中の認証情報',
      confidential_label: '機密区分の表示',
      organisation_term: '組織の用語',
      organisation_pattern: '組織のパターン',
    },
    reasons: {
      format: '書式',
      checksum: '検査数字',
      issuer_range: '発行者番号の範囲',
      numbering_plan: '電話番号計画',
      calendar: '暦日',
      grouping: '区切り方',
      series: '同じ位置に並ぶ番号に共通する検査数字',
      known_name: '多い姓名',
      label_beside: '近接する語',
      field_name: '項目名',
      marking: '表示としての記載',
      organisation: '組織の定義',
      toll_free: '着信課金番号',
      other_label: '別のものとしての記載',
    },
    count: (count) => `${count} 件`,
    line: (line) => `${line} 行`,
    field: (field) => `第 ${field} 列`,
    row: (row) => `${row} 行`,
    sheet: (sheet) => `シート ${sheet}`,
    page: (page) => `${page} ページ`,
    record: (record) => `${record} 件目`,
    entry: (entry) => `格納ファイル ${entry}`,
    parts: {
      names: '名称',
      metadata: 'メタデータ',
      comments: 'コメント',
      formula: '数式',
      drawing: '図形・グラフ',
      layout: 'ヘッダー・規則・設定',
      form: 'フォームの入力欄',
      link: 'リンク',
      outline: 'しおり',
    },
    comma: '、',
    more: '、ほか',
    unseen: '参照先を確認できない',
    noOpinion: '所見不足',
    uses: {
      training: '学習データ',
      processing: '前処理の入力',
      transform: 'バッチ変換の入力',
      features: 'オフライン特徴量ストア',
      knowledge_base: 'ナレッジベースの文書',
      customization: 'モデルのカスタマイズ用データ',
      batch_inference: 'バッチ推論の入力',
      capture: 'エンドポイントのデータキャプチャ',
      invocation_logs: 'モデル呼出しのログ',
      platform_logs: 'ジョブ・エンドポイント・エージェント・ナレッジベースのログ',
      execution_logs: 'ワークフロー実行のログ',
      executions: 'ワークフロー実行の入出力',
      api_logs: 'API のログ',
      vectors: 'ナレッジベースのベクトル',
      model_store: 'モデルが利用し得るテーブル',
    },
    colon: '：',
    moreUsers: (count) => `ほか ${count} 件`,
    place: ({ place, region, window, seed, listed, looked }) =>
      [
        `${place}（${region}）：${RECORDS_JA[schemeOf(place)] ?? 'オブジェクト'} ${listed.objects} 件中 ${looked.objects} 件、`,
        schemeOf(place) === 's3'
          ? `${listed.bytes} バイト中 ${looked.bytes} バイトを読み取った。`
          : `${listed.bytes} バイトを読み取った。`,
        ...(window === undefined ? [] : [`対象期間は ${timeText(window.since)} から ${timeText(window.until)} まで。`]),
        `シードは ${seed}`,
      ].join(''),
    readCost: ({ usd, transfer, limit }) =>
      `AWS 上のデータの読取りに要した費用：${limit === undefined ? '' : `上限 USD ${usdText(limit)} のうち`}最大 USD ${usdText(usd)}（うちインターネットへのデータ転送 USD ${usdText(transfer)}。同一リージョン内で実行した場合は生じない）`,
    requests: (counts) => `AWS へのリクエスト件数（料金は AWS の料金表による）：${counts.join('、')}`,
    leftOut: (folders) => `検査していないフォルダー（版管理・パッケージ用）：${folders}（検査するには個別に指定する）`,
    looked: (files, bytes, unread) =>
      `ファイル ${files} 件、${bytes} バイトを検査した${unread === 0 ? '' : `。うち ${unread} 件は全部を読み取れていない`}`,
    below: (count, minConfidence) => `確度 ${minConfidence} 未満の ${count} 件は表示していない（--min-confidence）`,
    exit: {
      0: '終了コード 0：検出なし',
      1: '終了コード 1：検出あり',
      3: '終了コード 3：検出はないが、読み取れなかったものがある',
    },
    unasked: '終了コード 3：検出はないが、読み取れなかったもの、または所見を得られなかったものがある',
  },
};

/** What a type of values is called. */
export const piiTypeName = (type: PiiType, language: Language): string => TEXTS[language].types[type];

/** Why something was not read. */
export const piiProblemText = (problem: PiiTrouble, language: Language): string =>
  visible(TEXTS[language].problem(problem));

/** What the English sentence says that stands in the result. */
const PROBLEMS_JA: Readonly<Record<PiiProblem, (what: string) => string>> = {
  unreadable: (what) => `読み取れない${what === '' ? '：通常のファイルでもフォルダーでもない' : `（${what}）`}`,
  unsupported_format: (what) => `未対応の形式である（${ja(what)}）。テキスト、CSV または JSON に変換して指定する`,
  unknown_encoding: () => '文字コードを判定できない。ASCII の範囲だけを検査した',
  malformed: (what) => `${what} の形式に従っていない。平文として検査した`,
  damaged: (what) => `データが破損している（${ja(what)}）。読み取れた部分だけを検査した`,
  too_large: (what) => `検査の上限（${ja(what)}）を超える。残りは検査していない`,
  budget: (what) =>
    `${ofAll(what, 'バイト')}だけを検査した。残りは検査していない（上限は --max-object-bytes、--max-bytes）`,
  cost_limit: () => '費用の上限に達するため、残りは検査していない（上限は --max-read-usd）',
  denied: (action) =>
    `アクセスが拒否された${action === '' ? '' : `。${action} の許可${BESIDE_IAM_JA[action] ?? ''}が必要である`}`,
  throttled: () => '再試行を重ねてもスロットリングされ、読み取れない',
  expired_credentials: () => '認証情報の期限切れのため読み取れない',
  unavailable: (what) =>
    what === 'Unreached'
      ? '接続できない。ネットワークポリシーまたは VPC が接続を許可する環境から実行する'
      : `AWS から有効な応答を得られない${what === '' ? '' : `（${ja(what)}）`}`,
  archived: () => 'アーカイブされている。復元しなければ読み取れない',
  customer_key: () => '所有者がリクエストごとに渡す鍵（SSE-C）で暗号化されている。kansa はその鍵を持たない',
  changed: (what) =>
    what === 'file' ? '読み取りの間に変更された。改めて実行する' : '一覧の取得後に上書きされた。改めて検査する',
  gone: (what) =>
    what === 'NoSuchBucket'
      ? 'バケットが存在しない'
      : what === 'NoSuchPlace'
        ? '指定先が存在しない'
        : '一覧の取得後に削除された',
  empty: (what) =>
    what === ''
      ? 'この名前で始まるオブジェクトはない。何も検査していない'
      : '検査の対象が 1 件もない。何も検査していない',
  not_listed: (what) => `一覧は ${what} 件で打ち切った。残りは検査していない（上限は --max-pages、--max-bytes）`,
  not_sampled: (what) =>
    `${ofAll(what, '件')}だけを検査した。残りは検査していない（上限は --max-objects、--max-bytes）`,
  not_followed: () => '指定したフォルダーの外を指すリンクか、リンク切れである。リンク先も検査するには別に指定する',
  encrypted: (what) => `暗号化されている（${ja(what)}）。復号してから指定する`,
  pictures: (what) => `画像の中の文字は検査していない（${ja(what)}）`,
  no_text: (what) => `文字として読み取れない箇所がある（${ja(what)}）。画面に見える文字を検査していない`,
  parts_not_read: (what) => `検査していない部分がある（${ja(what)}）`,
};

/** What an action alone does not open. */
const BESIDE_IAM_JA: Readonly<Record<string, string>> = {
  'aoss:APIAccessAll': '、データアクセスポリシーによる aoss:ReadDocument の許可、接続元を許可するネットワークポリシー',
  'es:ESHttpPost': 'のほか、ドメインのアクセスポリシーときめ細かなアクセスコントロールによる許可',
};

/** `3/10` as 10 of which 3. */
const ofAll = (what: string, unit: string): string => {
  const [seen = '', all = ''] = what.split('/');
  return `${all} ${unit}のうち ${seen} ${unit}`;
};

/** The words in which the result says what stands in the way. */
const ja = (what: string): string =>
  WORDS_JA.reduce((text, [english, japanese]) => text.replace(english, japanese), what);

const WORDS_JA: readonly (readonly [RegExp, string])[] = [
  [/; columns ([\d, ]+)$/, '、第 $1 列'],
  [/^pictures/, '画像'],
  [/^macros$/, 'マクロ'],
  [/^embedded files$/, '埋め込まれたファイル'],
  [/^an encrypted or old Office document$/, '暗号化された、または旧形式の Office 文書'],
  [/; pages ([\d, …-]+)$/, '、$1 ページ'],
  [/^attachments$/, '添付ファイル'],
  [/^characters without Unicode/, 'Unicode に対応付けられない文字'],
  [/^drawings without text/, '文字のない図'],
  [/^(\d+) pages$/, '$1 ページ'],
  [/^partial answer$/, '一部のみの応答'],
  [/^NoEndpoint$/, 'エンドポイントがないか、AWS の形式でない'],
  [/^binary values/, 'バイナリ値'],
  [/^values of an unknown type$/, '未知の型の値'],
  [/^values in other files/, '別ファイルにある値'],
  [/^(\d+) values/, '1 ページ当たり $1 件'],
  [/^zip with overlapping entries$/, '格納ファイルの重なる zip'],
  [/^zip within zip$/, 'zip 内の zip'],
  [/^(\d+) entries$/, '格納ファイル $1 件'],
  [/^bytes outside the entries$/, 'どの格納ファイルにも属さないデータ'],
];
