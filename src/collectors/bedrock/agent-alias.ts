import {
  type AgentAliasSummary,
  BedrockAgentClient,
  GetAgentAliasCommand,
  paginateListAgentAliases,
} from '@aws-sdk/client-bedrock-agent';
import { type Collector, required } from '../collector.js';
import { renamed } from '../rename.js';
import { agentIds } from './agents.js';

/** Aliases of agents, by which they are invoked. Which versions answer stands in the routing, test alias included. */
export const agentAliases: Collector = {
  type: 'AWS::Bedrock::AgentAlias',
  scope: 'region',
  permissions: ['bedrock:ListAgents', 'bedrock:ListAgentAliases', 'bedrock:GetAgentAlias'],

  async *collect({ account, region, partition, client, each, under }) {
    const bedrock = client(BedrockAgentClient);
    yield* under(agentIds(bedrock), async function* (agentId) {
      const arnOf = ({ agentAliasId }: AgentAliasSummary) =>
        `arn:${partition}:bedrock:${region}:${account}:agent-alias/${agentId}/${required(agentAliasId, 'alias id')}`;
      for await (const page of paginateListAgentAliases({ client: bedrock }, { agentId })) {
        yield* each(page.agentAliasSummaries, arnOf, async ({ agentAliasId }) => {
          const answer = await bedrock.send(new GetAgentAliasCommand({ agentId, agentAliasId }));
          const alias = required(answer.agentAlias, 'agent alias');
          return {
            names: [agentAliasId],
            properties: {
              AgentAliasName: alias.agentAliasName,
              AgentId: alias.agentId,
              RoutingConfiguration: renamed(alias.routingConfiguration, { provisionedThroughput: null }),
            },
            runtime: {
              AgentAliasId: alias.agentAliasId,
              AgentAliasStatus: alias.agentAliasStatus,
              RoutedVersions: alias.routingConfiguration?.flatMap(({ agentVersion }) =>
                agentVersion === undefined ? [] : [`${agentId}/${agentVersion}`],
              ),
            },
          };
        });
      }
    });
  },
};
