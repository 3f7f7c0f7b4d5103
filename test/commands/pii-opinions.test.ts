import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { comprehendOpinion } from '../../src/commands/comprehend-opinion.js';
import { type PiiOptions, pii } from '../../src/commands/pii.js';
import type { PiiOpinion, PiiResult } from '../../src/model/pii.js';
import { freshFolder } from '../cli/kansa.js';
import { REGION } from '../collectors/expedition.js';
import { etagOf, type ObjectStore, startObjectStore } from '../collectors/object-store.js';
import { type OpinionServices, opinionServices } from '../collectors/opinion-services.js';
import { zipOf } from '../pii/zip.js';

let store: ObjectStore;
let services: OpinionServices;
beforeAll(async () => {
  // Keys that open nothing.
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' });
  store = await startObjectStore();
});
beforeEach(() => {
  services = opinionServices();
  store.others = services.answer;
  store.objects.clear();
});
afterAll(() => store.stop());

const LETTER = 'Dear Paulo Santos, please write to paulo@example.com.\n';

const folderWith = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const folder = freshFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
};

interface Asked extends Partial<Omit<PiiOptions, 'maxUsd'>> {
  /** A dollar, unless told. */
  readonly maxUsd?: number | undefined;
}

/** What is told before anything is sent, what the result says, and its opinions by the name of the file. */
const asked = async (
  files: Readonly<Record<string, string | Uint8Array>>,
  given: Asked = {},
): Promise<{ document: string; told: string[]; result: PiiResult; opinions: Record<string, PiiOpinion[]> }> => {
  const { maxUsd, ...options } = { maxUsd: 1, ...given };
  const folder = folderWith(files);
  const told: string[] = [];
  const { document } = await pii({
    paths: [folder],
    format: 'json',
    minConfidence: 0.5,
    language: 'en',
    terminal: { colour: false, width: 200 },
    version: '0.0.0',
    region: REGION,
    endpoint: store.endpoint,
    maxAttempts: 2,
    seed: 'kansa',
    now: Date.parse('2026-03-31T12:00:00Z'),
    limits: { objects: 100, bytes: 2 ** 30, objectBytes: 2 ** 26, pages: 1000 },
    comprehend: true,
    ...(maxUsd !== undefined && { maxUsd }),
    tell: (sentence) => told.push(sentence),
    ...options,
  });
  const shown = document.replaceAll(`${folder}/`, '');
  const result: PiiResult = options.format === 'text' ? { files: [] } : JSON.parse(shown);
  const opinions = Object.fromEntries(
    result.files.map(({ path, entry, opinions: own = [] }) => [entry?.name ?? path, [...own]]),
  );
  return { document: shown, told, result, opinions };
};

const operations = () => services.asked.map(({ operation }) => operation.replace(/^(Detect|Contains)/, ''));
const reasons = (opinions: readonly PiiOpinion[] = []) =>
  opinions.map(({ state, problems }) => [state, ...problems.map(({ reason }) => reason)]);

const unasked = (): never => {
  throw new Error('nobody is to be asked');
};

