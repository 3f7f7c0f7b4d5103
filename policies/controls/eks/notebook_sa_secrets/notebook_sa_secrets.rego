# METADATA
# title: Notebooks cannot read secrets or take other identities in the cluster
# description: >-
#   Whoever writes in a notebook acts as its service account. One that reads secrets, runs commands in other pods or
#   takes other identities turns every data scientist, and every package they install, into an administrator.
# custom:
#   resource: Kubernetes::ServiceAccount
#   severity: critical
#   theme: access
#   messages:
#     can: the role {role}, bound by {binding}, lets notebooks of the account {capability}
#   remediation: >-
#     Bind the service account to a role without these rules, or name single secrets by resourceNames; give notebooks
#     AWS access by Pod Identity instead.
#   ja:
#     title: ノートブックはクラスターのシークレットを読めず、他の ID にもなれない
#     description: ノートブックの利用者はそのサービスアカウントとして動作する。シークレットの参照、他の Pod でのコマンド実行、他の ID の取得ができれば、利用者も導入したパッケージも管理者となる。
#     messages:
#       can: "{binding} により与えられたロール {role} は、このアカウントのノートブックに次を許可している: {capability}"
#     remediation: 該当する規則のないロールに付け替えるか、resourceNames で個々のシークレットに限定する。AWS へのアクセスは Pod Identity で与える。
package controls.eks.notebook_sa_secrets

import data.lib.evidence
import data.lib.rbac
import data.lib.workload

applies if {
	some other in input.refs.workloads
	workload.is_notebook(other.properties.kind, other.properties.podTemplates)
}

violation contains {
	"code": "can",
	"args": {
		"role": name_of(role),
		"binding": binding.properties.name,
		"capability": concat(", ", sort(capabilities)),
	},
	"evidence": [
		evidence.at(["refs", "bindings", place]),
		evidence.at(["refs", "roles", word, "properties", "name"]),
		evidence.at(["refs", "roles", word, "properties", "rules", index]),
	],
} if {
	some place, binding in input.refs.bindings
	word := binding.runtime.role
	role := input.refs.roles[word]
	some index, rule in role.properties.rules
	capabilities := {capability |
		some capability, [group, resource, verb] in dangerous
		rbac.allows(rule, group, resource, verb)
	}
	count(capabilities) > 0
}

dangerous := {
	"get secrets": ["", "secrets", "get"],
	"list secrets": ["", "secrets", "list"],
	"watch secrets": ["", "secrets", "watch"],
	"run commands in pods": ["", "pods/exec", "create"],
	# Over a WebSocket a command is a GET.
	"run commands in pods by WebSocket": ["", "pods/exec", "get"],
	"impersonate users": ["", "users", "impersonate"],
	"impersonate groups": ["", "groups", "impersonate"],
	"impersonate service accounts": ["", "serviceaccounts", "impersonate"],
	"make tokens of service accounts": ["", "serviceaccounts/token", "create"],
	"escalate roles": ["rbac.authorization.k8s.io", "roles", "escalate"],
	"escalate cluster roles": ["rbac.authorization.k8s.io", "clusterroles", "escalate"],
	"bind cluster roles": ["rbac.authorization.k8s.io", "clusterroles", "bind"],
}

name_of(role) := role.properties.name
