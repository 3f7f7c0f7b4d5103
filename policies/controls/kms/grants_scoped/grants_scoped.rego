# METADATA
# title: Grants stay within the account and are not handed on
# description: >-
#   A grant lets its grantee use a key past every policy. One for a foreign account, or one by which the grantee grants
#   further, is seen by nobody who reads policies. Grants to AWS services are not judged.
# custom:
#   resource: AWS::KMS::Grant
#   severity: high
#   theme: access
#   live_only: true
#   messages:
#     foreign: the grantee {grantee} belongs to account {account}
#     handed_on: the grantee {grantee} may grant further, without an encryption context that binds it
#   remediation: >-
#     Revoke the grant (RevokeGrant), and grant anew to a role of the account, without CreateGrant or under a
#     constraint.
#   ja:
#     title: グラントは自アカウント内にとどまり、再付与されない
#     description: グラントは、あらゆるポリシーを経由せずにキーの利用を許す。他アカウントへのグラントや、さらに付与できるグラントは、ポリシーの確認では見つからない。AWS サービスへのグラントは対象外である。
#     messages:
#       foreign: 被付与者 {grantee} はアカウント {account} に属する
#       handed_on: 被付与者 {grantee} は、暗号化コンテキストの制約なしにさらに付与できる
#     remediation: グラントを取り消し（RevokeGrant）、自アカウントのロールに対して CreateGrant なし、または制約付きで付与し直す。
package controls.kms.grants_scoped

import data.lib.policy

violation contains {
	"code": "foreign",
	"args": {"account": account, "grantee": grantee},
	"evidence": ["/resource/properties/GranteePrincipal", "/params/iam/trusted_accounts"],
} if {
	grantee := input.resource.properties.GranteePrincipal
	account := policy.account_of(grantee)
	account != input.resource.account
	not account in input.params.iam.trusted_accounts
}

violation contains {
	"code": "handed_on",
	"args": {"grantee": grantee},
	"evidence": [
		"/resource/properties/GranteePrincipal", "/resource/properties/Operations",
		"/resource/properties/Constraints",
	],
} if {
	grantee := input.resource.properties.GranteePrincipal
	policy.account_of(grantee)
	"CreateGrant" in input.resource.properties.Operations
	not is_constrained
}

is_constrained if count(input.resource.properties.Constraints) > 0
