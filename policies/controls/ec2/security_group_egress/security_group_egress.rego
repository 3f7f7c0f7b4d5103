# METADATA
# title: Security groups of AI workloads let no traffic out to the internet at large
# description: >-
#   Who may send to any address can carry training data and models away. Judged where the organisation restricts egress
#   (network.restrict_egress); AWS lets everything out of a new group.
# custom:
#   resource: AWS::EC2::SecurityGroup
#   severity: high
#   theme: network
#   live_only: true
#   messages:
#     wide: traffic to {cidr} is let out
#     wide_list: the prefix list {list} lets traffic to {cidr} out
#   remediation: >-
#     Replace the outbound rules by ones to VPC endpoints' security groups and to the prefix lists of gateway endpoints.
#   ja:
#     title: AI ワークロードのセキュリティグループはインターネット全般への通信を許可していない
#     description: 任意の宛先に送信できれば、学習データやモデルを持ち出せる。組織が送信を制限する場合（network.restrict_egress）に判定する。
#     messages:
#       wide: "{cidr} への通信を許可している"
#       wide_list: プレフィックスリスト {list} により {cidr} への通信を許可している
#     remediation: アウトバウンドルールを、VPC エンドポイントのセキュリティグループとゲートウェイエンドポイントのプレフィックスリスト宛てに限定する。
package controls.ec2.security_group_egress

import data.lib.ai_use
import data.lib.cidr
import data.lib.evidence

applies if {
	input.params.network.restrict_egress == true
	is_used
}

is_used if ai_use.is_used

is_used if some _ in input.refs.userProfiles

violation contains {
	"code": "wide",
	"args": {"cidr": range},
	"evidence": array.concat([evidence.at(["resource", "properties", "SecurityGroupEgress", index])], limits),
} if {
	some index, rule in input.resource.properties.SecurityGroupEgress
	some range in [range | some member in ["CidrIp", "CidrIpv6"]; range := rule[member]]
	cidr.is_wide(range)
}

# A prefix list opens what its entries name.
violation contains {
	"code": "wide_list",
	"args": {"cidr": entry.Cidr, "list": rule.DestinationPrefixListId},
	"evidence": array.concat(
		[
			evidence.at(["resource", "properties", "SecurityGroupEgress", index]),
			evidence.at(["refs", "prefixLists", rule.DestinationPrefixListId, "properties", "Entries", place]),
		],
		limits,
	),
} if {
	some index, rule in input.resource.properties.SecurityGroupEgress
	some place, entry in input.refs.prefixLists[rule.DestinationPrefixListId].properties.Entries
	cidr.is_wide(entry.Cidr)
}

limits := ["/params/network/widest_ipv4_prefix", "/params/network/widest_ipv6_prefix"]
