import { EC2Client, paginateDescribeVpcEndpoints, type VpcEndpoint } from '@aws-sdk/client-ec2';
import { normalisedPolicy } from '../../model/policy-document.js';
import { type Collector, required, tagsOf } from '../collector.js';

/** VPC endpoints: the one call shows everything but the ARN. Deleted ones stay listed for a while; `State` says so. */
export const vpcEndpoints: Collector = {
  type: 'AWS::EC2::VPCEndpoint',
  scope: 'region',
  permissions: ['ec2:DescribeVpcEndpoints'],

  async *collect({ account, region, partition, client, each }) {
    const arnOf = ({ VpcEndpointId }: VpcEndpoint) =>
      `arn:${partition}:ec2:${region}:${account}:vpc-endpoint/${required(VpcEndpointId, 'VPC endpoint id')}`;
    for await (const page of paginateDescribeVpcEndpoints({ client: client(EC2Client) }, {})) {
      yield* each(page.VpcEndpoints, arnOf, (endpoint, { parsed }) => {
        const { PolicyDocument } = endpoint;
        return {
          names: [endpoint.VpcEndpointId],
          tags: tagsOf(endpoint.Tags),
          properties: {
            ServiceName: endpoint.ServiceName,
            VpcId: endpoint.VpcId,
            VpcEndpointType: endpoint.VpcEndpointType,
            // Endpoints of gateway load balancers have no policy.
            ...(PolicyDocument !== undefined && {
              PolicyDocument: parsed('/properties/PolicyDocument', () => normalisedPolicy(PolicyDocument)),
            }),
            PrivateDnsEnabled: endpoint.PrivateDnsEnabled,
            SubnetIds: endpoint.SubnetIds,
            SecurityGroupIds: endpoint.Groups?.map(({ GroupId }) => GroupId),
          },
          runtime: { State: endpoint.State },
        };
      });
    }
  },
};
