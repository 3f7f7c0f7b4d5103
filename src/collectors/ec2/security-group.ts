import { EC2Client, type IpPermission, paginateDescribeSecurityGroups, type SecurityGroup } from '@aws-sdk/client-ec2';
import { type Collector, required, tagsOf } from '../collector.js';
import { marksOf } from '../unmodelled.js';

/** Security groups. The API groups several sources under one permission; CloudFormation has a rule for each. */
export const securityGroups: Collector = {
  type: 'AWS::EC2::SecurityGroup',
  scope: 'region',
  permissions: ['ec2:DescribeSecurityGroups'],

  async *collect({ account, region, partition, client, each }) {
    const arnOf = ({ GroupId, OwnerId }: SecurityGroup) =>
      `arn:${partition}:ec2:${region}:${OwnerId ?? account}:security-group/${required(GroupId, 'security group id')}`;
    for await (const page of paginateDescribeSecurityGroups({ client: client(EC2Client) }, {})) {
      yield* each(page.SecurityGroups, arnOf, (group) => ({
        names: [group.GroupId],
        tags: tagsOf(group.Tags),
        properties: {
          GroupName: group.GroupName,
          VpcId: group.VpcId,
          SecurityGroupIngress: group.IpPermissions?.flatMap((permission) => rules(permission, 'Source')),
          SecurityGroupEgress: group.IpPermissionsEgress?.flatMap((permission) => rules(permission, 'Destination')),
        },
        // Every VPC has one of this name, which nobody else may bear.
        runtime: { ...(group.GroupName === 'default' && { DefaultOf: group.VpcId }) },
      }));
    }
  },
};

/** One rule for each peer that a permission names. */
const rules = (permission: IpPermission, end: 'Source' | 'Destination') => {
  const { IpProtocol, FromPort, ToPort, IpRanges, Ipv6Ranges, PrefixListIds, UserIdGroupPairs } = permission;
  const peers = [
    ...(IpRanges ?? []).map((range) => ({ CidrIp: range.CidrIp, ...marksOf(range) })),
    ...(Ipv6Ranges ?? []).map((range) => ({ CidrIpv6: range.CidrIpv6, ...marksOf(range) })),
    ...(PrefixListIds ?? []).map((list) => ({ [`${end}PrefixListId`]: list.PrefixListId, ...marksOf(list) })),
    ...(UserIdGroupPairs ?? []).map((pair) => ({ [`${end}SecurityGroupId`]: pair.GroupId, ...marksOf(pair) })),
  ];
  // A peer of a kind that the SDK does not know leaves its mark on the permission: that rule must not vanish with it.
  return (peers.length > 0 ? peers : [{}]).map((peer) => ({
    IpProtocol,
    FromPort,
    ToPort,
    ...peer,
    ...marksOf(permission),
  }));
};