describe('Comprehend', () => {
  it('is not asked before somebody says what it may cost', async () => {
    await expect(asked({ 'a.txt': LETTER }, { maxUsd: undefined })).rejects.toThrow(
      'pii: --comprehend sends texts to AWS, which charges for them: say what may be spent at most, e.g. --max-usd 1',
    );
    await expect(asked({ 'a.txt': LETTER }, { comprehend: false })).rejects.toThrow(
      'pii: --max-usd is given, and nothing that costs: add --comprehend or --guardrail, or leave it out',
    );
    expect(services.asked).toEqual([]);
  });

  it('says in its own words and in those of kansa what it finds, and what that cost', async () => {
    const { opinions, result, told } = await asked({ 'a.txt': LETTER });
    expect(opinions).toEqual({
      'a.txt': [
        {
          by: 'comprehend',
          state: 'whole',
          language: 'en',
          problems: [],
          types: [
            { type: 'EMAIL', as: 'email', count: 1, confidence: 0.9875 },
            { type: 'NAME', as: 'name', count: 1, confidence: 0.9875 },
          ],
          below: 0,
        },
      ],
    });
    expect([result.cost, result.requests, result.exitCode]).toEqual([
      {
        usd: 0.000606,
        estimate: 0.000606,
        limit: 1,
        units: {
          'comprehend:ContainsPiiEntities': 3,
          'comprehend:DetectDominantLanguage': 3,
          'comprehend:DetectPiiEntities': 3,
        },
      },
      {
        'comprehend:ContainsPiiEntities': 1,
        'comprehend:DetectDominantLanguage': 1,
        'comprehend:DetectPiiEntities': 1,
        'sts:GetCallerIdentity': 1,
      },
      1,
    ]);
    expect(services.asked).toEqual([
      { operation: 'DetectDominantLanguage', text: LETTER },
      { operation: 'ContainsPiiEntities', text: LETTER, language: 'en' },
      { operation: 'DetectPiiEntities', text: LETTER, language: 'en' },
    ]);
    expect(told).toEqual([
      `Amazon Comprehend in ${REGION} would be sent at most 9 units of text, for at most USD 0.000606; the limit is USD 1.00, and nothing beyond it is sent`,
    ]);
  });

  it('is told beside the detectors: where both agree, and what only one says', async () => {
    services.entities = { ...services.entities, PHONE: /nothing/g, DATE_TIME: /1 May/g };
    const text = `${LETTER}Tel. 03-3210-1234, 1 May\n`;
    const english = await asked({ 'a.txt': text }, { format: 'text' });
    expect(english.document).toBe(`a.txt  text, utf-8
  e-mail address  × 1  0.97  p****@***  form
    1:36
  telephone number  × 1  0.97  03-****-**34  numbering plan, grouping, word beside it
    2:6
  Amazon Comprehend (en): all of the text
    finds, too: e-mail address (EMAIL) × 1 0.99
    alone finds: DATE_TIME × 1 0.99, person's name (NAME) × 1 0.99
    does not find: telephone number
1 file, 79 bytes looked at
Amazon Comprehend: an opinion of 1 whole, of 0 in part, of 0 none
cost by the price list: at most USD 0.000606 of USD 1 that may be spent; units: comprehend:ContainsPiiEntities 3, comprehend:DetectDominantLanguage 3, comprehend:DetectPiiEntities 3
requests to AWS, which charges by its price list: comprehend:ContainsPiiEntities 1, comprehend:DetectDominantLanguage 1, comprehend:DetectPiiEntities 1, sts:GetCallerIdentity 1
exit 1: something was found
`);
    const japanese = await asked({ 'a.txt': text }, { format: 'text', language: 'ja' });
    expect(japanese.document).toContain(`  Amazon Comprehend（en）：本文の全部
    同じく検出：メールアドレス（EMAIL） 1 件 0.99
    このサービスだけが検出：DATE_TIME 1 件 0.99、氏名（NAME） 1 件 0.99
    このサービスは検出せず：電話番号
`);
  });

  it('alone makes exit 1, and makes nothing clean that it finds nothing in', async () => {
    const alone = await asked({ 'a.txt': 'It was Paulo Santos who came to see us.\n' });
    expect([alone.result.exitCode, alone.result.files[0]?.detections]).toEqual([1, []]);
    services.entities = {};
    const silent = await asked({ 'a.txt': LETTER });
    expect([silent.result.exitCode, silent.opinions['a.txt']?.[0]?.types]).toEqual([1, []]);
    const clean = await asked({ 'a.txt': 'There is nothing of interest here.\n' });
    expect([clean.result.exitCode, reasons(clean.opinions['a.txt'])]).toEqual([0, [['whole']]]);
  });

  it('is asked where the values are only of what it says there is some of', async () => {
    services.entities = {};
    await asked({ 'a.txt': 'There is nothing of interest here.\n' });
    expect(operations()).toEqual(['DominantLanguage', 'PiiEntities']);
    expect(services.asked.at(-1)?.operation).toBe('ContainsPiiEntities');
  });

  it('is asked for the values of a Spanish text at once, which it cannot label', async () => {
    services.language = 'es';
    const { opinions } = await asked({ 'a.txt': 'Estimado Paulo Santos, gracias por todo.\n' });
    expect(services.asked.map(({ operation, language }) => [operation, language])).toEqual([
      ['DetectDominantLanguage', undefined],
      ['DetectPiiEntities', 'es'],
    ]);
    expect(opinions['a.txt']?.[0]).toMatchObject({ state: 'whole', language: 'es', types: [{ type: 'NAME' }] });
  });

  it('tells values below the threshold by their number alone', async () => {
    services.score = 0.4;
    const { opinions } = await asked({ 'a.txt': 'It was Paulo Santos who came to see us.\n' });
    expect(opinions['a.txt']?.[0]).toMatchObject({ types: [], below: 1 });
  });

  it('is not asked for the language of what is too short to tell', async () => {
    await asked({ 'a.txt': 'Paulo Santos\n' });
    expect(operations()).toEqual(['PiiEntities', 'PiiEntities']);
  });

  it('is asked about each file of an archive, about rows, and about nothing where there is no text', async () => {
    const archive = zipOf([
      { name: 'data.csv', content: Buffer.from('name,mail\nPaulo Santos,p@example.com\n') },
      { name: 'notes.txt', content: Buffer.from('') },
    ]);
    const { opinions } = await asked({ 'a.zip': archive });
    expect(services.asked.map(({ text }) => text)).toContain('name, mail\nPaulo Santos, p@example.com');
    expect(reasons(opinions['data.csv'])).toEqual([['whole']]);
    expect(reasons(opinions['notes.txt'])).toEqual([['whole']]);
  });

  it('is asked about objects in S3', async () => {
    store.objects.set('example-bucket/a.txt', { content: Buffer.from(LETTER) });
    const { result } = await asked({}, { paths: ['s3://example-bucket'] });
    expect(result.files.map(({ opinions = [] }) => opinions[0]?.types.length)).toEqual([2]);
    expect([result.requests?.['s3:GetObject'], result.requests?.['sts:GetCallerIdentity']]).toEqual([1, 2]);
  });
});

