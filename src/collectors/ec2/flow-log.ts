import { EC2Client, type FlowLog, paginateDescribeFlowLogs } from '@aws-sdk/client-ec2';
import { type Collector, required, tagsOf } from '../collector.js';

/** Flow logs of VPCs, subnets and network interfaces. `FlowLogStatus` is always ACTIVE: whether anything arrives says `DeliverLogsStatus`. */
export const flowLogs: Collector = {
  type: 'AWS::EC2::FlowLog',
  scope: 'region',
  permissions: ['ec2:DescribeFlowLogs'],

  async *collect({ account, region, partition, client, each }) {
    const arnOf = ({ FlowLogId }: FlowLog) =>
      `arn:${partition}:ec2:${region}:${account}:vpc-flow-log/${required(FlowLogId, 'flow log id')}`;
    for await (const page of paginateDescribeFlowLogs({ client: client(EC2Client) }, {})) {
      yield* each(page.FlowLogs, arnOf, (log) => ({
        names: [log.FlowLogId],
        tags: tagsOf(log.Tags),
        properties: {
          ResourceId: log.ResourceId,
          TrafficType: log.TrafficType,
          LogDestinationType: log.LogDestinationType,
          LogDestination: log.LogDestination,
          LogGroupName: log.LogGroupName,
          DestinationOptions: log.DestinationOptions,
        },
        runtime: {
          FlowLogStatus: log.FlowLogStatus,
          DeliverLogsStatus: log.DeliverLogsStatus,
          CreationTime: log.CreationTime,
        },
      }));
    }
  },
};
