# METADATA
# title: No policy allows everything but some actions
# description: >-
#   NotAction with Allow grants whatever it does not name, and every action that AWS adds later: new AI services come
#   with it unseen.
# custom:
#   resource: AWS::IAM::PolicyDetail
#   severity: medium
#   theme: access
#   messages:
#     all_but: statement {statement} allows, on every resource, all actions but those it names
#   remediation: Write the allowed actions in Action; refuse the others by a statement with Deny.
#   ja:
#     title: ポリシーは列挙した操作以外のすべてを許可する書き方をしていない
#     description: Allow と NotAction の組み合わせは、列挙されない操作と将来追加されるあらゆる操作を許可する。新しい AI サービスも気付かれずに許可される。
#     messages:
#       all_but: ステートメント {statement} が、列挙した操作以外のすべてを全リソースに対して許可している
#     remediation: 許可する操作を Action に列挙し、禁止する操作は Deny のステートメントで拒否する。
package controls.iam.policy_no_notaction_allow

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "all_but",
	"args": {"statement": format_int(index, 10)},
	"evidence": [evidence.at(["resource", "properties", "PolicyDocument", "Statement", index])],
} if {
	some index, statement in input.resource.properties.PolicyDocument.Statement
	statement.Effect == "Allow"
	statement.NotAction
	policy.reaches_all(statement, "qq0zz0xx", "qq0zz0xx/qq0zz0xx")
	not policy.conditioned(statement)
}
