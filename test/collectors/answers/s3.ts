import { type Answers, refused } from '../expedition.js';

/** Written from the S3 API model of 2006-03-01 (@aws-sdk/client-s3 3.1173.0), as XML with the elements' names on the wire. */
const document = (root: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${root}>`;

export const bucketList = (buckets: string, token = '') =>
  document(
    'ListAllMyBucketsResult',
    `<Owner><ID>0123</ID></Owner><Buckets>${buckets}</Buckets>${token && `<ContinuationToken>${token}</ContinuationToken>`}`,
  );

export const bucket = (name: string, region?: string) =>
  `<Bucket><Name>${name}</Name><CreationDate>2026-01-01T00:00:00.000Z</CreationDate>${
    region === undefined ? '' : `<BucketRegion>${region}</BucketRegion>`
  }</Bucket>`;

export const location = (constraint: string) => document('LocationConstraint', constraint);
export const lock = (content: string) => document('ObjectLockConfiguration', content);
export const lifecycle = (rules: string) => document('LifecycleConfiguration', rules);
export const versioning = (content: string) => document('VersioningConfiguration', content);
export const encryption = (rules: string) => document('ServerSideEncryptionConfiguration', rules);
export const publicAccessBlock = (content: string) => document('PublicAccessBlockConfiguration', content);
export const ownership = (rules: string) => document('OwnershipControls', rules);
export const acl = (grants: string) =>
  document('AccessControlPolicy', `<Owner><ID>0123</ID></Owner><AccessControlList>${grants}</AccessControlList>`);
export const logging = (content: string) => document('BucketLoggingStatus', content);
export const replication = (content: string) => document('ReplicationConfiguration', content);
export const policyStatus = (isPublic: boolean) => document('PolicyStatus', `<IsPublic>${isPublic}</IsPublic>`);

/** How S3 says that a bucket has none of it. */
const none = (code: string) => refused(code, 'there is none', 404);

export const s3: Answers = {
  's3:ListBuckets': bucketList(bucket('audit-logs', 'ap-northeast-1')),
  's3:GetObjectLockConfiguration': lock(
    '<ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Years>7</Years></DefaultRetention></Rule>',
  ),
  's3:GetBucketLifecycleConfiguration': lifecycle(
    `<Rule><ID>expire</ID><Filter><And><Prefix>tmp/</Prefix><Tag><Key>class</Key><Value>scratch</Value></Tag><ObjectSizeGreaterThan>500</ObjectSizeGreaterThan></And></Filter><Status>Enabled</Status><Expiration><Days>30</Days></Expiration><NoncurrentVersionExpiration><NoncurrentDays>7</NoncurrentDays><NewerNoncurrentVersions>2</NewerNoncurrentVersions></NoncurrentVersionExpiration></Rule>
     <Rule><ID>old</ID><Prefix>old/</Prefix><Status>Disabled</Status><Expiration><Date>2027-01-01T00:00:00.000Z</Date></Expiration></Rule>`,
  ),
  's3:GetBucketVersioning': versioning('<Status>Enabled</Status>'),
  's3:GetBucketEncryption': none('ServerSideEncryptionConfigurationNotFoundError'),
  's3:GetPublicAccessBlock': none('NoSuchPublicAccessBlockConfiguration'),
  's3:GetBucketOwnershipControls': none('OwnershipControlsNotFoundError'),
  's3:GetBucketAcl': acl(''),
  's3:GetBucketLogging': logging(''),
  's3:GetBucketReplication': none('ReplicationConfigurationNotFoundError'),
  's3:GetBucketPolicy': none('NoSuchBucketPolicy'),
  's3:GetBucketPolicyStatus': none('NoSuchBucketPolicy'),
};
