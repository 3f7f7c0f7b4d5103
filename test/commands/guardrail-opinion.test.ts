import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PiiOptions, pii } from '../../src/commands/pii.js';
import type { PiiOpinion, PiiResult } from '../../src/model/pii.js';
import { freshFolder } from '../cli/kansa.js';
import { ACCOUNT, REGION } from '../collectors/expedition.js';
import { type ObjectStore, startObjectStore } from '../collectors/object-store.js';
import { type GuardrailSettings, type OpinionServices, opinionServices } from '../collectors/opinion-services.js';

let store: ObjectStore;
let services: OpinionServices;
beforeAll(async () => {
  // Keys that open nothing.
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' });
  store = await startObjectStore();
});
beforeEach(() => {
  services = opinionServices();
  services.bedrock.guardrails = { 'abc123:DRAFT': settings() };
  store.others = services.answer;
  store.objects.clear();
});
afterAll(() => store.stop());

const ARN = `arn:aws:bedrock:${REGION}:${ACCOUNT}:guardrail/abc123`;
const OTHER = `arn:aws:bedrock:${REGION}:${ACCOUNT}:guardrail/def456`;
const LETTER = 'Dear Paulo Santos, please write to paulo@example.com.\n';
const CLEAN = 'There is nothing of interest here.\n';

const PERSONAL_DATA = {
  piiEntities: [
    { type: 'NAME', action: 'ANONYMIZE' },
    { type: 'EMAIL', action: 'ANONYMIZE' },
    { type: 'PIN', action: 'BLOCK' },
  ],
  regexes: [{ name: 'employee-number', pattern: 'E\\d{6}', action: 'BLOCK' }],
};

const settings = (more: GuardrailSettings = {}, version = 'DRAFT'): GuardrailSettings => ({
  name: 'example',
  guardrailId: 'abc123',
  guardrailArn: ARN,
  version,
  status: 'READY',
  sensitiveInformationPolicy: PERSONAL_DATA,
  createdAt: '2026-03-01T00:00:00Z',
  updatedAt: '2026-03-01T00:00:00Z',
  blockedInputMessaging: 'no',
  blockedOutputsMessaging: 'no',
  ...more,
});

interface Asked extends Partial<Omit<PiiOptions, 'maxUsd'>> {
  /** A dollar, unless told. */
  readonly maxUsd?: number | undefined;
}

const asked = async (
  files: Readonly<Record<string, string>>,
  given: Asked = {},
): Promise<{
  document: string;
  told: string[];
  result: PiiResult;
  opinions: Record<string, PiiOpinion | undefined>;
}> => {
  const { maxUsd, ...options } = { maxUsd: 1, ...given };
  const folder = freshFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
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
    guardrail: 'abc123',
    ...(maxUsd !== undefined && { maxUsd }),
    tell: (sentence) => told.push(sentence),
    ...options,
  });
  const shown = document.replaceAll(`${folder}/`, '');
  const result: PiiResult = options.format === 'text' ? { files: [] } : JSON.parse(shown);
  const opinions = Object.fromEntries(
    result.files.map(({ path, opinions: own = [] }) => [path, own.find(({ by }) => by === 'guardrail')]),
  );
  return { document: shown, told, result, opinions };
};

const reasons = (opinion: PiiOpinion | undefined) =>
  opinion && [opinion.state, ...opinion.problems.map(({ reason }) => reason)];

