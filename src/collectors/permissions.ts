/**
 * The IAM action that allows an SDK operation. They share their name but for the exceptions below
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).
 */
export const actionOf = (service: string, operation: string): string =>
  EXCEPTIONS[`${service}:${operation}`] ?? `${PREFIXES[service] ?? service}:${operation}`;

/** Services whose actions carry another prefix than their signing name. */
const PREFIXES: Readonly<Record<string, string>> = {
  'application-auto-scaling': 'application-autoscaling',
  'bedrock-agent': 'bedrock',
  'cloudwatch-logs': 'logs',
  'config-service': 'config',
  eventbridge: 'events',
  // The actions of OpenSearch Service kept the prefix of its first name.
  opensearch: 'es',
  opensearchserverless: 'aoss',
  'resource-groups-tagging-api': 'tag',
  sfn: 'states',
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  's3:ListBuckets': 's3:ListAllMyBuckets',
  's3:GetObjectLockConfiguration': 's3:GetBucketObjectLockConfiguration',
  's3:GetBucketLifecycleConfiguration': 's3:GetLifecycleConfiguration',
  's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
  's3:GetBucketReplication': 's3:GetReplicationConfiguration',
  's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
  's3-control:GetPublicAccessBlock': 's3:GetAccountPublicAccessBlock',
};
