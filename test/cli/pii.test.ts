import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import type { PiiResult } from '../../src/model/pii.js';
import { startObjectStore } from '../collectors/object-store.js';
import { opinionServices } from '../collectors/opinion-services.js';
import { corpus } from '../pii/corpus.js';
import { lines, pagesOf } from '../pii/pdf.js';
import { xlsxOf } from '../pii/xlsx.js';
import { zipOf } from '../pii/zip.js';
import { freshFolder, KEYS, kansa, refusal } from './kansa.js';

const folderWith = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const folder = freshFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
};

const asked = async (cwd: string, ...args: readonly string[]): Promise<{ code: number | null; result: PiiResult }> => {
  const { code, stdout, stderr } = await kansa(['pii', '--format', 'json', ...args], { cwd });
  expect(stderr).toBe('');
  return { code, result: JSON.parse(stdout) };
};

const LETTER = '氏名：山田　太郎\r\n連絡先：taro@example.jp、０９０－１２３４－５６７８\r\n';

describe('kansa pii', () => {
  it('ends with 0 where a file was read whole and holds nothing', async () => {
    const cwd = folderWith({ 'notes.txt': '議事録\n特記事項なし\n', 'empty.csv': '' });
    expect(await kansa(['pii', '.'], { cwd })).toEqual({
      code: 0,
      stdout: '2 files, 29 bytes looked at\nexit 0: nothing found\n',
      stderr: '',
    });
  });

  it('names the folders of versions and packages that it does not look into, unless they are named', async () => {
    const cwd = folderWith({ 'notes.txt': 'none\n' });
    mkdirSync(join(cwd, 'app/node_modules'), { recursive: true });
    writeFileSync(join(cwd, 'app/node_modules/letter.txt'), LETTER);
    const { code, result } = await asked(cwd, '.');
    expect([code, result.leftOut, result.files.map(({ path }) => path)]).toEqual([
      0,
      ['app/node_modules'],
      ['notes.txt'],
    ]);
    expect((await kansa(['pii', '.'], { cwd })).stdout).toContain(
      'not looked into, as no folder of your data: app/node_modules (name it to have it read)\n',
    );
    expect(await asked(cwd, 'app/node_modules')).toMatchObject({ code: 1, result: { leftOut: [] } });
  });

  it('tells what it found, where, why, and no value', async () => {
    const cwd = folderWith({ 'letter.txt': LETTER });
    expect(await kansa(['pii', 'letter.txt', '--lang', 'ja'], { cwd })).toEqual({
      code: 1,
      stdout: `letter.txt  text, utf-8
  メールアドレス  1 件  0.97  t***@***  書式
    2:5
  電話番号  1 件  0.97  09*-****-**78  電話番号計画、区切り方、近接する語
    2:21
  氏名  1 件  0.95  書式、近接する語、多い姓名
    1:4
ファイル 1 件、${Buffer.byteLength(LETTER)} バイトを検査した
終了コード 1：検出あり
`,
      stderr: '',
    });
  });

  it('takes a threshold, and says how many values are below it', async () => {
    const cwd = folderWith({ 'a.txt': '受領 1234-5678-9018\n' });
    const { code, result } = await asked(cwd, 'a.txt');
    expect([code, result.files[0]?.detections, result.files[0]?.below]).toEqual([0, [], 1]);
    expect((await asked(cwd, 'a.txt', '--min-confidence', '0.4')).code).toBe(1);
  });

  it.each(['', 'high', '1.5', '-1'])('refuses %j as a threshold', async (value) => {
    const { code, stderr } = await kansa(['pii', '.', `--min-confidence=${value}`], { cwd: freshFolder() });
    expect([code, stderr.split('\n')[0]]).toEqual([
      2,
      `kansa: option '--min-confidence <number>' argument '${value}' is invalid. Give a number from 0 to 1, e.g. 0.5.`,
    ]);
  });

  it.each([
    ['--max-objects', '5'],
    ['--max-bytes', '1MB'],
    ['--max-pages', '5'],
    ['--max-read-usd', '1'],
    ['--seed', 'audit'],
  ])('refuses %s where only files on disk are named, which do not obey it', async (flag, value) => {
    const cwd = folderWith({ 'a.txt': LETTER });
    expect(await kansa(['pii', 'a.txt', flag, value], { cwd })).toEqual(
      refusal(
        `pii: ${flag} is obeyed by places in AWS alone (s3://…, logs://…, dynamodb://…, s3vectors://…, states://…, opensearch://…), and none of these is named: name one, or leave ${flag} out`,
      ),
    );
  });

  it.each([
    ['--since', '1d', 's3://example-bucket/', 'logs://…, states://…'],
    ['--max-object-bytes', '1MB', 'logs://eu-west-1/example', 's3://…'],
  ])('refuses %s where no place is of a kind that obeys it', async (flag, value, place, example) => {
    expect(await kansa(['pii', place, flag, value], { cwd: freshFolder() })).toEqual(
      refusal(
        `pii: ${flag} is obeyed by places in AWS alone (${example}), and none of these is named: name one, or leave ${flag} out`,
      ),
    );
  });

  it('lets the environment say what only places in AWS obey, whatever is named', async () => {
    const cwd = folderWith({ 'a.txt': LETTER });
    const env = { KANSA_MAX_OBJECTS: '5', KANSA_MAX_READ_USD: '1', KANSA_SEED: 'audit' };
    expect(await kansa(['pii', 'a.txt'], { cwd, env })).toEqual(await kansa(['pii', 'a.txt'], { cwd }));
  });

  it.each(['eu-west-1,us-east-1', 'all'])('refuses --region %s, which is no single one', async (regions) => {
    const cwd = folderWith({ 'a.txt': LETTER });
    const sentence = (command: string) =>
      `${command}: --region ${regions} is no single region: name one, in which AWS is asked first; that of each place is found out or stands in its address`;
    expect([
      await kansa(['pii', 's3://example-bucket/', '--region', regions], { cwd }),
      await kansa(['mask', 's3://example-bucket/a.txt', '--out', 'b.txt', '--region', regions], { cwd }),
    ]).toEqual([refusal(sentence('pii')), refusal(sentence('mask'))]);
  });

  it.each([
    ['eu-west-1,us-east-1', undefined, 'eu-west-1'],
    ['all', 'us-west-2', 'us-west-2'],
  ])('asks first in one of the regions that the environment names for scans: of %s', async (regions, own, first) => {
    const store = await startObjectStore();
    const asked: string[] = [];
    store.others = async ({ headers }) => {
      asked.push(/Credential=[^/]+\/\d+\/([^/]+)/.exec(headers.authorization ?? '')?.[1] ?? 'nobody');
      return undefined;
    };
    store.objects.set('example-bucket/a.txt', { content: Buffer.from('nothing') });
    const env = { ...KEYS, KANSA_REGION: regions, ...(own !== undefined && { AWS_REGION: own }) };
    const { code } = await kansa(['pii', 's3://example-bucket/', '--endpoint-url', store.endpoint], {
      cwd: freshFolder(),
      env,
    });
    store.stop();
    expect([code, asked[0]]).toEqual([0, first]);
  });

  it('sends nothing to anybody before it is told what that may cost', async () => {
    const cwd = folderWith({ 'a.txt': LETTER });
    expect(await kansa(['pii', 'a.txt', '--comprehend'], { cwd })).toEqual(
      refusal(
        'pii: --comprehend sends texts to AWS, which charges for them: say what may be spent at most, e.g. --max-usd 1',
      ),
    );
    for (const amount of ['0', 'free', '1e3', '']) {
      const { code, stderr } = await kansa(['pii', 'a.txt', '--comprehend', `--max-usd=${amount}`], { cwd });
      expect([code, stderr.split('\n')[0]]).toEqual([
        2,
        `kansa: option '--max-usd <amount>' argument '${amount}' is invalid. Give an amount above 0, e.g. 1 or 0.50.`,
      ]);
    }
  });

  it('says on stderr what a further opinion may cost, and shows no value of what it sends', async () => {
    const cwd = folderWith({ 'a.txt': 'Dear Paulo Santos, please write to paulo@example.com.\n' });
    const store = await startObjectStore();
    const services = opinionServices();
    store.others = services.answer;
    const args = ['--comprehend', '--max-usd', '0.01', '--region', 'us-east-1', '--endpoint-url', store.endpoint];
    const { code, stdout, stderr } = await kansa(['pii', 'a.txt', '--format', 'json', ...args], { cwd, env: KEYS });
    store.stop();
    expect([code, stderr]).toEqual([
      1,
      'kansa: Amazon Comprehend in us-east-1 would be sent at most 9 units of text, for at most USD 0.000606; the limit is USD 0.01, and nothing beyond it is sent\n',
    ]);
    expect(JSON.parse(stdout).files[0].opinions[0].types.map(({ type }: { type: string }) => type)).toEqual([
      'EMAIL',
      'NAME',
    ]);
    expect(services.asked).toHaveLength(3);
    expect(stdout).not.toMatch(/Santos|paulo@/);
  });

  it('applies a guardrail to the texts, and shows no value of what it sends', async () => {
    const cwd = folderWith({ 'a.txt': 'Dear Paulo Santos, please write to paulo@example.com.\n' });
    const store = await startObjectStore();
    const services = opinionServices();
    const arn = 'arn:aws:bedrock:us-east-1:123456789012:guardrail/abc123';
    services.bedrock.guardrails = {
      'abc123:3': {
        guardrailArn: arn,
        version: '3',
        sensitiveInformationPolicy: { piiEntities: [{ type: 'EMAIL', action: 'BLOCK' }] },
      },
    };
    store.others = services.answer;
    const options = ['--max-usd', '0.01', '--region', 'us-east-1', '--endpoint-url', store.endpoint];
    const asked = (guardrail: string, ...more: string[]) =>
      kansa(['pii', 'a.txt', ...more, '--guardrail', guardrail, ...options], { cwd, env: KEYS });
    const { code, stdout, stderr } = await asked('abc123:3', '--format', 'json');
    const notThere = await asked('abc123');
    const noName = await asked('abc123:latest');
    store.stop();
    expect([code, stderr]).toEqual([
      1,
      'kansa: guardrail abc123:3 in us-east-1 would be sent at most 1 unit of text, for at most USD 0.0001; the limit is USD 0.01, and nothing beyond it is sent\n',
    ]);
    expect(JSON.parse(stdout).files[0].opinions[0].types).toEqual([
      { type: 'EMAIL', as: 'email', count: 1, action: 'masked' },
      { type: 'NAME', as: 'name', count: 1, action: 'masked' },
    ]);
    expect(stdout).not.toMatch(/Santos|paulo@/);
    expect(notThere).toEqual(
      refusal(
        'pii: there is no guardrail abc123 with version DRAFT in us-east-1: check --guardrail abc123:DRAFT, and --region',
      ),
    );
    expect(noName).toEqual(
      refusal(
        '--guardrail "abc123:latest" names no guardrail: give its ID or ARN, and behind a colon a version or DRAFT, e.g. a1b2c3d4e5f6:3',
      ),
    );
    expect(services.bedrock.asked).toHaveLength(1);
  });

  it("looks for the organisation's own, and calls it by its id", async () => {
    const cwd = folderWith({
      'own.yaml': 'terms:\n  - {id: code-names, words: [隼計画]}\n',
      'a.txt': '隼計画の件\n',
      'b.csv': 'n,code\n1,QED\n',
      'qed.yaml': 'terms:\n  - {id: short, words: [QED]}\n',
    });
    const short = await asked(cwd, 'b.csv', '--patterns', 'qed.yaml');
    expect(short.result.files[0]?.detections.map(({ id, locations }) => [id, locations[0]?.line])).toEqual([
      ['short', 2],
    ]);
    const { code, result } = await asked(cwd, 'a.txt', '--patterns', 'own.yaml');
    expect([code, result.files[0]?.detections]).toEqual([
      1,
      [
        {
          type: 'organisation_term',
          id: 'code-names',
          count: 1,
          confidence: 0.9,
          reasons: ['organisation'],
          locations: [{ line: 1, column: 1, confidence: 0.9 }],
        },
      ],
    ]);
  });

  it('refuses a path that is not there', async () => {
    expect(await kansa(['pii', 'nowhere'], { cwd: freshFolder() })).toEqual(
      refusal('pii: nowhere cannot be read (ENOENT); name a file or a folder'),
    );
  });
});

