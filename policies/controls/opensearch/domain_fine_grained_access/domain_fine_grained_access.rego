# METADATA
# title: Domains control access to indexes and documents by IAM identities
# description: >-
#   Without fine-grained access control whoever reaches a domain reads all of its indexes; users in its own database
#   escape the rules for identities, and anonymous ones all rules.
# custom:
#   resource: AWS::OpenSearchService::Domain
#   severity: high
#   theme: access
#   messages:
#     off: fine-grained access control is off
#     internal_users: users are kept in the internal database
#     anonymous: anonymous access is enabled
#   remediation: >-
#     Enable AdvancedSecurityOptions with an IAM role as master user, disable the internal user database and
#     anonymous access.
#   ja:
#     title: OpenSearch ドメインは IAM の主体ごとにインデックスと文書へのアクセスを制御している
#     description: きめ細かなアクセスコントロールがなければ、到達できる者は全インデックスを読める。内部データベースの利用者は ID 管理の統制を外れ、匿名アクセスはすべての統制を外れる。
#     messages:
#       off: きめ細かなアクセスコントロールが無効である
#       internal_users: 利用者が内部データベースで管理されている
#       anonymous: 匿名アクセスが有効である
#     remediation: IAM ロールをマスターユーザーとして AdvancedSecurityOptions を有効にし、内部ユーザーデータベースと匿名アクセスを無効にする。
package controls.opensearch.domain_fine_grained_access

violation contains {"code": "off", "evidence": ["/resource/properties/AdvancedSecurityOptions/Enabled"]} if {
	not input.resource.properties.AdvancedSecurityOptions.Enabled == true
}

violation contains {
	"code": "internal_users",
	"evidence": ["/resource/properties/AdvancedSecurityOptions/InternalUserDatabaseEnabled"],
} if {
	input.resource.properties.AdvancedSecurityOptions.InternalUserDatabaseEnabled == true
}

violation contains {
	"code": "anonymous",
	"evidence": ["/resource/properties/AdvancedSecurityOptions/AnonymousAuthEnabled"],
} if {
	input.resource.properties.AdvancedSecurityOptions.AnonymousAuthEnabled == true
}
