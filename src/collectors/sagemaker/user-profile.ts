import { DescribeUserProfileCommand, paginateListUserProfiles, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { type Collector, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';
import { LARGEST_PAGE } from './page.js';

/** User profiles of all Studio domains, with the role that each bears. AWS's summaries name no ARN; it is made from the ids. */
export const userProfiles: Collector = {
  type: 'AWS::SageMaker::UserProfile',
  scope: 'region',
  permissions: ['sagemaker:ListUserProfiles', 'sagemaker:DescribeUserProfile'],

  async *collect({ client, each, partition, region, account }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListUserProfiles({ client: sagemaker, pageSize: LARGEST_PAGE }, {})) {
      yield* each(
        page.UserProfiles,
        ({ DomainId, UserProfileName }) => {
          const path = `${required(DomainId, 'domain id')}/${required(UserProfileName, 'user profile name')}`;
          return `arn:${partition}:sagemaker:${region}:${account}:user-profile/${path}`;
        },
        async ({ DomainId, UserProfileName }) => {
          const profile = await sagemaker.send(new DescribeUserProfileCommand({ DomainId, UserProfileName }));
          const { UserSettings: settings } = profile;
          return {
            properties: {
              DomainId: profile.DomainId,
              UserProfileName: profile.UserProfileName,
              UserSettings: settings && { ExecutionRole: settings.ExecutionRole, ...marksOf(settings) },
            },
            runtime: { Status: profile.Status, CreationTime: profile.CreationTime },
          };
        },
      );
    }
  },
};
