package controls.iam.root_mfa_test

import data.controls.iam.root_mfa as control

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
	"a second factor passes": {
		"input": {"resource": {"properties": {"AccountMFAEnabled": 1, "AccountPasswordPresent": 1}}},
		"applies": true,
		"violation": set(),
	},
	"none fails": {
		"input": {"resource": {"properties": {"AccountMFAEnabled": 0, "AccountPasswordPresent": 1}}},
		"applies": true,
		"violation": none,
	},
	"where IAM does not count passwords, none fails": {
		"input": {"resource": {"properties": {"AccountMFAEnabled": 0}}},
		"applies": true,
		"violation": none,
	},
	"a root user without password is not judged": {
		"input": {"resource": {"properties": {"AccountMFAEnabled": 0, "AccountPasswordPresent": 0}}},
		"applies": false,
		"violation": none,
	},
}

none := {{"code": "none", "evidence": ["/resource/properties/AccountMFAEnabled"]}}
