import { expect, test } from 'vitest';
import { guardrails } from '../../src/collectors/bedrock/guardrail.js';
import { canBeTried } from '../../src/collectors/bedrock/guardrail-pattern.js';
import { modelInvocationLogging } from '../../src/collectors/bedrock/model-invocation-logging.js';
import { ACCOUNT, complete, explore, REGION, seenBy } from './expedition.js';
import { broken, byInput, denied, gone, noTags, unmodelled } from './written.js';

const LOGGING = 'AWS::Bedrock::ModelInvocationLogging';
const CALL = 'bedrock:GetModelInvocationLoggingConfiguration';
const GUARDRAIL = 'AWS::Bedrock::Guardrail';
const arn = `arn:aws:bedrock:${REGION}:${ACCOUNT}:guardrail/gr1`;
const other = `arn:aws:bedrock:${REGION}:${ACCOUNT}:guardrail/gr2`;

const list = (...guardrails: { id: string; arn: string; version?: string; status?: string }[]) => ({ guardrails });
const ofOne = (of: string) => `{"guardrailIdentifier":"${of}"}`;
const get = (of: string, version?: string) =>
  `{"guardrailIdentifier":"${of}"${version === undefined ? '' : `,"guardrailVersion":"${version}"`}}`;
const bare = { guardrailId: 'gr1', guardrailArn: arn, name: 'chat', version: 'DRAFT', status: 'READY' };

const draft = {
  ...bare,
  contentPolicy: {
    filters: [{ type: 'HATE', inputStrength: 'HIGH', outputStrength: 'LOW', inputAction: 'BLOCK', inputEnabled: true }],
    tier: { tierName: 'STANDARD' },
  },
  sensitiveInformationPolicy: {
    piiEntities: [
      { type: 'EMAIL', action: 'ANONYMIZE', inputAction: 'NONE', outputAction: 'BLOCK', outputEnabled: false },
    ],
    regexes: [{ name: 'ticket', pattern: 'T-[0-9]+', action: 'BLOCK' }],
  },
  topicPolicy: {
    topics: [{ name: 'advice', definition: 'Advice.', examples: ['Buy?'], type: 'DENY' }],
    tier: { tierName: 'CLASSIC' },
  },
  wordPolicy: { words: [{ text: 'acme' }], managedWordLists: [{ type: 'PROFANITY' }] },
  contextualGroundingPolicy: { filters: [{ type: 'GROUNDING', threshold: 0.7, action: 'BLOCK' }] },
  kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k',
};

test('a regular expression that cannot be tried is a gap, in the draft and in a version', async () => {
  const regexes = (...patterns: string[]) => ({
    sensitiveInformationPolicy: { regexes: patterns.map((pattern) => ({ name: 'own', pattern, action: 'BLOCK' })) },
  });
  const { resources } = await explore(guardrails, {
    'bedrock:ListGuardrails': byInput({
      '{}': list({ id: 'gr1', arn, version: 'DRAFT' }),
      [ofOne(arn)]: list({ id: 'gr1', arn, version: '1', status: 'READY' }),
    }),
    'bedrock:GetGuardrail': byInput({
      [get(arn)]: { ...bare, ...regexes('T-[0-9]+', '(?<=T-)[0-9]+') },
      [get(arn, '1')]: { ...bare, version: '1', ...regexes('(.)\\1') },
    }),
  });
  expect(resources.flatMap(({ gaps }) => gaps)).toEqual([
    ...[
      '/properties/SensitiveInformationPolicyConfig/RegexesConfig/1/Pattern',
      '/runtime/Versions/0/SensitiveInformationPolicyConfig/RegexesConfig/0/Pattern',
    ].map((pointer) => ({
      pointer,
      kind: 'missing',
      reason: 'parse_error',
      detail: 'the regular expression is not one that can be tried on an example',
    })),
    noTags(GUARDRAIL),
  ]);
});

