# METADATA
# title: Roles grant no AI service as a whole
# description: >-
#   A role that may do anything to SageMaker or Bedrock can approve its own models, switch guardrails and logs off and
#   read every endpoint's data. Actions, resources or a condition have to limit it; a permissions boundary does not
#   count.
# custom:
#   resource: AWS::IAM::Role
#   severity: high
#   theme: access
#   messages:
#     wildcard: >-
#       statement {statement} of the inline policy {policy} allows all of {services} on every resource
#     full_access: the AWS managed policy {policy} is attached
#   remediation: >-
#     Replace the grant by the actions and resources in use (IAM Access Analyzer derives them from CloudTrail).
#   ja:
#     title: ロールは AI サービス全体への権限を付与していない
#     description: SageMaker や Bedrock の全操作が可能なロールは、自らのモデルを承認し、ガードレールやログを無効化できる。操作、リソース、条件のいずれかで最小権限に絞る必要がある。
#     messages:
#       wildcard: インラインポリシー {policy} のステートメント {statement} が {services} の全操作を全リソースに許可している
#       full_access: AWS 管理ポリシー {policy} がアタッチされている
#     remediation: 実際に使用する操作とリソースに限定したポリシーへ置き換える（IAM Access Analyzer により CloudTrail から導出できる）。
package controls.iam.role_ai_wildcard

import data.lib.evidence
import data.lib.policy
import data.lib.role

applies if not role.is_service_linked

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
	"code": "full_access",
	"args": {"policy": name},
	"evidence": [evidence.at(["resource", "properties", "ManagedPolicyArns", index])],
} if {
	some index, arn in input.resource.properties.ManagedPolicyArns
	name := policy.ai_full_access(arn)
}
