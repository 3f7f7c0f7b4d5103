# METADATA
# title: No policy of the account allows everything
# description: >-
#   Whoever holds such a policy can read every model and its data, and switch off what would record it. A condition
#   decides when, not what.
# custom:
#   resource: AWS::IAM::PolicyDetail
#   severity: high
#   theme: access
#   messages:
#     admin: statement {statement} allows every action on every resource
#   remediation: >-
#     Replace the statement by the actions and resources in use (IAM Access Analyzer derives them from CloudTrail).
#   ja:
#     title: アカウント独自のポリシーはすべての操作を許可していない
#     description: このようなポリシーの保持者は、あらゆるモデルとデータを読み取り、その記録を止めることもできる。条件が制限するのは時と場合であり、操作の範囲ではない。
#     messages:
#       admin: ステートメント {statement} が全リソースに対する全操作を許可している
#     remediation: 実際に使用する操作とリソースに限定したステートメントへ置き換える（IAM Access Analyzer により CloudTrail から導出できる）。
package controls.iam.policy_admin

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "admin",
	"args": {"statement": format_int(index, 10)},
	"evidence": [evidence.at(["resource", "properties", "PolicyDocument", "Statement", index])],
} if {
	some index, statement in input.resource.properties.PolicyDocument.Statement
	policy.allows_everything(statement)
}
