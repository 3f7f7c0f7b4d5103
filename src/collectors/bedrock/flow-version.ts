import {
  BedrockAgentClient,
  type FlowDefinition,
  type FlowNode,
  GetFlowCommand,
  type GetFlowResponse,
  GetFlowVersionCommand,
  type GetFlowVersionResponse,
  paginateListFlowVersions,
} from '@aws-sdk/client-bedrock-agent';
import { type Collector, type Facts, type ItemTools, required } from '../collector.js';
import { personalData } from '../personal-data.js';
import { marksOf } from '../unmodelled.js';
import { flowsOf } from './flows.js';

const DRAFT = 'DRAFT';

/**
 * Versions of flows, and the working draft, to which the test alias routes: GetFlow shows it. CloudFormation knows of a
 * version only whose it is; what it runs stands under `runtime`.
 */
export const flowVersions: Collector = {
  type: 'AWS::Bedrock::FlowVersion',
  scope: 'region',
  permissions: ['bedrock:ListFlows', 'bedrock:ListFlowVersions', 'bedrock:GetFlow', 'bedrock:GetFlowVersion'],

  async *collect({ client, each, under }) {
    const bedrock = client(BedrockAgentClient);
    yield* under(flowsOf(bedrock), async function* ({ id, arn }) {
      const flowIdentifier = required(id, 'flow id');
      const idOf = (version: string | undefined) => `${flowIdentifier}/${required(version, 'flow version')}`;
      const factsOf = (flow: GetFlowResponse | GetFlowVersionResponse, tools: ItemTools): Facts => ({
        // AWS has tags for flows and aliases, not for versions.
        tags: {},
        properties: { FlowArn: arn },
        runtime: {
          Version: flow.version,
          status: flow.status,
          Nodes: nodesOf(flow.definition),
          PersonalData: personalData('AWS::Bedrock::Flow', flow, tools),
        },
      });
      yield* each([DRAFT], idOf, async (_, tools) =>
        factsOf(await bedrock.send(new GetFlowCommand({ flowIdentifier })), tools),
      );
      for await (const page of paginateListFlowVersions({ client: bedrock }, { flowIdentifier })) {
        const published = page.flowVersionSummaries?.map(({ version }) => version);
        yield* each(
          published?.filter((version) => version !== DRAFT),
          idOf,
          async (flowVersion, tools) =>
            factsOf(await bedrock.send(new GetFlowVersionCommand({ flowIdentifier, flowVersion })), tools),
        );
      }
    });
  },
};

/** The nodes, those within loops after their loop: a control asks of each what it runs, not where it stands. */
const nodesOf = (definition: FlowDefinition | undefined): object[] =>
  (definition?.nodes ?? []).flatMap((node) => [nodeFacts(node), ...nodesOf(node.configuration?.loop?.definition)]);

/** Prompts, code and conditions are scrubbed and left out: what was found in them is a fact of its own. */
const nodeFacts = ({ name, type, configuration }: FlowNode): object => {
  const { prompt, knowledgeBase } = configuration ?? {};
  const { resource } = prompt?.sourceConfiguration ?? {};
  return {
    name,
    type,
    configuration: {
      prompt: prompt && {
        sourceConfiguration: resource && { resource },
        guardrailConfiguration: prompt.guardrailConfiguration,
        ...marksOf(prompt),
      },
      knowledgeBase: knowledgeBase && {
        knowledgeBaseId: knowledgeBase.knowledgeBaseId,
        modelId: knowledgeBase.modelId,
        guardrailConfiguration: knowledgeBase.guardrailConfiguration,
        ...marksOf(knowledgeBase),
      },
      ...marksOf(configuration),
    },
  };
};
