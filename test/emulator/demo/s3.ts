import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  type ObjectLockRetentionMode,
  PutBucketAclCommand,
  PutBucketEncryptionCommand,
  PutBucketLoggingCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { PutPublicAccessBlockCommand as PutAccountPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import type { Clients } from './clients.js';
import {
  ACCESS_LOG_BUCKET,
  ACCOUNT,
  CAPTURE_BUCKET,
  INVOCATION_LOG_BUCKET,
  LEGACY_DATA_BUCKET,
  LEGACY_TRAIL_BUCKET,
  MANUALS_BUCKET,
  MODEL_BUCKET,
  MODEL_REPLICA_BUCKET,
  OVERSEAS_BUCKET,
  OVERSEAS_REGION,
  policy,
  roleArn,
  SCRATCH_BUCKET,
  type Statement,
  SUPPORT_DOCS_BUCKET,
  TRAIL_BUCKET,
} from './names.js';

/** Buckets of all kinds; what is wrong with them stands in faults/s3.ts and faults/cloudtrail.ts. */
export const seedBuckets = async (
  tokyo: Clients,
  osaka: Clients,
  overseas: Clients,
  keys: { readonly tokyo: string; readonly osaka: string },
): Promise<void> => {
  const { s3 } = tokyo;
  await hardened(s3, tokyo.region, ACCESS_LOG_BUCKET, undefined, [
    {
      Sid: 'AccessLogs',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${ACCESS_LOG_BUCKET}/*`,
      Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
    },
  ]);
  for (const name of [
    ...[MODEL_BUCKET, INVOCATION_LOG_BUCKET, LEGACY_DATA_BUCKET, CAPTURE_BUCKET],
    ...[SUPPORT_DOCS_BUCKET, MANUALS_BUCKET],
  ])
    await hardened(s3, tokyo.region, name, keys.tokyo);
  await hardened(osaka.s3, osaka.region, MODEL_REPLICA_BUCKET, keys.osaka);
  await hardened(overseas.s3, overseas.region, OVERSEAS_BUCKET, undefined);
  await replicated(s3, MODEL_BUCKET, MODEL_REPLICA_BUCKET);
  await replicated(s3, LEGACY_DATA_BUCKET, OVERSEAS_BUCKET);

  await locked(s3, tokyo.region, TRAIL_BUCKET, 'COMPLIANCE', { Years: 10 });
  await harden(s3, TRAIL_BUCKET, keys.tokyo, trailPolicy(TRAIL_BUCKET));
  await s3.send(
    new PutBucketLoggingCommand({
      Bucket: TRAIL_BUCKET,
      BucketLoggingStatus: { LoggingEnabled: { TargetBucket: ACCESS_LOG_BUCKET, TargetPrefix: 'trail/' } },
    }),
  );

  // As buckets were made before anybody hardened them.
  await locked(s3, tokyo.region, LEGACY_TRAIL_BUCKET, 'GOVERNANCE', { Days: 365 });
  await encrypted(s3, LEGACY_TRAIL_BUCKET, undefined);
  await s3.send(
    new PutBucketPolicyCommand({ Bucket: LEGACY_TRAIL_BUCKET, Policy: policy(...trailPolicy(LEGACY_TRAIL_BUCKET)) }),
  );
  await s3.send(new PutBucketAclCommand({ Bucket: LEGACY_TRAIL_BUCKET, ACL: 'public-read' }));
  // Hardened but for what the account blocks, and so only as long as its policy is not public.
  await hardened(s3, tokyo.region, SCRATCH_BUCKET, keys.tokyo);
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket: SCRATCH_BUCKET }));
  await s3.send(
    new PutBucketVersioningCommand({ Bucket: SCRATCH_BUCKET, VersioningConfiguration: { Status: 'Suspended' } }),
  );

  // What the console offered for long: new public access is refused, and what was public stays so.
  await tokyo.s3Control.send(
    new PutAccountPublicAccessBlockCommand({
      AccountId: ACCOUNT,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: false,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
};

const hardened = async (
  s3: S3Client,
  region: string,
  name: string,
  key: string | undefined,
  statements: readonly Statement[] = [],
): Promise<void> => {
  await created(s3, region, name, false);
  await harden(s3, name, key, statements);
};

const harden = async (
  s3: S3Client,
  Bucket: string,
  key: string | undefined,
  statements: readonly Statement[],
): Promise<void> => {
  await encrypted(s3, Bucket, key);
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  await s3.send(
    new PutBucketOwnershipControlsCommand({
      Bucket,
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    }),
  );
  await s3.send(
    new PutPublicAccessBlockCommand({
      Bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy(...statements, tlsOnly(Bucket)) }));
};

/** Amazon S3 User Guide, "Enforce encryption of data in transit". */
const tlsOnly = (name: string): Statement => ({
  Sid: 'TlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

/** AWS CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail". */
const trailPolicy = (name: string): readonly Statement[] => [
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
];

const created = async (s3: S3Client, region: string, Bucket: string, lock: boolean): Promise<void> => {
  await s3.send(
    new CreateBucketCommand({
      Bucket,
      ObjectLockEnabledForBucket: lock,
      ...(region !== OVERSEAS_REGION && { CreateBucketConfiguration: { LocationConstraint: place(region) } }),
    }),
  );
};

const place = (region: string) => (region === 'ap-northeast-3' ? 'ap-northeast-3' : 'ap-northeast-1');

const locked = async (
  s3: S3Client,
  region: string,
  Bucket: string,
  Mode: ObjectLockRetentionMode,
  retention: { readonly Days?: number; readonly Years?: number },
): Promise<void> => {
  await created(s3, region, Bucket, true);
  await s3.send(
    new PutObjectLockConfigurationCommand({
      Bucket,
      ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode, ...retention } } },
    }),
  );
};

const encrypted = async (s3: S3Client, Bucket: string, key: string | undefined): Promise<void> => {
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault:
              key === undefined ? { SSEAlgorithm: 'AES256' } : { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key },
            BucketKeyEnabled: key !== undefined,
          },
        ],
      },
    }),
  );
};

const replicated = async (s3: S3Client, Bucket: string, copy: string): Promise<void> => {
  await s3.send(
    new PutBucketReplicationCommand({
      Bucket,
      ReplicationConfiguration: {
        Role: roleArn('PlatformAdmin'),
        Rules: [
          {
            ID: 'copy',
            Priority: 1,
            Status: 'Enabled',
            Filter: { Prefix: '' },
            DeleteMarkerReplication: { Status: 'Disabled' },
            Destination: { Bucket: `arn:aws:s3:::${copy}` },
          },
        ],
      },
    }),
  );
};
