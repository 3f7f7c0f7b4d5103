import { expect, test } from 'vitest';
import { agents } from '../../src/collectors/bedrock/agent.js';
import { agentAliases } from '../../src/collectors/bedrock/agent-alias.js';
import { agentVersions } from '../../src/collectors/bedrock/agent-version.js';
import type { GapCause } from '../../src/model/gap.js';
import type { Listing } from '../../src/model/snapshot.js';
import { ACCOUNT, complete, explore, REGION, seenBy } from './expedition.js';
import { byInput, denied, gone, noTags, unmodelled } from './written.js';

const AGENT = 'AWS::Bedrock::Agent';
const VERSION = 'AWS::Bedrock::AgentVersion';
const ALIAS = 'AWS::Bedrock::AgentAlias';
const here = { account: ACCOUNT, region: REGION };
const arn = (resource: string) => `arn:aws:bedrock:${REGION}:${ACCOUNT}:${resource}`;
const list = (...ids: string[]) => ({ agentSummaries: ids.map((agentId) => ({ agentId })) });
const role = `arn:aws:iam::${ACCOUNT}:role/agent`;
const agent = (agentId: string, more: object = {}) => ({
  agent: { agentId, agentVersion: 'DRAFT', agentStatus: 'PREPARED', ...more },
});
/** A denied Bedrock agent call: the service has a name of its own, its actions have Bedrock's. */
const refusal = (operation: string): GapCause => ({
  reason: 'denied',
  detail: `bedrock-agent:${operation} in ${REGION} was denied (AccessDeniedException): not authorized`,
  action: `bedrock:${operation}`,
});
const listing = (type: string, state: Listing['state'], cause: GapCause): Listing => ({ type, ...here, state, cause });

test('an agent shows its draft without its instruction, of which it tells what was found in it', async () => {
  const { resources, listings } = await explore(agents, {
    'bedrock-agent:ListAgents': list('AGENT1'),
    'bedrock-agent:GetAgent': byInput({
      '{"agentId":"AGENT1"}': agent('AGENT1', {
        agentArn: arn('agent/AGENT1'),
        agentName: 'helper',
        agentResourceRoleArn: role,
        customerEncryptionKeyArn: 'arn:key',
        foundationModel: 'anthropic.claude',
        idleSessionTTLInSeconds: 600,
        instruction: 'kansa:scrubbed:0123456789abcdef:found=none:personal=my_number*1*97*',
        agentCollaboration: 'SUPERVISOR',
        guardrailConfiguration: { guardrailIdentifier: 'gr1', guardrailVersion: '1', guardrailMode: 'ASYNC' },
      }),
    }),
  });
  expect(resources).toEqual([
    {
      type: AGENT,
      id: arn('agent/AGENT1'),
      names: ['AGENT1'],
      ...here,
      tags: {},
      properties: {
        AgentName: 'helper',
        AgentResourceRoleArn: role,
        CustomerEncryptionKeyArn: 'arn:key',
        GuardrailConfiguration: { GuardrailIdentifier: 'gr1', GuardrailVersion: '1' },
        FoundationModel: 'anthropic.claude',
        IdleSessionTTLInSeconds: 600,
      },
      runtime: {
        AgentId: 'AGENT1',
        AgentStatus: 'PREPARED',
        PersonalData: [{ Place: 'Instruction', Type: 'my_number', Count: 1, Confidence: 0.97 }],
      },
      source: seenBy('bedrock-agent:ListAgents', 'bedrock-agent:GetAgent'),
      gaps: [
        {
          pointer: '/runtime/PersonalData/-',
          kind: 'missing',
          reason: 'not_collected',
          detail: 'what the agent is told of its collaborators is not read',
        },
        unmodelled('/properties/GuardrailConfiguration/GuardrailMode'),
        noTags(AGENT),
      ],
    },
  ]);
  expect(listings).toEqual([complete(AGENT)]);
});

test('an agent that may not be read is a stub, and one that is gone is left out', async () => {
  const { resources, listings } = await explore(agents, {
    'bedrock-agent:ListAgents': list('GONE', 'SECRET'),
    'bedrock-agent:GetAgent': byInput({ '{"agentId":"GONE"}': gone, else: denied }),
  });
  expect(resources.map(({ id, properties, gaps }) => [id, properties, gaps[0]])).toEqual([
    [arn('agent/SECRET'), {}, { pointer: '', kind: 'missing', ...refusal('GetAgent') }],
  ]);
  expect(listings).toEqual([complete(AGENT)]);
});

