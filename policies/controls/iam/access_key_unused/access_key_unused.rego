# METADATA
# title: Access keys that nobody uses are gone
# description: A forgotten key is missed by nobody when it is stolen. Keys that are switched off are not judged.
# custom:
#   resource: AWS::IAM::AccessKey
#   severity: medium
#   theme: access
#   live_only: true
#   messages:
#     unused: the key of {user} has not been used for more than {days} days
#     never: the key of {user} is more than {days} days old and was never used
#   remediation: Switch the key off, and delete it when nothing fails for lack of it.
#   ja:
#     title: 利用されていないアクセスキーは残っていない
#     description: 忘れられたキーは、盗まれても誰も気付かない。無効化されたキーは対象外である。
#     messages:
#       unused: "{user} のキーは {days} 日を超えて利用されていない"
#       never: "{user} のキーは 作成から {days} 日を超えても一度も利用されていない"
#     remediation: キーを無効化し、支障がなければ削除する。
package controls.iam.access_key_unused

applies if not input.resource.properties.Status == "Inactive"

violation contains {
	"code": "unused",
	"args": {"days": format_int(floor(input.params.iam.access_key_unused_days), 10), "user": user},
	"evidence": ["/resource/runtime/LastUsedDate", "/params/iam/access_key_unused_days", "/now"],
} if {
	idle := input.now - input.resource.runtime.LastUsedDate
	idle > input.params.iam.access_key_unused_days * day
}

violation contains {
	"code": "never",
	"args": {"days": format_int(floor(input.params.iam.access_key_unused_days), 10), "user": user},
	"evidence": [
		"/resource/runtime/LastUsedDate", "/resource/runtime/CreateDate",
		"/params/iam/access_key_unused_days", "/now",
	],
} if {
	not input.resource.runtime.LastUsedDate
	age := input.now - input.resource.runtime.CreateDate
	age > input.params.iam.access_key_unused_days * day
}

default user := "?"

user := input.resource.properties.UserName

day := 86400000
