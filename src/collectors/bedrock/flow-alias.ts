import { BedrockAgentClient, paginateListFlowAliases } from '@aws-sdk/client-bedrock-agent';
import { type Collector, required } from '../collector.js';
import { renamed } from '../rename.js';
import { flowsOf } from './flows.js';

/** Aliases of flows, by which they are invoked: the list shows whole aliases, test alias included. */
export const flowAliases: Collector = {
  type: 'AWS::Bedrock::FlowAlias',
  scope: 'region',
  permissions: ['bedrock:ListFlows', 'bedrock:ListFlowAliases'],

  async *collect({ client, each, under }) {
    const bedrock = client(BedrockAgentClient);
    yield* under(flowsOf(bedrock), async function* ({ id, arn }) {
      const flowIdentifier = required(id, 'flow id');
      for await (const page of paginateListFlowAliases({ client: bedrock }, { flowIdentifier }))
        yield* each(
          page.flowAliasSummaries,
          (alias) => required(alias.arn, 'flow alias ARN'),
          (alias) => ({
            names: [alias.id],
            properties: {
              Name: alias.name,
              FlowArn: arn,
              RoutingConfiguration: renamed(alias.routingConfiguration),
            },
            runtime: {
              FlowAliasId: alias.id,
              RoutedVersions: alias.routingConfiguration?.flatMap(({ flowVersion }) =>
                flowVersion === undefined ? [] : [`${id}/${flowVersion}`],
              ),
            },
          }),
        );
    });
  },
};
