package controls.lambda.environment_no_secrets_test

import data.controls.lambda.environment_no_secrets as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"variables without secrets pass": {
		"input": function([]),
		"violation": set(),
	},
	"every kind in every variable fails": {
		"input": function([
			{"Variable": "DB_PASSWORD", "Kind": "assigned_secret", "Count": 1},
			{"Variable": "GIT_URL", "Kind": "url_credentials", "Count": 1},
		]),
		"violation": {
			{
				"code": "found",
				"args": {"variable": "DB_PASSWORD", "kind": "assigned_secret"},
				"evidence": ["/resource/runtime/Secrets/0"],
			},
			{
				"code": "found",
				"args": {"variable": "GIT_URL", "kind": "url_credentials"},
				"evidence": ["/resource/runtime/Secrets/1"],
			},
		},
	},
}

function(secrets) := {"resource": {"properties": {"FunctionName": "orders"}, "runtime": {"Secrets": secrets}}}
