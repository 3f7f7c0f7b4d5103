# METADATA
# title: The root user has no access key
# description: A key of the root user may do everything, from anywhere and without a second factor.
# custom:
#   resource: AWS::IAM::AccountSummary
#   severity: critical
#   theme: access
#   live_only: true
#   messages:
#     present: the root user has an access key
#   remediation: Delete the root user's access keys; give what used them a role.
#   ja:
#     title: ルートユーザーにアクセスキーがない
#     description: ルートユーザーのキーは、どこからでも多要素認証なしにあらゆる操作ができる。
#     messages:
#       present: ルートユーザーにアクセスキーがある
#     remediation: ルートユーザーのアクセスキーを削除し、利用していた処理にはロールを与える。
package controls.iam.root_no_access_keys

violation contains {"code": "present", "evidence": ["/resource/properties/AccountAccessKeysPresent"]} if {
	input.resource.properties.AccountAccessKeysPresent > 0
}
