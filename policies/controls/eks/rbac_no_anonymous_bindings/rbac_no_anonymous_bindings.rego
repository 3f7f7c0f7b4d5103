# METADATA
# title: Roles are not given to everyone
# description: >-
#   A role bound to system:authenticated belongs to every pod and every person with any access, one bound to
#   system:unauthenticated to whoever reaches the API at all.
# custom:
#   resource: Kubernetes::RoleBinding
#   severity: critical
#   theme: access
#   messages:
#     anonymous: "{subject}, callers who gave no name, have the role {role}"
#     everyone: "{subject}, every account and every person, have the role {role}"
#   remediation: Bind the role to named groups or service accounts.
#   ja:
#     title: ロールが不特定の相手に与えられていない
#     description: system:authenticated へのロールはアクセスを持つすべての Pod と人に、system:unauthenticated へのロールは API に到達できる者すべてに及ぶ。
#     messages:
#       anonymous: 名乗らない呼び出し元 {subject} がロール {role} を持つ
#       everyone: すべてのアカウントと人を含む {subject} がロール {role} を持つ
#     remediation: 特定のグループまたはサービスアカウントにロールを束縛する。
package controls.eks.rbac_no_anonymous_bindings

import data.lib.evidence

# Kubernetes shows its version and health to anyone.
violation contains {
	"code": "anonymous",
	"args": {"subject": subject.name, "role": role},
	"evidence": [role_ref, evidence.at(["resource", "properties", "subjects", index])],
} if {
	role := input.resource.properties.roleRef.name
	role != "system:public-info-viewer"
	some index, subject in input.resource.properties.subjects
	subject.name in {"system:anonymous", "system:unauthenticated"}
	subject.kind in {"Group", "User"}
}

# Who is let in may ask what there is, and what they may do.
# https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles
violation contains {
	"code": "everyone",
	"args": {"subject": subject.name, "role": role},
	"evidence": [role_ref, evidence.at(["resource", "properties", "subjects", index])],
} if {
	role := input.resource.properties.roleRef.name
	not role in {"system:basic-user", "system:discovery", "system:public-info-viewer"}
	some index, subject in input.resource.properties.subjects
	subject.name in {"system:authenticated", "system:serviceaccounts"}
	subject.kind == "Group"
}

role_ref := "/resource/properties/roleRef"
