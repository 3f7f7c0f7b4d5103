# METADATA
# title: Nobody is cluster-admin by a binding inside the cluster
# description: >-
#   A binding to cluster-admin makes an administrator of whoever gets into the pod or the account, past the access
#   entries by which the platform grants and reviews administration.
# custom:
#   resource: Kubernetes::RoleBinding
#   severity: critical
#   theme: access
#   messages:
#     bound: "{kind} {subject} is bound to cluster-admin"
#   remediation: >-
#     Bind a role that names what is used; administer by access entries with AmazonEKSClusterAdminPolicy.
#   ja:
#     title: クラスター内のバインディングにより cluster-admin となる者はいない
#     description: cluster-admin へのバインディングは、Pod や ID を得た者をそのまま管理者とし、付与と棚卸しの場であるアクセスエントリを迂回する。
#     messages:
#       bound: "{kind} {subject} が cluster-admin に束縛されている"
#     remediation: 使用する操作だけを定めたロールに置き換える。管理はアクセスエントリと AmazonEKSClusterAdminPolicy で行う。
package controls.eks.rbac_cluster_admin_bindings

import data.lib.evidence

# Kubernetes itself binds system:masters, a group that only certificates of the cluster's authority bear.
violation contains {
	"code": "bound",
	"args": {"kind": subject.kind, "subject": full_name(subject)},
	"evidence": [
		"/resource/properties/kind",
		"/resource/properties/roleRef",
		evidence.at(["resource", "properties", "subjects", index]),
	],
} if {
	input.resource.properties.kind == "ClusterRoleBinding"
	input.resource.properties.roleRef.name == "cluster-admin"
	some index, subject in input.resource.properties.subjects
	not is_masters(subject)
}

is_masters(subject) if {
	subject.kind == "Group"
	subject.name == "system:masters"
}

full_name(subject) := concat("/", [subject.namespace, subject.name])

full_name(subject) := subject.name if not subject.namespace
