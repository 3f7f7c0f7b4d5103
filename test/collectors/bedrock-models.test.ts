import { expect, test } from 'vitest';
import { applicationInferenceProfiles } from '../../src/collectors/bedrock/application-inference-profile.js';
import { foundationModels } from '../../src/collectors/bedrock/foundation-model.js';
import { inferenceProfiles } from '../../src/collectors/bedrock/inference-profile.js';
import { provisionedModelThroughputs } from '../../src/collectors/bedrock/provisioned-model-throughput.js';
import { ACCOUNT, complete, explore, REGION, seenBy } from './expedition.js';
import { byInput, denied, noTags } from './written.js';

/** Written from the Bedrock API model of 2023-04-20 (@aws-sdk/client-bedrock 3.1164.0). */
const here = { account: ACCOUNT, region: REGION };
const arn = (resource: string) => `arn:aws:bedrock:${REGION}:${ACCOUNT}:${resource}`;
const refusal = (operation: string) => ({
  reason: 'denied',
  detail: `bedrock:${operation} in ${REGION} was denied (AccessDeniedException): not authorized`,
  action: `bedrock:${operation}`,
});
const models = ['eu-west-1', 'eu-central-1', ''].map((region) => ({
  modelArn: `arn:aws:bedrock:${region}::foundation-model/anthropic.claude`,
}));
const profile = (id: string, type: string, resource: string) => ({
  inferenceProfileId: id,
  inferenceProfileArn: arn(`${resource}/${id}`),
  inferenceProfileName: 'Claude',
  models,
  status: 'ACTIVE',
  type,
});
const LIST = 'bedrock:ListInferenceProfiles';
const asked = (type: string) => `{"maxResults":1000,"typeEquals":"${type}"}`;

test('AWS’s own inference profiles show their models, each once whatever its regions', async () => {
  const { resources, listings } = await explore(inferenceProfiles, {
    [LIST]: byInput({
      [asked('SYSTEM_DEFINED')]: {
        inferenceProfileSummaries: [profile('eu.anthropic.claude', 'SYSTEM_DEFINED', 'inference-profile')],
      },
    }),
  });
  expect(resources).toEqual([
    {
      type: inferenceProfiles.type,
      id: arn('inference-profile/eu.anthropic.claude'),
      names: ['eu.anthropic.claude'],
      ...here,
      tags: {},
      properties: { inferenceProfileId: 'eu.anthropic.claude', models },
      runtime: { status: 'ACTIVE', FoundationModelIds: ['anthropic.claude'] },
      source: seenBy(LIST),
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete(inferenceProfiles.type)]);
});

test('inference profiles of the account have tags besides', async () => {
  const { resources, listings } = await explore(applicationInferenceProfiles, {
    [LIST]: byInput({
      [asked('APPLICATION')]: {
        inferenceProfileSummaries: [profile('p1', 'APPLICATION', 'application-inference-profile')],
      },
    }),
    'bedrock:ListTagsForResource': byInput({
      [`{"resourceARN":"${arn('application-inference-profile/p1')}"}`]: { tags: [{ key: 'team', value: 'chat' }] },
    }),
  });
  expect(resources).toEqual([
    {
      type: applicationInferenceProfiles.type,
      id: arn('application-inference-profile/p1'),
      names: ['p1'],
      ...here,
      tags: { team: 'chat' },
      properties: { InferenceProfileName: 'Claude' },
      runtime: { status: 'ACTIVE', models, FoundationModelIds: ['anthropic.claude'] },
      source: seenBy(LIST, 'bedrock:ListTagsForResource'),
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete(applicationInferenceProfiles.type)]);
});

test('tags that may not be read are a gap, and the rest stands', async () => {
  const { resources } = await explore(applicationInferenceProfiles, {
    [LIST]: { inferenceProfileSummaries: [profile('p1', 'APPLICATION', 'application-inference-profile')] },
    'bedrock:ListTagsForResource': denied,
  });
  expect(resources.map(({ tags, gaps }) => ({ tags, gaps }))).toEqual([
    { tags: {}, gaps: [{ pointer: '/tags', kind: 'missing', ...refusal('ListTagsForResource') }] },
  ]);
});

test('foundation models show where they are in their lives', async () => {
  const modelLifecycle = { status: 'LEGACY', endOfLifeTime: '2026-09-01T00:00:00Z' };
  const id = `arn:aws:bedrock:${REGION}::foundation-model/anthropic.claude`;
  const { resources, listings } = await explore(foundationModels, {
    'bedrock:ListFoundationModels': {
      modelSummaries: [{ modelArn: id, modelId: 'anthropic.claude', modelName: 'Claude', modelLifecycle }],
    },
  });
  expect(resources).toEqual([
    {
      type: foundationModels.type,
      id,
      names: ['anthropic.claude'],
      ...here,
      tags: {},
      properties: {
        modelId: 'anthropic.claude',
        modelLifecycle: { status: 'LEGACY', endOfLifeTime: Date.parse('2026-09-01T00:00:00Z') },
      },
      runtime: {},
      source: seenBy('bedrock:ListFoundationModels'),
      gaps: [],
    },
  ]);
  expect(listings).toEqual([complete(foundationModels.type)]);
});

test.each([
  [inferenceProfiles, 'ListInferenceProfiles'],
  [applicationInferenceProfiles, 'ListInferenceProfiles'],
  [foundationModels, 'ListFoundationModels'],
])('where they may not be listed, the list of $type is missing', async (collector, operation) => {
  const { resources, listings } = await explore(collector, { [`bedrock:${operation}`]: denied });
  expect(resources).toEqual([]);
  expect(listings).toEqual([{ type: collector.type, ...here, state: 'missing', cause: refusal(operation) }]);
});

test('provisioned throughput is read off its list, whose second page may be refused', async () => {
  const LIST_THROUGHPUTS = 'bedrock:ListProvisionedModelThroughputs';
  const throughput = (name: string) => ({
    provisionedModelName: name,
    provisionedModelArn: arn(`provisioned-model/${name}`),
    modelArn: arn('custom-model/claude/1'),
    desiredModelArn: arn('custom-model/claude/1'),
    foundationModelArn: `arn:aws:bedrock:${REGION}::foundation-model/anthropic.claude`,
    modelUnits: 1,
    desiredModelUnits: 1,
    status: 'InService',
    creationTime: '2026-01-02T03:04:05Z',
    lastModifiedTime: '2026-01-02T03:04:05Z',
  });
  const { resources, listings } = await explore(provisionedModelThroughputs, {
    [LIST_THROUGHPUTS]: byInput({
      '{"maxResults":1000}': { provisionedModelSummaries: [throughput('chat')], nextToken: '2' },
      '{"maxResults":1000,"nextToken":"2"}': denied,
    }),
  });
  expect(resources).toEqual([
    {
      type: provisionedModelThroughputs.type,
      id: arn('provisioned-model/chat'),
      names: ['chat'],
      ...here,
      tags: {},
      properties: {
        provisionedModelName: 'chat',
        foundationModelArn: `arn:aws:bedrock:${REGION}::foundation-model/anthropic.claude`,
      },
      runtime: { status: 'InService', creationTime: Date.parse('2026-01-02T03:04:05Z') },
      source: seenBy(LIST_THROUGHPUTS),
      gaps: [noTags(provisionedModelThroughputs.type)],
    },
  ]);
  expect(listings).toEqual([
    {
      type: provisionedModelThroughputs.type,
      ...here,
      state: 'partial',
      cause: refusal('ListProvisionedModelThroughputs'),
    },
  ]);
});
