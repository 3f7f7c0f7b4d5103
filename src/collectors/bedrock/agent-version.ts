import {
  type Agent,
  type AgentVersion,
  BedrockAgentClient,
  GetAgentCommand,
  GetAgentVersionCommand,
  paginateListAgentVersions,
} from '@aws-sdk/client-bedrock-agent';
import { type Collector, type Facts, required } from '../collector.js';
import { agentIds } from './agents.js';

const DRAFT = 'DRAFT';

/**
 * Versions of agents, under the API's own names, and the working draft, to which the test alias routes. GetAgentVersion
 * takes only numbers (`[0-9]{1,5}`): the draft is what GetAgent shows.
 */
export const agentVersions: Collector = {
  type: 'AWS::Bedrock::AgentVersion',
  scope: 'region',
  permissions: ['bedrock:ListAgents', 'bedrock:ListAgentVersions', 'bedrock:GetAgent', 'bedrock:GetAgentVersion'],

  async *collect({ client, each, under }) {
    const bedrock = client(BedrockAgentClient);
    yield* under(agentIds(bedrock), async function* (agentId) {
      const idOf = (version: string | undefined) => `${agentId}/${required(version, 'agent version')}`;
      yield* each([DRAFT], idOf, async () => {
        const answer = await bedrock.send(new GetAgentCommand({ agentId }));
        const agent = required(answer.agent, 'agent');
        return factsOf({ ...agent, version: agent.agentVersion });
      });
      for await (const page of paginateListAgentVersions({ client: bedrock }, { agentId })) {
        const published = page.agentVersionSummaries?.map((summary) => summary.agentVersion);
        yield* each(
          published?.filter((version) => version !== DRAFT),
          idOf,
          async (agentVersion) => {
            const answer = await bedrock.send(new GetAgentVersionCommand({ agentId, agentVersion }));
            return factsOf(required(answer.agentVersion, 'agent version'));
          },
        );
      }
    });
  },
};

const factsOf = (version: AgentVersion | (Agent & Pick<AgentVersion, 'version'>)): Facts => ({
  // AWS has tags for agents and aliases, not for versions.
  tags: {},
  properties: {
    agentId: version.agentId,
    version: version.version,
    guardrailConfiguration: version.guardrailConfiguration,
    foundationModel: version.foundationModel,
    agentResourceRoleArn: version.agentResourceRoleArn,
    idleSessionTTLInSeconds: version.idleSessionTTLInSeconds,
    memoryConfiguration: version.memoryConfiguration,
  },
  runtime: { agentStatus: version.agentStatus },
});
