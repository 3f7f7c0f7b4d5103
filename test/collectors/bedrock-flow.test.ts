import { expect, test } from 'vitest';
import { flowAliases } from '../../src/collectors/bedrock/flow-alias.js';
import { flowVersions } from '../../src/collectors/bedrock/flow-version.js';
import { prompts } from '../../src/collectors/bedrock/prompt.js';
import { ACCOUNT, type Answer, complete, explore, REGION, seenBy } from './expedition.js';
import { byInput, denied, noTags, unmodelled } from './written.js';

/** Written from the Bedrock agent API model of 2023-06-05 (@aws-sdk/client-bedrock-agent 3.1138.0). */
const here = { account: ACCOUNT, region: REGION };
const arn = (resource: string) => `arn:aws:bedrock:${REGION}:${ACCOUNT}:${resource}`;
const refusal = (operation: string) => ({
  reason: 'denied',
  detail: `bedrock-agent:${operation} in ${REGION} was denied (AccessDeniedException): not authorized`,
  action: `bedrock:${operation}`,
});
const MARK = 'kansa:scrubbed:0123456789abcdef:found=none:personal=my_number*1*97*';
const found = (Place: string) => ({ PersonalData: [{ Place, Type: 'my_number', Count: 1, Confidence: 0.97 }] });
const LIST = { flowSummaries: [{ id: 'F', arn: arn('flow/F') }] };
const guardrailConfiguration = { guardrailIdentifier: 'gr1', guardrailVersion: '1' };
const nodes = [
  { name: 'In', type: 'Input', configuration: { input: {} } },
  {
    name: 'Repeat',
    type: 'Loop',
    configuration: {
      loop: {
        definition: {
          nodes: [
            {
              name: 'Write',
              type: 'Prompt',
              configuration: {
                prompt: {
                  sourceConfiguration: { resource: { promptArn: arn('prompt/P:2') } },
                  guardrailConfiguration,
                  tone: 'kind',
                },
              },
            },
          ],
        },
      },
    },
  },
  {
    name: 'Ask',
    type: 'KnowledgeBase',
    configuration: {
      knowledgeBase: { knowledgeBaseId: 'KB', modelId: 'm', promptTemplate: { textPromptTemplate: MARK } },
    },
  },
  {
    name: 'Inline',
    type: 'Prompt',
    configuration: {
      prompt: { sourceConfiguration: { inline: { templateType: 'TEXT', templateConfiguration: {}, modelId: 'm' } } },
    },
  },
];
const shown = [
  { name: 'In', type: 'Input', configuration: {} },
  { name: 'Repeat', type: 'Loop', configuration: {} },
  {
    name: 'Write',
    type: 'Prompt',
    configuration: {
      prompt: { sourceConfiguration: { resource: { promptArn: arn('prompt/P:2') } }, guardrailConfiguration },
    },
  },
  { name: 'Ask', type: 'KnowledgeBase', configuration: { knowledgeBase: { knowledgeBaseId: 'KB', modelId: 'm' } } },
  { name: 'Inline', type: 'Prompt', configuration: { prompt: {} } },
];

test('versions of a flow, the draft among them, show what their nodes run, loops included', async () => {
  const { resources, listings } = await explore(flowVersions, {
    'bedrock-agent:ListFlows': LIST,
    'bedrock-agent:GetFlow': byInput({ '{"flowIdentifier":"F"}': { version: 'DRAFT', status: 'Prepared' } }),
    'bedrock-agent:ListFlowVersions': byInput({
      '{"flowIdentifier":"F"}': { flowVersionSummaries: [{ version: 'DRAFT' }, { version: '1' }] },
    }),
    'bedrock-agent:GetFlowVersion': byInput({
      '{"flowIdentifier":"F","flowVersion":"1"}': { version: '1', status: 'Prepared', definition: { nodes } },
    }),
  });
  const shared = { type: flowVersions.type, names: [], ...here, tags: {}, properties: { FlowArn: arn('flow/F') } };
  expect(resources).toEqual([
    {
      ...shared,
      id: 'F/DRAFT',
      runtime: { Version: 'DRAFT', status: 'Prepared', Nodes: [], PersonalData: [] },
      source: seenBy('bedrock-agent:ListFlows', 'bedrock-agent:GetFlow'),
      gaps: [],
    },
    {
      ...shared,
      id: 'F/1',
      runtime: {
        Version: '1',
        status: 'Prepared',
        Nodes: shown,
        ...found('Definition/Nodes/Ask/Configuration/KnowledgeBase/PromptTemplate/TextPromptTemplate'),
      },
      source: seenBy('bedrock-agent:ListFlowVersions', 'bedrock-agent:GetFlowVersion'),
      gaps: [unmodelled('/runtime/PersonalData/-', 'tone'), unmodelled('/runtime/Nodes/2/configuration/prompt/tone')],
    },
  ]);
  expect(listings).toEqual([complete(flowVersions.type)]);
});

test('an alias of a flow names the versions that it routes to as their resources are named', async () => {
  const { resources, listings } = await explore(flowAliases, {
    'bedrock-agent:ListFlows': LIST,
    'bedrock-agent:ListFlowAliases': byInput({
      '{"flowIdentifier":"F"}': {
        flowAliasSummaries: [
          { id: 'LIVE', arn: arn('flow/F/alias/LIVE'), name: 'live', routingConfiguration: [{ flowVersion: '1' }, {}] },
        ],
      },
    }),
  });
  expect(resources).toEqual([
    {
      type: flowAliases.type,
      id: arn('flow/F/alias/LIVE'),
      names: ['LIVE'],
      ...here,
      tags: {},
      properties: { Name: 'live', FlowArn: arn('flow/F'), RoutingConfiguration: [{ FlowVersion: '1' }, {}] },
      runtime: { FlowAliasId: 'LIVE', RoutedVersions: ['F/1'] },
      source: seenBy('bedrock-agent:ListFlowAliases'),
      gaps: [noTags(flowAliases.type)],
    },
  ]);
  expect(listings).toEqual([complete(flowAliases.type)]);
});

