# METADATA
# title: Roles for OpenID Connect identities name whom they trust
# description: >-
#   A cluster or a build service signs tokens for all its workloads. Only a condition on the subject tells the one that
#   deploys models from all others; on a public build service, from those of strangers.
# custom:
#   resource: AWS::IAM::Role
#   severity: high
#   theme: access
#   messages:
#     no_subject: statement {statement} has no condition on the subject of the token
#     wide_subject: statement {statement} trusts every subject like {subject}
#     any_application: statement {statement} takes tokens of {provider} that were made for any application
#   remediation: >-
#     Add a StringEquals condition on <provider>:sub: a namespace and service account (system:serviceaccount:ns:name) or
#     a repository and branch. Of Cognito and of social providers name the identity pool or application (:aud, :app_id).
#   ja:
#     title: OpenID Connect で引き受けるロールは信頼する相手を特定している
#     description: クラスターやビルドサービスは、その全ワークロードにトークンを発行する。subject の条件だけが、モデルをデプロイする相手をそれ以外から区別する。
#     messages:
#       no_subject: ステートメント {statement} にトークンの subject の条件がない
#       wide_subject: ステートメント {statement} は {subject} に合致するすべての subject を信頼している
#       any_application: ステートメント {statement} は任意のアプリケーション宛ての {provider} のトークンを受け入れる
#     remediation: >-
#       <プロバイダー>:sub に StringEquals 条件を加え、名前空間とサービスアカウント（system:serviceaccount:ns:name）またはリポジトリとブランチを特定する。
#       Cognito やソーシャルプロバイダーでは、ID プールまたはアプリケーションを特定する（:aud、:app_id）。
package controls.iam.oidc_trust_scoped

import data.lib.evidence
import data.lib.role

violation contains {
	"code": "no_subject",
	"args": {"statement": format_int(index, 10)},
	"evidence": [pointer_of(index)],
} if {
	some index, statement in input.resource.properties.AssumeRolePolicyDocument.Statement
	trusts_tokens(statement)
	count(subjects(statement)) == 0
}

violation contains {
	"code": "wide_subject",
	"args": {"statement": format_int(index, 10), "subject": subject},
	"evidence": [pointer_of(index)],
} if {
	some index, statement in input.resource.properties.AssumeRolePolicyDocument.Statement
	trusts_tokens(statement)
	some subject in subjects(statement)
	regex.match(`[*?]`, subject)
	not names_repository(subject)
}

# Anybody has an account with these, and AWS knows them without a provider of the account.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
violation contains {
	"code": "any_application",
	"args": {"provider": provider, "statement": format_int(index, 10)},
	"evidence": [pointer_of(index)],
} if {
	some index, statement in input.resource.properties.AssumeRolePolicyDocument.Statement
	role.lets_assume(statement)
	some provider in statement.Principal.Federated
	key := application_keys[provider]
	not names_application(statement, key)
}

application_keys := {
	"accounts.google.com": "accounts.google.com:aud",
	"cognito-identity.amazonaws.com": "cognito-identity.amazonaws.com:aud",
	"graph.facebook.com": "graph.facebook.com:app_id",
	"www.amazon.com": "www.amazon.com:app_id",
}

names_application(statement, demanded) if {
	some operator, tests in statement.Condition
	lower(trim_prefix(operator, "ForAnyValue:")) in {"stringequals", "stringequalsignorecase", "stringlike"}
	some key, values in tests
	lower(key) == demanded
	count(values) > 0
	every value in values {
		not regex.match(`[*?]`, value)
	}
}

trusts_tokens(statement) if {
	role.lets_assume(statement)
	some provider in statement.Principal.Federated
	contains(provider, ":oidc-provider/")
}

# What the token's subject must be. IfExists and ForAllValues hold for a token without one.
subjects(statement) := {subject |
	some operator, tests in statement.Condition
	lower(trim_prefix(operator, "ForAnyValue:")) in {"stringequals", "stringequalsignorecase", "stringlike"}
	some key, values in tests
	endswith(lower(key), ":sub")
	some subject in values
}

# A branch or environment of one repository may be any: repo:owner/name:...
names_repository(subject) if regex.match(`^repo:[^*?/]+/[^*?:]+:`, subject)

pointer_of(index) := evidence.at(["resource", "properties", "AssumeRolePolicyDocument", "Statement", index])
