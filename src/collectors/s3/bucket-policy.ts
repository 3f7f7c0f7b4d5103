import {
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  paginateListBuckets,
  S3Client,
} from '@aws-sdk/client-s3';
import { normalisedPolicy } from '../../model/policy-document.js';
import { type Collector, required } from '../collector.js';
import { regionOf } from './bucket-region.js';

/** Policies of all buckets, and whether AWS calls them public. A bucket without one has none, and stands here all the same. */
export const bucketPolicies: Collector = {
  type: 'AWS::S3::BucketPolicy',
  scope: 'account',
  permissions: ['s3:ListAllMyBuckets', 's3:GetBucketLocation', 's3:GetBucketPolicy', 's3:GetBucketPolicyStatus'],

  async *collect({ client, each }) {
    for await (const page of paginateListBuckets({ client: client(S3Client), pageSize: 1_000 }, {})) {
      yield* each(
        page.Buckets,
        ({ Name }) => required(Name, 'bucket name'),
        async ({ Name: Bucket, BucketRegion }, { part, parsed }) => {
          const region = BucketRegion ?? (await regionOf(client(S3Client), Bucket));
          const s3 = client(S3Client, region);
          const none = { absentOn: ['NoSuchBucketPolicy'] };
          const policy = await part(
            '/properties/PolicyDocument',
            () => s3.send(new GetBucketPolicyCommand({ Bucket })),
            none,
          );
          const status = await part(
            '/runtime/IsPublic',
            () => s3.send(new GetBucketPolicyStatusCommand({ Bucket })),
            none,
          );
          const text = policy?.Policy;
          return {
            region,
            properties: {
              Bucket,
              PolicyDocument:
                text === undefined ? undefined : parsed('/properties/PolicyDocument', () => normalisedPolicy(text)),
            },
            runtime: { IsPublic: status?.PolicyStatus?.IsPublic },
          };
        },
      );
    }
  },
};
