import { BedrockAgentClient, GetPromptCommand, paginateListPrompts } from '@aws-sdk/client-bedrock-agent';
import { type Collector, required } from '../collector.js';
import { personalData } from '../personal-data.js';

/**
 * Prompts, as their working draft says: a key is the prompt's, whatever the version. Their texts are scrubbed; the personal
 * data that was found in them is a fact.
 */
export const prompts: Collector = {
  type: 'AWS::Bedrock::Prompt',
  scope: 'region',
  permissions: ['bedrock:ListPrompts', 'bedrock:GetPrompt'],

  async *collect({ client, each }) {
    const bedrock = client(BedrockAgentClient);
    for await (const page of paginateListPrompts({ client: bedrock }, {}))
      yield* each(
        page.promptSummaries,
        ({ arn }) => required(arn, 'prompt ARN'),
        async ({ id }, tools) => {
          const prompt = await bedrock.send(new GetPromptCommand({ promptIdentifier: id }));
          return {
            names: [id],
            properties: { Name: prompt.name, CustomerEncryptionKeyArn: prompt.customerEncryptionKeyArn },
            runtime: { PersonalData: personalData('AWS::Bedrock::Prompt', prompt, tools) },
          };
        },
      );
  },
};
