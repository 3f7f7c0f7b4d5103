import { BedrockClient, paginateListProvisionedModelThroughputs } from '@aws-sdk/client-bedrock';
import { type Collector, required } from '../collector.js';

/** Capacity that was bought for a model, under the API's names: the list shows all that the get call does. */
export const provisionedModelThroughputs: Collector = {
  type: 'AWS::Bedrock::ProvisionedModelThroughput',
  scope: 'region',
  permissions: ['bedrock:ListProvisionedModelThroughputs'],

  async *collect({ client, each }) {
    const config = { client: client(BedrockClient), pageSize: 1_000 };
    for await (const page of paginateListProvisionedModelThroughputs(config, {}))
      yield* each(
        page.provisionedModelSummaries,
        ({ provisionedModelArn }) => required(provisionedModelArn, 'provisioned model ARN'),
        ({ provisionedModelName, foundationModelArn, status, creationTime }) => ({
          names: [provisionedModelName],
          properties: { provisionedModelName, foundationModelArn },
          runtime: { status, creationTime },
        }),
      );
  },
};
