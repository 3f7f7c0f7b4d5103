import {
  BedrockClient,
  GetGuardrailCommand,
  type GetGuardrailResponse,
  type GuardrailSummary,
  paginateListGuardrails,
} from '@aws-sdk/client-bedrock';
import { type Collector, type ItemTools, required } from '../collector.js';
import { allOf } from '../pages.js';
import { renamed } from '../rename.js';

/**
 * Guardrails: properties are the working draft's, which GetGuardrail shows where no version is named. What agents and
 * applications run are mostly the published versions, and those ListGuardrails gives only when asked for one guardrail.
 */
export const guardrails: Collector = {
  type: 'AWS::Bedrock::Guardrail',
  scope: 'region',
  permissions: ['bedrock:ListGuardrails', 'bedrock:GetGuardrail'],

  async *collect({ client, each }) {
    const bedrock = client(BedrockClient);
    for await (const page of paginateListGuardrails({ client: bedrock }, {})) {
      yield* each(page.guardrails, arnOf, async (summary, tools) => {
        const draft = await bedrock.send(new GetGuardrailCommand({ guardrailIdentifier: summary.arn }));
        return {
          names: [summary.id],
          properties: {
            Name: draft.name,
            ContentPolicyConfig: renamed(draft.contentPolicy, {
              filters: 'FiltersConfig',
              tier: 'ContentFiltersTierConfig',
            }),
            SensitiveInformationPolicyConfig: sensitiveInformation(draft),
            TopicPolicyConfig: renamed(draft.topicPolicy, { topics: 'TopicsConfig', tier: 'TopicsTierConfig' }),
            WordPolicyConfig: renamed(draft.wordPolicy, {
              words: 'WordsConfig',
              managedWordLists: 'ManagedWordListsConfig',
            }),
            ContextualGroundingPolicyConfig: renamed(draft.contextualGroundingPolicy, {
              filters: 'FiltersConfig',
              tier: null,
            }),
            KmsKeyArn: draft.kmsKeyArn,
          },
          runtime: { Status: draft.status, Versions: await publishedVersions(bedrock, summary, tools) },
        };
      });
    }
  },
};

const arnOf = ({ arn }: GuardrailSummary): string => required(arn, 'guardrail ARN');

const sensitiveInformation = ({ sensitiveInformationPolicy }: GetGuardrailResponse): unknown =>
  renamed(sensitiveInformationPolicy, { piiEntities: 'PiiEntitiesConfig', regexes: 'RegexesConfig' });

/** One after the other, so that the gaps and sources of a guardrail come in one order. */
const publishedVersions = async (bedrock: BedrockClient, { arn }: GuardrailSummary, { part }: ItemTools) => {
  const published = await part('/runtime/Versions', async () => {
    const pages = await allOf(paginateListGuardrails({ client: bedrock }, { guardrailIdentifier: arn }));
    return pages.flatMap(({ guardrails }) => guardrails ?? []).filter(({ version }) => version !== 'DRAFT');
  });
  const versions: unknown[] = [];
  for (const { version, status } of published ?? []) {
    const guardrail = await part(`/runtime/Versions/${versions.length}/SensitiveInformationPolicyConfig`, () =>
      bedrock.send(new GetGuardrailCommand({ guardrailIdentifier: arn, guardrailVersion: version })),
    );
    versions.push({
      Version: version,
      Status: status,
      SensitiveInformationPolicyConfig: guardrail && sensitiveInformation(guardrail),
    });
  }
  return published && versions;
};
