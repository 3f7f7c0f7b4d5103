# METADATA
# title: Node groups with accelerators are bounded
# description: >-
#   One accelerated node can cost as much as a hundred others. A group that may grow without measure turns one mistaken
#   job, or one stolen credential, into a bill.
# custom:
#   resource: AWS::EKS::Nodegroup
#   severity: medium
#   theme: cost
#   messages:
#     too_many: the group may grow to {max} nodes of accelerated instance types, more than allowed
#   remediation: >-
#     Lower the node group's maximum size, or raise cost.accelerated_nodes where the platform has budgeted for it.
#   ja:
#     title: アクセラレーター付きノードグループの規模に上限がある
#     description: アクセラレーター付きノードは 1 台で通常の百台分の費用となることもある。際限なく拡張できるグループでは、誤ったジョブや漏えいした認証情報がそのまま請求額となる。
#     messages:
#       too_many: アクセラレーター付きインスタンスのグループが許容数を超える {max} 台まで拡張できる
#     remediation: ノードグループの最大数を下げる。予算化されている場合は cost.accelerated_nodes を引き上げる。
package controls.eks.accelerated_nodegroup_bounded

applies if {
	some type in input.resource.properties.InstanceTypes
	is_accelerated(type)
}

# A group that names no types takes that of its launch template.
applies if is_accelerated(input.resource.runtime.LaunchTemplate.InstanceType)

violation contains {
	"code": "too_many",
	"args": {"max": text_of(most)},
	"evidence": ["/resource/properties/ScalingConfig/MaxSize", "/params/cost/accelerated_nodes"],
} if {
	most := input.resource.properties.ScalingConfig.MaxSize
	is_number(most)
	most > input.params.cost.accelerated_nodes
}

# EC2's families of accelerated computing.
# https://docs.aws.amazon.com/ec2/latest/instancetypes/ac.html
is_accelerated(type) if regex.match(`^(p[0-9]|g[0-9]|gr[0-9]|trn[0-9]|inf[0-9]|dl[0-9]|f[0-9]|vt[0-9])`, type)

# A number that no node group can have is not written out.
text_of(most) := format_int(most, 10) if most < 1000000

text_of(most) := "?" if most >= 1000000