test.each([
  '\\b\\d{4}[ -]?\\d{4}[ -]?\\d{4}\\b',
  '(?:\\d{3}\\-)?\\d{4}\\-\\d{6}',
  '[A-Z]{2}\\d{7}',
  '^T-[0-9]+$',
  '社員番号[:：]?\\s*E\\d{1,999}',
  'a+?b|c*',
])('%s can be tried', (pattern) => {
  expect(canBeTried(pattern)).toBe(true);
});

test.each([
  '(?=a)b',
  '(?!a)b',
  '(?<=a)b',
  '(?<year>[0-9]+)',
  '(?i)abc',
  '(.)\\1',
  '\\p{Han}+',
  '[[:digit:]]+',
  '[]a]',
  'a{1000}',
  'a{1,1000}',
  'a{2,1}',
  '[9-0]',
  '(a',
  'a)',
  '*a',
  'a**',
  'a++',
  'a\\',
])('%s cannot', (pattern) => {
  expect(canBeTried(pattern)).toBe(false);
});

test('a guardrail has its draft under CloudFormation’s names, and its published versions beside it', async () => {
  const { resources, listings } = await explore(guardrails, {
    'bedrock:ListGuardrails': byInput({
      '{}': list({ id: 'gr1', arn, version: 'DRAFT' }),
      [ofOne(arn)]: list(
        { id: 'gr1', arn, version: 'DRAFT', status: 'READY' },
        { id: 'gr1', arn, version: '1', status: 'READY' },
      ),
    }),
    'bedrock:GetGuardrail': byInput({
      [get(arn)]: draft,
      [get(arn, '1')]: {
        ...bare,
        version: '1',
        contentPolicy: { filters: [{ type: 'HATE', inputStrength: 'LOW', outputStrength: 'LOW' }] },
        sensitiveInformationPolicy: { piiEntities: [{ type: 'NAME', action: 'BLOCK' }] },
        topicPolicy: { topics: [{ name: 'advice', definition: 'Advice.' }] },
        contextualGroundingPolicy: { filters: [{ type: 'RELEVANCE', threshold: 0.1, enabled: false }] },
      },
    }),
  });
  expect(resources).toEqual([
    {
      type: GUARDRAIL,
      id: arn,
      names: ['gr1'],
      account: ACCOUNT,
      region: REGION,
      tags: {},
      properties: {
        Name: 'chat',
        ContentPolicyConfig: {
          FiltersConfig: [
            { Type: 'HATE', InputStrength: 'HIGH', OutputStrength: 'LOW', InputAction: 'BLOCK', InputEnabled: true },
          ],
          ContentFiltersTierConfig: { TierName: 'STANDARD' },
        },
        SensitiveInformationPolicyConfig: {
          PiiEntitiesConfig: [
            { Type: 'EMAIL', Action: 'ANONYMIZE', InputAction: 'NONE', OutputAction: 'BLOCK', OutputEnabled: false },
          ],
          RegexesConfig: [{ Name: 'ticket', Pattern: 'T-[0-9]+', Action: 'BLOCK' }],
        },
        TopicPolicyConfig: {
          TopicsConfig: [{ Name: 'advice', Definition: 'Advice.', Examples: ['Buy?'], Type: 'DENY' }],
          TopicsTierConfig: { TierName: 'CLASSIC' },
        },
        WordPolicyConfig: { WordsConfig: [{ Text: 'acme' }], ManagedWordListsConfig: [{ Type: 'PROFANITY' }] },
        ContextualGroundingPolicyConfig: { FiltersConfig: [{ Type: 'GROUNDING', Threshold: 0.7, Action: 'BLOCK' }] },
        KmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k',
      },
      runtime: {
        Status: 'READY',
        Versions: [
          {
            Version: '1',
            Status: 'READY',
            ContentPolicyConfig: {
              FiltersConfig: [{ Type: 'HATE', InputStrength: 'LOW', OutputStrength: 'LOW' }],
            },
            SensitiveInformationPolicyConfig: { PiiEntitiesConfig: [{ Type: 'NAME', Action: 'BLOCK' }] },
            TopicPolicyConfig: { TopicsConfig: [{ Name: 'advice', Definition: 'Advice.' }] },
            ContextualGroundingPolicyConfig: {
              FiltersConfig: [{ Type: 'RELEVANCE', Threshold: 0.1, Enabled: false }],
            },
          },
        ],
      },
      source: seenBy(
        'bedrock:ListGuardrails',
        'bedrock:GetGuardrail',
        'bedrock:ListGuardrails',
        'bedrock:GetGuardrail',
      ),
      gaps: [noTags(GUARDRAIL)],
    },
  ]);
  expect(listings).toEqual([complete(GUARDRAIL)]);
});