/** The letter as iconv of the GNU C library writes it: another hand than the one that reads it here. */
const WRITTEN = {
  CP932: 'joGWvIFGjlKTY4FAkb6YWQ0KmEGXjZDmgUZ0YXJvQGV4YW1wbGUuanCBQYJPgliCT4F8glCCUYJSglOBfIJUglWCVoJXDQo=',
  'EUC-JP': 'u+HMvqGnu7PFxKGhwsDPug0Kz6LN7cDooad0YXJvQGV4YW1wbGUuanChoqOwo7mjsKHdo7GjsqOzo7Sh3aO1o7ajt6O4DQo=',
  'ISO-2022-JP':
    'GyRCO2FMPiEnOzNFRCEhQkBPOhsoQg0KGyRCTyJNbUBoIScbKEJ0YXJvQGV4YW1wbGUuanAbJEIhIiMwIzkjMCFdIzEjMiMzIzQhXSM1IzYjNyM4GyhCDQo=',
} as const;
const written = (encoding: keyof typeof WRITTEN): Uint8Array => Buffer.from(WRITTEN[encoding], 'base64');

describe('an encoding', () => {
  it.each([
    ['utf-8', Buffer.from(LETTER)],
    ['utf-8', Buffer.from(`\ufeff${LETTER}`)],
    ['utf-16le', Buffer.from(`\ufeff${LETTER}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${LETTER}`, 'utf16le').swap16()],
    ['shift_jis', written('CP932')],
    ['euc-jp', written('EUC-JP')],
    ['iso-2022-jp', written('ISO-2022-JP')],
    // Nothing but ASCII for longer than what is looked at first.
    ['shift_jis', Buffer.concat([Buffer.from('x\n'.repeat(700_000)), written('CP932')])],
    ['iso-2022-jp', Buffer.concat([Buffer.from('x\n'.repeat(700_000)), written('ISO-2022-JP')])],
    ['euc-jp', Buffer.concat([Buffer.from('x\n'.repeat(700_000)), written('EUC-JP')])],
  ])('that is %s is told, and read', async (encoding, bytes) => {
    const { code, result } = await asked(folderWith({ 'a.txt': bytes }), 'a.txt');
    const [file] = result.files;
    expect([code, file?.state, file?.encoding, file?.detections.map(({ type }) => type)]).toEqual([
      1,
      'read',
      encoding,
      ['email', 'phone', 'name'],
    ]);
  });

  it('that is none of these is incomplete: only ASCII was seen', async () => {
    const cwd = folderWith({ 'a.txt': Buffer.from([...Buffer.from('caf'), 0xe9, 0x20, 0xff, 0xfe, 0x0a]) });
    const { code, result } = await asked(cwd, 'a.txt');
    expect(code).toBe(3);
    expect(result.files).toEqual([
      {
        path: 'a.txt',
        state: 'partial',
        format: 'text',
        bytes: 8,
        problems: [
          {
            reason: 'unknown_encoding',
            detail:
              'its encoding is none of UTF-8, UTF-16 with its mark, Shift_JIS, EUC-JP and ISO-2022-JP: only what is ASCII in it was looked at',
          },
        ],
        detections: [],
        below: 0,
      },
    ]);
  });
});