describe('a guardrail', () => {
  it('is asked nothing before somebody says what it may cost', async () => {
    await expect(asked({ 'a.txt': LETTER }, { maxUsd: undefined })).rejects.toThrow(
      'pii: --guardrail sends texts to AWS, which charges for them: say what may be spent at most, e.g. --max-usd 1',
    );
    expect(services.bedrock.calls).toEqual([]);
  });

  it('is told in its own words and in those of kansa, with what it does, and what that cost', async () => {
    services.bedrock.regexes = { 'employee-number': /E\d{6}/g };
    const { opinions, result, told } = await asked({ 'a.txt': `${LETTER}E123456 and E654321\n` });
    expect(opinions['a.txt']).toEqual({
      by: 'guardrail',
      state: 'whole',
      problems: [],
      types: [
        { type: 'EMAIL', as: 'email', count: 1, action: 'masked' },
        { type: 'NAME', as: 'name', count: 1, action: 'masked' },
        { type: 'REGEX', name: 'employee-number', count: 2, action: 'masked' },
      ],
      below: 0,
    });
    expect([result.exitCode, result.cost, result.requests, result.guardrail]).toEqual([
      1,
      { usd: 0.0001, estimate: 0.0001, limit: 1, units: { 'bedrock-runtime:ApplyGuardrail': 1 } },
      {
        'bedrock-runtime:ApplyGuardrail': 1,
        'bedrock:GetGuardrail': 1,
        'bedrock:ListEnforcedGuardrailsConfiguration': 1,
        'organizations:DescribeEffectivePolicy': 1,
        'sts:GetCallerIdentity': 1,
      },
      {
        arn: ARN,
        version: 'DRAFT',
        region: REGION,
        types: [{ type: 'EMAIL', as: 'email' }, { type: 'NAME', as: 'name' }, { type: 'PIN' }],
        regexes: ['employee-number'],
        enforced: 0,
      },
    ]);
    expect(services.bedrock.asked).toEqual([
      {
        where: `${REGION} abc123:DRAFT`,
        text: `${LETTER}E123456 and E654321\n`,
        body: {
          source: 'OUTPUT',
          outputScope: 'FULL',
          content: [{ text: { text: `${LETTER}E123456 and E654321\n` } }],
        },
      },
    ]);
    expect(told).toEqual([
      `guardrail abc123:DRAFT in ${REGION} would be sent at most 1 unit of text, for at most USD 0.0001; the limit is USD 1.00, and nothing beyond it is sent`,
    ]);
  });

  it('is told beside the detectors: what both find, what one finds, and what it is not set to look for', async () => {
    services.bedrock.action = 'BLOCKED';
    services.bedrock.entities = { EMAIL: /[\w.]+@[\w.]+\w/g, PIN: /1234\b/g };
    const text = 'paulo@example.com, Tel. 03-3210-1234\n';
    const english = await asked({ 'a.txt': text }, { format: 'text' });
    expect(english.document).toBe(`a.txt  text, utf-8
  e-mail address  × 1  0.97  p****@***  form
    1:1
  telephone number  × 1  0.97  03-****-**34  numbering plan, grouping, word beside it
    1:25
  Amazon Bedrock Guardrails: all of the text
    finds, too: e-mail address (EMAIL) × 1 blocked
    alone finds: PIN × 1 blocked
    does not look for: telephone number
1 file, 37 bytes looked at
Amazon Bedrock Guardrails: an opinion of 1 whole, of 0 in part, of 0 none
guardrail ${ARN}, version DRAFT (${REGION}): looks for 3 types and 1 regular expression
cost by the price list: at most USD 0.0001 of USD 1 that may be spent; units: bedrock-runtime:ApplyGuardrail 1
requests to AWS, which charges by its price list: bedrock-runtime:ApplyGuardrail 1, bedrock:GetGuardrail 1, bedrock:ListEnforcedGuardrailsConfiguration 1, organizations:DescribeEffectivePolicy 1, sts:GetCallerIdentity 1
exit 1: something was found
`);
    const japanese = await asked({ 'a.txt': text }, { format: 'text', language: 'ja' });
    expect(japanese.document).toContain(`  Amazon Bedrock Guardrails：本文の全部
    同じく検出：メールアドレス（EMAIL） 1 件 ブロック
    このサービスだけが検出：PIN 1 件 ブロック
    ガードレールの検出対象外：電話番号
`);
    expect(japanese.document).toContain(
      `ガードレール ${ARN}、バージョン DRAFT（${REGION}）：検出対象は機密情報 3 種類、正規表現 1 件\n`,
    );
    services.bedrock.entities = {};
    const silent = await asked({ 'a.txt': text }, { format: 'text' });
    expect(silent.document).toContain('    does not find: e-mail address\n    does not look for: telephone number\n');
  });

  it('alone makes exit 1, and makes nothing clean that it finds nothing in', async () => {
    const alone = await asked({ 'a.txt': 'It was Paulo Santos who came to see us.\n' });
    expect([alone.result.exitCode, alone.result.files[0]?.detections]).toEqual([1, []]);
    services.bedrock.entities = {};
    const silent = await asked({ 'a.txt': LETTER });
    expect([silent.result.exitCode, silent.opinions['a.txt']?.types]).toEqual([1, []]);
    const clean = await asked({ 'a.txt': CLEAN });
    expect([clean.result.exitCode, reasons(clean.opinions['a.txt'])]).toEqual([0, ['whole']]);
  });

  it('reads Japanese', async () => {
    const { result, opinions } = await asked({ 'a.txt': '担当は山田太郎です。\n' });
    expect([result.exitCode, opinions['a.txt']?.state, opinions['a.txt']?.types]).toEqual([
      1,
      'whole',
      [{ type: 'NAME', as: 'name', count: 1, action: 'masked' }],
    ]);
  });

  it('tells the strictest of what it does about values of a type', async () => {
    const entity = (action: string) => ({ type: 'NAME', match: 'x', action, detected: true });
    services.bedrock.answered = {
      assessments: [
        { sensitiveInformationPolicy: { piiEntities: [entity('NONE'), entity('BLOCKED')], regexes: [] } },
        { sensitiveInformationPolicy: { piiEntities: [entity('ANONYMIZED')], regexes: [] } },
        {},
      ],
    };
    const { opinions } = await asked({ 'a.txt': CLEAN });
    expect(opinions['a.txt']?.types).toEqual([{ type: 'NAME', as: 'name', count: 3, action: 'blocked' }]);
  });

  it('is asked in the region of its ARN, by a version that somebody names', async () => {
    services.bedrock.guardrails = { 'abc123:3': settings({}, '3') };
    const { result } = await asked({ 'a.txt': LETTER }, { guardrail: `${ARN}:3`, region: 'us-east-1' });
    expect([result.guardrail?.version, services.bedrock.calls]).toEqual([
      '3',
      [
        `GetGuardrail ${REGION}`,
        `ListEnforcedGuardrailsConfiguration ${REGION}`,
        'DescribeEffectivePolicy us-east-1',
        `ApplyGuardrail ${REGION}`,
      ],
    ]);
  });

  it('is sent a long text in pieces of at most 25 units, and nothing that is blank', async () => {
    services.bedrock.entities = {};
    const line = '何も問題はありません。\n';
    const { opinions, result } = await asked({ 'a.txt': line.repeat(5000), 'b.txt': ' \n \n', 'c.txt': '' });
    const texts = services.bedrock.asked.map(({ text }) => text);
    expect([texts.join(''), Math.max(...texts.map(({ length }) => length))]).toEqual([
      line.repeat(5000),
      Math.floor(25_000 / line.length) * line.length,
    ]);
    expect(Object.values(opinions).map(reasons)).toEqual([['whole'], ['whole'], ['whole']]);
    expect(result.cost?.units).toEqual({ 'bedrock-runtime:ApplyGuardrail': 25 + 25 + 11 });
    services.bedrock.asked.length = 0;
    await asked({ 'a.txt': `${CLEAN}${' \n'.repeat(30_000)}${CLEAN}` });
    expect(services.bedrock.asked.map(({ text }) => text.trim())).toEqual([CLEAN.trim(), CLEAN.trim()]);
  });

  it('says before anything is sent that it passes texts on to other regions', async () => {
    services.bedrock.guardrails = {
      'abc123:DRAFT': settings({ crossRegionDetails: { guardrailProfileId: 'apac.guardrail.v1:0' } }),
    };
    const { told } = await asked({ 'a.txt': LETTER });
    expect(told[0]).toContain(
      `guardrail abc123:DRAFT in ${REGION}, which passes texts on to other regions (apac.guardrail.v1:0), would be sent`,
    );
  });

  it('is heard beside Comprehend, on one budget, and both say what they may cost first', async () => {
    const { result, told } = await asked({ 'a.txt': LETTER }, { comprehend: true });
    expect(result.files[0]?.opinions?.map(({ by, state }) => [by, state])).toEqual([
      ['comprehend', 'whole'],
      ['guardrail', 'whole'],
    ]);
    expect([result.cost?.usd, result.cost?.estimate, told.length]).toEqual([0.000706, 0.000706, 2]);
    const short = await asked({ 'a.txt': LETTER }, { comprehend: true, maxUsd: 0.000606 });
    expect(short.result.files[0]?.opinions?.map(({ by, state }) => [by, state])).toEqual([
      ['comprehend', 'whole'],
      ['guardrail', 'none'],
    ]);
  });
});