test('a member that the SDK does not know is a gap where CloudFormation would have it, in the draft and in a version', async () => {
  const policy = {
    piiEntities: [
      { type: 'NAME', action: 'BLOCK' },
      { type: 'EMAIL', action: 'NONE', scopeAction: 'BLOCK' },
    ],
  };
  const { resources } = await explore(guardrails, {
    'bedrock:ListGuardrails': byInput({
      '{}': list({ id: 'gr1', arn, version: 'DRAFT' }),
      [ofOne(arn)]: list({ id: 'gr1', arn, version: '1', status: 'READY' }),
    }),
    'bedrock:GetGuardrail': { ...bare, sensitiveInformationPolicy: policy },
  });
  expect(resources.map(({ gaps }) => gaps)).toEqual([
    [
      unmodelled('/properties/SensitiveInformationPolicyConfig/PiiEntitiesConfig/1/ScopeAction'),
      unmodelled('/runtime/Versions/0/SensitiveInformationPolicyConfig/PiiEntitiesConfig/1/ScopeAction'),
      noTags(GUARDRAIL),
    ],
  ]);
});

test('a guardrail that may not be read is a stub, one that is gone is left out, and the others stand', async () => {
  const { resources, listings } = await explore(guardrails, {
    'bedrock:ListGuardrails': byInput({
      '{}': list(
        { id: 'gr1', arn, version: 'DRAFT' },
        { id: 'gr2', arn: other, version: 'DRAFT' },
        { id: 'gr3', arn: `${arn}3`, version: 'DRAFT' },
      ),
      else: list(),
    }),
    'bedrock:GetGuardrail': byInput({ [get(arn)]: denied, [get(other)]: gone, [get(`${arn}3`)]: bare }),
  });
  expect(resources.map(({ id }) => id)).toEqual([arn, `${arn}3`]);
  expect(resources[0]).toEqual({
    type: GUARDRAIL,
    id: arn,
    names: [],
    account: ACCOUNT,
    region: REGION,
    tags: {},
    properties: {},
    runtime: {},
    source: seenBy('bedrock:ListGuardrails'),
    gaps: [
      {
        pointer: '',
        kind: 'missing',
        reason: 'denied',
        detail: `bedrock:GetGuardrail in ${REGION} was denied (AccessDeniedException): not authorized`,
        action: 'bedrock:GetGuardrail',
      },
      noTags(GUARDRAIL),
    ],
  });
  expect(listings).toEqual([complete(GUARDRAIL)]);
});

test('versions that may not be listed are a gap, and one that may not be read is a gap of its own', async () => {
  const { resources } = await explore(guardrails, {
    'bedrock:ListGuardrails': byInput({
      '{}': list({ id: 'gr1', arn, version: 'DRAFT' }, { id: 'gr2', arn: other, version: 'DRAFT' }),
      [ofOne(arn)]: denied,
      [ofOne(other)]: list(
        { id: 'gr2', arn: other, version: '1' },
        { id: 'gr2', arn: other, version: '2', status: 'READY' },
      ),
    }),
    'bedrock:GetGuardrail': byInput({ [get(other, '2')]: broken, else: bare }),
  });
  expect(resources.map(({ runtime, gaps }) => ({ runtime, gaps }))).toEqual([
    {
      runtime: { Status: 'READY' },
      gaps: [
        {
          pointer: '/runtime/Versions',
          kind: 'missing',
          reason: 'denied',
          detail: `bedrock:ListGuardrails in ${REGION} was denied (AccessDeniedException): not authorized`,
          action: 'bedrock:ListGuardrails',
        },
        noTags(GUARDRAIL),
      ],
    },
    {
      runtime: { Status: 'READY', Versions: [{ Version: '1' }, { Version: '2', Status: 'READY' }] },
      gaps: [
        ...[
          'ContentPolicyConfig',
          'SensitiveInformationPolicyConfig',
          'TopicPolicyConfig',
          'ContextualGroundingPolicyConfig',
        ].map((policy) => ({
          pointer: `/runtime/Versions/1/${policy}`,
          kind: 'missing',
          reason: 'unavailable',
          detail: `bedrock:GetGuardrail in ${REGION} got no usable answer (InternalServerException): try later`,
        })),
        noTags(GUARDRAIL),
      ],
    },
  ]);
});

