import { CloudWatchClient, type Metric, type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { type Collector, required } from '../collector.js';

/** Metric alarms: what they watch, what sets them off, and whether anybody hears of it. One list shows all of it. */
export const alarms: Collector = {
  type: 'AWS::CloudWatch::Alarm',
  scope: 'region',
  permissions: ['cloudwatch:DescribeAlarms'],

  async *collect({ client, each }) {
    const cloudwatch = client(CloudWatchClient);
    for await (const page of paginateDescribeAlarms({ client: cloudwatch }, { AlarmTypes: ['MetricAlarm'] })) {
      yield* each(
        page.MetricAlarms,
        ({ AlarmArn, AlarmName }) => ({ id: required(AlarmArn, 'alarm ARN'), names: [AlarmName] }),
        (alarm) => ({
          properties: {
            AlarmName: alarm.AlarmName,
            ActionsEnabled: alarm.ActionsEnabled,
            AlarmActions: alarm.AlarmActions,
            MetricName: alarm.MetricName,
            ComparisonOperator: alarm.ComparisonOperator,
            Threshold: alarm.Threshold,
            EvaluationPeriods: alarm.EvaluationPeriods,
            DatapointsToAlarm: alarm.DatapointsToAlarm,
            TreatMissingData: alarm.TreatMissingData,
          },
          runtime: {
            StateValue: alarm.StateValue,
            EndpointMetrics: endpointMetrics(alarm),
            Metrics: metricsOf(alarm).map(({ Namespace, MetricName }) => ({ Namespace, MetricName })),
          },
        }),
      );
    }
  },
};

/** The metrics that an alarm watches, by itself or as a part of its metric math. */
const metricsOf = ({ Namespace, MetricName, Dimensions, Metrics }: MetricAlarm): Metric[] => [
  ...(MetricName === undefined ? [] : [{ Namespace, MetricName, Dimensions }]),
  ...(Metrics ?? []).flatMap(({ MetricStat }) => MetricStat?.Metric ?? []),
];

const endpointMetrics = (alarm: MetricAlarm) =>
  metricsOf(alarm).flatMap((metric) =>
    (metric.Dimensions ?? [])
      .filter(({ Name }) => Name === 'EndpointName')
      .map(({ Value }) => ({ Namespace: metric.Namespace, MetricName: metric.MetricName, EndpointName: Value })),
  );
