/**
 * The IAM action that allows an SDK operation. They share their name but for the exceptions below
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).
 */
export const actionOf = (service: string, operation: string): string =>
  EXCEPTIONS[`${service}:${operation}`] ?? `${PREFIXES[service] ?? service}:${operation}`;

/** Services whose actions carry another prefix than their signing name. Kubernetes' are its verbs: `k8s:list pods`. */
const PREFIXES: Readonly<Record<string, string>> = {
  'application-auto-scaling': 'application-autoscaling',
  'bedrock-agent': 'bedrock',
  'bedrock-runtime': 'bedrock',
  'cloudwatch-logs': 'logs',
  'config-service': 'config',
  'cost-explorer': 'ce',
  eventbridge: 'events',
  kubernetes: 'k8s',
  // The actions of OpenSearch Service kept the prefix of its first name.
  opensearch: 'es',
  opensearchserverless: 'aoss',
  'resource-groups-tagging-api': 'tag',
  sfn: 'states',
};

/**
 * API Gateway's actions are the methods of HTTP (service authorization reference, API Gateway Management);
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html; the service authorization
 * reference for AWS Budget Service knows one action for all reading. Searches are HTTP to AWS as well
 * (https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html, and security-iam-serverless.html).
 */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'api-gateway:GetResources': 'apigateway:GET',
  'api-gateway:GetRestApis': 'apigateway:GET',
  'api-gateway:GetStages': 'apigateway:GET',
  'apigatewayv2:GetApis': 'apigateway:GET',
  'apigatewayv2:GetRoutes': 'apigateway:GET',
  'apigatewayv2:GetStages': 'apigateway:GET',
  'budgets:DescribeBudgets': 'budgets:ViewBudget',
  'budgets:DescribeNotificationsForBudget': 'budgets:ViewBudget',
  'opensearch:Search': 'es:ESHttpPost',
  'opensearchserverless:Search': 'aoss:APIAccessAll',
  's3:ListBuckets': 's3:ListAllMyBuckets',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:HeadBucket': 's3:ListBucket',
  's3:GetObjectLockConfiguration': 's3:GetBucketObjectLockConfiguration',
  's3:GetBucketLifecycleConfiguration': 's3:GetLifecycleConfiguration',
  's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
  's3:GetBucketReplication': 's3:GetReplicationConfiguration',
  's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
  's3-control:GetPublicAccessBlock': 's3:GetAccountPublicAccessBlock',
};
