import { BedrockClient, GetCustomModelCommand, paginateListCustomModels } from '@aws-sdk/client-bedrock';
import { type Collector, required } from '../collector.js';

/** Customised models, under the API's names: only the get call shows the key. */
export const customModels: Collector = {
  type: 'AWS::Bedrock::CustomModel',
  scope: 'region',
  permissions: ['bedrock:ListCustomModels', 'bedrock:GetCustomModel'],

  async *collect({ client, each }) {
    const bedrock = client(BedrockClient);
    for await (const page of paginateListCustomModels({ client: bedrock }, {}))
      yield* each(
        page.modelSummaries,
        ({ modelArn }) => required(modelArn, 'model ARN'),
        async ({ modelArn, modelName }) => {
          const model = await bedrock.send(new GetCustomModelCommand({ modelIdentifier: modelArn }));
          return {
            names: [modelName],
            properties: { modelName: model.modelName, modelKmsKeyArn: model.modelKmsKeyArn },
          };
        },
      );
  },
};
