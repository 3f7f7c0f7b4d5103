# METADATA
# title: Roles for service accounts take only tokens that were made for AWS
# description: >-
#   A cluster signs tokens of service accounts for many recipients. Without a condition on the audience whoever receives
#   one, a vault or a dashboard for example, can take the role with it.
# custom:
#   resource: AWS::IAM::Role
#   severity: medium
#   theme: access
#   messages:
#     any_audience: >-
#       statement {statement} also trusts tokens of {provider} that were made for others than AWS STS (no condition on
#       :aud)
#   remediation: Condition the trust by StringEquals on <provider>:aud = sts.amazonaws.com.
#   ja:
#     title: サービスアカウント用ロールは AWS 宛てのトークンだけを受け入れる
#     description: クラスターは多様な宛先のトークンに署名する。宛先（aud）の条件がなければ、トークンを受け取った Vault やダッシュボードなどがそのロールを引き受けられる。
#     messages:
#       any_audience: ステートメント {statement} は AWS STS 以外に宛てた {provider} のトークンも信頼する（:aud の条件がない）
#     remediation: 信頼ポリシーに StringEquals で <provider>:aud = sts.amazonaws.com の条件を付ける。
package controls.eks.irsa_audience

import data.lib.evidence
import data.lib.policy

# Whom the role trusts among the service accounts is asked by iam/oidc_trust_scoped.
applies if some _ in trusts

violation contains {
	"code": "any_audience",
	"args": {"provider": provider, "statement": format_int(index, 10)},
	"evidence": [evidence.at(["resource", "properties", "AssumeRolePolicyDocument", "Statement", index])],
} if {
	some index, provider in trusts
	not is_for_sts(input.resource.properties.AssumeRolePolicyDocument.Statement[index])
}

# The statements by which pods of EKS clusters take the role, with the provider that vouches for them.
trusts[index] := concat(", ", sort(issuers)) if {
	some index, statement in input.resource.properties.AssumeRolePolicyDocument.Statement
	policy.allows(statement, "sts:AssumeRoleWithWebIdentity")
	issuers := {issuer |
		some principal in statement.Principal.Federated
		contains(principal, ":oidc-provider/oidc.eks.")
		issuer := concat("/", array.slice(split(principal, "/"), 1, 99))
	}
	count(issuers) > 0
}

# IfExists and ForAllValues hold for a token of which the claim says nothing.
is_for_sts(statement) if {
	some operator, tests in statement.Condition
	lower(trim_prefix(operator, "ForAnyValue:")) in {"stringequals", "stringlike"}
	some key, values in tests
	endswith(lower(key), ":aud")
	count(values) > 0
	every value in values {
		regex.match(`^sts\.amazonaws\.com(\.cn)?$`, value)
	}
}