describe('a language that Comprehend does not read', () => {
  it('is told by its script, nothing of it is sent, and it is never clean', async () => {
    const { opinions, result, told } = await asked({ 'a.txt': '特記事項なし。以上。\n' });
    expect([result.exitCode, opinions['a.txt']]).toEqual([
      3,
      [
        {
          by: 'comprehend',
          state: 'none',
          language: 'ja',
          problems: [
            {
              reason: 'language_not_supported',
              what: 'ja',
              detail:
                'Comprehend detects personal data in English and Spanish only; there is text in another language (ja)',
            },
          ],
          types: [],
          below: 0,
        },
      ],
    ]);
    expect(services.asked).toEqual([]);
    expect(told[0]).toContain('at most 0 units of text, for at most USD 0.00;');
    const { document } = await asked({ 'a.txt': '特記事項なし。以上。\n' }, { format: 'text', language: 'ja' });
    expect(document).toContain(
      '所見不足  a.txt\n  ! Amazon Comprehend：対応言語（英語・スペイン語）以外の文章がある（ja）。その部分の判定は得られない\n',
    );
    expect(document).toContain(
      '終了コード 3：検出はないが、読み取れなかったもの、または所見を得られなかったものがある\n',
    );
  });

  it('is told by Comprehend where the script tells nothing', async () => {
    services.language = 'fr';
    const { opinions, result } = await asked({ 'a.txt': 'Il n’y a rien à signaler aujourd’hui.\n' });
    expect([result.exitCode, operations(), reasons(opinions['a.txt']), opinions['a.txt']?.[0]?.language]).toEqual([
      3,
      ['DominantLanguage'],
      [['none', 'language_not_supported']],
      'fr',
    ]);
  });

  it('makes the opinion one of a part where some of it stands in an English text', async () => {
    services.entities = {};
    const { opinions, result } = await asked({ 'a.txt': 'There is hardly anything of interest in here: 以上\n' });
    expect([result.exitCode, reasons(opinions['a.txt'])]).toEqual([3, [['part', 'language_not_supported']]]);
  });
});