describe('what is no guardrail to ask', () => {
  const refused = async (guardrail: string, sentence: string): Promise<void> => {
    await expect(asked({ 'a.txt': LETTER }, { guardrail })).rejects.toThrow(sentence);
    expect(services.bedrock.asked).toEqual([]);
  };

  it.each([
    '',
    'ABC',
    'abc123:',
    'abc123:0',
    'abc123:latest',
    'abc123:DRAFT:1',
    '../x',
    'arn:aws:bedrock:x:1:guardrail/a',
  ])('is %j, which is no name of one', async (guardrail) => {
    await refused(
      guardrail,
      `--guardrail ${JSON.stringify(guardrail)} names no guardrail: give its ID or ARN, and behind a colon a version or DRAFT, e.g. a1b2c3d4e5f6:3`,
    );
    expect(services.bedrock.calls).toEqual([]);
  });

  it('is one in a region that AWS does not have', async () => {
    const id = 'arn:aws:bedrock:evil-host-1:123456789012:guardrail/abc123';
    await refused(id, `--guardrail ${id}: its ARN names the unknown region evil-host-1`);
  });

  it.each(['nothere', 'abc123:7'])('is %s, which is not there', async (guardrail) => {
    const [id, version = 'DRAFT'] = guardrail.split(':');
    await refused(
      guardrail,
      `pii: there is no guardrail ${id} with version ${version} in ${REGION}: check --guardrail ${id}:${version}, and --region`,
    );
  });

  it.each([
    ['nothing', { sensitiveInformationPolicy: undefined, wordPolicy: { words: [{ text: 'no' }] } }],
    [
      'nothing in what a model answers',
      {
        sensitiveInformationPolicy: {
          piiEntities: [{ type: 'NAME', action: 'BLOCK', inputEnabled: true, outputEnabled: false }],
        },
      },
    ],
  ])('looks for %s', async (_, more) => {
    services.bedrock.guardrails = { 'abc123:DRAFT': settings(more) };
    await refused(
      'abc123',
      'pii: --guardrail abc123:DRAFT looks for no sensitive information in what a model answers, and so has no opinion: name a guardrail that does',
    );
  });

  it.each([
    ['automatedReasoningPolicy', { policies: [`arn:aws:bedrock:${REGION}:${ACCOUNT}:automated-reasoning-policy/x`] }],
    ['telepathyPolicy', { filters: [] }],
  ])('has a policy without a known price: %s', async (policy, value) => {
    services.bedrock.guardrails = { 'abc123:DRAFT': settings({ [policy]: value }) };
    await refused(
      'abc123',
      `pii: --guardrail abc123:DRAFT has a policy whose price kansa does not know (${policy}): name a guardrail without it`,
    );
  });
});

