import { GetPublicAccessBlockCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import type { Collector } from '../collector.js';

/** What the account blocks for all its buckets at once. One an account, which may say nothing. */
export const accountPublicAccessBlocks: Collector = {
  type: 'AWS::S3::AccountPublicAccessBlock',
  scope: 'account',
  permissions: ['s3:GetAccountPublicAccessBlock'],

  async *collect({ account, client, each }) {
    yield* each(
      [account],
      (id) => id,
      async (AccountId, { part }) => {
        const answer = await part(
          ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'].map(
            (flag) => `/properties/${flag}`,
          ),
          () => client(S3ControlClient).send(new GetPublicAccessBlockCommand({ AccountId })),
          { absentOn: ['NoSuchPublicAccessBlockConfiguration'] },
        );
        return { properties: { ...answer?.PublicAccessBlockConfiguration } };
      },
    );
  },
};