describe('what was not asked', () => {
  it('of a file that was not read, is told', async () => {
    const { opinions, result } = await asked({
      'a.bin': Buffer.from([0, 1, 2, 3, 0, 255]),
      'b.json': '{"name": "nothing to see here, move along"',
    });
    expect([result.exitCode, reasons(opinions['a.bin']), reasons(opinions['b.json'])]).toEqual([
      3,
      [['none', 'not_read']],
      [['part', 'not_read']],
    ]);
  });

  it('of a text longer than what is held, is told, and the rest is sent in pieces', async () => {
    services.entities = {};
    const { opinions } = await asked({ 'a.txt': 'nothing of interest\n'.repeat(60_000) });
    expect(reasons(opinions['a.txt'])).toEqual([['part', 'too_large']]);
    const sent = services.asked.filter(({ operation }) => operation === 'ContainsPiiEntities').map(({ text }) => text);
    expect([sent.length, sent.join('').length]).toEqual([10, 1_000_000]);
    expect(sent.every((text) => Buffer.byteLength(text) <= 100_000 && text.endsWith('\n'))).toBe(true);
  });

  it('of which there was no room for any text, or none was read, is no opinion of a part', async () => {
    const nobody = { region: REGION, language: unasked, labels: unasked, entities: unasked };
    const about = (state: 'read' | 'partial', isCut: boolean) =>
      comprehendOpinion({ state, problems: [] }, { text: '', isCut }, nobody, {
        minConfidence: 0.5,
        troubleOf: unasked,
      });
    expect(reasons([await about('read', true), await about('partial', false)])).toEqual([
      ['none', 'too_large'],
      ['none', 'not_read'],
    ]);
  });

  it('for want of a right, is told with the action, and nothing further is sent', async () => {
    services.failing = [{ operation: 'ContainsPiiEntities', code: 'AccessDeniedException', status: 400, times: 9 }];
    const { opinions, result } = await asked({
      'a.txt': 'There is nothing here.\n',
      'b.txt': 'There is nothing here.\n',
    });
    expect(operations()).toEqual(['DominantLanguage', 'PiiEntities']);
    const denied = {
      reason: 'denied',
      what: 'comprehend:ContainsPiiEntities',
      detail: 'it was denied; allow comprehend:ContainsPiiEntities',
    };
    expect([result.exitCode, opinions['a.txt']?.[0]?.problems, opinions['b.txt']?.[0]?.problems]).toEqual([
      3,
      [denied],
      [denied],
    ]);
  });

  it('because it was throttled on every attempt, is told of that file, and every attempt counts', async () => {
    services.failing = [{ operation: 'DetectPiiEntities', code: 'ThrottlingException', status: 400, times: 2 }];
    const { opinions, result } = await asked({ 'a.txt': LETTER, 'b.txt': LETTER });
    expect([reasons(opinions['a.txt']), reasons(opinions['b.txt'])]).toEqual([[['part', 'throttled']], [['whole']]]);
    // There is some: how much of it, nobody could say.
    expect(opinions['a.txt']?.[0]?.types).toEqual([
      { type: 'EMAIL', as: 'email', confidence: 0.9875 },
      { type: 'NAME', as: 'name', confidence: 0.9875 },
    ]);
    expect([
      result.cost?.units['comprehend:DetectPiiEntities'],
      result.requests?.['comprehend:DetectPiiEntities'],
    ]).toEqual([9, 3]);
  });

  it.each([
    ['InternalServerException', 500],
    ['InvalidRequestException', 400],
  ])('because of %s, is told', async (code, status) => {
    services.failing = [{ code, status, times: 9 }];
    const { opinions, result } = await asked({ 'a.txt': LETTER });
    expect([result.exitCode, opinions['a.txt']?.[0]?.problems]).toEqual([
      1,
      [{ reason: 'unavailable', what: code, detail: `no usable answer came (${code})` }],
    ]);
  });

  it('because an answer says nothing, or no word, is told', async () => {
    services.language = '';
    const nowhere = await asked({ 'a.txt': LETTER });
    services.language = 'en';
    services.entities = { 'paulo@example.com': /paulo@example.com/g };
    const noWord = await asked({ 'a.txt': LETTER });
    expect([nowhere, noWord].map(({ opinions }) => reasons(opinions['a.txt']))).toEqual([
      [['none', 'unavailable']],
      [['none', 'unavailable']],
    ]);
  });
});

