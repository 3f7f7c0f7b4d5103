import { BedrockClient, ListFoundationModelsCommand } from '@aws-sdk/client-bedrock';
import { type Collector, required } from '../collector.js';

/** The models that AWS offers in the region, under the API's names, with where each is in its life: one call shows all. */
export const foundationModels: Collector = {
  type: 'AWS::Bedrock::FoundationModel',
  scope: 'region',
  permissions: ['bedrock:ListFoundationModels'],

  async *collect({ client, each }) {
    const { modelSummaries } = await client(BedrockClient).send(new ListFoundationModelsCommand({}));
    yield* each(
      modelSummaries,
      ({ modelArn }) => required(modelArn, 'model ARN'),
      ({ modelId, modelLifecycle }) => ({
        names: [modelId],
        // They belong to AWS, and nobody can tag them.
        tags: {},
        properties: { modelId, modelLifecycle },
      }),
    );
  },
};