const PROMPTS = { promptSummaries: [{ id: 'P', arn: arn('prompt/P'), version: 'DRAFT' }] };
const published = (...versions: readonly string[]) => ({
  promptSummaries: versions.map((version) => ({ id: 'P', arn: arn(`prompt/P:${version}`), version })),
});
const variants = [{ name: 'one', templateType: 'TEXT', templateConfiguration: { text: { text: MARK } } }];
const TEXT = 'Variants/one/TemplateConfiguration/Text/Text';
const prompt = {
  type: prompts.type,
  id: arn('prompt/P'),
  names: ['P'],
  ...here,
  tags: {},
  properties: { Name: 'summary', CustomerEncryptionKeyArn: 'arn:key' },
};

test('a prompt shows its key and what was found in the draft and in each published version, and not its text', async () => {
  const { resources, listings } = await explore(prompts, {
    'bedrock-agent:ListPrompts': byInput({ '{}': PROMPTS, '{"promptIdentifier":"P"}': published('DRAFT', '1', '2') }),
    'bedrock-agent:GetPrompt': byInput({
      '{"promptIdentifier":"P"}': { id: 'P', name: 'summary', customerEncryptionKeyArn: 'arn:key', variants },
      '{"promptIdentifier":"P","promptVersion":"1"}': { id: 'P', version: '1', variants: [] },
      '{"promptIdentifier":"P","promptVersion":"2"}': { id: 'P', version: '2', description: MARK, variants },
    }),
  });
  expect(resources).toEqual([
    {
      ...prompt,
      runtime: {
        Versions: ['1', '2'],
        PersonalData: [TEXT, 'Versions/2/Description', `Versions/2/${TEXT}`].flatMap(
          (place) => found(place).PersonalData,
        ),
      },
      source: seenBy(
        'bedrock-agent:ListPrompts',
        'bedrock-agent:GetPrompt',
        'bedrock-agent:ListPrompts',
        'bedrock-agent:GetPrompt',
        'bedrock-agent:GetPrompt',
      ),
      gaps: [noTags(prompts.type)],
    },
  ]);
  expect(listings).toEqual([complete(prompts.type)]);
});

test('versions of a prompt that nobody may list, or that a recording from before lacks, leave what they hold open', async () => {
  const withVersions = async (answer: Answer | undefined) =>
    (
      await explore(prompts, {
        'bedrock-agent:ListPrompts': ({ promptIdentifier }) => (promptIdentifier === undefined ? PROMPTS : answer),
        'bedrock-agent:GetPrompt': { id: 'P', name: 'summary', customerEncryptionKeyArn: 'arn:key', variants },
      })
    ).resources.map(({ runtime, gaps }) => ({
      runtime,
      gaps: gaps.map(({ pointer, reason }) => [pointer, reason]),
    }));
  const open = (reason: string) => [
    {
      runtime: found(TEXT),
      gaps: [
        ['/runtime/Versions', reason],
        ['/runtime/PersonalData/-', reason],
        ['/tags', 'not_collected'],
      ],
    },
  ];
  expect(await withVersions(denied)).toEqual(open('denied'));
  expect(await withVersions(undefined)).toEqual(open('not_collected'));
});

test('a version of a prompt that was not shown, not searched or has a member nobody knows is open, and the others stand', async () => {
  const { resources } = await explore(prompts, {
    'bedrock-agent:ListPrompts': byInput({ '{}': PROMPTS, else: published('1', '2', '3', '4') }),
    'bedrock-agent:GetPrompt': byInput({
      '{"promptIdentifier":"P"}': { id: 'P', name: 'summary', customerEncryptionKeyArn: 'arn:key' },
      '{"promptIdentifier":"P","promptVersion":"1"}': { variants },
      '{"promptIdentifier":"P","promptVersion":"2"}': denied,
      '{"promptIdentifier":"P","promptVersion":"3"}': { description: 'a text from before kansa searched' },
      '{"promptIdentifier":"P","promptVersion":"4"}': { variants: [{ name: 'one', tone: 'kind' }] },
    }),
  });
  expect(resources.map(({ runtime, gaps }) => ({ runtime, gaps }))).toEqual([
    {
      runtime: { Versions: ['1', '2', '3', '4'], ...found(`Versions/1/${TEXT}`) },
      gaps: [
        { pointer: '/runtime/PersonalData/-', kind: 'missing', ...refusal('GetPrompt') },
        {
          pointer: '/runtime/PersonalData/-',
          kind: 'missing',
          reason: 'redacted',
          detail: 'the text of Versions/3/Description was not searched for personal data',
        },
        unmodelled('/runtime/PersonalData/-', 'tone'),
        noTags(prompts.type),
      ],
    },
  ]);
});

test.each([
  [flowVersions, 'ListFlows', 'missing'],
  [flowVersions, 'ListFlowVersions', 'partial'],
  [flowAliases, 'ListFlows', 'missing'],
  [flowAliases, 'ListFlowAliases', 'partial'],
  [prompts, 'ListPrompts', 'missing'],
])('of $type, a refused %s leaves the list %s', async (collector, operation, state) => {
  const { listings } = await explore(collector, {
    'bedrock-agent:ListFlows': LIST,
    'bedrock-agent:GetFlow': {},
    [`bedrock-agent:${operation}`]: denied,
  });
  expect(listings).toEqual([{ type: collector.type, ...here, state, cause: refusal(operation) }]);
});