describe('the budget', () => {
  it('ends the sending before it is spent, and what was not sent is told', async () => {
    const { opinions, result, told } = await asked({ 'a.txt': LETTER, 'b.txt': LETTER }, { maxUsd: 0.0007 });
    expect([reasons(opinions['a.txt']), reasons(opinions['b.txt'])]).toEqual([[['whole']], [['none', 'budget']]]);
    expect([result.cost?.usd, result.cost?.estimate, result.requests?.['comprehend:DetectDominantLanguage']]).toEqual([
      0.000606, 0.001212, 1,
    ]);
    expect(told[0]).toContain('for at most USD 0.001212; the limit is USD 0.0007, and nothing beyond it is sent');
    expect(opinions['b.txt']?.[0]?.problems).toEqual([
      { reason: 'budget', detail: 'its price is more than what is left of --max-usd' },
    ]);
  });

  it('also bounds what is sent again', async () => {
    services.failing = [{ operation: 'DetectPiiEntities', code: 'ThrottlingException', status: 400, times: 1 }];
    const { opinions, result } = await asked({ 'a.txt': LETTER }, { maxUsd: 0.0007 });
    expect([reasons(opinions['a.txt']), result.cost?.usd, result.requests?.['comprehend:DetectPiiEntities']]).toEqual([
      [['part', 'budget']],
      0.000606,
      1,
    ]);
  });

  it('is never exceeded, and the estimate is never too low', async () => {
    const price = { DetectDominantLanguage: 100, ContainsPiiEntities: 2, DetectPiiEntities: 100 };
    const text = fc.array(fc.constantFrom('Paulo Santos ', 'p@example.com ', 'word ', '山', '\n'), { maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 4000 }),
        fc.constantFrom('en', 'es', 'fr'),
        async (texts, micros, language) => {
          services.asked.length = 0;
          services.language = language;
          const files = Object.fromEntries(texts.map((words, index) => [`${index}.txt`, words.join('')]));
          const { result } = await asked(files, { maxUsd: micros / 1_000_000 });
          const spent = services.asked.reduce(
            (sum, one) =>
              sum + Math.max(3, Math.ceil(one.text.length / 100)) * price[one.operation as keyof typeof price],
            0,
          );
          const { usd = 0, estimate = 0 } = result.cost ?? {};
          expect(spent).toBeLessThanOrEqual(micros);
          expect(Math.round(usd * 1_000_000)).toBe(spent);
          expect(usd).toBeLessThanOrEqual(estimate);
          // What nobody asked about for want of money is never clean.
          const isLacking = result.files.some(({ opinions: [one] = [] }) => one?.state !== 'whole');
          if (isLacking) expect(result.exitCode).not.toBe(0);
        },
      ),
      { numRuns: 40 },
    );
  });
});

