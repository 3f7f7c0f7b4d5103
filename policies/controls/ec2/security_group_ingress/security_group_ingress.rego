# METADATA
# title: Security groups of AI workloads admit nobody from the internet
# description: >-
#   A notebook, endpoint or cluster that answers to wide ranges of public addresses answers to everybody, however many
#   ranges the internet is cut into. Prefix lists are read; one that cannot be read leaves the verdict open.
# custom:
#   resource: AWS::EC2::SecurityGroup
#   severity: high
#   theme: network
#   live_only: true
#   messages:
#     wide: traffic from {cidr} is let in
#     wide_list: the prefix list {list} lets traffic from {cidr} in
#   remediation: >-
#     Restrict the inbound rules to the security groups and private ranges that need access.
#   ja:
#     title: AI ワークロードのセキュリティグループはインターネットからの通信を許可していない
#     description: 広いパブリックアドレス範囲を受け入れると、範囲を分割していても誰からでも到達できる。プレフィックスリストは内容を確認し、できなければ判定を保留する。
#     messages:
#       wide: "{cidr} からの通信を許可している"
#       wide_list: プレフィックスリスト {list} により {cidr} からの通信を許可している
#     remediation: インバウンドルールを、必要なセキュリティグループとプライベートアドレス範囲に限定する。
package controls.ec2.security_group_ingress

import data.lib.ai_use
import data.lib.cidr
import data.lib.evidence

applies if ai_use.is_used

applies if some _ in input.refs.clusters

applies if some _ in input.refs.clusterGroups

applies if some _ in input.refs.userProfiles

applies if some _ in input.refs.vpcEndpoints

violation contains {
	"code": "wide",
	"args": {"cidr": range},
	"evidence": array.concat([evidence.at(["resource", "properties", "SecurityGroupIngress", index])], limits),
} if {
	some index, rule in input.resource.properties.SecurityGroupIngress
	some range in [range | some member in ["CidrIp", "CidrIpv6"]; range := rule[member]]
	cidr.is_wide(range)
}

# A prefix list opens what its entries name.
violation contains {
	"code": "wide_list",
	"args": {"cidr": entry.Cidr, "list": rule.SourcePrefixListId},
	"evidence": array.concat(
		[
			evidence.at(["resource", "properties", "SecurityGroupIngress", index]),
			evidence.at(["refs", "prefixLists", rule.SourcePrefixListId, "properties", "Entries", place]),
		],
		limits,
	),
} if {
	some index, rule in input.resource.properties.SecurityGroupIngress
	some place, entry in input.refs.prefixLists[rule.SourcePrefixListId].properties.Entries
	cidr.is_wide(entry.Cidr)
}

limits := ["/params/network/widest_ipv4_prefix", "/params/network/widest_ipv6_prefix"]
