import { BedrockAgentClient, GetPromptCommand, paginateListPrompts } from '@aws-sdk/client-bedrock-agent';
import { type Collector, type ItemTools, required } from '../collector.js';
import { allOf } from '../pages.js';
import { personalData } from '../personal-data.js';

const TYPE = 'AWS::Bedrock::Prompt';

/** What nobody saw of the texts stands for the element that may follow. */
const MORE = '/runtime/PersonalData/-';

/**
 * Prompts: properties are the working draft's, and a key is the prompt's, whatever the version. What applications run are
 * mostly published versions, which keep what was taken out of the draft since; ListPrompts names them when it is asked for one
 * prompt (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent_ListPrompts.html). Their texts are scrubbed; the
 * personal data that was found in them is a fact, and `Versions/2/…` says which version holds it.
 */
export const prompts: Collector = {
  type: TYPE,
  scope: 'region',
  permissions: ['bedrock:ListPrompts', 'bedrock:GetPrompt'],

  async *collect({ client, each }) {
    const bedrock = client(BedrockAgentClient);
    for await (const page of paginateListPrompts({ client: bedrock }, {}))
      yield* each(
        page.promptSummaries,
        ({ arn }) => required(arn, 'prompt ARN'),
        async ({ id }, tools) => {
          const draft = await bedrock.send(new GetPromptCommand({ promptIdentifier: id }));
          const found = personalData(TYPE, draft, tools);
          const Versions = await publishedVersions(bedrock, id, tools);
          return {
            names: [id],
            properties: { Name: draft.name, CustomerEncryptionKeyArn: draft.customerEncryptionKeyArn },
            runtime: {
              Versions,
              PersonalData: [...found, ...(await foundInVersions(bedrock, id, Versions ?? [], tools))],
            },
          };
        },
      );
  },
};

const publishedVersions = (bedrock: BedrockAgentClient, id: string | undefined, { part }: ItemTools) =>
  part(['/runtime/Versions', MORE], async () => {
    const pages = await allOf(
      paginateListPrompts({ client: bedrock }, { promptIdentifier: required(id, 'prompt id') }),
    );
    return pages
      .flatMap(({ promptSummaries = [] }) => promptSummaries)
      .map(({ version }) => required(version, 'prompt version'))
      .filter((version) => version !== 'DRAFT');
  });

/** One after the other: the gaps and sources of a prompt come in one order, and AWS keeps few versions of each. */
const foundInVersions = async (
  bedrock: BedrockAgentClient,
  id: string | undefined,
  versions: readonly string[],
  tools: ItemTools,
) => {
  const found: ReturnType<typeof personalData> = [];
  for (const promptVersion of versions) {
    const call = () => bedrock.send(new GetPromptCommand({ promptIdentifier: id, promptVersion }));
    const prompt = await tools.part(MORE, call);
    if (prompt !== undefined) found.push(...personalData(TYPE, prompt, tools, `Versions/${promptVersion}`));
  }
  return found;
};
