import { EC2Client, paginateDescribeSubnets } from '@aws-sdk/client-ec2';
import { type Collector, required, tagsOf } from '../collector.js';

/**
 * Subnets, those that other accounts share included. A participant sees neither the main route table nor the flow logs of
 * an owner: what such a subnet falls back on is hidden.
 */
export const subnets: Collector = {
  type: 'AWS::EC2::Subnet',
  scope: 'region',
  permissions: ['ec2:DescribeSubnets'],

  async *collect({ account, client, each }) {
    for await (const page of paginateDescribeSubnets({ client: client(EC2Client) }, {})) {
      yield* each(
        page.Subnets,
        ({ SubnetArn, SubnetId }) => ({ id: required(SubnetArn, 'subnet ARN'), names: [SubnetId] }),
        ({ SubnetId, VpcId, OwnerId, AvailabilityZone, MapPublicIpOnLaunch, Tags }, { unseen }) => {
          const isOurs = OwnerId === account;
          if (!isOurs)
            unseen('/properties/VpcId', {
              reason: 'foreign_account',
              detail: `the subnet belongs to account ${OwnerId}, and so do its VPC's route tables and flow logs`,
            });
          return {
            tags: tagsOf(Tags),
            properties: { ...(isOurs && { VpcId }), AvailabilityZone, MapPublicIpOnLaunch },
            runtime: { SubnetId },
          };
        },
      );
    }
  },
};
