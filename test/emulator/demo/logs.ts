import { PutModelInvocationLoggingConfigurationCommand } from '@aws-sdk/client-bedrock';
import { CreateTrailCommand, PutEventSelectorsCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CreateLogGroupCommand, PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateBucketCommand,
  type ObjectLockRetentionMode,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Clients } from './clients.js';
import {
  ACCOUNT,
  BEDROCK_KEY,
  INVOCATION_LOG_BUCKET,
  INVOCATION_LOG_GROUP,
  LEGACY_TRAIL_BUCKET,
  MODEL_BUCKET,
  policy,
  roleArn,
  TOKYO,
  TRAIL_BUCKET,
} from './names.js';

/** Trails and Bedrock's invocation log of Tokyo: `legacy-trail` can be deleted early, and the invocation log is kept 365 and 400 days. */
export const seedLogs = async ({ s3, logs, cloudtrail, bedrock }: Clients): Promise<void> => {
  for (const name of [MODEL_BUCKET, INVOCATION_LOG_BUCKET]) await bucket(s3, name, false);
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket: INVOCATION_LOG_BUCKET,
      LifecycleConfiguration: {
        Rules: [{ ID: 'expire', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 400 } }],
      },
    }),
  );
  await logs.send(
    new CreateLogGroupCommand({
      logGroupName: INVOCATION_LOG_GROUP,
      kmsKeyId: BEDROCK_KEY,
      tags: { 用途: '生成AIの監査証跡' },
    }),
  );
  await logs.send(new PutRetentionPolicyCommand({ logGroupName: INVOCATION_LOG_GROUP, retentionInDays: 365 }));
  await bedrock.send(
    new PutModelInvocationLoggingConfigurationCommand({
      loggingConfig: {
        textDataDeliveryEnabled: true,
        imageDataDeliveryEnabled: true,
        embeddingDataDeliveryEnabled: true,
        s3Config: { bucketName: INVOCATION_LOG_BUCKET, keyPrefix: 'tokyo' },
        cloudWatchConfig: { logGroupName: INVOCATION_LOG_GROUP, roleArn: roleArn('BedrockLogging') },
      },
    }),
  );

  await lockedBucket(s3, TRAIL_BUCKET, 'COMPLIANCE', { Years: 10 });
  await lockedBucket(s3, LEGACY_TRAIL_BUCKET, 'GOVERNANCE', { Days: 365 });
  await trail(cloudtrail, 'platform-audit', TRAIL_BUCKET, true);
  await trail(cloudtrail, 'legacy-trail', LEGACY_TRAIL_BUCKET, false);
};

const trail = async (cloudtrail: Clients['cloudtrail'], name: string, bucketName: string, multiRegion: boolean) => {
  await cloudtrail.send(
    new CreateTrailCommand({
      Name: name,
      S3BucketName: bucketName,
      IsMultiRegionTrail: multiRegion,
      IncludeGlobalServiceEvents: multiRegion,
      EnableLogFileValidation: true,
    }),
  );
  // What AWS gives a new trail, and moto leaves out.
  await cloudtrail.send(
    new PutEventSelectorsCommand({
      TrailName: name,
      EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
    }),
  );
  await cloudtrail.send(new StartLoggingCommand({ Name: name }));
};

const lockedBucket = async (
  s3: S3Client,
  name: string,
  Mode: ObjectLockRetentionMode,
  retention: { readonly Days?: number; readonly Years?: number },
) => {
  await bucket(s3, name, true);
  await s3.send(
    new PutObjectLockConfigurationCommand({
      Bucket: name,
      ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode, ...retention } } },
    }),
  );
  await s3.send(new PutBucketPolicyCommand({ Bucket: name, Policy: trailPolicy(name) }));
};

/** AWS CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail". */
const trailPolicy = (name: string): string =>
  policy(
    {
      Sid: 'AWSCloudTrailAclCheck',
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:GetBucketAcl',
      Resource: `arn:aws:s3:::${name}`,
      Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
    },
    {
      Sid: 'AWSCloudTrailWrite',
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${name}/AWSLogs/${ACCOUNT}/*`,
      Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    },
  );

const bucket = async (s3: S3Client, name: string, locked: boolean): Promise<void> => {
  await s3.send(
    new CreateBucketCommand({
      Bucket: name,
      ObjectLockEnabledForBucket: locked,
      CreateBucketConfiguration: { LocationConstraint: TOKYO },
    }),
  );
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket: name,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    }),
  );
  await s3.send(
    new PutPublicAccessBlockCommand({
      Bucket: name,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
};
