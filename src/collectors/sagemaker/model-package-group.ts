import {
  DescribeModelPackageGroupCommand,
  GetModelPackageGroupPolicyCommand,
  paginateListModelPackageGroups,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { normalisedPolicy } from '../../model/policy-document.js';
import { type Collector, required } from '../collector.js';
import { LARGEST_PAGE } from './page.js';

/**
 * Model package groups of this account (the list leaves out those that others share). Only the describe call shows who
 * made one; whom its policy lets in takes a call of its own, and "Cannot find resource policy" means that it has none.
 */
export const modelPackageGroups: Collector = {
  type: 'AWS::SageMaker::ModelPackageGroup',
  scope: 'region',
  permissions: [
    'sagemaker:ListModelPackageGroups',
    'sagemaker:DescribeModelPackageGroup',
    'sagemaker:GetModelPackageGroupPolicy',
  ],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListModelPackageGroups({ client: sagemaker, pageSize: LARGEST_PAGE }, {})) {
      yield* each(
        page.ModelPackageGroupSummaryList,
        ({ ModelPackageGroupArn, ModelPackageGroupName }) => ({
          id: required(ModelPackageGroupArn, 'model package group ARN'),
          names: [ModelPackageGroupName],
        }),
        async ({ ModelPackageGroupName }, { part, parsed }) => {
          const group = await sagemaker.send(new DescribeModelPackageGroupCommand({ ModelPackageGroupName }));
          const policy = await part(
            '/properties/ModelPackageGroupPolicy',
            () => sagemaker.send(new GetModelPackageGroupPolicyCommand({ ModelPackageGroupName })),
            { absentOn: ['ValidationException'] },
          );
          const text = policy?.ResourcePolicy;
          return {
            properties: {
              ModelPackageGroupPolicy:
                text === undefined
                  ? undefined
                  : parsed('/properties/ModelPackageGroupPolicy', () => normalisedPolicy(text)),
              ModelPackageGroupName: group.ModelPackageGroupName,
              ModelPackageGroupDescription: group.ModelPackageGroupDescription,
            },
            runtime: {
              CreationTime: group.CreationTime,
              CreatedBy: group.CreatedBy,
              ModelPackageGroupStatus: group.ModelPackageGroupStatus,
            },
          };
        },
      );
    }
  },
};