describe('a language that guardrails do not read', () => {
  it('is told by its script, nothing of it is sent, and it is never clean', async () => {
    const { opinions, result, told } = await asked({ 'a.txt': 'Ничего интересного здесь нет.\n' });
    expect([result.exitCode, opinions['a.txt']]).toEqual([
      3,
      {
        by: 'guardrail',
        state: 'none',
        language: 'und-Cyrl',
        problems: [
          {
            reason: 'language_not_supported',
            what: 'und-Cyrl',
            detail:
              'guardrails detect personal data in 17 languages; there is text in a script of none of them (und-Cyrl)',
          },
        ],
        types: [],
        below: 0,
      },
    ]);
    expect([services.bedrock.asked, told[0]]).toEqual([[], expect.stringContaining('at most 0 units of text')]);
    const { document } = await asked(
      { 'a.txt': 'Ничего интересного здесь нет.\n' },
      { format: 'text', language: 'ja' },
    );
    expect(document).toContain(
      '所見不足  a.txt\n  ! Amazon Bedrock Guardrails：対応する 17 言語のいずれの文字でもない文章がある（und-Cyrl）。その部分の判定は得られない\n',
    );
  });

  it('makes the opinion one of a part where some of it stands in a text that they read', async () => {
    const { opinions, result } = await asked({ 'a.txt': `${CLEAN.repeat(5)}Ничего\n` });
    expect([result.exitCode, reasons(opinions['a.txt'])]).toEqual([3, ['part', 'language_not_supported']]);
  });
});

