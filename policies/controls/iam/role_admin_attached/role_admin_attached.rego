# METADATA
# title: Roles that AI services assume are no administrators
# description: >-
#   A notebook, a job or an agent acts with its role: what is smuggled into its code, its packages or its prompt acts
#   with it.
# custom:
#   resource: AWS::IAM::Role
#   severity: critical
#   theme: access
#   messages:
#     aws_policy: the AWS managed policy {policy} is attached
#     inline: statement {statement} of the inline policy {policy} allows everything
#     customer: statement {statement} of the attached policy {policy} allows everything
#   remediation: Give the role what the workload uses (IAM Access Analyzer derives it from CloudTrail).
#   ja:
#     title: AI サービスが引き受けるロールは管理者権限を持たない
#     description: ノートブック、ジョブ、エージェントはロールの権限で動作する。コード、パッケージ、プロンプトに紛れ込んだものも同じ権限で動作する。
#     messages:
#       aws_policy: AWS 管理ポリシー {policy} がアタッチされている
#       inline: インラインポリシー {policy} のステートメント {statement} がすべてを許可している
#       customer: アタッチされたポリシー {policy} のステートメント {statement} がすべてを許可している
#     remediation: ワークロードが使用する権限だけをロールに与える（IAM Access Analyzer により CloudTrail から導出できる）。
package controls.iam.role_admin_attached

import data.lib.evidence
import data.lib.policy
import data.lib.role

applies if count(role.ai_services) > 0

violation contains {
	"code": "aws_policy",
	"args": {"policy": arn},
	"evidence": [evidence.at(["resource", "properties", "ManagedPolicyArns", index])],
} if {
	some index, arn in input.resource.properties.ManagedPolicyArns
	contains(arn, ":iam::aws:policy/")
	some name in ["/AdministratorAccess", "/IAMFullAccess"]
	endswith(arn, name)
}

violation contains {
	"code": "inline",
	"args": {"policy": object.get(inline, "PolicyName", "?"), "statement": format_int(index, 10)},
	"evidence": [evidence.at(["resource", "properties", "Policies", place, "PolicyDocument", "Statement", index])],
} if {
	some place, inline in input.resource.properties.Policies
	some index, statement in inline.PolicyDocument.Statement
	policy.allows_everything(statement)
}

violation contains {
	"code": "customer",
	"args": {"policy": arn, "statement": format_int(index, 10)},
	"evidence": [evidence.at(["refs", "policies", arn, "properties", "PolicyDocument", "Statement", index])],
} if {
	some arn, managed in input.refs.policies
	some index, statement in managed.properties.PolicyDocument.Statement
	policy.allows_everything(statement)
}
