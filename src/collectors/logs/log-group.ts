import { CloudWatchLogsClient, type LogGroup, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { type Collector, required } from '../collector.js';

/**
 * Log groups. One call shows retention and key; no retention means that events never expire. Their ARN comes in two
 * forms, with and without `:*` at its end; CloudTrail refers to a group by the one with it.
 */
export const logGroups: Collector = {
  type: 'AWS::Logs::LogGroup',
  scope: 'region',
  permissions: ['logs:DescribeLogGroups'],

  async *collect({ client, each }) {
    for await (const page of paginateDescribeLogGroups({ client: client(CloudWatchLogsClient) }, {})) {
      yield* each(page.logGroups, arnOf, (group) => ({
        names: [group.logGroupName, group.arn],
        properties: {
          LogGroupName: group.logGroupName,
          RetentionInDays: group.retentionInDays,
          KmsKeyId: group.kmsKeyId,
        },
        runtime: { CreationTime: group.creationTime },
      }));
    }
  },
};

const arnOf = ({ logGroupArn, arn }: LogGroup): string =>
  logGroupArn ?? required(arn, 'log group ARN').replace(/:\*$/, '');
