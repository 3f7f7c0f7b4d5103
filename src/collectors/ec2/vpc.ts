import { EC2Client, paginateDescribeVpcs } from '@aws-sdk/client-ec2';
import { type Collector, required, tagsOf } from '../collector.js';

/** VPCs: what stands in them refers to them by their id. */
export const vpcs: Collector = {
  type: 'AWS::EC2::VPC',
  scope: 'region',
  permissions: ['ec2:DescribeVpcs'],

  async *collect({ account, region, partition, client, each }) {
    for await (const page of paginateDescribeVpcs({ client: client(EC2Client) }, {})) {
      yield* each(
        page.Vpcs,
        ({ VpcId, OwnerId }) => ({
          id: `arn:${partition}:ec2:${region}:${OwnerId ?? account}:vpc/${required(VpcId, 'VPC id')}`,
          names: [VpcId],
        }),
        ({ CidrBlock, Tags }) => ({ tags: tagsOf(Tags), properties: { CidrBlock } }),
      );
    }
  },
};
