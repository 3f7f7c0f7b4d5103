import {
  DescribeModelPackageCommand,
  type ModelPackageSummary,
  paginateListModelPackages,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { cardContent } from '../../model/model-card-content.js';
import { type Collector, type Facts, type Identity, type ItemTools, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';
import { LARGEST_PAGE } from './page.js';

/**
 * Model packages: the versions in groups and those without a group, which one list shows when it is asked for both; by
 * itself it gives only the latter. Only the describe call shows the containers and who made a package; versions answer
 * to it by their ARN alone.
 */
export const modelPackages: Collector = {
  type: 'AWS::SageMaker::ModelPackage',
  scope: 'region',
  permissions: ['sagemaker:ListModelPackages', 'sagemaker:DescribeModelPackage'],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    const paging = { client: sagemaker, pageSize: LARGEST_PAGE };
    for await (const page of paginateListModelPackages(paging, { ModelPackageType: 'Both' })) {
      yield* each(page.ModelPackageSummaryList, identify, (summary, tools) => describe(sagemaker, summary, tools));
    }
  },
};

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
