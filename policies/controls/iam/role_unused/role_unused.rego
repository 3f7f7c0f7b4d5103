# METADATA
# title: Roles that nobody uses are gone
# description: >-
#   A role left over from an experiment keeps its permissions, and nobody watches it. IAM remembers the last 400 days.
#   Roles of AWS services are not judged.
# custom:
#   resource: AWS::IAM::Role
#   severity: low
#   theme: access
#   live_only: true
#   messages:
#     unused: the role has not been used for more than {days} days
#     never: the role is more than {days} days old and was never used
#   remediation: Delete the role, after a look at what could still need it once a year.
#   ja:
#     title: 利用されていないロールは残っていない
#     description: 実験の名残のロールは権限を持ち続け、誰にも監視されない。IAM の記録は直近 400 日間である。サービスリンクロールは対象外である。
#     messages:
#       unused: ロールは {days} 日を超えて利用されていない
#       never: ロールは作成から {days} 日を超えても利用されていない
#     remediation: 年次処理などの必要性を確認した上で、ロールを削除する。
package controls.iam.role_unused

import data.lib.role

applies if not role.is_service_linked

violation contains {
	"code": "unused",
	"args": {"days": format_int(floor(input.params.iam.role_unused_days), 10)},
	"evidence": ["/resource/runtime/RoleLastUsed/LastUsedDate", "/params/iam/role_unused_days", "/now"],
} if {
	idle := input.now - input.resource.runtime.RoleLastUsed.LastUsedDate
	idle > input.params.iam.role_unused_days * day
}

violation contains {
	"code": "never",
	"args": {"days": format_int(floor(input.params.iam.role_unused_days), 10)},
	"evidence": [
		"/resource/runtime/RoleLastUsed/LastUsedDate", "/resource/runtime/CreateDate",
		"/params/iam/role_unused_days", "/now",
	],
} if {
	not input.resource.runtime.RoleLastUsed.LastUsedDate
	age := input.now - input.resource.runtime.CreateDate
	age > input.params.iam.role_unused_days * day
}

day := 86400000
