package controls.iam.root_no_access_keys_test

import data.controls.iam.root_no_access_keys as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"none passes": {
		"input": {"resource": {"properties": {"AccountAccessKeysPresent": 0}}},
		"violation": set(),
	},
	"one fails": {
		"input": {"resource": {"properties": {"AccountAccessKeysPresent": 1}}},
		"violation": {{"code": "present", "evidence": ["/resource/properties/AccountAccessKeysPresent"]}},
	},
}
