# METADATA
# title: Roles for service accounts trust exactly the service accounts that need them
# description: >-
#   A role that trusts a cluster's identity provider without naming service accounts is open to every pod that its
#   cluster runs, the notebook of any user included.
# custom:
#   resource: AWS::IAM::Role
#   severity: high
#   theme: access
#   messages:
#     any_service_account: >-
#       statement {statement} trusts {provider} without naming the service accounts one by one (condition on :sub)
#     any_audience: >-
#       statement {statement} trusts tokens of {provider} that were made for others than AWS STS (condition on :aud)
#   remediation: >-
#     Condition the trust by StringEquals on <provider>:sub = system:serviceaccount:<namespace>:<name> and on
#     <provider>:aud = sts.amazonaws.com.
#   ja:
#     title: サービスアカウント用ロールは必要なサービスアカウントだけを信頼している
#     description: サービスアカウントを特定せずにクラスターの ID プロバイダーを信頼するロールは、利用者のノートブックを含め、そのクラスターのあらゆる Pod が引き受けられる。
#     messages:
#       any_service_account: ステートメント {statement} は {provider} を信頼するが、サービスアカウントを個別に特定していない（:sub の条件）
#       any_audience: ステートメント {statement} は AWS STS 以外に宛てた {provider} のトークンも信頼する（:aud の条件）
#     remediation: >-
#       信頼ポリシーに StringEquals で <provider>:sub = system:serviceaccount:<namespace>:<name> と
#       <provider>:aud = sts.amazonaws.com の条件を付ける。
package controls.eks.irsa_trust_scoped

import data.lib.evidence
import data.lib.policy

applies if some _ in trusts

violation contains {
	"code": "any_service_account",
	"args": {"provider": provider, "statement": format_int(index, 10)},
	"evidence": [pointer_of(index)],
} if {
	some index, provider in trusts
	statement := input.resource.properties.AssumeRolePolicyDocument.Statement[index]
	not pinned(statement, "sub", `^system:serviceaccount:[a-z0-9.-]+:[a-z0-9.-]+$`)
}

violation contains {
	"code": "any_audience",
	"args": {"provider": provider, "statement": format_int(index, 10)},
	"evidence": [pointer_of(index)],
} if {
	some index, provider in trusts
	statement := input.resource.properties.AssumeRolePolicyDocument.Statement[index]
	not pinned(statement, "aud", `^sts\.amazonaws\.com(\.cn)?$`)
}

# The statements by which pods of EKS clusters take the role, with the provider that vouches for them.
trusts[index] := concat("/", array.slice(split(principal, "/"), 1, 99)) if {
	some index, statement in input.resource.properties.AssumeRolePolicyDocument.Statement
	policy.allows(statement, "sts:AssumeRoleWithWebIdentity")
	some principal in [name |
		some name in statement.Principal.Federated
		contains(name, ":oidc-provider/oidc.eks.")
	]
}

# IfExists and ForAllValues hold for a token of which the claim says nothing.
pinned(statement, claim, form) if {
	some operator, tests in statement.Condition
	lower(trim_prefix(operator, "ForAnyValue:")) in {"stringequals", "stringlike"}
	some key, values in tests
	endswith(lower(key), concat("", [":", claim]))
	count(values) > 0
	every value in values {
		regex.match(form, value)
	}
}

pointer_of(index) := evidence.at(["resource", "properties", "AssumeRolePolicyDocument", "Statement", index])
