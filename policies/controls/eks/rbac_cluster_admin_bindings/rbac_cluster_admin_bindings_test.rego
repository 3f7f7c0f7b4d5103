package controls.eks.rbac_cluster_admin_bindings_test

import data.controls.eks.rbac_cluster_admin_bindings as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"Kubernetes' own binding passes": {
		"input": binding("ClusterRoleBinding", "cluster-admin", [{"kind": "Group", "name": "system:masters"}]),
		"violation": set(),
	},
	"another role passes": {
		"input": binding("ClusterRoleBinding", "view", [{"kind": "Group", "name": "data-scientists"}]),
		"violation": set(),
	},
	"cluster-admin of one namespace is another matter": {
		"input": binding("RoleBinding", "cluster-admin", [{"kind": "Group", "name": "team"}]),
		"violation": set(),
	},
	"a service account as cluster-admin fails": {
		"input": binding("ClusterRoleBinding", "cluster-admin", [
			{"kind": "Group", "name": "system:masters"},
			{"kind": "ServiceAccount", "name": "ray-head", "namespace": "ray"},
		]),
		"violation": {bound("ServiceAccount", "ray/ray-head", 1)},
	},
	"so does a group, or a user of its name": {
		"input": binding("ClusterRoleBinding", "cluster-admin", [
			{"kind": "Group", "name": "admins"},
			{"kind": "User", "name": "system:masters"},
		]),
		"violation": {bound("Group", "admins", 0), bound("User", "system:masters", 1)},
	},
}

binding(kind, role, subjects) := {"resource": {"properties": {
	"kind": kind,
	"name": "admins",
	"roleRef": {"kind": "ClusterRole", "name": role},
	"subjects": subjects,
}}}

bound(kind, subject, index) := {
	"code": "bound",
	"args": {"kind": kind, "subject": subject},
	"evidence": [
		"/resource/properties/kind",
		"/resource/properties/roleRef",
		concat("", ["/resource/properties/subjects/", format_int(index, 10)]),
	],
}