describe('what was not asked', () => {
  it.each([
    ['GetGuardrail', 'bedrock:GetGuardrail'],
    ['ListEnforcedGuardrailsConfiguration', 'bedrock:ListEnforcedGuardrailsConfiguration'],
    ['DescribeEffectivePolicy', 'organizations:DescribeEffectivePolicy'],
    ['ApplyGuardrail', 'bedrock:ApplyGuardrail'],
  ])('for want of the right to %s, is told with the action, and nothing further is sent', async (operation, action) => {
    services.failing = [{ operation, code: 'AccessDeniedException', status: 403, times: 9 }];
    const { opinions, result } = await asked({ 'a.txt': CLEAN, 'b.txt': CLEAN });
    const denied = { reason: 'denied', what: action, detail: `it was denied; allow ${action}` };
    expect([result.exitCode, opinions['a.txt']?.problems, opinions['b.txt']?.problems]).toEqual([
      3,
      [denied],
      [denied],
    ]);
    expect(services.bedrock.asked.length).toBe(operation === 'ApplyGuardrail' ? 1 : 0);
  });

  it('because it was throttled on every attempt, is told of that file, and every attempt counts', async () => {
    services.failing = [{ operation: 'ApplyGuardrail', code: 'ThrottlingException', status: 429, times: 2 }];
    const { opinions, result } = await asked({ 'a.txt': CLEAN, 'b.txt': CLEAN });
    expect([reasons(opinions['a.txt']), reasons(opinions['b.txt'])]).toEqual([['none', 'throttled'], ['whole']]);
    expect([result.cost?.units, result.requests?.['bedrock-runtime:ApplyGuardrail']]).toEqual([
      { 'bedrock-runtime:ApplyGuardrail': 3 },
      3,
    ]);
  });

  it('of a file, once a piece of it failed, is told, and what was found until then stands', async () => {
    services.failing = [{ operation: 'ApplyGuardrail', code: 'InternalServerException', status: 400, times: 0 }];
    const text = `${LETTER}${CLEAN.repeat(1500)}`;
    const later = { operation: 'ApplyGuardrail', code: 'InternalServerException', status: 400, times: 9 };
    const answer = services.answer;
    store.others = async (request) => {
      if (services.bedrock.asked.length === 1) services.failing = [later];
      return answer(request);
    };
    const { opinions } = await asked({ 'a.txt': text });
    expect([reasons(opinions['a.txt']), opinions['a.txt']?.types.map(({ type }) => type)]).toEqual([
      ['part', 'unavailable'],
      ['EMAIL', 'NAME'],
    ]);
    expect(services.bedrock.asked.length).toBe(2);
  });

  it('because the guardrail is gone by now, ends the sending', async () => {
    services.failing = [{ operation: 'ApplyGuardrail', code: 'ResourceNotFoundException', status: 404, times: 9 }];
    const { opinions } = await asked({ 'a.txt': CLEAN, 'b.txt': CLEAN });
    expect([reasons(opinions['a.txt']), reasons(opinions['b.txt']), services.bedrock.asked.length]).toEqual([
      ['none', 'gone'],
      ['none', 'gone'],
      1,
    ]);
  });

  it('by the count of the guardrail itself, is told', async () => {
    services.bedrock.answered = { guardrailCoverage: { textCharacters: { guarded: 10, total: 35 } } };
    const { opinions, result } = await asked({ 'a.txt': CLEAN });
    expect([result.exitCode, opinions['a.txt']?.problems]).toEqual([
      3,
      [
        {
          reason: 'not_read',
          what: 'characters',
          detail: 'by its own count the guardrail did not look at every character',
        },
      ],
    ]);
  });

  it.each([
    ['assessments', { assessments: undefined }],
    ['usage', { usage: undefined }],
    [
      'type',
      {
        assessments: [
          { sensitiveInformationPolicy: { piiEntities: [{ type: 'Paulo', action: 'NONE' }], regexes: [] } },
        ],
      },
    ],
    [
      'action',
      { assessments: [{ sensitiveInformationPolicy: { piiEntities: [{ type: 'NAME', action: 'x' }], regexes: [] } }] },
    ],
  ])('because an answer names no %s, is told', async (_, answered) => {
    services.bedrock.answered = answered;
    const { opinions, result } = await asked({ 'a.txt': CLEAN });
    expect([result.exitCode, reasons(opinions['a.txt'])]).toEqual([3, ['none', 'unavailable']]);
  });
});