describe('what cannot be read whole', () => {
  // Cut within a value that is quoted.
  const cutTable = gzipSync(`email,memo\ntaro@example.jp,"${'open '.repeat(99)}`, { level: 0 }).subarray(0, -8);
  const packed = gzipSync(`taro@example.jp\n${'nothing here\n'.repeat(50_000)}`, { level: 0 });
  it.each<[string, string | Uint8Array, string, readonly string[], readonly string[]]>([
    ['report.pdf', '%PDF-1.7\n', 'not_read', ['damaged'], []],
    ['book.xlsx', Buffer.from('PK\u0003\u0004....'), 'not_read', ['damaged'], []],
    ['data', Buffer.from([1, 0, 2, 0]), 'not_read', ['unsupported_format'], []],
    ['table.csv.gz', cutTable, 'partial', ['damaged'], ['email']],
    ['wide.txt', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 'not_read', ['unsupported_format'], []],
    ['cut.gz', packed.subarray(0, packed.length - 30), 'partial', ['damaged'], ['email']],
    [
      'broken.gz',
      Buffer.concat([packed.subarray(0, packed.length - 6), Buffer.alloc(6, 7)]),
      'partial',
      ['damaged'],
      ['email'],
    ],
    ['twice.gz', gzipSync(packed), 'not_read', ['unsupported_format'], []],
    ['half.json', '{"email":"taro@example.jp","x":', 'partial', ['malformed'], ['email']],
    ['half.csv', 'email\n"taro@example.jp\n', 'partial', ['malformed'], ['email']],
  ])('%s is told and never clean', async (name, content, state, problems, types) => {
    const { code, result } = await asked(folderWith({ [name]: content }), '.');
    const [file] = result.files;
    expect([
      code,
      file?.state,
      file?.problems.map(({ reason }) => reason),
      file?.detections.map(({ type }) => type),
    ]).toEqual([types.length > 0 ? 1 : 3, state, problems, types]);
  });

  it('is a link that leads out, and nothing at all', async () => {
    const cwd = folderWith({ 'out.txt': 'taro@example.jp' });
    mkdirSync(join(cwd, 'in'));
    symlinkSync('../out.txt', join(cwd, 'in/link.txt'));
    const { code, result } = await asked(cwd, 'in');
    expect([code, result.files.map(({ path, state, problems }) => [path, state, problems[0]?.reason])]).toEqual([
      3,
      [['in/link.txt', 'not_read', 'not_followed']],
    ]);
    mkdirSync(join(cwd, 'bare'));
    expect((await asked(cwd, 'bare')).code).toBe(3);
  });

  it('is told in Japanese, too', async () => {
    const cwd = folderWith({
      'a.doc': Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
      'b.json': '{',
      'c.txt': Buffer.from([0xff, 0x0a]),
    });
    const { code, stdout } = await kansa(['pii', '.', '--lang', 'ja'], { cwd });
    expect([code, stdout]).toEqual([
      3,
      `未読  a.doc
  ! 未対応の形式である（暗号化された、または旧形式の Office 文書）。テキスト、CSV または JSON に変換して指定する
一部未読  b.json
  ! json の形式に従っていない。平文として検査した
一部未読  c.txt
  ! 文字コードを判定できない。ASCII の範囲だけを検査した
ファイル 3 件、3 バイトを検査した。うち 3 件は全部を読み取れていない
終了コード 3：検出はないが、読み取れなかったものがある
`,
    ]);
  });

  it('is a pipe, which could be read once only', async () => {
    const { code, result } = await asked(freshFolder(), '/dev/null');
    expect([code, result.files[0]?.state, result.files[0]?.problems[0]?.reason]).toEqual([3, 'not_read', 'unreadable']);
  });

  it('is not what only looked like JSON', async () => {
    const { code, result } = await asked(folderWith({ 'app.log': '[1] started\n{"x"} taro@example.jp\n' }), '.');
    expect([code, result.files[0]?.state, result.files[0]?.format]).toEqual([1, 'read', 'text']);
  });
});

