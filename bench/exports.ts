/** Files as systems export them, the same ones everywhere: of customers, and of measurements that hold nothing of anybody. */

type Format = 'csv' | 'jsonl';
type Row = Readonly<Record<string, string | number>>;

const FAMILY = ['佐藤', '鈴木', '高橋', '田中', '伊藤', '渡辺', '山本', '中村', '小林', '加藤'];
const GIVEN = ['太郎', '花子', '一郎', '美咲', '健', '直子', '翔太', '恵'];
const TOWNS = ['東京都千代田区神田', '大阪府大阪市北区梅田', '神奈川県横浜市西区高島', '愛知県名古屋市中区栄'];
const LATIN = ['sato', 'suzuki', 'takahashi', 'tanaka', 'ito', 'watanabe'];

/** Name, address of e-mail, telephone number, postal code, address and day of birth of each, between ids and amounts. */
export const customers = (format: Format, rows: number): string =>
  written(format, rows, (row, number) => ({
    customer_id: `C${String(row).padStart(8, '0')}`,
    name: `${at(FAMILY, number())} ${at(GIVEN, number())}`,
    email: `${at(LATIN, number())}.${row}@example.jp`,
    phone: `090-${digits(number(), 4)}-${digits(number(), 4)}`,
    postal_code: `${digits(number(), 3)}-${digits(number(), 4)}`,
    address: `${at(TOWNS, number())}${1 + (number() % 9)}-${1 + (number() % 30)}-${1 + (number() % 20)}`,
    birth_date: `19${50 + (number() % 50)}-0${1 + (number() % 9)}-${10 + (number() % 19)}`,
    plan: at(['standard', 'premium', 'trial'], number()),
    amount: number() % 100_000,
    balance: (number() % 10_000_000) / 100,
    updated_at: time(number()),
  }));

export const metrics = (format: Format, rows: number): string =>
  written(format, rows, (_, number) => ({
    timestamp: time(number()),
    request_id: `${hex(number())}-${hex(number()).slice(4)}-4${hex(number()).slice(5)}-a${hex(number()).slice(5)}-${hex(number())}${hex(number()).slice(4)}`,
    instance: `i-0${hex(number())}${hex(number())}`,
    metric: at(['CPUUtilization', 'GPUMemoryUtilization', 'ModelLatency', 'Invocations'], number()),
    value: (number() % 1_000_000) / 10_000,
    count: number() % 1000,
    epoch_ms: 1_770_000_000_000 + number(),
    bytes: number(),
    status: at([200, 200, 200, 404, 503], number()),
    region: at(['ap-northeast-1', 'us-east-1'], number()),
  }));

const written = (format: Format, rows: number, rowOf: (row: number, number: () => number) => Row): string => {
  let state = 1;
  // https://en.wikipedia.org/wiki/Linear_congruential_generator, with the numbers of Numerical Recipes.
  const number = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 4;
  };
  const all = Array.from({ length: rows }, (_, row) => rowOf(row, number));
  if (format === 'jsonl') return `${all.map((row) => JSON.stringify(row)).join('\n')}\n`;
  return `${[Object.keys(all[0] ?? {}), ...all.map(Object.values)].map((cells) => cells.join(',')).join('\n')}\n`;
};

const at = <T>(list: readonly [T, ...T[]] | readonly T[], number: number): T => {
  const one = list[number % list.length];
  if (one === undefined) throw new Error('an empty list');
  return one;
};
const digits = (number: number, length: number): string => String(number).slice(-length).padStart(length, '1');
const hex = (number: number): string => number.toString(16).padStart(8, '0');
const time = (number: number): string => new Date(1_770_000_000_000 + number * 100).toISOString();
