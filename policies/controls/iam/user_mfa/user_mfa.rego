# METADATA
# title: Users who sign in to the console have a second factor
# description: A password alone is guessed, reused and phished. A key or an authenticator is not.
# custom:
#   resource: AWS::IAM::User
#   severity: high
#   theme: access
#   live_only: true
#   messages:
#     none: the user has a console password and no MFA device
#   remediation: >-
#     Enrol an MFA device for the user, or remove the password and let people sign in through IAM Identity Center.
#   ja:
#     title: コンソールにサインインするユーザーには多要素認証がある
#     description: パスワードだけでは推測、使い回し、フィッシングを防げない。
#     messages:
#       none: コンソールのパスワードがあるが、MFA デバイスがない
#     remediation: ユーザーに MFA デバイスを登録する。またはパスワードを削除し、IAM Identity Center 経由のサインインに切り替える。
package controls.iam.user_mfa

violation contains {
	"code": "none",
	"evidence": ["/resource/properties/LoginProfile", "/resource/runtime/MFADevices"],
} if {
	input.resource.properties.LoginProfile
	not has_device
}

has_device if count(input.resource.runtime.MFADevices) > 0