test('a refused list of guardrails is missing, and one whose second page fails is partial', async () => {
  expect(await explore(guardrails, { 'bedrock:ListGuardrails': denied })).toEqual({
    resources: [],
    calls: [`bedrock:ListGuardrails ${REGION} denied`],
    listings: [
      {
        type: GUARDRAIL,
        account: ACCOUNT,
        region: REGION,
        state: 'missing',
        cause: {
          reason: 'denied',
          detail: `bedrock:ListGuardrails in ${REGION} was denied (AccessDeniedException): not authorized`,
          action: 'bedrock:ListGuardrails',
        },
      },
    ],
  });

  const { resources, listings } = await explore(guardrails, {
    'bedrock:ListGuardrails': byInput({
      '{}': { ...list({ id: 'gr1', arn, version: 'DRAFT' }), nextToken: '2' },
      '{"nextToken":"2"}': broken,
      [ofOne(arn)]: list(),
    }),
    'bedrock:GetGuardrail': bare,
  });
  expect(resources.map(({ id }) => id)).toEqual([arn]);
  expect(listings).toEqual([
    {
      type: GUARDRAIL,
      account: ACCOUNT,
      region: REGION,
      state: 'partial',
      cause: {
        reason: 'unavailable',
        detail: `bedrock:ListGuardrails in ${REGION} got no usable answer (InternalServerException): try later`,
      },
    },
  ]);
});

test('a region’s logging of invocations is one resource, with the API’s own names', async () => {
  const loggingConfig = {
    cloudWatchConfig: {
      logGroupName: '/bedrock',
      roleArn: 'arn:aws:iam::111122223333:role/log',
      largeDataDeliveryS3Config: { bucketName: 'large' },
    },
    s3Config: { bucketName: 'logs', keyPrefix: 'bedrock' },
    textDataDeliveryEnabled: true,
    imageDataDeliveryEnabled: false,
    embeddingDataDeliveryEnabled: false,
    videoDataDeliveryEnabled: false,
  };
  const { resources, listings } = await explore(modelInvocationLogging, {
    [CALL]: { loggingConfig: { ...loggingConfig, codeDataDeliveryEnabled: true } },
  });
  expect(resources).toEqual([
    {
      type: LOGGING,
      id: `${ACCOUNT}/${REGION}`,
      names: [],
      account: ACCOUNT,
      region: REGION,
      tags: {},
      properties: loggingConfig,
      runtime: {},
      source: seenBy(CALL),
      gaps: [unmodelled('/properties/codeDataDeliveryEnabled')],
    },
  ]);
  expect(listings).toEqual([complete(LOGGING)]);
});

test('no logging of invocations is a complete list of none', async () => {
  for (const answer of [{}, { loggingConfig: null }])
    expect(await explore(modelInvocationLogging, { [CALL]: answer })).toEqual({
      resources: [],
      listings: [complete(LOGGING)],
      calls: [`${CALL} ${REGION} ok`],
    });
});

test('a refused answer about the logging of invocations is a missing list', async () => {
  const { resources, listings } = await explore(modelInvocationLogging, { [CALL]: denied });
  expect(resources).toEqual([]);
  expect(listings).toEqual([
    {
      type: LOGGING,
      account: ACCOUNT,
      region: REGION,
      state: 'missing',
      cause: {
        reason: 'denied',
        detail: `${CALL} in ${REGION} was denied (AccessDeniedException): not authorized`,
        action: CALL,
      },
    },
  ]);
});
