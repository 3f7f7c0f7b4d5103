package controls.eks.rbac_no_anonymous_bindings_test

import data.controls.eks.rbac_no_anonymous_bindings as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a named group passes": {"input": binding("edit", [group("data-scientists")]), "violation": set()},
	"what Kubernetes shows to anyone passes": {
		"input": binding("system:public-info-viewer", [group("system:authenticated"), group("system:unauthenticated")]),
		"violation": set(),
	},
	"what everyone may ask passes": {
		"input": binding("system:discovery", [group("system:authenticated")]),
		"violation": set(),
	},
	"discovery for callers without a name fails": {
		"input": binding("system:discovery", [group("system:authenticated"), group("system:unauthenticated")]),
		"violation": {claim("anonymous", "system:unauthenticated", "system:discovery", 1)},
	},
	"a user without a name fails": {
		"input": binding("view", [{"kind": "User", "name": "system:anonymous"}]),
		"violation": {claim("anonymous", "system:anonymous", "view", 0)},
	},
	"a role of everyone fails": {
		"input": binding("edit", [group("system:authenticated"), group("system:serviceaccounts")]),
		"violation": {
			claim("everyone", "system:authenticated", "edit", 0),
			claim("everyone", "system:serviceaccounts", "edit", 1),
		},
	},
	"an account of that name is none of these": {
		"input": binding("edit", [{"kind": "ServiceAccount", "name": "system:authenticated"}]),
		"violation": set(),
	},
}

group(name) := {"kind": "Group", "name": name}

binding(role, subjects) := {"resource": {"properties": {
	"name": "b",
	"roleRef": {"kind": "ClusterRole", "name": role},
	"subjects": subjects,
}}}

claim(code, subject, role, index) := {
	"code": code,
	"args": {"subject": subject, "role": role},
	"evidence": [
		"/resource/properties/roleRef",
		concat("", ["/resource/properties/subjects/", format_int(index, 10)]),
	],
}
