# METADATA
# title: Users are granted no AI service as a whole, not by a group either
# description: >-
#   Who may do anything to SageMaker or Bedrock can approve models, switch guardrails and logs off and read every
#   endpoint's data. Roles and customer managed policies have controls of their own.
# custom:
#   resource: AWS::IAM::User
#   severity: high
#   theme: access
#   messages:
#     full_access: the AWS managed policy {policy} is attached
#     wildcard: statement {statement} of the inline policy {policy} allows all of {services} on every resource
#     group_full_access: the AWS managed policy {policy} is attached to the group {group}
#     group_wildcard: >-
#       statement {statement} of the inline policy {policy} of the group {group} allows all of {services} on every
#       resource
#   remediation: >-
#     Replace the grant by the actions and resources in use (IAM Access Analyzer derives them from CloudTrail).
#   ja:
#     title: ユーザーには直接にもグループ経由でも AI サービス全体への権限が付与されていない
#     description: SageMaker や Bedrock の全操作が可能な者は、モデルを承認し、ガードレールやログを無効化し、推論データを読み取れる。ロールとカスタマー管理ポリシーは別の統制で判定する。
#     messages:
#       full_access: AWS 管理ポリシー {policy} がアタッチされている
#       wildcard: インラインポリシー {policy} のステートメント {statement} が {services} の全操作を全リソースに許可している
#       group_full_access: AWS 管理ポリシー {policy} がグループ {group} にアタッチされている
#       group_wildcard: グループ {group} のインラインポリシー {policy} のステートメント {statement} が {services} の全操作を全リソースに許可している
#     remediation: 実際に使用する操作とリソースに限定したポリシーへ置き換える（IAM Access Analyzer により CloudTrail から導出できる）。
package controls.iam.user_ai_wildcard

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "full_access",
	"args": {"policy": name},
	"evidence": [evidence.at(["resource", "properties", "ManagedPolicyArns", index])],
} if {
	some index, arn in input.resource.properties.ManagedPolicyArns
	name := policy.ai_full_access(arn)
}

violation contains {
	"code": "wildcard",
	"args": {
		"policy": object.get(inline, "PolicyName", "?"),
		"services": concat(", ", sort(services)),
		"statement": format_int(index, 10),
	},
	"evidence": [evidence.at(["resource", "properties", "Policies", place, "PolicyDocument", "Statement", index])],
} if {
	some place, inline in input.resource.properties.Policies
	some index, statement in inline.PolicyDocument.Statement
	services := policy.wide_services(statement)
	count(services) > 0
}

violation contains {
	"code": "group_full_access",
	"args": {"group": group, "policy": name},
	"evidence": [evidence.at(["refs", "groups", group, "properties", "ManagedPolicyArns", index])],
} if {
	some group, joined in input.refs.groups
	some index, arn in joined.properties.ManagedPolicyArns
	name := policy.ai_full_access(arn)
}

violation contains {
	"code": "group_wildcard",
	"args": {
		"group": group,
		"policy": object.get(inline, "PolicyName", "?"),
		"services": concat(", ", sort(services)),
		"statement": format_int(index, 10),
	},
	"evidence": [evidence.at([
		"refs", "groups", group, "properties", "Policies", place,
		"PolicyDocument", "Statement", index,
	])],
} if {
	some group, joined in input.refs.groups
	some place, inline in joined.properties.Policies
	some index, statement in inline.PolicyDocument.Statement
	services := policy.wide_services(statement)
	count(services) > 0
}
