# METADATA
# title: The default security group of AI workloads' VPCs is closed
# description: >-
#   What names no security group gets the VPC's default one. AWS makes it with rules that let its members reach each
#   other and everybody; a group without rules keeps such mistakes harmless.
# custom:
#   resource: AWS::EC2::VPC
#   severity: medium
#   theme: network
#   live_only: true
#   messages:
#     inbound: the default security group has {count} inbound rules
#     outbound: the default security group has {count} outbound rules
#   remediation: Remove every rule of the VPC's default security group, and give each workload a group of its own.
#   ja:
#     title: AI ワークロードの VPC のデフォルトセキュリティグループは閉じられている
#     description: セキュリティグループの指定がないと、メンバー間の通信とすべての送信を許すデフォルトグループが適用される。ルールをなくしておけば、指定漏れがあっても影響はない。
#     messages:
#       inbound: デフォルトセキュリティグループにインバウンドルールが {count} 件ある
#       outbound: デフォルトセキュリティグループにアウトバウンドルールが {count} 件ある
#     remediation: VPC のデフォルトセキュリティグループのルールをすべて削除し、ワークロードごとに専用のグループを割り当てる。
package controls.ec2.vpc_default_group_closed

import data.lib.ai_use
import data.lib.evidence

applies if ai_use.is_used

applies if some _ in input.refs.clusters

applies if some _ in input.refs.nodegroups

applies if some _ in input.refs.fargateProfiles

violation contains rules("inbound", index, "SecurityGroupIngress") if {
	some index, group in input.refs.defaultGroups
	count(group.properties.SecurityGroupIngress) > 0
}

violation contains rules("outbound", index, "SecurityGroupEgress") if {
	some index, group in input.refs.defaultGroups
	count(group.properties.SecurityGroupEgress) > 0
}

rules(code, index, member) := {
	"code": code,
	"args": {"count": format_int(count(input.refs.defaultGroups[index].properties[member]), 10)},
	"evidence": [evidence.at(["refs", "defaultGroups", index, "properties", member])],
}
