import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PiiType } from '../../src/model/pii.js';
import { batches } from '../../src/pii/batches.js';
import { detect } from '../../src/pii/detect.js';

/** Every value of a plain text that is surer than nothing at all: what it is, how it stands there, and how sure it is. */
const found = (text: string): readonly (readonly [PiiType, string, number])[] =>
  detect(text, [{ start: 0, field: '' }])
    .filter(({ confidence }) => confidence > 0.1)
    .map(({ type, start, end, confidence }) => [type, text.slice(start, end), confidence]);

describe('a My Number', () => {
  it.each<[string, number]>([
    ['個人番号：123456789018', 0.97],
    ['マイナンバー　１２３４－５６７８－９０１８', 0.97],
    ['123456789018（個人番号）', 0.97],
    ['本人のマイナンバー\n1234 5678 9018', 0.97],
    ['1234 5678 9018', 0.45],
    // Where the law has it asked for.
    ['扶養控除等申告書に記載の番号 1234 5678 9018', 0.65],
    ['年末調整で届いた番号は 123456789018', 0.5],
    // AWS shows account ids so.
    ['1234-5678-9018', 0.45],
    ['受領 123456789018', 0.3],
  ])('in %j has the confidence that its context gives it', (text, confidence) => {
    expect(detect(text, [{ start: 0, field: '' }]).map((hit) => [hit.type, hit.confidence])).toEqual([
      ['my_number', confidence],
    ]);
  });

  it.each([
    '個人番号：123456789019',
    'arn:aws:iam::123456789018:role/x',
    '注文番号：123456789018',
    '123e4567-e89b-12d3-a456-123456789018',
    '0.123456789018',
    '000000000000',
    'x123456789018',
    '1234 5678 9018 5555 1',
  ])('is not found in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('a series of numbers with the check digit of My Numbers', () => {
  /** How sure a scan of a table is of each number in its column, handed on in two batches where `filler` is long. */
  const inColumn = (field: string, numbers: readonly string[], filler = ''): readonly number[] => {
    const confidences: number[] = [];
    const { add, end } = batches(({ type, confidence }) => {
      if (type === 'my_number') confidences.push(confidence);
    });
    for (const [index, text] of numbers.entries()) {
      const place = { hasLines: true, line: index + 2 };
      add({ text, field, place, from: 0, to: text.length });
      if (filler !== '') add({ text: filler, field: 'remark', place, from: 0, to: filler.length });
    }
    end();
    return confidences;
  };

  it('makes each of six different ones surer, in a field or behind the same words', () => {
    expect(inColumn('番号', RIGHT)).toEqual(RIGHT.map(() => 0.6));
    expect(found(RIGHT.map((number) => `控えた番号は ${number} です`).join('\n'))).toEqual(
      RIGHT.map((number) => ['my_number', number, 0.6]),
    );
  });

  it('goes on in what is read of a file later, and says nothing of what was read before it was proven', () => {
    expect(inColumn('番号', RIGHT, 'x '.repeat(40_000))).toEqual([0.3, 0.3, 0.3, 0.3, 0.3, 0.6]);
  });

  it('is none of five, of one number over and over, of numbers of which a fifth has no check digit, or of what is called otherwise', () => {
    expect(inColumn('番号', RIGHT.slice(1))).toEqual([0.3, 0.3, 0.3, 0.3, 0.3]);
    expect(
      inColumn(
        '番号',
        Array.from({ length: 12 }, () => '123456789018'),
      ),
    ).toEqual(Array(12).fill(0.3));
    expect(inColumn('番号', [...RIGHT, '123456789011', '123456789012'])).toEqual(RIGHT.map(() => 0.3));
    expect(inColumn('注文番号', RIGHT)).toEqual(RIGHT.map(() => 0.1));
  });

  it('is not made of numbers in different fields or behind different words', () => {
    expect(
      found(RIGHT.map((number, index) => `${'甲乙丙丁戊己'.charAt(index)}の番号は ${number} です`).join('\n')),
    ).toEqual(RIGHT.map((number) => ['my_number', number, 0.3]));
  });
});

/** Made for this test: the last digit is the check digit, digit by digit by the formula of the Order. */
const RIGHT = Array.from({ length: 6 }, (_, index) => {
  const body = `1234567890${index}`;
  const sum = Array.from({ length: 11 }, (_, n) => Number(body[10 - n]) * (n < 6 ? n + 2 : n - 4)).reduce(
    (total, one) => total + one,
  );
  return body + (sum % 11 <= 1 ? 0 : 11 - (sum % 11));
});

describe('each detector', () => {
  it.each<[string, readonly (readonly [PiiType, string, number])[]]>([
    ['連絡はtaro.yamada@example.jpまで', [['email', 'taro.yamada@example.jp', 0.97]]],
    ['電話０３（３２３４）５６７８', [['phone', '０３（３２３４）５６７８', 0.97]]],
    ['+81-90-1234-5678', [['phone', '+81-90-1234-5678', 0.9]]],
    ['0120-444-444', [['phone', '0120-444-444', 0.4]]],
    ['品番 03-3234-5678', [['phone', '03-3234-5678', 0.2]]],
    ['4111 1111 1111 1111', [['credit_card', '4111 1111 1111 1111', 0.9]]],
    ['カード番号：4111111111111111', [['credit_card', '4111111111111111', 0.98]]],
    ['注文番号：4111111111111111', [['credit_card', '4111111111111111', 0.2]]],
    ['カード番号：4111111111111112', []],
    ['wire to DE89 3702 0044 0532 0130 00 NOW', []],
    ['wire to DE89 3704 0044 0532 0130 00 NOW', [['iban', 'DE89 3704 0044 0532 0130 00', 0.97]]],
    ['法人番号 7000012050002', [['corporate_number', '7000012050002', 0.97]]],
    ['T7000012050002', [['corporate_number', 'T7000012050002', 0.9]]],
    ['運転免許証番号 309012345620', [['driver_licence', '309012345620', 0.95]]],
    // Without a label a line has to speak of a licence to drive and of its number, and the check digit has to be right.
    ['免許を確認し、当該番号として 309012345620 を控えた', [['driver_licence', '309012345620', 0.6]]],
    [
      "The driver's licence was seen, and its number written down as 309012345620",
      [['driver_licence', '309012345620', 0.6]],
    ],
    ['免許を確認し、当該番号として 309012345610 を控えた', []],
    ['免許を確認した。受付番号 309012345620', []],
    ['教員免許を確認し、当該番号として 309012345620 を控えた', []],
    ['登録免許税を納め、当該番号として 309012345620 を控えた', []],
    ['免許を確認した。309012345620', []],
    ['旅券番号：TK1234567', [['passport', 'TK1234567', 0.95]]],
    ['型式 TK1234567', []],
    ['基礎年金番号：1234-567890', [['pension_number', '1234-567890', 0.97]]],
    ['1234-567890', [['pension_number', '1234-567890', 0.4]]],
    ['保険者番号：33120015', [['health_insurance', '33120015', 0.9]]],
    ['普通預金 1234567', [['bank_account', '1234567', 0.85]]],
    ['1234567', []],
    ['SSN: 123-45-6789', [['us_ssn', '123-45-6789', 0.97]]],
    ['SSN: 666-45-6789', []],
    ['〒100-0001', [['postal_code', '100-0001', 0.95]]],
    [
      '100-0001 東京都千代田区千代田1-1',
      [
        ['postal_code', '100-0001', 0.9],
        ['address', '東京都千代田区千代田1-1', 0.9],
      ],
    ],
    ['東京都の人口', []],
    ['千葉県柏市', [['address', '千葉県柏市', 0.3]]],
    ['1600 Main Street, Springfield, IL 62704', [['address', '1600 Main Street, Springfield, IL 62704', 0.9]]],
    ['氏名：山田　太郎', [['name', '山田　太郎', 0.95]]],
    ['氏名：四月一日 太郎', [['name', '四月一日 太郎', 0.8]]],
    ['| 氏名 | 山田 太郎 |', [['name', '山田 太郎', 0.95]]],
    ['| 氏名 | 住所 | 電話 |', []],
    ['<th>氏名</th>\n  <td class="x">山田太郎</td>', [['name', '山田太郎', 0.95]]],
    ['氏名\n山田太郎\n', [['name', '山田太郎', 0.8]]],
    ['氏名\n生年月日\n住所', []],
    ['佐藤様', [['name', '佐藤', 0.7]]],
    ['お客様各位', []],
    ['氏名：必須', []],
    ['Full name: Priya Venkataraman', [['name', 'Priya Venkataraman', 0.8]]],
    ['Model name: Random Forest', []],
    ['生年月日：昭和55年1月31日', [['birth_date', '昭和55年1月31日', 0.95]]],
    ['DOB: 02/29/1980', [['birth_date', '02/29/1980', 0.95]]],
    ['生年月日：1981年2月29日', []],
    ['契約日：1980年1月1日', []],
    ['key AKIAIOSFODNN7EXAMPLE', [['aws_access_key_id', 'AKIAIOSFODNN7EXAMPLE', 0.97]]],
    ['-----BEGIN PRIVATE KEY-----\nMIIE\n', [['private_key', '-----BEGIN PRIVATE KEY-----\nMIIE\n', 0.98]]],
    ['password = hunter2hunter2', [['assigned_secret', 'password = hunter2hunter2', 0.7]]],
    ['password: correcthorse', [['assigned_secret', 'password: correcthorse', 0.45]]],
    ['password = "correcthorse', [['assigned_secret', 'password = "correcthorse', 0.55]]],
    ['Token: "STRING_VALUE"', [['assigned_secret', 'Token: "STRING_VALUE', 0.3]]],
    ['x-api-key: 7f3a-not-a-key', [['assigned_secret', 'api-key: 7f3a-not-a-key', 0.7]]],
    ['curl -H "X-Api-Key: 7f3a-not-a-key" x', [['assigned_secret', 'Api-Key: 7f3a-not-a-key', 0.7]]],
    ['--api-key=7f3a-not-a-key', [['assigned_secret', 'api-key=7f3a-not-a-key', 0.7]]],
    ['apikey: "7f3a-not-a-key"', [['assigned_secret', 'apikey: "7f3a-not-a-key', 0.7]]],
    ['secret-access-key: 7f3a/not-a-key', [['assigned_secret', 'secret-access-key: 7f3a/not-a-key', 0.7]]],
    ['x-api-key: required', [['assigned_secret', 'api-key: required', 0.3]]],
    ['x-api-key: request.headers', [['assigned_secret', 'api-key: request.headers', 0.3]]],
    ['x-api-key: header-of-it', [['assigned_secret', 'api-key: header-of-it', 0.45]]],
    [`x-api-key: $API_KEY_1 and api-key: \${API_KEY_1}`, []],
    ['api-key: <your-key-1> and api-key={{ key_1 }}', []],
    ['api-key-source: HEADER1 and api-key-id: abcdef1234 and api-keys: abcdef1234', []],
    ['the api-key is rotated every 90 days; an api-key 1234567 is none', []],
    ["x='o.brien@example.ie'", [['email', 'o.brien@example.ie', 0.97]]],
    ["path/o'brien@example.ie", [['email', "o'brien@example.ie", 0.97]]],
    ["'@example.com", []],
    ['const token = next(stream);', [['assigned_secret', 'token = next(stream);', 0.3]]],
    ['password: string', [['assigned_secret', 'password: string', 0.3]]],
    ['secret: arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:x', []],
    ["'-----BEGIN PRIVATE KEY-----'", [['private_key', "-----BEGIN PRIVATE KEY-----'", 0.4]]],
    ['postgres://app:correcthorse@db.example/x', [['url_credentials', 'postgres://app:correcthorse@', 0.9]]],
    ['【社外秘】議事録', [['confidential_label', '社外秘', 0.95]]],
    ['機密性の高い情報', []],
    ['機密文書の管理', [['confidential_label', '機密', 0.35]]],
    ['CONFIDENTIAL\n', [['confidential_label', 'CONFIDENTIAL', 0.95]]],
    ['git clone git@github.com:example/repo.git', [['email', 'git@github.com', 0.3]]],
    ['icon@2x.png lodash@4.17.21 user@localhost', []],
  ])('finds in %j what is there', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

it('finds a value at its exact place, whatever stands around it in whatever width', () => {
  const around = fc.string({
    unit: fc.constantFrom('あ', '漢', '㍿', 'ﾊﾟ', '。', '\n', '　', '（', 'é', '𠮷', 'e\u0301'),
  });
  const value = fc.constantFrom(
    'taro@example.jp',
    '090-1234-5678',
    '０９０－１２３４－５６７８',
    '4111 1111 1111 1111',
  );
  fc.assert(
    fc.property(around, value, around, (before, written, behind) => {
      const [hit, ...others] = detect(`${before} ${written} ${behind}`, [{ start: 0, field: '' }]);
      expect([hit?.start, hit?.end, others]).toEqual([before.length + 1, before.length + 1 + written.length, []]);
    }),
  );
});

it('takes time that grows with the text and not faster, whatever the text', () => {
  const nasty = [
    '1 ',
    '1-',
    '((',
    'a@',
    '東京都',
    '〒',
    'password',
    'http://a:',
    '氏名',
    'AB12 ',
    '1 Main ',
    '-----BEGIN PRIVATE KEY-----',
    '一',
    'A',
  ];
  const slow = nasty.filter((piece) => {
    const text = piece.repeat(Math.ceil(65_536 / piece.length));
    const start = performance.now();
    detect(text, [{ start: 0, field: '' }]);
    return performance.now() - start > 5_000;
  });
  expect(slow).toEqual([]);
});
