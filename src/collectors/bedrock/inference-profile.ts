import { BedrockClient, paginateListInferenceProfiles } from '@aws-sdk/client-bedrock';
import { type Collector, required } from '../collector.js';
import { modelIdsOf } from './model-ids.js';

/**
 * AWS's own inference profiles, under the API's names: which regions a request to one may reach stands in the ARNs of
 * its models. They are no choice of the account's, and only matter to what names them.
 */
export const inferenceProfiles: Collector = {
  type: 'AWS::Bedrock::InferenceProfile',
  scope: 'region',
  permissions: ['bedrock:ListInferenceProfiles'],

  async *collect({ client, each }) {
    const config = { client: client(BedrockClient), pageSize: 1_000 };
    for await (const page of paginateListInferenceProfiles(config, { typeEquals: 'SYSTEM_DEFINED' }))
      yield* each(
        page.inferenceProfileSummaries,
        (profile) => required(profile.inferenceProfileArn, 'inference profile ARN'),
        ({ inferenceProfileId, models, status }) => ({
          names: [inferenceProfileId],
          // They belong to AWS, and nobody can tag them.
          tags: {},
          properties: { inferenceProfileId, models },
          runtime: { status, FoundationModelIds: modelIdsOf(models) },
        }),
      );
  },
};