it('shows no value of what was sent, whatever the service answers', async () => {
  const planted = ['Paulo Santos', 'paulo.santos', '4111111111111111', 'Any Street', 'hunter2-geheim'];
  const text = `Dear Paulo Santos (paulo.santos@example.com), 123 Any Street: card 4111111111111111, password=hunter2-geheim\n`;
  const files = { 'a.txt': text, 'b.json': JSON.stringify({ text }), 'c.csv': `text\n"${text}"\n` };
  const shown: string[] = [];
  const show = async (options: Partial<PiiOptions> = {}) => {
    const { document, told } = await asked(files, options);
    shown.push(document, ...told);
  };
  for (const format of ['json', 'text'] as const)
    for (const language of ['en', 'ja'] as const) await show({ format, language });
  services.failing = [
    { code: 'InvalidRequestException', status: 400, message: `Value '${text}' at 'text'`, times: 99 },
  ];
  await show();
  services.failing = [{ code: 'AccessDeniedException', status: 400, message: `no ${text}`, times: 99 }];
  await show();
  services.failing = [{ code: text.slice(5, 17), status: 400, message: text, times: 99 }];
  await show();
  services.failing = [];
  services.language = 'Paulo Santos';
  await show({ minConfidence: 0 });
  expect(planted.filter((value) => shown.some((one) => one.includes(value)))).toEqual([]);
});

