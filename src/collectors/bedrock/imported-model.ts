import { BedrockClient, GetImportedModelCommand, paginateListImportedModels } from '@aws-sdk/client-bedrock';
import { type Collector, required } from '../collector.js';

/** Models that were imported from S3, under the API's names: only the get call shows the key. */
export const importedModels: Collector = {
  type: 'AWS::Bedrock::ImportedModel',
  scope: 'region',
  permissions: ['bedrock:ListImportedModels', 'bedrock:GetImportedModel'],

  async *collect({ client, each }) {
    const bedrock = client(BedrockClient);
    for await (const page of paginateListImportedModels({ client: bedrock }, {}))
      yield* each(
        page.modelSummaries,
        ({ modelArn }) => required(modelArn, 'model ARN'),
        async ({ modelArn, modelName }) => {
          const model = await bedrock.send(new GetImportedModelCommand({ modelIdentifier: modelArn }));
          return {
            names: [modelName],
            properties: { modelName: model.modelName, modelKmsKeyArn: model.modelKmsKeyArn },
          };
        },
      );
  },
};
