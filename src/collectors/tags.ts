import { paginateGetResources, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { type TagsOf, tagsOf } from './collector.js';
import { causeOf } from './failure.js';
import type { Expedition } from './run.js';

/** What reading tags takes. */
export const TAG_PERMISSION = 'tag:GetResources';

/**
 * Types whose ids are the ARNs that GetResources gives, so that an ARN which a complete answer lacks bears no tags
 * (https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html: it knows every type but
 * IAM's users and roles). Versions of model packages are not among them: they go by the tags of their group.
 */
const TYPES: ReadonlySet<string> = new Set([
  'AWS::Bedrock::Agent',
  'AWS::Bedrock::AgentAlias',
  'AWS::Bedrock::Guardrail',
  'AWS::CloudTrail::EventDataStore',
  'AWS::CloudTrail::Trail',
  'AWS::DynamoDB::Table',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::OpenSearchServerless::Collection',
  'AWS::OpenSearchService::Domain',
  'AWS::S3::Bucket',
  'AWS::SageMaker::Endpoint',
  'AWS::SageMaker::EndpointConfig',
  'AWS::SageMaker::Model',
  'AWS::SageMaker::ModelPackageGroup',
  'AWS::SageMaker::NotebookInstance',
  'AWS::StepFunctions::StateMachine',
]);

/** Reads all tags of the regions in bulk. What a region did not answer is a gap wherever its answer lacks the resource. */
export const readTags = async ({ regions, client }: Pick<Expedition, 'regions' | 'client'>): Promise<TagsOf> => {
  const books = new Map(
    await Promise.all(
      regions.map(async (region) => [region, await bookOf(client(ResourceGroupsTaggingAPIClient, region))] as const),
    ),
  );
  return (type, id, region) => {
    if (!TYPES.has(type)) return undefined;
    // A trail that is seen in several regions is tagged in its own.
    const home = id.split(':')[3] || region;
    const book = books.get(home);
    if (book === undefined)
      return {
        cause: { reason: 'not_collected', detail: `tags in ${home} are not collected: the scan does not go there` },
      };
    const tags = book.tags.get(id);
    if (tags !== undefined) return tags;
    return book.cause === undefined ? {} : { cause: book.cause };
  };
};

const bookOf = async (client: ResourceGroupsTaggingAPIClient) => {
  const tags = new Map<string, Readonly<Record<string, string>>>();
  try {
    for await (const { ResourceTagMappingList = [] } of paginateGetResources({ client }, {}))
      for (const { ResourceARN, Tags } of ResourceTagMappingList)
        if (ResourceARN !== undefined) tags.set(ResourceARN, tagsOf(Tags));
    return { tags };
  } catch (error) {
    return { tags, cause: causeOf(error) };
  }
};
