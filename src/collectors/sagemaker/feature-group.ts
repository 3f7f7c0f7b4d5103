import { DescribeFeatureGroupCommand, paginateListFeatureGroups, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { type Collector, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';
import { LARGEST_PAGE } from './page.js';

/** Feature groups with the keys of their two stores, which only the describe call shows. */
export const featureGroups: Collector = {
  type: 'AWS::SageMaker::FeatureGroup',
  scope: 'region',
  permissions: ['sagemaker:ListFeatureGroups', 'sagemaker:DescribeFeatureGroup'],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListFeatureGroups({ client: sagemaker, pageSize: LARGEST_PAGE }, {})) {
      yield* each(
        page.FeatureGroupSummaries,
        ({ FeatureGroupArn, FeatureGroupName }) => ({
          id: required(FeatureGroupArn, 'feature group ARN'),
          names: [FeatureGroupName],
        }),
        async ({ FeatureGroupName }) => {
          const group = await sagemaker.send(new DescribeFeatureGroupCommand({ FeatureGroupName }));
          const offline = group.OfflineStoreConfig;
          const place = offline?.S3StorageConfig;
          return {
            properties: {
              FeatureGroupName: group.FeatureGroupName,
              OnlineStoreConfig: group.OnlineStoreConfig,
              OfflineStoreConfig: offline && {
                S3StorageConfig: place && { S3Uri: place.S3Uri, KmsKeyId: place.KmsKeyId, ...marksOf(place) },
                ...marksOf(offline),
              },
            },
            runtime: {
              FeatureGroupStatus: group.FeatureGroupStatus,
              CreationTime: group.CreationTime,
              // Where the objects came to lie is no part of a template.
              ResolvedOutputS3Uri: place?.ResolvedOutputS3Uri,
            },
          };
        },
      );
    }
  },
};
