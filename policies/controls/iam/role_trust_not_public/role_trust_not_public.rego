# METADATA
# title: No role may be assumed by just anyone
# description: A trust policy for every principal hands the role to the whole of AWS, whatever the role is called.
# custom:
#   resource: AWS::IAM::Role
#   severity: critical
#   theme: access
#   messages:
#     anyone: statement {statement} lets principals of any account assume the role
#   remediation: Name the principals, or add a StringEquals condition on aws:PrincipalOrgID.
#   ja:
#     title: ロールは不特定の者による引き受けを許していない
#     description: すべてのプリンシパルを信頼するポリシーは、ロールを AWS 全体に開放する。
#     messages:
#       anyone: ステートメント {statement} は任意のアカウントのプリンシパルによるロールの引き受けを許可している
#     remediation: プリンシパルを列挙するか、aws:PrincipalOrgID の StringEquals 条件を加える。
package controls.iam.role_trust_not_public

import data.lib.evidence
import data.lib.policy
import data.lib.role

violation contains {
	"code": "anyone",
	"args": {"statement": format_int(index, 10)},
	"evidence": [evidence.at(["resource", "properties", "AssumeRolePolicyDocument", "Statement", index])],
} if {
	some index, statement in input.resource.properties.AssumeRolePolicyDocument.Statement
	role.lets_assume(statement)
	policy.for_anyone(statement)
	not policy.confined_to_caller(statement)
	not policy.confined_to_source(statement)
}
