import {
  BedrockClient,
  GetGuardrailCommand,
  type GetGuardrailResponse,
  type GuardrailSummary,
  paginateListGuardrails,
} from '@aws-sdk/client-bedrock';
import type { Pointer } from '../../model/pointer.js';
import { type Collector, type ItemTools, required } from '../collector.js';
import { allOf } from '../pages.js';
import { renamed } from '../rename.js';
import { canBeTried } from './guardrail-pattern.js';

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
        untried(draft, '/properties', tools);
        return {
          names: [summary.id],
          properties: {
            Name: draft.name,
            ...policiesOf(draft),
            WordPolicyConfig: renamed(draft.wordPolicy, {
              words: 'WordsConfig',
              managedWordLists: 'ManagedWordListsConfig',
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

/** What controls judge in the draft and in every version. */
const policiesOf = (guardrail: GetGuardrailResponse) => ({
  ContentPolicyConfig: renamed(guardrail.contentPolicy, {
    filters: 'FiltersConfig',
    tier: 'ContentFiltersTierConfig',
  }),
  SensitiveInformationPolicyConfig: renamed(guardrail.sensitiveInformationPolicy, {
    piiEntities: 'PiiEntitiesConfig',
    regexes: 'RegexesConfig',
  }),
  TopicPolicyConfig: renamed(guardrail.topicPolicy, { topics: 'TopicsConfig', tier: 'TopicsTierConfig' }),
  ContextualGroundingPolicyConfig: renamed(guardrail.contextualGroundingPolicy, {
    filters: 'FiltersConfig',
    tier: null,
  }),
});

const untried = ({ sensitiveInformationPolicy }: GetGuardrailResponse, place: Pointer, { unseen }: ItemTools): void => {
  for (const [index, { pattern }] of (sensitiveInformationPolicy?.regexes ?? []).entries())
    if (pattern !== undefined && !canBeTried(pattern))
      unseen(`${place}/SensitiveInformationPolicyConfig/RegexesConfig/${index}/Pattern`, UNTRIED);
};

const UNTRIED = {
  reason: 'parse_error',
  detail: 'the regular expression is not one that can be tried on an example',
} as const;

const POLICIES = [
  'ContentPolicyConfig',
  'SensitiveInformationPolicyConfig',
  'TopicPolicyConfig',
  'ContextualGroundingPolicyConfig',
] as const satisfies readonly (keyof ReturnType<typeof policiesOf>)[];

/** One after the other, so that the gaps and sources of a guardrail come in one order. */
const publishedVersions = async (bedrock: BedrockClient, { arn }: GuardrailSummary, tools: ItemTools) => {
  const { part } = tools;
  const published = await part('/runtime/Versions', async () => {
    const pages = await allOf(paginateListGuardrails({ client: bedrock }, { guardrailIdentifier: arn }));
    return pages.flatMap(({ guardrails }) => guardrails ?? []).filter(({ version }) => version !== 'DRAFT');
  });
  const versions: unknown[] = [];
  for (const { version, status } of published ?? []) {
    const guardrail = await part(
      POLICIES.map((policy) => `/runtime/Versions/${versions.length}/${policy}`),
      () => bedrock.send(new GetGuardrailCommand({ guardrailIdentifier: arn, guardrailVersion: version })),
    );
    if (guardrail !== undefined) untried(guardrail, `/runtime/Versions/${versions.length}`, tools);
    versions.push({ Version: version, Status: status, ...(guardrail && policiesOf(guardrail)) });
  }
  return published && versions;
};
