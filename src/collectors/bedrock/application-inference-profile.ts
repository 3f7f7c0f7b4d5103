import { BedrockClient, ListTagsForResourceCommand, paginateListInferenceProfiles } from '@aws-sdk/client-bedrock';
import { type Collector, required } from '../collector.js';
import { modelIdsOf } from './model-ids.js';

/**
 * Inference profiles that the account made for itself. CloudFormation knows what each was copied from, the API only the
 * models, and so the regions, that came of it: they stand under `runtime`. Tags take a call each.
 */
export const applicationInferenceProfiles: Collector = {
  type: 'AWS::Bedrock::ApplicationInferenceProfile',
  scope: 'region',
  permissions: ['bedrock:ListInferenceProfiles', 'bedrock:ListTagsForResource'],

  async *collect({ client, each }) {
    const bedrock = client(BedrockClient);
    const config = { client: bedrock, pageSize: 1_000 };
    for await (const page of paginateListInferenceProfiles(config, { typeEquals: 'APPLICATION' }))
      yield* each(
        page.inferenceProfileSummaries,
        (profile) => required(profile.inferenceProfileArn, 'inference profile ARN'),
        async (profile, { part }) => {
          const tagged = await part('/tags', () =>
            bedrock.send(new ListTagsForResourceCommand({ resourceARN: profile.inferenceProfileArn })),
          );
          return {
            names: [profile.inferenceProfileId],
            tags: Object.fromEntries(
              (tagged?.tags ?? []).flatMap(({ key, value }) => (key ? [[key, value ?? '']] : [])),
            ),
            properties: { InferenceProfileName: profile.inferenceProfileName },
            runtime: {
              status: profile.status,
              models: profile.models,
              FoundationModelIds: modelIdsOf(profile.models),
            },
          };
        },
      );
  },
};
