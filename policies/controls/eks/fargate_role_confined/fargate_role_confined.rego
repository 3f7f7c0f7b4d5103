# METADATA
# title: Roles of Fargate profiles serve their profiles and nobody else
# description: >-
#   The pod execution role pulls images and registers nodes. Without a condition on the source Fargate can be made to
#   use it for a foreign cluster (the confused deputy), and whoever else may take it can register a node of his own.
# custom:
#   resource: AWS::EKS::FargateProfile
#   severity: medium
#   theme: access
#   messages:
#     unscoped: statement {statement} of its role {role} trusts Fargate without a condition on aws:SourceArn
#     foreign: statement {statement} of its role {role} lets Fargate act for the account {account}
#     others: statement {statement} of its role {role} trusts others than Fargate
#     gone: its role {role} does not exist
#   remediation: >-
#     Condition the trust policy by ArnLike on aws:SourceArn =
#     arn:aws:eks:<region>:<account>:fargateprofile/<cluster>/*, and give nodes and people roles of their own.
#   ja:
#     title: Fargate プロファイルのロールは自プロファイルのみに使われる
#     description: >-
#       Pod 実行ロールはイメージを取得し、ノードを登録する。ソースの条件がなければ、他者のクラスターのために使われるおそれがある（混乱した代理の問題）。
#       Fargate 以外がロールを引き受けられれば、不正なノードを登録できる。
#     messages:
#       unscoped: ロール {role} のステートメント {statement} は aws:SourceArn の条件なしに Fargate を信頼している
#       foreign: ロール {role} のステートメント {statement} は Fargate がアカウント {account} のために動作することを許可している
#       others: ロール {role} のステートメント {statement} は Fargate 以外を信頼している
#       gone: ロール {role} が存在しない
#     remediation: >-
#       信頼ポリシーに aws:SourceArn = arn:aws:eks:<リージョン>:<アカウント>:fargateprofile/<クラスター>/* の ArnLike
#       条件を付け、ノードや利用者には別のロールを割り当てる。
package controls.eks.fargate_role_confined

import data.lib.evidence
import data.lib.policy
import data.lib.role

# https://docs.aws.amazon.com/eks/latest/userguide/pod-execution-role.html
violation contains {
	"code": "unscoped",
	"args": {"role": input.resource.properties.PodExecutionRoleArn, "statement": format_int(index, 10)},
	"evidence": ["/resource/properties/PodExecutionRoleArn", pointer_of(index)],
} if {
	some index, statement in statements
	"eks-fargate-pods.amazonaws.com" in statement.Principal.Service
	not policy.confined_to_source(statement)
}

violation contains {
	"code": "foreign",
	"args": {
		"account": account,
		"role": input.resource.properties.PodExecutionRoleArn,
		"statement": format_int(index, 10),
	},
	"evidence": [
		"/resource/properties/PodExecutionRoleArn",
		pointer_of(index),
		"/resource/account",
		"/params/iam/trusted_accounts",
	],
} if {
	some index, statement in statements
	"eks-fargate-pods.amazonaws.com" in statement.Principal.Service
	some account in policy.foreign_sources(statement)
}

violation contains {
	"code": "others",
	"args": {"role": input.resource.properties.PodExecutionRoleArn, "statement": format_int(index, 10)},
	"evidence": ["/resource/properties/PodExecutionRoleArn", pointer_of(index)],
} if {
	some index, statement in statements
	not for_fargate_only(statement)
}

violation contains {
	"code": "gone",
	"args": {"role": input.resource.properties.PodExecutionRoleArn},
	"evidence": ["/resource/properties/PodExecutionRoleArn", "/refs/role/id"],
} if {
	not input.refs.role.id
}

statements[index] := statement if {
	some index, statement in input.refs.role.properties.AssumeRolePolicyDocument.Statement
	role.lets_assume(statement)
}

for_fargate_only(statement) if statement.Principal == {"Service": ["eks-fargate-pods.amazonaws.com"]}

pointer_of(index) := evidence.at(["refs", "role", "properties", "AssumeRolePolicyDocument", "Statement", index])
