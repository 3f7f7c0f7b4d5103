package controls.sagemaker.studio_lifecycle_no_secrets_test

import data.controls.sagemaker.studio_lifecycle_no_secrets as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a script without secrets passes": {
		"input": config([]),
		"violation": set(),
	},
	"every kind fails": {
		"input": config([
			{"Kind": "private_key", "Count": 1},
			{"Kind": "aws_access_key_id", "Count": 2},
		]),
		"violation": {
			{
				"code": "found",
				"args": {"kind": "private_key"},
				"evidence": ["/resource/runtime/Secrets/0"],
			},
			{
				"code": "found",
				"args": {"kind": "aws_access_key_id"},
				"evidence": ["/resource/runtime/Secrets/1"],
			},
		},
	},
}

config(secrets) := {"resource": {
	"properties": {"StudioLifecycleConfigName": "setup"},
	"runtime": {"Secrets": secrets},
}}