describe('Macie', () => {
  const finding = (id: string, key: string, more: object = {}, object: object = {}) => ({
    id,
    category: 'CLASSIFICATION',
    resourcesAffected: {
      s3Bucket: { name: 'example-bucket' },
      s3Object: { key, eTag: etagOf(key).replaceAll('"', ''), ...object },
    },
    classificationDetails: {
      result: {
        status: { code: 'COMPLETE' },
        sensitiveData: [
          {
            category: 'PERSONAL_INFORMATION',
            detections: [
              { type: 'EMAIL_ADDRESS', count: 2 },
              { type: 'USA_PASSPORT_NUMBER', count: 1 },
              { type: 'MEDICAL_DEVICE_UDI', count: 1 },
            ],
          },
        ],
        ...more,
      },
    },
  });
  const looked = (options: Asked = {}) =>
    asked({}, { paths: ['s3://example-bucket'], macie: true, comprehend: false, maxUsd: undefined, ...options });
  const put = (keys: Readonly<Record<string, string>>) => {
    for (const [key, text] of Object.entries(keys))
      store.objects.set(`example-bucket/${key}`, { content: Buffer.from(text) });
  };
  const byKey = ({ result }: { result: PiiResult }) =>
    result.files.map(({ path, opinions = [] }) => [path.slice('s3://example-bucket/'.length), ...opinions]);

  it('says of an object what its findings say, and of others nothing', async () => {
    put({ 'a.txt': 'mail paulo@example.com\n', 'b.txt': 'nothing\n' });
    services.macie.findings = [finding('1', 'a.txt'), finding('2', 'elsewhere.txt')];
    const seen = await looked();
    expect(byKey(seen)).toEqual([
      [
        'a.txt',
        {
          by: 'macie',
          state: 'whole',
          problems: [],
          types: [
            { type: 'EMAIL_ADDRESS', as: 'email', count: 2 },
            { type: 'MEDICAL_DEVICE_UDI', count: 1 },
            { type: 'USA_PASSPORT_NUMBER', as: 'passport', count: 1 },
          ],
          below: 0,
        },
      ],
      [
        'b.txt',
        {
          by: 'macie',
          state: 'none',
          problems: [
            {
              reason: 'no_findings',
              detail: 'Macie has no finding on it, which does not say that Macie has looked',
            },
          ],
          types: [],
          below: 0,
        },
      ],
    ]);
    expect(services.asked).toEqual([]);
    expect(seen.result.cost).toBeUndefined();
    expect(services.macie.asked).toEqual([
      `GetMacieSession ${REGION}`,
      `ListFindings ${REGION}`,
      `GetFindings ${REGION}`,
    ]);
    const { document } = await looked({ format: 'text' });
    expect(document).toContain(`  Amazon Macie: all of the text
    finds, too: e-mail address (EMAIL_ADDRESS) × 2
    alone finds: MEDICAL_DEVICE_UDI × 1, passport number (USA_PASSPORT_NUMBER) × 1
`);
    expect(document).toContain(
      'Amazon Macie: an opinion of 1 whole, of 0 in part, of 1 none (of 1 there is no finding, which does not say that Macie has looked)\n',
    );
  });

  it('leaves the exit code to others where it has no finding', async () => {
    put({ 'a.txt': 'nothing\n' });
    expect((await looked()).result.exitCode).toBe(0);
    services.macie.findings = [finding('1', 'a.txt')];
    expect((await looked()).result.exitCode).toBe(1);
  });

  it('is told where it saw a part, or what the object held before', async () => {
    put({ 'a.txt': 'nothing\n', 'b.txt': 'nothing\n' });
    services.macie.findings = [
      finding('1', 'a.txt', {
        status: { code: 'PARTIAL' },
        customDataIdentifiers: { totalCount: 4 },
        sensitiveData: [],
      }),
      finding('2', 'b.txt', {}, { eTag: 'another' }),
    ];
    const { result } = await looked();
    expect(result.files.map(({ opinions }) => [reasons(opinions), opinions?.[0]?.types])).toEqual([
      [[['part', 'not_read']], [{ type: 'CUSTOM_IDENTIFIER', count: 4 }]],
      [[['none', 'changed']], []],
    ]);
  });

  it.each([
    ['OFF', 'off'],
    ['PAUSED', 'off'],
  ] as const)('that is %s is told, and nothing is clean by it', async (status, reason) => {
    put({ 'a.txt': 'nothing\n' });
    services.macie.status = status;
    const { result } = await looked();
    expect([result.exitCode, result.files[0]?.opinions?.[0]?.problems]).toEqual([
      3,
      [{ reason, what: REGION, detail: `Macie is off or paused in ${REGION}` }],
    ]);
  });

  it.each(['GetMacieSession', 'ListFindings', 'GetFindings'])(
    'that denies %s is told with the action',
    async (operation) => {
      put({ 'a.txt': 'nothing\n' });
      services.macie.findings = [finding('1', 'a.txt')];
      services.macie.refused = operation;
      const { result } = await looked();
      expect([result.exitCode, result.files[0]?.opinions?.[0]?.problems]).toEqual([
        3,
        [{ reason: 'denied', what: `macie2:${operation}`, detail: `it was denied; allow macie2:${operation}` }],
      ]);
    },
  );

  it('is asked in its pages and in as few calls as it takes', async () => {
    const keys = Array.from({ length: 60 }, (_, index) => `${String(index).padStart(2, '0')}.txt`);
    put(Object.fromEntries(keys.map((key) => [key, 'nothing\n'])));
    services.macie.findings = keys.flatMap((key) => [finding(`${key}-1`, key), finding(`${key}-2`, key)]);
    const { result } = await looked();
    expect(result.files.every(({ opinions }) => opinions?.[0]?.types.length === 3)).toBe(true);
    const count = (operation: string) => services.macie.asked.filter((one) => one.startsWith(operation)).length;
    expect(['GetMacieSession', 'ListFindings', 'GetFindings'].map(count)).toEqual([1, 3, 3]);
  });

  it('says nothing of files that do not lie in S3', async () => {
    const { opinions } = await asked({ 'a.txt': 'nothing\n' }, {
      macie: true,
      comprehend: false,
      maxUsd: undefined,
    } as never);
    expect(opinions).toEqual({ 'a.txt': [] });
  });
});
