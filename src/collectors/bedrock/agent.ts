import {
  type AgentSummary,
  BedrockAgentClient,
  GetAgentCommand,
  paginateListAgents,
} from '@aws-sdk/client-bedrock-agent';
import { type Collector, required } from '../collector.js';
import { personalData } from '../personal-data.js';
import { renamed } from '../rename.js';

/**
 * Agents, as their working draft says; what an alias runs is `AWS::Bedrock::AgentVersion`. The list names no ARN, so it
 * is made from the id, and only the get call shows role and key. Instructions and prompts are scrubbed; the personal data
 * that was found in them is a fact.
 */
export const agents: Collector = {
  type: 'AWS::Bedrock::Agent',
  scope: 'region',
  permissions: ['bedrock:ListAgents', 'bedrock:GetAgent'],

  async *collect({ account, region, partition, client, each }) {
    const bedrock = client(BedrockAgentClient);
    const arnOf = ({ agentId }: AgentSummary) =>
      `arn:${partition}:bedrock:${region}:${account}:agent/${required(agentId, 'agent id')}`;
    for await (const page of paginateListAgents({ client: bedrock }, {})) {
      yield* each(page.agentSummaries, arnOf, async ({ agentId }, tools) => {
        const answer = await bedrock.send(new GetAgentCommand({ agentId }));
        const agent = required(answer.agent, 'agent');
        if (/^SUPERVISOR/.test(agent.agentCollaboration ?? ''))
          tools.unseen('/runtime/PersonalData/-', {
            reason: 'not_collected',
            detail: 'what the agent is told of its collaborators is not read',
          });
        return {
          names: [agentId],
          properties: {
            AgentName: agent.agentName,
            AgentResourceRoleArn: agent.agentResourceRoleArn,
            CustomerEncryptionKeyArn: agent.customerEncryptionKeyArn,
            GuardrailConfiguration: renamed(agent.guardrailConfiguration),
            FoundationModel: agent.foundationModel,
            IdleSessionTTLInSeconds: agent.idleSessionTTLInSeconds,
          },
          runtime: {
            AgentId: agent.agentId,
            AgentStatus: agent.agentStatus,
            PersonalData: personalData('AWS::Bedrock::Agent', agent, tools),
          },
        };
      });
    }
  },
};