test.each([
  ['agents', agents, AGENT],
  ['versions', agentVersions, VERSION],
  ['aliases', agentAliases, ALIAS],
])('where agents may not be listed, the list of %s is missing', async (_, collector, type) => {
  expect(await explore(collector, { 'bedrock-agent:ListAgents': denied })).toEqual({
    resources: [],
    listings: [listing(type, 'missing', refusal('ListAgents'))],
    calls: [`bedrock-agent:ListAgents ${REGION} denied`],
  });
});

test.each([
  ['agents', agents, AGENT, [arn('agent/A')]],
  ['versions', agentVersions, VERSION, ['A/DRAFT']],
  ['aliases', agentAliases, ALIAS, []],
])('a second page of agents that fails leaves a partial list of %s', async (_, collector, type, ids) => {
  const { resources, listings } = await explore(collector, {
    'bedrock-agent:ListAgents': byInput({ '{}': { ...list('A'), nextToken: '2' }, '{"nextToken":"2"}': denied }),
    'bedrock-agent:GetAgent': agent('A'),
    'bedrock-agent:ListAgentVersions': { agentVersionSummaries: [] },
    'bedrock-agent:ListAgentAliases': { agentAliasSummaries: [] },
  });
  expect(resources.map(({ id }) => id)).toEqual(ids);
  expect(listings).toEqual([listing(type, 'partial', refusal('ListAgents'))]);
});

test('an agent’s versions are the draft, from the agent, and the numbered ones, each from its own call', async () => {
  const guardrailConfiguration = { guardrailIdentifier: arn('guardrail/gr1'), guardrailVersion: '2' };
  const { resources, listings } = await explore(agentVersions, {
    'bedrock-agent:ListAgents': list('A'),
    'bedrock-agent:GetAgent': agent('A', { agentResourceRoleArn: role, instruction: 'Be kind.' }),
    'bedrock-agent:ListAgentVersions': byInput({
      '{"agentId":"A"}': { agentVersionSummaries: [{ agentVersion: 'DRAFT' }, { agentVersion: '1' }] },
    }),
    'bedrock-agent:GetAgentVersion': byInput({
      '{"agentId":"A","agentVersion":"1"}': {
        agentVersion: {
          agentId: 'A',
          version: '1',
          agentStatus: 'PREPARED',
          agentResourceRoleArn: role,
          foundationModel: 'anthropic.claude',
          guardrailConfiguration: { ...guardrailConfiguration, guardrailMode: 'ASYNC' },
          idleSessionTTLInSeconds: 600,
          memoryConfiguration: { enabledMemoryTypes: ['SESSION_SUMMARY'], storageDays: 30 },
        },
      },
    }),
  });
  const shared = { type: VERSION, names: [], ...here, tags: {}, runtime: { agentStatus: 'PREPARED' } };
  expect(resources).toEqual([
    {
      ...shared,
      id: 'A/DRAFT',
      properties: { agentId: 'A', version: 'DRAFT', agentResourceRoleArn: role },
      source: seenBy('bedrock-agent:ListAgents', 'bedrock-agent:GetAgent'),
      gaps: [],
    },
    {
      ...shared,
      id: 'A/1',
      properties: {
        agentId: 'A',
        version: '1',
        agentResourceRoleArn: role,
        foundationModel: 'anthropic.claude',
        guardrailConfiguration,
        idleSessionTTLInSeconds: 600,
        memoryConfiguration: { enabledMemoryTypes: ['SESSION_SUMMARY'], storageDays: 30 },
      },
      source: seenBy('bedrock-agent:ListAgentVersions', 'bedrock-agent:GetAgentVersion'),
      gaps: [unmodelled('/properties/guardrailConfiguration/guardrailMode')],
    },
  ]);
  expect(listings).toEqual([complete(VERSION)]);
});

test('an agent whose versions may not be listed leaves a partial list, and the other agents’ are seen', async () => {
  const { resources, listings } = await explore(agentVersions, {
    'bedrock-agent:ListAgents': list('A', 'B', 'GONE'),
    'bedrock-agent:GetAgent': byInput({ '{"agentId":"GONE"}': gone, '{"agentId":"A"}': denied, else: agent('B') }),
    'bedrock-agent:ListAgentVersions': byInput({
      '{"agentId":"A"}': denied,
      '{"agentId":"B"}': { agentVersionSummaries: [{ agentVersion: '1' }, { agentVersion: '2' }] },
      '{"agentId":"GONE"}': gone,
    }),
    'bedrock-agent:GetAgentVersion': byInput({ '{"agentId":"B","agentVersion":"1"}': gone, else: denied }),
  });
  expect(resources.map(({ id, gaps }) => [id, gaps[0]])).toEqual([
    ['A/DRAFT', { pointer: '', kind: 'missing', ...refusal('GetAgent') }],
    ['B/DRAFT', undefined],
    ['B/2', { pointer: '', kind: 'missing', ...refusal('GetAgentVersion') }],
  ]);
  expect(listings).toEqual([listing(VERSION, 'partial', refusal('ListAgentVersions'))]);
});

