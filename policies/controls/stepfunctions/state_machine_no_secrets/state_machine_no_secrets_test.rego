package controls.stepfunctions.state_machine_no_secrets_test

import data.controls.stepfunctions.state_machine_no_secrets as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"a definition without secrets passes": {
		"input": machine([]),
		"violation": set(),
	},
	"every kind fails": {
		"input": machine([{"Kind": "assigned_secret", "Count": 2}]),
		"violation": {{
			"code": "found",
			"args": {"kind": "assigned_secret"},
			"evidence": ["/resource/runtime/Secrets/0"],
		}},
	},
}

machine(secrets) := {"resource": {"properties": {}, "runtime": {"Secrets": secrets}}}
