package controls.cloudtrail.log_file_validation_test

import data.controls.cloudtrail.log_file_validation as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"digests pass": {
		"input": {"resource": {"properties": {"EnableLogFileValidation": true}}},
		"violation": set(),
	},
	"none fail": {
		"input": {"resource": {"properties": {"EnableLogFileValidation": false}}},
		"violation": {{"code": "off", "evidence": ["/resource/properties/EnableLogFileValidation"]}},
	},
	"absent fails, for CloudTrail does not sign by itself": {
		"input": {"resource": {"properties": {}}},
		"violation": {{"code": "off", "evidence": ["/resource/properties/EnableLogFileValidation"]}},
	},
}
