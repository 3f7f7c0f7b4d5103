package controls.eks.notebook_sa_secrets_test

import data.controls.eks.notebook_sa_secrets as control

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
	"a notebook without bindings passes": {
		"input": account([notebook], [], {}),
		"applies": true,
		"violation": set(),
	},
	"a role over its own objects passes": {
		"input": account([notebook], [binding], {word: role([rule([""], ["pods", "services"], ["get", "list"], [])])}),
		"applies": true,
		"violation": set(),
	},
	"one secret by its name passes": {
		"input": account([notebook], [binding], {word: role([rule([""], ["secrets"], ["get"], ["own-token"])])}),
		"applies": true,
		"violation": set(),
	},
	"a role that lists secrets fails": {
		"input": account([notebook], [binding], {word: role([
			rule([""], ["pods"], ["get"], []),
			rule([""], ["configmaps", "secrets"], ["get", "list"], []),
		])}),
		"applies": true,
		"violation": {can("get secrets, list secrets", 1)},
	},
	"commands in other pods fail": {
		"input": account([notebook], [binding], {word: role([rule([""], ["pods/exec"], ["create"], [])])}),
		"applies": true,
		"violation": {can("run commands in pods", 0)},
	},
	"commands in other pods fail when they are got over a WebSocket": {
		"input": account([notebook], [binding], {word: role([rule([""], ["pods/exec"], ["get"], [])])}),
		"applies": true,
		"violation": {can("run commands in pods by WebSocket", 0)},
	},
	"everything in one group fails": {
		"input": account([notebook], [binding], {word: role([rule(["rbac.authorization.k8s.io"], ["*"], ["*"], [])])}),
		"applies": true,
		"violation": {can("bind cluster roles, escalate cluster roles, escalate roles", 0)},
	},
	"a role that does not exist allows nothing": {
		"input": account([notebook], [binding], {}),
		"applies": true,
		"violation": set(),
	},
	"the accounts of other workloads are another matter": {
		"input": account([server], [binding], {word: role([rule([""], ["secrets"], ["get"], [])])}),
		"applies": false,
		"violation": {can("get secrets", 0)},
	},
}

word := "ml/lab/Role/editor"

notebook := {"properties": {"kind": "Notebook", "podTemplates": [{"spec": {"containers": [{"image": "lab:1"}]}}]}}

server := {"properties": {"kind": "Deployment", "podTemplates": [{"spec": {"containers": [{"image": "nginx:1"}]}}]}}

binding := {"properties": {"name": "editors"}, "runtime": {"role": word}}

role(rules) := {"properties": {"name": "editor", "rules": rules}}

rule(groups, resources, verbs, names) := {
	"apiGroups": groups,
	"resources": resources,
	"verbs": verbs,
	"resourceNames": names,
}

account(workloads, bindings, roles) := {
	"resource": {"properties": {"name": "jupyter", "namespace": "lab"}},
	"refs": {"workloads": workloads, "bindings": bindings, "roles": roles},
}

can(capability, index) := {
	"code": "can",
	"args": {"role": "editor", "binding": "editors", "capability": capability},
	"evidence": [
		"/refs/bindings/0",
		"/refs/roles/ml~1lab~1Role~1editor/properties/name",
		concat("", ["/refs/roles/ml~1lab~1Role~1editor/properties/rules/", format_int(index, 10)]),
	],
}
