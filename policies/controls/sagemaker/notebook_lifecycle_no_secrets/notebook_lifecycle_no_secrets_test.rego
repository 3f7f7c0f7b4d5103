package controls.sagemaker.notebook_lifecycle_no_secrets_test

import data.controls.sagemaker.notebook_lifecycle_no_secrets as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"scripts without secrets pass": {
		"input": config([]),
		"violation": set(),
	},
	"every kind of every script fails": {
		"input": config([
			{"Hook": "OnCreate", "Kind": "private_key", "Count": 1},
			{"Hook": "OnStart", "Kind": "aws_access_key_id", "Count": 2},
		]),
		"violation": {
			{
				"code": "found",
				"args": {"hook": "OnCreate", "kind": "private_key"},
				"evidence": ["/resource/runtime/Secrets/0"],
			},
			{
				"code": "found",
				"args": {"hook": "OnStart", "kind": "aws_access_key_id"},
				"evidence": ["/resource/runtime/Secrets/1"],
			},
		},
	},
}

config(secrets) := {"resource": {
	"properties": {"NotebookInstanceLifecycleConfigName": "setup"},
	"runtime": {"Secrets": secrets},
}}
