import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  paginateListBuckets,
  S3Client,
  type ServerSideEncryptionConfiguration,
} from '@aws-sdk/client-s3';
import { type Collector, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';
import { lifecycleRule } from './lifecycle-rule.js';

/**
 * Buckets of all regions, with what holds their objects in place (lock, lifecycle and versioning) and what encrypts
 * them, a call each, in the bucket's own region. The list says that region only when it is asked for pages.
 */
export const buckets: Collector = {
  type: 'AWS::S3::Bucket',
  scope: 'account',
  permissions: [
    's3:ListAllMyBuckets',
    's3:GetBucketLocation',
    's3:GetBucketObjectLockConfiguration',
    's3:GetLifecycleConfiguration',
    's3:GetBucketVersioning',
    's3:GetEncryptionConfiguration',
  ],

  async *collect({ client, partition, each }) {
    for await (const page of paginateListBuckets({ client: client(S3Client), pageSize: 1_000 }, {})) {
      yield* each(
        page.Buckets,
        ({ Name }) => ({ id: `arn:${partition}:s3:::${required(Name, 'bucket name')}`, names: [Name] }),
        async ({ Name: Bucket, BucketRegion }, { part }) => {
          const region = BucketRegion ?? (await regionOf(client(S3Client), Bucket));
          const s3 = client(S3Client, region);
          const lock = await part(
            ['/properties/ObjectLockEnabled', '/properties/ObjectLockConfiguration'],
            () => s3.send(new GetObjectLockConfigurationCommand({ Bucket })),
            { absentOn: ['ObjectLockConfigurationNotFoundError'] },
          );
          const lifecycle = await part(
            '/properties/LifecycleConfiguration',
            () => s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })),
            { absentOn: ['NoSuchLifecycleConfiguration'] },
          );
          const versioning = await part('/properties/VersioningConfiguration', () =>
            s3.send(new GetBucketVersioningCommand({ Bucket })),
          );
          const encryption = await part(
            '/properties/BucketEncryption',
            () => s3.send(new GetBucketEncryptionCommand({ Bucket })),
            { absentOn: ['ServerSideEncryptionConfigurationNotFoundError'] },
          );
          return {
            region,
            properties: {
              BucketName: Bucket,
              BucketEncryption: bucketEncryption(encryption?.ServerSideEncryptionConfiguration),
              ObjectLockEnabled:
                lock?.ObjectLockConfiguration && lock.ObjectLockConfiguration.ObjectLockEnabled === 'Enabled',
              ObjectLockConfiguration: lock?.ObjectLockConfiguration,
              LifecycleConfiguration: lifecycle && {
                Rules: lifecycle.Rules?.map(lifecycleRule),
                ...marksOf(lifecycle),
              },
              // A bucket that never had versions answers without a status.
              VersioningConfiguration: versioning?.Status && { Status: versioning.Status, ...marksOf(versioning) },
            },
          };
        },
      );
    }
  },
};

/** The rules under CloudFormation's names. */
const bucketEncryption = (configuration: ServerSideEncryptionConfiguration | undefined) =>
  configuration && {
    ServerSideEncryptionConfiguration: configuration.Rules?.map((rule) => ({
      BucketKeyEnabled: rule.BucketKeyEnabled,
      ServerSideEncryptionByDefault: rule.ApplyServerSideEncryptionByDefault,
      ...marksOf(rule),
    })),
    ...marksOf(configuration),
  };

/** Where the list is silent. The first regions have older names: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
const regionOf = async (s3: S3Client, Bucket: string | undefined): Promise<string> => {
  const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket }));
  return LocationConstraint === 'EU' ? 'eu-west-1' : LocationConstraint || 'us-east-1';
};