it('finds all formats packed, too', async () => {
  const [text, table, json] = corpus(3);
  const cwd = folderWith({
    'a.txt.gz': gzipSync(text?.content ?? ''),
    'b.csv.gz': gzipSync(table?.content ?? ''),
    'c.jsonl.gz': gzipSync(json?.content ?? ''),
  });
  const { result } = await asked(cwd, '.');
  expect(
    result.files.map(({ format, state, compression, detections }) => [format, state, compression, detections.length]),
  ).toEqual([
    ['text', 'read', 'gzip', 22],
    ['csv', 'read', 'gzip', 22],
    ['jsonl', 'read', 'gzip', 22],
  ]);
});

/** Values in documents, wherever such a document has a place for them. */
const documentsOf = async (values: readonly string[]): Promise<Readonly<Record<string, Buffer>>> => {
  const xml = values.map((value) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'));
  const cells = (texts: readonly string[]) =>
    texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('');
  const book = xlsxOf([
    { name: 'Sheet1', rows: xml.map((value) => `<row>${cells(['氏名', value])}</row>`).join('') },
    ...xml.slice(0, 40).map((name) => ({
      name,
      rows: `<row>${cells(['氏名', name, 'id'])}</row><row>${cells([name, name, name])}</row>`,
    })),
  ]);
  const hex = (text: string) => `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
  const pdf = pagesOf([lines(...values.filter((value) => /^[\w@. -]+$/.test(value)))], {
    more: values.map((value) => ({ dictionary: `/Title ${hex(value)} /Author ${hex(value)}` })),
    trailer: '/Info 6 0 R',
  });
  const archive = zipOf(
    values.map((value) => ({ name: `${value}/${value}.txt`, content: value, comment: value })),
    values[0],
  );
  const folder = freshFolder();
  const duckdb = await (await DuckDBInstance.create(':memory:')).connect();
  const quoted = (value: string, quote: string) => `${quote}${value.replaceAll(quote, quote + quote)}${quote}`;
  const names = [...new Set(values.map((value) => value.toLowerCase()))];
  await duckdb.run(
    `COPY (SELECT ${names.map((value) => `${quoted(value, "'")} AS ${quoted(value, '"')}, {${quoted(value, "'")}: ${quoted(value, "'")}} AS ${quoted(`s ${value}`, '"')}`).join(', ')})
     TO ${quoted(join(folder, 'a.parquet'), "'")} (FORMAT parquet, KV_METADATA {owner: ${quoted(values[0] ?? '', "'")}})`,
  );
  return {
    'a.xlsx': book,
    'a.pdf': pdf,
    'a.zip': archive,
    'b.zip': zipOf([
      { name: 'a.xlsx', content: book },
      { name: 'a.pdf', content: pdf },
    ]),
    'a.parquet': readFileSync(join(folder, 'a.parquet')),
  };
};

it('shows no value that it looked at, in any form, at any threshold, whether it could read the file or not', async () => {
  const documents = corpus(10, 7);
  const cwd = freshFolder();
  for (const { name, format, content, labelled } of documents) {
    writeFileSync(join(cwd, `${name}.${format}`), content);
    // The same where nothing fits: as text, cut, without header, and as names of members.
    writeFileSync(join(cwd, `${name}.txt`), content);
    writeFileSync(join(cwd, `${name}-cut.${format}`), content.slice(0, content.length - 9));
    writeFileSync(join(cwd, `${name}-bare.csv`), content.slice(content.indexOf('\n') + 1));
    const values = labelled.flatMap((line) => line.values);
    writeFileSync(
      join(cwd, `${name}-keys.json`),
      JSON.stringify(Object.fromEntries(values.map((value) => [value, { [value]: [value] }]))),
    );
    writeFileSync(
      join(cwd, `${name}-header.csv`),
      `${['氏名', ...values].map((value) => `"${value}"`).join(',')}\n${values.join(',')}\n`,
    );
  }
  const all = documents.flatMap(({ labelled }) => labelled.flatMap(({ values }) => values));
  for (const [name, content] of Object.entries({ ...(await documentsOf(all)) })) {
    writeFileSync(join(cwd, name), content);
    writeFileSync(join(cwd, `cut-${name}`), content.subarray(0, content.length - 40));
  }
  // What is marked as confidential is named by a word of our own.
  const planted = documents.flatMap(({ labelled }) =>
    labelled.flatMap(({ types, values }) => values.filter((_, index) => types[index] !== 'confidential_label')),
  );
  const shown = await Promise.all(
    [
      ['text', 'en'],
      ['text', 'ja'],
      ['json', 'en'],
    ].flatMap(([format = '', lang = '']) =>
      ['0', '0.5'].map((threshold) =>
        kansa(['pii', '.', '--format', format, '--lang', lang, '--min-confidence', threshold], { cwd }),
      ),
    ),
  );
  for (const { code, stdout, stderr } of shown) {
    expect([code, stderr]).toEqual([1, '']);
    const output = stdout.normalize('NFKC');
    expect(planted.filter((value) => output.includes(value.normalize('NFKC')))).toEqual([]);
  }
});

describe('values by a key', () => {
  it('are told apart by hashes that are the same in every file and in every way of writing, and by no other key', async () => {
    const cwd = folderWith({
      'a.csv': '氏名,携帯電話\n山田太郎,090-1234-5678\n佐藤花子,090-1234-5678\n',
      'b.json': '{"携帯電話":"０９０１２３４５６７８"}',
      key: Buffer.alloc(32, 'k'),
      other: Buffer.alloc(32, 'o'),
    });
    const hashes = async (key: string): Promise<readonly string[][]> => {
      const { result } = await asked(cwd, 'a.csv', 'b.json', '--key', key);
      expect(result.key).toMatch(/^[0-9a-f]{16}$/);
      return result.files.map(({ detections }) =>
        detections.filter(({ type }) => type === 'phone').flatMap(({ values }) => [...(values?.hashes ?? [])]),
      );
    };
    const [first = [], second = []] = await hashes('key');
    expect(first).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
    expect(second).toEqual(first);
    expect(await hashes('other')).not.toEqual([first, second]);
  });

  it('need a key that nobody can guess', async () => {
    const cwd = folderWith({ 'a.txt': LETTER, key: 'short' });
    const { code, stderr } = await kansa(['pii', 'a.txt', '--key', 'key'], { cwd });
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/pii: the key key has 5 bytes, and at least 32 are needed/),
    ]);
  });
});