test('what listed one agent’s versions is no source of another agent’s draft', async () => {
  const { resources } = await explore(agentVersions, {
    'bedrock-agent:ListAgents': list('A', 'B'),
    'bedrock-agent:GetAgent': byInput({ '{"agentId":"A"}': agent('A'), '{"agentId":"B"}': agent('B') }),
    'bedrock-agent:ListAgentVersions': { agentVersionSummaries: [] },
  });
  const fromTheAgent = seenBy('bedrock-agent:ListAgents', 'bedrock-agent:GetAgent');
  expect(resources.map(({ id, source }) => [id, source])).toEqual([
    ['A/DRAFT', fromTheAgent],
    ['B/DRAFT', fromTheAgent],
  ]);
});

test('an alias names the versions that it routes to as their resources are named', async () => {
  const { resources, listings } = await explore(agentAliases, {
    'bedrock-agent:ListAgents': list('A'),
    'bedrock-agent:ListAgentAliases': byInput({
      '{"agentId":"A"}': { agentAliasSummaries: [{ agentAliasId: 'LIVE' }] },
    }),
    'bedrock-agent:GetAgentAlias': byInput({
      '{"agentAliasId":"LIVE","agentId":"A"}': {
        agentAlias: {
          agentId: 'A',
          agentAliasId: 'LIVE',
          agentAliasName: 'live',
          agentAliasArn: arn('agent-alias/A/LIVE'),
          agentAliasStatus: 'PREPARED',
          routingConfiguration: [{ agentVersion: '2', provisionedThroughput: 'arn:throughput', weight: 1 }, {}],
        },
      },
    }),
  });
  expect(resources).toEqual([
    {
      type: ALIAS,
      id: arn('agent-alias/A/LIVE'),
      names: ['LIVE'],
      ...here,
      tags: {},
      properties: { AgentAliasName: 'live', AgentId: 'A', RoutingConfiguration: [{ AgentVersion: '2' }, {}] },
      runtime: { AgentAliasId: 'LIVE', AgentAliasStatus: 'PREPARED', RoutedVersions: ['A/2'] },
      source: seenBy('bedrock-agent:ListAgentAliases', 'bedrock-agent:GetAgentAlias'),
      gaps: [unmodelled('/properties/RoutingConfiguration/0/Weight'), noTags(ALIAS)],
    },
  ]);
  expect(listings).toEqual([complete(ALIAS)]);
});

test('an alias that may not be read is a stub, one that is gone is left out, and a refused list is partial', async () => {
  const { resources, listings } = await explore(agentAliases, {
    'bedrock-agent:ListAgents': list('A', 'B'),
    'bedrock-agent:ListAgentAliases': byInput({
      '{"agentId":"A"}': denied,
      '{"agentId":"B"}': { agentAliasSummaries: [{ agentAliasId: 'GONE' }, { agentAliasId: 'SECRET' }] },
    }),
    'bedrock-agent:GetAgentAlias': byInput({ '{"agentAliasId":"GONE","agentId":"B"}': gone, else: denied }),
  });
  expect(resources.map(({ id, gaps }) => [id, gaps[0]])).toEqual([
    [arn('agent-alias/B/SECRET'), { pointer: '', kind: 'missing', ...refusal('GetAgentAlias') }],
  ]);
  expect(listings).toEqual([listing(ALIAS, 'partial', refusal('ListAgentAliases'))]);
});

test('an agent and its draft are one answer, asked for once', async () => {
  const { resources, calls } = await explore([agents, agentVersions], {
    'bedrock-agent:ListAgents': list('A'),
    'bedrock-agent:ListAgentVersions': { agentVersionSummaries: [] },
    'bedrock-agent:GetAgent': agent('A'),
  });
  expect(resources.map(({ id }) => id).sort()).toEqual(['A/DRAFT', arn('agent/A')]);
  expect(calls).toEqual([
    `bedrock-agent:ListAgents ${REGION} ok`,
    `bedrock-agent:GetAgent ${REGION} ok`,
    `bedrock-agent:ListAgentVersions ${REGION} ok`,
  ]);
});