describe('guardrails that account and organisation enforce', () => {
  const enforced = (arn: string, version: string) => ({ configId: 'x', guardrailArn: arn, guardrailVersion: version });
  const policy = (regions: object) => JSON.stringify({ bedrock: { guardrail_inference: regions } });

  it('are paid for as the dearest that there can be, each once', async () => {
    services.bedrock.enforced = [enforced(OTHER, '2')];
    services.bedrock.policy = policy({
      [REGION]: {
        config_1: { identifier: `${OTHER}:2`, input_tags: 'honor' },
        config_2: { identifier: { '@@assign': 'arn:aws:bedrock:us-east-1:111122223333:guardrail/ghi789:1' } },
      },
      'us-west-2': { config_1: { identifier: 'arn:aws:bedrock:us-west-2:111122223333:guardrail/jkl012:1' } },
    });
    const { result, told } = await asked({ 'a.txt': LETTER });
    expect([result.guardrail?.enforced, result.cost?.usd]).toEqual([2, 0.0011]);
    expect(told[0]).toContain(
      `guardrail abc123:DRAFT in ${REGION}, with 2 more that are enforced and counted at the price of the dearest, would be sent at most 1 unit of text, for at most USD 0.0011;`,
    );
  });

  it('are not paid for twice where it is the same guardrail that is asked', async () => {
    services.bedrock.guardrails = { 'abc123:3': settings({}, '3') };
    services.bedrock.enforced = [enforced(ARN, '3')];
    const { result } = await asked({ 'a.txt': LETTER }, { guardrail: 'abc123:3' });
    expect([result.guardrail?.enforced, result.cost?.usd]).toEqual([0, 0.0001]);
  });

  it.each(['no JSON', '[]', '{"bedrock": []}', policy({ [REGION]: { config_1: {} } })])(
    'leave the price unknown where the policy is %s: nothing is sent',
    async (text) => {
      services.bedrock.policy = text;
      const { opinions, result } = await asked({ 'a.txt': CLEAN });
      expect([result.exitCode, reasons(opinions['a.txt']), services.bedrock.asked]).toEqual([
        3,
        ['none', 'unavailable'],
        [],
      ]);
    },
  );
});

