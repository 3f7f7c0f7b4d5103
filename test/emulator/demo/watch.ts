import { PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { PutMetricFilterCommand } from '@aws-sdk/client-cloudwatch-logs';
import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import type { Clients } from './clients.js';
import { ON_CALL, TRAIL_LOG_GROUP } from './names.js';

/**
 * Who hears of what happens in the account. Tokyo's rules tell of everything that weakens the platform's protection, and
 * Osaka has none. Changes of IAM policies go by the trail's log group; the alarm on the root user was silenced.
 */
export const seedWatch = async ({ logs, cloudwatch, events }: Clients): Promise<void> => {
  const filter = async (name: string, filterPattern: string, ActionsEnabled: boolean) => {
    const metric = { metricName: name, metricNamespace: 'Audit' };
    await logs.send(
      new PutMetricFilterCommand({
        logGroupName: TRAIL_LOG_GROUP,
        filterName: name,
        filterPattern,
        metricTransformations: [{ ...metric, metricValue: '1' }],
      }),
    );
    await cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: `audit-${name}`,
        Namespace: metric.metricNamespace,
        MetricName: metric.metricName,
        Statistic: 'Sum',
        Period: 300,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        ActionsEnabled,
        AlarmActions: [ON_CALL],
      }),
    );
  };
  await filter(
    'iam-policy-changes',
    '{ ($.eventSource = iam.amazonaws.com) && (($.eventName = "*Policy") || ($.eventName = "*PolicyVersion")) }',
    true,
  );
  await filter('root-use', '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS }', false);
  await filter('refused-calls', '{ ($.errorCode = "AccessDenied*") }', true);

  for (const [service, eventName] of Object.entries(WATCHED)) {
    const Name = `${service}-protection`;
    await events.send(
      new PutRuleCommand({
        Name,
        EventPattern: JSON.stringify({
          source: [`aws.${service}`],
          'detail-type': ['AWS API Call via CloudTrail'],
          detail: { eventSource: [`${service}.amazonaws.com`], eventName },
        }),
      }),
    );
    await events.send(new PutTargetsCommand({ Rule: Name, Targets: [{ Id: 'on-call', Arn: ON_CALL }] }));
  }
};

const WATCHED = {
  bedrock: [
    'DeleteGuardrail',
    'DeleteModelInvocationLoggingConfiguration',
    'PutModelInvocationLoggingConfiguration',
    'UpdateGuardrail',
  ],
  cloudtrail: ['DeleteTrail', 'PutEventSelectors', 'StopLogging', 'UpdateTrail'],
  config: ['DeleteDeliveryChannel', 'PutConfigurationRecorder', 'PutDeliveryChannel', 'StopConfigurationRecorder'],
  kms: ['DisableKey', 'ScheduleKeyDeletion'],
  sagemaker: ['DeleteModelPackage', 'DeleteMonitoringSchedule', 'StopMonitoringSchedule'],
} as const;
