# METADATA
# title: No policy switches every trail off
# description: "Who can stop a trail, or narrow what it selects, acts unseen: calls to models leave no other trace."
# custom:
#   resource: AWS::IAM::PolicyDetail
#   severity: high
#   theme: access
#   messages:
#     every_trail: statement {statement} allows {actions} on every trail
#   remediation: >-
#     Take these actions out, or name a trail that holds no evidence; let a service control policy refuse them.
#   ja:
#     title: ポリシーはすべての証跡の停止を許可していない
#     description: 証跡を停止し、または記録対象を狭められる者は、記録を残さず操作できる。モデルの呼び出しは他に痕跡を残さない。
#     messages:
#       every_trail: ステートメント {statement} がすべての証跡に対する {actions} を許可している
#     remediation: これらの操作を取り除くか、監査証跡でない証跡に限定する。サービスコントロールポリシーによる拒否が望ましい。
package controls.iam.policy_cloudtrail_tamper

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "every_trail",
	"args": {"statement": format_int(index, 10), "actions": concat(", ", sort(actions))},
	"evidence": [evidence.at(["resource", "properties", "PolicyDocument", "Statement", index])],
} if {
	some index, statement in input.resource.properties.PolicyDocument.Statement
	actions := policy.allowed(statement, {
		"cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail",
		"cloudtrail:PutEventSelectors",
	})
	count(actions) > 0
	policy.reaches_all(statement, "cloudtrail", "trail/qq0zz0xx")
	not policy.conditioned(statement)
}