describe('the budget', () => {
  const on = { outputEnabled: true };
  const policies = {
    contentPolicy: { filters: [{ type: 'HATE', inputStrength: 'HIGH', outputStrength: 'HIGH', ...on }] },
    topicPolicy: { topics: [{ name: 'advice', definition: 'advice', ...on }] },
    wordPolicy: { words: [{ text: 'no' }], managedWordLists: [] },
    contextualGroundingPolicy: { filters: [{ type: 'GROUNDING', threshold: 0.5, enabled: true }] },
  };
  const off = {
    contentPolicy: { filters: [{ type: 'HATE', inputStrength: 'HIGH', outputStrength: 'NONE', outputEnabled: false }] },
    topicPolicy: { topics: [{ name: 'advice', definition: 'advice', outputEnabled: false }] },
    contextualGroundingPolicy: { filters: [{ type: 'GROUNDING', threshold: 0.5, enabled: false }] },
  };

  it.each([
    ['filters for personal data', {}, 0.0001],
    [
      'regular expressions alone, which cost nothing',
      { sensitiveInformationPolicy: { regexes: PERSONAL_DATA.regexes } },
      0,
    ],
    ['every policy that has a price', policies, 0.0005],
    ['policies that are off', off, 0.0001],
  ])('counts %s', async (_, more, usd) => {
    services.bedrock.guardrails = { 'abc123:DRAFT': settings(more) };
    const { result } = await asked({ 'a.txt': LETTER });
    expect([result.cost?.usd, services.bedrock.charged]).toEqual([usd, Math.round(usd * 1_000_000)]);
  });

  it('ends the sending before it is spent, and what was not sent is told', async () => {
    const { opinions, result } = await asked({ 'a.txt': CLEAN, 'b.txt': CLEAN }, { maxUsd: 0.00015 });
    expect([reasons(opinions['a.txt']), reasons(opinions['b.txt'])]).toEqual([['whole'], ['none', 'budget']]);
    expect([result.exitCode, result.cost?.usd, result.cost?.estimate]).toEqual([3, 0.0001, 0.0002]);
  });

  it('ends where a request costs more than its price, which is owed', async () => {
    const usage = {
      contentPolicyUnits: 3,
      topicPolicyUnits: 0,
      wordPolicyUnits: 0,
      sensitiveInformationPolicyUnits: 1,
      sensitiveInformationPolicyFreeUnits: 0,
      contextualGroundingPolicyUnits: 0,
    };
    services.bedrock.answered = { usage };
    const { opinions, result } = await asked({ 'a.txt': LETTER, 'b.txt': CLEAN });
    expect([reasons(opinions['a.txt']), reasons(opinions['b.txt']), opinions['a.txt']?.types.length]).toEqual([
      ['part', 'unpriced'],
      ['none', 'unpriced'],
      2,
    ]);
    expect([result.cost?.usd, services.bedrock.asked.length]).toEqual([0.00055, 1]);
    services.bedrock.answered = { usage: { ...usage, contentPolicyUnits: 0, automatedReasoningPolicyUnits: 1 } };
    const unpriced = await asked({ 'a.txt': CLEAN });
    expect(reasons(unpriced.opinions['a.txt'])).toEqual(['part', 'unpriced']);
  });

  it('is never exceeded, and the estimate is never too low', async () => {
    const words = fc.array(
      fc.constantFrom('Paulo Santos ', 'p@example.com ', 'word ', '山田太郎', '𠮷', 'слово ', '\n'),
      {
        maxLength: 120,
      },
    );
    const text = fc.tuple(words, fc.integer({ min: 1, max: 40 })).map(([some, times]) => some.join('').repeat(times));
    const some = fc
      .subarray([...Object.entries(policies), ...Object.entries(off)])
      .map((all) => Object.fromEntries(all));
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 30_000 }),
        some,
        fc.integer({ min: 0, max: 2 }),
        fc.constantFrom('InternalServerException', undefined),
        async (texts, micros, more, enforced, code) => {
          services = opinionServices();
          store.others = services.answer;
          services.bedrock.guardrails = { 'abc123:DRAFT': settings(more) };
          services.bedrock.enforced = Array.from({ length: enforced }, (_, index) => ({
            guardrailArn: `${OTHER}${index}`,
            guardrailVersion: '1',
          }));
          if (code !== undefined) services.failing = [{ operation: 'ApplyGuardrail', code, status: 500, times: 1 }];
          const files = Object.fromEntries(texts.map((one, index) => [`${index}.txt`, one]));
          const { result } = await asked(files, { maxUsd: micros / 1_000_000 });
          const { usd = 0, estimate = 0 } = result.cost ?? {};
          const { charged } = services.bedrock;
          expect(charged).toBeLessThanOrEqual(micros);
          expect(Math.round(usd * 1_000_000)).toBeGreaterThanOrEqual(charged);
          expect(usd).toBeLessThanOrEqual(micros / 1_000_000);
          // Only what is sent again is not foreseen.
          if (code === undefined) expect(usd).toBeLessThanOrEqual(estimate);
          // What nobody asked about for want of money is never clean.
          const isLacking = result.files.some(({ opinions: [one] = [] }) => one?.state !== 'whole');
          if (isLacking) expect(result.exitCode).not.toBe(0);
        },
      ),
      { numRuns: 40 },
    );
  });
});

