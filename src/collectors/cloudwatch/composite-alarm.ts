import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { type Collector, required } from '../collector.js';

/** Alarms over other alarms, which a deployment may name as well as a metric's. */
export const compositeAlarms: Collector = {
  type: 'AWS::CloudWatch::CompositeAlarm',
  scope: 'region',
  permissions: ['cloudwatch:DescribeAlarms'],

  async *collect({ client, each }) {
    const cloudwatch = client(CloudWatchClient);
    for await (const page of paginateDescribeAlarms({ client: cloudwatch }, { AlarmTypes: ['CompositeAlarm'] })) {
      yield* each(
        page.CompositeAlarms,
        ({ AlarmArn, AlarmName }) => ({ id: required(AlarmArn, 'alarm ARN'), names: [AlarmName] }),
        (alarm) => ({ properties: { AlarmName: alarm.AlarmName }, runtime: { StateValue: alarm.StateValue } }),
      );
    }
  },
};
