# METADATA
# title: Customer managed policies grant no AI service as a whole
# description: >-
#   Whoever a policy with all of SageMaker or Bedrock is attached to can approve models, switch guardrails and logs off
#   and read every endpoint's data.
# custom:
#   resource: AWS::IAM::ManagedPolicy
#   severity: high
#   theme: access
#   messages:
#     wildcard: statement {statement} allows all of {services} on every resource
#   remediation: >-
#     Replace the statement by the actions and resources in use (IAM Access Analyzer derives them from CloudTrail).
#   ja:
#     title: カスタマー管理ポリシーは AI サービス全体への権限を付与していない
#     description: SageMaker や Bedrock の全操作を許可するポリシーは、アタッチ先にモデルの承認やガードレール、ログの無効化を許し、最小権限に反する。
#     messages:
#       wildcard: ステートメント {statement} が {services} の全操作を全リソースに許可している
#     remediation: 実際に使用する操作とリソースに限定したステートメントへ置き換える（IAM Access Analyzer により CloudTrail から導出できる）。
package controls.iam.policy_ai_wildcard

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "wildcard",
	"args": {"services": concat(", ", sort(services)), "statement": format_int(index, 10)},
	"evidence": [evidence.at(["resource", "properties", "PolicyDocument", "Statement", index])],
} if {
	some index, statement in input.resource.properties.PolicyDocument.Statement
	services := policy.wide_services(statement)
	count(services) > 0
}
