# METADATA
# title: Roles trust OpenID Connect providers that exist
# description: >-
#   A role that names a provider which is gone waits for whoever may create one of that URL. Its workloads get no
#   credentials, or get them by another way that nobody planned.
# custom:
#   resource: AWS::IAM::Role
#   severity: low
#   theme: access
#   live_only: true
#   messages:
#     gone: statement {statement} trusts {provider}, which does not exist
#   remediation: >-
#     Take the statement out of the trust policy, or create the provider again if its cluster or build service is still
#     yours (CreateOpenIDConnectProvider).
#   ja:
#     title: ロールが信頼する OpenID Connect プロバイダーは実在する
#     description: 削除済みのプロバイダーを信頼するロールは、同じ URL のプロバイダーを作成できる者に利用されるおそれがある。対象のワークロードは認証情報を得られないか、想定外の経路で得ている。
#     messages:
#       gone: ステートメント {statement} が信頼する {provider} は存在しない
#     remediation: 信頼ポリシーから該当のステートメントを除くか、クラスターやビルドサービスを引き続き利用する場合はプロバイダーを再作成する（CreateOpenIDConnectProvider）。
package controls.iam.oidc_provider_exists

import data.lib.evidence
import data.lib.policy

violation contains {
	"code": "gone",
	"args": {"provider": provider, "statement": format_int(index, 10)},
	"evidence": [
		evidence.at(["resource", "properties", "AssumeRolePolicyDocument", "Statement", index]),
		evidence.at(["refs", "oidcProviders", provider]),
	],
} if {
	some index, statement in input.resource.properties.AssumeRolePolicyDocument.Statement
	policy.allows(statement, "sts:AssumeRoleWithWebIdentity")
	some provider in statement.Principal.Federated
	contains(provider, ":oidc-provider/")
	not input.refs.oidcProviders[provider].id
}
