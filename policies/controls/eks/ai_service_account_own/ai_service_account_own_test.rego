package controls.eks.ai_service_account_own_test

import data.controls.eks.ai_service_account_own as control

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
	"an account of its own passes": {
		"input": ray({"serviceAccountName": "ray-head"}, {}),
		"applies": true,
		"violation": set(),
	},
	"the default account without a token passes": {
		"input": ray({"automountServiceAccountToken": false}, {}),
		"applies": true,
		"violation": set(),
	},
	"the account may refuse for its pods": {
		"input": ray({}, {"automountServiceAccountToken": false}),
		"applies": true,
		"violation": set(),
	},
	"nothing said fails, for Kubernetes mounts the token of the default account": {
		"input": ray({}, {}),
		"applies": true,
		"violation": {default_token},
	},
	"so does the default account by its name": {
		"input": ray({"serviceAccountName": "default"}, {}),
		"applies": true,
		"violation": {default_token},
	},
	"a template that asks for the token gets it from an account that refuses": {
		"input": ray({"automountServiceAccountToken": true}, {"automountServiceAccountToken": false}),
		"applies": true,
		"violation": {default_token},
	},
	"a step of a workflow that runs no container carries nothing": {
		"input": ray({"containers": []}, {}),
		"applies": true,
		"violation": set(),
	},
	"a runtime takes the account of its services": {
		"input": {
			"resource": {"properties": {
				"kind": "ServingRuntime",
				"podTemplates": [{"place": "/spec", "spec": {"serviceAccountName": "default", "containers": []}}],
			}},
			"refs": {"serviceAccounts": {}},
		},
		"applies": false,
		"violation": set(),
	},
	"other workloads are another matter": {
		"input": {
			"resource": {"properties": {"kind": "Deployment", "podTemplates": [{"spec": {"containers": [{"name": "web"}]}}]}},
			"refs": {"serviceAccounts": {}},
		},
		"applies": false,
		"violation": {{
			"code": "default",
			"args": {"place": "?"},
			"evidence": ["/resource/properties/podTemplates/0", "/refs/serviceAccounts"],
		}},
	},
}

ray(template, account) := {
	"resource": {"properties": {
		"kind": "RayCluster",
		"podTemplates": [{
			"place": "/spec/headGroupSpec/template",
			"spec": object.union({"containers": [{"name": "head"}]}, template),
		}],
	}},
	"refs": {"serviceAccounts": {"ml/ray/ServiceAccount/default": {"properties": object.union({"name": "default"}, account)}}},
}

default_token := {
	"code": "default",
	"args": {"place": "/spec/headGroupSpec/template"},
	"evidence": ["/resource/properties/podTemplates/0", "/refs/serviceAccounts"],
}
