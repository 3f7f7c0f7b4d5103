# METADATA
# title: Bedrock API keys expire
# description: >-
#   A long-term API key is a password: whoever finds it calls models at the organisation's expense, and reads what
#   they answer. One that never expires stays good until somebody notices.
# custom:
#   resource: AWS::IAM::ServiceSpecificCredential
#   severity: high
#   theme: access
#   live_only: true
#   messages:
#     never: the API key of the user {user} never expires
#   remediation: >-
#     Delete the key (DeleteServiceSpecificCredential) and use short-term keys or roles; deny
#     iam:CreateServiceSpecificCredential without iam:ServiceSpecificCredentialAgeDays.
#   ja:
#     title: Bedrock の API キーには有効期限がある
#     description: 長期の API キーはパスワードと同じであり、入手した者は自社の費用でモデルを呼び出せる。無期限のキーは、漏えいに気付くまで有効であり続ける。
#     messages:
#       never: ユーザー {user} の API キーには有効期限がない
#     remediation: キーを削除し、短期キーまたはロールを使用する。期限のない iam:CreateServiceSpecificCredential を拒否する。
package controls.bedrock.api_key_no_long_term

# An inactive key opens nothing.
applies if not input.resource.properties.Status == "Inactive"

# IAM names the end only of keys that have one.
violation contains {
	"code": "never",
	"args": {"user": user},
	"evidence": ["/resource/properties/ExpirationDate"],
} if {
	not input.resource.properties.ExpirationDate
}

default user := "?"

user := input.resource.properties.UserName
