import type { Answers } from '../expedition.js';

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

export const encryption = (content: string) => document('ServerSideEncryptionConfiguration', content);

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
  's3:GetBucketEncryption': encryption(
    '<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>arn:aws:kms:ap-northeast-1:111122223333:key/k</KMSMasterKeyID></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule>',
  ),
};
