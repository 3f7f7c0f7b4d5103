package controls.eks.rbac_no_wildcard_test

import data.controls.eks.rbac_no_wildcard as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in cases
	applies := [true | control.applies with input as case.input]
	[case.applies | case.applies == true] == applies
}

cases := {
	"named resources and verbs pass": {
		"input": role([rule([""], ["pods", "services"], ["get", "list"]), rule(["ray.io"], ["rayclusters"], ["*"])], {}),
		"applies": true,
		"violation": set(),
	},
	"one object by its name passes": {
		"input": role([object.union(rule([""], ["*"], ["*"]), {"resourceNames": ["own"]})], {}),
		"applies": true,
		"violation": set(),
	},
	"every verb on every resource fails": {
		"input": role([rule([""], ["pods"], ["get"]), rule(["*"], ["*"], ["*"])], {}),
		"applies": true,
		"violation": {everything(1, "all groups")},
	},
	"in named groups as well": {
		"input": role([rule(["", "apps"], ["*"], ["*"])], {}),
		"applies": true,
		"violation": {everything(0, "core, apps")},
	},
	"Kubernetes' own roles are another matter": {
		"input": role([rule(["*"], ["*"], ["*"])], {"bootstrap": "rbac-defaults"}),
		"applies": false,
		"violation": {everything(0, "all groups")},
	},
}

rule(groups, resources, verbs) := {"apiGroups": groups, "resources": resources, "verbs": verbs}

role(rules, properties) := {"resource": {"properties": object.union({"name": "ml", "rules": rules}, properties)}}

everything(index, groups) := {
	"code": "everything",
	"args": {"rule": format_int(index, 10), "groups": groups},
	"evidence": [concat("", ["/resource/properties/rules/", format_int(index, 10)])],
}
