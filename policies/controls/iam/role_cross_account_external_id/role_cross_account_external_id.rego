# METADATA
# title: Foreign accounts assume roles by an external id or within the organisation
# description: >-
#   A vendor that serves many customers can be made to use the wrong one's role. An external id, or a condition on the
#   organisation, keeps it to its own.
# custom:
#   resource: AWS::IAM::Role
#   severity: high
#   theme: access
#   messages:
#     unbound: statement {statement} trusts account {account} without sts:ExternalId or aws:PrincipalOrgID
#   remediation: >-
#     Add a StringEquals condition on sts:ExternalId (vendors) or aws:PrincipalOrgID (own accounts), or name own
#     accounts in the parameter iam.trusted_accounts.
#   ja:
#     title: 他アカウントによるロールの引き受けは外部 ID または組織の条件で限定されている
#     description: 多くの顧客を持つ事業者は、誤って別の顧客のロールを利用させられるおそれがある。外部 ID または組織の条件がこれを防ぐ。
#     messages:
#       unbound: ステートメント {statement} は sts:ExternalId または aws:PrincipalOrgID の条件なしにアカウント {account} を信頼している
#     remediation: sts:ExternalId または aws:PrincipalOrgID の StringEquals 条件を加える。自組織のアカウントは iam.trusted_accounts に列挙する。
package controls.iam.role_cross_account_external_id

import data.lib.evidence
import data.lib.policy
import data.lib.role

violation contains {
	"code": "unbound",
	"args": {"account": account, "statement": format_int(index, 10)},
	"evidence": [
		evidence.at(["resource", "properties", "AssumeRolePolicyDocument", "Statement", index]),
		"/params/iam/trusted_accounts",
	],
} if {
	some index, statement in input.resource.properties.AssumeRolePolicyDocument.Statement
	role.lets_assume(statement)
	some principal in statement.Principal.AWS
	account := policy.account_of(principal)
	account != input.resource.account
	not account in input.params.iam.trusted_accounts
	not policy.bound_by(statement, {"sts:externalid", "aws:principalorgid", "aws:principalorgpaths"})
}
