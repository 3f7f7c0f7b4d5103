# METADATA
# title: The root user has a second factor
# description: >-
#   No policy limits the root user. Where the organisation took its password away there is nobody to sign in, and
#   nothing to judge.
# custom:
#   resource: AWS::IAM::AccountSummary
#   severity: critical
#   theme: access
#   live_only: true
#   messages:
#     none: the root user has no MFA device
#   remediation: >-
#     Enrol MFA devices for the root user, or remove its credentials through centralized root access of the
#     organisation.
#   ja:
#     title: ルートユーザーには多要素認証がある
#     description: ルートユーザーを制限するポリシーは存在しない。組織がルートのパスワードを削除している場合はサインインできる者がなく、判定の対象外である。
#     messages:
#       none: ルートユーザーに MFA デバイスがない
#     remediation: ルートユーザーに MFA デバイスを登録する。または組織のルートアクセス一元管理により認証情報を削除する。
package controls.iam.root_mfa

# Centralized root access removes the password of a member account's root user.
applies if not input.resource.properties.AccountPasswordPresent == 0

violation contains {"code": "none", "evidence": ["/resource/properties/AccountMFAEnabled"]} if {
	not input.resource.properties.AccountMFAEnabled == 1
}
