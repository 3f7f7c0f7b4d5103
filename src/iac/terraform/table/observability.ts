import { made, references } from '../mapping.js';
import { defaulted, type Mapping, resource, TAGS } from './mappings.js';

/** CloudTrail, CloudWatch and its logs. */
export const OBSERVABILITY: Readonly<Record<string, Mapping>> = {
  aws_cloudtrail: resource('AWS::CloudTrail::Trail', ['name'], {
    ...TAGS,
    TrailName: 'name',
    S3BucketName: 's3_bucket_name',
    KMSKeyId: 'kms_key_id',
    EnableLogFileValidation: 'enable_log_file_validation',
    IsLogging: 'enable_logging',
    IsMultiRegionTrail: 'is_multi_region_trail',
    IsOrganizationTrail: 'is_organization_trail',
    IncludeGlobalServiceEvents: 'include_global_service_events',
    CloudWatchLogsLogGroupArn: 'cloud_watch_logs_group_arn',
    CloudWatchLogsRoleArn: 'cloud_watch_logs_role_arn',
  }),
  aws_cloudtrail_event_data_store: resource(
    'AWS::CloudTrail::EventDataStore',
    ['name'],
    {
      ...TAGS,
      Name: 'name',
      KmsKeyId: 'kms_key_id',
      RetentionPeriod: defaulted('retention_period', 2555),
      TerminationProtectionEnabled: 'termination_protection_enabled',
      MultiRegionEnabled: 'multi_region_enabled',
    },
    { arns: ['arn', 'id'] },
  ),
  aws_cloudwatch_metric_alarm: resource('AWS::CloudWatch::Alarm', ['alarm_name', 'id'], {
    ...TAGS,
    AlarmName: 'alarm_name',
    ActionsEnabled: 'actions_enabled',
    AlarmActions: references('alarm_actions'),
    MetricName: 'metric_name',
    Namespace: 'namespace',
  }),
  aws_cloudwatch_composite_alarm: resource('AWS::CloudWatch::CompositeAlarm', ['alarm_name', 'id'], {
    ...TAGS,
    AlarmName: 'alarm_name',
    ActionsEnabled: 'actions_enabled',
    AlarmActions: references('alarm_actions'),
  }),
  aws_cloudwatch_log_group: resource('AWS::Logs::LogGroup', ['name', 'id'], {
    ...TAGS,
    LogGroupName: 'name',
    KmsKeyId: 'kms_key_id',
    // Zero is how the provider writes "for ever".
    RetentionInDays: made(['retention_in_days'], ({ retention_in_days: days }) => (days === 0 ? undefined : days)),
  }),
};
