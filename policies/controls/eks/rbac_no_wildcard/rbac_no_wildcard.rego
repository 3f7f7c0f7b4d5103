# METADATA
# title: Roles of the cluster name what they allow
# description: >-
#   A rule of wildcards allows what nobody thought of: secrets, other teams' pods, and every kind that is installed
#   tomorrow.
# custom:
#   resource: Kubernetes::Role
#   severity: high
#   theme: access
#   messages:
#     everything: rule {rule} allows every verb on every resource of {groups}
#   remediation: >-
#     Name API groups, resources and verbs (kubectl auth can-i --list shows what is in use), or bind one of Kubernetes'
#     own roles (admin, edit, view) in a namespace.
#   ja:
#     title: クラスターのロールは許可する対象を明示している
#     description: ワイルドカードの規則は想定外のもの、すなわちシークレットや他チームの Pod、今後導入される種類のリソースまで許可する。
#     messages:
#       everything: 規則 {rule} は {groups} の全リソースに対する全操作を許可している
#     remediation: API グループ、リソース、操作を明示する（使用状況は kubectl auth can-i --list で確認できる）か、標準のロール（admin、edit、view）を名前空間に束縛する。
package controls.eks.rbac_no_wildcard

import data.lib.evidence

# Kubernetes makes its own roles anew at each start.
applies if not input.resource.properties.bootstrap == "rbac-defaults"

violation contains {
	"code": "everything",
	"args": {"rule": format_int(index, 10), "groups": concat(", ", [name_of(group) | some group in rule.apiGroups])},
	"evidence": [evidence.at(["resource", "properties", "rules", index])],
} if {
	some index, rule in input.resource.properties.rules
	"*" in rule.verbs
	"*" in rule.resources
	not is_limited(rule)
}

is_limited(rule) if some _ in rule.resourceNames

name_of("") := "core"

name_of("*") := "all groups"

name_of(group) := group if not group in {"", "*"}
