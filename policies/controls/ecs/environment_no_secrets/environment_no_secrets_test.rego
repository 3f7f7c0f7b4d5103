package controls.ecs.environment_no_secrets_test

import data.controls.ecs.environment_no_secrets as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"variables without secrets pass": {
		"input": task([]),
		"violation": set(),
	},
	"every kind in every variable and in the words of every container fails": {
		"input": task([
			{"Container": "serve", "Variable": "DB_PASSWORD", "Kind": "assigned_secret", "Count": 1},
			{"Container": "log", "Variable": "GIT_URL", "Kind": "url_credentials", "Count": 1},
			{"Container": "log", "Member": "Command", "Kind": "assigned_secret", "Count": 1},
		]),
		"violation": {
			{
				"code": "found",
				"args": {"container": "serve", "variable": "DB_PASSWORD", "kind": "assigned_secret"},
				"evidence": ["/resource/runtime/Secrets/0"],
			},
			{
				"code": "found",
				"args": {"container": "log", "variable": "GIT_URL", "kind": "url_credentials"},
				"evidence": ["/resource/runtime/Secrets/1"],
			},
			{
				"code": "found_in_words",
				"args": {"container": "log", "member": "Command", "kind": "assigned_secret"},
				"evidence": ["/resource/runtime/Secrets/2"],
			},
		},
	},
}

task(secrets) := {"resource": {"properties": {"Family": "rerank"}, "runtime": {"Secrets": secrets}}}