it('shows no value of what was sent, whatever the guardrail answers', async () => {
  const planted = ['Paulo Santos', 'paulo.santos', '4111111111111111', 'Any Street', 'hunter2-geheim'];
  const text =
    'Dear Paulo Santos (paulo.santos@example.com), 123 Any Street: card 4111111111111111, password=hunter2-geheim\n';
  const files = { 'a.txt': text, 'b.json': JSON.stringify({ text }), 'c.csv': `text\n"${text}"\n` };
  const shown: string[] = [];
  const show = async (options: Partial<PiiOptions> = {}) => {
    const { document, told } = await asked(files, options);
    shown.push(document, ...told);
  };
  services.bedrock.regexes = { 'employee-number': /.+/g };
  for (const format of ['json', 'text'] as const)
    for (const language of ['en', 'ja'] as const) await show({ format, language });
  const found = (type: string, name: string) => ({
    actionReason: text,
    outputs: [{ text }],
    assessments: [
      {
        topicPolicy: { topics: [{ name: text, type: 'DENY', action: 'BLOCKED' }] },
        sensitiveInformationPolicy: {
          piiEntities: [{ type, match: text, action: 'BLOCKED' }],
          regexes: [{ name, match: text, regex: text, action: 'NONE' }],
        },
        [text]: text,
      },
    ],
  });
  services.bedrock.answered = found('NAME', text);
  await show();
  services.bedrock.answered = found('Paulo Santos', 'Paulo Santos');
  await show();
  services.bedrock.answered = { assessments: text };
  await show();
  for (const code of ['ValidationException', 'AccessDeniedException', text.slice(5, 17)]) {
    services.failing = [{ operation: 'ApplyGuardrail', code, status: 400, message: `Value '${text}'`, times: 99 }];
    await show();
  }
  expect(shown.length).toBeGreaterThan(15);
  expect(planted.filter((value) => shown.some((one) => one.includes(value)))).toEqual([]);
});
