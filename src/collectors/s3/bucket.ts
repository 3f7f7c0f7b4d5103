import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  paginateListBuckets,
  type ReplicationRule,
  S3Client,
  type ServerSideEncryptionRule,
} from '@aws-sdk/client-s3';
import { type Collector, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';
import { regionOf } from './bucket-region.js';
import { lifecycleRule } from './lifecycle-rule.js';

/**
 * Buckets of all regions: what holds their objects in place, who reaches them, and what becomes of them; a call each, in
 * the bucket's own region. The list says that region only when it is asked for pages. Policies are a type of their own.
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
    's3:GetBucketPublicAccessBlock',
    's3:GetBucketOwnershipControls',
    's3:GetBucketAcl',
    's3:GetBucketLogging',
    's3:GetReplicationConfiguration',
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
          const block = await part(
            '/properties/PublicAccessBlockConfiguration',
            () => s3.send(new GetPublicAccessBlockCommand({ Bucket })),
            { absentOn: ['NoSuchPublicAccessBlockConfiguration'] },
          );
          const ownership = await part(
            '/properties/OwnershipControls',
            () => s3.send(new GetBucketOwnershipControlsCommand({ Bucket })),
            { absentOn: ['OwnershipControlsNotFoundError'] },
          );
          const acl = await part('/runtime/Grants', () => s3.send(new GetBucketAclCommand({ Bucket })));
          const logging = await part('/properties/LoggingConfiguration', () =>
            s3.send(new GetBucketLoggingCommand({ Bucket })),
          );
          const replication = await part(
            '/properties/ReplicationConfiguration',
            () => s3.send(new GetBucketReplicationCommand({ Bucket })),
            { absentOn: ['ReplicationConfigurationNotFoundError'] },
          );
          const target = logging?.LoggingEnabled;
          const rules = encryption?.ServerSideEncryptionConfiguration?.Rules;
          return {
            region,
            properties: {
              BucketName: Bucket,
              ObjectLockEnabled:
                lock?.ObjectLockConfiguration && lock.ObjectLockConfiguration.ObjectLockEnabled === 'Enabled',
              ObjectLockConfiguration: lock?.ObjectLockConfiguration,
              LifecycleConfiguration: lifecycle && {
                Rules: lifecycle.Rules?.map(lifecycleRule),
                ...marksOf(lifecycle),
              },
              // A bucket that never had versions answers without a status.
              VersioningConfiguration: versioning?.Status && { Status: versioning.Status, ...marksOf(versioning) },
              BucketEncryption: rules && { ServerSideEncryptionConfiguration: rules.map(encryptionRule) },
              PublicAccessBlockConfiguration: block?.PublicAccessBlockConfiguration,
              OwnershipControls: ownership?.OwnershipControls,
              LoggingConfiguration: target && {
                DestinationBucketName: target.TargetBucket,
                LogFilePrefix: target.TargetPrefix,
                TargetObjectKeyFormat: target.TargetObjectKeyFormat,
                ...marksOf(target),
              },
              ReplicationConfiguration: replication?.ReplicationConfiguration && {
                Rules: replication.ReplicationConfiguration.Rules?.map(replicationRule),
              },
            },
            // Who is named, and not what a person is called.
            runtime: {
              Grants: acl?.Grants?.map(({ Grantee, Permission }) => ({
                Grantee: Grantee && { Type: Grantee.Type, URI: Grantee.URI },
                Permission,
              })),
            },
          };
        },
      );
    }
  },
};

/** A rule of default encryption as CloudFormation has it. */
const encryptionRule = (rule: ServerSideEncryptionRule) => ({
  ServerSideEncryptionByDefault: rule.ApplyServerSideEncryptionByDefault,
  ...marksOf(rule),
});

/** A rule of replication, with what narrows it: the older form names its prefix without a filter. */
const replicationRule = ({ ID, Status, Destination, Filter: filter, Prefix }: ReplicationRule) => ({
  Id: ID,
  Status,
  Prefix: Prefix ?? filter?.Prefix ?? filter?.And?.Prefix,
  Filter:
    filter?.Tag === undefined && filter?.And?.Tags === undefined
      ? undefined
      : { TagFilter: filter.Tag ?? filter.And?.Tags },
  Destination: Destination && { Bucket: Destination.Bucket, Account: Destination.Account },
});
