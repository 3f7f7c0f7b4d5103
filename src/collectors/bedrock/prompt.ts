import { BedrockAgentClient, GetPromptCommand, paginateListPrompts } from '@aws-sdk/client-bedrock-agent';
import { type Collector, required } from '../collector.js';

/** Prompts: a key is the prompt's, whatever the version. Their texts are left out: no control reads them. */
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
        async ({ id }) => {
          const prompt = await bedrock.send(new GetPromptCommand({ promptIdentifier: id }));
          return {
            names: [id],
            properties: { Name: prompt.name, CustomerEncryptionKeyArn: prompt.customerEncryptionKeyArn },
          };
        },
      );
  },
};
