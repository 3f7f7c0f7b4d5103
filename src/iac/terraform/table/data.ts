import { isObject } from '../../../model/json.js';
import { document, group, made, one, references } from '../mapping.js';
import { defaulted, type Mapping, part, resource, TAGS } from './mappings.js';

const TABLE = 'AWS::DynamoDB::Table';
const DOMAIN = 'AWS::OpenSearchService::Domain';

const LOGS = ['log_type', 'enabled', 'cloudwatch_log_group_arn'];

/** DynamoDB and OpenSearch. */
export const DATA: Readonly<Record<string, Mapping>> = {
  aws_dynamodb_table: resource(TABLE, ['name', 'id'], {
    ...TAGS,
    TableName: 'name',
    DeletionProtectionEnabled: 'deletion_protection_enabled',
    PointInTimeRecoverySpecification: one('point_in_time_recovery', {
      PointInTimeRecoveryEnabled: 'enabled',
      RecoveryPeriodInDays: 'recovery_period_in_days',
    }),
    SSESpecification: one('server_side_encryption', { SSEEnabled: 'enabled', KMSMasterKeyId: 'kms_key_arn' }),
  }),
  aws_dynamodb_resource_policy: part([{ type: TABLE, by: 'resource_arn' }], {
    ResourcePolicy: group({ PolicyDocument: document('policy') }),
  }),
  aws_opensearch_domain: resource(DOMAIN, ['domain_name'], {
    ...TAGS,
    DomainName: 'domain_name',
    AccessPolicies: document('access_policies'),
    AdvancedSecurityOptions: one('advanced_security_options', {
      AnonymousAuthEnabled: 'anonymous_auth_enabled',
      Enabled: 'enabled',
      InternalUserDatabaseEnabled: 'internal_user_database_enabled',
    }),
    DomainEndpointOptions: one('domain_endpoint_options', {
      EnforceHTTPS: defaulted('enforce_https', true),
      TLSSecurityPolicy: 'tls_security_policy',
    }),
    EncryptionAtRestOptions: one('encrypt_at_rest', { Enabled: 'enabled', KmsKeyId: 'kms_key_id' }),
    NodeToNodeEncryptionOptions: one('node_to_node_encryption', { Enabled: 'enabled' }),
    LogPublishingOptions: made(
      LOGS.map((name) => `log_publishing_options.${name}`),
      ({ log_publishing_options: logs }) => {
        if (!Array.isArray(logs)) return typeof logs === 'string' ? logs : undefined;
        return Object.fromEntries(logs.flatMap(logOf));
      },
    ),
    VPCOptions: one('vpc_options', {
      SecurityGroupIds: references('security_group_ids'),
      SubnetIds: references('subnet_ids'),
    }),
  }),
  aws_opensearch_domain_policy: part([{ type: DOMAIN, by: 'domain_name' }], {
    AccessPolicies: document('access_policies'),
  }),
  aws_opensearchserverless_collection: resource('AWS::OpenSearchServerless::Collection', ['id'], {
    ...TAGS,
    Name: 'name',
    Type: 'type',
  }),
};

/** CloudFormation keeps the kinds of logs as names, the provider as a member; it publishes where nobody says otherwise. */
const logOf = (log: unknown): [string, unknown][] => {
  if (typeof log === 'string') return [[log, log]];
  if (!isObject(log) || typeof log.log_type !== 'string') return [];
  const { log_type, enabled, cloudwatch_log_group_arn } = log;
  return [[log_type, { Enabled: enabled ?? true, CloudWatchLogsLogGroupArn: cloudwatch_log_group_arn }]];
};
