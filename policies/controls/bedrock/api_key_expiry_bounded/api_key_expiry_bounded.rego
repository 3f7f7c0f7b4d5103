# METADATA
# title: Bedrock API keys expire within the allowed days
# description: >-
#   The longer a key is good, the longer one that leaked goes unnoticed.
# custom:
#   resource: AWS::IAM::ServiceSpecificCredential
#   severity: medium
#   theme: access
#   live_only: true
#   messages:
#     too_long: the API key of the user {user} is valid for longer than the allowed days
#   remediation: >-
#     Create a key of a shorter life (CredentialAgeDays) or use short-term keys or roles, and delete this one.
#   ja:
#     title: Bedrock の API キーは許容された日数内に失効する
#     description: 有効期間が長いほど、漏えいしたキーが気付かれずに使われる期間も長くなる。
#     messages:
#       too_long: ユーザー {user} の API キーは、許容された日数を超えて有効である
#     remediation: 有効期間の短いキーを作成する（CredentialAgeDays）か、短期キーまたはロールを使用し、本キーを削除する。
package controls.bedrock.api_key_expiry_bounded

# Keys that never expire are another control's matter, and those that have expired open nothing.
applies if {
	not input.resource.properties.Status == "Inactive"
	input.resource.properties.ExpirationDate
	not has_expired
}

has_expired if {
	is_number(input.resource.properties.ExpirationDate)
	input.resource.properties.ExpirationDate < input.now
}

violation contains {
	"code": "too_long",
	"args": {"user": user},
	"evidence": [
		"/resource/properties/CreateDate",
		"/resource/properties/ExpirationDate",
		"/params/bedrock/api_key_days",
	],
} if {
	input.resource.properties.ExpirationDate
	not is_short
}

is_short if {
	from := input.resource.properties.CreateDate
	is_number(from)
	until := input.resource.properties.ExpirationDate
	is_number(until)
	until - from <= input.params.bedrock.api_key_days * 86400000
}

default user := "?"

user := input.resource.properties.UserName
