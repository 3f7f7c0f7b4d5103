import {
  type ActionGroupSummary,
  type AgentActionGroup,
  BedrockAgentClient,
  GetAgentActionGroupCommand,
  paginateListAgentActionGroups,
  paginateListAgentAliases,
} from '@aws-sdk/client-bedrock-agent';
import { memberOf } from '../../model/pointer.js';
import { SEARCHED } from '../../model/scrubbed.js';
import { type Collector, type ItemTools, required } from '../collector.js';
import { personalData } from '../personal-data.js';
import { marksOf } from '../unmodelled.js';
import { agentIds } from './agents.js';
import { operationsIn } from './openapi.js';

/**
 * What agents may do, under the API's own names, in the versions to which aliases route: other versions answer nobody.
 * AWS's own test alias, which routes to the draft for the console alone, does not count.
 */
export const agentActionGroups: Collector = {
  type: 'AWS::Bedrock::AgentActionGroup',
  scope: 'region',
  permissions: [
    'bedrock:ListAgents',
    'bedrock:ListAgentAliases',
    'bedrock:ListAgentActionGroups',
    'bedrock:GetAgentActionGroup',
  ],

  async *collect({ client, each, under }) {
    const bedrock = client(BedrockAgentClient);
    yield* under(agentIds(bedrock), async function* (agentId) {
      yield* under(routedVersions(bedrock, agentId), async function* (agentVersion) {
        const idOf = ({ actionGroupId }: ActionGroupSummary) =>
          `${agentId}/${agentVersion}/${required(actionGroupId, 'action group id')}`;
        for await (const page of paginateListAgentActionGroups({ client: bedrock }, { agentId, agentVersion }))
          yield* each(page.actionGroupSummaries, idOf, async ({ actionGroupId }, tools) => {
            const answer = await bedrock.send(new GetAgentActionGroupCommand({ agentId, agentVersion, actionGroupId }));
            return factsOf(required(answer.agentActionGroup, 'action group'), tools);
          });
      });
    });
  },
};

async function* routedVersions(client: BedrockAgentClient, agentId: string): AsyncIterable<string> {
  const seen = new Set<string>();
  for await (const { agentAliasSummaries = [] } of paginateListAgentAliases({ client }, { agentId }))
    for (const { agentAliasId, routingConfiguration = [] } of agentAliasSummaries)
      for (const { agentVersion } of agentAliasId === 'TSTALIASID' ? [] : routingConfiguration) {
        if (agentVersion === undefined || seen.has(agentVersion)) continue;
        seen.add(agentVersion);
        yield agentVersion;
      }
}

const factsOf = (group: AgentActionGroup, tools: ItemTools) => {
  const { parsed, unseen } = tools;
  const payload = group.apiSchema?.payload;
  if (group.apiSchema?.s3 !== undefined)
    unseen('/runtime/Operations', {
      reason: 'not_collected',
      detail: `the OpenAPI schema of the action group ${group.actionGroupName} lies in S3, and objects are not read`,
    });
  const [FunctionArn, Qualifier] = functionOf(group.actionGroupExecutor?.lambda);
  // Lambda keeps a policy for each, and only those of functions and aliases are collected.
  if (Qualifier !== undefined && /^([0-9]+|\$LATEST)$/.test(Qualifier))
    unseen('/runtime/Qualifier', {
      reason: 'not_collected',
      detail: `policies of numbered versions such as ${Qualifier} are not read`,
    });
  return {
    // AWS has no tags for action groups.
    tags: {},
    properties: {
      agentId: group.agentId,
      agentVersion: group.agentVersion,
      actionGroupName: group.actionGroupName,
      actionGroupState: group.actionGroupState,
      parentActionSignature: group.parentActionSignature,
      actionGroupExecutor: group.actionGroupExecutor,
      functionSchema: group.functionSchema && {
        functions: group.functionSchema.functions?.map((one) => ({
          name: one.name,
          requireConfirmation: one.requireConfirmation,
          ...marksOf(one),
        })),
        ...marksOf(group.functionSchema),
      },
    },
    runtime: {
      FunctionArn,
      Qualifier,
      PersonalData: personalData(
        'AWS::Bedrock::AgentActionGroup',
        { ...group, ...(payload !== undefined && { apiSchema: { payload: markIn(payload) } }) },
        tools,
      ),
      Operations: payload === undefined ? undefined : parsed('/runtime/Operations', () => operationsIn(payload)),
    },
  };
};

/** Of a schema whose prose was taken out, the mark of what it was; the text itself where nobody searched it. */
const markIn = (payload: string): unknown => {
  try {
    return memberOf(JSON.parse(payload), SEARCHED) ?? payload;
  } catch {
    return payload;
  }
};

/** The ARN of a function without its qualifier, and the qualifier: `arn:aws:lambda:<region>:<account>:function:<name>[:<qualifier>]`. */
const functionOf = (arn: string | undefined): readonly [string | undefined, string | undefined] => {
  const parts = arn?.split(':');
  return [parts?.slice(0, 7).join(':'), parts?.[7]];
};
