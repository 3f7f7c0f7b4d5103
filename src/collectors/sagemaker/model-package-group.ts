import {
  DescribeModelPackageGroupCommand,
  paginateListModelPackageGroups,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { type Collector, required } from '../collector.js';
import { LARGEST_PAGE } from './page.js';

/** Model package groups of this account (the list leaves out those that others share). Only the describe call shows who made one. */
export const modelPackageGroups: Collector = {
  type: 'AWS::SageMaker::ModelPackageGroup',
  scope: 'region',
  permissions: ['sagemaker:ListModelPackageGroups', 'sagemaker:DescribeModelPackageGroup'],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListModelPackageGroups({ client: sagemaker, pageSize: LARGEST_PAGE }, {})) {
      yield* each(
        page.ModelPackageGroupSummaryList,
        ({ ModelPackageGroupArn, ModelPackageGroupName }) => ({
          id: required(ModelPackageGroupArn, 'model package group ARN'),
          names: [ModelPackageGroupName],
        }),
        async ({ ModelPackageGroupName }) => {
          const group = await sagemaker.send(new DescribeModelPackageGroupCommand({ ModelPackageGroupName }));
          return {
            properties: {
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
