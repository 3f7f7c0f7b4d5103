# METADATA
# title: Access keys are replaced in time
# description: >-
#   A key does not expire by itself: whoever once copied it from a notebook or a repository can use it for ever. Keys
#   that are switched off are not judged.
# custom:
#   resource: AWS::IAM::AccessKey
#   severity: medium
#   theme: access
#   live_only: true
#   messages:
#     old: the key of {user} is more than {days} days old
#   remediation: Create a new key and delete the old one; better, give what uses it a role and temporary credentials.
#   ja:
#     title: アクセスキーは期限内に交換されている
#     description: キーは自動では失効しない。ノートブックやリポジトリから一度複製した者は、いつまでも利用できる。無効化されたキーは対象外である。
#     messages:
#       old: "{user} のキーは作成から {days} 日を超えている"
#     remediation: 新しいキーを作成して古いキーを削除する。ロールと一時的な認証情報への切り替えが望ましい。
package controls.iam.access_key_rotated

applies if not input.resource.properties.Status == "Inactive"

violation contains {
	"code": "old",
	"args": {
		"days": format_int(floor(input.params.iam.access_key_max_age_days), 10),
		"user": user,
	},
	"evidence": ["/resource/runtime/CreateDate", "/params/iam/access_key_max_age_days", "/now"],
} if {
	age := input.now - input.resource.runtime.CreateDate
	age > input.params.iam.access_key_max_age_days * day
}

default user := "?"

user := input.resource.properties.UserName

day := 86400000
