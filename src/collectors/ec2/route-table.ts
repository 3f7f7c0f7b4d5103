import { EC2Client, paginateDescribeRouteTables } from '@aws-sdk/client-ec2';
import { type Collector, required, tagsOf } from '../collector.js';

/**
 * Route tables with their routes and whom they serve. CloudFormation has routes and associations as resources of their
 * own; the one call shows them together. A subnet without an association of its own follows its VPC's main table.
 */
export const routeTables: Collector = {
  type: 'AWS::EC2::RouteTable',
  scope: 'region',
  permissions: ['ec2:DescribeRouteTables'],

  async *collect({ account, region, partition, client, each }) {
    for await (const page of paginateDescribeRouteTables({ client: client(EC2Client) }, {})) {
      yield* each(
        page.RouteTables,
        ({ RouteTableId, OwnerId }) => ({
          id: `arn:${partition}:ec2:${region}:${OwnerId ?? account}:route-table/${required(RouteTableId, 'route table id')}`,
          names: [RouteTableId],
        }),
        ({ VpcId, Routes, Associations = [], Tags }) => ({
          tags: tagsOf(Tags),
          properties: { VpcId },
          runtime: {
            Routes,
            SubnetIds: Associations.flatMap(({ SubnetId }) => SubnetId ?? []),
            ...(Associations.some(({ Main }) => Main) && { MainOf: VpcId }),
          },
        }),
      );
    }
  },
};
