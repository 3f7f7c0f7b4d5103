import {
  DescribeModelPackageCommand,
  type ListModelPackagesInput,
  type ModelPackageSummary,
  paginateListModelPackageGroups,
  paginateListModelPackages,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { type Collector, type Facts, type Identity, type ItemTools, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';
import { cardContent } from './model-card-content.js';

/**
 * Model packages: the versions in every group, then those that were made without a group, which a list by group leaves
 * out. Only the describe call shows the containers and who made a package; versions answer to it by their ARN alone.
 */
export const modelPackages: Collector = {
  type: 'AWS::SageMaker::ModelPackage',
  scope: 'region',
  permissions: ['sagemaker:ListModelPackageGroups', 'sagemaker:ListModelPackages', 'sagemaker:DescribeModelPackage'],

  async *collect({ client, each, under }) {
    const sagemaker = client(SageMakerClient);
    yield* under(lists(sagemaker), async function* (list) {
      for await (const page of paginateListModelPackages({ client: sagemaker }, list)) {
        yield* each(page.ModelPackageSummaryList, identify, (summary, tools) => describe(sagemaker, summary, tools));
      }
    });
  },
};

/** One list for every group, and one for the packages without a group. */
async function* lists(sagemaker: SageMakerClient): AsyncIterable<ListModelPackagesInput> {
  for await (const page of paginateListModelPackageGroups({ client: sagemaker }, {}))
    for (const { ModelPackageGroupName } of page.ModelPackageGroupSummaryList ?? []) yield { ModelPackageGroupName };
  yield { ModelPackageType: 'Unversioned' };
}

/** Containers may name a version as `group/version`, too. */
const identify = (summary: ModelPackageSummary): Identity => {
  const { ModelPackageArn, ModelPackageName, ModelPackageGroupName: group, ModelPackageVersion: version } = summary;
  return {
    id: required(ModelPackageArn, 'model package ARN'),
    names: [ModelPackageName, group === undefined || version === undefined ? undefined : `${group}/${version}`],
  };
};

const describe = async (
  sagemaker: SageMakerClient,
  { ModelPackageArn }: ModelPackageSummary,
  { parsed }: ItemTools,
): Promise<Facts> => {
  const model = await sagemaker.send(new DescribeModelPackageCommand({ ModelPackageName: ModelPackageArn }));
  const card = model.ModelCard;
  const text = card?.ModelCardContent;
  return {
    properties: {
      ModelPackageGroupName: model.ModelPackageGroupName,
      ModelPackageVersion: model.ModelPackageVersion,
      ModelApprovalStatus: model.ModelApprovalStatus,
      ApprovalDescription: model.ApprovalDescription,
      InferenceSpecification: model.InferenceSpecification,
      ModelMetrics: model.ModelMetrics,
      DriftCheckBaselines: model.DriftCheckBaselines,
      ModelCard: card && { ModelCardStatus: card.ModelCardStatus, ...marksOf(card) },
    },
    runtime: {
      CreationTime: model.CreationTime,
      LastModifiedTime: model.LastModifiedTime,
      CreatedBy: model.CreatedBy,
      ModelPackageStatus: model.ModelPackageStatus,
      ModelCardContent: text === undefined ? undefined : parsed('/runtime/ModelCardContent', () => cardContent(text)),
    },
  };
};
